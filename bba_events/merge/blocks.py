"""Which pairs are worth comparing: those that share a day and something rare.

A block is a group of events with one key in common: day and town, day and a word of the place, day
and a rare word of the title, the page, a twin page, or a title whose run holds the other's day.  A
block that grows too large is left to the narrower keys, so that work grows with n log n.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from bba_events import address
from bba_events.merge.sketch import NO_CLOCK, Sketch, telling

FULL = 40
"""Days with no more events than this are compared whole."""
LARGEST = 60
"""In a larger block each is compared with its neighbours by title only."""
NEIGHBOURS = 8
RARE_WORDS = 3


def pairs(sketches: Sequence[Sketch]) -> set[tuple[int, int]]:
    """Pairs of positions, smaller first."""
    days = Counter(item.first for item in sketches)
    words = Counter(word for item in sketches for word in set(telling(item.title.words)))
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, item in enumerate(sketches):
        for key in _keys(item, days, words):
            blocks[key].append(at)
    found: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) > 1:
            found.update(_within(block, sketches))
    found.update(_runs(sketches))
    return found


def _keys(item: Sketch, days: Counter[int], words: Counter[str]) -> Iterator[Hashable]:
    day = item.first
    if item.own:
        yield item.own
    for url in {item.event.url, *item.event.alternates.values()} if item.event.alternates else ():
        yield address.canonical(url)
    if day and days[day] <= FULL:
        yield day
        return
    for word in item.place:
        yield day, "place", word
    if not item.place and item.clock != NO_CLOCK:
        yield day, "clock", item.clock
    yield day, "title", item.title.joined
    telling_words = sorted(set(telling(item.title.words)), key=lambda word: (words[word], word))
    for word in telling_words[:RARE_WORDS]:
        yield day, "word", word[:6]


def _within(block: list[int], sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    if len(block) <= LARGEST:
        for at, one in enumerate(block):
            for other in block[at + 1 :]:
                yield one, other
        return
    ordered = sorted(block, key=lambda at: (sketches[at].title.joined, at))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + NEIGHBOURS]:
            yield min(one, other), max(one, other)


def _runs(sketches: Sequence[Sketch]) -> Iterable[tuple[int, int]]:
    """Runs of several days with the events of alike title on a day within them, whatever the first day."""
    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    wanted: set[tuple[str, str]] = set()
    for at, item in enumerate(sketches):
        for word in {item.title.joined, *telling(item.title.words)}:
            groups[word, item.town].append(at)
            if item.ranged:
                wanted.add((word, item.town))
    for key in wanted:
        yield from _in_run(groups[key], sketches)


def _in_run(group: list[int], sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    if len(group) < 2:
        return
    ordered = sorted(group, key=lambda at: (sketches[at].first, at))
    firsts = [sketches[at].first for at in ordered]
    for at in ordered:
        item = sketches[at]
        if item.ranged:
            low, high = bisect_left(firsts, item.first), bisect_right(firsts, item.last)
            for other in ordered[low : min(high, low + LARGEST)]:
                if other != at:
                    yield min(at, other), max(at, other)
