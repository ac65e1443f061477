"""An event prepared for comparison: what two tellings of one happening have in common, folded once.

Days as ordinals, clocks as minutes of the day, places as words.  What likeness means is left to
``verdict``, which events are compared at all to ``blocks``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bba_events import address
from bba_events.config import Source
from bba_events.event import Event, EventKind
from bba_events.merge.titles import Title, common, title_of
from bba_events.span import Span, SpanKind
from bba_events.text import fold

NO_CLOCK = -1
ONLINE = "online"
_DIGITS = re.compile(r"\d+")
_PARTS = re.compile(r"[,;()|]|\s[-–]\s")
_POSTCODE = re.compile(r"(?:^|[\s,])(?:[A-Z]{1,2}-)?(\d{4,5})\s+([^\d,;()]+?)\s*(?:\(.*)?(?:,\s*([^\d,]+))?$")
"""Postal code and town at the end of a line, a country may follow: "Markt 1, 9000 Gent, België"."""


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
    span = local(event.span, zone)
    place = event.place
    found = where(
        "" if place.nowhere else place.name, place.address, place.town, place.online or place.nowhere
    )
    partner = row.partner if row else ""
    ignored = found.words | _set(event.organiser) | _set(partner)
    first, last = _days(span)
    clock = span.start_time.hour * 60 + span.start_time.minute if span.start_time else NO_CLOCK
    title = title_of(event.title, ignored)
    site = own.partition("/")[0]
    return Sketch(
        event, title, first, last, clock, found.town, found.words, found.tail, found.post, found.region,
        own, site, partner,
    )  # fmt: skip


def local(span: Span, zone: str) -> Span:
    """The span on the calendar's wall clock, where it states a zone of its own."""
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
    post = next((code[1] for line in (street, name) if (code := _coded(line))), "")
    told = _words(town) if town else set()
    found = _known_town(town)
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


def _coded(line: str) -> re.Match[str] | None:
    """Postal code and town that end a line; a house number before a street is none."""
    found = _POSTCODE.search(line)
    country = fold(found[3] or "") if found else ""
    return found if not country or country in common().places else None


def _known_town(town: str) -> str:
    """The one name of a town that is told as such; a code or country beside it is left out."""
    towns = common().towns
    parts = [_DIGITS.sub(" ", fold(part)).strip() for part in _PARTS.split(town)]
    told = [part for part in parts if part and part not in common().places]
    return next((towns[part] for part in told if part in towns), told[0] if told else "")


def _town_in(*lines: str) -> tuple[str, set[str]]:
    """The town that a line of an address tells, and its words: after the postal code, or a part of it."""
    towns, doubtful = common().towns, common().doubtful
    for line in lines:
        if coded := _coded(line):
            return towns.get(fold(coded[2]), fold(coded[2])), _words(coded[2])
        for part in reversed(_PARTS.split(line)):
            told = _DIGITS.sub(" ", fold(part)).strip()
            if told in towns:
                return towns[told], set(told.split())
        last = fold(line).rpartition(" ")
        if last[0] and last[2] in towns and last[2] not in doubtful:
            return towns[last[2]], {last[2]}
    return "", set()


@lru_cache(maxsize=4096)
def _set(text: str) -> frozenset[str]:
    return frozenset(_words(text))


def _words(text: str) -> set[str]:
    return set(fold(text).split()) if text else set()


class Sketches:
    """Sketches of a list of events, made when they are looked at and forgotten again: memory stays flat."""

    def __init__(self, events: Sequence[Event], rows: Mapping[str, Source], zone: str) -> None:
        self.events = events
        self._rows = rows
        self._zone = zone
        self._lists = {_canonical(row.url) for row in rows.values()}
        self._shared = _shared_pages(events)
        self._made = lru_cache(maxsize=1 << 14)(self._make)

    def __len__(self) -> int:
        return len(self.events)

    def __getitem__(self, at: int) -> Sketch:
        return self._made(at)

    def first(self, at: int) -> int:
        """Ordinal of the event's first day, 0 when it has none; cheap."""
        span = self.events[at].span
        return _days(local(span, self._zone))[0]

    def last(self, at: int) -> int:
        """Ordinal of its last day."""
        return _days(local(self.events[at].span, self._zone))[1]

    def ranged(self, at: int) -> bool:
        """Whether it touches several days."""
        return self.events[at].span.kind is not SpanKind.DAY and self.last(at) > self.first(at)

    def _make(self, at: int) -> Sketch:
        event = self.events[at]
        return sketch(event, self._rows.get(event.source), self._own(event), self._zone)

    def _own(self, event: Event) -> str:
        """Canonical address of the event's own page, "" when others share it or it is the list's."""
        url = _canonical(event.url)
        if "/" not in url or hash((event.source, event.url)) in self._shared:
            return ""
        in_list = url in self._lists and event.kind is EventKind.EVENT and event.part_of
        return "" if in_list else url


def _shared_pages(events: Sequence[Event]) -> set[int]:
    """Addresses under which one source tells of several things; hashes only, a million must fit."""
    told: dict[int, int] = {}
    shared: set[int] = set()
    for event in events:
        if event.url:
            key, what = hash((event.source, event.url)), hash((fold(event.title), event.kind))
            if told.setdefault(key, what) != what:
                shared.add(key)
    return shared


@lru_cache(maxsize=1024)
def _canonical(url: str) -> str:
    return address.canonical(url) if url else ""
