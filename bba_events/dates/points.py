"""The grammar of one day: what a text says of it, complete or not.

"zaterdag 7", "28.", "15 maart 2026", "11/28", "next Friday", "first Sunday of May": a Point keeps
what is written.  Missing months and years are settled by ``phrases`` and ``years``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bba_events.dates.clocks import PARTS, Slot
from bba_events.dates.machine import stamp_clock
from bba_events.dates.tokens import Token

DET = ("this", "next", "last", "first_after")
SHIFTS = {"this": 0, "next": 1, "first_after": 1, "coming_next": 1, "last": -1}
"""How many weeks on a week is that is called so."""


@dataclass(slots=True)
class Point:
    """One day as written."""

    first: int
    """Index of its first token."""
    next: int
    """Index of the token behind it."""
    weekdays: tuple[int, ...] = ()
    """Monday is 0; several where an abbreviation means two days in two languages."""
    day: int = 0
    month: int = 0
    year: int = 0
    form: str = ""
    """"dm", "md" (month first), "slash" (numeric), "relative" or "" for a bare day or weekday."""
    relative: tuple[str, int] | None = None
    """("day", offset), ("weekday", …), ("weekend", n), ("week", n), ("isoweek", number), ("nth", n)."""
    det: str = ""
    """"this", "next", "last" or "first_after"."""
    slots: list[Slot] = field(default_factory=list)
    around: str = ""
    """"week_of" or "weekend_of" when the week or weekend around the day is meant."""
    weak: bool = False
    """A numeric form that needs support from around to be a date ("1/3")."""

    @property
    def dated(self) -> bool:
        """Whether it names a day and month, or a day relative to another."""
        return bool(self.month or self.relative)


def skip_on(ts: list[Token], i: int, most: int = 2) -> int:
    """Past articles and prepositions that say nothing."""
    while most and "on" in ts[i].senses:
        i, most = i + 1, most - 1
    return i


def number(token: Token, most: int = 31) -> int:
    """A number from 1 to ``most`` in digits or as a word, else 0."""
    if token.kind == "num":
        return token.value if 0 < token.value <= most and len(token.text) <= 2 and not token.stuck else 0
    found: int = token.senses.get("number", 0)
    return found if found <= most else 0


def _det(token: Token) -> str:
    """Which of this, next and last a word says."""
    senses = token.senses
    if "first_after" in senses:
        return "coming_next" if "next" in senses else "first_after"
    return next((name for name in DET if name in senses), "")


def parse_point(ts: list[Token], i: int) -> Point | None:
    """The day written at ``i``, or None."""
    j = skip_on(ts, i)
    if {"final", "ordinal"} & ts[j].senses.keys() and (computed := _nth(ts, j, Point(i, j))):
        return computed
    point = Point(i, j)
    if det := _det(ts[j]):
        point.det, j = det, j + 1
        j = skip_on(ts, j, 1)
        if not (extra := _det(ts[j])):
            pass
        else:
            point.det, j = extra, j + 1
    found = _parse_special(ts, j, point) or _parse_with_weekday(ts, j, point)
    if found is None and point.det:
        return None
    if found is None:
        return _parse_week_or_nth(ts, i)
    return _trailing(ts, found)


def _parse_with_weekday(ts: list[Token], j: int, point: Point) -> Point | None:
    """A weekday, a date behind it or alone, or a date without one."""
    after, weekdays, full = _parse_weekday(ts, j)
    if weekdays:
        point.weekdays = weekdays
        if date := _parse_date(ts, after, point):
            return date
        k = skip_on(ts, after + (ts[after].text in (",", ":", "(")))
        if k != after and (date := _parse_date(ts, k, point)):
            return date
        if not full or (j and not point.det and {"ordinal", "final"} & ts[j - 1].senses.keys()):
            point.weekdays = ()
            return _parse_date(ts, j, point)
        end = after
        point.relative, point.form, point.next = ("weekday", weekdays[0]), "relative", end
        return _following_week(ts, point)
    return _parse_date(ts, j, point)


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
        i = _skip_part(ts, i)
    if ts[i].text in ("/", "+", "&") and "short" in ts[i + 1].senses and number(ts[i + 2]):
        i += 2  # "Sa/So 3./4. Oktober"
    return i, days, full


def _skip_part(ts: list[Token], i: int) -> int:
    """Past "soir", "'s avonds": a part of the day without an hour says no hour."""
    return i + 1 if any(part in ts[i].senses for part in PARTS) else i


def _parse_date(ts: list[Token], i: int, point: Point) -> Point | None:
    """A day of the month in any form, at ``i``."""
    token = ts[i]
    if token.kind in ("iso", "ymd", "dmy"):
        return None if token.stuck else _numeric(ts, i, point)
    if token.kind == "dm":
        return None if token.stuck else _day_month(ts, i, point)
    if "month_first" in token.senses and (found := _month_first(ts, i, point)):
        return found
    return _day_first(ts, i, point)


def _numeric(ts: list[Token], i: int, point: Point) -> Point | None:
    """A whole numeric date."""
    token = ts[i]
    point.year, point.month, point.day = token.value
    slashes = token.kind == "dmy" and "/" in token.text
    point.form = "slash" if slashes or (token.kind == "dmy" and "-" in token.text) else "ymd"
    short = token.kind == "dmy" and len(token.text.replace(" ", "")) < 8
    point.weak = short and "." in token.text
    point.next = i + 1
    if token.kind == "iso" and "t" in token.text:
        _stamp(token, point)
    return point


def _stamp(token: Token, point: Point) -> None:
    """The hour of an ISO 8601 date-time."""
    if (when := stamp_clock(token.text)) is not None:
        point.slots = [(when, None)]


def _day_month(ts: list[Token], i: int, point: Point) -> Point | None:
    """Reads "25/08", "25.08.", "4/2"; a year may stand behind it."""
    token = ts[i]
    point.day, point.month = token.value
    point.form = "slash" if "/" in token.text else "dot"
    point.next = i + 1
    year, after = _parse_year(ts, i + 1, commas=False)
    point.weak = not year
    if year:
        point.year, point.next = year, after
    months = 31 if point.form == "slash" else 12  # only slashes are ever written month first
    return point if 0 < point.day <= 31 and 0 < point.month <= months else None


def _day_first(ts: list[Token], i: int, point: Point) -> Point | None:
    """Reads "28 november 2026", "12th of December", "premier mai"; or a bare number."""
    token = ts[i]
    day = number(token)
    if not day or {"hour", "am", "pm"} & ts[i + 1].senses.keys() - {"month"}:
        return None
    j = i + 1
    if ts[j].text == "." and (not ts[j].gap or "month" in ts[j + 1].senses):
        j += 1
    k = j
    while k < j + 2 and ts[k].senses.keys() & {"of", "on"} and "month" not in ts[k].senses:
        k += 1
    if k == j and ts[j].text == "-" and "month" in ts[j + 1].senses:
        k = j + 1
    if "month" in ts[k].senses:
        return _with_month(ts, k, point, day)
    if token.kind != "num":
        return None
    if _dashed(ts, i) and (point.weekdays or _dashed_pair(ts, i)):
        point.day, point.month, point.form, point.next = day, ts[i + 2].value, "slash", i + 3
        return point
    point.day, point.next = day, j
    if _stands_alone(ts, i, j, point):
        point.relative, point.form = ("dayofmonth", day), "relative"
    return point


def _stands_alone(ts: list[Token], i: int, j: int, point: Point) -> bool:
    """Reads "Tuesday 19th" or "on the 15th" with nothing behind that could be its month or its noun."""
    after = ts[j]
    if not (
        after.kind in ("end", "clock") or after.text in (",", ".", ")", "!", "?") or "at" in after.senses
    ):
        return False
    if after.text == "," and (number(ts[j + 1]) or "weekday" in ts[j + 1].senses):
        return False
    led = ts[i].ordinal and "on" in ts[i - 1].senses and i > 0 and ts[i - 1].gap and " " in ts[i - 1].text
    return bool(point.weekdays and ts[i].gap) or led


def _dashed(ts: list[Token], i: int) -> bool:
    """Reads "28-11": perhaps a day and a month, else 28 to 11."""
    if i < 0 or i + 2 >= len(ts):
        return False
    day, dash, month = ts[i : i + 3]
    numbers = day.kind == "num" and month.kind == "num" and dash.text == "-"
    return numbers and not dash.gap and not month.gap and 0 < month.value <= 12 and len(month.text) <= 2


def _dashed_pair(ts: list[Token], i: int) -> bool:
    """Whether "28-11" stands beside its like: "28-11 – 2-12"."""
    after, before = ts[min(i + 3, len(ts) - 1)], ts[i - 1]
    behind = ("to" in after.senses or (after.text == "-" and after.gap)) and _dashed(ts, i + 4)
    return behind or (("to" in before.senses or (before.text == "-" and before.gap)) and _dashed(ts, i - 4))


def _with_month(ts: list[Token], k: int, point: Point, day: int) -> Point:
    """Day, then month at ``k``, then perhaps the year."""
    point.day, point.month, point.form = day, ts[k].senses["month"], "dm"
    j = k + 1
    if ts[j].text == "." and not ts[j].gap:
        j += 1
    if ts[j].text == "-" and not ts[j].gap and ts[j + 1].kind == "num" and len(ts[j + 1].text) == 4:
        j += 1
    point.year, point.next = _parse_year(ts, j)
    return point


def _month_first(ts: list[Token], i: int, point: Point) -> Point | None:
    """Reads "November 28, 2026", "May the 3rd"."""
    j = i + 1
    if ts[j].text in (".", "/") and not ts[j].gap:
        j += 1
    if "on" in ts[j].senses and len(ts[j].text) == 3:
        j += 1
    day = number(ts[j]) if ts[j].kind == "num" else ts[j].senses.get("behind_month", 0)
    after = ts[j + 1]
    if (
        not day
        or (after.senses.keys() & {"hour", "am", "pm", "month"} and "of" not in after.senses)
        or after.text == ":"
    ):
        return None
    if after.text in ("€", "%", "°"):
        return None
    point.day, point.month, point.form = day, ts[i].senses["month"], "md"
    point.year, point.next = _parse_year(ts, j + 1)
    return point


def _parse_year(ts: list[Token], i: int, commas: bool = True) -> tuple[int, int]:
    """A year at ``i`` and the place behind it, or 0 and ``i``."""
    j = i
    if commas and (ts[j].text == "," or ts[j].senses.keys() & {"of", "in"}):
        j += 1
    token = ts[j]
    if token.text == "'" and ts[j + 1].kind == "num" and len(ts[j + 1].text) == 2 and not ts[j + 1].gap:
        return 2000 + ts[j + 1].value, j + 2
    if token.kind == "num" and len(token.text) == 4 and 1900 <= token.value <= 2100 and not token.ordinal:
        after = ts[j + 1]
        if not after.senses.keys() & {"hour"} and after.text not in ("%", "€"):
            return token.value, j + 1
    return 0, i


def _parse_special(ts: list[Token], j: int, point: Point) -> Point | None:
    """Today and tomorrow, weekends, distances, behind an optional this/next/last."""
    senses = ts[j].senses
    if "relative" in senses and not point.det:
        point.relative, point.next = ("day", senses["relative"]), _skip_part(ts, j + 1)
    elif "weekend" in senses and (point.det or (det := _det(ts[j + 1]))):
        if not point.det:
            point.det, j = det, j + 1
        point.relative, point.next = ("weekend", 0), j + 1
    elif "week_units" in senses and (point.det or (det := _det(ts[j + 1]))):
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
        point.next = _skip_part(ts, k + 1)
    return point


def _following_week(ts: list[Token], point: Point) -> Point:
    """Reads "tuesday next week", "mardi de la semaine prochaine"."""
    j = point.next
    while j < point.next + 3 and ts[j].senses.keys() & {"of", "on", "in"}:
        j += 1
    for det, unit in ((j, j + 1), (j + 1, j)):
        name = _det(ts[det])
        if name and "week_units" in ts[unit].senses:
            point.relative, point.next, point.det = ("weekofday", SHIFTS[name]), j + 2, name
            break
    return point


def _distance(ts: list[Token], j: int) -> tuple[int, int] | None:
    """Reads "over twee weken", "dans 3 jours", "2 weeks from now", "three days ago"."""
    ahead = ts[j].senses
    before = bool(ahead.keys() & {"ahead_days", "ahead_weeks", "ago_before"})
    if before:
        j += 1
    count = number(ts[j], 99)
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
    if spoken & set(tail.get("ago_after", ())):
        return -size, j + 3
    return (size, j + 3) if spoken & set(tail.get("ahead_after", ())) else None


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
        return _iso_week(ts, j, Point(i, j))
    return _nth(ts, j, Point(i, j))


def _iso_week(ts: list[Token], j: int, point: Point) -> Point | None:
    """Reads "KW 42", "week 7, 2026": weeks are numbered by ISO 8601."""
    token = ts[j + 1]
    if token.kind != "num" or not 0 < token.value <= 53 or token.ordinal or "week_units" in ts[j + 2].senses:
        return None
    numbered = ts[j + 2].text == "/" and len(ts[j + 3].text) == 4
    if ts[j + 2].text in ("%", "/", "-", "+") and not numbered:
        return None
    point.relative, point.form = ("isoweek", token.value), "relative"
    point.year, point.next = _parse_year(ts, j + 2)
    if not point.year and ts[j + 2].text == "/":
        point.year, point.next = _parse_year(ts, j + 3, commas=False)
    return point


def _nth(ts: list[Token], j: int, point: Point) -> Point | None:
    """Reads "de laatste zondag van mei 2026": one computed day."""
    senses = ts[j].senses
    order = -1 if "final" in senses else senses.get("ordinal", 0)
    if ts[j].kind == "num" and ts[j].ordinal:
        order = ts[j].value
    if not order or order > 5 or "weekday" not in ts[j + 1].senses:
        return None
    k = j + 2
    while k < j + 4 and ts[k].senses.keys() & {"in_month", "of"} and "month" not in ts[k].senses:
        k += 1
    if k == j + 2 or "month" not in ts[k].senses:
        return None
    point.weekdays, point.month, point.form = ts[j + 1].senses["weekday"], ts[k].senses["month"], "nth"
    point.relative = ("nth", order)
    point.year, point.next = _parse_year(ts, k + 1)
    return point


def _trailing(ts: list[Token], point: Point) -> Point:
    """Reads "dernier", "prochain", "jl." behind a day; a part of the day behind a relative one."""
    if not point.det and (det := _det(ts[point.next])):
        follows = ts[point.next + 1].senses
        if not (
            "weekday" in follows
            or "week_units" in follows
            or "weekend" in follows
            or number(ts[point.next + 1])
        ):
            point.det, point.next = det, point.next + 1
    return point
