"""The plain records that the store keeps beside events, entries and changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bba_events.event import Event
from bba_events.span import Span
from bba_events.usual import Tally


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A response as it was fetched, kept for conditional requests and for reading it again."""

    requested: str
    url: str
    """Final address, after redirects."""
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_on: date
    fingerprint: str = ""
    """Of the program and row that last read it."""


@dataclass(frozen=True, slots=True)
class Head:
    """A cached page without its body."""

    url: str
    status: int
    fetched_on: date
    fingerprint: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LastGood:
    """The events that a source last gave, and when."""

    events: tuple[Event, ...]
    day: date
    """Last day on which the source confirmed them."""
    usual: int = 0
    """How many events it usually gives."""
    fingerprint: str = ""
    """Package version, scraper and row that read them."""
    pages: tuple[str, ...] = ()
    """Addresses of the list's pages they were read from."""
    history: tuple[Tally, ...] = ()
    """What its last readings gave, the oldest first."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry as it stood in an edition."""

    uid: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Edition:
    """One newsletter that went out, in one language."""

    name: str
    language: str
    day: date
    entries: tuple[Shown, ...] = ()
