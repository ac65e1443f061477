"""Stands in for what a fetch test must not touch: names, other people's addresses, chance, the day."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import httpcore
import httpx
import pytest

from bba_events.fetch import Client, Response, Settings
from bba_events.fetch import client as client_of_fetch
from bba_events.fetch.door import connect
from bba_events.fetch.exchange import Budget
from bba_events.fetch.replay import PUBLIC, StillClock

T = TypeVar("T")
SOON = 0.5
DAY = date(2026, 11, 23)
PUBLIC_HOST = Settings(contact="webmaster@example.org")
"""As in a live run: only public addresses, ports 80 and 443."""
LOOPBACK = Settings(contact="webmaster@example.org", delay=0, allow_private=True)
"""For a server of our own on this machine."""


def impatient(monkeypatch: pytest.MonkeyPatch, *hanging: str) -> None:
    """Pages whose addresses end so are given up after ``SOON``; all others get the time a busy machine needs."""

    class Impatient(Budget):
        async def spend(self, url: str, job: Awaitable[T]) -> T:
            if url.endswith(hanging):
                self._whole = self._left = SOON
            return await super().spend(url, job)

    monkeypatch.setattr(client_of_fetch, "Budget", Impatient)


def names(**known: Sequence[str]) -> Callable[[str, int], Coroutine[Any, Any, Sequence[str]]]:
    """A resolver that knows a few names (dots written as underscores), and PUBLIC for all others."""

    async def resolver(host: str, port: int) -> Sequence[str]:
        return known.get(host.replace(".", "_"), [PUBLIC])

    return resolver


class Connector:
    """Opens connections to this machine (127.*) only; ``stands_in`` gives a public address a local port.

    Asking for any other address fails the test; no packet is sent.
    """

    def __init__(self, stands_in: Mapping[str, int] | None = None) -> None:
        self.stands_in = dict(stands_in or {})
        self.asked: list[tuple[str, int]] = []

    async def __call__(self, address: str, port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
        self.asked.append((address, port))
        if address in self.stands_in:
            return await connect("127.0.0.1", self.stands_in[address], timeout)
        assert address.startswith("127."), f"a connection to {address} was asked for"
        return await connect(address, port, timeout)


class Site(httpx.MockTransport):
    """Partners in memory: a function of the request; ``asked`` keeps the URLs.

    They have no robots.txt unless ``robots`` says that the function answers for it too.
    """

    def __init__(self, answers: Callable[[httpx.Request], httpx.Response], *, robots: bool = False) -> None:
        self.asked: list[str] = []
        self.requests: list[httpx.Request] = []

        def handler(request: httpx.Request) -> httpx.Response:
            self.asked.append(str(request.url))
            self.requests.append(request)
            if request.url.path == "/robots.txt" and not robots:
                return httpx.Response(404)
            return answers(request)

        super().__init__(handler)

    @property
    def pages(self) -> list[str]:
        """The URLs asked for, robots.txt left out."""
        return [url for url in self.asked if not url.endswith("/robots.txt")]


def client(settings: Settings = PUBLIC_HOST, **given: Any) -> Client:
    """A client for whom time stands still, chance is a half and names are public."""
    given = {"today": DAY, "clock": StillClock(), "random": lambda: 0.5, "resolver": names()} | given
    if "transport" not in given:
        given.setdefault("connector", Connector())
    return Client(settings, **given)


def get(
    url: str, settings: Settings = PUBLIC_HOST, *, validators: Mapping[str, str] | None = None, **given: Any
) -> Response:
    """Fetch one page with a client of its own."""

    async def fetch() -> Response:
        async with client(settings, **given) as one:
            return await one.get(url, validators or {})

    return asyncio.run(fetch())
