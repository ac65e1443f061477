"""From what is written to days: the year, and weekdays as a check.

Rules (DESIGN §5.3): a written year counts; a range that would end before it starts runs over New
Year; otherwise the context decides, then the weekday, then the first year in which the last day is
not before the reference day.  A reading of last year that ended under ninety days ago is a doubt.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from bba_events.dates.counting import Settled, count_from
from bba_events.dates.feasts import feast_day
from bba_events.dates.mention import Context
from bba_events.dates.point import Point
from bba_events.span import SpanKind

RECENT = timedelta(days=90)
LEAP = 8
"""So many years hold a 29 February, the gap round 2100 included."""


def settle(
    points: list[Point], reference: date | None, context: Context, *, month_first: bool = False
) -> Settled:
    """The days of all points of one phrase; they share years that are written once.

    ``month_first``: the text's own language writes American dates, which then are read in doubt.
    """
    american = month_first and _turn_american(points)
    settled = _settle(points, reference, context)
    if american and settled.days:
        settled.doubts.append("month before day: the other order is no date")
        return _ended(settled)
    if settled.doubts and all(_could_swap(point) for point in points):
        turned = [replace(point, day=point.month, month=point.day) for point in points]
        other = _settle(turned, reference, context)
        if other.days and not other.doubts:
            settled = other
            settled.inferred.append("month before day")
    return _ended(settled)


def _ended(settled: Settled) -> Settled:
    """Points that are days end on themselves."""
    settled.ends = settled.ends or settled.days
    return settled


def _turn_american(points: list[Point]) -> bool:
    """Turn "11/28 – 12/2", in which only the month can be first; whether that was so."""
    if not any(point.month > 12 for point in points):
        return False
    if any(point.form != "slash" or point.day > 12 for point in points):
        return False
    for point in points:
        point.day, point.month, point.form = point.month, point.day, "swapped"
    return True


def _could_swap(point: Point) -> bool:
    """A numeric date with a weekday that may be written month first: the weekday then tells."""
    return point.form == "slash" and bool(point.weekdays) and point.day <= 12


def _settle(points: list[Point], reference: date | None, context: Context) -> Settled:
    """Relative days, written years, or an inferred year."""
    reference = context.page_date or reference
    if any(point.relative and point.form == "relative" for point in points):
        return _relative(points, reference)
    if not _ordered(points):
        return Settled()
    offsets = _offsets(points)
    written = [point.year - offset for point, offset in zip(points, offsets, strict=True) if point.year]
    if written:
        return _checked(points, offsets, written[-1])
    return _inferred(points, offsets, reference, context)


def _ordered(points: list[Point]) -> bool:
    """Day before month always: a thirteenth month is none (DESIGN §5.5)."""
    return all(
        0 < point.month <= 12 and 0 < point.day <= 31 for point in points if not point.relative
    ) or all(point.form in ("nth", "feast") for point in points)


def _earlier(point: Point, before: Point) -> bool:
    """Whether a point stands earlier in the year; a computed day ("last Sunday of May") by its month."""
    if "nth" in (point.form, before.form):
        return point.month < before.month
    return (point.month, point.day) < (before.month, before.day)


def _offsets(points: list[Point]) -> list[int]:
    """Years after the first point: one more for each run over New Year; written years count."""
    offsets, years = [0], 0
    for before, point in pairwise(points):
        if before.year and point.year:
            years += point.year - before.year
        elif _earlier(point, before) and (before.month - point.month >= 4 or len(points) == 2):
            years += 1
        offsets.append(years)
    return offsets


def _day(point: Point, year: int) -> date | None:
    """The day in that year, or None when there is none."""
    if point.form == "nth":
        return _nth(point, year)
    if point.form == "feast" and point.relative:
        return feast_day(point, year)
    try:
        return date(year, point.month, point.day) if 1900 <= year <= 2200 else None
    except ValueError:  # 31 April; to ask for the length of the month first took five times as long
        return None


def _nth(point: Point, year: int) -> date | None:
    """The first, second … or last such weekday of a month."""
    order = point.relative[1] if point.relative else 1
    first, length = monthrange(year, point.month)
    days = [day for day in range(1, length + 1) if (first + day - 1) % 7 == point.weekdays[0]]
    place = order - 1 if order > 0 else -1
    return date(year, point.month, days[place]) if place < len(days) else None


def _days(points: list[Point], offsets: list[int], base: int) -> list[date] | None:
    """All days when the first point's year is ``base``; None when one of them does not exist."""
    found = [_day(point, base + offset) for point, offset in zip(points, offsets, strict=True)]
    return [day for day in found if day is not None] if None not in found else None


def _matches(points: list[Point], days: list[date]) -> bool:
    """Whether every written weekday is that day's."""
    return all(
        not point.weekdays or day.weekday() in point.weekdays for point, day in zip(points, days, strict=True)
    )


def _checked(points: list[Point], offsets: list[int], base: int) -> Settled:
    """Written years: the days as they stand, with a doubt where a weekday contradicts."""
    days = _days(points, offsets, base)
    if days is None:
        return Settled()
    settled = Settled(days)
    if any(not point.year for point in points):
        settled.inferred.append("year")
    if not _matches(points, days):
        settled.doubts.append("the weekday that is written is not the weekday of this date")
    return settled


def _inferred(points: list[Point], offsets: list[int], reference: date | None, context: Context) -> Settled:
    """No year is written: context, weekday and reference day decide."""
    if reference is None and context.edition is None and context.frame is None:
        return Settled(unknown=True, doubts=["no year is written and nothing around tells it"])
    base = _base(points, offsets, reference, context)
    if base is None:
        return Settled()
    choices = [base, base - 1, base + 1] if _open_choice(context) else [base]
    settled = Settled(inferred=["year"])
    first = _days(points, offsets, base)
    if first is None:
        return Settled()
    settled.days = first
    if any(point.weekdays and point.form != "nth" for point in points):
        return _by_weekday(points, offsets, choices, settled)
    if reference is not None and _open_choice(context) and not _certain_future(points):
        _doubt_recent(points, offsets, base, reference, settled)
    return settled


def _open_choice(context: Context) -> bool:
    """Whether nothing around has named the year."""
    return context.edition is None and context.frame is None and context.hint not in ("past", "published")


def _certain_future(points: list[Point]) -> bool:
    return any(point.det in ("this", "next", "first_after", "coming_next") for point in points)


def _base(points: list[Point], offsets: list[int], reference: date | None, context: Context) -> int | None:
    """The year of the first point, weekdays left aside."""
    if context.edition is not None:
        return context.edition
    if context.frame is not None and (year := _in_frame(points, offsets, context)) is not None:
        return year
    if reference is None:
        return None
    if context.hint in ("past", "published") or any(point.det == "last" for point in points):
        years = [
            year
            for year in range(reference.year, reference.year - LEAP - 1, -1)
            if (found := _days(points, offsets, year)) and found[0] <= reference
        ]
        return years[0] if years else None
    floor = context.previous if context.previous is not None and context.previous >= reference else reference
    for year in range(floor.year - 1 - offsets[-1], floor.year + LEAP + 1):
        found = _days(points, offsets, year)
        if found and max(found) >= floor:
            return year
    return None


def _in_frame(points: list[Point], offsets: list[int], context: Context) -> int | None:
    """The year that puts all points inside the campaign around."""
    frame = context.frame
    if frame is None or frame.first is None or frame.last is None:
        return None
    last = frame.last if frame.kind is not SpanKind.OPEN_END else frame.first + timedelta(days=365)
    first = frame.first if frame.kind is not SpanKind.OPEN_START else frame.last - timedelta(days=365)
    for year in range(first.year - 1, last.year + 1):
        found = _days(points, offsets, year)
        if found and first <= min(found) and max(found) <= last:
            return year
    return None


def _by_weekday(points: list[Point], offsets: list[int], choices: list[int], settled: Settled) -> Settled:
    """A weekday is a strong check: it decides between this year's reading and its neighbours."""
    for year in choices:
        found = _days(points, offsets, year)
        if found and _matches(points, found):
            settled.days = found
            if year > choices[0]:
                settled.doubts.append("the weekday that is written fits only a date more than a year ahead")
            return settled
    settled.doubts.append("the weekday that is written is not the weekday of this date in any near year")
    return settled


def _doubt_recent(
    points: list[Point], offsets: list[int], base: int, reference: date, settled: Settled
) -> None:
    """Last year's reading ended a short while ago: a careful person would ask."""
    before = _days(points, offsets, base - 1)
    if before and timedelta(0) < reference - max(before) < RECENT:
        settled.doubts.append(
            f"the year is not written and the same days of {before[0].year} are only just past"
        )


def _relative(points: list[Point], reference: date | None) -> Settled:
    """Days that are told from the reference day."""
    if reference is None:
        return Settled(unknown=True, doubts=["a relative day and no day to count from"])
    settled = Settled(inferred=["day"])
    floor = reference
    for point in points:
        days = (
            count_from(point, floor, reference, settled)
            if point.form == "relative"
            else _beside(point, reference, settled)
        )
        if not days:
            return Settled()
        settled.days.append(days[0])
        settled.ends.append(days[-1])
        floor = days[-1]
    return settled


def _beside(point: Point, reference: date, settled: Settled) -> list[date]:
    """A written date beside a relative one ("heute bis 5. Dezember")."""
    if not _ordered([point]):
        return []
    inner = (
        _checked([point], [0], point.year) if point.year else _inferred([point], [0], reference, Context())
    )
    settled.inferred.extend(inner.inferred)
    return inner.days
