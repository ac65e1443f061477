"""The state of one walk over a text: its tokens, what was asked, what was found so far.

It decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bba_events.dates.counting import Settled
from bba_events.dates.mention import Context
from bba_events.dates.tokens import Token
from bba_events.span import Role, Span

HABITUAL = frozenset(("weekday", "short", "habit", "frequency", "week_units"))
"""Every recurring phrase has a word of one of these."""


@dataclass(slots=True)
class Found:
    """One mention in the making."""

    span: Span
    role: Role
    first: int
    next: int
    settled: Settled = field(default_factory=Settled)
    each: bool = False
    """Whether the days of a range are told one by one, with hours."""


@dataclass(slots=True)
class Reader:
    """The state of one walk over a text."""

    text: str
    ts: list[Token]
    reference: date | None
    context: Context
    month_first: bool = False
    """The page's own language writes American dates."""
    told: frozenset[str] = frozenset()
    """Every sense of every token: a rule is not tried where what it needs is nowhere."""
    found: list[Found] = field(default_factory=list)
    floor: int = 0
    """The token behind the last mention."""
    habitual: bool = field(init=False)
    """Whether any word can be part of a habit."""

    def __post_init__(self) -> None:
        self.habitual = not HABITUAL.isdisjoint(self.told)
