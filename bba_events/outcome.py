"""What came of one source in a run: what stands for it, how that came, and what the report says of it.

``pipeline`` decides it; nothing here reads, judges or keeps anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bba_events.change import ChangeKind
from bba_events.config import Source
from bba_events.event import Event
from bba_events.harvested import Harvest
from bba_events.report import SourceReport, SourceState
from bba_events.store import LastGood


@dataclass(frozen=True, slots=True)
class Outcome:
    """A source after its part of the run: what stands for it, and how that came."""

    source: Source
    state: SourceState
    events: tuple[Event, ...]
    harvest: Harvest | None = None
    stood: LastGood | None = None
    """Last good events, where they stand in."""
    message: str = ""


def told_of(outcome: Outcome, changes: Sequence[ChangeKind], today: date, kept_from: date) -> SourceReport:
    """What there is to tell of one source; ``age_days`` is never below 0, whatever the clock said before.

    ``kept_from`` is the day before which last good events are too old for the block.
    """
    new, gone = changes.count(ChangeKind.NEW), changes.count(ChangeKind.GONE)
    harvest, stood = outcome.harvest, outcome.stood
    age = max((today - stood.day).days, 0) if stood else None
    message = outcome.message
    if message and outcome.events and stood and stood.day < kept_from:
        message += "; its events are older than keep_days: they have left the block, not the feed"
    return SourceReport(
        id=outcome.source.id, url=outcome.source.url, state=outcome.state, events=len(outcome.events),
        new=new, gone=gone, changed=len(changes) - new - gone,
        unread=harvest.unread if harvest else 0,
        age_days=age, message=message, notes=harvest.notes if harvest else (),
    )  # fmt: skip
