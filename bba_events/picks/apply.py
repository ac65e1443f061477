"""What follows from the picks: for events before merging, for entries after, for feed and block.

Pure functions.  An entry is found by its short id or UID; one that turned out to be another leads to
that other, so that a pick survives everything an entry survives.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from bba_events.config import Source
from bba_events.event import Entry, Event, Evidence, Place
from bba_events.keys import HAND, address_key, digest, keys_of
from bba_events.picks.records import Pick, Picks, Typed
from bba_events.picks.spans import span_of

Pairs = list[tuple[frozenset[str], frozenset[str]]]
_SURE = 100
_LAST = 10_000
_NONE: Mapping[str, str] = MappingProxyType({})


def find(name: str, entries: Sequence[Entry]) -> Entry | None:
    """The living entry that an id or UID means; None when none does or several do."""
    found = [entry for entry in entries if entry.uid == name or entry.uid.startswith(name)]
    exact = [entry for entry in found if name in (entry.uid, entry.id)]
    found = exact or found
    if len(found) != 1:
        return None
    by_uid = {entry.uid: entry for entry in entries}
    entry: Entry | None = found[0]
    for _ in entries:
        if entry is None or not entry.replaced_by:
            break
        entry = by_uid.get(entry.replaced_by)
    return entry


def found(name: str, entries: Sequence[Entry], owed: Mapping[str, str] = _NONE) -> list[Entry]:
    """Every living entry that a name means: an id or UID one at most, an address all that ever led to it.

    ``owed`` are UIDs by digest, of what a restored store knows no more of.
    """
    if not is_address(name):
        entry = find(name, entries)
        return [entry] if entry else []
    key = address_key(name)
    uid = owed.get(digest(key), "")
    return [entry for entry in entries if not entry.replaced_by and (entry.uid == uid or _led_to(key, entry))]


def is_address(name: str) -> bool:
    """Whether a pick names its entries by the address they lead to."""
    return "://" in name


def _led_to(key: str, entry: Entry) -> bool:
    """Whether the entry's link, in any language, was this address once."""
    told = (url for member in entry.members for url in (member.url, *member.alternates.values()))
    links = (address_key(url) for url in (*entry.urls.values(), *told) if url)
    return key in links or any(known.startswith(f"{key}:") for known in entry.keys)


def by_hand(picks: Picks, zone: str) -> tuple[list[Event], dict[str, Source]]:
    """The events she typed, one a language, and the row that each stands for: her word is the surest."""
    events: list[Event] = []
    rows: dict[str, Source] = {}
    for typed in picks.typed:
        source = HAND + typed.id
        url = typed.url or picks.path.name
        rows[source] = Source(
            source, url, typed.partner, show_partner=typed.show_partner, trust=_SURE, topics=typed.topics
        )
        events += [_event(typed, source, language, picks, zone) for language in typed.title]
    return events, rows


def _event(typed: Typed, source: str, language: str, picks: Picks, zone: str) -> Event:
    seen = Evidence(f"typed by hand as event {typed.id!r}", picks.path.name)
    return Event(
        source=source, page=picks.path.name, title=typed.title[language],
        span=span_of(typed.start, typed.end, zone), kind=typed.kind, status=typed.status,
        place=Place(name=typed.place, town=typed.town), url=typed.url, language=language,
        organiser=typed.partner, description=typed.blurb.get(language, ""), uid=typed.id, topics=typed.topics,
        evidence={"title": seen, "span": seen},
    )  # fmt: skip


def pairs(
    picks: Picks, events: Sequence[Event], recognised: Mapping[int, str], known: Sequence[Entry]
) -> tuple[Pairs, Pairs]:
    """Which events are the same and which are not, as keys, by what she says of entries.

    ``recognised`` tells which entry an event was in the last run (position to UID).  A value of
    ``not_same_as`` may be a source's id: none of its events is this entry then.
    """
    by_uid: dict[str, list[Event]] = {}
    for at, uid in recognised.items():
        by_uid.setdefault(uid, []).append(events[at])
    same, not_same = _tongues(events), Pairs()
    for pick in picks.picks:
        entry = find(pick.entry, known)
        mine = by_uid.get(entry.uid, []) if entry else []
        for name in pick.same_as:
            other = find(name, known)
            both = [*mine, *(by_uid.get(other.uid, []) if other and other is not entry else [])]
            same += [(keys_of(both[0]), keys_of(event)) for event in both[1:]]
        for name in pick.not_same_as:
            other = find(name, known)
            theirs = by_uid.get(other.uid, []) if other and other is not entry else []
            theirs = theirs or [event for event in events if event.source == name]
            rest = [event for event in mine if event.source != name and event not in theirs]
            not_same += [(keys_of(a), keys_of(b)) for a in rest for b in theirs]
    return same, not_same


def _tongues(events: Sequence[Event]) -> Pairs:
    """The languages of one event that was typed by hand."""
    first: dict[str, Event] = {}
    told = [event for event in events if event.source.startswith(HAND)]
    return [
        (keys_of(first[event.source]), keys_of(event))
        for event in told
        if first.setdefault(event.source, event) is not event
    ]


def editor(picks: Picks, known: Sequence[Entry], zone: str) -> Callable[[Entry], Entry]:
    """Her hand on an entry: titles, blurbs, kind and dates as she gave them, whatever the pages say."""
    wanted: dict[str, list[Pick]] = {}
    for pick in picks.picks:
        if entry := find(pick.entry, known):
            wanted.setdefault(entry.uid, []).append(pick)

    def edit(entry: Entry) -> Entry:
        for pick in wanted.get(entry.uid, ()):
            entry = edited(entry, pick, zone)
        return entry

    return edit


def edited(entry: Entry, pick: Pick, zone: str) -> Entry:
    """The entry as one pick wants it."""
    return replace(
        entry,
        titles={**entry.titles, **pick.title},
        descriptions={**entry.descriptions, **pick.blurb},
        kind=pick.kind or entry.kind,
        span=span_of(pick.start, pick.end, zone) if pick.start else entry.span,
        certain=entry.certain or pick.start is not None,
    )


@dataclass(frozen=True, slots=True)
class Arranged:
    """Entries as the editor wants them shown; both without tombstones' own say, which is ``publish``'s."""

    feed: tuple[Entry, ...]
    block: tuple[Entry, ...]
    """In her order: numbered, pinned, then by first day."""
    pinned: frozenset[str]
    """UIDs of those she pinned or numbered."""


def arrange(picks: Picks, entries: Sequence[Entry], owed: Mapping[str, str] = _NONE) -> Arranged:
    """Which entries are shown where, and in which order; ``owed`` as for ``found``."""
    said: dict[str, list[Pick | Typed]] = {}
    for pick in picks.picks:
        for entry in found(pick.entry, entries, owed):
            said.setdefault(entry.uid, []).append(pick)
    by_source = {source: entry.uid for entry in entries for source in entry.sources if not entry.replaced_by}
    for typed in picks.typed:
        if uid := by_source.get(HAND + typed.id):
            said.setdefault(uid, []).append(typed)
    out = {uid for uid, told in said.items() if any(isinstance(one, Pick) and one.suppress for one in told)}
    out |= _became(out, entries)
    skipped = out | {uid for uid, told in said.items() if any(one.skip for one in told)}
    place = {uid: _place(told) for uid, told in said.items()}

    def order(entry: Entry) -> tuple[int, date, str]:
        return place.get(entry.uid, _LAST), entry.span.first or date.max, entry.uid

    return Arranged(
        tuple(entry for entry in entries if entry.uid not in out),
        tuple(sorted((entry for entry in entries if entry.uid not in skipped), key=order)),
        frozenset(uid for uid, at in place.items() if at < _LAST),
    )


def _became(out: Collection[str], entries: Sequence[Entry]) -> set[str]:
    """Tombstones of what turned out to be one of these: a feed would tell of them for thirty days."""
    into = {entry.uid: entry.replaced_by for entry in entries if entry.replaced_by}
    found: set[str] = set()
    for uid in into:
        at = uid
        for _ in into:
            if at not in into:
                break
            at = into[at]
        if at in out:
            found.add(uid)
    return found


def _place(told: Sequence[Pick | Typed]) -> int:
    """Her number, else after all numbers for pinned ones, else last."""
    orders = [one.order for one in told if one.order is not None]
    if orders:
        return min(orders)
    return _LAST - 1 if any(one.pin for one in told) else _LAST
