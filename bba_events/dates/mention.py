"""What goes into the reading of a text and what comes out: Context and Mention.

Plain records; what the parts of a span mean is said in ``bba_events.span``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bba_events.span import Role, Span


@dataclass(frozen=True, slots=True)
class Context:
    """What the page around a text tells; every part may be missing."""

    page_date: date | None = None
    """The day the page itself bears; it stands in for the reference day."""
    edition: int | None = None
    """The year of a written edition ("editie 2025")."""
    frame: Span | None = None
    """The campaign or festival around; dates without a year fall inside it."""
    previous: date | None = None
    """The date before it in a list that runs forward."""
    hint: str = ""
    """"", "published", "apply", "registration" or "past"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One span that a text tells of, with the words it was read from."""

    span: Span
    role: Role
    text: str
    """The exact words read."""
    at: tuple[int, int]
    """Their offsets in the given text (in its NFC form)."""
    certain: bool = True
    doubts: tuple[str, ...] = ()
    """Why a careful person would look twice, in plain English."""
    inferred: tuple[str, ...] = ()
    """What was not written but follows: "year", "day", "end"."""
    status: str = ""
    """"", "cancelled", "postponed" or "sold_out"."""
    language: str = ""
    alternatives: tuple[Span, ...] = ()
    """Other readings, the better one being ``span``."""
    each: bool = False
    """Whether the days of a range are told one by one, with hours behind: "14 et 15 mai à 20h"."""
