"""Squarespace: an events page with ``?format=json``; moments are milliseconds since 1970.

The site's own zone (``website.timeZone``) tells on which day a moment is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bba_events.event import Draft, More
from bba_events.page import Page
from bba_events.readers.platforms.records import draft
from bba_events.readers.platforms.values import flat, moment
from bba_events.readers.schema_time import span

NAME = "Squarespace"


def fits(data: Any) -> bool:
    """Whether the JSON is a Squarespace collection or item with moments."""
    if not isinstance(data, dict) or "website" not in data:
        return False
    planned = isinstance(data.get("upcoming"), list) and isinstance(data.get("past"), list)
    return planned or any(moment(_times(one).get("startDate")) for one in _items(data))


def _times(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Where an item keeps its moments: in itself, or in the content that only events have."""
    inner = item.get("structuredContent")
    return item if "startDate" in item or not isinstance(inner, dict) else inner


def _items(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in ("upcoming", "items", "past"):
        found = data.get(name)
        yield from (one for one in found if isinstance(one, dict)) if isinstance(found, list) else ()
    if isinstance(data.get("item"), dict):
        yield data["item"]


def read(data: Any, page: Page) -> Iterator[Draft | More]:
    """The events, and the next page of the list."""
    website = data.get("website")
    zone = str(website.get("timeZone", "")) if isinstance(website, dict) else ""
    for item in _items(data):
        start, end = (moment(_times(item).get(name), zone) for name in ("startDate", "endDate"))
        if start:
            yield draft(flat(item), when=span(start, end))
    pages = data.get("pagination")
    further = pages.get("nextPageUrl") if isinstance(pages, dict) else None
    if isinstance(further, str) and (url := page.link(further)):
        sign = "&" if "?" in url else "?"
        yield More(url if "format=json" in url else f"{url}{sign}format=json")
