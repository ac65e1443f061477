"""Calendar, Source and Config: what stands in ``sources.toml``, with types and defaults.

What may stand in a key is known by ``table``, what a key does by the room that uses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bba_events.event import EventKind

DEFAULT_PATH = Path("sources.toml")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The ``[calendar]`` section."""

    name: str
    domain: str
    """Right-hand side of every UID; never change it after the first publication."""
    contact: str
    """Mail or web address for the User-Agent and the feed's description."""
    time_zone: str = "Europe/Brussels"
    languages: tuple[str, ...] = ("nl", "fr", "en")
    """The first is the main feed's; the others are the fallback where a text is missing."""
    description: str = ""
    url: str = ""
    """Public https address of the output folder, for subscribe links; "" when not published yet."""
    output: Path = Path("public")
    store: Path = Path(".bba-events.sqlite")
    stale_days: int = 14
    """Last good events older than this make a run end with exit code 3."""
    keep_days: int = 60
    """Last good events older than this leave the block (not the feed)."""
    forget_days: int = 400
    """What was over this long ago leaves the store; over a year, so that an edition knows the one before."""
    times: str = "zone"
    """"zone" or "utc": how timed events are written in feeds."""
    cancelled: str = "status"
    """"status" or "confirmed-with-prefix" (Google hides cancelled events)."""
    replaced: str = "cancelled"
    """"cancelled" or "leaves": what feeds show for thirty days of an entry that turned out to be another."""
    long_spans: str = "bar"
    """"bar" or "edges": how spans over seven days stand in the main feed."""
    delay: float = 1.0
    """Seconds between two requests to one host."""
    allow_private: bool = False
    """Whether addresses of private networks and this machine may be fetched."""
    proxy: str = ""
    """Address of the proxy through which all is fetched; "" for none, whatever the environment says."""
    plugins: Path | None = None
    """Folder beside ``sources.toml`` with scrapers of one's own; None: there are only ours."""


@dataclass(frozen=True, slots=True)
class Source:
    """One ``[[source]]`` row."""

    id: str
    """Lower-case letters, digits and hyphens; names its feed and appears in reports."""
    url: str
    partner: str
    show_partner: bool = False
    """Whether the partner stands in the head: "title - partner - dates"."""
    scraper: str = ""
    """Module in ``bba_events/scrapers``; "" means the generic readers alone."""
    language: str = ""
    """Language of its texts; "" means: take it from the page."""
    kind: EventKind | None = None
    """Kind of its events where nothing says otherwise."""
    place: str = ""
    """Place of its events where the page says none."""
    topics: tuple[str, ...] = ()
    trust: int = 50
    """0 to 100: whose facts win when several sources tell of one event; on a tie the earlier row."""
    time_zone: str = ""
    """Zone of clocks the page writes without one; "" means the calendar's."""
    enabled: bool = True
    keep_contacts: bool = False
    """Whether mail addresses, phone and account numbers stay in its texts."""
    max_pages: int = 10
    """How many pages of a list are read at most."""
    max_events: int = 2000
    client_id: str = ""
    """Name of the environment variable that holds the client id its API asks for."""
    select: Mapping[str, Any] = field(default_factory=dict)
    """Where the page keeps what, in CSS; see ``config.select``.  Empty: the readers find it themselves."""


@dataclass(frozen=True, slots=True)
class FeedName:
    """What ``[feeds]`` says of one feed; "" keeps what the program calls it."""

    title: str = ""
    name: str = ""
    """File name without ".ics"."""


@dataclass(frozen=True, slots=True)
class Config:
    """A whole ``sources.toml``; ``path`` is where it was read, relative paths in it are beside it."""

    path: Path
    calendar: Calendar
    sources: tuple[Source, ...] = field(default_factory=tuple)
    feeds: Mapping[str, FeedName] = field(default_factory=dict)
    """A feed's standing name ("events", "topic-bos") to what the owner calls it."""
