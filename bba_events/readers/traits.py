"""What can be seen of a line, of where it stands beside a date, and of the date: short words for each trait.

``ranking`` weighs them.  A trait is looked at once a line; what a line is, is told by ``page``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from bba_events.page.layout import weight
from bba_events.page.phrases import (
    is_generic,
    lists_by_day,
)
from bba_events.page.places import looks_like_place
from bba_events.readers.evidence import is_headed
from bba_events.readers.genre import treats_other
from bba_events.readers.lines import PARTS, DatedLines
from bba_events.readers.occasions import CAPTIONS, Name, Occasion, said
from bba_events.readers.wording import of_line, of_text, plain_words, step
from bba_events.span import Span
from bba_events.text import fold

_BESIDE = frozenset(
    "link generic category kind place title person status money hour timed clock quoted by linked"
    " level2 level3 ends.".split()
)
"""Traits of a line that tell something of the lines beside it."""
_NO_NAME = frozenset("link generic category status monthname place hour clock".split())
"""Traits of a heading that names no thing."""
_HEAD = 60
"""Characters of a line above a date that may be its heading."""


class Traits:
    """The traits of the lines of one page, and of the dates that stand in them."""

    def __init__(self, seen: DatedLines, occasions: Sequence[Occasion], head: int) -> None:
        self.seen = seen
        self.lines = seen.page.outline.lines
        self.head = head
        self.dated = [occasion.line for occasion in occasions if not occasion.is_hour]
        self.at = {occasion.line for occasion in occasions}
        self.hours = Counter(occasion.day for occasion in occasions if occasion.is_hour)
        self.page = list(self._of_page(occasions))
        self.told = Counter(fold(line.text) for line in self.lines)
        beside = [said(occasion.line, seen) for occasion in occasions]
        self.beside = Counter(fold(part) for text in beside for part in PARTS.split(text))
        """How often words stand beside a date or an hour."""
        self.places = sum(map(looks_like_place, beside)) / max(sum(map(bool, beside)), 1)
        """Share of what stands beside the page's dates that looks like a place."""
        self.blocks = self._blocks()
        self._known: dict[tuple[int, str], list[str]] = {}
        self._near: dict[int, list[str]] = {}
        self._headed: set[int] | None = None
        self._inside: dict[int, int] = {}
        self._weights: dict[int, float] = {}
        self._days: list[date] | None = None

    def _of_page(self, occasions: Sequence[Occasion]) -> Iterator[str]:
        """What kind of page it is: by its heading, its data, and how many of its dates have an hour."""
        page, context = self.seen.page, self.seen.dates.context
        told = [one for occasion in occasions for one in self.seen.mentions[occasion.day]]
        timed = step(sum(one.span.timed for one in told) / max(len(told), 1), (0.0, 0.3, 0.7))
        kinds = {
            "list": is_generic(page.heading),
            "byday": lists_by_day(page.heading),
            "headed": is_headed(page),
            "written": context.page_date is not None,
            "other": treats_other(page),
            "plain": page.kind == "text",
        }
        yield f"hours{timed}"
        yield from (name for name, holds in kinds.items() if holds)
        yield " ".join((f"hours{timed}", *(name for name in ("headed", "written", "other") if kinds[name])))

    def _blocks(self) -> list[int]:
        """Line to the number of the stretch without a new box in which it stands."""
        found, box = list[int](), -1
        for line in self.lines:
            found.append((found[-1] if found else 0) + (line.box != box))
            box = line.box
        return found

    def of_words(self, number: int, text: str) -> list[str]:
        """What the words of a line, or of a part of it, look like."""
        if (known := self._known.get((number, text))) is None:
            line = self.lines[number]
            own = list(of_line(line, self.told[fold(text)])) if text == line.text else []
            known = self._known[number, text] = [*of_text(text), *own]
        return known

    def weight(self, number: int) -> float:
        """How surely a line is a name by itself."""
        if (known := self._weights.get(number)) is None:
            known = self._weights[number] = weight(self.lines[number])
        return known

    def between(self, one: int, other: int) -> int:
        """How many dated lines stand between two lines."""
        low, high = min(one, other), max(one, other)
        return max(bisect_right(self.dated, high - 1) - bisect_right(self.dated, low), 0)

    def of_place(self, occasion: Occasion, one: Name) -> Iterator[str]:
        """Where a name stands beside the line that says when."""
        at, where = occasion.line, one.where
        far = step(one.far, (1, 2, 3, 5)) if where in ("above", "below") else str(min(one.far, 3))
        yield from self._repeated(one)
        yield f"{where}{far}"
        yield f"{'hour' if occasion.is_hour else 'day'}:{where}{far}"
        low, high = min(at, one.line), max(at, one.line)
        others = self.between(at, one.line)
        only = others and all(n in self.at for n in range(low + 1, high))
        yield f"{where}:others{min(others, 2)}{'run' if only else ''}"
        yield f"{where}:blocks{min(self.blocks[high] - self.blocks[low], 3)}"
        if one.line == self.head:
            yield "heading"
            yield f"heading:{step(len(self.dated), (1, 2, 4))}"
        if one.line == at:
            return
        top = self.seen.tops.get(occasion.day, at)
        if 0 < top - one.line <= CAPTIONS:
            yield f"caption{top - one.line}"
            yield f"caption{top - one.line}:{step(at - top, (0, 1, 3, 8))}"
        yield f"{where}:{self._edges(one.line)}"
        yield f"{where}:card{self._in_card(at, one.line)}"
        if one.line in self.at:
            yield f"{where}:dated"
        yield from self._beside(occasion, one)
        middle = [self.weight(n) for n in range(low + 1, high) if n not in self.at] if where != "head" else []
        if middle:
            yield f"middle{max(middle):.1f}"

    def _repeated(self, one: Name) -> Iterator[str]:
        """Whether words beside a date are said beside others, too, and how much of the page's are places."""
        if one.where not in ("self", "part"):
            return
        yield f"{one.where}:often{step(self.beside[fold(one.text)], (1, 2, 4))}"
        yield f"{one.where}:places{step(self.places, (0.0, 0.2, 0.4, 0.6, 0.8))}"

    def _edges(self, number: int) -> str:
        """Whether a line begins or ends its block."""
        first = number == 0 or self.blocks[number - 1] != self.blocks[number]
        last = number + 1 == len(self.lines) or self.blocks[number + 1] != self.blocks[number]
        return f"{'first' if first else ''}{'last' if last else ''}"

    def _in_card(self, one: int, other: int) -> str:
        """How many dates the smallest box around two lines holds."""
        boxes = self.seen.page.outline
        around = set(boxes.within(self.lines[one].box))
        shared = next((box for box in boxes.within(self.lines[other].box) if box in around), 0)
        return step(self._held(shared), (1, 2, 4)) if shared else "page"

    def card(self, number: int) -> int:
        """The smallest box around a dated line that holds a heading and no other date, 0 for none."""
        outline = self.seen.page.outline
        if self._headed is None:
            heads = (n for n, line in enumerate(self.lines) if line.level and self._may_head(n))
            self._headed = {box for n in heads for box in outline.within(self.lines[n].box)}
        for box in outline.within(self.lines[number].box):
            if self._held(box) > 1:
                return 0
            if box in self._headed:
                return box
        return 0

    def _may_head(self, number: int) -> bool:
        """Whether a heading may be a thing's name, and not that of a day, a month, a sort or a list."""
        told = self.of_words(number, self.lines[number].text)
        return number not in self.at and _NO_NAME.isdisjoint(told)

    def _held(self, box: int) -> int:
        """How many dated lines a box holds."""
        if not self._inside:
            inside = Counter[int]()
            for number in self.dated:
                inside.update(self.seen.page.outline.within(self.lines[number].box))
            self._inside = dict(inside)
        return self._inside.get(box, 0)

    def _beside(self, occasion: Occasion, one: Name) -> Iterator[str]:
        """What stands right above and below a name."""
        for side in (-1, 1):
            n = one.line + side
            name = "over" if side < 0 else "under"
            if not 0 <= n < len(self.lines):
                yield f"{name}:edge"
            elif n == occasion.line:
                yield f"{name}:when"
            elif n in self.at:
                yield f"{name}:date"
            else:
                yield from (f"{name}:{word}" for word in self._seen_beside(n))

    def _seen_beside(self, number: int) -> list[str]:
        """The few traits of a line that count for those beside it."""
        if (known := self._near.get(number)) is None:
            told = self.of_words(number, self.lines[number].text)
            known = [word for word in told if word in _BESIDE or word.startswith(("long", "label:"))]
            self._near[number] = known
        return known

    def of_date(self, occasion: Occasion) -> Iterator[str]:
        """What speaks for or against anything happening on the day of a line."""
        at, lines = occasion.line, self.lines
        yield "hour" if occasion.is_hour else "day"
        yield f"dates{step(len(self.dated), (1, 2, 4, 9))}"
        yield f"below{step(self.hours[occasion.day], (0, 1, 2, 4))}"
        yield from self._of_mentions(occasion)
        rest = self.seen.rest.get(at, "")
        yield f"rest{step(len(rest), (0, 10, 30, 60, 120))}"
        yield f"line{step(len(lines[at].text), (16, 40, 80, 140, 300))}"
        yield from (f"say={word}" for word in sorted(set(plain_words(rest or lines[at].text))))
        yield from self.of_words(at, lines[at].text)
        if at > 0:
            yield from (f"over:{word}" for word in self._seen_beside(at - 1))
            if len(lines[at - 1].text) < _HEAD:
                yield from (f"over={word}" for word in plain_words(lines[at - 1].text))
        if at + 1 < len(lines):
            yield from (f"under:{word}" for word in self._seen_beside(at + 1))
        yield f"down{step(10 * at // len(lines), (0, 2, 5, 8))}"
        yield f"near{step(self._nearest(at), (1, 2, 4, 8, 20))}"
        if at < self.head:
            yield "overheading"
        yield from self.page
        if self.seen.frames.get(occasion.day):
            yield "month"

    def _of_mentions(self, occasion: Occasion) -> Iterator[str]:
        text, found = self.lines[occasion.day].text, self.seen.mentions[occasion.day]
        yield f"mentions{min(len(found), 3)}"
        for one in found[:3]:
            timed = "timed" if one.span.timed else ""
            yield f"{one.span.kind.name.lower()}{timed}"
            yield f"holds{step(self._held_by(one.span), (0, 1, 3, 6))}"
            if one.span.last and one.span.last < self.seen.dates.reference:
                yield "past"
            yield from (f"inferred:{what}" for what in one.inferred)
            before, after = fold(text[: one.at[0]]).split(), fold(text[one.at[1] :]).split()
            yield f"before={' '.join(before[-1:])}"
            yield f"before={' '.join(before[-2:])}"
            yield f"after={' '.join(after[:1])}"

    def _held_by(self, span: Span) -> int:
        """How many of the page's single days fall in a range: those of a week or festival stand below it."""
        if span.start is None or span.end is None or span.start == span.end:
            return 0
        if self._days is None:
            told = (one.span for found in self.seen.mentions.values() for one in found)
            self._days = sorted(one.start for one in told if one.start and one.start == one.end)
        return bisect_right(self._days, span.end) - bisect_left(self._days, span.start)

    def _nearest(self, at: int) -> int:
        """How many lines away the nearest other date is."""
        place = bisect_right(self.dated, at)
        below = self.dated[place] - at if place < len(self.dated) else 99
        above = [at - n for n in self.dated[max(place - 2, 0) : place] if n != at]
        return min(below, *above) if above else below
