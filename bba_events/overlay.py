"""A list shows an event in one line, its own page tells the rest: the two made one.

Pure functions of events that were read already.  The page of the event itself is the better witness
for everything but the day: a list that shows one row for each day of a series is right about its row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bba_events.event import Event, Evidence, Status
from bba_events.span import Span
from bba_events.text import fold


def overlay(listed: Event, details: Sequence[Event]) -> Event:
    """The listed event with the facts of its own page; unchanged when the page tells of none like it."""
    told = _same(listed, details)
    if told is None:
        return _doubted(listed, details)
    sure = told if told.span.dated else listed  # the event's own page settles what the list leaves open
    return replace(
        listed,
        span=told.span if _tells_more(told.span, listed.span) else listed.span,
        status=told.status if told.status is not Status.CONFIRMED else listed.status,
        place=told.place if len(told.place.line) >= len(listed.place.line) else listed.place,
        url=listed.url or told.url,
        organiser=told.organiser or listed.organiser,
        description=max(told.description, listed.description, key=len),
        uid=listed.uid or told.uid,
        part_of=listed.part_of or told.part_of,
        language=told.language or listed.language,
        alternates={**listed.alternates, **told.alternates},
        certain=sure.certain,
        doubts=sure.doubts,
        evidence=_evidence(listed, told),
    )


def _same(listed: Event, details: Sequence[Event]) -> Event | None:
    """The event of the detail page that is the listed one: same title, a day in common."""
    if not listed.span.dated:
        return details[0] if len(details) == 1 else None
    near = [told for told in details if _meet(listed.span, told.span)]
    named = [told for told in near if _alike(listed.title, told.title)]
    if named:
        return named[0]
    return near[0] if len(near) == 1 else None


def _meet(a: Span, b: Span) -> bool:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    return a.first <= b.last and b.first <= a.last


def _alike(a: str, b: str) -> bool:
    one, other = fold(a), fold(b)
    return bool(one and other) and (one in other or other in one)


def _tells_more(told: Span, listed: Span) -> bool:
    """Whether the page's own span says more: a day where none was, an hour, or the whole range."""
    if not listed.dated:
        return told.dated
    if told.timed != listed.timed:
        return told.timed and told.days <= max(listed.days, 1) + 1
    return (told.end_time is not None, told.days) > (listed.end_time is not None, listed.days)


def _doubted(listed: Event, details: Sequence[Event]) -> Event:
    """A page whose only event is on other days contradicts the list: a doubt for the editor."""
    others = [told for told in details if told.span.dated and _alike(listed.title, told.title)]
    if not listed.span.dated or len(others) != 1:
        return listed
    words = others[0].evidence.get("span")
    doubt = f"its own page says {words.words!r}" if words else "its own page gives another date"
    return replace(listed, doubts=(*listed.doubts, doubt), certain=False)


def _evidence(listed: Event, told: Event) -> dict[str, Evidence]:
    kept = dict(listed.evidence)
    for fact, seen in told.evidence.items():
        if fact not in kept or (fact == "span" and _tells_more(told.span, listed.span)):
            kept[fact] = seen
    return kept
