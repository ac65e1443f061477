"""The Events Calendar (WordPress): ``/wp-json/tribe/events/v1/events``, page after page.

Source: the plugin's REST documentation; dates are the wall clock of ``timezone``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bba_events.event import Draft, More, Place
from bba_events.page import Page
from bba_events.readers import stamps
from bba_events.readers.platforms.records import status
from bba_events.readers.platforms.values import flat, said, words, zone_of
from bba_events.readers.schema_time import span
from bba_events.text import PLACE_CAP

NAME = "The Events Calendar"


def fits(data: Any) -> bool:
    """Whether the JSON is an answer of this API, a list or one event."""
    if not isinstance(data, dict):
        return False
    events = data.get("events", [data] if "start_date_details" in data else None)
    if not isinstance(events, list):
        return False
    return "rest_url" in data or any(isinstance(one, dict) and "start_date" in one for one in events)


def read(data: Any, page: Page) -> Iterator[Draft | More]:
    """The events, and the next page of the list."""
    for event in data.get("events", [data]):
        if isinstance(event, dict):
            yield _draft(event)
    if isinstance(further := data.get("next_rest_url"), str) and (url := page.link(further)):
        yield More(url)


def _draft(event: dict[str, Any]) -> Draft:
    start, end = (stamps.tidy(str(event.get(name, ""))) for name in ("start_date", "end_date"))
    zone = str(event.get("timezone", ""))
    if event.get("all_day") is True:
        start, end = start[:10], end[:10]
    elif zone_of(zone):
        start, end = (f"{one}[{zone}]" if len(one) == 19 else one for one in (start, end))
    when = span(start, end) if start else None
    organisers = event.get("organizer")
    names = [said(one.get("organizer")) for one in organisers if isinstance(one, dict)] if isinstance(
        organisers, list) else []  # fmt: skip
    return Draft(
        title=said(event.get("title")),
        start=when.start if when else "",
        end=when.end if when else "",
        place=_place(event),
        url=str(event.get("url", "")),
        description=said(event.get("description"), 4000) or said(event.get("excerpt"), 4000),
        organiser=", ".join(filter(None, names)),
        status=status(said(event.get("event_status")) or said(event.get("status"))),
        uid=str(event.get("global_id", "") or event.get("id", "")),
    )


def _place(event: dict[str, Any]) -> Place:
    venue = event.get("venue")
    venue = venue[0] if isinstance(venue, list) and venue else venue
    online = event.get("is_virtual") is True
    if not isinstance(venue, dict):
        return Place(online=online)
    keys = flat(venue)
    street = [words(keys, ("address",), PLACE_CAP), words(keys, ("zip",), PLACE_CAP)]
    return Place(
        name=words(keys, ("venue", "title", "name"), PLACE_CAP),
        address=", ".join(filter(None, street)),
        town=words(keys, ("city",), PLACE_CAP),
        country=words(keys, ("country",), PLACE_CAP),
        latitude=_degrees(venue.get("geo_lat")),
        longitude=_degrees(venue.get("geo_lng")),
        online=online,
    )


def _degrees(told: Any) -> float | None:
    return float(told) if isinstance(told, int | float) and told and abs(told) <= 180 else None
