"""Event records in the data that browsers build pages from: Next, Nuxt, and JSON of unknown APIs.

Takes only records with a name and a machine date that starts something; records of news, jobs and menus
have none.  The words of such pages are left to ``page``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bba_events.event import Draft, More
from bba_events.page import Page
from bba_events.page.hydrated import revived
from bba_events.readers import markers
from bba_events.readers.platforms.records import document, draft, records

NAME = "hydration data"
_MARKS = ("__next_data__", "__nuxt", "__initial_state__", "__preloaded_state__", "__apollo_state__",
          "application/json", "application/vnd.nuxt+json")  # fmt: skip
_ASSIGNED = re.compile(r"window\.__[A-Z_]+__\s*=\s*(?=[{\[])")
_MOST = 500
"""More records than this are a data base, not what a page shows."""


def marks(text: str) -> bool:
    """Whether a page holds such data."""
    return markers.has(text, *_MARKS)


def fits(data: Any) -> bool:
    """Whether unknown JSON holds event records."""
    return next(records(data), None) is not None


def read(data: Any, page: Page) -> Iterator[Draft | More]:
    """The event records of parsed JSON, none twice."""
    language = (page.tree.get("lang") or "")[:2] if page.kind == "html" else ""
    seen: set[tuple[str, str]] = set()
    for keys in records(data):
        made = draft(keys, language)
        if (made.title, made.start) not in seen and len(seen) < _MOST:
            seen.add((made.title, made.start))
            yield made


def read_page(page: Page) -> Iterator[Draft | More]:
    """The event records in the scripts of a page."""
    for data in _values(page):
        yield from read(data, page)


def _values(page: Page) -> Iterator[Any]:
    for script in page.tree.iter("script"):
        source = script.text or ""
        kind = (script.get("type") or "").lower()
        if kind in ("application/json", "application/vnd.nuxt+json") or script.get("id") == "__NEXT_DATA__":
            data = document(source)
            flat_list = isinstance(data, list) and "NUXT" in (script.get("id") or "").upper()
            yield revived(data) if flat_list else data
        elif found := _ASSIGNED.search(source[:2000]):
            yield _first(source[found.end() :])


def _first(source: str) -> Any:
    """The JSON at the start of a script, None when it is no JSON."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(source)[0]
    except (ValueError, RecursionError):
        return None
