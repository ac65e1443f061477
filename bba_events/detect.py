"""How a partner's page can be read: what was found, with counts, and the row to paste; surest first.

Tries the page itself, the feeds it names, the interfaces of the platform it is built with and, when
none of these gives events, the addresses at which feeds usually are.  Opening an address is left to the
caller's ``get``, reading a page to ``reading``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit

from bba_events import reading
from bba_events.address import canonical, public, site
from bba_events.config import Source
from bba_events.errors import SourceError
from bba_events.event import Event
from bba_events.page import Page
from bba_events.readers import platforms
from bba_events.text import fold

Get = Callable[[str], Awaitable[Page]]
"""Opens an address; raises SourceError when it gives no page."""

RANKS = (
    "ical", "platform", "json-ld", "microdata", "rdfa", "h-event", "hcalendar", "rss", "atom",
    "time", "label", "prose",
)  # fmt: skip
"""Readers, the surest first."""

_FEEDS = ("text/calendar", "application/rss+xml", "application/atom+xml")
_CALENDAR = re.compile(r"\.ics(?:$|\?)|[?&](?:outlook-)?ical=1|^webcal:|[?&]format=ical", re.IGNORECASE)
_ABOUT_COMMENTS = re.compile(r"comments?|commentaires|reacties", re.IGNORECASE)
_ENDINGS = ("?ical=1", "/wp-json/tribe/events/v1/events", "/events/?ical=1", "/agenda/?ical=1", "/feed/")
_MOST = 8
"""Addresses tried beside the page itself: a partner's site is not to be searched through."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One way to read the partner."""

    url: str
    ways: Mapping[str, int]
    """Reader to number of events, the surest first."""
    events: tuple[Event, ...]
    """What is to come, in order of first day."""
    past: int = 0
    platform: str = ""

    @property
    def rank(self) -> tuple[int, int, int]:
        """Sorts the surest first: something to come, the surest reader, the most events."""
        sure = min((RANKS.index(way) for way in self.ways if way in RANKS), default=len(RANKS))
        return (0 if self.events else 1, sure, -len(self.events))


@dataclass(frozen=True, slots=True)
class Detection:
    """Every way that gave events, and words on the addresses that gave none."""

    name: str
    """What the site calls itself."""
    language: str
    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()


async def detect(page: Page, get: Get | None, *, today: date) -> Detection:
    """Ways to read what ``page`` announces; ``get`` None means: look at the page only."""
    notes: list[str] = []
    found = _finding(page, today, notes)
    findings = [found] if found else []
    if get is not None:
        named = list(_named(page))
        findings += await _tried(named, get, today, notes)
        if not any(one.events for one in findings):
            findings += await _tried(_usual(page.url, named), get, today, notes)
    ordered = sorted(_distinct(findings), key=lambda one: one.rank)
    return Detection(_name(page), page.language, tuple(ordered), tuple(notes))


async def _tried(urls: Sequence[str], get: Get, today: date, notes: list[str]) -> list[Finding]:
    made = []
    for url in urls[:_MOST]:
        try:
            found = _finding(await get(url), today, notes)
        except SourceError as fault:
            notes.append(str(fault))
            continue
        made += [found] if found else []
    return made


def _finding(page: Page, today: date, notes: list[str]) -> Finding | None:
    """What one document gives; None, and a note, when it gives nothing."""
    row = Source(id="page", url=page.url, partner="")
    try:
        made = reading.read(page, source=row, today=today, reference_of=lambda words: today)
    except SourceError as fault:
        notes.append(str(fault))
        return None
    if not made.events and not made.past:
        notes.append(f"{page.url}: nothing is announced there")
        return None
    coming = [event for event in made.events if event.span.last is None or event.span.last >= today]
    ways = Counter(_reader(event) for event in made.events or made.past)
    ordered = sorted(ways, key=lambda way: RANKS.index(way) if way in RANKS else len(RANKS))
    return Finding(
        page.url, {way: ways[way] for way in ordered},
        tuple(sorted(coming, key=lambda event: event.span.first or date.max)),
        len(made.events) - len(coming) + len(made.past), platforms.name_of(page),
    )  # fmt: skip


def _reader(event: Event) -> str:
    seen = event.evidence.get("span") or event.evidence.get("title")
    return seen.reader if seen else "prose"


def _named(page: Page) -> Iterator[str]:
    """Addresses of feeds that the page itself names, then those of the platform it is built with."""
    seen = {canonical(page.url)}
    for url in (*_linked(page), *_of_platform(page)):
        if url and canonical(url) not in seen:
            seen.add(canonical(url))
            yield url


def _linked(page: Page) -> Iterator[str]:
    """Feeds in the head, then calendars among the links."""
    if page.kind != "html":
        return
    for link in page.tree.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        about = f"{link.get('title') or ''} {link.get('href') or ''}"
        if "alternate" in rel and link.get("type") in _FEEDS and not _ABOUT_COMMENTS.search(about):
            yield page.link(link.get("href"))
    singles = 0
    for anchor in page.tree.iter("a"):
        href = (anchor.get("href") or "").strip()
        if _CALENDAR.search(href) and singles < _MOST:
            singles += 1
            yield page.link(re.sub(r"^webcal:", "https:", href, flags=re.IGNORECASE))


def _of_platform(page: Page) -> Iterator[str]:
    """Where a platform keeps its data."""
    text, here = page.text, page.url.partition("#")[0].partition("?")[0]
    if "tribe-events" in text or "/wp-json/tribe/" in text:
        yield urljoin(here, "/wp-json/tribe/events/v1/events")
        yield f"{here}?ical=1"
    if "squarespace" in text.lower():
        yield f"{here}?format=json"


def _usual(url: str, tried: Sequence[str]) -> list[str]:
    """Addresses at which feeds usually are, beside a page that names none."""
    here = url.partition("#")[0].partition("?")[0]
    made = [here + ending if ending[0] == "?" else urljoin(here, ending) for ending in _ENDINGS]
    known = {canonical(one) for one in (url, *tried)}
    return [one for one in made if canonical(one) not in known]


def _distinct(findings: Sequence[Finding]) -> Iterator[Finding]:
    seen: set[str] = set()
    for one in findings:
        if canonical(one.url) not in seen:
            seen.add(canonical(one.url))
            yield one


def _name(page: Page) -> str:
    if page.kind == "html" and page.site_name:
        return page.site_name
    return site(page.url) if urlsplit(page.url).netloc else page.url.rpartition("/")[2]


def row(detection: Detection, finding: Finding, taken: Sequence[str] = ()) -> dict[str, str]:
    """The ``[[source]]`` row for one finding; its id is none of ``taken``."""
    made = {
        "id": _free(detection.name, taken),
        "url": public(finding.url) or finding.url,
        "partner": detection.name,
    }
    return made | ({"language": detection.language} if detection.language else {})


def _free(name: str, taken: Sequence[str]) -> str:
    """A short id that people recognise and no other row has."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:40].strip("-") or "source"
    known = set(taken)
    return next(one for one in (words, *(f"{words}-{n}" for n in range(2, 10_000))) if one not in known)
