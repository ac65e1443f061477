"""Where a schema.org event happens: Place, PostalAddress, VirtualLocation or text, one or several.

Sources: https://schema.org/location, /PostalAddress, /eventAttendanceMode.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bba_events.event import Place
from bba_events.readers.item import Item, Value, Words, bare, plain
from bba_events.text import PLACE_CAP, fold

_ONLINE = frozenset({"online", "virtual", "virtueel", "en ligne", "webinar", "onlineevent", "digitaal"})
_REMOTE = frozenset({"onlineeventattendancemode", "mixedeventattendancemode", "eventmovedonline",
                     "online", "mixed", "blended"})  # fmt: skip
_PLACES = ("Place", "Theater", "Venue", "Museum", "Library", "Gallery", "Stadium", "Park", "Garden",
           "Zoo", "Hall", "Center", "Club", "Structure", "Church", "BarOrPub", "Restaurant")  # fmt: skip
"""How the names of types of places end that events happen in."""
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def place(event: Item, language: str = "") -> Place:
    """The place of an event; empty when it says none."""
    places = [_one(value, language) for value in event.values("location", "jobLocation")]
    said = [
        one for name in ("eventAttendanceMode", "courseMode", "eventStatus") for one in event.strings(name)
    ]
    online = any(one.online for one in places) or any(bare(one).lower() in _REMOTE for one in said)
    return replace(_joined([one for one in places if one.line]), online=online)


def hosted(host: Item, language: str = "") -> Place:
    """The place that names an event as one of its own; empty when it is no place."""
    placed = host.values("address", "geo") or any(one.endswith(_PLACES) for one in host.types)
    return _located(host, language) if placed else Place()


def _joined(places: list[Place]) -> Place:
    """One place as it is; several on one line."""
    unlike = list({fold(one.line): one for one in places}.values())
    if len(unlike) < 2:
        return unlike[0] if unlike else Place()
    return Place(name="; ".join(one.line for one in unlike)[:PLACE_CAP])


def _one(value: Value, language: str) -> Place:
    if isinstance(value, Words):
        return _spoken(plain(value.text, PLACE_CAP))
    if not isinstance(value, Item):
        return Place()
    if value.is_a("VirtualLocation"):
        return Place(online=True)
    if value.is_a("PostalAddress"):
        return _postal(Place(), value, language)
    return _located(value, language)


def _spoken(text: str) -> Place:
    """A place in words; "Online" and a bare link say that it is online."""
    if fold(text) in _ONLINE or _ADDRESS.match(text):
        return Place(online=True)
    return Place(name=text)


def _located(item: Item, language: str) -> Place:
    named = _spoken(item.words("name", "alternateName", "fn", "org", language=language, cap=PLACE_CAP))
    for value in item.values("address", "adr"):
        if isinstance(value, Item):
            named = _postal(named, value, language)
        elif isinstance(value, Words) and not named.address:
            named = replace(named, address=plain(value.text, PLACE_CAP))
    if not named.line:
        named = _postal(named, item, language)
    around = item.items("containedInPlace", "containedIn")
    if around and not named.town:
        outer = _located(around[0], language)
        named = replace(named, town=outer.town or outer.name, address=named.address or outer.address)
    return _on_map(named, item)


def _postal(known: Place, item: Item, language: str) -> Place:
    def said(*names: str) -> str:
        return item.words(*names, language=language, cap=PLACE_CAP)

    street = [said("streetAddress", "street-address"), said("postalCode", "postal-code")]
    country = said("addressCountry", "country-name")
    return replace(
        known,
        name=known.name or said("name"),
        address=", ".join(filter(None, street)) or known.address,
        town=said("addressLocality", "locality") or said("addressRegion", "region") or known.town,
        country=country or known.country,
    )


def _on_map(known: Place, item: Item) -> Place:
    for geo in (*item.items("geo"), item):
        try:
            north = float(geo.words("latitude", cap=30).replace(",", "."))
            east = float(geo.words("longitude", cap=30).replace(",", "."))
        except ValueError:
            continue
        if -90 <= north <= 90 and -180 <= east <= 180 and (north or east):
            return replace(known, latitude=north, longitude=east)
    return known
