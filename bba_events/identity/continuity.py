"""One source's events of the last run, found again among this run's: renamed, moved or rescheduled.

Knows how much each likeness proves.  Pairs are scored and taken surest first, one to one, so that
the order of the lists does not matter.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import fuzz

from bba_events import address
from bba_events.event import Event
from bba_events.text import fold

ENOUGH = 4.0
"""Score from which two tellings of one source are one event."""
ENOUGH_ELSEWHERE = 6.0
"""The same for tellings of two sources, when no source shows the old one any more."""
SAME_WORDS = 15.0
_LARGEST = 40_000
_NEXT_EDITION = timedelta(days=180)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Trace:
    """An event with what it is followed by; ``own`` is its page's address when no other event has it."""

    event: Event
    title: str
    own: str
    lone: bool
    """Its title stands once in its list."""


def traces(events: Sequence[Event]) -> list[Trace]:
    """The events of one source at one time, with what is theirs alone."""
    titles = [fold(event.title) for event in events]
    pages = [address.canonical(event.url) if event.url else "" for event in events]
    how_often, shared = Counter(titles), Counter(pages)
    return [
        Trace(event, title, page if shared[page] == 1 else "", how_often[title] == 1)
        for event, title, page in zip(events, titles, pages, strict=True)
    ]


def follow(
    past: Sequence[Trace], now: Sequence[Trace], today: date, enough: float = ENOUGH
) -> dict[int, tuple[int, float]]:
    """Position in ``now`` to position in ``past`` and score, each used once; the unchanged first."""
    found = _unchanged(past, now)
    used = {before for before, _ in found.values()}
    stable = _ids_are_stable(past, now)
    scored = []
    for at, before in _candidates(past, now, used, found):
        score = likeness(past[before], now[at], today, ids=stable)
        if score >= enough:
            scored.append((-score, _key(past[before].event), _key(now[at].event), at, before))
    for worth, _, _, at, before in sorted(scored):
        if at not in found and before not in used:
            found[at] = (before, -worth)
            used.add(before)
    return found


def _unchanged(past: Sequence[Trace], now: Sequence[Trace]) -> dict[int, tuple[int, float]]:
    """Those that a source tells in the same words as before."""
    known: dict[Hashable, list[int]] = {}
    for before in reversed(range(len(past))):
        known.setdefault(_words(past[before].event), []).append(before)
    told = ((at, known.get(_words(trace.event))) for at, trace in enumerate(now))
    return {at: (before.pop(), SAME_WORDS) for at, before in told if before}


def _words(event: Event) -> Hashable:
    return event.source, event.title, event.span, event.url, event.uid, event.place


def _key(event: Event) -> tuple[str, ...]:
    return (
        str(event.span.first),
        str(event.span.start_time),
        event.source,
        event.url,
        event.title,
        event.uid,
    )


def _candidates(
    past: Sequence[Trace], now: Sequence[Trace], used: Collection[int], found: Collection[int]
) -> Iterator[tuple[int, int]]:
    """Pairs of what is left that share something; a title of hundreds of days needs the day too."""
    known: defaultdict[Hashable, list[int]] = defaultdict(list)
    asked: defaultdict[Hashable, list[int]] = defaultdict(list)
    for trace, into, at, done in (
        *((trace, known, at, used) for at, trace in enumerate(past)),
        *((trace, asked, at, found) for at, trace in enumerate(now)),
    ):
        if at not in done:
            for key in _buckets(trace):
                into[key].append(at)
    pairs = {
        (at, before)
        for key, ats in asked.items()
        if len(ats) * len(known.get(key, ())) <= _LARGEST
        for at in ats
        for before in known.get(key, ())
    }
    yield from sorted(pairs)


def _buckets(trace: Trace) -> Iterator[Hashable]:
    event = trace.event
    yield "title", trace.title
    yield "day", event.span.first, event.span.start_time
    if event.uid:
        yield "uid", event.uid
    for url in (event.url, *event.alternates.values()):
        if url and trace.own:
            yield "url", address.canonical(url)


def _ids_are_stable(past: Iterable[Trace], now: Iterable[Trace]) -> bool:
    """Whether ids stay with their events: of those found again without them, at least half."""
    before = {(trace.title, trace.event.span): trace.event.uid for trace in past if trace.event.uid}
    pairs = [
        (before.get((trace.title, trace.event.span)), trace.event.uid) for trace in now if trace.event.uid
    ]
    known = [old == new for old, new in pairs if old]
    return not known or sum(known) * 2 >= len(known)


def likeness(past: Trace, now: Trace, today: date, *, ids: bool = True) -> float:
    """How surely the one became the other; below 0 when it is another edition."""
    if _other_edition(past, now, today):
        return -1.0
    same_id = bool(ids and past.event.uid and past.event.uid == now.event.uid)
    same_page = bool(past.own and past.own == now.own)
    title, day = _title(past, now), _day(past.event, now.event)
    score = title + day + _place(past.event, now.event)
    score += 5.0 * same_id + 5.0 * same_page + 4.0 * (not same_page and _twin(past.event, now.event))
    if same_id and not same_page and title <= 0 and day <= 0:
        score -= 2.0  # an id alone may be a mere position in a list
    return score


def _other_edition(past: Trace, now: Trace, today: date) -> bool:
    """A happening that is over does not move to a later day: that is the next one."""
    before, after = past.event.span, now.event.span
    if before.last is None or after.first is None or before == after:
        return False
    years, others = set(_YEAR.findall(past.title)), set(_YEAR.findall(now.title))
    if years and others and not years & others and after.first - before.last > _NEXT_EDITION:
        return True
    return before.last < today and after.first > before.last


def _title(past: Trace, now: Trace) -> float:
    if past.title == now.title:
        return 3.0 + (past.lone and now.lone)
    ratio = fuzz.token_sort_ratio(past.title, now.title, score_cutoff=55)
    if ratio >= 80:
        return 2.0
    if ratio:
        return 1.0
    return 0.0 if past.event.language != now.event.language else -1.0


def _day(past: Event, now: Event) -> float:
    before, after = past.span, now.span
    if before.first is None or after.first is None:
        return 1.0 if before.first is after.first else 0.0
    if before.first != after.first:
        return 0.0
    if before.start_time is None or after.start_time is None:
        return 3.0
    return 4.0 if before.start_time == after.start_time else 2.5


def _place(past: Event, now: Event) -> float:
    before, after = fold(past.place.line), fold(now.place.line)
    if not before or not after:
        return 0.0
    if before == after or (past.place.town and fold(past.place.town) == fold(now.place.town)):
        return 1.0
    return 0.5 if before in after or after in before else -3.0


def _twin(past: Event, now: Event) -> bool:
    return bool(past.url in now.alternates.values() or now.url in past.alternates.values())
