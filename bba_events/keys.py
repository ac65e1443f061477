"""What an event can be recognised by, as plain strings that an entry remembers for life.

``merge`` uses them for the editor's "same" and "not the same", ``identity`` to find an entry again.
How much a key proves is left to them.
"""

from __future__ import annotations

from datetime import date

from bba_events import address
from bba_events.event import Event
from bba_events.text import fold

HAND = "picks-"
"""Source ids of events that the editor typed by hand start with this; no row may."""


def keys_of(event: Event) -> frozenset[str]:
    """Source with title, upstream id with source, page with title; each with day, hour and town."""
    title, when = fold(event.title), _when(event)
    keys = {f"at:{event.source}:{when}:{title}"}
    if event.uid:
        keys.add(f"uid:{event.source}:{when}:{event.uid}")
    if event.url:
        keys.add(f"{address_key(event.url)}:{when}:{title}")
    return frozenset(keys)


def remembered_by(event: Event) -> frozenset[str]:
    """What an entry keeps of a telling for life: its keys, and its page with day, hour and town.

    The latter may be shared by two happenings; whoever looks them up must leave such keys out.
    """
    page = {f"page:{event.source}:{_when(event)}:{address.canonical(event.url)}"} if event.url else set()
    return keys_of(event) | page


def address_key(url: str) -> str:
    """What an address is known by, whatever form it is written in; keys of an event's page begin with it."""
    return f"url:{address.canonical(url)}"


def address_in(key: str) -> str:
    """What ``address_key`` gives for the page in an event's key, "" when there is none in it."""
    before, _, _ = key.rpartition("T")  # day, then hour, town and title, which are folded
    return before.rpartition(":")[0] if before.startswith("url:") else ""


def named(event: Event, until: date | None) -> str:
    """What a telling is known by on another day: its title, and the week in which it was to end."""
    year, week, _ = until.isocalendar() if until else (0, 0, 0)
    return f"named:{event.source}:{year}-{week}:{fold(event.title)}"


def digest(key: str) -> str:
    """A key that can be compared and not read."""
    import hashlib  # noqa: PLC0415 - listing must be light

    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]


def _when(event: Event) -> str:
    span = event.span
    day = span.first.isoformat() if span.first else ""
    clock = f"{span.start_time:%H:%M}" if span.start_time else ""
    return f"{day}T{clock}@{fold(event.place.town)}"
