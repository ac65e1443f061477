"""FullCalendar: the events that a page's script hands to its calendar.

Knows the list that stands in the script itself; one that the calendar fetches from an address is a source of
its own.  What a record means is left to ``records``.  Source: https://fullcalendar.io/docs/event-parsing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from bba_events.event import Draft
from bba_events.page import Page, javascript
from bba_events.readers import markers, stamps
from bba_events.readers.platforms.records import drafts, records

NAME = "FullCalendar"
_MARK = "fullcalendar"
_LISTED = re.compile(r"[{,\s]events[\"']?\s{0,20}:\s{0,20}(?=\[)")
_MOST = 20
"""Lists of one script that are looked at."""


def marks(text: str) -> bool:
    """Whether a page loads the calendar."""
    return markers.has(text, _MARK)


def read_page(page: Page) -> Iterator[Draft]:
    """The events in the lists of a page's scripts."""
    language = (page.tree.get("lang") or "")[:2]
    for script in page.tree.iter("script"):
        source = script.text or ""
        for found in islice(_LISTED.finditer(source), _MOST):
            for keys in records(_value(source, found.end())):
                yield from map(_inclusive, drafts(keys, language))


def _value(source: str, at: int) -> Any:
    try:
        return javascript.value(source, at)
    except javascript.NotLiteral:
        return None


def _inclusive(draft: Draft) -> Draft:
    """The end of whole days lies after the last one, as in iCalendar."""
    if len(draft.end) != len("2026-06-20"):
        return draft
    last = (stamps.day_of(draft.end) - stamps.ONE_DAY).isoformat()
    return replace(draft, end=last if last > draft.start[:10] else "")
