"""Labels and their values: "Wanneer: 3 mei", a term and its description, a cell and the one beside it.

The labels stand in ``[labels]`` of the word tables, all languages at once.  What a value means is
left to the readers.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bba_events.page import rows, told
from bba_events.page.label_words import LONGEST, name_of
from bba_events.page.outline import Line, Outline
from bba_events.text import fold, remembered

_COLON = re.compile(r"(?:(?<!\s)\s+)?(?:\?\s+|[:：]\s*(?!//)(?!\d\d(?!\d)))|(?<!\s)\s+[–—|>»]\s+")
_MARKS = frozenset(":：?–—|>»·•")
"""One of these stands between a label and its value on one line."""
_SEVERAL = re.compile(r"(?<!\s)\s+[|·•]\s+")
_PLACE = 140
_FEW = 4
"""Lines and characters of a box that only says where, at most."""
_EDGES = " ,;·|–—-"
_CELLS = frozenset(("td", "th", "dt", "dd"))


__all__ = ["Labelled", "name_of", "of", "pair"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value with the label that tells what it is."""

    name: str
    """Which section of ``[labels]`` the label is of: "when", "where", "release", …"""
    label: str
    """The label's own words, folded."""
    value: str
    lines: tuple[int, ...]
    """Numbers of the lines it was read from, the label's first."""


def pair(text: str, strong: str = "") -> tuple[str, str, str]:
    """Section, label and value of one line that begins with a label; empty texts when it does not."""
    if strong and (name := name_of(strong)):
        return name, fold(strong), text[len(strong) :].lstrip(" :–—-|")
    return _pair(text)


@remembered
def _pair(text: str) -> tuple[str, str, str]:
    """``pair`` by the marks alone."""
    head = text[: LONGEST + 3]
    found = None if _MARKS.isdisjoint(head) else _COLON.search(head)
    if found and (name := name_of(text[: found.start()])):
        return name, fold(text[: found.start()]), text[found.end() :].strip()
    return "", "", ""


def of(outline: Outline, numbers: Iterable[int] | None = None) -> Iterator[Labelled]:
    """Every labelled value among the lines of these numbers (all when None), in reading order."""
    known = list(range(len(outline.lines)) if numbers is None else numbers)
    heads, table = _columns(outline), rows.of(outline)
    named = set[int]()
    for number in known if heads else ():
        cell = _cell(outline, outline.lines[number].box)
        head = heads.get(cell)
        if head and not (name_of(head) == "title" and cell in named):  # below its name a cell tells more
            named.add(cell)
            yield Labelled(name_of(head), fold(head), outline.lines[number].text, (number,))
    for place, number in enumerate(known):
        if number in table:
            cells = (one for one in table[number] if one.name not in ("", "title", "moved"))
            yield from (Labelled(one.name, one.head, one.text, (number,)) for one in cells)
        else:
            yield from _of_line(outline, known, place)
    yield from _by_class(outline, known)


def _of_line(outline: Outline, known: Sequence[int], place: int) -> Iterator[Labelled]:
    """The labelled values that begin in one line."""
    number = known[place]
    line = outline.lines[number]
    marked = _is_marked(line)
    if inline := list(_inline(line, number)) if marked else ():
        yield from inline
        return
    name, label, value = pair(line.text, line.strong) if marked else ("", "", "")
    if value:  # "Regio | Zaal Hingstman, Zeijen | 20 uur": a bar sets the label apart, and what follows
        yield Labelled(name, label, _SEVERAL.split(value.lstrip("|·• "))[0], (number,))
    elif name := name or _alone(line):
        if following := _value_lines(outline, known, place):
            words = " ".join(outline.lines[n].text for n in following)
            yield Labelled(name, fold(line.text), words, (number, *following))
    else:
        yield from (Labelled("where", "", one, (number,)) for one in told.where(line.text))


def _by_class(outline: Outline, known: Sequence[int]) -> Iterator[Labelled]:
    """The places that only the classes of their boxes tell, the shorter of two that say the same left out."""
    told = list(_placed(outline, known))
    for number, one in enumerate(told):
        beside = (*told[max(number - 1, 0) : number], *told[number + 1 : number + 2])
        if not any(_says_more(each, one) for each in beside):
            yield one


def _says_more(place: Labelled, other: Labelled) -> bool:
    """Whether a place near another has all of its words and further ones."""
    near = abs(place.lines[0] - other.lines[0]) <= _FEW
    return near and place.value != other.value and f", {other.value}," in f", {place.value},"


def _placed(outline: Outline, known: Sequence[int]) -> Iterator[Labelled]:
    """Each place that classes tell; such a box holds few words."""
    for is_place, run in itertools.groupby(known, lambda n: outline.lines[n].part == "where"):
        if not is_place:
            continue
        numbers = [n for n in run if not _alone(outline.lines[n])]
        told = ", ".join(outline.lines[n].text.strip(_EDGES) for n in numbers)
        if 0 < len(told) <= _PLACE and len(numbers) <= _FEW and not any(map(_tells, told.split(", ", 1)[:1])):
            yield Labelled("where", "", told, tuple(numbers))


def _tells(text: str) -> bool:
    """Whether words in a box of a place begin with a label of their own, or end as a sentence does."""
    return bool(pair(text)[0]) or text.endswith((".", "!", "?"))


def _columns(outline: Outline) -> dict[int, str]:
    """Box of a cell to the words at the head of its column, for tables that have such a head."""
    if outline.columns is None:
        words = {_cell(outline, line.box): line.text for line in reversed(outline.lines)}
        rows: dict[int, list[int]] = {}
        for number, box in enumerate(outline.boxes):
            if box.tag in ("td", "th") and number:
                rows.setdefault(box.parent, []).append(number)
        outline.columns = _headed(outline, list(rows.values()), words)
    return outline.columns


def _cell(outline: Outline, box: int) -> int:
    """The cell of a table in which a box stands, the box itself when in none."""
    return next((each for each in outline.within(box) if outline.boxes[each].tag in ("td", "th")), box)


def _headed(outline: Outline, rows: Sequence[Sequence[int]], words: Mapping[int, str]) -> dict[int, str]:
    """The cells below a row of heads: header cells, or cells that are labels."""
    found: dict[int, str] = {}
    heads: dict[int, list[str]] = {}
    for cells in rows:
        table = next((b for b in outline.within(cells[0]) if outline.boxes[b].tag == "table"), 0)
        told = [words.get(cell, "") for cell in cells]
        labels = sum(bool(name_of(text)) for text in told)
        is_head = len(cells) > 1 and (labels > 1 or all(outline.boxes[cell].tag == "th" for cell in cells))
        if is_head and all(len(text) <= LONGEST for text in told):
            heads[table] = told
        elif len(cells) <= len(heads.get(table, ())):
            found.update({cell: head for cell, head in zip(cells, heads[table], strict=False) if head})
    return found


def _is_marked(line: Line) -> bool:
    """Whether anything in a line may set a label apart from its value: few lines have it."""
    return bool(line.strong) or not _MARKS.isdisjoint(line.text[: LONGEST + 3])


def _inline(line: Line, number: int) -> Iterator[Labelled]:
    """The labels of one line, which may hold several: "Release BE: 28-06-2023 | Release NL: 27-07-2023"."""
    strong = line.strong
    for part in _SEVERAL.split(line.text):
        name, label, value = pair(part, strong)
        strong = ""
        if value:
            yield Labelled(name, label, value, (number,))


def _alone(line: Line) -> str:
    """The section of a label that stands alone on its line: a heading, term, cell or bold word."""
    text = line.text.rstrip(" :：")
    marked = line.level or line.tag in _CELLS or line.strong == line.text or text != line.text
    return name_of(text) if marked or len(text) <= 25 else ""


def _value_lines(outline: Outline, known: Sequence[int], place: int) -> list[int]:
    """The lines of the value below or beside a label: up to the next label or heading, four at most."""
    found: list[int] = []
    label = outline.lines[known[place]]
    for number in known[place + 1 : place + 5]:
        line = outline.lines[number]
        if line.level or _alone(line) or pair(line.text, line.strong)[0]:
            break
        if found and line.box != outline.lines[found[0]].box:
            break
        found.append(number)
        if len(line.text) > 80 or label.tag == line.tag == "text":
            break
    return found
