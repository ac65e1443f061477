"""One source of a run: its pages fetched, read and made into events.

Knows the order of things for one source: conditional requests, further pages, detail pages, the
reference day of words.  Which sources run, and whether a sudden drop is believed, is left to
``pipeline``; nothing of a page is kept before ``keep`` is called, so that a page that could not be
read never stands in for one that could.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bba_events import __version__, reading, scrapers
from bba_events.address import canonical, site
from bba_events.config import Source
from bba_events.errors import FetchError, ReadError
from bba_events.event import Event
from bba_events.fetch import Client, Response
from bba_events.overlay import overlay
from bba_events.page import Page, make_page
from bba_events.reading import Found, Reading
from bba_events.store import CachedPage, LastGood, Store


@dataclass(frozen=True, slots=True)
class Harvest:
    """What a source gave in this run."""

    events: tuple[Event, ...]
    pages: tuple[CachedPage, ...] = ()
    """Responses to keep, those of the list first."""
    listed: tuple[str, ...] = ()
    """Addresses of the list's pages."""
    unchanged: bool = False
    """Nothing new was sent and nothing of ours changed: the events are the last good ones."""
    unread: int = 0
    notes: tuple[str, ...] = ()


def fingerprint(source: Source) -> str:
    """Changes with the package version, the scraper's code or the row: then pages are read again."""
    module = inspect.getmodule(scrapers.load(source.scraper)) if source.scraper else None
    code = inspect.getsource(module) if module else ""
    return hashlib.sha256(repr((__version__, code, source)).encode()).hexdigest()[:16]


class Harvester:
    """Harvests one source once."""

    def __init__(self, source: Source, *, client: Client, store: Store, today: date) -> None:
        self._source = source
        self._client = client
        self._store = store
        self._today = today
        self._mark = fingerprint(source)
        self._responses: dict[str, Response] = {}
        self._kept: dict[str, CachedPage] = {}
        self._notes: list[str] = []
        self._unread = 0

    async def harvest(self) -> Harvest:
        """Fetch and read; raises SourceError when the source gave nothing that can be used."""
        good = self._store.last_good(self._source.id)
        if good and good.fingerprint == self._mark and await self._nothing_new(good):
            return Harvest(good.events, listed=good.pages, unchanged=True, notes=tuple(self._notes))
        return await self._read_all()

    async def _nothing_new(self, good: LastGood) -> bool:
        """Whether every page of the list is as it was when it was last read."""
        for url in good.pages or (self._source.url,):
            if not (await self._get(url)).not_modified:
                return False
        return True

    async def _read_all(self) -> Harvest:
        """Walk the list's pages, at most ``max_pages``, and the pages of its events."""
        waiting, listed, events = [self._source.url], list[str](), list[Event]()
        seen = {canonical(self._source.url)}
        while waiting and len(listed) < self._source.max_pages:
            url = waiting.pop(0)
            listed.append(url)
            found = await self._read(url, await self._get(url))
            events += [await self._with_detail(one) for one in found.found]
            self._tell(found)
            waiting += _unseen(found.more, seen, self._source.url)
        if waiting:
            self._notes.append(f"more than {self._source.max_pages} pages; raise max_pages to read the rest")
        if len(events) > self._source.max_events:
            self._notes.append(
                f"{len(events)} events, the first {self._source.max_events} kept; see max_events"
            )
        return Harvest(
            tuple(events[: self._source.max_events]), tuple(self._kept.values()), tuple(listed),
            unread=self._unread, notes=tuple(dict.fromkeys(self._notes)),
        )  # fmt: skip

    def _tell(self, found: Reading) -> None:
        """Put into words what was not read and what announces nothing."""
        self._unread += len(found.refused)
        self._notes += found.refused[:5]
        self._notes += [found.blind] if found.blind else []
        if not found.found and found.past:
            newest = max(event.span.last or date.min for event in found.past)
            self._notes.append(f"no upcoming edition: the newest date on the page is {newest.isoformat()}")
        elif not found.found and not found.refused:
            self._notes.append("the page announces nothing")

    async def _get(self, url: str) -> Response:
        """One conditional request for an address in a run."""
        if url not in self._responses:
            cached = self._store.page(self._source.id, url)
            response = await self._client.get(url, cached.headers if cached else {})
            self._responses[url] = response
            self._notes += response.notes
        return self._responses[url]

    async def _read(self, url: str, response: Response, mark: str = "") -> Reading:
        """Read a response, or what was kept of it when nothing new was sent."""
        cached = self._store.page(self._source.id, url) if response.not_modified else None
        if response.not_modified and cached is None:
            raise FetchError(f"{url}: answered 'not modified' though nothing of it is kept; try again later")
        kept = cached or CachedPage(
            url, response.url, response.status, response.headers, response.body, response.fetched_on
        )
        found = self._facts(make_page(kept.url, kept.body, kept.headers), kept.fetched_on, detail=bool(mark))
        self._kept[url] = replace(kept, fingerprint=mark or self._mark)
        return found

    def _facts(self, page: Page, fetched_on: date, *, detail: bool) -> Reading:
        """The events of a page; words keep the reference day on which they were first seen there."""
        seen_on = min(fetched_on, self._today)

        def reference_of(words: str) -> date:
            return self._store.first_seen(self._source.id, page.url, words, seen_on)

        return reading.read(
            page, source=self._source, today=self._today, reference_of=reference_of, detail=detail
        )

    async def _with_detail(self, found: Found) -> Event:
        """The event with the facts of its own page, opened only when the list's words are new or changed."""
        if not found.detail or canonical(found.detail) == canonical(found.event.page):
            return found.event
        mark = hashlib.sha256(repr((self._mark, found.event)).encode()).hexdigest()[:16]
        try:
            told = await self._detail(found.detail, mark)
        except (FetchError, ReadError) as fault:
            self._unread += 1
            self._notes.append(f"detail page not read: {fault}")
            return found.event
        return overlay(found.event, told.events)

    async def _detail(self, url: str, mark: str) -> Reading:
        cached = self._store.page(self._source.id, url)
        if cached and cached.fingerprint == mark:
            return self._again(cached)
        try:
            return await self._read(url, await self._get(url), mark)
        except (FetchError, ReadError):
            if cached is None:
                raise
            return self._again(cached)

    def _again(self, cached: CachedPage) -> Reading:
        """Read what was kept, with its own reference day."""
        page = make_page(cached.url, cached.body, cached.headers)
        return self._facts(page, cached.fetched_on, detail=True)


def _unseen(urls: Iterable[str], seen: set[str], start: str) -> list[str]:
    """The addresses not asked for yet, of the same site only."""
    fresh = []
    for url in urls:
        if canonical(url) not in seen and site(url) == site(start):
            seen.add(canonical(url))
            fresh.append(url)
    return fresh
