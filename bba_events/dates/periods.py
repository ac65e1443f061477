"""Texts that are nothing but a time without a day: "next month", "Q4 2026", "binnenkort", "herfst".

In prose such words say nothing of an event; as the whole text, or with a year, they announce one.
"""

from __future__ import annotations

from bba_events.dates.point import number
from bba_events.dates.tokens import Token
from bba_events.dates.vocabulary import AROUND, PERIODS
from bba_events.dates.written import parse_year

TELLING = frozenset({"edge", "this", "next", "last", "first_after"})
MOST = 9
"""More words are prose."""


def parse_period(ts: list[Token], i: int) -> int:
    """The place behind a period at ``i``, or 0."""
    return _quarter(ts, i) or (_whole(ts) if i == 0 else 0)


def _quarter(ts: list[Token], i: int) -> int:
    """Reads "vierde kwartaal 2026", "Q4 2026", "1. Quartal 2026"."""
    if "quarter_letter" in ts[i].senses and ts[i + 1].kind == "num" and ts[i + 1].value in (1, 2, 3, 4):
        j = i + 2
    else:
        j = i + 1 + (ts[i + 1].text == ".")
        if not number(ts[i], 4) or "quarter" not in ts[j].senses:
            return 0
        j += 1
    year, end = parse_year(ts, j)
    return end if year else 0


def _whole(ts: list[Token]) -> int:
    """The end of a text that is a period with its "this", "next" or edge, a bare season or "soon"."""
    if ts[1].kind == "end":
        senses = ts[0].senses
        month = "month" in senses and "number" not in senses and len(ts[0].text) > 4
        return 1 if month or {"season", "vague_alone"} & senses.keys() else 0
    found = told = False
    j = 0
    while j < MOST and ts[j].kind != "end":
        kinds = ts[j].senses.keys()
        counted = "ordinal" in kinds and "quarter" in ts[j + 1].senses
        period = bool(PERIODS & kinds)
        if not (period or counted or AROUND & kinds):
            return 0
        found, told = found or period, told or counted or bool(TELLING & kinds)
        j += 1
    return j if found and told and ts[j].kind == "end" else 0
