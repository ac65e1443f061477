"""Natuur en Bos: a press release about an event that another partner holds.

The headline is a sentence; the event is what it and the text call by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from bba_events.event import Draft
from bba_events.page import Page
from bba_events.page.names import of_release


def events(page: Page) -> Iterator[Draft]:
    """The event under its own name; when it is, the text says."""
    name = of_release(page)
    if name:
        yield Draft(title=name, kind="event", reader="scraper:natuurenbos")
