"""A schema.org item becomes drafts, whatever syntax it came in.

Knows the vocabulary: which types are events, how a series, its parts, slots and schedules hang together.
Where and when are read by ``schema_place`` and ``schema_time``; finding the items on a page is left to
``jsonld``, ``microdata`` and ``rdfa``.  Source: https://schema.org/Event and its subtypes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bba_events.event import Draft
from bba_events.readers import schema_film, schema_place, schema_time, twins
from bba_events.readers.item import DEPTH, LIMIT, Item, Words, bare
from bba_events.readers.schema_time import When
from bba_events.text import TITLE_CAP, clean, fold

_ALSO_EVENTS = frozenset({"festival", "hackathon", "courseinstance", "eventseries"})
_NO_EVENTS = frozenset({"deliveryevent", "ondemandevent", "publicationevent"})
"""Types in lower case: authors get their capitals wrong."""
_PARTS = ("subEvent", "subEvents")
_HOSTED = ("event", "events")
"""Properties by which a place names what happens in it."""
_NAMELESS = "hasCourseInstance"
"""A property whose items bear the name of what they belong to."""
_ASIDE = frozenset({"publication", "releasedEvent", "recordedIn", "itemReviewed", "previousEvent"})
"""Properties whose events are not announced: they tell of films, recordings and reviews."""
_OF_WORKS = ("workPresented", "workPerformed", "workFeatured", "headline", "alternateName", "performer")
_STATUS = {"eventcancelled": "cancelled", "cancelled": "cancelled", "canceled": "cancelled",
           "eventpostponed": "postponed", "postponed": "postponed", "eventscheduled": "",
           "eventrescheduled": "", "eventmovedonline": "", "scheduled": "", "confirmed": ""}  # fmt: skip
_SOLD = frozenset({"SoldOut", "OutOfStock"})


@dataclass(frozen=True, slots=True)
class Found:
    """An item on the page, and what it hangs under by which property."""

    item: Item
    parent: Item | None = None
    relation: str = ""


def drafts(
    items: Sequence[Item], *, reader: str, language: str = "", link: Callable[[str], str] = str
) -> Iterator[Draft]:
    """Every event of these top-level items, in order, none twice.

    ``language`` is preferred where a text is given in several; ``link`` makes addresses absolute.
    """
    found = list(walk(items))
    films = not any(is_event(one.item) for one in found)
    made = (draft for one in found for draft in _drafts(one, language, films=films))
    named = (replace(one, reader=reader, url=link(one.url) if one.url else "") for one in made)
    yield from twins.joined(named)


def is_event(item: Item) -> bool:
    """Whether an item is an event that somebody can go to."""
    kinds = [kind.lower() for kind in item.types]
    return any(kind.endswith("event") or kind in _ALSO_EVENTS for kind in kinds if kind not in _NO_EVENTS)


def walk(items: Sequence[Item]) -> Iterator[Found]:
    """All items, outer before inner, each once, bounded in depth and number."""
    seen: set[int] = set()

    def visit(found: Found, depth: int) -> Iterator[Found]:
        if id(found.item) in seen or depth > DEPTH or len(seen) > LIMIT:
            return
        seen.add(id(found.item))
        yield found
        for name, values in found.item.properties.items():
            if name in _ASIDE:
                continue
            for value in values:
                if isinstance(value, Item):
                    yield from visit(Found(value, found.item, name), depth + 1)

    parts = {id(part) for item in items for part in item.items(*_PARTS)}
    for top in (*(item for item in items if id(item) not in parts), *items):
        yield from visit(Found(top), 0)


def _drafts(found: Found, language: str, *, films: bool) -> Iterator[Draft]:
    """What one item announces: itself, or its slots when they are only hours and days of it."""
    item = found.item
    if not is_event(item):
        if films and not found.parent:
            yield from schema_film.releases(item, language)
        return
    if _is_slot(found, language):
        return
    base = _facts(found, language)
    slots = [part for part in item.items(*_PARTS) if _is_slot(Found(part, item, _PARTS[0]), language)]
    whens = [when for slot in slots for when in schema_time.whens(slot)] or schema_time.whens(item)
    for when in whens:
        yield _with(base, when)
    if not whens and base.title and not found.parent and not item.items(*_PARTS):
        yield base


def _is_slot(found: Found, language: str) -> bool:
    """Whether a part of an event is only a day and hour of it: dated, and without a name of its own."""
    if found.parent is None or found.relation not in _PARTS or not is_event(found.parent):
        return False
    own, whole = _title(found.item, language), _title(found.parent, language)
    return (not own or fold(own) == fold(whole)) and bool(schema_time.whens(found.item))


def _with(base: Draft, when: When) -> Draft:
    return replace(
        base, start=when.start, end=when.end, when=when.words, rule=when.rule,
        exceptions=when.exceptions, doubts=(*base.doubts, *when.doubts),
    )  # fmt: skip


def _facts(found: Found, language: str) -> Draft:
    """Everything about an event but when; what a part does not say, its whole says."""
    item, parent = found.item, found.parent
    whole = (
        parent if parent is not None and (found.relation in _PARTS or found.relation == _NAMELESS) else None
    )
    place = schema_place.place(item, language)
    if whole is not None and not place:
        place = schema_place.place(whole, language)
    if not place and parent is not None and found.relation in _HOSTED and not is_event(parent):
        place = schema_place.hosted(parent, language)
    organiser = _organiser(item, language)
    return Draft(
        title=_title(item, language) or (_title(whole, language) if whole else ""),
        place=place,
        url=_url(item),
        description=_described(item, language),
        organiser=organiser or (_organiser(whole, language) if whole else ""),
        status=_status(item),
        language=_language(item, language),
        uid=item.string("identifier", "uid"),
        part_of=_part_of(found, language),
    )


def _described(item: Item, language: str) -> str:
    """The description, without the line ends that were escaped once too often."""
    said = item.words("description", "disambiguatingDescription", language=language)
    return clean(said.replace("\\n", " "))


def _title(item: Item, language: str) -> str:
    return item.words("name", "summary", *_OF_WORKS, language=language, cap=TITLE_CAP)


def _language(item: Item, language: str) -> str:
    """The language that the title says it is in."""
    said = [value.language[:2].lower() for value in item.values("name") if isinstance(value, Words)]
    return language if language in said else next(iter(said), "")


def _part_of(found: Found, language: str) -> str:
    """The name of the festival or series around, never the event's own."""
    supers = [one.words("name", language=language, cap=TITLE_CAP) for one in found.item.items("superEvent")]
    supers += [found.item.words("superEvent", language=language, cap=TITLE_CAP)]
    if found.parent is not None and found.relation in _PARTS and is_event(found.parent):
        supers.append(_title(found.parent, language))
    own = fold(_title(found.item, language))
    return next((name for name in supers if name and fold(name) != own and "://" not in name), "")


def _url(item: Item) -> str:
    """The event's own address: what it says, else its id when that is an address."""
    named = [one for one in item.strings("url", "mainEntityOfPage") if not one.lower().startswith("data:")]
    own = [item.id] if item.id.lower().startswith(("http://", "https://")) and "#" not in item.id else []
    return next(iter([*named, *own]), "")


def _organiser(item: Item, language: str) -> str:
    """Organising organisations; persons are left out (they are nobody's business but their own)."""
    names = []
    for value in item.values("organizer", "organiser"):
        if isinstance(value, Item) and (value.is_a("Person") or not value.words("name", "legalName")):
            continue
        alone = Item(properties={"name": [value]}) if not isinstance(value, Item) else value
        names.append(alone.words("name", "legalName", language=language, cap=TITLE_CAP))
    kept = dict.fromkeys(name for name in names if name and "://" not in name and "@" not in name)
    return ", ".join(kept)


def _status(item: Item) -> str:
    """Cancelled and postponed by the vocabulary's word, else as written; sold out by all its offers."""
    said = [bare(one) for one in item.strings("eventStatus", "status")]
    for word in said:
        found = _STATUS.get(fold(word).replace(" ", ""), word)
        if found:
            return found
    return "sold_out" if _sold_out(item) else ""


def _sold_out(item: Item) -> bool:
    offers = [*_offers(item.items("offers"))]
    stock = [bare(word) for offer in offers for word in offer.strings("availability")]
    return bool(stock) and all(word in _SOLD for word in stock)


def _offers(items: Iterable[Item], depth: int = 0) -> Iterator[Item]:
    for item in items:
        yield item
        if depth < 3:
            yield from _offers(item.items("offers", "itemOffered"), depth + 1)
