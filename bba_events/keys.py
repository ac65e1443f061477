"""What an event can be recognised by, as plain strings that an entry remembers for life.

``merge`` uses them for the editor's "same" and "not the same", ``identity`` to find an entry again.
How much a key proves is left to them.
"""

from __future__ import annotations

from bba_events import address
from bba_events.event import Event
from bba_events.text import fold


def keys_of(event: Event) -> frozenset[str]:
    """Source with upstream id, with page and title, with title and first day."""
    title, day = fold(event.title), event.span.first
    keys = {f"at:{event.source}:{day.isoformat() if day else ''}:{title}"}
    if event.uid:
        keys.add(f"uid:{event.source}:{event.uid}:{day.isoformat() if day else ''}")
    if event.url:
        keys.add(f"url:{address.canonical(event.url)}:{day.isoformat() if day else ''}:{title}")
    return frozenset(keys)
