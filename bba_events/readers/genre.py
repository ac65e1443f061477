"""What kind of page it is: one that announces nothing, by its data, its heading and its first lines.

A vacancy, a ruling, a strike, a timetable, minutes, terms: whatever days they name, there is nothing to go
to.  The words stand in ``[prose]`` of the word tables; which date is an event's is left to ``subject``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bba_events.page import Page
from bba_events.page.caption import is_menu
from bba_events.page.hours import clock
from bba_events.page.phrases import is_notice, lists_by_day, names_a_kind, treats_no_event

_MARKED = re.compile(r'"@type"\s*:\s*"(?:Recipe|JobPosting)"')
"""What a page may say that it is, in its data: nothing to go to."""
_SEXES = re.compile(r"\((?:[mwfdhvxi*](?:\s?[/|-]\s?[mwfdhvxi*]){1,3})\)|\b[HF]/[HF]\b", re.IGNORECASE)
"""What the name of a vacancy ends with: "(m/w/d)", "(F/H)", "(v/m/x)"."""
_FIRST = 15
"""Lines of a plain text in which its heading stands, below the menu."""
_TEXT = 160
"""Characters from which a line is running text: no heading stands below."""
_WORDS = 4
"""Words that make more than an item of a menu."""


def announces_nothing(page: Page) -> bool:
    """Whether a page says outright that it is none of an event."""
    if is_notice(page.heading) or _MARKED.search(page.text):
        return True
    return any(_SEXES.search(head) for head in _heads(page))


def treats_other(page: Page) -> bool:
    """Whether a heading is about something else than an event, and names no kind of event.

    A play may be called so too: what is told of its day decides.
    """
    if lists_by_day(page.heading):
        return False
    return any(treats_no_event(head) and not names_a_kind(head) for head in _heads(page))


def _heads(page: Page) -> Iterator[str]:
    """The heading and the title; of a plain text the first lines that may be its heading."""
    yield page.heading
    yield page.title
    if page.kind != "text":
        return
    for line in page.outline.lines[:_FIRST]:
        if len(line.text) > _TEXT:
            return
        if len(line.text.split()) >= _WORDS and not is_menu(line.text) and not clock(line.text):
            yield line.text
