"""The store: one SQLite file with everything that must outlive a run.  The only room that imports sqlite3.

It keeps records and gives them back; it judges nothing.  A run is one transaction: it is the lock
against a second run, and a run that dies anywhere leaves the file as it was.  Files that are not
ours, newer than this program, empty or broken are refused with ``StoreError`` and never written to.
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from bba_events.change import Change
from bba_events.errors import ConfigError, StoreError
from bba_events.event import Entry
from bba_events.store import file, forgetting
from bba_events.store.encoding import digest, read, write
from bba_events.store.records import CachedPage, Edition, Head, LastGood, Shown

__all__ = ["CachedPage", "Edition", "LastGood", "Shown", "Store"]

T = TypeVar("T")


class Store:
    """An open store.  Use ``open_for_run`` or ``open_to_read``, each in a ``with`` statement."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        self._db = database

    @classmethod
    @contextlib.contextmanager
    def open_for_run(cls, path: Path, *, replayed: bool = False) -> Iterator[Store]:
        """The store, made when missing, locked until the end; what is not committed is undone.

        Raises StoreError when another run holds it or it cannot be used, ConfigError when recorded
        and live pages would be mixed.
        """
        if not path.exists():
            file.create(path)
        store = cls(path, file.connect(path, "rw"))
        try:
            file.check(path, store._db)
            store._lock()
            file.migrate(store._db)
            store._refuse_mixing(replayed)
            yield store
        except sqlite3.OperationalError as fault:  # the disk or the system, not the file
            raise StoreError(f"{path}: cannot be used: {fault}; {file.ROOM}") from fault
        except sqlite3.DatabaseError as fault:
            raise StoreError(f"{path}: cannot be used: {fault}; {file.MEND}") from fault
        finally:
            store._close()

    @classmethod
    @contextlib.contextmanager
    def open_to_read(cls, path: Path) -> Iterator[Store]:
        """The store as the last whole run left it, even while a run is busy; nothing can be written."""
        if not path.exists():
            raise StoreError(f"{path}: there is no store yet; run `bba-events fetch` first")
        store = cls(path, file.connect(path, "ro"))
        try:
            file.check(path, store._db)
            if file.number(store._db, "user_version") < file.SCHEMA:
                raise StoreError(
                    f"{path}: was made by an older version; run `bba-events fetch` once to update it"
                )
            yield store
        except sqlite3.DatabaseError as fault:
            raise StoreError(f"{path}: cannot be read: {fault}; {file.MEND}") from fault
        finally:
            store._close()

    def copy(self, path: Path) -> None:
        """A copy of all of it in another file, to look at things without keeping anything."""
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
            self._db.backup(other)

    def commit(self) -> None:
        """Keep all that was put since opening; StoreError when another run got in between."""
        self._db.execute("COMMIT")
        self._lock()

    @property
    def replayed(self) -> bool:
        """Whether it holds recorded pages."""
        return self._setting("replayed") == "yes"

    # pages

    def page(self, source: str, url: str) -> CachedPage | None:
        """The response last kept for this address."""
        row = self._one("SELECT head, body FROM page WHERE source = ? AND url = ?", source, url)
        if row is None:
            return None
        head = read(row[0], Head)
        return CachedPage(
            url,
            head.url,
            head.status,
            head.headers,
            zlib.decompress(row[1]),
            head.fetched_on,
            head.fingerprint,
        )

    def put_page(self, source: str, page: CachedPage) -> None:
        """Keep a response in the place of the one before."""
        head = Head(page.url, page.status, page.fetched_on, page.fingerprint, dict(page.headers))
        self._put("page", source, page.requested, write(head), zlib.compress(page.body, 6))

    def first_seen(
        self, source: str, page: str, words: str, day: date, *, today: date | None = None,
        left_before: date | None = None,
    ) -> date:  # fmt: skip
        """The day on which these words were first seen there; ``day`` when they are new.

        ``today`` (else ``day``) is kept as the last day on which they stood there.  Words last seen
        before ``left_before`` were gone since: they are new again.
        """
        key = (source, page, digest(words))
        row = self._one("SELECT first, last FROM words WHERE source = ? AND page = ? AND words = ?", *key)
        first, last = map(date.fromisoformat, row) if row else (day, today or day)
        if left_before and last < left_before:
            first = day
        self._put("words", *key, min(first, day).isoformat(), max(last, today or day).isoformat())
        return min(first, day)

    def stood_on(self, source: str, page: str, since: date, today: date) -> None:
        """The words last seen there on ``since`` or later still stand there today."""
        self._db.execute(
            "UPDATE words SET last = ? WHERE source = ? AND page = ? AND last >= ? AND last < ?",
            (today.isoformat(), source, page, since.isoformat(), today.isoformat()),
        )

    # events, entries, changes

    def last_good(self, source: str) -> LastGood | None:
        """What the source last gave, None when it never gave anything."""
        row = self._one("SELECT record FROM good WHERE source = ?", source)
        return read(row[0], LastGood) if row else None

    def put_last_good(self, source: str, good: LastGood) -> None:
        """Keep what the source gave."""
        self._put("good", source, write(good))

    def entries(self) -> list[Entry]:
        """Every entry, tombstones too, in no order that means anything."""
        return [read(row[0], Entry) for row in self._db.execute("SELECT record FROM entry ORDER BY uid")]

    def put_entries(self, entries: Iterable[Entry]) -> None:
        """Keep exactly these."""
        records = {entry.uid: write(entry) for entry in entries}
        known = dict(self._db.execute("SELECT uid, record FROM entry"))
        self._db.executemany(
            "DELETE FROM entry WHERE uid = ?", [(uid,) for uid in known if uid not in records]
        )
        changed = [(uid, record) for uid, record in records.items() if known.get(uid) != record]
        self._db.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?)", changed)

    def changes(self, since: datetime | None = None) -> list[Change]:
        """What runs did after ``since``, oldest first."""
        after = since.isoformat() if since else ""
        rows = self._db.execute("SELECT record FROM change WHERE moment > ? ORDER BY number", (after,))
        return [read(row[0], Change) for row in rows]

    def add_changes(self, changes: Iterable[Change]) -> None:
        """Append what a run did."""
        rows = [(change.uid, change.moment.isoformat(), write(change)) for change in changes]
        self._db.executemany("INSERT INTO change (uid, moment, record) VALUES (?, ?, ?)", rows)

    # editions and runs

    def editions(self) -> list[Edition]:
        """Every edition that went out, oldest first."""
        found = [read(row[0], Edition) for row in self._db.execute("SELECT record FROM edition")]
        return sorted(found, key=lambda edition: (edition.day, edition.name, edition.language))

    def put_edition(self, edition: Edition) -> None:
        """Record what went out, in the place of an edition of the same name and language."""
        self._put("edition", edition.name, edition.language, write(edition))

    def add_run(self, moment: datetime, report: object) -> None:
        """Keep a run's report: any record that msgspec can write."""
        self._db.execute(
            "INSERT INTO run (moment, record) VALUES (?, ?)", (moment.isoformat(), write(report))
        )

    def runs(self, kind: type[T], limit: int = 1) -> list[T]:
        """The last reports, newest first, as records of ``kind``."""
        rows = self._db.execute("SELECT record FROM run ORDER BY number DESC LIMIT ?", (limit,))
        return [read(row[0], kind) for row in rows]

    def forget(self, before: date) -> None:
        """Let go of what was over before that day; see ``forgetting``.  Entries are ``identity``'s affair."""
        forgetting.forget(self._db, before)

    # plain records

    def export(self) -> dict[str, Any]:
        """Everything but pages and runs as plain lists and dicts: what restores it."""
        words = self._db.execute("SELECT source, page, hex(words), first, last FROM words ORDER BY 1, 2, 3")
        return {
            "entries": [msgspec.to_builtins(entry) for entry in self.entries()],
            "sources": {
                source: msgspec.to_builtins(read(record, LastGood))
                for source, record in self._db.execute("SELECT source, record FROM good ORDER BY source")
            },
            "words": [list(row) for row in words],
            "editions": [msgspec.to_builtins(edition) for edition in self.editions()],
            "suppressed": self.promised(),
        }

    def restore(self, plain: Mapping[str, Any]) -> None:
        """Put back what ``export`` gave; raises StoreError when it is something else."""
        try:
            entries = msgspec.convert(plain["entries"], list[Entry])
            sources = msgspec.convert(plain["sources"], dict[str, LastGood])
            words = msgspec.convert(plain.get("words", []), list[tuple[str, str, str, date, date]])
            editions = msgspec.convert(plain.get("editions", []), list[Edition])
            promised = msgspec.convert(plain.get("suppressed", {}), dict[str, str])
        except (KeyError, TypeError, msgspec.ValidationError) as fault:
            raise StoreError(
                f"these records cannot be restored: {fault!r}; expected an events.json of this program"
            ) from fault
        if twice := [uid for uid, times in Counter(entry.uid for entry in entries).items() if times > 1]:
            raise StoreError(
                f"these records cannot be restored: {len(twice)} UIDs stand in them twice, the first is "
                f"{twice[0][:100]!r}; take the events.json as it was published, or leave one of each out"
            )
        self.put_entries(entries)
        for source, good in sources.items():
            self.put_last_good(source, good)
        for source, page, mark, first, last in words:
            self._put("words", source, page, bytes.fromhex(mark), first.isoformat(), last.isoformat())
        for edition in editions:
            self.put_edition(edition)
        self._put("setting", "suppressed", write(promised).decode())

    def promised(self) -> dict[str, str]:
        """Digest of a key (``keys.digest``) to the UID that a restored store owes to what has it."""
        return read(self._setting("suppressed").encode() or b"{}", dict[str, str])

    # opening and closing

    def _lock(self) -> None:
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as fault:
            raise StoreError(f"{self.path}: another run holds it ({fault}); wait until it ends") from fault

    def _refuse_mixing(self, replayed: bool) -> None:
        filled = self._one("SELECT 1 FROM page LIMIT 1") or self._one("SELECT 1 FROM entry LIMIT 1")
        if filled and self.replayed is not replayed:
            held, asked = ("recorded", "a live run") if self.replayed else ("live", "a replay")
            raise ConfigError(
                f"{self.path}: holds {held} pages, so {asked} on it is refused; name another store"
            )
        self._put("setting", "replayed", "yes" if replayed else "no")

    def _close(self) -> None:
        with contextlib.suppress(sqlite3.DatabaseError):
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
        self._db.close()

    def _setting(self, name: str) -> str:
        row = self._one("SELECT value FROM setting WHERE name = ?", name)
        return str(row[0]) if row else ""

    def _one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._db.execute(query, values).fetchone()
        return row

    def _put(self, table: str, *values: object) -> None:
        marks = ", ".join("?" * len(values))
        self._db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", values)
