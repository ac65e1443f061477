"""Dates that machines write: ISO 8601, RFC 5545 and RFC 9557 values to spans.

An hour of a value is kept with its zone; a value without hours is a day.  What a page's reader
thinks of the value (template leftovers, UTC stamps) is left to ``normalise``.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bba_events.span import Span, SpanKind, day, days

_VALUE = re.compile(
    r"\s*(\d{4})-?(\d{2})-?(\d{2})(?:[Tt ]\s*(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?"
    r"\s*+(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?(?:\[([A-Za-z][\w+-]*(?:/[\w+-]+){0,2})\])?)?\s*"
)
"""ISO 8601 basic and extended, with a zone's name in brackets as RFC 9557 writes it."""


def read_machine(start: str, end: str = "") -> Span:
    """The span of a start and an inclusive end as machines write them.

    Without ``end`` it is one day, timed when an hour is given; an end on the same day gives the
    hours, a later one a range.  Raises ValueError with the reason for anything else.
    """
    first, begin, zone = _value(start)
    if not end.strip():
        return day(first, start_time=begin, zone=zone)
    last, finish, other = _value(end)
    if last < first or (last == first and begin and finish and finish < begin):
        raise ValueError(f"the end {end!r} is before the start {start!r}")
    zone = zone or other
    if begin is None or finish is None:
        if begin is None:
            return days(first, last)
        return (
            day(first, start_time=begin, zone=zone)
            if last == first
            else Span(SpanKind.RANGE, first, last, begin, zone=zone)
        )
    if last == first and begin == finish:
        return day(first, start_time=begin, zone=zone)
    if last == first or (last == first + timedelta(days=1) and finish <= begin and finish <= time(12)):
        return Span(SpanKind.DAY, first, last, begin, finish, zone)
    return Span(SpanKind.RANGE, first, last, begin, finish, zone)


def _value(text: str) -> tuple[date, time | None, str]:
    """Day, clock and zone of one value; raises ValueError."""
    found = _VALUE.fullmatch(text)
    if found is None:
        raise ValueError(
            f"{text[:60]!r} is not an ISO 8601 date: expected 2026-11-28 or 2026-11-28T14:00+01:00"
        )
    year, month, number = (int(part) for part in found.groups()[:3])
    try:
        when = date(year, month, number)
        clock = stamp_time(found[4], found[5])
    except ValueError as fault:
        raise ValueError(f"{text[:60]!r} is no day or hour that exists: {fault}") from None
    if found[4] == "24":
        when, clock = when + timedelta(days=1), time(0)
    return when, clock, _named(found[8] or "") or _zone(found[7] or "")


def stamp_time(hour: str | None, minute: str | None) -> time | None:
    """The clock of two groups of digits; 24 is midnight; raises ValueError."""
    if hour is None:
        return None
    return time(0) if int(hour) == 24 and not int(minute or 0) else time(int(hour), int(minute or 0))


def stamp_clock(text: str) -> time | None:
    """The clock inside an ISO 8601 date-time, or None."""
    found = re.search(r"[tT](\d\d):?(\d\d)", text)
    try:
        return stamp_time(found[1], found[2]) if found else None
    except ValueError:
        return None


def _named(name: str) -> str:
    """The name of a zone that exists, else ""."""
    try:
        return ZoneInfo(name).key if name else ""
    except (KeyError, ValueError, OSError):  # not found, not a name, a folder of names
        return ""


def _zone(text: str) -> str:
    """Reads "" as written nowhere, "UTC", or "+01:00"."""
    if not text:
        return ""
    if text[0] not in "+-":
        return "UTC"
    digits = text[1:].replace(":", "").ljust(4, "0")
    return f"{text[0]}{digits[:2]}:{digits[2:]}"
