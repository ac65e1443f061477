"""What leaves the house of the entries that the editor suppressed: nothing that can be read.

``events.json`` restores a store, so it keeps of them a digest of what each is recognised by, with its
UID: told again by its page after a restore, on another day too, it gets that UID back, and the pick
holds.  Which entries are suppressed is known by ``picks``, what recognises an event by ``keys``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bba_events.event import Entry
from bba_events.keys import address_in, address_key, digest, keys_of, named

Plain = Mapping[str, Any]


def leave_out(export: Plain, suppressed: Sequence[Entry]) -> dict[str, Any]:
    """The store's plain export without these entries, their tellings, and their place in editions."""
    uids = {entry.uid for entry in suppressed}
    tellings = {(event.source, event.title) for entry in suppressed for event in entry.members}
    return {
        **export,
        "entries": [entry for entry in export["entries"] if entry["uid"] not in uids],
        "sources": {name: _without(good, tellings) for name, good in export["sources"].items()},
        "editions": [
            {**one, "entries": [shown for shown in one["entries"] if shown["uid"] not in uids]}
            for one in export["editions"]
        ],
        "suppressed": {**export.get("suppressed", {}), **promises(suppressed)},
    }


def promises(suppressed: Sequence[Entry]) -> dict[str, str]:
    """Digest to UID for all that these entries are recognised by, and their addresses, in a steady order."""
    told = {
        digest(key): entry.uid for entry in suppressed if not entry.replaced_by for key in _known_by(entry)
    }
    return dict(sorted(told.items()))


def _known_by(entry: Entry) -> set[str]:
    links = {address_key(event.url) for event in entry.members if event.url}
    once = {address_in(key) for key in entry.keys}  # the editor may have named it by one that it had before
    names = {named(event, entry.span.last) for event in entry.members}
    return links.union(*map(keys_of, entry.members), names, once - {""})


def _without(good: Plain, tellings: set[tuple[str, str]]) -> dict[str, Any]:
    kept = [event for event in good["events"] if (event["source"], event["title"]) not in tellings]
    return {**good, "events": kept}
