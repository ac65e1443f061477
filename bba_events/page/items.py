"""The items of a list in plain text, told by the lines that end each: "Lire la suite", "Publié le …".

A text that was taken from a page has lost the boxes around its items; what a site writes below each of them
is still there.  Which of the lines are dates or names is left to the readers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median_high

from bba_events.page.buttons import is_link_word, leads_on, may_be_button
from bba_events.page.outline import Line, Outline
from bba_events.page.phrases import is_dateline
from bba_events.text import fold

_OFTEN = 3
"""Times that a page says what ends its items, at least."""
_MOSTLY = 0.6
"""Share of the stretches between such lines that hold a figure, as a date does."""
_SHORT = 60
"""Characters; a longer line ends nothing."""


def boxed(outline: Outline) -> Outline:
    """The outline with a box around each item, as it is where nothing tells its items apart."""
    found = list(_items(outline.lines))
    if len(found) < _OFTEN:
        return outline
    lines = list(outline.lines)
    made = replace(outline, lines=lines)
    for item in found:
        around = made.open(0, "item")
        inner = dict[int, int]()
        for number in item:
            line = lines[number]
            if line.box not in inner:
                inner[line.box] = made.open(around, made.boxes[line.box].tag)
            lines[number] = replace(line, box=inner[line.box])
    return made


def _items(lines: Sequence[Line]) -> Iterator[range]:
    """The numbers of the lines of each item, none where the lines that recur end no items."""
    if len(ends := _ends(lines)) < _OFTEN:
        return
    starts = [0, *(end + 1 for end in ends[:-1])]
    told = [range(start, end + 1) for start, end in zip(starts, ends, strict=True)]
    kept = [item for item in told if any(_says_a_figure(lines[n].text) for n in item)]
    if len(kept) < _OFTEN or len(kept) < _MOSTLY * len(told):
        return
    usual = median_high(len(item) for item in kept[1:])
    yield range(max(kept[0].start, kept[0].stop - usual), kept[0].stop)  # the page's head stands above it
    yield from kept[1:]


def _ends(lines: Sequence[Line]) -> list[int]:
    """The numbers of the last lines of items: each the last of a run of what recurs between the items."""
    said = [_closing(line.text) for line in lines]
    usual = {words for words, count in Counter(_apart(said)).items() if count >= _OFTEN}
    closing = [
        bool(words) and (words in usual or _goes_along(said, n, usual)) for n, words in enumerate(said)
    ]
    return [n for n, ends in enumerate(closing) if ends and not (n + 1 < len(closing) and closing[n + 1])]


def _apart(said: Sequence[str]) -> Iterator[str]:
    """What may end an item, each time that something else stands above its run of such lines."""
    run = set[str]()
    for words in said:
        if not words:
            run = set()
        elif words not in run:
            run.add(words)
            yield words


def _goes_along(said: Sequence[str], at: int, usual: set[str]) -> bool:
    """Whether a line stands right beside one that ends items."""
    return any(0 <= n < len(said) and said[n] in usual for n in (at - 1, at + 1))


def _closing(text: str) -> str:
    """What a line says that may end an item, "" for another."""
    if is_dateline(text) and len(text) < _SHORT:
        return "published"
    if led := leads_on(text):
        return led
    button = is_link_word(text) or (may_be_button(text) and not _says_a_figure(text))
    return fold(text) if button else ""


def _says_a_figure(text: str) -> bool:
    return any(map(str.isdigit, text))
