"""The meetings of a schedule, one by one: what markup says repeats until a day, or so many times.

Knows which schedules are lists of dates and which are opening hours; one without an end keeps its rule, and
so does one that cannot be counted.  Counting is left to ``repeats``, reading the schedule to
``schema_time``.  Source: https://schema.org/Schedule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bba_events.event import Draft
from bba_events.readers import repeats, stamps
from bba_events.readers.repeats import Clock, Member, Occurrence

_BOUNDED = re.compile(r"(?:^|;)(?:UNTIL|COUNT)=")
_OPEN_DAYS = 4
"""Meetings a week; what goes on for weeks like that is open on those days."""
_FEW = 21
_ZONE = "Europe/Brussels"
_FAULTS = (repeats.NotExpanded, ValueError, OverflowError, KeyError, TypeError)
"""What a rule that is none costs: it stays a rule."""


def listed(drafts: Iterable[Draft], reference: date) -> Iterator[Draft]:
    """The drafts, each that repeats until an end in place of its rule as often as it takes place.

    Meetings from a year before ``reference`` to two years after are listed.
    """
    budget = repeats.Budget()
    for draft in drafts:
        yield from _meetings(draft, reference, budget) if _BOUNDED.search(draft.rule) else [draft]


def _meetings(draft: Draft, reference: date, budget: repeats.Budget) -> list[Draft]:
    try:
        member = Member(_wall(draft.start), _finish(draft), (draft.rule,), without=_without(draft))
        first, last = reference - repeats.BEFORE, reference + repeats.AFTER
        found = repeats.occurrences([member], first, last, budget)
    except _FAULTS:
        return [draft]
    if not found:
        return [draft]
    once = replace(draft, rule="", exceptions=())
    if not _is_open(found):
        return [_at(once, one) for one in found]
    ends = _day(found[-1].start) < last - timedelta(days=14)
    return [_open(once, found)] if ends else [draft]


def _wall(stamp: str) -> Clock:
    return stamps.moment_of(stamp) if len(stamp) > len("2026-06-20") else stamps.day_of(stamp)


def _finish(draft: Draft) -> Clock | None:
    """The end as iCalendar has it: of days the one after the last."""
    if not draft.end:
        return None
    end = _wall(draft.end)
    return end if isinstance(end, datetime) else end + stamps.ONE_DAY


def _without(draft: Draft) -> tuple[Clock, ...]:
    """The meetings that fall out, at the hour of the others."""
    start = _wall(draft.start)
    if not isinstance(start, datetime):
        return draft.exceptions
    return tuple(datetime.combine(day, start.time()) for day in draft.exceptions)


def _is_open(found: list[Occurrence]) -> bool:
    """Whether the meetings are the days on which something that runs for weeks is open."""
    weeks = (_day(found[-1].start) - _day(found[0].start)) / timedelta(days=7) + 1
    return len(found) > _FEW and len(found) / weeks >= _OPEN_DAYS - 1


def _open(once: Draft, found: list[Occurrence]) -> Draft:
    """What is open from the first to the last of its days; its hours are opening hours."""
    return replace(once, start=once.start[:10], end=_day(found[-1].start).isoformat())


def _at(once: Draft, met: Occurrence) -> Draft:
    if not isinstance(met.start, datetime) or not isinstance(met.end, datetime):
        last = _day(met.end) - stamps.ONE_DAY
        return replace(once, start=_day(met.start).isoformat(), end=last.isoformat() if once.end else "")
    zone = _zone(once.start)
    end = met.end.isoformat(timespec="seconds") + zone if once.end else ""
    return replace(once, start=met.start.isoformat(timespec="seconds") + zone, end=end)


def _zone(start: str) -> str:
    """What names the zone of all meetings: summer and winter differ where the first one says an offset."""
    zone = stamps.zone_of(start)
    local = stamps.moment_of(start).replace(tzinfo=ZoneInfo(_ZONE))
    return f"[{_ZONE}]" if zone == local.isoformat()[-6:] else zone


def _day(clock: Clock) -> date:
    return clock.date() if isinstance(clock, datetime) else clock
