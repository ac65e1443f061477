"""What a site lets us read: robots.txt by RFC 9309.

protego knows the rules of matching; this module knows what a missing, broken or odd robots.txt means,
for how long the one of an earlier run stands in, and hands protego no more than the groups that speak
to us.  Asking for the file is left to ``client``, keeping it between runs to whoever gives the book.
"""

from __future__ import annotations

import asyncio
import codecs
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Protocol

from protego import Protego

from bba_events.errors import FetchError
from bba_events.fetch.guard import Target
from bba_events.fetch.settings import PRODUCT

_AGENT = re.compile(r"\s*user[- ]?agent\s*:?\s*(?P<name>[^#]*)", re.IGNORECASE)
_OURS = re.compile(rf"{PRODUCT}(/.*)?", re.IGNORECASE)
_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

LAST_KNOWN = timedelta(days=30)
"""How long the rules of an earlier run stand in for a robots.txt that cannot be reached (§2.3.1.4, §2.4)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A robots.txt as a site last gave it; an empty body where it had none."""

    body: bytes
    checked: date
    """Last day on which the site said so."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Of that answer; its validators are sent back."""


class Book(Protocol):
    """Remembers what each site said, from one run to the next."""

    def known(self, site: str) -> Kept | None:
        """What the site said last, None when it was never asked."""

    def keep(self, site: str, kept: Kept) -> None:
        """Remember what the site says now."""


class Loose:
    """A book for one run: nothing is known from before, nothing is kept."""

    def known(self, site: str) -> Kept | None:
        """Nothing."""
        return None

    def keep(self, site: str, kept: Kept) -> None:
        """Let go of it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site allows; ``closed`` says why nothing is, "" when the parsed rules decide."""

    parsed: Protego
    closed: str = ""

    def allow(self, url: str) -> bool:
        """Whether we may ask for this URL."""
        return not self.closed and bool(self.parsed.can_fetch(url, PRODUCT))

    @property
    def crawl_delay(self) -> float:
        """Seconds the site wants between two pages; 0 when it does not say."""
        return self.parsed.crawl_delay(PRODUCT) or 0.0


class Robots:
    """Asks each site once a run for its robots.txt and remembers what it said."""

    def __init__(
        self,
        ask: Callable[[str, Mapping[str, str]], Awaitable[Kept | None]],
        *,
        today: date,
        book: Book | None = None,
    ) -> None:
        """``ask`` fetches a robots.txt, on condition that it changed since the answer with these headers.

        It gives None when it did not, and raises FetchError when it cannot, with the status if there is one.
        """
        self._ask = ask
        self._today = today
        self._book = book or Loose()
        self._known: dict[str, Rules] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def rules(self, target: Target) -> Rules:
        """The rules of the target's site."""
        async with self._locks[target.site]:
            if target.site not in self._known:
                self._known[target.site] = await self._read(target.site)
            return self._known[target.site]

    async def _read(self, site: str) -> Rules:
        """As the site says now, else as it said lately."""
        before = self._book.known(site)
        try:
            kept = await self._now(site, before)
        except FetchError as fault:
            if before and self._today - before.checked <= LAST_KNOWN:
                return parse(before.body)
            return Rules(Protego(), closed=f"its robots.txt could not be read ({fault.found})")  # §2.3.1.4
        self._book.keep(site, kept)
        return parse(kept.body)

    async def _now(self, site: str, before: Kept | None) -> Kept:
        """What the site says today; "not modified" means what it said before."""
        try:
            given = await self._ask(f"{site}/robots.txt", before.headers if before else {})
        except FetchError as fault:
            if 400 <= fault.status < 500 and fault.status != 429:
                return Kept(b"", self._today)  # RFC 9309 §2.3.1.3: unavailable means no rules
            raise
        if given is not None:
            return given
        if before is None:
            raise FetchError(f"{site}/robots.txt: answered 'not modified' though nothing of it is kept")
        return replace(before, checked=self._today)


def parse(body: bytes) -> Rules:
    """The rules in a robots.txt, however odd; a page of HTML holds none."""
    return Rules(Protego.parse("\n".join(map(_address_us, _text(body).splitlines()))))


def _text(body: bytes) -> str:
    """UTF-8 unless a byte-order mark says otherwise; what is no character is replaced."""
    for mark, name in _BOMS.items():
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    return body.decode("utf-8", "replace")


def _address_us(line: str) -> str:
    """A ``User-agent`` line for others under one name: exact matching for us, and no cost for thousands."""
    said = _AGENT.match(line)
    name = said["name"].strip() if said else ""
    if not name or name == "*":
        return line
    return f"User-agent: {PRODUCT if _OURS.fullmatch(name) else 'others'}"
