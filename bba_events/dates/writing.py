"""write: a span in the house's words (DESIGN §8), in any language there is a table for.

Day without leading zero, the month once when equal; the year is left out only when the first day is
in the reference year and a reader on that day gets the same span back.  Which style is wanted where
is left to ``publish``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from bba_events import words
from bba_events.dates.reading import find
from bba_events.span import Role, Span, SpanKind

Table = Mapping[str, Any]


def write(
    span: Span,
    language: str,
    reference: date | None,
    *,
    style: str = "list",
    months: str = "long",
    weekdays: bool = False,
    role: Role = Role.EVENT,
) -> str:
    """The words of a span: ``style`` is "list" or "sentence", ``months`` "long" or "short".

    An undated span gives the house's words for "no date yet".  With ``reference`` None the year is
    always written.  Raises KeyError for a language without a table.
    """
    table = words.section(language, "dates")["write"]
    pen = Pen(table, style, months == "short", weekdays)
    if span.first is None:
        return str(table["unknown"])
    if reference is not None and span.first.year == reference.year:
        brief = pen.span(span, False, role)
        found = find(brief, reference=reference, languages=(language,))
        if len(found) == 1 and same(found[0].span, span) and found[0].certain:
            return brief
    return pen.span(span, True, role)


def same(one: Span, other: Span) -> bool:
    """Whether two spans say the same, zones and the rules of series left aside."""
    return (one.kind, one.start, one.end, one.start_time, one.end_time) == (
        other.kind,
        other.start,
        other.end,
        other.start_time,
        other.end_time,
    )


class Pen:
    """One language, one style."""

    def __init__(self, table: Table, style: str, short: bool, weekdays: bool) -> None:
        self.table, self.weekdays = table, weekdays
        self.suffix = "_sentence" if style == "sentence" else ""
        self.months: list[str] = table["months_short" if short else "months"]
        self.names: list[str] = table["weekdays_short" if short else "weekdays"]

    def span(self, span: Span, years: bool, role: Role) -> str:
        """The whole span."""
        start, end = span.start, span.end
        if start is None and end is not None:
            key = "deadline" if role is Role.DEADLINE else f"open_start{self.suffix}"
            return self.filled(key, last=self.timed(self.day(end, years), span.end_time))
        if start is not None and (end is None or span.kind is SpanKind.OPEN_END):
            return self.filled("open_end", first=self.timed(self.day(start, years), span.start_time))
        if start is None or end is None:
            return str(self.table["unknown"])
        if span.kind is SpanKind.DAY:
            return self.hours(self.day(start, years), span, "hours", "at")
        return self.range(span, start, end, years)

    def range(self, span: Span, start: date, end: date, years: bool) -> str:
        """First to last day; hours of every day behind, hours of the ends beside them."""
        between = span.start_time is not None and not span.daily
        if between:
            first = self.timed(self.day(start, years and (start.year != end.year)), span.start_time)
            last = self.timed(self.day(end, years), span.end_time)
        else:
            first, last = self.first(start, end, years), self.day(end, years)
        pair = end - start == timedelta(days=1) and not between
        text = self.filled(("two" if pair else "range") + self.suffix, first=first, last=last)
        return text if between else self.hours(text, span, "hours_daily", "at_daily")

    def first(self, start: date, end: date, years: bool) -> str:
        """The first day, without what it shares with the last."""
        if (start.year, start.month) == (end.year, end.month):
            return self.number(start)
        return self.day(start, years and start.year != end.year)

    def number(self, day: date) -> str:
        """Writes "28", "1er", "28.", with the weekday if wanted."""
        form = str(self.table["first_day" if day.day == 1 else "day"]).format(day=day.day)
        if not self.weekdays:
            return form
        return str(self.table["weekday"]).format(weekday=self.names[day.weekday()], day=form)

    def day(self, day: date, year: bool) -> str:
        """Writes "28 november", "28 november 2026"."""
        return f"{self.number(day)} {self.months[day.month - 1]}" + (f" {day.year}" if year else "")

    def timed(self, text: str, clock: time | None) -> str:
        """A day with its hour, if it has one."""
        return self.filled("at", date=text, clock=self.clock(clock, "clock")) if clock else text

    def hours(self, text: str, span: Span, both: str, one: str) -> str:
        """Words with the hours of a span behind them."""
        if span.start_time is None:
            return text
        if span.end_time is None:
            return self.filled(one, date=text, clock=self.clock(span.start_time, "clock"))
        first, last = self.clock(span.start_time, "clock_bare"), self.clock(span.end_time, "clock")
        return self.filled(both, date=text, first=first, last=last)

    def clock(self, when: time, key: str) -> str:
        """Writes "14.30 uur", "14 h", "14:00"."""
        pattern = self.table[f"{key}_whole" if not when.minute else key]
        return str(pattern).format(hour=when.hour, minute=f"{when.minute:02d}")

    def filled(self, key: str, **parts: str) -> str:
        """A template of the table with its parts."""
        return str(self.table[key]).format(to=self.table["to" + self.suffix], **parts)
