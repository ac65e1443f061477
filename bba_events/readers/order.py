"""Years that the order of a list settles: "7 janvier … 25 février … 1er avril", read in February.

Days without a year are first read as those to come; where a list that runs forward then seems to begin
after its own end, what stands before the turn has been.  Which things are listed is known to ``listing``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from bba_events.event import Draft
from bba_events.readers.mentions import Dates, lacks_year

_FEWEST = 4
"""Things from which an order is seen."""
_YEAR = timedelta(days=365)
_GAP = timedelta(days=60)
"""From the last thing that has been to the first that is to come, at most."""


def settled(drafts: Sequence[Draft], dates: Dates) -> list[Draft]:
    """The drafts, with the year as their edition where a list turns from days long ahead to days at hand."""
    days = {number: day for number, draft in enumerate(drafts) if (day := _day(draft, dates))}
    turn = _turn(list(days.values()))
    past = list(days)[:turn]
    return [
        replace(draft, edition=str(days[number].year - 1)) if number in past else draft
        for number, draft in enumerate(drafts)
    ]


def _day(draft: Draft, dates: Dates) -> date | None:
    """The first day of a draft that writes no year and stands under none."""
    found = dates.announced(draft.when)
    if draft.edition or not found or not all(map(lacks_year, found)) or dates.announced(draft.frame):
        return None
    return found[0].span.first


def _turn(days: Sequence[date]) -> int:
    """How many days stand before the turn of a list; 0 where it has none."""
    turns = [number for number, (one, other) in enumerate(pairwise(days), 1) if other < one]
    if len(turns) != 1 or len(days) < _FEWEST:
        return 0
    before, after = days[: turns[0]], days[turns[0] :]
    rotated = before[0] > after[-1]
    return turns[0] if rotated and timedelta(0) <= after[0] - (before[-1] - _YEAR) <= _GAP else 0
