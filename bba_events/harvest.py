"""One source of a run: its pages fetched, read and made into events.

Knows the order of things for one source: conditional requests, further pages, detail pages, the
reference day of words.  Which sources run, and whether a sudden drop is believed, is left to
``pipeline``; nothing of a page is kept before ``keep`` is called, so that a page that could not be
read never stands in for one that could.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bba_events import reading
from bba_events.address import canonical, host, site
from bba_events.config import Source
from bba_events.errors import BbaError, FetchError, ReadError, SourceError
from bba_events.event import Event
from bba_events.fetch import Client, Response
from bba_events.harvested import Harvest, fingerprint
from bba_events.overlay import overlay
from bba_events.page import make_page
from bba_events.reading import Found, Reading
from bba_events.store import CachedPage, LastGood, Store
from bba_events.text import fold

ITS_LIST = ""
"""Where the words of a source's list are remembered: they are the same words on whatever page of it they
stand, and when it moves to another address."""
NEW_AGAIN = timedelta(days=180)
"""Words without a year that come back to a page after so long announce another edition."""
REFUSALS_TOLD = 5


class Harvester:
    """Harvests one source once."""

    def __init__(self, source: Source, *, client: Client, store: Store, today: date) -> None:
        self._source = source
        self._client = client
        self._store = store
        self._today = today
        self._mark = fingerprint(source)
        self._good = store.last_good(source.id)
        self._responses: dict[str, Response] = {}
        self._kept: dict[str, CachedPage] = {}
        self._notes: list[str] = []
        self._unread = 0
        self._blind = ""
        self._opened: list[str] = []
        """For each event's own page the first selector that found nothing there, "" when all did."""
        self._again = False
        self._cut = False
        """Whether a further page failed of which nothing is kept: what stood there is not known."""

    async def harvest(self) -> Harvest:
        """Fetch and read; raises SourceError when the source gave nothing that can be used.

        The one place where any fault of a source, ours too, becomes one that stops only that source.
        """
        self._need_client_id()
        try:
            return await self._harvest()
        except BbaError:
            raise
        except Exception as fault:
            raise SourceError(
                f"{self._source.url}: a fault of ours while reading it, {fault!r}; please report it"
            ) from fault

    async def _harvest(self) -> Harvest:
        good = self._good
        if not (good and good.fingerprint == self._mark and await self._nothing_new(good)):
            return await self._read_all()
        if first := self._store.page(self._source.id, self._source.url):
            self._store.stood_on(self._source.id, ITS_LIST, first.fetched_on, self._today)
        self._tell_past(good.events)
        return Harvest(good.events, listed=good.pages, unchanged=True, notes=tuple(self._notes))

    def _need_client_id(self) -> None:
        variable = self._source.client_id
        if variable and not self._client.knows(host(self._source.url)):
            raise FetchError(
                f"{self._source.url}: needs a client id; put it into the environment variable {variable}"
            )

    async def _nothing_new(self, good: LastGood) -> bool:
        """Whether every page of the list is as it was when it was last read."""
        for url in good.pages or (self._source.url,):
            try:
                if not (await self._get(url)).not_modified:
                    return False
            except FetchError:
                if url == self._source.url:
                    raise
                return False  # a further page that fails is stood in for where all are read
        return True

    async def _read_all(self) -> Harvest:
        """Walk the list's pages, at most ``max_pages``, and the pages of its events."""
        waiting, listed, events, told = [self._source.url], list[str](), list[Event](), 0
        seen = {canonical(self._source.url)}
        while waiting and len(listed) < self._source.max_pages:
            url = waiting.pop(0)
            listed.append(url)
            found, home = await self._listed(url)
            if found is None:
                continue
            told += len(found.found)
            room = max(self._source.max_events - len(events), 0)  # what is not kept is not asked for either
            events += [await self._with_detail(one) for one in found.found[:room]]
            self._tell(found, first=len(listed) == 1)
            waiting += _unseen(found.more, seen, {site(self._source.url), site(home)})
        events += self._missed(events)
        self._tell_blind()
        if waiting:
            self._notes.append(f"more than {self._source.max_pages} pages; raise max_pages to read the rest")
        if told > self._source.max_events:
            self._notes.append(f"{told} events, the first {self._source.max_events} kept; see max_events")
        return Harvest(
            tuple(events[: self._source.max_events]), tuple(self._kept.values()), tuple(listed),
            unread=self._unread, notes=tuple(dict.fromkeys(self._notes)), blind=self._blind,
            again=self._again,
        )  # fmt: skip

    def _tell_blind(self) -> None:
        """Say which selector finds nothing on any of the events' own pages; on one it may be so."""
        if len(self._opened) > 1 and len(set(self._opened)) == 1 and self._opened[0]:
            self._blind = self._blind or self._opened[0]
            self._notes.append(self._opened[0])

    async def _listed(self, url: str) -> tuple[Reading | None, str]:
        """A page of the list, and where it lies; None for one that failed and of which nothing is kept.

        The first page must answer.  For a further one that fails stands what was kept of it, so that what is
        announced on the others is read all the same.
        """
        try:
            response = await self._get(url)
            return await self._read(url, response), response.url
        except (FetchError, ReadError) as fault:
            if url == self._source.url:
                raise
            self._unread += 1
            self._notes.append(
                f"a further page of the list was not read, what was read there last stands: {fault}"
            )
        cached = self._store.page(self._source.id, url)
        if cached is None:
            self._cut = True
            return None, url
        return self._facts(cached), cached.url

    def _missed(self, events: Sequence[Event]) -> list[Event]:
        """Last good events that may stand on a further page that failed and of which nothing was kept."""
        if not self._cut or self._good is None:
            return []
        told = {(fold(event.title), event.span.start) for event in events}
        links = {canonical(event.url) for event in events if event.url != event.page}
        return [
            event
            for event in self._good.events
            if (fold(event.title), event.span.start) not in told and canonical(event.url) not in links
        ]

    def _tell(self, found: Reading, *, first: bool) -> None:
        """Put into words what was not read and what announces nothing."""
        self._unread += len(found.refused)
        self._notes += (*found.refused[:5], *found.notes[:5])
        if first and found.blind:
            self._blind = found.blind
            self._notes.append(found.blind)
        if not found.found and found.past:
            self._tell_past(found.past)
        elif not found.found and not found.refused:
            self._notes.append("the page announces nothing")

    def _tell_past(self, events: Sequence[Event]) -> None:
        """Say so when all that is left is over."""
        newest = max((event.span.last or date.max for event in events), default=date.max)
        if newest < self._today:
            self._notes.append(f"no upcoming edition: the newest date on the page is {newest.isoformat()}")

    async def _get(self, url: str, *, own: bool = False) -> Response:
        """One conditional request for an address in a run; no row names an event's ``own`` page."""
        if url not in self._responses:
            cached = self._store.page(self._source.id, url)
            response = await self._client.get(url, cached.headers if cached else {})
            self._responses[url] = response
            self._notes += () if own else response.notes
        return self._responses[url]

    async def _read(
        self, url: str, response: Response, mark: str = "", listed: Event | None = None
    ) -> Reading:
        """Read a response, or what was kept of it when nothing new was sent."""
        cached = self._store.page(self._source.id, url) if response.not_modified else None
        if response.not_modified and cached is None:
            raise FetchError(f"{url}: answered 'not modified' though nothing of it is kept; try again later")
        kept = cached or CachedPage(
            url, response.url, response.status, response.headers, response.body, response.fetched_on
        )
        found = self._facts(kept, listed)
        self._kept[url] = replace(kept, fingerprint=mark or self._mark)
        return found

    def _facts(self, kept: CachedPage, listed: Event | None = None) -> Reading:
        """The events of a page; words keep the reference day on which they were first seen there."""
        place, seen_on = kept.requested if listed else ITS_LIST, self._seen_on(kept.fetched_on)
        before = self._store.page(self._source.id, kept.requested if listed else self._source.url)
        left_before = min(before.fetched_on, self._today - NEW_AGAIN) if before else None

        def reference_of(words: str) -> date:
            return self._store.first_seen(
                self._source.id,
                place,
                words,
                seen_on,
                today=max(seen_on, self._today),
                left_before=left_before,
            )

        page = make_page(kept.url, kept.body, kept.headers)
        return reading.read(
            page, source=self._source, today=self._today, reference_of=reference_of, listed=listed
        )

    def _seen_on(self, fetched_on: date) -> date:
        """The reference day of new words; a clock that was set back dates nothing before the last run."""
        day = min(fetched_on, self._today)
        live = not self._store.replayed
        return max(day, self._good.day) if live and self._good and self._good.day > self._today else day

    async def _with_detail(self, found: Found) -> Event:
        """The event with the facts of its own page, opened only when the list's words are new or changed."""
        if not found.detail or canonical(found.detail) == canonical(found.event.page):
            return found.event
        mark = hashlib.sha256(repr((self._mark, found.event)).encode()).hexdigest()[:16]
        try:
            told = await self._detail(found.detail, mark, found.event)
        except (FetchError, ReadError) as fault:
            self._unread += 1
            self._notes.append(self._told_of(fault))
            return found.event
        self._opened.append(told.blind)
        return overlay(found.event, told.events)

    def _told_of(self, fault: FetchError | ReadError) -> str:
        """What is told of an event's own page that failed; no title, as the event may be suppressed."""
        for_good = isinstance(fault, FetchError) and fault.status in {404, 410}
        self._again = self._again or not for_good
        again = "the next run tries again; if it stays so, look at that page in a browser"
        advice = "tell the partner that its list leads nowhere" if for_good else again
        return f"an event's own page was not read, what its list says stands: {fault.found}; {advice}"

    async def _detail(self, url: str, mark: str, listed: Event) -> Reading:
        cached = self._store.page(self._source.id, url)
        if cached and cached.fingerprint == mark:
            return self._facts(cached, listed)
        try:
            return await self._read(url, await self._get(url, own=True), mark, listed)
        except (FetchError, ReadError):
            if cached is None:
                raise
            return self._facts(cached, listed)


def _unseen(urls: Iterable[str], seen: set[str], sites: Collection[str]) -> list[str]:
    """The addresses not asked for yet, of the source's own site or where it moved to."""
    fresh = []
    for url in urls:
        if canonical(url) not in seen and site(url) in sites:
            seen.add(canonical(url))
            fresh.append(url)
    return fresh
