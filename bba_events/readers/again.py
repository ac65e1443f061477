"""A day told again with its hour, apart from its name: "dimanche, oct. 12", "12 oct. · 10:30" at the foot.

It holds for the one thing of that day that has no hour of its own.  Which things there are is known to
``listing``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bba_events.event import Draft
from bba_events.readers.lines import DatedLines
from bba_events.span import Span, SpanKind


def with_hours(drafts: Sequence[Draft], seen: DatedLines, anchors: Collection[int]) -> list[Draft]:
    """The drafts, those of a day alone with the hour of the one line that says but that day and it."""
    spans = [_only(draft, seen) for draft in drafts]
    often = Counter(span.start for span in spans if span)
    told = dict(_told(seen, anchors))
    return [
        replace(draft, when=told[span.start])
        if span and not span.timed and often[span.start] == 1 and told.get(span.start)
        else draft
        for draft, span in zip(drafts, spans, strict=True)
    ]


def _only(draft: Draft, seen: DatedLines) -> Span | None:
    """The one day of a draft, None when it has another."""
    found = seen.dates.announced(draft.when)
    return found[0].span if len(found) == 1 and found[0].span.kind is SpanKind.DAY else None


def _told(seen: DatedLines, anchors: Collection[int]) -> Iterator[tuple[date | None, str]]:
    """Days with their words on lines that say nothing besides; "" for a day with several hours."""
    days: dict[date | None, str] = {}
    for number, found in seen.mentions.items():
        if len(found) != 1 or not found[0].span.timed or seen.rest[number] or number in anchors:
            continue
        day, words = found[0].span.start, found[0].text
        days[day] = words if days.get(day, words) == words else ""
    yield from days.items()
