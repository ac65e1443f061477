"""A small document: headings, paragraphs and lists of runs of text; what a block is made of.

It is the same words in the same order whatever they are written in.  Escaping and marks are left to the
writers ``markdown``, ``hypertext`` and ``plain``; which words, to ``cards``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look."""

    text: str
    url: str = ""
    """Address it links to; only what ``address.public`` gives."""
    strong: bool = False
    language: str = ""
    """Its language where that is not the document's."""
    day: str = ""
    """The first day it tells of, as an ISO date, where the text is a date."""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 to 6."""

    level: int
    line: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of one line."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    lines: tuple[Line, ...]


Part = Heading | Paragraph | Bullets
Writer = Callable[[tuple[Part, ...], str], str]
"""From a document and its language to text, ending in a line end."""


def linked(line: Line, url: str) -> Line:
    """The same line as one link, or as it was when there is no address."""
    return tuple(replace(run, url=url) for run in line) if url else line
