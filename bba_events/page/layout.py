"""Where records begin in a stretch of lines without boxes: at names above their dates, or at dates.

Weighs every line as the name of something and compares the two ways over the whole stretch: each date has
its name above it, or below.  What a date is, is told by the caller; what a record says, by the readers.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence

from bba_events.page.buttons import is_link_word
from bba_events.page.fragments import is_month
from bba_events.page.hours import clock, without_clock
from bba_events.page.labels import name_of, pair
from bba_events.page.outline import Line, Outline
from bba_events.page.phrases import is_category, is_generic
from bba_events.page.places import looks_like_place
from bba_events.page.states import is_status
from bba_events.text import fold

_TITLE = 140
"""A title is shorter; a longer line is text."""
_NUMBER = re.compile(r"^\d{1,2}[.)]\s+(?=\D)")
"""The number of an item, "1. "."""
_MONEY = re.compile(r"€|°C|\beuros?\b|@|https?:|www\.|\b0\d{2,3}[ /.]", re.IGNORECASE)
"""Prices, temperatures, mail and web addresses, telephones: no names."""
_LOOK = 3
"""Lines from a date to its name, at most."""


def looks_like_title(line: Line) -> bool:
    """Whether a line may name a thing: a heading, or short words that end like no sentence."""
    text = _NUMBER.sub("", line.text)
    if not any(char.isalpha() for char in text) or is_link_word(text) or len(text) > _TITLE:
        return False
    if line.level:
        return True
    return (not text.endswith((".", ":", ";", ",")) and text[:1].lower() != text[:1]) or text[:1] in "«“\"'‘"


def weight(line: Line) -> float:
    """How surely a line without a date names a thing: 0 not at all, 1 as any short line may."""
    text = line.text
    if not looks_like_title(line) or is_generic(text) or name_of(text) or pair(text, line.strong)[0]:
        return 0.0
    if is_month(text) or line.part == "where":
        return 0.0
    if line.level > 1:
        return 1.5
    if is_status(text) or _MONEY.search(text):
        return 0.0
    if is_category(text):
        return 0.3
    if clock(text):
        return 0.4 if len(without_clock(text).split()) > 2 else 0.0
    return 0.4 if looks_like_place(text) else 1.0


class Layout:
    """One stretch: ``lines`` are its numbers, ``bare`` those of its lines that only say when."""

    def __init__(
        self, outline: Outline, lines: Sequence[int], bare: Sequence[int], dated: Collection[int]
    ) -> None:
        self.outline = outline
        self.lines = lines
        self.bare = bare
        self.dated = frozenset(dated)
        told = Counter(fold(outline.lines[n].text) for n in lines)
        self.repeated = {text for text, count in told.items() if count > 1}

    def starts(self) -> list[int]:
        """Where the records of the bare dates begin."""
        if not self.names_stand_before():
            return list(self.bare)
        return sorted({start for n in self.bare if (start := self.before(n)) >= 0} or set(self.bare))

    def names_stand_before(self) -> bool:
        """Whether names stand above their dates rather than below them."""
        above = sum(self.named(n, -1) for n in self.bare)
        below = sum(self.named(n, 1) for n in self.bare)
        if abs(above - below) < 0.3:
            return self.ends_like_name_first()
        return above > below

    def named(self, number: int, step: int) -> float:
        """The weight of the best name above (``step`` -1) or below (1) a date, up to the next date."""
        best, far = 0.0, 1.0
        for n in self.until_date(number, step):
            best = max(best, far * self.weight(n))
            far *= self.distance(n)
        return best

    def distance(self, number: int) -> float:
        """How much less sure a name is for standing beyond this line: hours part it little, words more."""
        text = self.outline.lines[number].text
        if not without_clock(text) or is_status(text):
            return 1.0
        return 0.8 if is_category(text) or pair(text)[0] or looks_like_place(text) else 0.5

    def until_date(self, number: int, step: int) -> list[int]:
        """The few lines next to a date that may hold its name, the nearest first."""
        found = []
        for n in range(number + step, number + step * (_LOOK + 1), step):
            if n in self.dated or not self.lines[0] <= n <= self.lines[-1]:
                break
            found.append(n)
            if self.weight(n) >= 1 or len(self.outline.lines[n].text) > _TITLE:
                break
        return found

    def weight(self, number: int) -> float:
        """How surely a line of the stretch is a name; what is told several times is a place or the like."""
        line = self.outline.lines[number]
        told = weight(line) if line.level != 1 else 0.0
        return told * 0.4 if fold(line.text) in self.repeated else told

    def before(self, number: int) -> int:
        """The line at which the record of a date begins: the name above it; -1 when it has none."""
        near = self.until_date(number, -1)
        best = max(near, key=lambda n: (self.weight(n), n), default=-1)
        return best if near and self.weight(best) else (number if number - 1 not in self.bare else -1)

    def ends_like_name_first(self) -> bool:
        """Whether behind the last date stands one line less than between two dates: the next one's name."""
        usual = Counter(n - m - 1 for m, n in itertools.pairwise(self.bare)).most_common(1)
        gap = usual[0][0] if usual else 0
        heading = self.outline.lines[self.bare[0] - 1].level > 1 if self.bare[0] else False
        return self.lines[-1] - self.bare[-1] == gap - 1 or (heading and gap > 0)
