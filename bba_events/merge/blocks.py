"""Which pairs are worth comparing: those that share a day and something rare.

A block is a group of events with one key in common: a day with a town, a word of the place, a rare
word of the title, or a page.  A block that grows too large is left to the narrower keys, so that work
grows with n log n.  Days are taken one by one; only what is wide, a run of several days or an event
without a date, is held against other days.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations, groupby

from bba_events import address
from bba_events.merge.sketch import NO_CLOCK, Sketch, Sketches

FULL = 40
"""Days with no more events than this are compared whole."""
LARGEST = 60
"""In a larger block each is compared with its neighbours by title only."""
NEIGHBOURS = 8
COMMON = 25
"""A word that more places of a day have is a sort of place ("sporthal"), no place."""
RARE_WORDS = 3

Pair = tuple[int, int]


def pairs(sketches: Sketches) -> Iterator[Pair]:
    """Pairs of positions, smaller first; ``sketches`` are in order of their first day."""
    wide: list[int] = []
    wanted: set[Hashable] = set()
    for day, positions in groupby(range(len(sketches)), key=sketches.first):
        group = list(positions)
        if day:
            yield from _on_one_day(group, sketches)
        found = [at for at in group if not day or sketches.ranged(at)]
        wide += found
        wanted.update(key for at in found for key in _wide_keys(sketches[at]))
    if wide:
        yield from _with_others(set(wide), wanted, sketches)


def _on_one_day(group: Sequence[int], sketches: Sketches) -> set[Pair]:
    if len(group) <= FULL:
        return set(combinations(group, 2))
    told = {at: sketches[at] for at in group}
    words = {at: item.title.telling for at, item in told.items()}
    known = Counter(word for found in words.values() for word in found)
    places = Counter(word for item in told.values() for word in item.place)
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, item in told.items():
        for key in _keys(item, words[at], known):
            blocks[key].append(at)
        for word in item.place:
            if places[word] <= COMMON or word == item.town:
                blocks["place", word].append(at)
    return {pair for block in blocks.values() if len(block) > 1 for pair in _within(block, told)}


def _keys(item: Sketch, words: frozenset[str], known: Counter[str]) -> Iterator[Hashable]:
    """What an event is found by among those of its day."""
    yield "title", item.title.joined
    if not item.place and item.clock != NO_CLOCK:
        yield "clock", item.clock
    rare = words
    if len(words) > RARE_WORDS:
        rare = frozenset(sorted(words, key=lambda word: (known[word], word))[:RARE_WORDS])
    for word in rare:
        yield "word", word[:6]
    yield from _pages(item)


def _pages(item: Sketch) -> Iterator[Hashable]:
    if item.own:
        yield "page", item.own
    for url in item.event.alternates.values():
        yield "page", address.canonical(url)


def _within(block: Sequence[int], told: dict[int, Sketch]) -> Iterator[Pair]:
    if len(block) <= LARGEST:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda at: (told[at].title.joined, at))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + NEIGHBOURS]:
            yield min(one, other), max(one, other)


def _wide_keys(item: Sketch) -> Iterator[Hashable]:
    """What an event is found by on whatever day."""
    yield item.title.joined, item.town
    for word in item.title.telling:
        yield word, item.town
        yield word, ""
    yield from _pages(item)


def _with_others(wide: set[int], wanted: set[Hashable], sketches: Sketches) -> set[Pair]:
    """Runs and undated events with all that share a key and a day with them."""
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at in range(len(sketches)):
        for key in wanted.intersection(_wide_keys(sketches[at])):
            blocks[key].append(at)
    return {pair for block in blocks.values() for pair in _around(block, wide, sketches)}


def _around(block: Sequence[int], wide: set[int], sketches: Sketches) -> Iterator[Pair]:
    days = [sketches.first(at) for at in block]
    for at in block:
        if at not in wide:
            continue
        first, last = sketches.first(at), sketches.last(at)
        low, high = (bisect_left(days, first), bisect_right(days, last)) if first else (0, len(block))
        for other in block[low : min(high, low + LARGEST)]:
            if other != at:
                yield min(at, other), max(at, other)
