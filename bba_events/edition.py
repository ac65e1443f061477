"""What went out in an edition, and what is different from it now.

Pure functions of entries; keeping editions is left to ``store``, which entries a block shows to
``publish.choice``, how changes are worded to ``publish.cards``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from bba_events.change import Change, ChangeKind
from bba_events.event import Entry, Status
from bba_events.publish.choice import Choice
from bba_events.store import Edition, Shown

_OFF = (Status.CANCELLED, Status.POSTPONED)


def made(name: str, language: str, day: date, choice: Choice) -> Edition:
    """The record of an edition that shows ``choice``: cards and the sessions under them."""
    sessions = (entry for told in choice.sessions.values() for entry in told)
    entries = sorted([*choice.cards, *sessions], key=lambda entry: entry.uid)
    return Edition(
        name, language, day, tuple(Shown(entry.uid, entry.title(language), entry.span) for entry in entries)
    )


def latest(editions: Iterable[Edition], language: str) -> Edition | None:
    """The newest edition in a language, None when none went out in it."""
    return max(
        (one for one in editions if one.language == language),
        key=lambda one: (one.day, one.name),
        default=None,
    )


def since(edition: Edition, choice: Choice, entries: Sequence[Entry], moment: datetime) -> Iterator[Change]:
    """What readers of ``edition`` do not know yet: new, moved and cancelled, in the order of the block."""
    told = {shown.uid: shown for shown in edition.entries}
    by_uid = {entry.uid: entry for entry in entries}
    for card in choice.cards:
        for entry in (card, *choice.sessions.get(card.uid, ())):
            if entry.uid not in told:
                yield _change(ChangeKind.NEW, entry, edition, moment)
    for uid, shown in told.items():
        now = _living(by_uid.get(uid), by_uid)
        if now is None:
            continue
        if now.status in _OFF:
            yield _change(ChangeKind.CANCELLED, now, edition, moment)
        elif now.span != shown.span:
            yield Change(
                ChangeKind.MOVED, now.uid, moment, now.title(edition.language), now.span, old_span=shown.span
            )


def _living(entry: Entry | None, by_uid: Mapping[str, Entry]) -> Entry | None:
    """The entry itself, or the one it turned out to be."""
    for _ in by_uid:
        if entry is None or not entry.replaced_by:
            break
        entry = by_uid.get(entry.replaced_by)
    return entry


def _change(kind: ChangeKind, entry: Entry, edition: Edition, moment: datetime) -> Change:
    return Change(kind, entry.uid, moment, entry.title(edition.language), entry.span)


def sent_in(editions: Iterable[Edition]) -> dict[str, list[str]]:
    """UID to the names of the editions that showed it, oldest first, none twice."""
    found: dict[str, list[str]] = {}
    for one in editions:
        for shown in one.entries:
            names = found.setdefault(shown.uid, [])
            if one.name not in names:
                names.append(one.name)
    return found
