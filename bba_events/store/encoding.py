"""Records as bytes and back: JSON for records, a digest for words.

Which record lies in which table is left to ``Store``.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from bba_events.errors import StoreError
from bba_events.store import file

T = TypeVar("T")


def digest(words: str) -> bytes:
    """Words that can be compared and not read."""
    import hashlib  # noqa: PLC0415 - only a run needs it, listing must be light

    return hashlib.sha256(words.encode("utf-8", "replace")).digest()[:16]


def write(record: object) -> bytes:
    """A record as JSON."""
    return msgspec.json.encode(record)


def read(record: bytes, kind: type[T]) -> T:
    """The record again; raises StoreError when it is none of its kind."""
    try:
        return msgspec.json.decode(record, type=kind)
    except (msgspec.MsgspecError, ValueError) as fault:
        raise StoreError(f"a {kind.__name__} in the store cannot be read: {fault}; {file.MEND}") from fault
