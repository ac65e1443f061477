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
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bba_events import address
from bba_events.change import Change, ChangeKind, Cluster
from bba_events.config import Calendar, Source
from bba_events.event import Entry, Event, Status
from bba_events.identity.assign import Assigned, Picked, assign
from bba_events.identity.compose import compose
from bba_events.keys import HAND, address_key, digest, keys_of, named, remembered_by
from bba_events.span import SpanKind
from bba_events.text import fold

KEYS_KEPT = 60
PROMISED_WEEKS = 110
"""How far ahead what was promised a UID may have been planned, to be known on another day."""
PUBLISHED = (
    "span", "titles", "kind", "status", "descriptions", "urls", "place", "places", "organiser", "partner",
    "topics", "part_of", "certain", "replaced_by",
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
    promised: Mapping[str, str] = MappingProxyType({}),
) -> Identified:
    """Give each cluster the entry it was, or a new one.

    ``clusters`` hold every event that stands: fresh ones of the sources in ``read``, last good ones of
    the others; ``ghosts`` (from ``remembered``) may be among them.  ``edit`` is the editor's hand,
    applied before facts are compared, so that a pick counts as a change once and then stays.
    ``promised`` are UIDs by digest of a key, for what a restored store knows no more of.
    ``moment`` is aware; the day of the run is taken in the calendar's zone.
    """
    today = moment.astimezone(ZoneInfo(calendar.time_zone)).date()
    run = _Run(moment, today, calendar, rows, frozenset(read), edit or (lambda entry: entry), promised)
    before = {entry.uid: entry for entry in known}
    assigned = assign(clusters, [entry for entry in known if not entry.replaced_by], today, not_same, ghosts)
    made = _with_campaigns(run.entries(assigned, set(before)), assigned.clusters)
    settled = [run.settled(run.edit(entry), before.get(entry.uid)) for entry in made]
    into = {uid: made[at].uid for uid, at in assigned.replaced.items()}
    shown = {entry.uid for entry in made}
    settled += [kept for entry in known if entry.uid not in shown and (kept := run.kept(entry, into))]
    ordered = tuple(sorted(settled, key=lambda entry: (entry.span.first or date.max, entry.uid)))
    changes = (change for entry in ordered for change in _changes(before.get(entry.uid), entry, moment))
    return Identified(ordered, tuple(changes))


@dataclass(frozen=True, slots=True)
class _Run:
    """What holds for the whole run."""

    moment: datetime
    today: date
    calendar: Calendar
    rows: Mapping[str, Source]
    read: frozenset[str]
    edit: Edit
    promised: Mapping[str, str]

    def entries(self, assigned: Assigned, used: set[str]) -> list[Entry]:
        """An entry for each cluster, as its sources tell it; ``used`` are the UIDs ever given."""
        made: list[Entry] = []
        place = {source: at for at, source in enumerate(self.rows)}
        owed = self._owed(assigned, used)
        for at, told in enumerate(assigned.clusters):
            was = assigned.entry_of.get(at)
            uid = was.uid if was else owed.get(at, "")
            uid = uid or new_uid(told.members[0], self.calendar.domain, used)
            used.add(uid)
            # clusters may have been joined since they were ordered
            members = sorted(
                told.members, key=lambda event: (-self._trust(event), place.get(event.source, 0))
            )
            made.append(self._entry(uid, replace(told, members=tuple(members)), was))
        return made

    def _owed(self, assigned: Assigned, used: Collection[str]) -> dict[int, str]:
        """The UID that was promised to new clusters: to what is as it was, then to what may have moved."""
        new = [at for at in range(len(assigned.clusters)) if at not in assigned.entry_of]
        owed: dict[int, str] = {}
        for keys in (keys_of, self._moved) if self.promised else ():
            for at in new:
                told = (key for event in assigned.clusters[at].members for key in sorted(keys(event)))
                uids = (self.promised.get(digest(key), "") for key in told if at not in owed)
                if uid := next((uid for uid in uids if uid and uid not in {*used, *owed.values()}), ""):
                    owed[at] = uid
        return owed

    def _moved(self, event: Event) -> set[str]:
        """What a telling is known by on another day: its own page, and its title while that is not over."""
        page = {address_key(event.url)} if event.url and event.url != event.page else set()
        weeks = (self.today + timedelta(weeks=number) for number in range(PROMISED_WEEKS))
        return page | {named(event, until) for until in (None, *weeks)}

    def _trust(self, event: Event) -> int:
        row = self.rows.get(event.source)
        return row.trust if row else 50

    def _entry(self, uid: str, told: Cluster, was: Entry | None) -> Entry:
        seen = not self.read.isdisjoint(event.source for event in told.members)
        keys = sorted(frozenset().union(*map(remembered_by, told.members)))
        made = Entry(
            uid=uid, span=told.members[0].span, titles={}, created=self.moment, modified=self.moment,
            confirmed=self.today, reasons=told.reasons, members=told.members, keys=tuple(keys[:KEYS_KEPT]),
        )  # fmt: skip
        if was:
            made = replace(
                made, created=was.created, modified=was.modified, sequence=was.sequence,
                confirmed=max(self.today, was.confirmed) if seen else was.confirmed,
                keys=tuple(dict.fromkeys((*keys, *was.keys)))[:KEYS_KEPT],
            )  # fmt: skip
        return self._composed(made)

    def _composed(self, entry: Entry) -> Entry:
        """The entry with its facts as its members tell them; ``part_of`` still holds a title."""
        facts = compose(entry.members, self.calendar, self.rows)
        return replace(
            entry, span=facts.span, titles=facts.titles, kind=facts.kind, status=facts.status,
            descriptions=facts.descriptions, urls=facts.urls, place=facts.place, places=facts.places,
            organiser=facts.organiser, partner=facts.partner, show_partner=facts.show_partner,
            topics=facts.topics, part_of=facts.campaign, certain=facts.certain, doubts=facts.doubts,
        )  # fmt: skip

    def settled(self, entry: Entry, was: Entry | None) -> Entry:
        """SEQUENCE and ``modified`` as they were when no published fact changed, else moved forward."""
        if was is None:
            return entry
        if all(getattr(entry, name) == getattr(was, name) for name in PUBLISHED):
            return replace(entry, sequence=was.sequence, modified=was.modified)
        return replace(entry, sequence=was.sequence + 1, modified=max(self.moment, was.modified))

    def kept(self, entry: Entry, into: Mapping[str, str]) -> Entry | None:
        """A known entry that no cluster is: replaced, waiting for its day, or None when its time is over."""
        if entry.uid in into:
            return self.settled(replace(entry, replaced_by=into[entry.uid], vanished=False), entry)
        if not self._stays(entry):
            return None
        if entry.replaced_by:
            return entry
        told = entry
        if all(source in self.rows for source in entry.sources):  # else its rows' defaults are lost
            told = replace(self._composed(entry), part_of=entry.part_of)
        gone = entry.vanished or self._is_gone(entry)
        return self.settled(self.edit(replace(told, vanished=gone)), entry)

    def _stays(self, entry: Entry) -> bool:
        """Whether an entry that no source shows is still kept; what the editor took back is not."""
        if entry.members and all(s.startswith(HAND) and s not in self.rows for s in entry.sources):
            return False
        if entry.span.last is None or entry.span.kind is SpanKind.VAGUE:
            return (self.today - entry.confirmed).days <= self.calendar.keep_days
        return entry.span.last + timedelta(days=self.calendar.forget_days) >= self.today

    def _is_gone(self, entry: Entry) -> bool:
        """Its sources were read (or are no longer asked) before its date, and none shows it."""
        over = entry.span.last is not None and entry.span.last < self.today
        return not over and all(source in self.read or source not in self.rows for source in entry.sources)


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
    """Replace the campaign's title, which ``_composed`` left in ``part_of``, by its entry's UID."""
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
