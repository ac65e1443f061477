"""An event prepared for comparison: what two tellings of one happening have in common, folded once.

Days as ordinals, clocks as minutes of the day, places as words.  What likeness means is left to
``verdict``, which events are compared at all to ``blocks``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bba_events import address
from bba_events.config import Source
from bba_events.event import Event, EventKind
from bba_events.merge.titles import Title, common, title_of, weigh
from bba_events.span import Span, SpanKind
from bba_events.text import fold

NO_CLOCK = -1
ONLINE = "online"
_PARTS = re.compile(r"[,;()|]|\s[-–]\s")
_POSTCODE = re.compile(r"(?:^|[\s,])(?:[A-Z]{1,2}-)?(\d{4,5})\s+([^\d,;()]+)")


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
    tail: frozenset[str]
    """Words that end the place's line: most often a town, even one that no table knows."""
    post: str
    """Postal code."""
    region: str
    """The larger town that the town is part of, else the town."""
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
    found = where(event.place.name, event.place.address, event.place.town, event.place.online)
    partner = fold(row.partner) if row else ""
    ignored = found.words | _words(event.organiser) | set(partner.split())
    first, last = _days(span)
    clock = span.start_time.hour * 60 + span.start_time.minute if span.start_time else NO_CLOCK
    title = title_of(event.title, frozenset(ignored))
    site = own.partition("/")[0]
    return Sketch(
        event, title, first, last, clock, found.town, found.words, found.tail, found.post, found.region,
        own, site, partner,
    )  # fmt: skip


def _local(span: Span, zone: str) -> Span:
    return span.within(zone) if span.zone not in ("", zone) and span.start_time else span


def _days(span: Span) -> tuple[int, int]:
    """First and last day; an open start counts as its last day, hours past midnight as one day."""
    if span.first is None or span.last is None:
        return 0, 0
    first = span.first.toordinal()
    return first, first if span.kind is SpanKind.DAY else span.last.toordinal()


class Where(NamedTuple):
    """A place taken apart."""

    town: str = ""
    words: frozenset[str] = frozenset()
    tail: frozenset[str] = frozenset()
    post: str = ""
    region: str = ""


@lru_cache(maxsize=65536)
def where(name: str, street: str, town: str, online: bool) -> Where:
    """Take a place apart: the town by its one name ("" when not told), telling words, postal code."""
    towns, regions = common().towns, common().regions
    post = next((code[1] for line in (street, name) if (code := _POSTCODE.search(line))), "")
    told = _words(town) if town else set()
    found = towns.get(fold(town), fold(town))
    if not found:
        found, told = _town_in(name, street)
    words = {word for word in _words(name) | _words(street) if not word.isdigit()} - common().places
    if found:
        words = {word for word in words if towns.get(word) != found} - told - set(found.split()) | {found}
    if online and not words:
        return Where(ONLINE, frozenset({ONLINE}), region=ONLINE)
    last = fold(name).rsplit(" ", 1)
    tail = _words(re.split(r"[,;]", name)[-1]) if "," in name else set(last[1:])
    return Where(found, frozenset(words), frozenset(tail), post, regions.get(found, found))


def _town_in(*lines: str) -> tuple[str, set[str]]:
    """The town that a line of an address tells, and its words: after the postal code, or a part of it."""
    towns = common().towns
    for line in lines:
        coded = [found[2] for found in _POSTCODE.finditer(line)]
        for part in (*coded, *reversed(_PARTS.split(line))):
            if fold(part) in towns:
                return towns[fold(part)], _words(part)
        if coded:
            return fold(coded[0]), _words(coded[0])
    return "", set()


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
