"""Which cluster is which known entry.

A cluster is an entry when an event of it was the entry's event before.  When it was several, the
elder lives.  When an entry was several clusters, they are still one if nothing speaks against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz

from bba_events.change import Cluster
from bba_events.event import Entry, Event
from bba_events.identity.continuity import ENOUGH_ELSEWHERE, follow, traces
from bba_events.keys import keys_of, remembered_by
from bba_events.text import fold

Picked = tuple[Collection[str], Collection[str]]


@dataclass(slots=True)
class Assigned:
    """Clusters with the entry each of them is, and entries that turned out to be another."""

    clusters: list[Cluster]
    entry_of: dict[int, Entry] = field(default_factory=dict)
    """Position of the cluster to its entry; a cluster without one is new."""
    replaced: dict[str, int] = field(default_factory=dict)
    """UID of an entry to the position of the cluster it is part of now."""


def assign(
    clusters: Sequence[Cluster],
    known: Sequence[Entry],
    today: date,
    not_same: Sequence[Picked] = (),
    ghosts: Sequence[Event] = (),
) -> Assigned:
    """Find each cluster's entry; the order of clusters and entries does not matter."""
    elder_first = sorted(known, key=lambda entry: (entry.created, entry.uid))
    clusters, haunted = _without_ghosts(clusters, elder_first, ghosts)
    claims = _claims(clusters, elder_first, today)
    for at, uids in haunted.items():
        for uid in uids:
            claims.setdefault(at, {}).setdefault(uid, ENOUGH_ELSEWHERE)
    joined, claims = _rejoin(
        list(clusters), claims, not_same, {entry.uid: set(entry.keys) for entry in known}
    )
    result = Assigned(joined)
    claimants: defaultdict[str, list[int]] = defaultdict(list)
    for at, told in claims.items():
        for uid in told:
            claimants[uid].append(at)
    for entry in elder_first:
        free = [at for at in claimants[entry.uid] if at not in result.entry_of]
        if free:
            best = min(free, key=lambda at: (len(claims[at]) > 1, -claims[at][entry.uid], at))
            result.entry_of[best] = entry
        elif claimants[entry.uid]:
            result.replaced[entry.uid] = min(claimants[entry.uid])
    return result


def remembered(events: Sequence[Event], known: Sequence[Entry], today: date) -> list[Event]:
    """Ghosts: the last tellings of upcoming entries that no source shows now.

    Put among the events for merging and handed to ``identify`` too, they let a new telling of what
    vanished elsewhere, in another language perhaps, find its old entry.
    """
    shown = set(recognise(events, known, today).values())
    return [
        member
        for entry in sorted(known, key=lambda entry: entry.uid)
        if not entry.replaced_by and entry.uid not in shown and entry.span.last and entry.span.last >= today
        for member in entry.members
    ]


def _without_ghosts(
    clusters: Sequence[Cluster], known: Sequence[Entry], ghosts: Sequence[Event]
) -> tuple[list[Cluster], dict[int, set[str]]]:
    """Clusters of what is shown now, and the entries of the ghosts that were among their members."""
    gone = {id(ghost) for ghost in ghosts}
    owner = {id(member): entry.uid for entry in known for member in entry.members if id(member) in gone}
    kept: list[Cluster] = []
    haunted: dict[int, set[str]] = {}
    for told in clusters:
        here = tuple(member for member in told.members if id(member) not in gone)
        if here and len(here) < len(told.members):
            haunted[len(kept)] = {owner[id(member)] for member in told.members if id(member) in owner}
        if here:
            kept.append(Cluster(here, told.reasons if len(here) > 1 else ()))
    return kept, haunted


def recognise(events: Sequence[Event], known: Sequence[Entry], today: date) -> dict[int, str]:
    """Position of an event to the UID of the living entry it was before; new ones have none.

    For translating what the editor says of entries into what merging needs: events.
    """
    living = sorted(
        (entry for entry in known if not entry.replaced_by), key=lambda entry: (entry.created, entry.uid)
    )
    claims = _claims([Cluster((event,)) for event in events], living, today)
    return {at: max(told, key=lambda uid: (told[uid], uid)) for at, told in claims.items()}


def _claims(clusters: Sequence[Cluster], known: Sequence[Entry], today: date) -> dict[int, dict[str, float]]:
    """Position of a cluster to the entries its events were, with how surely."""
    claims: defaultdict[int, dict[str, float]] = defaultdict(dict)
    past: defaultdict[str, list[tuple[str, Event]]] = defaultdict(list)
    for entry in known:
        for member in entry.members:
            past[member.source].append((entry.uid, member))
    now: defaultdict[str, list[tuple[int, Event]]] = defaultdict(list)
    for at, told in enumerate(clusters):
        for member in told.members:
            now[member.source].append((at, member))
    for source, events in now.items():
        _add(claims, past.get(source, []), events, today)
    taken = {uid for told in claims.values() for uid in told}
    lost = [pair for pairs in past.values() for pair in pairs if pair[0] not in taken]
    new = [pair for pairs in now.values() for pair in pairs if pair[0] not in claims]
    _add(claims, lost, new, today, ENOUGH_ELSEWHERE)
    _remember(claims, known, new)
    return claims


def _remember(
    claims: defaultdict[int, dict[str, float]], known: Sequence[Entry], new: Sequence[tuple[int, Event]]
) -> None:
    """Clusters that no entry's last events explain, but that are told just as an entry once was."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for entry in known:
        for key in entry.keys:
            owners[key].add(entry.uid)
    unexplained = [(at, event) for at, event in new if at not in claims]
    for at, event in unexplained:
        told = (owners[key] for key in remembered_by(event) if key in owners)
        for uid in {min(uids) for uids in told if len(uids) == 1}:
            claims[at][uid] = ENOUGH_ELSEWHERE


def _add(
    claims: defaultdict[int, dict[str, float]],
    past: Sequence[tuple[str, Event]],
    now: Sequence[tuple[int, Event]],
    today: date,
    enough: float | None = None,
) -> None:
    if not past or not now:
        return
    before, after = traces([event for _, event in past]), traces([event for _, event in now])
    found = follow(before, after, today, enough) if enough else follow(before, after, today)
    for at, (was, score) in found.items():
        told = claims[now[at][0]]
        told[past[was][0]] = told.get(past[was][0], 0.0) + score


def _rejoin(
    clusters: list[Cluster],
    claims: dict[int, dict[str, float]],
    not_same: Sequence[Picked],
    keys: Mapping[str, set[str]],
) -> tuple[list[Cluster], dict[int, dict[str, float]]]:
    """Join clusters of different sources that were one entry and do not contradict each other."""
    first_of: dict[str, int] = {}
    into: dict[int, int] = {}
    for at in sorted(claims):
        for uid in sorted(claims[at]):
            one = first_of.setdefault(uid, at)
            if (
                one != at
                and at not in into
                and one not in into
                and _still_one(clusters[one], clusters[at], not_same, keys[uid])
            ):
                into[at] = one
                reasons = (*clusters[one].reasons, *clusters[at].reasons, "one entry since an earlier run")
                members = (*clusters[one].members, *clusters[at].members)
                clusters[one] = Cluster(members, tuple(dict.fromkeys(reasons)))
                for known, score in claims[at].items():
                    claims[one][known] = claims[one].get(known, 0.0) + score
    kept = [at for at in range(len(clusters)) if at not in into]
    return [clusters[at] for at in kept], {new: claims[at] for new, at in enumerate(kept) if at in claims}


def _still_one(one: Cluster, other: Cluster, not_same: Sequence[Picked], known: set[str]) -> bool:
    """Other sources, one of them just as it was or both alike, not told apart by the editor or the town."""
    if {event.source for event in one.members} & {event.source for event in other.members}:
        return False
    keys = [frozenset().union(*map(keys_of, told.members)) for told in (one, other)]
    for left, right in not_same:
        if (keys[0] & set(left) and keys[1] & set(right)) or (keys[1] & set(left) and keys[0] & set(right)):
            return False
    unchanged = bool(known & keys[0] or known & keys[1])
    return all(_agree(a, b, unchanged) for a in one.members for b in other.members)


def _agree(a: Event, b: Event, unchanged: bool) -> bool:
    towns = {fold(event.place.town) for event in (a, b) if event.place.town}
    if len(towns) > 1 and a.language == b.language:
        return False
    if unchanged:
        return True
    alike = fuzz.token_set_ratio(fold(a.title), fold(b.title)) >= 60
    return alike or a.span.first == b.span.first
