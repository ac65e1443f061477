"""The grammar of a written day: numeric, day first, month first, a bare number, its year.

Weekdays and relative words round it are left to ``points`` and ``relative``.
"""

from __future__ import annotations

from bba_events.dates.machine import stamp_clock
from bba_events.dates.point import Point, number
from bba_events.dates.tokens import Token, century

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

_OLDEST = 1900
"""No year before is that of anything announced."""


def parse_date(ts: list[Token], i: int, point: Point) -> Point | None:
    """A day of the month in any form, at ``i``."""
    token = ts[i]
    if token.kind in ("iso", "ymd", "dmy"):
        return None if token.stuck else _numeric(ts, i, point)
    if token.kind == "dm":
        return None if token.stuck else _day_month(ts, i, point)
    if token.kind == "num" and len(token.text) == 4:
        return _year_first(ts, i, point)
    if "month_first" in token.senses and (found := _month_first(ts, i, point)):
        return found
    return _roman(ts, i, point) or _day_first(ts, i, point)


def _roman(ts: list[Token], i: int, point: Point) -> Point | None:
    """Reads "28.XI.2025": a Roman month between two points or slashes, with its year."""
    sign = ts[i + 1].text
    if ts[i].kind != "num" or sign not in (".", "/") or ts[i + 2].text not in ROMAN:
        return None
    year, after = parse_year(ts, i + 4, commas=False)
    if ts[i + 3].text != sign or not year or not number(ts[i]):
        return None
    point.day, point.month, point.year = number(ts[i]), ROMAN.index(ts[i + 2].text) + 1, year
    point.form, point.next = "dm", after
    return point


def _year_first(ts: list[Token], i: int, point: Point) -> Point | None:
    """Reads "2026 November 28", "2026-Nov-28"."""
    year, j = parse_year(ts, i, commas=False)
    j += ts[j].text in (",", "-")
    if not year or "month" not in ts[j].senses:
        return None
    k = j + 1
    k += ts[k].text in (".", "-") and not ts[k].gap
    day, after = ts[k], ts[k + 1]
    late = {"hour", "am", "pm", "month"} & after.senses.keys() or after.text == ":"
    if day.kind != "num" or not number(day) or late:
        return None
    point.year, point.month, point.day, point.form, point.next = (
        year,
        ts[j].senses["month"],
        day.value,
        "dm",
        k + 1,
    )
    return point


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
    year, after = parse_year(ts, i + 1, commas=False)
    point.weak = not year
    if year:
        point.year, point.next = year, after
    months = 31 if point.form == "slash" else 12  # only slashes are ever written month first
    return point if 0 < point.day <= 31 and 0 < point.month <= months else None


def _day_first(ts: list[Token], i: int, point: Point) -> Point | None:
    """Reads "28 november 2026", "12th of December", "premier mai"; or a bare number."""
    token = ts[i]
    day = number(token)
    if "month" in token.senses and ts[i + 1].text in (".", "-", "/"):
        return None  # French "sept" is seven, "sept." and "sept-oct" are September
    if not day or {"hour", "am", "pm"} & ts[i + 1].senses.keys() - {"month"}:
        return None
    if _article(ts, i):
        return None
    j = i + 1
    if ts[j].text == "." and (not ts[j].gap or "month" in ts[j + 1].senses):
        j += 1
    k = j
    while k < j + 2 and ts[k].senses.keys() & {"of", "on"} and "month" not in ts[k].senses:
        k += 1
    if k == j and ts[j].text in ("-", "/") and "month" in ts[j + 1].senses:
        k = j + 1
    if "month" in ts[k].senses:
        return _with_month(ts, k, point, day)
    if token.kind != "num" or _measured(ts, j):
        return None
    if _dashed(ts, i) and (point.weekdays or _dashed_pair(ts, i)):
        point.day, point.month, point.form, point.next = day, ts[i + 2].value, "slash", i + 3
        return point
    point.day, point.next = day, j
    if _stands_alone(ts, i, j, point):
        point.relative, point.form = ("dayofmonth", day), "relative"
    return point


def _measured(ts: list[Token], j: int) -> bool:
    """Whether a bare number counts something: "12 jaar", "6-12 ans"."""
    ranged = ts[j].text == "-" or "to" in ts[j].senses
    return "measure" in ts[j + 2 * (ranged and ts[j + 1].kind == "num")].senses


def _article(ts: list[Token], i: int) -> bool:
    """Reads "een", "un", "ein": the word for one is an article unless another stands before it."""
    senses = ts[i].senses
    alone = senses.get("number") == 1 and "ordinal" not in senses
    return alone and "month" in ts[i + 1].senses and "on" not in ts[i - 1].senses


def _stands_alone(ts: list[Token], i: int, j: int, point: Point) -> bool:
    """Reads "Tuesday 19th" or "on the 15th" with nothing behind that could be its month or its noun."""
    after = ts[j]
    if not (
        after.kind in ("end", "clock") or after.text in (",", ".", ")", "!", "?") or "at" in after.senses
    ):
        return False
    if after.text == "," and (number(ts[j + 1]) or {"weekday", "short"} & ts[j + 1].senses.keys()):
        return False
    led = ts[i].ordinal and "on" in ts[i - 1].senses and i > 0 and ts[i - 1].gap and " " in ts[i - 1].text
    return bool(point.weekdays and ts[i].gap) or led


def _dashed(ts: list[Token], i: int) -> bool:
    """Reads "28-11": perhaps a day and a month, else 28 to 11."""
    if i < 0 or i + 2 >= len(ts):
        return False
    day, dash, month = ts[i : i + 3]
    numbers = day.kind == "num" and month.kind == "num" and dash.text == "-"
    if i + 3 < len(ts) and {"month", "measure"} & ts[i + 3].senses.keys():  # "9-11 November", "6-12 jaar"
        return False
    return numbers and not dash.gap and not month.gap and 0 < month.value <= 12 and len(month.text) <= 2


def _dashed_pair(ts: list[Token], i: int) -> bool:
    """Whether "28-11" stands beside its like: "28-11 – 2-12"."""
    after, before = ts[min(i + 3, len(ts) - 1)], ts[i - 1]
    behind = ("to" in after.senses or (after.text == "-" and after.gap)) and _dashed(ts, i + 4)
    return behind or (("to" in before.senses or (before.text == "-" and before.gap)) and _dashed(ts, i - 4))


def _with_month(ts: list[Token], k: int, point: Point, day: int) -> Point | None:
    """Day, then month at ``k``, then perhaps the year."""
    point.day, point.month, point.form = day, ts[k].senses["month"], "dm"
    j = k + 1
    if ts[j].text == "." and not ts[j].gap:
        j += 1
    if ts[j].text in ("-", "/") and not ts[j].gap and ts[j + 1].kind == "num" and len(ts[j + 1].text) == 4:
        j += 1
    if _short_year(ts, k, j):
        point.year, point.next = century(ts[j + 1].value), j + 2
        return point
    point.year, point.next = parse_year(ts, j)
    return point if point.year or not _no_year(ts, j) else None


def _short_year(ts: list[Token], k: int, j: int) -> bool:
    """Reads "28-Nov-26", "28/Nov/26": the separator of day and month before two digits."""
    sign, year, after = ts[j].text, ts[j + 1], ts[j + 2]
    if sign not in ("-", "/") or ts[j].gap or ts[k - 1].text != sign:
        return False
    return year.kind == "num" and len(year.text) == 2 and not year.gap and after.text not in ("-", "/", ".")


def _no_year(ts: list[Token], j: int) -> bool:
    """A number in the place of the year that is none, nor the postcode before a town's name."""
    token, town = ts[j], ts[j + 1].kind == "word" and not ts[j + 1].senses
    return token.kind == "num" and token.gap and len(token.text) >= 4 and not town


def is_of_another_age(ts: list[Token], i: int) -> bool:
    """Reads "2 juillet 1677": a day, a month, and a year long past."""
    day, month, year = ts[i], ts[min(i + 1, len(ts) - 1)], ts[min(i + 2, len(ts) - 1)]
    old = year.kind == "num" and len(year.text) == 4 and year.value < _OLDEST
    return old and day.kind == "num" and "month" in month.senses


def _month_first(ts: list[Token], i: int, point: Point) -> Point | None:
    """Reads "November 28, 2026", "May the 3rd"."""
    j = i + 1
    if ts[j].text in (".", "/") and not ts[j].gap:
        j += 1
    elif ts[j].text == ts[j + 2].text == "-" and not ts[j + 2].gap and len(ts[j + 3].text) == 4:
        return _dashed_month_first(ts, i, point)
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
    point.year, point.next = parse_year(ts, j + 1)
    return point


def _dashed_month_first(ts: list[Token], i: int, point: Point) -> Point | None:
    """Reads "Nov-28-2026"."""
    point.year, point.next = parse_year(ts, i + 4, commas=False)
    point.day, point.month, point.form = number(ts[i + 2]), ts[i].senses["month"], "md"
    return point if point.year and point.day else None


def parse_year(ts: list[Token], i: int, commas: bool = True) -> tuple[int, int]:
    """A year at ``i`` and the place behind it, or 0 and ``i``."""
    j = i
    if commas and (ts[j].text == "," or ts[j].senses.keys() & {"of", "in"}):
        j += 1
    token = ts[j]
    if token.text == "'" and ts[j + 1].kind == "num" and len(ts[j + 1].text) == 2 and not ts[j + 1].gap:
        return century(ts[j + 1].value), j + 2
    if token.kind == "num" and len(token.text) == 4 and _OLDEST <= token.value <= 2100 and not token.ordinal:
        after = ts[j + 1]
        if not after.senses.keys() & {"hour"} and after.text not in ("%", "€"):
            return token.value, j + 1
    return 0, i
