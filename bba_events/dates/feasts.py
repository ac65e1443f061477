"""Feasts that name a day: "Kerstmis 2026", "lundi de Pâques 2026", "Boxing Day".

A feast is a date only with its year or as all that is written: a market of Christmas is not held on
the 25th.  Which names stand for which day is told by the words; movable feasts count from Easter.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter

from bba_events.dates.point import Point
from bba_events.dates.tokens import Token
from bba_events.dates.written import parse_year

ENDS = (",", ".", ")", "!", "?", ";", "|", ":", "(")

LEADS = frozenset({"to", "until", "since", "before", "and", "or", "at", "weekday", "short"})


def parse_feast(ts: list[Token], j: int, point: Point) -> Point | None:
    """The day of the feast that is named at ``j``, or None."""
    name: str = ts[j].senses["feast"]
    point.year, point.next = parse_year(ts, j + 1)
    after = ts[point.next]
    before = ts[point.first - 1] if point.first else None
    if before is not None and before.kind == "word" and LEADS.isdisjoint(before.senses):
        return None  # "vacances de Pâques 2026"
    whole = point.first == 0 and after.kind == "end" and not name.startswith("easter")
    closed = after.kind == "end" or after.text in ENDS or {"at", "clock_from"} & after.senses.keys()
    if not whole and not (point.year and closed):
        return None
    point.form = "feast"
    if name.startswith("easter"):
        point.month, point.day, point.relative = 4, 1, ("easter", int(name.removeprefix("easter") or 0))
    else:
        point.month, point.day = (int(part) for part in name.split("-"))
    return point


def feast_day(point: Point, year: int) -> date:
    """The day of a movable feast in that year."""
    return easter(year) + timedelta(days=point.relative[1] if point.relative else 0)
