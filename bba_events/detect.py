"""How a partner's page can be read: what was found, with counts, and the row to paste; surest first.

Tries the page itself, the feeds it names, the interfaces of the platform it is built with and, when
none of these gives events, the addresses at which feeds usually are.  Opening an address is left to the
caller's ``get``, reading a page to ``reading``.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from bba_events import reading
from bba_events.address import canonical, public, site
from bba_events.config import Source
from bba_events.errors import SourceError
from bba_events.event import Event
from bba_events.page import Page
from bba_events.readers import platforms, proposal
from bba_events.text import fold

Get = Callable[[str], Awaitable[Page]]
"""Opens an address; raises SourceError when it gives no page."""

RANKS = (
    "ical", "platform", "json-ld", "microdata", "rdfa", "h-event", "hcalendar", "rss", "atom",
    "time", "label", "prose",
)  # fmt: skip
"""Readers, the surest first."""

_VISIBLE = frozenset({"time", "label", "prose"})
_FEEDS = ("text/calendar", "application/rss+xml", "application/atom+xml")
_CALENDAR = re.compile(r"\.ics(?:$|\?)|[?&](?:outlook-)?ical=1|^webcal:|[?&]format=ical", re.IGNORECASE)
_ABOUT_COMMENTS = re.compile(r"comments?|commentaires|reacties", re.IGNORECASE)
_ENDINGS = (
    "?ical=1", "/wp-json/tribe/events/v1/events", "/events/?ical=1", "/agenda/?ical=1", "/feed/", "/rss.xml",
)  # fmt: skip
_PAYLOAD = re.compile(r'data-src="([^"<>]{0,300}_payload\.js(?:on)?[^"<>]{0,80})"')
_ODOO = re.compile(r'name="generator"[^>]{0,40}content="Odoo')
_UIT_SEARCH = re.compile(
    r"https://search(?:-test)?\.uitdatabank\.be/(?:events|offers)/?\?[^\s\"'<>\\]{1,500}"
)
_UIT_WIDGET = re.compile(r"(?:projectaanvraag-api|widgets)\.uitdatabank\.be|uitdatabank\.be/widgets/")
_WIDGET = (
    "the page shows UiTdatabank's widget: its events are in Belgium's event database; "
    "docs/adding-a-source.md tells how to read that with a client id of publiq's"
)
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
    select: Mapping[str, str] = field(default_factory=dict)
    """The row's ``[source.select]`` table, where it is read by selectors."""

    def rank(self, most: int) -> tuple[int, int, int, int]:
        """Sorts the surest first: something to come, the surest reader, the most events.

        A calendar of one event beside a list of twenty (``most``) is no way to read the partner.
        """
        sure = min((RANKS.index(way) for way in self.ways if way in RANKS), default=len(RANKS))
        sure = -1 if self.platform in platforms.WHOLE else sure
        few = len(self.events) * 4 < most
        return (0 if self.events else 1, int(few), sure, -len(self.events))


@dataclass(frozen=True, slots=True)
class Detection:
    """Every way that gave events, and words on the addresses that gave none."""

    name: str
    """What the site calls itself."""
    language: str
    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()
    pointed: Finding | None = None
    """The page by selectors, where it lists events in boxes that repeat: a row that holds longer."""

    @property
    def ways(self) -> tuple[Finding, ...]:
        """All findings, that by selectors last."""
        return (*self.findings, self.pointed) if self.pointed else self.findings


async def detect(page: Page, get: Get | None, *, today: date) -> Detection:
    """Ways to read what ``page`` announces; ``get`` None means: look at the page only."""
    notes = [_WIDGET] if _UIT_WIDGET.search(page.text) else list[str]()
    found = _finding(page, today, notes)
    findings = [found] if found else []
    if get is not None:
        named = list(_named(page))
        findings += await _tried(named, get, today, notes)
        if not any(one.events for one in findings):
            findings += await _tried(_usual(page.url, named), get, today, notes)
    most = max((len(one.events) for one in findings), default=0)
    ordered = sorted(_distinct(findings), key=lambda one: one.rank(most))
    pointed = _pointed(page, found, today) if found else None
    language = page.language if page.kind == "html" else ""  # the names of fields are in no one's language
    return Detection(_name(page), language, tuple(ordered), tuple(notes), pointed)


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


def _pointed(page: Page, found: Finding, today: date) -> Finding | None:
    """The same page read by selectors, where only its visible words tell what repeats."""
    if page.kind != "html" or not _VISIBLE.issuperset(found.ways):
        return None
    select = proposal.propose(page, [event.title for event in found.events])
    if not select:
        return None
    row = Source(id="page", url=page.url, partner="", select=select)
    made = reading.read(page, source=row, today=today, reference_of=lambda words: today)
    named = {fold(event.title) for event in made.events}
    if sum(fold(event.title) in named for event in found.events) * 2 <= len(found.events):
        return None
    events = tuple(sorted(made.events, key=lambda event: event.span.first or date.max))
    return Finding(page.url, {"selectors": len(events)}, events, len(made.past), select=select)


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
    api = _wordpress(page)
    made_so = "tribe-events" in text or "/wp-json/tribe/" in text
    if api or made_so:
        yield urljoin(api or urljoin(here, "/wp-json/"), "tribe/events/v1/events")
    if made_so:
        yield f"{here}?ical=1"
    if "squarespace" in text.lower():
        yield f"{here}?format=json"
    if found := _PAYLOAD.search(text):
        yield page.link(html.unescape(found[1]))
    if _ODOO.search(text) and "o_wevent" not in text:
        yield urljoin(here, "/event")
    yield from (_embedded(html.unescape(found[0])) for found in islice(_UIT_SEARCH.finditer(text), 2))


def _wordpress(page: Page) -> str:
    """Where WordPress says that its interface lies, "" where a page says nothing of it."""
    links = page.tree.iter("link") if page.kind == "html" else ()
    found = (link.get("href") for link in links if "https://api.w.org/" in (link.get("rel") or "").split())
    return next((f"{page.link(href).rstrip('/')}/" for href in found if page.link(href)), "")


def _embedded(url: str) -> str:
    """UiTdatabank's search with whole events in its answer."""
    return url if "embed=" in url else f"{url}{'&' if '?' in url else '?'}embed=true"


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


def row(detection: Detection, finding: Finding, taken: Sequence[str] = ()) -> dict[str, Any]:
    """The ``[[source]]`` row for one finding; its id is none of ``taken``."""
    made: dict[str, Any] = {
        "id": _free(detection.name, taken),
        "url": public(finding.url) or finding.url,
        "partner": detection.name,
    }
    made |= {"language": detection.language} if detection.language else {}
    return made | ({"select": dict(finding.select)} if finding.select else {})


def _free(name: str, taken: Sequence[str]) -> str:
    """A short id that people recognise and no other row has."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:40].strip("-") or "source"
    known = set(taken)
    return next(one for one in (words, *(f"{words}-{n}" for n in range(2, 10_000))) if one not in known)
