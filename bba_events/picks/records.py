"""What stands in ``picks.toml``, with types and defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from bba_events.event import EventKind, Status

DEFAULT_PATH = Path("picks.toml")

When = date | datetime
"""A day, or a moment on the wall clock of the calendar's zone."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One ``[[pick]]``: what the editor says of one entry."""

    entry: str
    """The short id that ``list`` shows, or the whole UID; an address means every entry that leads to it."""
    pin: bool = False
    """Stands first in the block."""
    skip: bool = False
    """Stays out of the block, not out of the feed."""
    suppress: bool = False
    """Stays out of everything that is published."""
    order: int | None = None
    """Place in the block; smaller comes first, those without come after."""
    title: Mapping[str, str] = field(default_factory=dict)
    blurb: Mapping[str, str] = field(default_factory=dict)
    kind: EventKind | None = None
    start: When | None = None
    """Corrected first day or moment; with it ``end`` is corrected too, to nothing where it is not given."""
    end: When | None = None
    """Corrected last day (inclusive) or moment."""
    same_as: tuple[str, ...] = ()
    """Entries that are this one."""
    not_same_as: tuple[str, ...] = ()
    """Entries that are not this one, or sources whose events are not."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One ``[[event]]``: a whole event typed by hand."""

    id: str
    title: Mapping[str, str]
    start: When
    end: When | None = None
    partner: str = ""
    show_partner: bool = False
    place: str = ""
    town: str = ""
    url: str = ""
    blurb: Mapping[str, str] = field(default_factory=dict)
    kind: EventKind = EventKind.EVENT
    status: Status = Status.CONFIRMED
    topics: tuple[str, ...] = ()
    pin: bool = False
    skip: bool = False
    order: int | None = None


@dataclass(frozen=True, slots=True)
class Picks:
    """A whole ``picks.toml``; empty where there is no file."""

    path: Path = DEFAULT_PATH
    picks: tuple[Pick, ...] = ()
    typed: tuple[Typed, ...] = ()
