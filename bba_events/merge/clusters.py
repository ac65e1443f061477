"""Verdicts on pairs into clusters that hang together.

The surest pairs are joined first; two clusters are joined only when no two of their members exclude
each other and they are alike on the whole, so that a chain of bad links pulls nothing together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bba_events.change import Cluster
from bba_events.config import Source
from bba_events.event import Event
from bba_events.keys import keys_of
from bba_events.merge.blocks import pairs
from bba_events.merge.sketch import Sketch, own_pages, sketch
from bba_events.merge.verdict import ASK_FROM, SAME_FROM, Answer, Verdict, compare

Picked = tuple[Collection[str], Collection[str]]
"""Two groups of keys (``keys.keys_of``): every event known by one of the first, by one of the second."""

_BY_HAND = 99.0


@dataclass(frozen=True, slots=True)
class Ask:
    """Two tellings that may be one; only a person can say."""

    a: Event
    b: Event
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clustering:
    """Every event in exactly one cluster, by first day, and the questions left."""

    clusters: tuple[Cluster, ...]
    asks: tuple[Ask, ...]


def cluster(
    events: Sequence[Event],
    *,
    rows: Mapping[str, Source] | None = None,
    same: Sequence[Picked] = (),
    not_same: Sequence[Picked] = (),
    zone: str = "Europe/Brussels",
) -> Clustering:
    """Which events are one happening.

    ``rows`` gives each source's partner and trust; the editor's ``same`` and ``not_same`` always win.
    ``zone`` is the calendar's, for clocks with a zone of their own.
    """
    known = rows or {}
    ordered = sorted(events, key=_order)
    own = own_pages(ordered, known)
    sketches = [
        sketch(event, known.get(event.source), url, zone) for event, url in zip(ordered, own, strict=True)
    ]
    judged = {pair: compare(sketches[pair[0]], sketches[pair[1]]) for pair in pairs(sketches)}
    judged |= _by_hand(ordered, same, Verdict(Answer.SAME, _BY_HAND, ("picks say they are the same",)))
    judged |= _by_hand(
        ordered,
        not_same,
        Verdict(Answer.DIFFERENT, -_BY_HAND, ("picks say they are not the same",), vetoed=True),
    )
    return _Joining(sketches, judged).result(known)


def _order(event: Event) -> tuple[object, ...]:
    """One order for any list of events, whatever order they came in."""
    day = event.span.first.toordinal() if event.span.first else 0
    told = (event.source, event.url, event.page, event.title, event.uid, event.language)
    return (day, *told, repr(event.span), event.place.line, event.description)


def _by_hand(
    events: Sequence[Event], picked: Sequence[Picked], verdict: Verdict
) -> dict[tuple[int, int], Verdict]:
    if not picked:
        return {}
    known = [keys_of(event) for event in events]
    found: dict[tuple[int, int], Verdict] = {}
    for one, other in picked:
        left = [at for at, keys in enumerate(known) if not keys.isdisjoint(one)]
        right = [at for at, keys in enumerate(known) if not keys.isdisjoint(other)]
        found |= {(min(a, b), max(a, b)): verdict for a in left for b in right if a != b}
    return found


class _Joining:
    """Clusters while they grow; ``group[at]`` names the cluster of event ``at``."""

    def __init__(self, sketches: Sequence[Sketch], judged: dict[tuple[int, int], Verdict]) -> None:
        self.sketches = sketches
        self.judged = judged
        self.group = list(range(len(sketches)))
        self.members = {at: [at] for at in self.group}
        self.reasons: dict[int, list[str]] = {}
        self.asks: list[tuple[int, int]] = []

    def result(self, rows: Mapping[str, Source]) -> Clustering:
        links = [(pair, told) for pair, told in self.judged.items() if told.answer is Answer.SAME]
        for pair, told in sorted(links, key=lambda link: (-link[1].points, link[0])):
            self._join(*pair, told)
        clusters = tuple(self._cluster(at, rows) for at in sorted(self.members))
        return Clustering(clusters, tuple(self._questions()))

    def _join(self, a: int, b: int, told: Verdict) -> None:
        one, other = sorted((self.group[a], self.group[b]))
        if one == other:
            return
        if told.points < _BY_HAND and not self._hangs_together(self.members[one], self.members[other]):
            if not self._excluded(one, other):
                self.asks.append((a, b))
            return
        for at in self.members[other]:
            self.group[at] = one
        self.members[one] += self.members.pop(other)
        self.reasons[one] = [*self.reasons.get(one, []), *self.reasons.pop(other, []), *told.reasons]

    def _hangs_together(self, ones: list[int], others: list[int]) -> bool:
        """No two exclude each other, and all pairs together are as alike as one sure pair."""
        told = [self._between(a, b) for a in ones for b in others]
        if any(verdict.vetoed for verdict in told):
            return False
        return sum(verdict.points for verdict in told) / len(told) >= ASK_FROM

    def _excluded(self, one: int, other: int) -> bool:
        return any(self._between(a, b).vetoed for a in self.members[one] for b in self.members[other])

    def _between(self, a: int, b: int) -> Verdict:
        pair = (min(a, b), max(a, b))
        if pair not in self.judged:
            self.judged[pair] = compare(self.sketches[a], self.sketches[b])
        told = self.judged[pair]
        return _BRIDGED if told.vetoed and self._one_run(a, b) else told

    def _one_run(self, a: int, b: int) -> bool:
        """Two days that a run of several days, joined to one of them already, holds both."""
        one, other = self.sketches[a], self.sketches[b]
        if one.ranged or other.ranged or one.first == other.first or one.title.joined != other.title.joined:
            return False
        low, high = min(one.first, other.first), max(one.last, other.last)
        near = (self.sketches[at] for at in (*self.members[self.group[a]], *self.members[self.group[b]]))
        return any(item.ranged and item.first <= low and high <= item.last for item in near)

    def _cluster(self, at: int, rows: Mapping[str, Source]) -> Cluster:
        order = {name: place for place, name in enumerate(rows)}

        def trusted(member: int) -> tuple[int, int, int]:
            source = self.sketches[member].event.source
            row = rows.get(source)
            return -(row.trust if row else 50), order.get(source, len(order)), member

        members = sorted(self.members[at], key=trusted)
        found = tuple(dict.fromkeys(self.reasons.get(at, ())))
        return Cluster(tuple(self.sketches[member].event for member in members), found)

    def _questions(self) -> list[Ask]:
        open_pairs = [pair for pair, told in self.judged.items() if told.answer is Answer.ASK]
        asked: dict[tuple[int, int], tuple[int, int]] = {}
        for a, b in sorted({*open_pairs, *self.asks}):
            groups = (min(self.group[a], self.group[b]), max(self.group[a], self.group[b]))
            if groups[0] != groups[1] and not self._excluded(*groups):
                asked.setdefault(groups, (a, b))
        return [
            Ask(self.sketches[a].event, self.sketches[b].event, self.judged[min(a, b), max(a, b)].reasons)
            for a, b in asked.values()
        ]


_BRIDGED = Verdict(Answer.SAME, SAME_FROM, ("days of one run",))
