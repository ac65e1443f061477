"""Whether a source that suddenly shows much less than before is to be believed.

A redesign, an empty list or a half-broken page looks like twenty cancelled events.  Nothing is lost
until the maintainer accepts the drop (DESIGN §6).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bba_events.event import Event
from bba_events.identity.continuity import follow, traces

MANY = 5
"""From this many upcoming events on, more than half missing is suspect."""


def suspicion(last: Sequence[Event], fresh: Sequence[Event], *, today: date) -> str:
    """Why the fresh events of a source are not believed, "" when they are.

    ``last`` are its last good events.  Suspect when all upcoming ones of them are missing, or more
    than half of five or more.
    """
    upcoming = [event for event in last if _upcoming(event, today)]
    if not upcoming:
        return ""
    before = traces(upcoming)
    found = follow(before, traces(list(fresh)), today)
    twice = {before[was].title for was, _ in found.values()}
    again = {was for was, _ in found.values()}
    missing = [
        trace
        for at, trace in enumerate(before)
        if at not in again and not _listed_twice(trace.title, twice, trace.lone)
    ]
    if len(missing) == len(upcoming) or (len(upcoming) >= MANY and len(missing) * 2 > len(upcoming)):
        return f"{len(missing)} of {len(upcoming)} upcoming events are missing"
    return ""


def _listed_twice(title: str, found: set[str], lone: bool) -> bool:
    return not lone and title in found


def _upcoming(event: Event, today: date) -> bool:
    return event.span.last is not None and event.span.last >= today
