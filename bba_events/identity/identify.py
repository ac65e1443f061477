"""A run's clusters become entries that keep their UID, SEQUENCE and history.

Knows what a published fact is: SEQUENCE and ``modified`` move when one changes and never else,
never backwards, to the run's moment.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bba_events import address
from bba_events.change import Change, ChangeKind, Cluster
from bba_events.config import Calendar, Source
from bba_events.event import Entry, Event, Status
from bba_events.identity.assign import Picked, assign
from bba_events.identity.compose import compose
from bba_events.keys import HAND, remembered_by
from bba_events.span import SpanKind
from bba_events.text import fold

KEEP_PAST = timedelta(days=400)
"""An entry that no source shows leaves this long after its last day."""
KEYS_KEPT = 60
PUBLISHED = (
    "span", "titles", "kind", "status", "descriptions", "urls", "place", "organiser", "partner", "topics",
    "part_of", "certain", "replaced_by",
)  # fmt: skip
"""Fields of an entry that subscribers see."""

_OFF = frozenset({Status.CANCELLED, Status.POSTPONED})

Edit = Callable[[Entry], Entry]


@dataclass(frozen=True, slots=True)
class Identified:
    """All entries after a run, ordered by first day then UID, and what the run changed."""

    entries: tuple[Entry, ...]
    changes: tuple[Change, ...]


def identify(  # noqa: PLR0913 - all that one run knows
    clusters: Sequence[Cluster],
    known: Sequence[Entry],
    *,
    moment: datetime,
    calendar: Calendar,
    rows: Mapping[str, Source],
    read: Collection[str],
    not_same: Sequence[Picked] = (),
    edit: Edit | None = None,
    ghosts: Sequence[Event] = (),
) -> Identified:
    """Give each cluster the entry it was, or a new one.

    ``clusters`` hold every event that stands: fresh ones of the sources in ``read``, last good ones of
    the others; ``ghosts`` (from ``remembered``) may be among them.  ``edit`` is the editor's hand,
    applied before facts are compared, so that a pick counts as a change once and then stays.
    ``moment`` is aware; the day of the run is taken in the calendar's zone.
    """
    today = moment.astimezone(ZoneInfo(calendar.time_zone)).date()
    living = [entry for entry in known if not entry.replaced_by]
    assigned = assign(clusters, living, today, not_same, ghosts)
    made = _entries(assigned.clusters, assigned.entry_of, known, moment, calendar, rows, read, today)
    made = _with_campaigns(made, assigned.clusters)
    before = {entry.uid: entry for entry in known}
    settled = [_settle(edit(entry) if edit else entry, before.get(entry.uid), moment) for entry in made]
    uid_of = {at: entry.uid for at, entry in enumerate(made)}
    shown = set(uid_of.values())
    rest = [entry for entry in known if entry.uid not in shown]
    for entry in rest:
        if entry.uid in assigned.replaced:
            after = replace(entry, replaced_by=uid_of[assigned.replaced[entry.uid]], vanished=False)
            settled.append(_settle(after, entry, moment))
        elif _stays(entry, today, calendar) and not _withdrawn(entry, rows):
            after = replace(entry, vanished=entry.vanished or _is_gone(entry, rows, read, today))
            settled.append(_settle(edit(after) if edit and not entry.replaced_by else after, entry, moment))
    ordered = tuple(sorted(settled, key=lambda entry: (entry.span.first or date.max, entry.uid)))
    return Identified(
        ordered, tuple(c for entry in ordered for c in _changes(before.get(entry.uid), entry, moment))
    )


def _entries(
    clusters: Sequence[Cluster],
    entry_of: Mapping[int, Entry],
    known: Sequence[Entry],
    moment: datetime,
    calendar: Calendar,
    rows: Mapping[str, Source],
    read: Collection[str],
    today: date,
) -> list[Entry]:
    used = {entry.uid for entry in known}
    made: list[Entry] = []
    for at, told in enumerate(clusters):
        was = entry_of.get(at)
        uid = was.uid if was else new_uid(told.members[0], calendar.domain, used)
        used.add(uid)
        made.append(_entry(uid, told, was, moment, calendar, rows, read, today))
    return made


def _entry(
    uid: str,
    told: Cluster,
    was: Entry | None,
    moment: datetime,
    calendar: Calendar,
    rows: Mapping[str, Source],
    read: Collection[str],
    today: date,
) -> Entry:
    facts = compose(told.members, calendar, rows)
    seen = any(event.source in read for event in told.members)
    keys = sorted(frozenset().union(*map(remembered_by, told.members)))
    return Entry(
        uid=uid, span=facts.span, titles=facts.titles,
        created=was.created if was else moment, modified=was.modified if was else moment,
        confirmed=max(today, was.confirmed) if was and seen else was.confirmed if was else today,
        sequence=was.sequence if was else 0,
        kind=facts.kind, status=facts.status, descriptions=facts.descriptions, urls=facts.urls,
        place=facts.place, organiser=facts.organiser, partner=facts.partner,
        show_partner=facts.show_partner, topics=facts.topics,
        part_of=facts.campaign, certain=facts.certain, doubts=facts.doubts, reasons=told.reasons,
        members=told.members, keys=tuple(dict.fromkeys((*keys, *(was.keys if was else ()))))[:KEYS_KEPT],
    )  # fmt: skip


def new_uid(event: Event, domain: str, used: Collection[str] = ()) -> str:
    """A UID from what identifies the event at first sight; letters and digits, none of ``used``."""
    span = event.span
    page = address.canonical(event.url or event.page)
    told = (event.source, page, fold(event.title), span.first, span.start_time, fold(event.place.town))
    for count in range(len(used) + 1):
        digest = hashlib.sha256(repr((*map(str, told), count)).encode()).digest()
        uid = f"{base64.b32encode(digest).decode().lower()[:20]}@{domain}"
        if uid not in used:
            return uid
    raise AssertionError("more tries than UIDs in use")


def _with_campaigns(made: Sequence[Entry], clusters: Sequence[Cluster]) -> list[Entry]:
    """Replace the campaign's title, which ``_entry`` left in ``part_of``, by its entry's UID."""
    named: dict[tuple[str, str], str] = {}
    anywhere: dict[str, str] = {}
    for entry, told in zip(made, clusters, strict=True):
        for event in told.members:
            if not event.part_of:
                named.setdefault((event.source, fold(event.title)), entry.uid)
                anywhere.setdefault(fold(event.title), entry.uid)
    found = []
    for entry, told in zip(made, clusters, strict=True):
        titles = [(event.source, fold(event.part_of)) for event in told.members if event.part_of]
        uids = [named.get(key) or anywhere.get(key[1], "") for key in titles]
        found.append(replace(entry, part_of=next((uid for uid in uids if uid and uid != entry.uid), "")))
    return found


def _settle(entry: Entry, was: Entry | None, moment: datetime) -> Entry:
    """SEQUENCE and ``modified`` as they were when no published fact changed, else moved forward."""
    if was is None:
        return entry
    if all(getattr(entry, name) == getattr(was, name) for name in PUBLISHED):
        return replace(entry, sequence=was.sequence, modified=was.modified)
    return replace(entry, sequence=was.sequence + 1, modified=max(moment, was.modified))


def _stays(entry: Entry, today: date, calendar: Calendar) -> bool:
    """Whether an entry that no source shows is still kept."""
    if entry.span.last is None or entry.span.kind is SpanKind.VAGUE:
        return (today - entry.confirmed).days <= calendar.keep_days
    return entry.span.last + KEEP_PAST >= today


def _withdrawn(entry: Entry, rows: Mapping[str, Source]) -> bool:
    """The editor typed it and took it out of her file again."""
    return bool(entry.members) and all(s.startswith(HAND) and s not in rows for s in entry.sources)


def _is_gone(entry: Entry, rows: Mapping[str, Source], read: Collection[str], today: date) -> bool:
    """Its sources were read (or are no longer asked) before its date, and none shows it."""
    over = entry.span.last is not None and entry.span.last < today
    return not over and not entry.replaced_by and all(s in read or s not in rows for s in entry.sources)


def _changes(was: Entry | None, entry: Entry, moment: datetime) -> Iterator[Change]:
    for kind in _kinds(was, entry):
        yield Change(
            kind, entry.uid, moment, entry.title(), entry.span,
            old_title=was.title(*entry.titles) if was else "", old_span=was.span if was else None,
            note=entry.replaced_by,
        )  # fmt: skip


def _kinds(was: Entry | None, entry: Entry) -> Iterator[ChangeKind]:
    if was is None:
        yield ChangeKind.NEW
        if entry.status in _OFF:
            yield ChangeKind.CANCELLED
        return
    if entry.replaced_by:
        if not was.replaced_by:
            yield ChangeKind.REPLACED
        return
    if was.vanished != entry.vanished:
        yield ChangeKind.GONE if entry.vanished else ChangeKind.BACK
    told = list(_told_changes(was, entry))
    yield from told or ([ChangeKind.EDITED] if was.sequence != entry.sequence else [])


def _told_changes(was: Entry, entry: Entry) -> Iterator[ChangeKind]:
    """The changes that have a name of their own."""
    if was.span != entry.span:
        yield ChangeKind.MOVED
    if any(was.titles.get(code, title) != title for code, title in entry.titles.items()):
        yield ChangeKind.RENAMED
    if was.status is not entry.status and {was.status, entry.status} & _OFF:
        yield ChangeKind.CANCELLED if entry.status in _OFF else ChangeKind.RESTORED
