"""Records of events in JSON of no standard: telling them from others, and turning one into drafts.

A record is an object with a name and a day under a name for the start of something.  The names are known
by ``values``; what surrounds the record is left to each platform.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bba_events.event import Draft, Place
from bba_events.page import scripts
from bba_events.readers import stamps
from bba_events.readers.item import DEPTH, LIMIT
from bba_events.readers.platforms.values import (
    ENDS,
    HOURS,
    LANGUAGES,
    STARTS,
    TITLES,
    clock,
    flat,
    said,
    slots,
    stamp,
    words,
)
from bba_events.readers.schema_time import When, span
from bba_events.text import PLACE_CAP, clean_markup, fold

_PLACES = ("location", "venue", "place", "address", "lieu", "locatie", "plaats", "ort", "city", "town",
           "gemeente", "eventlocation", "venuename", "locationname")  # fmt: skip
_SECOND = ("address2", "addressline2")
_URLS = ("url", "link", "permalink", "href", "fullurl", "websiteurl", "canonicalurl", "path")
_TEXTS = ("description", "summary", "excerpt", "intro", "body", "omschrijving", "shortdescription", "content")
_STATUS = ("status", "eventstatus", "state")
_INNER = (
    "acf",
    "meta",
    "fields",
    "attributes",
    "eventdetails",
    "eventfields",
    "event",
    "customfields",
    "extendedprops",
    "data",
)
"""Objects in which headless systems keep the fields of a record, beside its name."""
_TYPES = ("typename", "type", "contenttype", "posttype", "bundle")
_EVENT = re.compile(r"event|evenement|événement|agenda|activit|veranstaltung", re.IGNORECASE)


def document(text: str) -> Any:
    """The parsed JSON, Nuxt's flat list as nested values, None for none."""
    return next(scripts.parsed(text.lstrip("\ufeff")), None)


def records(data: Any) -> Iterator[dict[str, Any]]:
    """All event records inside parsed JSON, keys in one spelling, outer before inner."""
    waiting, left = [(data, 0)], LIMIT
    while waiting and left:
        value, depth = waiting.pop()
        left -= 1
        if depth > DEPTH:
            continue
        if isinstance(value, dict):
            keys = _whole(flat(value))
            if is_record(keys):
                yield keys
            waiting += [(each, depth + 1) for each in reversed(value.values())]
        elif isinstance(value, list):
            waiting += [(each, depth + 1) for each in reversed(value)]


def _whole(keys: dict[str, Any]) -> dict[str, Any]:
    """A record with the fields that are kept in an object of their own; its own names win."""
    inner = (
        [flat(keys[name]) for name in _INNER if isinstance(keys.get(name), dict)] if is_named(keys) else []
    )
    return {name: value for each in (*inner, keys) for name, value in each.items()}


def is_named(keys: Mapping[str, Any]) -> bool:
    """Whether an object has a name."""
    return bool(words(keys, TITLES))


def is_record(keys: Mapping[str, Any]) -> bool:
    """Whether an object has a name and a machine date under a name for the start of something.

    A bare "date" starts something only in an object that says it is an event, or that tells the hour and the
    place beside it: posts have one too.
    """
    return is_named(keys) and bool(_start(keys) or next(slots(keys), None))


def _start(keys: Mapping[str, Any]) -> str:
    if found := stamp(keys, STARTS):
        return found
    typed = any(isinstance(keys.get(name), str) and _EVENT.search(keys[name]) for name in _TYPES)
    held = bool(clock(keys, HOURS)) and bool(place(keys))
    return stamp(keys, ("date", "datum")) if typed or held else ""


def drafts(keys: Mapping[str, Any], language: str = "") -> Iterator[Draft]:
    """A record as drafts, one for each of its times."""
    times = list(slots(keys))
    if not times or (len(times) == 1 and len(_start(keys)) >= len(_start(times[0]))):
        yield draft(keys, language)
        return
    for time in times:
        when = _when(time)
        own = {name: time[name] for name in (*_STATUS, *_PLACES) if time.get(name)}
        yield replace(draft({**keys, **own}, language, when), uid="")


def _when(keys: Mapping[str, Any]) -> When:
    start = stamps.with_clock(_start(keys), clock(keys, HOURS))
    return span(start, _hour(keys, stamp(keys, ENDS), "endtime"))


def draft(keys: Mapping[str, Any], language: str = "", when: When | None = None) -> Draft:
    """A record as a draft."""
    told = when or _when(keys)
    return Draft(
        title=words(keys, TITLES, language=language),
        start=told.start,
        end=told.end,
        doubts=told.doubts,
        place=place(keys, language),
        url=words(keys, _URLS, 2000),
        description=words(keys, _TEXTS, 4000, language),
        status=status(words(keys, _STATUS)),
        uid=str(keys.get("id", "") or keys.get("uuid", ""))[:100],
    )


def _hour(keys: Mapping[str, Any], day: str, name: str) -> str:
    """A day with the hour that stands apart from it."""
    clock = keys.get(name)
    return stamps.with_clock(day, clock) if isinstance(clock, str) and day else day


def status(written: str) -> str:
    """Cancelled, postponed or sold out when the record says so; anything else is nothing."""
    folded = fold(written).replace(" ", "")
    for sign, meaning in (("cancel", "cancelled"), ("postpone", "postponed"), ("soldout", "sold_out")):
        if sign in folded:
            return meaning
    return ""


def place(keys: Mapping[str, Any], language: str = "") -> Place:
    """The place of a record: a text, or an object with name, address and town."""
    for name in _PLACES:
        value = keys.get(name)
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, dict):
            if found := _placed(flat(first), language):
                return found
        elif isinstance(first, str) and (text := clean_markup(first, PLACE_CAP)):
            return Place(online=True) if fold(text) == "online" else Place(text)
    return Place()


def _placed(keys: Mapping[str, Any], language: str) -> Place:
    inner = keys.get("address")
    around = flat(_by_language(inner, language)) if isinstance(inner, dict) else keys
    street = words(around, ("streetaddress", "street", "address1", "addressline1", "address"), PLACE_CAP)
    postal = str(around.get("postalcode", around.get("zip", around.get("postcode", ""))) or "")[:12]
    return Place(
        name=words(keys, ("name", "title", "venue", "addresstitle"), PLACE_CAP, language),
        address=", ".join(
            filter(None, (street or said(inner, PLACE_CAP), words(around, _SECOND, PLACE_CAP), postal))
        ),
        town=words(
            around, ("addresslocality", "city", "town", "locality", "municipality"), PLACE_CAP, language
        ),
        country=words(around, ("addresscountry", "country"), PLACE_CAP),
    )


def _by_language(value: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    """One language of an address that is kept by language."""
    for code in (language, *LANGUAGES):
        if isinstance(value.get(code), dict):
            chosen: Mapping[str, Any] = value[code]
            return chosen
    return value
