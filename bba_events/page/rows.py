"""Rows of a table in plain text: cells set apart by bars, below a row that says what each column is.

    | Datum | Activiteit | Plaats |
    | za 6/12 | Kaarsenavond | De Linde |

What the cells mean is left to ``labels`` and the readers.  Tables in markup have boxes of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bba_events.page.buttons import is_link_word
from bba_events.page.hours import clock
from bba_events.page.label_words import LONGEST, name_of_column
from bba_events.page.outline import Outline
from bba_events.page.states import says_moved
from bba_events.text import fold

_RULE = re.compile(r"[\s|:+=-]+")
"""The line below the heads of such a table."""
_MARKS = "*_ "
"""Emphasis as written in plain text."""
_FIGURES = re.compile(r"[\d/.:-]+")
_REMARK = 15
"""Characters that may stand behind the hours of a cell: "(winteruur!)"."""
_FEWEST = 2
"""Columns of a table."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that says something."""

    head: str
    """The head of its column, folded."""
    name: str
    """Which section of ``[labels]`` the head belongs to, "" when to none, "moved" for a new day."""
    text: str


def of(outline: Outline) -> Mapping[int, Sequence[Cell]]:
    """Number of a line to its cells; to none for the heads themselves."""
    if outline.rows is None:
        outline.rows = _find(outline)
    return outline.rows


def _find(outline: Outline) -> dict[int, Sequence[Cell]]:
    """The cells of each row of each table."""
    found: dict[int, Sequence[Cell]] = {}
    heads: list[str] = []
    framed = False
    for number, line in enumerate(outline.lines):
        if line.tag != "text" or "|" not in line.text:
            heads = []
            continue
        cells = _cells(line.text, framed)
        if len(cells) == len(heads) + 1 and is_link_word(cells[-1]):
            cells = cells[:-1]  # a button in a column without a head
        if _is_head(_cells(line.text, line.text.startswith("|"))):
            framed = line.text.startswith("|")
            heads = _cells(line.text, framed)
            found[number] = ()
        elif heads and _RULE.fullmatch(line.text):
            found[number] = ()
        elif _FEWEST <= len(cells) <= len(heads):
            pairs = zip(heads, cells, strict=False)
            found[number] = [Cell(fold(head), _name(head, text), text) for head, text in pairs if text]
    return found


def _name(head: str, text: str) -> str:
    """What a cell tells: what its head says, but hours below "Vertrek" are hours."""
    name, told = name_of_column(head), clock(text)
    if says_moved(_FIGURES.sub(" ", text)):
        return "moved"
    timed = bool(told) and text.startswith(told) and len(text) - len(told) < _REMARK
    return "hours" if timed and name in ("", "where", "other") else name


def _cells(text: str, framed: bool) -> list[str]:
    """The cells of a line; bars at its ends part nothing where the table is drawn with them."""
    bare = text.removeprefix("|").strip().removesuffix("|") if framed else text
    return [cell.strip(_MARKS) for cell in bare.split("|")]


def _is_head(cells: Sequence[str]) -> bool:
    """Whether the cells say what the columns are: when, and at least one thing more."""
    if len(cells) < _FEWEST or any(len(cell) > LONGEST for cell in cells):
        return False
    told = {name for cell in cells if (name := name_of_column(cell))}
    timed = "hours" in told and not told.isdisjoint(("title", "where"))
    return len(told) >= _FEWEST and ("when" in told or timed)


def said(cells: Sequence[Cell], *names: str) -> str:
    """What the cells of these sections say, side by side."""
    return " ".join(cell.text for cell in cells if cell.name in names)
