"""Words that only say that an event is cancelled, postponed, full or moved.

The words stand in ``[status]`` and ``[dates]`` of the word tables; whose they are is left to the readers.
"""

from __future__ import annotations

from functools import cache

from bba_events import words
from bba_events.text import fold


def is_status(text: str) -> bool:
    """Whether words only say that an event is cancelled, postponed or full."""
    return fold(text) in _states()


def says_moved(text: str) -> bool:
    """Whether words only say that a day is another than first meant: "reportée au (initialement)"."""
    told = fold(text).split()
    return bool(told) and _moving().issuperset(told)


@cache
def _moving() -> frozenset[str]:
    """Words for moving and cancelling, and the small words that go with them."""
    found = set(_states())
    for lang in words.languages():
        dates, status = words.section(lang, "dates"), words.section(lang, "status")
        lists = (dates["moved"], dates["formerly"], dates["to"], status.get("moved", ()))
        found |= {fold(word) for each in lists for word in each}
    return frozenset(found)


@cache
def _states() -> frozenset[str]:
    kept = ("cancelled", "postponed", "sold_out", "alone")
    tables = [words.section(lang, "status") for lang in words.languages()]
    return frozenset(fold(word) for table in tables for name in kept for word in table.get(name, ()))
