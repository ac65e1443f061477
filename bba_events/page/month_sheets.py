"""Months laid out by weeks with events in their days, written as rows: a day, and what is on it.

Which month it is stands above the sheet or in its caption; days of the months before and after it stand
at its edges.  A sheet with nothing but days is a way to choose one, which ``tables`` leaves out.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache

from lxml import etree

from bba_events import words
from bba_events.text import fold

_WEEK, _DAYS, _LAST = 7, 28, 31
_DAY = re.compile(r"\s*(\d{1,2})(?!\d|[:.h]\s?\d)")
_MONTH = re.compile(r"([^\W\d_]{3,10})\.?\s+(20\d\d)\b")
_LONGEST = 80
"""Characters of a text that says which month a sheet is of."""
_MOST = 40
"""Things on one day that are read."""
_LATE = 20
"""A sheet that begins with a later day begins in the month before."""

Rows = Sequence[Sequence[etree._Element]]


def is_full(rows: Rows) -> bool:
    """Whether the cells of a table are the days of a month, whatever else stands in them."""
    days = [day for row in rows if len(row) == _WEEK for cell in row if (day := _number(cell))]
    steps = [after - before for before, after in itertools.pairwise(days)]
    return len(days) >= _DAYS and sum(step == 1 for step in steps) >= len(steps) - 2


def unfold(root: etree._Element, table: etree._Element, rows: Rows) -> bool:
    """Turn a table that is a month into a row for each thing in it; false where none is told."""
    cells = [cell for row in rows if len(row) == _WEEK for cell in row]
    month = _month(root, table) if any(_number(cell) and _events(cell) for cell in cells) else None
    if month is None:
        return False
    told = list(_dated(cells, *month))
    for child in list(table):
        table.remove(child)
    for day, event in told:
        row = etree.SubElement(table, "tr")
        etree.SubElement(row, "td").text = day
        etree.SubElement(row, "td").append(event)
    return True


def _number(cell: etree._Element) -> int:
    """The day with which a cell begins, 0 when it begins with none."""
    first = next((str(text) for text in cell.itertext() if text.strip()), "")
    found = _DAY.match(first)
    return int(found[1]) if found and int(found[1]) <= _LAST else 0


def _month(root: etree._Element, table: etree._Element) -> tuple[int, int, tuple[str, ...]] | None:
    """Number of the month, the year, and the names of months, by the caption or the last text above."""
    found = None
    for element in itertools.takewhile(lambda one: one is not table, root.iter(etree.Element)):
        found = _told(element.text) or found
    caption = table.find("caption")
    return (_told("".join(map(str, caption.itertext()))) if caption is not None else None) or found


def _told(text: str | None) -> tuple[int, int, tuple[str, ...]] | None:
    """The month and year in a short text."""
    told = _MONTH.search(text) if text and len(text) < _LONGEST else None
    known = _months().get(fold(told[1])) if told else None
    return (known[0], int(told[2]), known[1]) if told and known else None


@cache
def _months() -> dict[str, tuple[int, tuple[str, ...]]]:
    """Folded name of a month to its number (from 0), and the names of all months in that language."""
    found: dict[str, tuple[int, tuple[str, ...]]] = {}
    for language in words.languages():
        each = [[m] if isinstance(m, str) else list(m) for m in words.section(language, "dates")["months"]]
        names = tuple(group[0] for group in each)
        for number, group in enumerate(each):
            found.update({fold(name): (number, names) for name in group})
    return found


def _dated(
    cells: Sequence[etree._Element], month: int, year: int, names: tuple[str, ...]
) -> Iterator[tuple[str, etree._Element]]:
    """Each thing in the cells with its day in words."""
    days = [_number(cell) for cell in cells]
    at = month - 1 if next(filter(None, days)) > _LATE else month
    before = 0
    for cell, day in zip(cells, days, strict=True):
        at += 0 < day < before
        before = day or before
        shown = f"{day} {names[at % 12]} {year + at // 12}"
        yield from ((shown, event) for event in (_events(cell) if day else ()))


def _events(cell: etree._Element) -> list[etree._Element]:
    """What stands in a day's cell besides its number."""
    told = _with_words(cell)
    while len(told) == 1 and len(told[0]) > 1 and told[0].tag in ("ul", "ol", "div"):
        told = _with_words(told[0])
    return told[:_MOST]


def _with_words(element: etree._Element) -> list[etree._Element]:
    """The children of an element that say more than a number."""
    children = [child for child in element if isinstance(child.tag, str)]
    return [child for child in children if sum(map(str.isalpha, "".join(map(str, child.itertext())))) > 2]
