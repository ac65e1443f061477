"""From mentions to what takes place: a day each where hours follow days told one by one, one event a day.

"Samedi 14 et dimanche 15 mai, 10h-18h" is one span for whoever reads the words and twice something to go
to; "9h-12h et 14h-17h" is two spans and one visit with a meal between.  Which words are which is left to
``reading``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import time, timedelta

from bba_events.dates.mention import Mention
from bba_events.span import Span, SpanKind, day

_NOON = (time(11, 30), time(13, 45))
"""Hours at which the first half of a day ends."""
_AGAIN = time(15)
"""The hour by which the second half has begun."""


def sessions(found: Sequence[Mention]) -> list[Mention]:
    """The mentions, those of several timed days taken apart and the halves of one day made one."""
    made: list[Mention] = []
    for mention in (each for one in found for each in _days(one)):
        if made and _goes_on(made[-1], mention):
            made[-1] = replace(made[-1], span=replace(made[-1].span, end_time=mention.span.end_time))
        else:
            made.append(mention)
    return made


def _days(mention: Mention) -> Iterator[Mention]:
    """A mention for each day of one whose days are told with their hours.

    Hours from one to another that stand on another line hold for a visit on either day.
    """
    span = mention.span
    lent = "\n" in mention.text and span.end_time is not None
    if not mention.each or span.start is None or span.end is None or lent:
        yield mention
        return
    for number in range((span.end - span.start).days + 1):
        yield replace(mention, span=_on(span, number))


def _on(span: Span, number: int) -> Span:
    """The hours of a span on its day of that number."""
    assert span.start is not None
    when = span.start + timedelta(days=number)
    return day(when, start_time=span.start_time, end_time=span.end_time, zone=span.zone)


def _goes_on(one: Mention, other: Mention) -> bool:
    """Whether hours after noon go on with those before it, told together: "de 9h à 12h et de 14h à 17h"."""
    first, last = one.span, other.span
    if one.at != other.at or first.kind is not SpanKind.DAY or first.start != last.start:
        return False
    if first.end_time is None or last.start_time is None or last.end_time is None:
        return False
    return _NOON[0] <= first.end_time <= _NOON[1] and first.end_time <= last.start_time <= _AGAIN
