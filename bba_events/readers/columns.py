"""Bare numeric days that head the lines of a page, "5/3 Lezing": one is a fraction, a column of them dates.

Knows only the column; what the day is called in full is left to ``dates``, what the line says to ``lines``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from bba_events.page import Line

_HEAD = re.compile(r"(\d{1,2})/(\d{1,2})\b(?![/.,:]?\d|\s?[%€$])(?=\W+\w)")
_FEWEST = 3
"""Lines that make a column."""


def heads(lines: Sequence[Line]) -> Mapping[int, str]:
    """Number of a line to the day that heads it, where enough lines are headed so; else nothing.

    They count as days when each can be one, they follow each other in the year, and some have more of a day
    than of a month: amounts in a recipe have not ("1/2 cup", "3/4 cup").
    """
    found = {n: head for n, line in enumerate(lines) if (head := _HEAD.match(line.text))}
    days = [(int(head[2]), int(head[1])) for head in found.values()]
    if len(days) < _FEWEST or not _follow(days):
        return {}
    return {n: head[0] for n, head in found.items()}


def _follow(days: Sequence[tuple[int, int]]) -> bool:
    """Whether pairs of month and day are days in their order, at most once over a new year."""
    if not all(1 <= month <= 12 and 1 <= day <= 31 for month, day in days):
        return False
    backwards = sum(later < earlier for earlier, later in itertools.pairwise(days))
    return backwards <= 1 and any(day > month for month, day in days)
