"""Days that are counted from the reference day: tomorrow, next Friday, this weekend, week 42.

Dates that are written are left to ``years``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from bba_events.dates.point import Point


@dataclass(slots=True)
class Settled:
    """The days of the points, in order, and how sure they are; ``days`` empty when impossible."""

    days: list[date] = field(default_factory=list)
    ends: list[date] = field(default_factory=list)
    """The last day of each point; another than ``days`` only for weeks and weekends."""
    inferred: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    unknown: bool = False
    """The dates may be right but nothing tells their year."""


def count_from(point: Point, floor: date, reference: date, settled: Settled) -> list[date]:
    """The days of a relative point, with the distance that is written behind it."""
    further = timedelta(days=point.further)
    return [day + further for day in _count(point, floor, reference, settled)]


def _count(point: Point, floor: date, reference: date, settled: Settled) -> list[date]:
    """One day, or first and last of a week or weekend; counted from the reference."""
    if point.relative is None:
        return []
    kind, value = point.relative
    monday = reference - timedelta(days=reference.weekday())
    if kind == "day":
        return [reference + timedelta(days=value)]
    if kind == "weekday":
        return [_weekday(point, value, floor, reference, settled)]
    if kind == "dayofmonth":
        return _day_of_month(point, value, reference)
    if kind == "weekofday":
        return [monday + timedelta(days=7 * value + point.weekdays[0])]
    if kind == "weekend":
        if point.det in ("next", "coming_next"):
            settled.doubts.append("'next weekend' may mean the coming one or the one after")
        return _weekend(point, monday, reference)
    if kind == "week":
        return [monday + timedelta(days=7 * value), monday + timedelta(days=7 * value + 6)]
    return _iso_week(point, value, reference)


def _day_of_month(point: Point, number: int, reference: date) -> list[date]:
    """Reads "the 15th", "Tuesday 19th": the first that is not past, within two months."""
    for ahead in range(62):
        found = reference + timedelta(days=ahead)
        if found.day == number and (not point.weekdays or found.weekday() in point.weekdays):
            return [found]
    return []


def _weekday(point: Point, weekday: int, floor: date, reference: date, settled: Settled) -> date:
    """The coming such day; behind another day, the first one after that."""
    if point.det == "last":
        return reference - timedelta(days=(reference.weekday() - weekday - 1) % 7 + 1)
    if floor > reference:
        return floor + timedelta(days=(weekday - floor.weekday() - 1) % 7 + 1)
    ahead = (weekday - reference.weekday()) % 7
    if ahead == 0 and point.det != "this" and not point.further:
        ahead = 7
        if not point.det:
            settled.doubts.append("the weekday is that of the reference day: this one or the next")
    found = reference + timedelta(days=ahead)
    if point.det == "next" and found.isocalendar()[:2] == reference.isocalendar()[:2]:
        settled.doubts.append("'next' may mean the coming one or that of next week")
    return found


def _weekend(point: Point, monday: date, reference: date) -> list[date]:
    """Saturday and Sunday: of this week, of the next, or the last that has begun."""
    saturday = monday + timedelta(days=5)
    if point.det in ("next", "coming_next") or (point.det == "first_after" and reference.weekday() >= 5):
        saturday += timedelta(days=7)
    elif point.det == "last" and saturday >= reference:
        saturday -= timedelta(days=7)
    return [saturday, saturday + timedelta(days=1)]


def _iso_week(point: Point, week: int, reference: date) -> list[date]:
    """Monday and Sunday of a numbered week; without a year the first that is not past."""
    for year in (point.year,) if point.year else (reference.year, reference.year + 1):
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            continue
        if point.year or monday + timedelta(days=6) >= reference:
            return [monday, monday + timedelta(days=6)]
    return []
