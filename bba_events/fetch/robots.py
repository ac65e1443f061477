"""What a site lets us read: robots.txt by RFC 9309.

protego knows the rules of matching; this module knows what a missing, broken or odd robots.txt means,
and hands protego no more than the groups that speak to us.  Asking for the file is left to ``client``.
"""

from __future__ import annotations

import asyncio
import codecs
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from protego import Protego

from bba_events.errors import FetchError
from bba_events.fetch.guard import Target
from bba_events.fetch.settings import PRODUCT

_AGENT = re.compile(r"\s*user[- ]?agent\s*:?\s*(?P<name>[^#]*)", re.IGNORECASE)
_OURS = re.compile(rf"{PRODUCT}(/.*)?", re.IGNORECASE)
_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


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

    def __init__(self, ask: Callable[[str], Awaitable[bytes]]) -> None:
        """``ask`` fetches a robots.txt by URL; FetchError when it cannot, with the status if there is one."""
        self._ask = ask
        self._known: dict[str, Rules] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def rules(self, target: Target) -> Rules:
        """The rules of the target's site."""
        async with self._locks[target.site]:
            if target.site not in self._known:
                self._known[target.site] = await self._read(target)
            return self._known[target.site]

    async def _read(self, target: Target) -> Rules:
        try:
            return parse(await self._ask(f"{target.site}/robots.txt"))
        except FetchError as fault:
            if 400 <= fault.status < 500 and fault.status != 429:
                return parse(b"")  # RFC 9309 §2.3.1.3: unavailable means no rules
            return Rules(Protego(), closed=f"its robots.txt could not be read ({fault})")  # §2.3.1.4


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
