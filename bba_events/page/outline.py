"""The outline: a page as a visitor reads it, a flat list of lines, each in its nested boxes.

A line is the text of one block (heading, paragraph, item, cell, a stretch between line breaks), its
text nodes joined with a space; a box is a block element around lines.  Boxes let a reader see what
repeats, lines let it read a page that has no structure at all.  What belongs to the page's furniture
is judged by ``furniture``; what the words mean is left to the readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any


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
    part: str = ""
    """What the classes of its elements say it is: "where", "when", "title", …; "" when nothing."""


@dataclass(slots=True)
class Outline:
    """Lines in reading order, and the boxes that their ``box`` numbers mean."""

    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=lambda: [Box(0, "", "")])
    columns: dict[int, str] | None = None
    """Box of a cell to the head of its column; None until ``labels`` has looked."""
    rows: dict[int, Any] | None = None
    """Number of a line of plain text to its cells; None until ``rows`` has looked."""

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


def kept(whole: Outline, numbers: Iterable[int]) -> Outline:
    """The same outline with only the lines of these numbers."""
    return Outline([whole.lines[number] for number in numbers], whole.boxes)
