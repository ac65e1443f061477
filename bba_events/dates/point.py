"""One day as a text writes it, complete or not, and the small words round it.

Missing months and years are settled by ``phrases`` and ``years``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bba_events.dates.clocks import PARTS, Slot
from bba_events.dates.tokens import Token
from bba_events.dates.vocabulary import LATE

DET = ("this", "next", "last", "first_after")
DETS = frozenset(DET)
SHIFTS = {"this": 0, "next": 1, "first_after": 1, "coming_next": 1, "last": -1}
"""How many weeks on a week is that is called so."""


_IN_PARTS = frozenset((*LATE, *(f"in_{part}" for part in LATE)))


@dataclass(slots=True)
class Point:
    """One day as written."""

    first: int
    """Index of its first token."""
    next: int
    """Index of the token behind it."""
    weekdays: tuple[int, ...] = ()
    """Monday is 0; several where an abbreviation means two days in two languages."""
    day: int = 0
    month: int = 0
    year: int = 0
    form: str = ""
    """"dm", "md" (month first), "slash" (numeric), "relative" or "" for a bare day or weekday."""
    relative: tuple[str, int] | None = None
    """("day", offset), ("weekday", …), ("weekend", n), ("week", n), ("isoweek", number), ("nth", n)."""
    det: str = ""
    """"this", "next", "last" or "first_after"."""
    slots: list[Slot] = field(default_factory=list)
    further: int = 0
    """So many days behind what ``relative`` says."""
    part: str = ""
    """The part of the day that is written with it, of those behind noon."""
    around: str = ""
    """"week_of" or "weekend_of" when the week or weekend around the day is meant."""
    weak: bool = False
    """A numeric form that needs support from around to be a date ("1/3")."""

    @property
    def dated(self) -> bool:
        """Whether it names a day and month, or a day relative to another."""
        return bool(self.month or self.relative)


def skip_on(ts: list[Token], i: int, most: int = 2) -> int:
    """Past articles and prepositions that say nothing."""
    while most and "on" in ts[i].senses:
        i, most = i + 1, most - 1
    return i


def number(token: Token, most: int = 31) -> int:
    """A number from 1 to ``most`` in digits or as a word, else 0."""
    if token.kind == "num":
        return token.value if 0 < token.value <= most and len(token.text) <= 2 and not token.stuck else 0
    found: int = token.senses.get("number", 0)
    return found if found <= most else 0


def this_or_next(token: Token) -> str:
    """Which of this, next and last a word says."""
    senses = token.senses
    if DETS.isdisjoint(senses):
        return ""
    if "first_after" in senses:
        return "coming_next" if "next" in senses else "first_after"
    return next((name for name in DET if name in senses), "")


def part_in(token: Token) -> str:
    """The part of the day behind noon that a word says: "avond", "vanavond"."""
    senses = token.senses
    if _IN_PARTS.isdisjoint(senses):
        return ""
    return next((part for part in LATE if part in senses or f"in_{part}" in senses), "")


def part_said(token: Token) -> bool:
    """Whether a word is a part of the day."""
    return any(part in token.senses for part in PARTS)


def skip_part(ts: list[Token], i: int) -> int:
    """Past "soir", "'s avonds": a part of the day without an hour says no hour."""
    return i + 1 if part_said(ts[i]) else i
