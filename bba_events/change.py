"""Cluster and Change: what merging hands on, and what a run did to an entry.

Plain frozen records.  Which events belong together is left to ``merge``, what changed to
``identity``, how it is told to ``publish`` and ``cli``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bba_events.event import Event
from bba_events.span import Span


@dataclass(frozen=True, slots=True)
class Cluster:
    """Events that are one happening, most trusted first, and why, in plain words."""

    members: tuple[Event, ...]
    reasons: tuple[str, ...] = ()


class ChangeKind(StrEnum):
    """What happened to an entry, as an editor would say it."""

    NEW = "new"
    MOVED = "moved"
    """Another day or hour; ``old_span`` is what it was."""
    RENAMED = "renamed"
    CANCELLED = "cancelled"
    """Cancelled or postponed, by the source's own word."""
    RESTORED = "restored"
    """No longer cancelled or postponed."""
    EDITED = "edited"
    """Another published fact: text, place, link."""
    GONE = "gone"
    """No source shows it any more; it stays until its date."""
    BACK = "back"
    """A source shows it again."""
    REPLACED = "replaced"
    """It turned out to be another entry, which lives on; ``note`` is that one's UID."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that one run did to one entry."""

    kind: ChangeKind
    uid: str
    moment: datetime
    """Moment of the run, UTC."""
    title: str
    """As it is called after the change."""
    span: Span
    old_title: str = ""
    old_span: Span | None = None
    note: str = ""
