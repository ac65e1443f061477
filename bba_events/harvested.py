"""What one source gave in a run, and the mark by which a later run knows that nothing of ours changed.

How it is fetched and read is left to ``harvest``, what becomes of it to ``pipeline``.
"""

from __future__ import annotations

import hashlib
import inspect
from dataclasses import dataclass
from pathlib import Path

from bba_events import __version__, scrapers
from bba_events.config import Source
from bba_events.event import Event
from bba_events.store import CachedPage


@dataclass(frozen=True, slots=True)
class Harvest:
    """What a source gave in this run."""

    events: tuple[Event, ...]
    pages: tuple[CachedPage, ...] = ()
    """Responses to keep, those of the list first."""
    listed: tuple[str, ...] = ()
    """Addresses of the list's pages."""
    unchanged: bool = False
    """Nothing new was sent and nothing of ours changed: the events are the last good ones."""
    unread: int = 0
    notes: tuple[str, ...] = ()
    blind: str = ""
    """The first selector of the row that finds nothing on the list's first page; "" when all find."""
    again: bool = False
    """Whether an event's own page failed in a way that may pass: then all is read again in the next run."""


def fingerprint(source: Source) -> str:
    """Changes with the package version, the scraper's code or the row: then pages are read again."""
    if source.scraper.endswith(".py"):  # the owner's own
        code = Path(source.scraper).read_text("utf-8", "replace")
    else:
        module = inspect.getmodule(scrapers.load(source.scraper)) if source.scraper else None
        code = inspect.getsource(module) if module else ""
    return hashlib.sha256(repr((__version__, code, source)).encode()).hexdigest()[:16]
