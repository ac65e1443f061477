"""Which cluster is which known entry.

A cluster is an entry when an event of it was the entry's event before.  When it was several, the
elder lives.  When an entry was several clusters, they are still one if nothing speaks against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz

from bba_events.change import Cluster
from bba_events.event import Entry, Event
from bba_events.identity.continuity import ENOUGH_ELSEWHERE, follow, traces
from bba_events.keys import keys_of
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
    clusters: Sequence[Cluster], known: Sequence[Entry], today: date, not_same: Sequence[Picked] = ()
) -> Assigned:
    """Find each cluster's entry; the order of clusters and entries does not matter."""
    elder_first = sorted(known, key=lambda entry: (entry.created, entry.uid))
    claims = _claims(clusters, elder_first, today)
    joined, claims = _rejoin(list(clusters), claims, not_same)
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
    return claims


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
    clusters: list[Cluster], claims: dict[int, dict[str, float]], not_same: Sequence[Picked]
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
                and _still_one(clusters[one], clusters[at], not_same)
            ):
                into[at] = one
                reasons = (*clusters[one].reasons, *clusters[at].reasons, "one entry since an earlier run")
                members = (*clusters[one].members, *clusters[at].members)
                clusters[one] = Cluster(members, tuple(dict.fromkeys(reasons)))
                for known, score in claims[at].items():
                    claims[one][known] = claims[one].get(known, 0.0) + score
    kept = [at for at in range(len(clusters)) if at not in into]
    return [clusters[at] for at in kept], {new: claims[at] for new, at in enumerate(kept) if at in claims}


def _still_one(one: Cluster, other: Cluster, not_same: Sequence[Picked]) -> bool:
    """Other sources, alike in title or on one day, not told apart by the editor or by the town."""
    if {event.source for event in one.members} & {event.source for event in other.members}:
        return False
    keys = [frozenset().union(*map(keys_of, told.members)) for told in (one, other)]
    for left, right in not_same:
        if (keys[0] & set(left) and keys[1] & set(right)) or (keys[1] & set(left) and keys[0] & set(right)):
            return False
    return all(_agree(a, b) for a in one.members for b in other.members)


def _agree(a: Event, b: Event) -> bool:
    towns = {fold(event.place.town) for event in (a, b) if event.place.town}
    if len(towns) > 1 and a.language == b.language:
        return False
    alike = fuzz.token_set_ratio(fold(a.title), fold(b.title)) >= 60
    return alike or a.span.first == b.span.first
