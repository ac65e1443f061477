"""What of an entry stands in a calendar: one occurrence for each event a subscriber sees.

Knows DESIGN §7: several timed days are an event a day, an open end is its first day, an open start its
last, a campaign and any span over seven days a bar of whole days (or its two edges).  Words before a
title, time zones and bytes are left to ``ics``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bba_events.event import Entry, EventKind
from bba_events.span import Span, SpanKind

ONE_DAY = timedelta(days=1)
LONGEST_SEPARATE = 7
"""A span of more days than this is one bar, or its two edges."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event of a feed.  Dates mean whole days with an exclusive ``end``; moments are aware."""

    uid: str
    start: date | datetime
    end: date | datetime | None
    """Exclusive last day, or the moment of ending; None when no end of a timed event is written."""
    part: str = ""
    """"": all of it; else "from", "first_day" or "last_day" (an open end, or an edge of a long span)."""

    @property
    def first(self) -> date:
        """The first day."""
        return self.start.date() if isinstance(self.start, datetime) else self.start

    @property
    def last(self) -> date:
        """The last day, inclusive."""
        if self.end is None:
            return self.first
        return self.end.date() if isinstance(self.end, datetime) else self.end - ONE_DAY


def occurrences(entry: Entry, zone: str, *, long_spans: str = "bar") -> tuple[Occurrence, ...]:
    """The occurrences of one entry in order, clocks in ``zone``; none when it is not fit for a feed.

    Uncertain entries, tombstones, and what has no day never stand in a feed.  ``long_spans`` is "bar" or
    "edges".
    """
    if not entry.certain or entry.replaced_by or not entry.span.dated:
        return ()
    span = entry.span.within(zone)
    return tuple(_occurrences(entry, span, zone, long_spans))


def _occurrences(entry: Entry, span: Span, zone: str, long_spans: str) -> Iterator[Occurrence]:
    if span.start is None or span.end is None:
        yield _open(entry, span, zone)
    elif span.days > LONGEST_SEPARATE and long_spans == "edges":
        yield _day(_uid_on(entry, span.start), span.start, part="first_day")
        yield _day(_uid_on(entry, span.end), span.end, part="last_day")
    elif not span.timed or span.days > LONGEST_SEPARATE or _is_bar(entry, span):
        yield Occurrence(entry.uid, span.start, span.end + ONE_DAY)
    elif _is_one(span):
        yield Occurrence(entry.uid, span.moment_of_start(), span.moment_of_end())
    else:
        yield from _each_day(entry, span)


def _is_bar(entry: Entry, span: Span) -> bool:
    """A campaign of several days is no appointment at an hour."""
    return entry.kind is EventKind.CAMPAIGN and span.kind is SpanKind.RANGE


def _is_one(span: Span) -> bool:
    """One sitting: a day, or a range from moment to moment that is over within a day."""
    if span.kind is SpanKind.DAY or span.days == 1:
        return True
    finish = span.moment_of_end()
    return not span.daily and finish is not None and finish - span.moment_of_start() <= ONE_DAY


def _open(entry: Entry, span: Span, zone: str) -> Occurrence:
    """One day, the only one that is known; at its hour where one is written."""
    if span.start is not None:
        begin = span.moment_of_start() if span.timed else None
        return _day(entry.uid, span.start, part="from", moment=begin)
    assert span.end is not None, "an open start has an end"
    finish = replace(span, zone=span.zone or zone).moment_of_end()
    shown = finish.astimezone(ZoneInfo(zone)) if finish else None
    return _day(entry.uid, span.end, part="last_day", moment=shown)


def _day(uid: str, day: date, *, part: str = "", moment: datetime | None = None) -> Occurrence:
    if moment is not None:
        return Occurrence(uid, moment, None, part)
    return Occurrence(uid, day, day + ONE_DAY, part)


def _each_day(entry: Entry, span: Span) -> Iterator[Occurrence]:
    """An event for each day.  Hours that hold from moment to moment are known on the first day only."""
    assert span.start is not None
    for offset in range(span.days):
        day = span.start + offset * ONE_DAY
        uid = _uid_on(entry, day)
        if span.daily or offset == 0:
            hours = Span(SpanKind.OPEN_END, day, None, span.start_time, zone=span.zone)
            finish = Span(SpanKind.OPEN_START, None, day, None, span.end_time, zone=span.zone)
            end = finish.moment_of_end() if span.daily else None
            begin = hours.moment_of_start()
            yield Occurrence(uid, begin, end + ONE_DAY if end and end <= begin else end)
        else:
            yield _day(uid, day)


def _uid_on(entry: Entry, day: date) -> str:
    """The entry's UID with the day in its local part: unique, and the same in every run."""
    local, _, domain = entry.uid.rpartition("@")
    return f"{local}-{day:%Y%m%d}@{domain}"
