"""Puts finished bytes on disk: each file whole or not at all, and an unchanged file not touched.

Temporary file beside the target, fsync, rename, fsync of the folder.  A symbolic link in the place of a
published file is replaced, never followed.  What the files say is left to the other modules here.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from bba_events.errors import ConfigError

PREFIX = ".bba-events-"
"""Temporary files are known by it; the next run removes those that a killed one left."""
MODE = 0o644
_BINARY = getattr(os, "O_BINARY", 0)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)


def write(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write the files that differ from what is there; the names of those, in order.

    Makes the folder.  Raises ConfigError when it cannot be written; files renamed before stay, the others
    stay as they were.  Only plain names are taken, never a path.
    """
    for name in files:
        if not name or Path(name).name != name or name.startswith("."):
            raise ValueError(f"not a plain file name: {name!r}")
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        changed = [name for name, data in files.items() if _current(folder / name) != data]
        for name in changed:
            _replace(folder / name, files[name])
        if changed:
            _sync(folder)
    return changed


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """What the system says of a fault, as a fault that the user can mend."""
    try:
        yield
    except OSError as fault:
        where = fault.filename or folder
        raise ConfigError(
            f"output {folder}: cannot be written: {fault.strerror or fault} ({where}); what was published "
            "stays; make room or give this user the right to write there, or name another output folder"
        ) from fault


def _sweep(folder: Path) -> None:
    """Remove what a killed run left."""
    for left in folder.glob(f"{PREFIX}*"):
        left.unlink(missing_ok=True)


def _current(path: Path) -> bytes | None:
    """What stands there now; None when it is no regular file."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        handle = os.open(path, os.O_RDONLY | _BINARY | _NOFOLLOW)
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read()


def _replace(path: Path, data: bytes) -> None:
    """The whole new file under its name, or the old one as it was and no trace of ours."""
    handle, made = tempfile.mkstemp(prefix=PREFIX, dir=path.parent)
    temporary = Path(made)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(MODE)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _sync(folder: Path) -> None:
    """Let the renames themselves reach the disk, where a folder can be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
