"""Where we may go: which URLs may be asked for, and which addresses a name may stand for.

Judges only; opening the connection is left to ``door``, which connects to nothing that is not pinned
here.  Texts of addresses are never trusted: a name is resolved and each address it gives is judged.
Sources: RFC 6890 (special addresses), RFC 4291 §2.5.5 (mapped), RFC 3056 (6to4), RFC 6052 (NAT64).
"""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

import httpx

from bba_events import address
from bba_events.errors import FetchError
from bba_events.fetch.settings import Settings

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Gives the addresses (as texts) of a host name; raises OSError when there are none."""

LONGEST = 8_000
"""A URL longer than this is refused before it is parsed."""

_PORTS = {"http": 80, "https": 443}
_SHAPE = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?://([^/?#]*))?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)")
_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that may be asked for, its host in canonical form, without a fragment."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def site(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{shown}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")


class Guard:
    """Admits targets and remembers, for one run, which addresses each host was found to have."""

    def __init__(self, settings: Settings, resolver: Resolver | None = None) -> None:
        self._settings = settings
        self._resolver = resolver or resolve
        self.pinned: dict[str, tuple[str, ...]] = {}
        """Host to its checked addresses: the only ones that are ever connected to."""

    async def admit(self, url: str) -> Target:
        """The target of a URL whose addresses were all found fit; raises FetchError otherwise."""
        target = read_target(url, self._settings)
        if target.host not in self.pinned:
            found = await self._addresses(target)
            for one in found:
                self._judge(target, one)
            self.pinned[target.host] = tuple(found)
        return target

    async def _addresses(self, target: Target) -> Sequence[str]:
        literal = read_literal(target.host)
        if literal:
            return [str(literal)]
        try:
            found = await self._resolver(target.host, target.port)
        except (OSError, UnicodeError) as fault:
            raise FetchError(
                f"{target.url}: the name {target.host} has no address ({fault}); check the spelling, "
                "or whether the site still exists"
            ) from fault
        if not found:
            raise FetchError(f"{target.url}: the name {target.host} has no address; check the spelling")
        return found

    def _judge(self, target: Target, found: str) -> None:
        if not may_connect(found, self._settings.allow_private):
            raise FetchError(
                f"{target.url}: refused, {target.host} stands for {found}, which is not an address of the "
                "public internet; set allow_private = true if this is meant"
            )


async def resolve(host: str, port: int) -> Sequence[str]:
    """The system's own answer to which addresses a host has."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def read_target(url: str, settings: Settings) -> Target:
    """Take a URL apart and refuse what is malformed, of another scheme, or at another port."""
    text = url.strip()
    shape = _SHAPE.match(text)
    scheme = shape[1].lower() if shape else ""
    if shape and scheme not in _PORTS:
        raise FetchError(f"{shown(url)}: refused, only http and https are fetched, not {scheme}")
    authority = shape[2] if shape else None
    if not authority or len(text) > LONGEST or _CONTROL.search(text) or re.search(r"[\\\s%]", authority):
        raise FetchError(f"{shown(url)}: refused as malformed; a URL looks like https://host/path")
    if "@" in authority:
        raise FetchError(f"{shown(url)}: refused, a URL with a user name or password in it is not fetched")
    try:
        target = _put_together(text, scheme)
    except (ValueError, httpx.InvalidURL) as fault:
        raise FetchError(f"{shown(url)}: refused as malformed ({fault})") from fault
    if target.port not in settings.ports and not settings.allow_private:
        raise FetchError(
            f"{shown(url)}: refused, port {target.port} is not one of "
            f"{', '.join(map(str, settings.ports))}; set allow_private = true if this is meant"
        )
    return target


def _put_together(text: str, scheme: str) -> Target:
    """Canonical host, no fragment; ValueError when two parsers disagree on where the URL leads."""
    parts = urlsplit(text)
    host = address.host(text)
    literal = read_literal(host)
    if not literal and (not _NAME.fullmatch(host) or len(host) > 253):
        raise ValueError(f"{host[:80]!r} is no host name")
    port = _PORTS[scheme] if parts.port is None else parts.port
    bare = Target("", scheme, str(literal or host), port)
    rest = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    made = httpx.URL(bare.site + rest)
    if (
        made.raw_host.decode() != bare.host
        or (made.port or _PORTS[scheme]) != port
        or made.userinfo
        or not port
    ):
        raise ValueError("it can be read in two ways")
    return Target(str(made), scheme, bare.host, port)


def read_literal(host: str) -> IPv4Address | IPv6Address | None:
    """The address a host spells out, in any of the ways old C libraries read (127.1, 0x7f.1); or None.

    Raises ValueError when it ends in a number and yet is no address (WHATWG URL §3.5).
    """
    if ":" in host:
        return IPv6Address(host)
    if not _NUMBER.fullmatch(host.rpartition(".")[2]):
        return None
    try:
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        raise ValueError(f"{host[:80]!r} ends in a number and is no address") from None


def may_connect(text: str, allow_private: bool = False) -> bool:
    """Whether an address may be connected to; link-local (cloud metadata) and multicast never."""
    found = _unwrap(ip_address(text.partition("%")[0]))
    if found.is_multicast or found.is_link_local:
        return False
    return allow_private or is_public(found)


def is_public(found: IPv4Address | IPv6Address) -> bool:
    """Whether an unwrapped address belongs to the public internet."""
    if isinstance(found, IPv6Address) and found not in _UNICAST:
        return False
    return found.is_global and not found.is_multicast


def _unwrap(found: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address inside an IPv4-mapped, 6to4 or NAT64 one; others as they are."""
    if isinstance(found, IPv4Address):
        return found
    if found in _NAT64:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return found.ipv4_mapped or found.sixtofour or found


def shown(url: str) -> str:
    """A URL fit for a message: one short line of printable characters, without what may be a password."""
    line = re.sub(r"//[^/?#]*@", "//…@", url)
    kept = line if len(line) <= 200 else line[:200] + "…"
    return "".join(char if char.isprintable() else "\ufffd" for char in kept)
