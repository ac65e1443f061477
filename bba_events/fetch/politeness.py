"""When we may ask: one request at a time a host, rests between them, and hosts that want none today.

Knows hosts and seconds; what robots.txt says is read by ``robots``, what is asked is up to ``client``.
The clock is handed in, so that a test waits for nothing.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Protocol

from bba_events.errors import FetchError
from bba_events.fetch.settings import Settings

DAY = 86_400.0
"""No server can make us wait longer than this many seconds, nor less than none."""


class Clock(Protocol):
    """Counts seconds and lets them pass; it does not know what day it is."""

    def monotonic(self) -> float:
        """Seconds since some moment; never backwards."""

    async def sleep(self, seconds: float) -> None:
        """Let this many seconds pass."""


class SystemClock:
    """The real one."""

    def monotonic(self) -> float:
        """Seconds of this machine."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Really wait."""
        await asyncio.sleep(seconds)


@dataclass(slots=True)
class Pace:
    """What one host may be asked, and when."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    """No request before this moment."""
    crawl: float = 0.0
    """Crawl-delay of its robots.txt: seconds between two pages."""
    page_at: float = 0.0
    """No page before this moment; robots.txt itself is no page."""
    spent: float = 0.0
    """Seconds this run was busy with the host, waiting included."""
    failures: int = 0
    """Pages in a row that failed although asked for several times."""
    ended: str = ""
    """Why nothing more is asked in this run; "" while asking is fine."""


class Turns:
    """Hands out turns: each host's one at a time, all hosts' together no more than the settings allow."""

    GIVE_UP = 3
    """So many pages failing in a row end a host for this run."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._paces: dict[str, Pace] = {}
        self._connections = asyncio.Semaphore(settings.connections)

    @asynccontextmanager
    async def turn(self, host: str, *, page: bool = True) -> AsyncIterator[None]:
        """Wait until the host may be asked, and hold its turn; FetchError when it wants no more."""
        pace = self._pace(host)
        async with pace.lock:
            await self._wait(host, pace, page)
            async with self._connections:
                began = self._clock.monotonic()
                try:
                    yield
                finally:
                    now = self._clock.monotonic()
                    pace.spent += now - began
                    pace.free_at = max(pace.free_at, now + self._settings.delay)
                    if page:
                        pace.page_at = now + pace.crawl

    async def _wait(self, host: str, pace: Pace, page: bool) -> None:
        if pace.ended:
            raise FetchError(f"{host}: not asked again in this run, {pace.ended}")
        free_at = max(pace.free_at, pace.page_at) if page else pace.free_at
        wait = free_at - self._clock.monotonic()
        if wait > self._settings.patience:
            raise FetchError(
                f"{host}: left for this run, it wants us to wait another {wait:,.0f} seconds; "
                "a later run will try again"
            )
        if pace.spent + wait > self._settings.stay:
            raise FetchError(
                f"{host}: left for this run, it has taken {pace.spent:,.0f} seconds so far; "
                "a later run will go on"
            )
        if wait > 0:
            pace.spent += wait
            await self._clock.sleep(wait)

    def rest(self, host: str, seconds: float) -> None:
        """Ask this host nothing for so many seconds, at most a day."""
        pace = self._pace(host)
        pace.free_at = max(pace.free_at, self._clock.monotonic() + clamp(seconds))

    def slow(self, host: str, crawl_delay: float) -> None:
        """Leave at least this time between two pages of the host, at most a day."""
        pace = self._pace(host)
        pace.crawl = max(pace.crawl, clamp(crawl_delay))

    def end(self, host: str, why: str) -> None:
        """Ask this host nothing more in this run."""
        self._pace(host).ended = why

    def answered(self, host: str) -> None:
        """A page came: failures are counted anew."""
        self._pace(host).failures = 0

    def failed(self, host: str) -> None:
        """A page failed for good; after a few in a row the host is left in peace."""
        pace = self._pace(host)
        pace.failures += 1
        if pace.failures >= self.GIVE_UP:
            pace.ended = f"{pace.failures} of its pages in a row gave no answer"

    def _pace(self, host: str) -> Pace:
        return self._paces.setdefault(host, Pace())


def clamp(seconds: float) -> float:
    """Within nothing and a day."""
    return min(max(seconds, 0.0), DAY)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds a server asks us to stay away (RFC 9110 §10.2.3), within a day; None when it does not say.

    A date is measured against the server's own ``Date``, so that no clock of ours matters.
    """
    value = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[+-]?[0-9]{1,300}", value):
        return clamp(float(value))
    try:
        until, said = parsedate_to_datetime(value), parsedate_to_datetime(headers.get("date", ""))
        return clamp((until - said).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
