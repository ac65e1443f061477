"""The outline: a page as a visitor reads it, a flat list of lines, each in its nested boxes.

A line is the text of one block (heading, paragraph, item, cell, a stretch between line breaks), its
text nodes joined with a space; a box is a block element around lines.  Boxes let a reader see what
repeats, lines let it read a page that has no structure at all.  What belongs to the page's furniture
is judged by ``furniture``; what the words mean is left to the readers.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


# Nothing below is ever changed.  The records are not frozen, though: a page has thousands of them, and a
# frozen one takes four times as long to make (1.7 µs for a line).
@dataclass(slots=True, unsafe_hash=True)
class Link:
    """A link as a visitor sees it."""

    text: str
    href: str
    """As written in the page; ``Page.link`` makes it absolute."""


@dataclass(slots=True, unsafe_hash=True)
class Time:
    """A ``<time>`` element: its machine value ("" when it has none) and its words."""

    value: str
    text: str


@dataclass(slots=True, unsafe_hash=True)
class Box:
    """A block element: where it stands and what it looks like."""

    parent: int
    """Number of the box around it; the outermost is its own parent."""
    tag: str
    look: str
    """Tag and class as written: equal for the repeating blocks of a listing."""


@dataclass(slots=True, unsafe_hash=True)
class Line:
    """One line of the page; never empty."""

    text: str
    box: int
    """Number of the innermost box around it."""
    tag: str = "p"
    """The block's element; "text" in plain text, "json" in hydration data."""
    level: int = 0
    """1 to 6 for a heading, else 0."""
    links: tuple[Link, ...] = ()
    times: tuple[Time, ...] = ()
    strong: str = ""
    """The emphasised words it begins with, if any."""
    bold: tuple[str, ...] = ()
    """All emphasised words in it, wherever they stand."""


@dataclass(slots=True)
class Outline:
    """Lines in reading order, and the boxes that their ``box`` numbers mean."""

    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=lambda: [Box(0, "", "")])
    columns: dict[int, str] | None = None
    """Box of a cell to the head of its column; None until ``labels`` has looked."""

    def within(self, box: int) -> Iterator[int]:
        """The box itself and those around it, innermost first, without the outermost."""
        while box:
            yield box
            box = self.boxes[box].parent

    def open(self, parent: int, tag: str, look: str = "") -> int:
        """A new box inside ``parent``; its number."""
        self.boxes.append(Box(parent, tag, look or tag))
        return len(self.boxes) - 1

    @property
    def text(self) -> str:
        """All lines, one a line."""
        return "\n".join(line.text for line in self.lines)


_BULLET = re.compile(r"^\s*(?:[*•·▪‣●◦➢►]|[-–](?=\s))\s*")

_WEEK = re.compile(r"(?:\d{1,2}[ |]+){3,}\d{1,2}|(?:[A-Z][a-z]?\.?[ |]+){6}[A-Z][a-z]?\.?")
"""A row of a sheet of a month: "5 6 7 8 9 10 11", "L M M J V S D"."""
_COLUMNS = re.compile(r"\s{2,}|\t")
_CUT = 3
"""Lines from which a stretch can be seen to be wrapped."""
_NARROW = 40
"""Characters; nobody wraps text narrower."""


def of_text(text: str) -> Outline:
    """The outline of a plain text: a line each, a blank line ends a box; wrapped lines are one."""
    made = Outline()
    for blank, stretch in itertools.groupby(text.splitlines(), lambda raw: not raw.strip()):
        bare = [] if blank else map(_bare, _unwrapped(list(stretch)))
        if told := [line for line in bare if line and not _WEEK.fullmatch(line)]:
            box = made.open(0, "text")
            made.lines.extend(Line(line, box, "text") for line in told)
    return made


def _bare(raw: str) -> str:
    """A raw line with single spaces, without its bullet; columns are set apart by a bar."""
    parts = _COLUMNS.split(_BULLET.sub("", raw).strip())
    if len(parts) < 3 and "\t" not in raw:
        parts = [" ".join(parts)]
    return " ".join(" | ".join(parts).split())


def _unwrapped(stretch: list[str]) -> list[str]:
    """The lines of a stretch as they were before someone cut them at a width; as they are where nobody did.

    Cut lines are long, and in each there was no room for the first word of the next; some sentence goes on in
    lower case.  Two lines tell too little to be sure.
    """
    lines = [raw.strip() for raw in stretch]
    width = max(map(len, lines))
    if len(lines) < _CUT or width < _NARROW or any(map(_BULLET.match, lines)):
        return stretch
    pairs = list(itertools.pairwise(lines))
    full = all(len(line) + 1 + len(after.split(None, 1)[0]) > width for line, after in pairs)
    goes_on = any(after[0].islower() and line[-1] not in ".!?:;" for line, after in pairs)
    return [" ".join(lines)] if full and goes_on else stretch


def kept(whole: Outline, numbers: Iterable[int]) -> Outline:
    """The same outline with only the lines of these numbers."""
    return Outline([whole.lines[number] for number in numbers], whole.boxes)
