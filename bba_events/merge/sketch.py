"""An event prepared for comparison: what two tellings of one happening have in common, folded once.

Days as ordinals, clocks as minutes of the day, places as words.  What likeness means is left to
``verdict``, which events are compared at all to ``blocks``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bba_events import address
from bba_events.config import Source
from bba_events.event import Event, EventKind, Place
from bba_events.merge.titles import Title, common, title_of, weigh
from bba_events.span import Span, SpanKind
from bba_events.text import fold

NO_CLOCK = -1
ONLINE = "online"
_POSTCODE = re.compile(r"(?:^|[\s,])(?:[A-Z]{1,2}-)?(\d{4,5})\s+([^\d,;()]+)")
_EDGE_WORDS = frozenset(
    fold(word)
    for word in [
        "belgium",
        "belgie",
        "belgique",
        "belgien",
        "zaal",
        "salle",
        "saal",
        "centrum",
        "centre",
        "zentrum",
        "cultureel",
        "culturel",
        "straat",
        "rue",
        "plein",
        "place",
        "platz",
        "weg",
        "laan",
        "avenue",
        "strasse",
        "de",
        "het",
        "la",
        "le",
        "les",
        "der",
        "die",
        "das",
        "the",
        "van",
        "du",
        "des",
        "in",
        "te",
        "en",
        "et",
        "und",
        "and",
        "l",
        "d",
        "aan",
        "op",
        "a",
        "nederland",
        "deutschland",
        "france",
    ]
)


@dataclass(slots=True)
class Sketch:
    """What is compared of one event."""

    event: Event
    title: Title
    first: int
    """Ordinal of the first known day, 0 when it has none."""
    last: int
    clock: int
    """Minutes after midnight of the beginning, NO_CLOCK when no hour is written."""
    town: str
    place: frozenset[str]
    """Telling words of the place, town included."""
    own: str
    """Canonical address of its own page, "" when it shares one with others or has none."""
    site: str
    partner: str

    @property
    def ranged(self) -> bool:
        """Whether it touches several days."""
        return self.last > self.first


def sketch(event: Event, row: Source | None, own: str, zone: str) -> Sketch:
    """The event prepared; ``own`` is its own page's canonical address or ""."""
    span = _local(event.span, zone)
    town, place = words_of_place(event.place)
    partner = fold(row.partner) if row else ""
    ignored = (place | _words(event.organiser) | set(partner.split())) if event.title else ()
    first, last = _days(span)
    clock = span.start_time.hour * 60 + span.start_time.minute if span.start_time else NO_CLOCK
    return Sketch(
        event, _title(event.title, frozenset(ignored)), first, last, clock, town, place, own,
        own.partition("/")[0] if own else "", partner,
    )  # fmt: skip


def _title(text: str, ignored: frozenset[str]) -> Title:
    return title_of(text, ignored)


def _local(span: Span, zone: str) -> Span:
    return span.within(zone) if span.zone not in ("", zone) and span.start_time else span


def _days(span: Span) -> tuple[int, int]:
    """First and last day; an open start counts as its last day, hours past midnight as one day."""
    if span.first is None or span.last is None:
        return 0, 0
    first = span.first.toordinal()
    return first, first if span.kind is SpanKind.DAY else span.last.toordinal()


def words_of_place(place: Place) -> tuple[str, frozenset[str]]:
    """The town by its one name ("" when not told) and every telling word of the place."""
    return _place(place.name, place.address, place.town, place.online)


@lru_cache(maxsize=65536)
def _place(name: str, street: str, town: str, online: bool) -> tuple[str, frozenset[str]]:
    towns = common()[2]
    found = towns.get(fold(town), fold(town)) or _town_in(name, street)
    words = (_words(name) | _words(street)) - _EDGE_WORDS
    if found:
        words = {word for word in words if towns.get(word, word) != found} | {found}
    if online and not words:
        words = {ONLINE}
    return found or (ONLINE if words == {ONLINE} else ""), frozenset(words)


def _town_in(*lines: str) -> str:
    """The town that a line of an address tells: after the postal code, or as a whole part of it."""
    towns = common()[2]
    for line in lines:
        if found := _POSTCODE.search(line):
            told = fold(found[2])
            return towns.get(told, told)
        for part in reversed(re.split(r"[,;()|–-]\s|\s-\s", f"{line} ")):
            if fold(part) in towns:
                return towns[fold(part)]
    return ""


def _words(text: str) -> set[str]:
    return set(fold(text).split()) if text else set()


def own_pages(events: list[Event], rows: Mapping[str, Source]) -> list[str]:
    """For each event the canonical address of its own page, "" when others share it or it is the list's."""
    canon = [_canonical(event.url) for event in events]
    tellers: dict[tuple[str, str], tuple[str, object]] = {}
    shared: set[tuple[str, str]] = set()
    for event, url in zip(events, canon, strict=True):
        key, told = (event.source, url), (fold(event.title), event.kind)
        if url and tellers.setdefault(key, told) != told:
            shared.add(key)
    lists = {_canonical(row.url): name for name, row in rows.items()}
    return [
        "" if not url or (event.source, url) in shared or not _is_own(event, url, lists) else url
        for event, url in zip(events, canon, strict=True)
    ]


def _is_own(event: Event, url: str, lists: Mapping[str, str]) -> bool:
    """A front page is nobody's own; a source's list page only its campaign's or only event's."""
    return "/" in url and (url not in lists or event.kind is not EventKind.EVENT or not event.part_of)


@lru_cache(maxsize=8192)
def _canonical(url: str) -> str:
    return address.canonical(url) if url else ""


def telling(words: tuple[str, ...]) -> list[str]:
    """The words that tell which happening it is."""
    return [word for word in words if weigh(word) > 0.5]
