"""The grammar of one day, with its weekday, its article and its "this" or "next".

"zaterdag 7", "28.", "15 maart 2026", "11/28", "next Friday", "first Sunday of May" become a Point.
"""

from __future__ import annotations

from bba_events.dates.feasts import parse_feast
from bba_events.dates.point import Point, number, part_in, skip_on, skip_part, this_or_next
from bba_events.dates.relative import and_distance, following_week, parse_iso_week, parse_nth, parse_special
from bba_events.dates.tokens import Token
from bba_events.dates.written import parse_date

_JOINING = ("/", "+", "&", "-")
"""What stands between two shortened weekdays that head two days or a range."""


def parse_point(ts: list[Token], i: int) -> Point | None:
    """The day written at ``i``, or None."""
    j = skip_on(ts, i)
    counted = ts[j].kind == "num" and (ts[j].ordinal or ts[j + 1].text == ".")
    if (counted or {"final", "ordinal"} & ts[j].senses.keys()) and (
        computed := parse_nth(ts, j, Point(i, j))
    ):
        return computed
    if "feast" in ts[j].senses:
        return parse_feast(ts, j, Point(i, j))
    point = Point(i, j)
    if det := this_or_next(ts[j]):
        point.det, j = det, j + 1
        j = skip_on(ts, j, 1)
        if not (extra := this_or_next(ts[j])):
            pass
        else:
            point.det, j = extra, j + 1
    found = parse_special(ts, j, point) or _parse_with_weekday(ts, j, point)
    if found is None and point.det:
        return None
    if found is None:
        return _parse_week_or_nth(ts, i)
    return _trailing(ts, found)


def _parse_with_weekday(ts: list[Token], j: int, point: Point) -> Point | None:
    """A weekday, a date behind it or alone, or a date without one."""
    after, weekdays, full = _parse_weekday(ts, j)
    if weekdays and "month_first" in ts[j].senses and (date := parse_date(ts, j, point)):
        if date.year or "month_first" in ts[skip_joiner(ts, date.next)].senses:
            return date
        point.month = point.day = point.year = 0
    if weekdays:
        point.weekdays, point.part = weekdays, part_in(ts[after - 1])
        if date := parse_date(ts, after, point):
            return date
        k = skip_on(ts, after + (ts[after].text in (",", ":", "(")))
        if k != after and (date := parse_date(ts, k, point)):
            return date
        if not full or (j and not point.det and {"ordinal", "final"} & ts[j - 1].senses.keys()):
            point.weekdays = ()
            return parse_date(ts, j, point)
        end = after
        point.relative, point.form, point.next = ("weekday", weekdays[0]), "relative", end
        return following_week(ts, point)
    return parse_date(ts, j, point)


def skip_joiner(ts: list[Token], i: int) -> int:
    """Past a dash or the word for "to"."""
    return i + (ts[i].text == "-" or "to" in ts[i].senses)


def _parse_weekday(ts: list[Token], i: int) -> tuple[int, tuple[int, ...], bool]:
    """Weekday with its dot and part of the day: the place behind it, the days, whether written in full."""
    senses = ts[i].senses
    days: tuple[int, ...] = senses.get("weekday", ())
    full = bool(days)
    days = days or senses.get("short", ())
    if not days and "habit" in senses and number(ts[i + 1]):
        days = senses["habit"]
    if not days or ts[i].stuck:
        return i, (), False
    i += 1
    if ts[i].text == "." and not ts[i].gap:
        i += 1
    if full:
        i = skip_part(ts, i) + ("noon" in ts[i].senses and bool(number(ts[i + 1])))
    if ts[i].text in _JOINING and "short" in ts[i + 1].senses and number(ts[i + 2]):
        i += 2  # "Sa/So 3./4. Oktober", "za-zo 21-22 september"
    return i, days, full


def _parse_week_or_nth(ts: list[Token], i: int) -> Point | None:
    """Reads "week 42", "week van 7 oktober", "eerste zondag van mei"."""
    j = skip_on(ts, i)
    for sense in ("week_of", "weekend_of"):
        if sense not in ts[j].senses or {"week_of", "weekend_of"} & ts[j + 1].senses.keys():
            continue
        if inner := parse_point(ts, j + 1):
            inner.first = i
            inner.around = sense if inner.form != "relative" else ""
            return inner
    if "week_numbers" in ts[j].senses:
        return parse_iso_week(ts, j, Point(i, j))
    return parse_nth(ts, j, Point(i, j))


def _trailing(ts: list[Token], point: Point) -> Point:
    """Reads "dernier", "prochain", "jl.", a distance behind a day."""
    and_distance(ts, point)
    if not point.det and (det := this_or_next(ts[point.next])):
        follows = ts[point.next + 1].senses
        if not (
            "weekday" in follows
            or "week_units" in follows
            or "weekend" in follows
            or number(ts[point.next + 1])
        ):
            point.det, point.next = det, point.next + 1
    return point
