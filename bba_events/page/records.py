"""Which lines of an outline belong together: one record for each thing that a listing lists.

Given the lines that hold a date (``anchors``), find the repeating blocks, the headings with a date
near, the items nested under a date, the rows of a table, the stretches of a page without any
structure.  What a date is, and whether a record announces anything, is left to the readers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bba_events.page import nested
from bba_events.page.buttons import is_link_word
from bba_events.page.layout import Layout, looks_like_title, weight
from bba_events.page.outline import Outline
from bba_events.page.tree import Node, tree

_TITLE = 140
"""A title is shorter; a longer line is text."""
_TAIL = 6
"""Lines of text that may follow a block of one line and still be about it."""
_MANY = 3
"""Dates and records from which a block is the list of a page."""


@dataclass(frozen=True, slots=True)
class Record:
    """Lines that tell of one thing, in reading order."""

    anchor: int
    """Number of the line with its date."""
    lines: tuple[int, ...]
    """Its own lines, the anchor among them unless the date stands above several records."""


def split(outline: Outline, anchors: Mapping[int, str]) -> list[Record]:
    """The records of an outline, each with at least one anchor, in reading order.

    ``anchors`` maps a line's number to what it says besides its date ("" for a line that is a date).
    """
    return _Splitter(outline, anchors).records(tree(outline)) if anchors else []


class _Splitter:
    """Splits one outline."""

    def __init__(self, outline: Outline, anchors: Mapping[int, str]) -> None:
        self.outline = outline
        self.anchors = anchors
        self.numbers = sorted(anchors)

    def within(self, lines: Sequence[int]) -> list[int]:
        """The anchors among consecutive lines."""
        if not lines:
            return []
        low = bisect_left(self.numbers, lines[0])
        return self.numbers[low : bisect_left(self.numbers, lines[-1] + 1)]

    def records(self, node: Node) -> list[Record]:
        """The records below a node; one that holds all of its lines when it cannot be split."""
        while True:
            dated = [child for child in node.children if self.within(child.lines)]
            if len(dated) != 1 or not dated[0].children or len(self.within(node.lines)) == 1:
                break
            inner = self.records(dated[0])
            return inner if len(inner) > 1 else self.whole(node)
        if not dated:
            return []
        if len(dated) == 1:
            return self.whole(node)
        if inner := self.mainly(dated):
            return inner
        cards = self.cards(dated)
        if cards:
            return [record for card in self.spread(node, cards) for record in self.card(card)]
        return self.flat(node)

    def mainly(self, dated: Sequence[Node]) -> list[Record]:
        """The records of the one block that holds most of the dates by far, and of what stands around it."""
        sizes = [len(self.within(child.lines)) for child in dated]
        most = max(sizes)
        if most < _MANY or most * 3 < sum(sizes) * 2 or not dated[sizes.index(most)].children:
            return []
        found = [
            self.records(child) if size == most else self.whole(child)
            for child, size in zip(dated, sizes, strict=True)
        ]
        return [record for each in found for record in each] if len(found[sizes.index(most)]) >= _MANY else []

    def spread(self, node: Node, cards: list[Node]) -> list[Node]:
        """The repeating blocks with what stands between them.

        A heading goes with the block below it, text with a block of one line above it.
        """
        known = {id(card) for card in cards}
        gaps: list[list[int]] = [[]]
        for child in node.children:
            if id(child) in known:
                gaps.append([])
            else:
                gaps[-1] += child.lines
        before = [self.heading_in(gap) for gap in gaps[:-1]]
        headed = sum(start is not None for start in before[1:]) * 2 >= max(1, len(cards) - 1)
        made = []
        for place, card in enumerate(cards):
            start = before[place] if headed else None
            lead = [n for n in gaps[place] if start is not None and n >= start]
            end = before[place + 1] if headed and place + 1 < len(before) else None
            tail = [n for n in gaps[place + 1] if end is None or n < end] if len(card.lines) == 1 else []
            made.append(Node([*lead, *card.lines, *tail[:_TAIL]], card.children, card.tag))
        return made

    def heading_in(self, gap: Sequence[int]) -> int | None:
        """The last heading between two blocks, None when there is none."""
        return next((n for n in reversed(gap) if self.outline.lines[n].level > 1), None)

    def whole(self, node: Node) -> list[Record]:
        """All lines of a node as one record."""
        return self.under(self.within(node.lines)[0], node.lines)

    def card(self, node: Node) -> list[Record]:
        """The records of one repeating block: itself, its days, or those of a list in it."""
        told = self.within(node.lines)
        days = [n for n in told if not self.anchors[n]]
        if len(days) > 1 and self.names_once(node, days):
            return self.day_records(days, node.lines)
        inner = self.records(node) if len(self.within(node.lines)) > 1 else []
        return inner if len(inner) > 1 else self.whole(node)

    def cards(self, dated: list[Node]) -> list[Node]:
        """The repeating blocks among nodes with dates: alike, each with a name of its own."""
        named = [node for node in dated if self.named(node)]
        if not named:
            return []
        tag, count = Counter(node.tag for node in named).most_common(1)[0]
        if len(named) == len(dated) and all(self.outline.lines[node.lines[0]].level > 1 for node in named):
            return named  # sections of a page, be they built alike or not
        alike = [node for node in named if node.tag == tag]
        return alike if count >= 2 and count * 2 > len(dated) else []

    def named(self, node: Node) -> bool:
        """Whether a node has, beside its date, words that may name a thing; a row or item needs any."""
        if node.tag in ("li", "tr"):
            told = (self.anchors.get(n, self.outline.lines[n].text) for n in node.lines)
            return any(sum(char.isalpha() for char in text) > 2 for text in told)
        for number in node.lines:
            line = self.outline.lines[number]
            if number not in self.anchors:
                if (line.level or len(node.lines) < 40) and looks_like_title(line):
                    return True
            elif self.rest_is_title(number):
                return True
        return False

    def rest_is_title(self, number: int) -> bool:
        """Whether what a dated line says besides its date may name a thing."""
        rest, line = self.anchors[number], self.outline.lines[number]
        if sum(char.isalpha() for char in rest) < 3 or is_link_word(rest):
            return False
        if line.level or (line.links and any(link.text in line.text for link in line.links)):
            return True
        return len(rest) <= _TITLE and not rest.endswith(".")

    def flat(self, node: Node) -> list[Record]:
        """Records of lines that stand beside each other without blocks of their own."""
        lines, anchors = node.lines, self.within(node.lines)
        for starts in (self.heads(lines, anchors), self.dates(lines, anchors)):
            if len(starts) > 1:
                return self.cut(lines, starts)
        return self.whole(node)

    def heads(self, lines: Sequence[int], anchors: Sequence[int]) -> list[int]:
        """Headings that each have a date in or below them, when those are the records' beginnings."""
        levels = Counter(
            self.outline.lines[n].level
            for n in lines
            if self.outline.lines[n].level and (n not in self.anchors or self.anchors[n])
        )
        for level, count in levels.most_common():
            heads = [n for n in lines if self.outline.lines[n].level == level]
            ends = [*heads[1:], lines[-1] + 1]
            with_date = [h for h, end in zip(heads, ends, strict=True) if self.within(range(h, end))]
            if count > 1 and len(with_date) > 1 and not self.above(anchors, heads, ends):
                return heads
        return []

    def above(self, anchors: Sequence[int], heads: Sequence[int], ends: Sequence[int]) -> bool:
        """Whether dates stand above their headings: one before the first, none after the last."""
        return anchors[0] < heads[0] and anchors[-1] < heads[-1] < ends[-1]

    def dates(self, lines: Sequence[int], anchors: Sequence[int]) -> list[int]:
        """Where records begin, told by lines that are dates or begin with one."""
        bare = [n for n in anchors if not self.rest_is_title(n)]
        own = [n for n in anchors if self.rest_is_title(n) and not self.is_text(n)]
        if len(own) > len(bare):
            return own
        bare = [n for n in bare if not self.anchors[n] or not self.is_text(n)]
        if len(bare) < 2:
            return []
        return sorted({*Layout(self.outline, lines, bare, self.anchors).starts(), *own})

    def is_text(self, number: int) -> bool:
        """Whether a dated line is a sentence."""
        return self.outline.lines[number].text.endswith(".") and len(self.outline.lines[number].text) > 60

    def cut(self, lines: Sequence[int], starts: Sequence[int]) -> list[Record]:
        """The stretches from start to start that hold a date."""
        found = []
        for start, end in zip(starts, [*starts[1:], lines[-1] + 1], strict=True):
            own = range(start, end)
            anchors = self.within(own)
            if self.days_of_one(anchors, own):
                found += self.day_records(anchors, own)
            elif len(anchors) > 1 and all(self.lists(n) for n in anchors):
                ends = [*anchors[1:], own[-1] + 1]
                found += [Record(a, tuple(range(a, b))) for a, b in zip(anchors, ends, strict=True)]
            elif anchors:
                found += self.under(anchors[0], own)
        return found

    def lists(self, number: int) -> bool:
        """Whether a line is an item that names a thing beside its date."""
        return self.outline.lines[number].tag == "li" and self.rest_is_title(number)

    def day_records(self, days: Sequence[int], own: Sequence[int]) -> list[Record]:
        """A record for each day of one thing, each with all that is said of it."""
        return [Record(day, tuple(n for n in own if n == day or n not in days)) for day in days]

    def names_once(self, node: Node, days: Sequence[int]) -> bool:
        """Whether a block is headed once, above its days, which stand right below each other and alike."""
        lines, boxes = self.outline.lines, self.outline.boxes
        heads = [n for n in node.lines if lines[n].level]
        if not heads and lines[node.lines[0]].tag == "text" and weight(lines[node.lines[0]]) >= 1:
            heads = node.lines[:1]  # a stretch of plain text between blank lines, its name on top
        alike = len({boxes[lines[n].box].look for n in days}) == 1
        close = days[-1] - days[0] == len(days) - 1
        return close and alike and bool(heads) and heads[0] == node.lines[0] and heads[-1] < days[0]

    def days_of_one(self, anchors: Sequence[int], own: Sequence[int]) -> bool:
        """Whether several dates stand right below each other under one name: a record for each day."""
        bare = len(anchors) > 1 and not any(self.anchors[n] for n in anchors)
        return bare and anchors[0] > own[0] and anchors[-1] - anchors[0] == len(anchors) - 1

    def under(self, anchor: int, own: Sequence[int]) -> list[Record]:
        """One record; or one for each item of a list that stands under a date of its own."""
        alone = not self.anchors[anchor] and len(self.within(own)) == 1
        if alone and (heads := nested.heads(self.outline, anchor, own)):
            ends = [*heads[1:], own[-1] + 1]
            return [Record(anchor, tuple(range(a, b))) for a, b in zip(heads, ends, strict=True)]
        items = nested.items(self.outline, anchor, own) if alone else []
        only = sum(map(len, items)) == len(own) - 1
        fewest = 1 if self.outline.lines[anchor].tag == "li" else 2
        if len(items) < fewest or not only:
            return [Record(anchor, tuple(own))]
        return [Record(anchor, tuple(lines)) for lines in items]
