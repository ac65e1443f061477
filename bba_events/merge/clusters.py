"""Verdicts on pairs into clusters that hang together.

The surest pairs are joined first; two clusters are joined only when no two of their members exclude
each other and they are alike on the whole, so that a chain of bad links pulls nothing together.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from functools import partial

from bba_events.change import Cluster
from bba_events.config import Source
from bba_events.event import Event
from bba_events.keys import keys_of
from bba_events.merge.blocks import pairs
from bba_events.merge.sketch import Sketches, local
from bba_events.merge.verdict import ASK_FROM, SAME_FROM, Answer, Verdict, compare

Picked = tuple[Collection[str], Collection[str]]
"""Two groups of keys (``keys.keys_of``): every event known by one of the first, by one of the second."""

_BY_HAND = 99.0
_SAME = Verdict(Answer.SAME, _BY_HAND, ("picks say they are the same",))
_NOT_SAME = Verdict(Answer.DIFFERENT, -_BY_HAND, ("picks say they are not the same",), vetoed=True)
_MANY = 10_000
_TWICE = ("listed twice",)


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
    with _collector_waiting(len(events)):
        ordered = sorted(events, key=partial(_order, zone=zone))
        unlike, copies = _without_copies(ordered)
        sketches = Sketches(unlike, known, zone)
        judged = _judge(sketches)
        judged |= _by_hand(unlike, same, _SAME)
        judged |= _by_hand(unlike, not_same, _NOT_SAME)
        return _Joining(sketches, judged, copies).result(known)


def _without_copies(ordered: Sequence[Event]) -> tuple[list[Event], dict[int, list[Event]]]:
    """One of each telling, and by its position the copies: a list may repeat a line a thousand times."""
    unlike: list[Event] = []
    copies: dict[int, list[Event]] = {}
    for event in ordered:
        if unlike and _is_copy(event, unlike[-1]):
            copies.setdefault(len(unlike) - 1, []).append(event)
        else:
            unlike.append(event)
    return unlike, copies


def _is_copy(a: Event, b: Event) -> bool:
    return (
        a.title == b.title
        and a.source == b.source
        and (a.url, a.uid, a.language, a.kind, a.part_of) == (b.url, b.uid, b.language, b.kind, b.part_of)
        and a.span == b.span
        and a.place == b.place
        and a.alternates == b.alternates
    )


def _judge(sketches: Sketches) -> dict[tuple[int, int], Verdict]:
    """Verdicts on the pairs worth comparing; two that differ are not kept."""
    judged: dict[tuple[int, int], Verdict] = {}
    for pair in pairs(sketches):
        told = compare(sketches[pair[0]], sketches[pair[1]])
        if told.answer is not Answer.DIFFERENT:
            judged[pair] = told
    return judged


@contextmanager
def _collector_waiting(number: int) -> Iterator[None]:
    """No search for reference cycles while many records without any are made: a third of the time."""
    if number < _MANY or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _order(event: Event, zone: str) -> tuple[object, ...]:
    """One order for any list of events, whatever order they came in."""
    span, place = local(event.span, zone), event.place
    told = (event.source, event.url, event.page, event.title, event.uid, event.language)
    when = (
        span.kind,
        span.last or date.min,
        span.start_time or time.min,
        span.end_time or time.min,
        span.zone,
    )
    return (span.first or date.min, *told, *when, place.name, place.town, event.description, event.status)


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

    def __init__(
        self,
        sketches: Sketches,
        judged: dict[tuple[int, int], Verdict],
        copies: Mapping[int, list[Event]],
    ) -> None:
        self.sketches = sketches
        self.judged = judged
        self.copies = copies
        self.group = list(range(len(sketches)))
        self.members: dict[int, list[int]] = {}
        """Of the clusters of several; every other event is alone."""
        self.reasons: dict[int, tuple[str, ...]] = {}
        self.asks: list[tuple[int, int]] = []

    def result(self, rows: Mapping[str, Source]) -> Clustering:
        links = [(pair, told) for pair, told in self.judged.items() if told.answer is Answer.SAME]
        for pair, told in sorted(links, key=lambda link: (-link[1].points, link[0])):
            self._join(*pair, told)
        order = {name: place for place, name in enumerate(rows)}
        heads = (at for at, head in enumerate(self.group) if at == head)
        clusters = tuple(self._cluster(at, rows, order) for at in heads)
        return Clustering(clusters, tuple(self._questions()))

    def _join(self, a: int, b: int, told: Verdict) -> None:
        one, other = sorted((self.group[a], self.group[b]))
        if one == other:
            return
        ones, others = self._of(one), self._of(other)
        if told.points < _BY_HAND and not self._hangs_together(ones, others):
            if not self._excluded(one, other):
                self.asks.append((a, b))
            return
        for at in others:
            self.group[at] = one
        self.members.pop(other, None)
        self.members[one] = [*ones, *others]
        found = (*self.reasons.get(one, ()), *self.reasons.pop(other, ()), *told.reasons)
        self.reasons[one] = tuple(dict.fromkeys(found))

    def _of(self, group: int) -> list[int]:
        return self.members.get(group) or [group]

    def _hangs_together(self, ones: list[int], others: list[int]) -> bool:
        """No two exclude each other, and all pairs together are as alike as one sure pair."""
        told = [self._between(a, b) for a in ones for b in others]
        if any(verdict.vetoed for verdict in told):
            return False
        return sum(verdict.points for verdict in told) / len(told) >= ASK_FROM

    def _excluded(self, one: int, other: int) -> bool:
        return any(self._between(a, b).vetoed for a in self._of(one) for b in self._of(other))

    def _between(self, a: int, b: int) -> Verdict:
        pair = (min(a, b), max(a, b))
        told = self.judged.get(pair) or compare(self.sketches[a], self.sketches[b])
        return _BRIDGED if told.vetoed and self._one_run(a, b) else told

    def _one_run(self, a: int, b: int) -> bool:
        """Two days that a run of several days, joined to one of them already, holds both."""
        one, other = self.sketches[a], self.sketches[b]
        if one.ranged or other.ranged or one.first == other.first or one.title.joined != other.title.joined:
            return False
        low, high = min(one.first, other.first), max(one.last, other.last)
        near = (self.sketches[at] for at in (*self._of(self.group[a]), *self._of(self.group[b])))
        return any(item.ranged and item.first <= low and high <= item.last for item in near)

    def _cluster(self, at: int, rows: Mapping[str, Source], order: Mapping[str, int]) -> Cluster:
        if at not in self.members:
            copies = self.copies.get(at, ())
            return Cluster((self.sketches.events[at], *copies), _TWICE if copies else ())

        def trusted(member: int) -> tuple[int, int, int]:
            source = self.sketches.events[member].source
            row = rows.get(source)
            return -(row.trust if row else 50), order.get(source, len(order)), member

        members = sorted(self.members[at], key=trusted)
        events = [
            event for one in members for event in (self.sketches.events[one], *self.copies.get(one, ()))
        ]
        return Cluster(tuple(events), self.reasons.get(at, ()))

    def _questions(self) -> list[Ask]:
        open_pairs = [pair for pair, told in self.judged.items() if told.answer is Answer.ASK]
        asked: dict[tuple[int, int], tuple[int, int]] = {}
        for a, b in sorted({*open_pairs, *self.asks}):
            groups = (min(self.group[a], self.group[b]), max(self.group[a], self.group[b]))
            if groups[0] != groups[1] and not self._excluded(*groups):
                asked.setdefault(groups, (a, b))
        return [
            Ask(self.sketches.events[a], self.sketches.events[b], self._between(a, b).reasons)
            for a, b in asked.values()
        ]


_BRIDGED = Verdict(Answer.SAME, SAME_FROM, ("days of one run",))
