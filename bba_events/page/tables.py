"""Tables as if written plainly: a row for each thing, a cell in each of its columns.

A cell that spans rows stands in each of them; a table on its side, with a column for each thing and
labels (``[labels]`` of the word tables) in its first column, is turned upright.  What the rows tell is left
to the readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from bba_events.page import month_sheets
from bba_events.page.labels import name_of

_ROWS = 50
"""A cell that spans more rows, or has more elements in it, is no cell of facts."""
_DAYS = 20
"""Cells that are a day's number in what is a sheet of a month."""
_SHEETS = 4
"""Months with events in them that are read of a page."""
_KEPT = ("href", "datetime")
_FACTS = ("when", "hours", "where")
_PARTS = ("thead", "tbody", "tfoot", "tr")

Rows = Sequence[Sequence[etree._Element]]


def tidy(root: etree._Element) -> None:
    """Fill the spans of every table that holds no other, and turn it where its columns are its records."""
    sheets = _SHEETS
    for table in list(root.iter("table")):
        if table.find(".//table") is not None:
            continue
        if table.find(".//*[@rowspan]") is not None:
            _fill(table)
        rows = [_cells(row) for row in table.iter("tr")]
        if sheets and month_sheets.is_full(rows):
            sheets -= 1
            if month_sheets.unfold(root, table, rows):
                continue
        if is_month_sheet(["".join(map(str, cell.itertext())) for row in rows for cell in row]):
            _drop(table)
            continue
        if _on_its_side(rows):
            _turn(table, rows)


def is_month_sheet(cells: Sequence[str]) -> bool:
    """Whether texts are the days of a month laid out by weeks: a way to choose a day, not events."""
    told = [cell.strip() for cell in cells if cell.strip()]
    days = sum(cell.isdigit() and 0 < int(cell) < 32 for cell in told if len(cell) < 3)
    return days >= _DAYS and days * 3 > len(told) * 2


def _drop(table: etree._Element) -> None:
    """Empty a table; the text behind it stays."""
    tail = table.tail
    table.clear()
    table.tail = tail


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _fill(table: etree._Element) -> None:
    """Repeat each cell that spans rows in the rows below, in its column."""
    below: dict[int, tuple[int, etree._Element]] = {}
    for row in table.iter("tr"):
        column = 0
        above, below = below, {}
        for cell in [*_cells(row), None]:
            while column in above:
                left, spanning = above[column]
                copy = _copy(spanning)
                row.append(copy) if cell is None else cell.addprevious(copy)
                if left > 1:
                    below[column] = (left - 1, spanning)
                column += 1
            if cell is not None:
                if (rows := _number(cell, "rowspan")) > 1 and sum(1 for _ in cell.iter()) < _ROWS:
                    below[column] = (rows - 1, cell)
                    del cell.attrib["rowspan"]
                column += max(1, _number(cell, "colspan"))


def _number(cell: etree._Element, name: str) -> int:
    """A span as written, 0 when there is none or it is out of all measure."""
    told = cell.get(name) or ""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 3 and int(told) < _ROWS else 0


def _copy(cell: etree._Element) -> etree._Element:
    """A cell's words once more, without what machines would read twice."""
    copy = deepcopy(cell)
    copy.tail = None
    for element in copy.iter(etree.Element):
        for name in set(element.attrib) - set(_KEPT):
            del element.attrib[name]
    return copy


def _on_its_side(rows: Rows) -> bool:
    """Whether each row begins with a label, and at least two columns have a date beside it."""
    width = len(rows[0]) if rows else 0
    if width < 3 or any(len(row) != width for row in rows):
        return False
    facts = [name_of(_text(row[0])) for row in rows]
    dated = [row for row, fact in zip(rows, facts, strict=True) if fact == "when"]
    if len(dated) != 1 or sum(fact in _FACTS for fact in facts) < 2:
        return False
    return all(any(char.isdigit() for char in _text(cell)) for cell in dated[0][1:])


def _turn(table: etree._Element, rows: Rows) -> None:
    """The columns of a table become its rows."""
    columns = list(zip(*rows, strict=True))
    for part in [child for child in table if child.tag in _PARTS]:
        table.remove(part)
    for column in columns:
        etree.SubElement(table, "tr").extend(column)


def _text(cell: etree._Element) -> str:
    return " ".join("".join(map(str, cell.itertext())).split()).rstrip(" :?")
