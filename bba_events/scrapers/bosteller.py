"""Bosalliantie: the page of its tree-planting weekend, one address for every edition.

The page is about one event and bears its name; days of schools and of youth movements are parts of it,
sites that moved their own day do not move the weekend.
"""

from __future__ import annotations

from collections.abc import Iterator

from bba_events.event import Draft
from bba_events.page import Page
from bba_events.page.names import of_event
from bba_events.text import fold

_SENTENCE = 4
"""Words from which a heading says something about the event rather than name it."""


def events(page: Page) -> Iterator[Draft]:
    """The weekend under its name; when it is, the page's heading, labels or text say."""
    name = of_event(page)
    if not name or fold(name) not in fold(page.heading):
        name = page.heading if len(page.heading.split()) < _SENTENCE else name or page.heading
    if name:
        yield Draft(title=name, kind="event", reader="scraper:bosteller")
