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


@dataclass(slots=True)
class Found:
    """One mention in the making."""

    span: Span
    role: Role
    first: int
    next: int
    settled: Settled = field(default_factory=Settled)


@dataclass(slots=True)
class Reader:
    """The state of one walk over a text."""

    text: str
    ts: list[Token]
    reference: date | None
    context: Context
    month_first: bool = False
    """The page's own language writes American dates."""
    found: list[Found] = field(default_factory=list)
    floor: int = 0
    """The token behind the last mention."""
