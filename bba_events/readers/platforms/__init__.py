"""Event platforms: what their APIs and pages keep apart from the words that visitors see.

One module a platform, each with ``NAME`` and, for JSON, ``fits`` and ``read``, for pages, ``marks`` and
``read_page``; shared parts are in ``records``.  Finding the address of an API is left to ``detect``,
fetching further pages to the pipeline.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bba_events.event import Draft, More
from bba_events.page import Page
from bba_events.readers.platforms import (
    drupal,
    fullcalendar,
    hydration,
    odoo,
    squarespace,
    tribe,
    uitdatabank,
)
from bba_events.readers.platforms.records import document

_APIS = (tribe, squarespace, uitdatabank, hydration)
"""Readers of JSON, the most particular first."""
WHOLE = frozenset({tribe.NAME, squarespace.NAME, uitdatabank.NAME})
"""Platforms whose API tells all events, page after page; their calendar files tell a month or one event."""
_PAGES = (drupal, odoo, fullcalendar, hydration)
"""Readers of HTML."""


def read(page: Page) -> Iterator[Draft | More]:
    """The events of the first platform that a document belongs to."""
    if page.kind == "json":
        data = document(page.text)
        fitting = next((one for one in _APIS if one.fits(data)), None)
        yield from _named(fitting.read(data, page), fitting.NAME) if fitting else ()
    elif page.kind == "html":
        for platform in _PAGES:
            if platform.marks(page.text):
                yield from _named(platform.read_page(page), platform.NAME)


def _named(found: Iterator[Draft | More], name: str) -> Iterator[Draft | More]:
    for one in found:
        yield replace(one, reader="platform") if isinstance(one, Draft) else one


def name_of(page: Page) -> str:
    """The platform that a document belongs to, "" for none: for ``detect``."""
    if page.kind == "json":
        data = document(page.text)
        return next((one.NAME for one in _APIS if one.fits(data)), "")
    return next((one.NAME for one in _PAGES if page.kind == "html" and one.marks(page.text)), "")
