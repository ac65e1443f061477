"""Event records in the data that browsers build pages from: Next, Nuxt, and JSON of unknown APIs.

Takes only records with a name and a machine date that starts something; records of news, jobs and menus
have none.  The words of such pages are left to ``page``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bba_events.event import Draft, More
from bba_events.page import Page, scripts
from bba_events.readers import markers
from bba_events.readers.platforms.records import drafts, records

NAME = "hydration data"
_MARKS = ("__next_data__", "__nuxt", "__next_f", "__initial_state__", "__preloaded_state__",
          "__apollo_state__", "application/json", "application/vnd.nuxt+json")  # fmt: skip
_BEGINNINGS = ("__", "application/")
"""How each of them begins: two things to look for in a page that has none, not eight."""
_MOST = 500
"""More records than this are a data base, not what a page shows."""


def marks(text: str) -> bool:
    """Whether a page holds such data."""
    return markers.has(text, *_BEGINNINGS) and markers.has(text, *_MARKS)


def fits(data: Any) -> bool:
    """Whether unknown JSON holds event records."""
    return next(records(data), None) is not None


def read(data: Any, page: Page) -> Iterator[Draft | More]:
    """The event records of parsed JSON, none twice."""
    language = (page.tree.get("lang") or "")[:2] if page.kind == "html" else ""
    seen: set[tuple[str, str]] = set()
    for made in (each for keys in records(data) for each in drafts(keys, language)):
        if (made.title, made.start) not in seen and len(seen) < _MOST:
            seen.add((made.title, made.start))
            yield made


def read_page(page: Page) -> Iterator[Draft | More]:
    """The event records in the scripts of a page, none twice."""
    yield from read(list(scripts.values(page.tree)), page)
