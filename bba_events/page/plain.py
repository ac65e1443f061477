"""From a plain text to an outline: what someone copied from a page, or a program made of one.

A line each, a blank line or a rule ends a box, wrapped lines are one.  The marks that programs leave in such
texts are read by ``marks``.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from bba_events.page import marks
from bba_events.page.outline import Outline

_BULLET = re.compile(r"^\s*(?:\*(?!\*)|[•·▪‣●◦➢►]|[-–](?=\s))\s*")

_WEEK = re.compile(r"(?:\d{1,2}[ |]+){3,}\d{1,2}|(?:[A-Z][a-z]?\.?[ |]+){6}[A-Z][a-z]?\.?")
"""A row of a sheet of a month: "5 6 7 8 9 10 11", "L M M J V S D"."""
_COLUMNS = re.compile(r"\s{2,}|\t")
_TAB = re.compile(r"(?:(?<! ) +)?\t *")
"""Tabs part one cell each, so that an empty cell keeps its column."""
_CUT = 3
"""Lines from which a stretch can be seen to be wrapped."""
_NARROW = 40
"""Characters; nobody wraps text narrower."""


def of_text(text: str) -> Outline:
    """The outline of a plain text; headings, links and emphasis where it is marked up."""
    made = Outline()
    for stretch in marks.stretches(text.splitlines()):
        bare = map(_bare, stretch if marks.are_in(stretch) else _unwrapped(stretch))
        told = [line for line in bare if line and not _WEEK.fullmatch(line)]
        read = [line for line in map(marks.read, told) if line.text]
        if read:
            box = made.open(0, "text")
            made.lines.extend(replace(line, box=box) for line in read)
    return made


def _bare(raw: str) -> str:
    """A raw line with single spaces, without its bullet; columns are set apart by a bar."""
    parts = (_TAB if raw.count("\t") > 1 else _COLUMNS).split(_BULLET.sub("", raw).strip())
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
