"""A page for a URL: redirects followed by hand, politely, a few tries, conditional when we know it.

Each hop is judged by ``guard`` and by the site's robots.txt, waits for its host's turn and is read by
``exchange``.  What a page says, and what stands in for one that fails, is left to others.
"""

from __future__ import annotations

import random as chance
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from types import MappingProxyType
from typing import Protocol, Self
from urllib.parse import urljoin

import httpx

from bba_events import address
from bba_events.errors import FetchError
from bba_events.fetch.door import Connector, PinnedTransport, connect
from bba_events.fetch.exchange import Budget, TooSlow, TryAgain, exchange
from bba_events.fetch.guard import Guard, Resolver, Target, read_target, shown
from bba_events.fetch.memory import Memory
from bba_events.fetch.politeness import Clock, SystemClock, Turns, retry_after
from bba_events.fetch.proxy import through
from bba_events.fetch.response import Answer, Response
from bba_events.fetch.robots import Book, Kept, Robots
from bba_events.fetch.settings import Settings

LONGEST_VALIDATOR = 1_000
"""An ETag longer than this is not sent back."""

_CONDITIONS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}
_NONE: Mapping[str, str] = MappingProxyType({})


class Recorder(Protocol):
    """Keeps answers for later; see ``record``."""

    def keep(self, answer: Answer, today: date) -> None:
        """Store one answer, that of a redirect and of a robots.txt as well."""


class Client:
    """Fetches pages; used as ``async with Client(...) as client``. One for each run: it remembers hosts."""

    def __init__(  # noqa: PLR0913 - all that a test or a run may put in the place of the world
        self,
        settings: Settings,
        *,
        today: date,
        transport: httpx.AsyncBaseTransport | None = None,
        resolver: Resolver | None = None,
        connector: Connector = connect,
        clock: Clock | None = None,
        random: Callable[[], float] = chance.random,
        recorder: Recorder | None = None,
        book: Book | None = None,
    ) -> None:
        """``today`` is what ``fetched_on`` says; ``book`` knows each site's robots.txt from earlier runs.

        The others replace the network, its names and its time.
        """
        self._settings = settings
        self._today = today
        self._guard = Guard(settings, resolver)
        reach = through(settings.proxy, connector) if settings.proxy else connector
        self._transport = transport or PinnedTransport(settings, self._guard.pinned, reach)
        self._memory = Memory()
        self._turns = Turns(settings, clock or SystemClock())
        self._robots = Robots(self._ask_robots, today=today, book=book)
        self._random = random
        self._recorder = recorder

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._transport.aclose()

    async def get(self, url: str, validators: Mapping[str, str] = _NONE) -> Response:
        """Fetch a page; ``validators`` are the headers of the answer we have, sent back as received.

        A page that came in this run, or failed in it, is not asked for again.  Raises FetchError, with
        ``status`` when a server answered with one that is no page.
        """
        conditions = _conditions(validators)
        wanted = read_target(url, self._settings).url
        response = await self._memory.once(wanted, conditions, lambda: self._fetch(url, conditions))
        return replace(response, requested=url)

    async def _fetch(self, url: str, conditions: Mapping[str, str]) -> Response:
        answer, notes = await self._insist(url, conditions, page=True)
        return Response(
            requested=url,
            url=answer.url,
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            fetched_on=answer.fetched_on or self._today,
            not_modified=answer.status == 304,
            notes=notes,
        )

    def knows(self, host: str) -> bool:
        """Whether there is a client id for a host."""
        return host in self._settings.client_ids

    async def _ask_robots(self, url: str, known: Mapping[str, str]) -> Kept | None:
        """The robots.txt there, None when it is the one that came with the headers ``known``."""
        answer, _ = await self._insist(url, _conditions(known), page=False)
        if answer.status == 304:
            return None
        whole = len(answer.body) < self._settings.robots
        # half a line may forbid more than the whole one
        body = answer.body if whole else answer.body.rpartition(b"\n")[0]
        return Kept(body, self._today, answer.headers)

    async def _insist(
        self, url: str, conditions: Mapping[str, str], *, page: bool
    ) -> tuple[Answer, tuple[str, ...]]:
        """Walk to the page, several times if need be, the host resting longer after each failure."""
        for tried in range(1, self._settings.tries + 1):
            try:
                return await self._walk(url, conditions, page)
            except TryAgain as fault:
                pause = 2 ** (tried - 1) * (1 + self._random()) / 2
                self._turns.rest(fault.host, pause if fault.after is None else fault.after)
                last = fault
        self._turns.failed(last.host)
        raise FetchError(
            f"{last}; asked {self._settings.tries} times", status=last.status, advice="run again later"
        ) from last

    async def _walk(
        self, url: str, conditions: Mapping[str, str], page: bool
    ) -> tuple[Answer, tuple[str, ...]]:
        """Follow redirects by hand, each hop judged anew, until something else comes."""
        budget, at = Budget(self._settings.deadline), url
        notes: list[str] = []
        for _ in range(self._settings.redirects + 1):
            target = await budget.spend(at, self._guard.admit(at))
            if page:
                await self._obey_robots(target)
            answer = await self._ask(target, conditions, budget, page)
            if answer.status not in _REDIRECTS:
                return self._judge(answer, target, asked_for_changes=bool(conditions)), tuple(notes)
            at, note = _next(answer)
            notes += note
        raise FetchError(
            f"{url}: more than {self._settings.redirects} redirects, the last one to {shown(at)}"
        )

    async def _obey_robots(self, target: Target) -> None:
        rules = await self._robots.rules(target)
        if not rules.allow(target.url):
            why = rules.closed or "its robots.txt asks us not to read this page"
            advice = "ask the partner, or take the source out"
            if rules.closed:  # who is down for a day is not to be taken out
                advice = "run again later, ask the partner if it stays so"
            raise FetchError(f"{target.url}: not fetched, {why}", advice=advice)
        self._turns.slow(target.host, rules.crawl_delay)

    async def _ask(self, target: Target, conditions: Mapping[str, str], budget: Budget, page: bool) -> Answer:
        """One request, when its host's turn comes."""
        headers = {
            "User-Agent": self._settings.user_agent,
            "Accept": "text/html, text/calendar, application/json, application/xml;q=0.9, */*;q=0.8",
            "Accept-Encoding": "gzip",
            **conditions,
        }
        if page and (client_id := self._settings.client_ids.get(target.host)):
            headers["X-Client-Id"] = client_id
        try:
            async with self._turns.turn(target.host, page=page):
                job = exchange(self._transport, target, headers, self._settings, start_only=not page)
                answer = await budget.spend(target.url, job)
        except TooSlow:
            self._turns.failed(target.host)
            raise
        if self._recorder:
            self._recorder.keep(answer, self._today)
        return answer

    def _judge(self, answer: Answer, target: Target, *, asked_for_changes: bool) -> Answer:
        """The answer when it is one; TryAgain when the server may come round, FetchError when not."""
        status = answer.status
        if status in {200, 203} or (status == 304 and asked_for_changes):
            self._turns.answered(target.host)
            return answer
        said, advice = f"{target.url}: answered {status} {_phrase(status)}".rstrip(), ""
        if status == 304:
            said += ", which we did not ask for; we have no copy that it could mean"
        if status >= 500:
            raise TryAgain(said, host=target.host, status=status, after=retry_after(answer.headers))
        if status == 429:
            self._turns.end(target.host, "it answered 429 Too Many Requests")
            said += "; nothing more is asked of it in this run"
        elif status in {401, 403}:
            said += f" to {self._settings.user_agent!r}"
            advice = "ask the partner to let us in"
        elif status in {404, 410}:
            advice = "look for the page's new address and change the row's url"
        raise FetchError(said, status=status, advice=advice)


def _next(answer: Answer) -> tuple[str, list[str]]:
    """Where a redirect leads, and what a maintainer should hear of it."""
    if not answer.headers.get("location", "").strip():
        raise FetchError(f"{answer.url}: redirects without saying where to", status=answer.status)
    try:
        to = urljoin(answer.url, answer.headers["location"].strip())
        moved = address.site(to) != address.site(answer.url)
    except ValueError as fault:
        raise FetchError(f"{answer.url}: redirects to a malformed URL ({fault})") from fault
    if answer.url.startswith("https:") and to.lower().startswith("http:"):
        raise FetchError(f"{answer.url}: redirects from https to http, {shown(to)}; not followed")
    if answer.status in _FOR_GOOD:
        return to, [f"{answer.url} moved for good to {shown(to)}; change the row's url"]
    return to, [f"{answer.url} was answered by another site, {shown(to)}"] if moved else []


def _conditions(validators: Mapping[str, str]) -> dict[str, str]:
    """The request headers that ask whether a page changed (RFC 9110 §13.1)."""
    given = {name.lower(): value for name, value in validators.items() if _is_fit(value)}
    return {header: given[name] for name, header in _CONDITIONS.items() if name in given}


def _is_fit(validator: str) -> bool:
    """Whether a validator can be sent back as received."""
    return 0 < len(validator) <= LONGEST_VALIDATOR and validator.isascii() and validator.isprintable()


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
