"""Announced without a day: months, seasons, "begin december", "TBD", "nog te bepalen".

A month alone is a word like any other; it needs a year, a preposition or an edge beside it.
"""

from __future__ import annotations

from bba_events.dates.periods import parse_period
from bba_events.dates.point import skip_on
from bba_events.dates.slots import DASHES
from bba_events.dates.tokens import Token

OPENERS = ("in", "until", "since", "from", "between", "before", "ago")


def parse_vague(ts: list[Token], i: int) -> int:
    """The place behind a vague date at ``i``, or 0."""
    senses = ts[i].senses
    if "unknown" in senses:
        return i + 1
    if j := parse_period(ts, i):
        return j
    if i and (ts[i - 1].kind in ("num", "dm")) and "month" in senses:
        return 0
    if j := _week_of_month(ts, i):
        return j
    if ts[i].kind == "num" and not senses:
        return _numeric(ts, i)
    return _period(ts, i)


def _week_of_month(ts: list[Token], i: int) -> int:
    """Reads "de tweede week van oktober", "erste Woche im Mai"."""
    i = skip_on(ts, i)
    senses = ts[i].senses
    if (
        not ({"ordinal", "final"} & senses.keys())
        or not {"week_units", "week_of", "weekend", "weekend_of"} & ts[i + 1].senses.keys()
    ):
        return 0
    j = i + 2
    while j < i + 4 and {"of", "in", "in_month"} & ts[j].senses.keys() and "month" not in ts[j].senses:
        j += 1
    return _year(ts, _dot(ts, j + 1)) if "month" in ts[j].senses else 0


def _numeric(ts: list[Token], i: int) -> int:
    """Reads "11/2026": a month of a year."""
    token, following = ts[i], ts[i + 2]
    if ts[i + 1].text != "/" or following.kind != "num" or len(following.text) != 4:
        return 0
    if i and "counted" in ts[i - 1].senses:
        return 0
    if not 0 < token.value <= 12 or not 1990 <= following.value <= 2100 or token.stuck:
        return 0
    return i + 3


def _dot(ts: list[Token], i: int) -> int:
    """Past the dot of an abbreviation."""
    return i + 1 if ts[i].text == "." and not ts[i].gap else i


def _year(ts: list[Token], i: int) -> int:
    """Past a year at ``i``, if there is one."""
    j = i + ("of" in ts[i].senses or ts[i].text == "," or "in" in ts[i].senses)
    token = ts[j]
    if token.kind == "num" and len(token.text) == 4 and 1990 <= token.value <= 2100:
        return j + 1
    return j + 2 if token.text == "'" and ts[j + 1].kind == "num" and len(ts[j + 1].text) == 2 else i


def _period(ts: list[Token], i: int) -> int:
    """Openers and edges, then a month, season or year; perhaps to another."""
    j, opened, edged = i, False, False
    while j < i + 5 and (kinds := ts[j].senses.keys()):
        if kinds & {"month", "season", "month_units"}:
            break
        if "edge" in kinds:
            edged = True
        elif kinds & set(OPENERS):
            opened = opened or bool(kinds & {"in", "until", "since", "between", "before"}) or "from" in kinds
        elif not kinds & {"on", "of", "this", "next", "in_month"}:
            return 0
        j += 1
    end = _named(ts, j, edged)
    if not end:
        return 0
    dated = _year(ts, end)
    strong = opened or edged or dated > end
    more = _and_another(ts, dated)
    if "month" in ts[j].senses and not strong and not more:
        return 0
    if "season" in ts[j].senses and not strong and "this" not in ts[j - 1].senses:
        return 0
    only_from = j > i and opened and not edged and dated == end and not more
    if only_from and not any(ts[k].senses.keys() & {"in", "until", "since", "before"} for k in range(i, j)):
        return 0
    return more or dated


def _named(ts: list[Token], j: int, edged: bool) -> int:
    """Past a month or season, past a year behind an edge; 0 when none stands at ``j``."""
    senses = ts[j].senses
    if "month" in senses:
        after = _dot(ts, j + 1)
        return (
            0
            if ts[after].kind in ("clock",) or (ts[after].kind == "num" and len(ts[after].text) <= 2)
            else after
        )
    if "season" in senses:
        return j + 1
    return _year(ts, j) if edged and _year(ts, j) > j else 0


def _and_another(ts: list[Token], i: int) -> int:
    """Past "– januari 2027", "en augustus": a second month; 0 when there is none."""
    j = i
    if not (ts[j].text in DASHES or ts[j].senses.keys() & {"to", "and", "or"} or ts[j].text == "/"):
        return 0
    j += 1
    while j < i + 4 and ts[j].senses.keys() & {"on", "in", "edge", "until"} and "month" not in ts[j].senses:
        j += 1
    if "month" not in ts[j].senses and "season" not in ts[j].senses:
        return 0
    after = _dot(ts, j + 1)
    if ts[after].kind == "num" and len(ts[after].text) <= 2:
        return 0
    return _year(ts, after)
