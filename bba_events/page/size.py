"""How much of one document is looked at, so that no page keeps a run busy.

The bounds are several times those of the largest lists that partners have (2,000 events of some twenty
elements); what lies beyond is left out and said.  Bytes are bounded by ``fetch``.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from lxml import etree

from bba_events.page.outline import Outline

ELEMENTS = 60_000
"""Most elements of a tree; those that come first count."""
LINES = 12_000
"""Most lines of an outline."""
LONGEST_LINE = 5_000
"""Characters of one line; a paragraph is much shorter."""
LINKS = 300
"""Most links, times and bold words of one line."""
CHARACTERS = 1_500_000
"""Most characters of a plain text."""


def start(source: str, most: int = 4 * ELEMENTS) -> str:
    """The start of a document with so many tags; the parser needs a hundred times their room for them."""
    if source.count("<") <= most:
        return source
    at = -1
    for _ in range(most):
        at = source.index("<", at + 1)
    return source[:at]


def cut(root: etree._Element, most: int = ELEMENTS) -> bool:
    """Take all that comes after so many elements off a tree; whether there was anything."""
    last = next(islice(root.iter(), most - 1, None), None)
    if last is None:
        return False
    more = len(last) > 0
    del last[:]
    at: etree._Element | None = last
    while at is not None and (parent := at.getparent()) is not None:
        behind = parent.index(at) + 1
        more = more or behind < len(parent)
        del parent[behind:]
        at = parent
    return more


def bounded(outline: Outline) -> tuple[Outline, bool]:
    """The outline within its bounds, and whether something of it lay beyond."""
    lines = outline.lines[:LINES]
    long = [at for at, line in enumerate(lines) if len(line.text) > LONGEST_LINE or len(line.links) > LINKS]
    for at in long:
        line = lines[at]
        lines[at] = replace(
            line, text=line.text[:LONGEST_LINE], links=line.links[:LINKS], times=line.times[:LINKS],
            bold=line.bold[:LINKS],
        )  # fmt: skip
    whole = len(lines) == len(outline.lines) and not long
    return (outline if whole else replace(outline, lines=lines)), not whole
