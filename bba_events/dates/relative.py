"""The grammar of relative and computed days: today, weekends, weeks, distances, "first Sunday of May".

From which day they are counted is left to ``counting``.
"""

from __future__ import annotations

from bba_events.dates.point import SHIFTS, Point, number, part_in, skip_on, skip_part, this_or_next
from bba_events.dates.tokens import Token
from bba_events.dates.written import parse_year


def parse_special(ts: list[Token], j: int, point: Point) -> Point | None:
    """Today and tomorrow, weekends, distances, behind an optional this/next/last."""
    senses = ts[j].senses
    if "relative" in senses and not point.det:
        point.relative, point.next = ("day", senses["relative"]), skip_part(ts, j + 1)
        point.part = part_in(ts[point.next - 1])
    elif "weekend" in senses and (point.det or (det := this_or_next(ts[j + 1]))):
        if not point.det:
            point.det, j = det, j + 1
        point.relative, point.next = ("weekend", 0), j + 1
    elif "week_word" in senses and (point.det or (det := this_or_next(ts[j + 1]))):
        if not point.det:
            point.det, j = det, j + 1
        return _weekday_of_week(ts, j, point)
    elif not point.det and (ahead := _distance(ts, j)):
        point.relative, point.next = ("day", ahead[0]), ahead[1]
    else:
        return None
    point.form = "relative"
    return point


def _weekday_of_week(ts: list[Token], j: int, point: Point) -> Point:
    """Reads "volgende week" and "volgende week dinsdag"."""
    shift = SHIFTS[point.det]
    point.form, point.relative, point.next = "relative", ("week", shift), j + 1
    k = skip_on(ts, j + 1 + (ts[j + 1].text == ","))
    if "weekday" in ts[k].senses:
        point.relative, point.weekdays = ("weekofday", shift), ts[k].senses["weekday"]
        point.next = skip_part(ts, k + 1)
        point.part = part_in(ts[point.next - 1])
    return point


def following_week(ts: list[Token], point: Point) -> Point:
    """Reads "tuesday next week", "mardi de la semaine prochaine"."""
    j = point.next
    while j < point.next + 3 and (ts[j].senses.keys() & {"of", "on", "in"} or ts[j].text == ","):
        j += 1
    for det, unit in ((j, j + 1), (j + 1, j)):
        name = this_or_next(ts[det])
        if name and "week_word" in ts[unit].senses and "weekday" not in ts[j + 2].senses:
            point.relative, point.next, point.det = ("weekofday", SHIFTS[name]), j + 2, name
            break
    return point


def and_distance(ts: list[Token], point: Point) -> None:
    """Reads "heute in einer Woche", "samedi en huit", "Friday after next": further on than the day."""
    j = point.next
    if point.relative is None or point.relative[0] not in ("day", "weekday"):
        return
    later = ts[j].senses.get("later")
    if later is not None and not number(ts[j + 1]):
        point.further, point.next = later, j + 1
    elif (found := _distance(ts, j)) and found[0] > 0:
        point.further, point.next = found


def _distance(ts: list[Token], j: int) -> tuple[int, int] | None:
    """Reads "over twee weken", "dans 3 jours", "2 weeks from now", "three days ago"."""
    ahead = ts[j].senses
    before = bool(ahead.keys() & {"ahead_days", "ahead_weeks", "ago_before"})
    if before:
        j += 1
    count = number(ts[j], 99) or int("one" in ts[j].senses)
    if not count or ts[j].ordinal:
        return None
    weeks, days = "week_units" in ts[j + 1].senses, "day_units" in ts[j + 1].senses
    if not (weeks or days):
        return None
    size = count * (7 if weeks else 1)
    spoken: frozenset[str] = ts[j + 1].senses["languages"]
    tail = ts[j + 2].senses
    if before:
        if spoken & set(ahead.get("ago_before", ())):
            return -size, j + 2
        return (
            (size, j + 2) if spoken & set(ahead.get("ahead_weeks" if weeks else "ahead_days", ())) else None
        )
    if "since" in tail and (day := ts[j + 3].senses.get("relative")) is not None:
        return size + day, j + 4
    if spoken & set(tail.get("ago_after", ())):
        return -size, j + 3
    return (size, j + 3) if spoken & set(tail.get("ahead_after", ())) else None


def parse_iso_week(ts: list[Token], j: int, point: Point) -> Point | None:
    """Reads "KW 42", "week 7, 2026": weeks are numbered by ISO 8601."""
    token = ts[j + 1]
    if token.kind != "num" or not 0 < token.value <= 53 or token.ordinal or "week_units" in ts[j + 2].senses:
        return None
    numbered = ts[j + 2].text == "/" and len(ts[j + 3].text) == 4
    if ts[j + 2].text in ("%", "/", "-", "+") and not numbered:
        return None
    point.relative, point.form = ("isoweek", token.value), "relative"
    point.year, point.next = parse_year(ts, j + 2)
    if not point.year and ts[j + 2].text == "/":
        point.year, point.next = parse_year(ts, j + 3, commas=False)
    return point


def parse_nth(ts: list[Token], j: int, point: Point) -> Point | None:
    """Reads "de laatste zondag van mei 2026": one computed day."""
    senses = ts[j].senses
    order = -1 if "final" in senses else senses.get("ordinal", 0)
    if ts[j].kind == "num" and (ts[j].ordinal or ts[j + 1].text == "."):
        order, j = ts[j].value, j + (not ts[j].ordinal)
    if not order or order > 5 or "weekday" not in ts[j + 1].senses:
        return None
    k = j + 2
    while k < j + 4 and ts[k].senses.keys() & {"in_month", "of"} and "month" not in ts[k].senses:
        k += 1
    if k == j + 2 or "month" not in ts[k].senses:
        return None
    point.weekdays, point.month, point.form = ts[j + 1].senses["weekday"], ts[k].senses["month"], "nth"
    point.relative = ("nth", order)
    point.year, point.next = parse_year(ts, k + 1)
    return point
