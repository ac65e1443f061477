"""From a phrase with settled days to spans: ranges, open ends, days with their hours.

Consecutive days joined by "and" are one range, other lists are separate days (DESIGN §5.4).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from bba_events.dates.counting import Settled
from bba_events.dates.phrase import Item, Phrase
from bba_events.span import Span, SpanKind, day

ONE = timedelta(days=1)


@dataclass(slots=True)
class Piece:
    """One span and the tokens it was read from."""

    span: Span
    first: int
    next: int
    each: bool = False
    """Whether the days of a range are told one by one, with hours."""


def pieces(phrase: Phrase, settled: Settled) -> list[Piece]:
    """The spans of a phrase in the order of writing; empty when one of them is impossible."""
    try:
        return _pieces(phrase, settled)
    except ValueError:  # an end before its start, or longer than any announcement
        return []


def _pieces(phrase: Phrase, settled: Settled) -> list[Piece]:
    """As ``pieces``; raises ValueError for an impossible span."""
    bounds = _bounds(phrase.items, settled)
    _share(phrase)
    if _runs(phrase, bounds):
        item = Item(phrase.items[0].first, phrase.items[-1].first)
        span = _range(item, bounds[0][0], bounds[-1][1])
        return [Piece(span, phrase.first, phrase.next, each=span.timed)]
    found: list[Piece] = []
    for item, (first, last) in zip(phrase.items, bounds, strict=True):
        begin = phrase.first if item is phrase.items[0] else item.first.first
        end = item.points[-1].next
        opened = len(phrase.items) == 1 or item is phrase.items[0]
        spans = _open(phrase, item, first, last) if opened else None
        found.extend(Piece(span, begin, end) for span in spans or _closed(item, first, last))
    return found


def _bounds(items: list[Item], settled: Settled) -> list[tuple[date, date]]:
    """First and last day of each item, the week or weekend around included."""
    found, at = [], 0
    for item in items:
        size = len(item.points)
        first, last = settled.days[at], settled.ends[at + size - 1]
        found.append(_around(item, first, last) if len(items) == 1 else (first, last))
        at += size
    return found


def _around(item: Item, first: date, last: date) -> tuple[date, date]:
    """Reads "week van 7 oktober" is Monday to Sunday, "weekend van 14 oktober" Saturday and Sunday."""
    if first != last or not item.first.around:
        return first, last
    monday = first - timedelta(days=first.weekday())
    if item.first.around == "week_of":
        return monday, monday + timedelta(days=6)
    return (
        (min(first, monday + timedelta(days=5)), monday + timedelta(days=6))
        if first.weekday() >= 4
        else (first, last)
    )


def _share(phrase: Phrase) -> None:
    """Hours behind a day hold for those before it that have none: "ven. 2 et sam. 3 à 20h, dim. 4 à 15h"."""
    for item, following in reversed(list(pairwise(phrase.items))):
        if not any(point.slots for point in item.points):
            item.points[-1].slots = following.points[-1].slots


def _runs(phrase: Phrase, bounds: list[tuple[date, date]]) -> bool:
    """Whether a list is of consecutive single days that share their hours."""
    items = phrase.items
    if len(items) < 2 or any(item.joined == "or" for item in items) or phrase.lead in ("until", "before"):
        return False
    if any(first != last for first, last in bounds):
        return False
    if any(after[0] - before[0] != ONE for before, after in pairwise(bounds)):
        return False
    shared = items[-1].points[-1].slots
    return not any(item.first.slots is not shared and item.first.slots for item in items)


def _open(phrase: Phrase, item: Item, first: date, last: date) -> list[Span] | None:
    """An open start or end, when the lead says so and only one day is written."""
    point = item.first
    single = first == last and item.last is None
    clock = point.slots[0][0] if point.slots else None
    if phrase.lead in ("until", "before") and (single or point.around or point.form == "relative"):
        return [Span(SpanKind.OPEN_START, end=last, end_time=clock)]
    if (phrase.lead in ("since", "ago") or phrase.onwards) and single:
        return [Span(SpanKind.OPEN_END, first, start_time=clock)]
    return None


def _closed(item: Item, first: date, last: date) -> list[Span]:
    """A day for each slot, or a range."""
    if item.last is None and first != last:
        return [_range(replace(item, last=item.first), first, last)]
    if item.last is not None and first != last:
        return [_range(item, first, last)]
    if item.last is not None:
        return [_one_day(item, first)]
    if not item.first.slots:
        return [day(first)]
    return [day(first, start_time=start, end_time=end) for start, end in item.first.slots]


def _one_day(item: Item, when: date) -> Span:
    """Reads "3 mei 14:00 – 3 mei 17:00": both ends on one day."""
    begin, finish = item.points[0].slots, item.points[-1].slots
    if not (begin or finish):
        return day(when)
    end = (finish[-1][1] or (finish[-1][0] if begin else None)) if finish else None
    return day(when, start_time=(begin or finish)[0][0], end_time=end)


def _range(item: Item, first: date, last: date) -> Span:
    """First to last day; hours on one side only hold every day."""
    if first > last:
        raise ValueError("a range that ends before it starts")
    begin = item.points[0].slots
    finish = item.points[-1].slots if item.last is not item.first else []
    if begin and finish and begin is not finish:
        return Span(SpanKind.RANGE, first, last, begin[0][0], finish[-1][1] or finish[-1][0])
    slots = begin or finish
    if not slots:
        return Span(SpanKind.RANGE, first, last)
    ends = [end for _, end in slots if end is not None]
    return Span(
        SpanKind.RANGE,
        first,
        last,
        slots[0][0],
        ends[-1] if ends else None,
        daily=slots is finish or bool(ends),
    )
