"""A span: which days, and which hours if any are written; and what must always hold of one.

Days and hours are kept apart, as pages write them: ``start`` and ``end`` are the first and last day
(both inclusive), ``start_time`` and ``end_time`` the wall clock.  A clock that is not written is
None, never midnight.  How text becomes spans is left to ``dates``; how a span is published
(exclusive ends, one event a day) to ``publish``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from zoneinfo import ZoneInfo

LONGEST = timedelta(days=3660)
"""No partner announces a span of more than ten years; a longer one is a misreading."""


class SpanKind(StrEnum):
    """What the two ends of a span mean."""

    DAY = "day"
    """One day; with hours it may run past midnight, its ``end`` is then the next day."""
    RANGE = "range"
    """First day to last day, both inclusive and both known."""
    OPEN_START = "open_start"
    """Only the last day is known ("tot 30 nov")."""
    OPEN_END = "open_end"
    """Only the first day is known ("vanaf 8 augustus")."""
    VAGUE = "vague"
    """Announced without a date ("voorjaar 2026", TBD); no days at all."""
    RECURRING = "recurring"
    """A rule ("elke eerste zondag"); ``rule`` where it is plain, else only the words are kept."""


class Role(StrEnum):
    """What happens in a span, as far as the words around it tell."""

    EVENT = "event"
    DEADLINE = "deadline"
    REGISTRATION = "registration"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Span:
    """Days and hours.  Raises ValueError when they contradict each other or the kind.

    - DAY: start and end are set; end is start, or the next day when hours run past midnight.
    - RANGE: start < end, or equal days when both hours are written on a range of one day.
    - OPEN_START has no start, OPEN_END no end, VAGUE neither.
    - RECURRING may have either (the first and last day of the series).
    """

    kind: SpanKind
    start: date | None = None
    end: date | None = None
    start_time: time | None = None
    """Wall clock of the beginning, without tzinfo, to the minute; None when no hour is written."""
    end_time: time | None = None
    zone: str = ""
    """IANA name, "UTC" or "+01:00" where the source states one; "" means the source's own zone."""
    daily: bool = False
    """The hours hold on every day of the range ("28-30 nov, van 10u tot 17u"), not moment to moment."""
    rule: str = ""
    """RFC 5545 RRULE value of a recurring span, without DTSTART; "" where only words are kept."""
    exceptions: tuple[date, ...] = ()
    """Days on which a recurring span does not happen."""

    def __post_init__(self) -> None:
        if self.kind is SpanKind.DAY and self.start is self.end is not None and self.start_time is None:
            return  # most spans: one day, of which nothing can be wrong
        for found in (fault for holds, fault in self._rules() if not holds):
            raise ValueError(f"{found}: {self.start} to {self.end}, kind {self.kind}")

    def _rules(self) -> tuple[tuple[bool, str], ...]:
        """Every invariant, with what is wrong when it does not hold."""
        start, end, kind = self.start, self.end, self.kind
        known = start is not None and end is not None
        return (
            (known or kind not in (SpanKind.DAY, SpanKind.RANGE), "a day or range without both days"),
            (kind is not SpanKind.OPEN_START or (start is None and end is not None), "not an open start"),
            (kind is not SpanKind.OPEN_END or (end is None and start is not None), "not an open end"),
            (kind is not SpanKind.VAGUE or (start is None and end is None), "a vague span with days"),
            (start is None or end is None or start <= end, "end before start"),
            (start is None or end is None or end - start <= LONGEST, "longer than ten years"),
            (
                kind is not SpanKind.DAY
                or start == end
                or (start is not None and end == start + timedelta(days=1) and self.end_time is not None),
                "a day of several days",
            ),
            (self.start_time is None or self.start_time.tzinfo is None, "a clock with a zone"),
        )

    @property
    def first(self) -> date | None:
        """The first day that is known: the start, else the end of an open start."""
        return self.start or self.end

    @property
    def last(self) -> date | None:
        """The last day that is known: the end, else the start of an open end."""
        return self.end or self.start

    @property
    def dated(self) -> bool:
        """Whether at least one day is known and it is not a mere rule."""
        return self.kind not in (SpanKind.VAGUE, SpanKind.RECURRING)

    @property
    def timed(self) -> bool:
        """Whether an hour of beginning is written."""
        return self.start_time is not None

    @property
    def days(self) -> int:
        """How many days it touches; 0 when undated, 1 for an open end."""
        if self.first is None or self.last is None:
            return 0
        return (self.last - self.first).days + 1

    def within(self, zone: str) -> Span:
        """The same moments in ``zone`` (an IANA name); days without hours stay as they are."""
        if self.start is None or self.start_time is None or self.zone in ("", zone):
            return replace(self, zone=zone if self.timed else self.zone)
        begin = self.moment_of_start().astimezone(ZoneInfo(zone))
        finish = self.moment_of_end()
        shown = finish.astimezone(ZoneInfo(zone)) if finish else None
        return replace(
            self,
            start=begin.date(),
            start_time=begin.time().replace(tzinfo=None),
            end=shown.date() if shown else (begin.date() if self.kind is SpanKind.DAY else self.end),
            end_time=shown.time().replace(tzinfo=None) if shown else None,
            zone=zone,
        )

    def moment_of_start(self) -> datetime:
        """The aware moment of beginning; raises ValueError when no hour is written."""
        if self.start is None or self.start_time is None:
            raise ValueError("no hour of beginning is written")
        return datetime.combine(self.start, self.start_time, tzinfo(self.zone))

    def moment_of_end(self) -> datetime | None:
        """The aware moment of ending, or None when no hour of ending is written."""
        if self.end is None or self.end_time is None:
            return None
        return datetime.combine(self.end, self.end_time, tzinfo(self.zone))


def tzinfo(zone: str) -> ZoneInfo | timezone:
    """The zone of an IANA name, "UTC" or an offset such as "+01:00"; raises ValueError for none."""
    if zone[:1] in "+-" and zone:
        hours, minutes = int(zone[1:3]), int(zone[-2:])
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(-offset if zone[0] == "-" else offset)
    if not zone:
        raise ValueError("a span without a zone has no moments: give it the source's zone first")
    return ZoneInfo(zone)


def day(when: date, *, start_time: time | None = None, end_time: time | None = None, zone: str = "") -> Span:
    """One day, with its hours if written; an end before the beginning is after midnight."""
    over = start_time is not None and end_time is not None and end_time <= start_time
    last = when + timedelta(days=1) if over else when
    return Span(SpanKind.DAY, when, last, start_time, end_time, zone)


def around(span: Span) -> Span:
    """The days within five months of a dated span: a day without a year falls there in one year at most."""
    near = timedelta(days=150)
    if span.first is None or span.last is None or span.last - span.first > near:
        return span
    if span.first.year == date.min.year or span.last.year == date.max.year:
        return span
    return days(span.first - near, span.last + near)


def days(start: date, end: date) -> Span:
    """From the first to the last day inclusive; one day when they are the same."""
    return Span(SpanKind.DAY if start == end else SpanKind.RANGE, start, end)
