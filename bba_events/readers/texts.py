"""The text of an event: its own paragraphs, in whole sentences, enough for a blurb.

Lines with labels, links, hours or dates of publication are no text.  How it is shortened for print
is left to ``publish``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bba_events.page import Line, Page, is_link_word
from bba_events.page.labels import pair
from bba_events.page.sentences import sentences
from bba_events.readers.mentions import Dates
from bba_events.span import Role

_STOP = re.compile(r"[.!?…]")
_ENOUGH, _MOST = 30, 70
"""Words of a blurb: sentences are added until there are enough, none beyond the most."""
_PARAGRAPH = 8
"""Words; a shorter line is no paragraph."""


def description(lines: Iterable[Line], dates: Dates) -> str:
    """The leading whole sentences of the first paragraph that is long enough, else of all; "" for none."""
    short: dict[str, None] = {}
    for line in lines:
        if is_paragraph(line) and not _published(line.text, dates):
            told = [sentence for sentence in sentences(line.text) if len(sentence.split()) > 2]
            if _count(told) >= _ENOUGH:
                return _blurb(told)
            short |= dict.fromkeys(told)
    return _blurb(list(short))


def _count(told: Sequence[str]) -> int:
    return sum(len(sentence.split()) for sentence in told)


def _blurb(told: Sequence[str]) -> str:
    """Whole sentences until there are enough words, none beyond the most but for the first."""
    kept: list[str] = []
    for sentence in told:
        if kept and (_count(kept) >= _ENOUGH or _count([*kept, sentence]) > _MOST):
            break
        kept.append(sentence)
    return " ".join(kept)


def is_paragraph(line: Line) -> bool:
    """Whether a line is running text of the page."""
    if line.level or not _STOP.search(line.text):
        return False
    if len(line.text.split()) < _PARAGRAPH or is_link_word(line.text):
        return False
    if pair(line.text, line.strong)[0]:
        return False
    linked = sum(len(link.text) for link in line.links)
    return linked * 2 < len(line.text)


def _published(text: str, dates: Dates) -> bool:
    return len(text) < 120 and any(mention.role is Role.PUBLISHED for mention in dates.of(text))


def of_page(page: Page, dates: Dates) -> str:
    """The text of a page about one thing: its paragraphs from the main heading on, else its summary."""
    lines: Sequence[Line] = page.outline.lines
    start = next((n for n, line in enumerate(lines) if line.text == page.heading), 0)
    told = description(lines[start:], dates) or description(lines, dates)
    return (
        told
        if len(told.split()) >= len(page.description.split()) or len(told.split()) > 20
        else page.description
    )
