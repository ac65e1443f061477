"""How the network may be used in one run; ``pipeline`` fills it from the ``[calendar]`` section.

Sizes are bytes, times are seconds.  The defaults are promises made in docs/politeness.md and
docs/security.md; change them there too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bba_events import __version__

PRODUCT = "bba-events"
"""The name a webmaster writes after ``User-agent:`` in robots.txt."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What one ``Client`` may do and how long it may wait."""

    contact: str
    """Mail or web address for the webmaster who wants us to stop; part of the User-Agent."""
    delay: float = 1.0
    """Least time between the end of one request to a host and the start of the next."""
    connections: int = 20
    """Most requests under way at one time, over all hosts; one host never has more than one."""
    tries: int = 3
    """How often a page is asked for when the answer is a transport fault or a 5xx."""
    deadline: float = 30.0
    """Wall clock for one page, its redirects included; waiting for our turn is not counted."""
    connect: float = 10.0
    """Longest wait for one connection to be made."""
    patience: float = 600.0
    """A host that wants us to wait longer than this (Retry-After, Crawl-delay) is left for this run."""
    stay: float = 3_600.0
    """Longest a run is busy with one host, pauses included; its other pages are left for the next run."""
    redirects: int = 5
    wire: int = 5_000_000
    """Most bytes of one body as sent."""
    body: int = 10_000_000
    """Most bytes of one body as decoded."""
    robots: int = 512_000
    """robots.txt is read up to here (RFC 9309 §2.5: at least 500 KiB); the rest is ignored."""
    headers: int = 200
    """Most header lines of one answer; all together they may hold 64 kB."""
    allow_private: bool = False
    """Whether private networks and this machine may be fetched, at any port (never link-local)."""
    ports: tuple[int, ...] = (80, 443)
    proxy: str = ""
    """Address of the proxy that opens our connections, "" for none; see ``proxy``."""
    client_ids: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Host to the client id that it asks for, sent there and nowhere else (``X-Client-Id``); secret."""
    authorities: Path | None = None
    """PEM file of further certificate authorities; verification itself cannot be switched off."""

    @property
    def user_agent(self) -> str:
        """Who asks, honestly: product, version and contact, in ASCII on one line."""
        contact = " ".join(self.contact.encode("ascii", "ignore").decode().split()).strip("()")
        return f"{PRODUCT}/{__version__} (+{contact})"
