"""The store's file: made whole or not at all, opened only when it is ours and unbroken.

Knows the schema and how an older one is brought up to date; what lies in the tables is left to
``Store``.  Sources: SQLite file format §1.3 (application id, user version), WAL documentation.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import sqlite3
from pathlib import Path

from bba_events.errors import StoreError

APPLICATION_ID = 0x42424145
"""Marks the file as ours (SQLite header, offset 68)."""

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE page (source TEXT, url TEXT, head BLOB NOT NULL, body BLOB NOT NULL,
                       PRIMARY KEY (source, url));
    CREATE TABLE words (source TEXT, page TEXT, words BLOB, first TEXT NOT NULL, last TEXT NOT NULL,
                        PRIMARY KEY (source, page, words)) WITHOUT ROWID;
    CREATE TABLE good (source TEXT PRIMARY KEY, record BLOB NOT NULL);
    CREATE TABLE entry (uid TEXT PRIMARY KEY, record BLOB NOT NULL);
    CREATE TABLE change (number INTEGER PRIMARY KEY, uid TEXT NOT NULL, moment TEXT NOT NULL,
                         record BLOB NOT NULL);
    CREATE INDEX change_by_moment ON change (moment);
    CREATE TABLE edition (name TEXT, language TEXT, record BLOB NOT NULL, PRIMARY KEY (name, language));
    CREATE TABLE run (number INTEGER PRIMARY KEY, moment TEXT NOT NULL, record BLOB NOT NULL);
    """,
)
"""Each brings the schema one version further; never edit one that was released, add another."""

SCHEMA = len(MIGRATIONS)
MEND = (
    "move it away and run `bba-events restore` with your published events.json, or put a backup in its place"
)
ROOM = (
    "nothing of this run was kept in it; make room on the disk and see that this user may write there, "
    "then run again"
)


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open an existing file, "rw" or "ro"; raises StoreError when it is none of SQLite's."""
    try:
        if path.stat().st_size == 0:
            raise StoreError(f"{path}: is empty, so it was cut short; {MEND}")
        _need_access(path, mode)
        if mode == "ro" and not os.access(path.parent, os.W_OK):
            mode = "ro&immutable=1"  # write-ahead logging wants to write beside the file, even for readers
        address = f"{path.absolute().as_uri()}?mode={mode}"
        database = sqlite3.connect(address, uri=True, isolation_level=None, timeout=0.2)
    except (sqlite3.DatabaseError, OSError) as fault:
        raise StoreError(f"{path}: cannot be opened as a store: {fault}; {MEND}") from fault
    try:
        database.execute("SELECT count(*) FROM sqlite_master")
        database.execute("PRAGMA secure_delete = ON")  # what is forgotten leaves the file too
    except sqlite3.DatabaseError as fault:
        database.close()
        advice = ROOM if isinstance(fault, sqlite3.OperationalError) else MEND
        raise StoreError(f"{path}: cannot be opened as a store: {fault}; {advice}") from fault
    return database


def _need_access(path: Path, mode: str) -> None:
    """Refuse a file that this user may not use, and name its owner; SQLite speaks of a lock or a disk."""
    if os.access(path, os.R_OK | os.W_OK if mode == "rw" else os.R_OK):
        return
    owner, me = path.stat().st_uid, os.geteuid()
    whose = f"belongs to {_name(owner)}, and {_name(me)}" if owner != me else _name(me)
    may = "read and write" if mode == "rw" else "read"
    raise StoreError(
        f"{path}: {whose} may not {may} it; run as its owner, have it given to you (chown, chmod), or {MEND}"
    )


def _name(user: int) -> str:
    """What a user is called on this machine, the number where there is no name."""
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"user {user}"


def check(path: Path, database: sqlite3.Connection) -> None:
    """Refuse a file that is not ours, is newer than this program, or is broken; nothing is written."""
    if number(database, "application_id") != APPLICATION_ID:
        raise StoreError(f"{path}: is not a store of bba-events; name another `store` in [calendar]")
    version = number(database, "user_version")
    if version > SCHEMA:
        raise StoreError(
            f"{path}: was made by a newer version (schema {version} > {SCHEMA}); update bba-events"
        )
    found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise StoreError(f"{path}: is broken: {found}; {MEND}")


def number(database: sqlite3.Connection, pragma: str) -> int:
    """One of SQLite's numbers about the file."""
    return int(database.execute(f"PRAGMA {pragma}").fetchone()[0])


def migrate(database: sqlite3.Connection) -> None:
    """Bring the schema up to date, within the transaction that is open."""
    for version in range(number(database, "user_version"), SCHEMA):
        for statement in MIGRATIONS[version].split(";"):
            if statement.strip():
                database.execute(statement)
        database.execute(f"PRAGMA user_version = {version + 1}")


def create(path: Path) -> None:
    """Make a whole store beside its place, then put it there: a run that dies leaves none or a whole one."""
    made = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made.unlink(missing_ok=True)
        database = sqlite3.connect(made, isolation_level=None)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute("BEGIN")
        migrate(database)
        database.execute("COMMIT")
        database.close()
        with contextlib.suppress(FileExistsError):
            os.link(made, path)
    except (sqlite3.DatabaseError, OSError) as fault:
        advice = "check the folder, its permissions and the free space"
        raise StoreError(f"{path}: cannot be made: {fault}; {advice}") from fault
    finally:
        with contextlib.suppress(OSError):
            made.unlink(missing_ok=True)
