"""A first and a last day or moment, as the editor types them, as a span."""

from __future__ import annotations

from datetime import date, datetime, time

from bba_events.picks.records import When
from bba_events.span import Span, SpanKind


def span_of(start: When, end: When | None, zone: str) -> Span:
    """The span; raises ValueError when the end falls before the start or only one of two days has an hour."""
    first, begins = _apart(start)
    last, ends = _apart(end) if end is not None else (first, None)
    if ends is not None and begins is None:
        raise ValueError("an hour at the end needs one at the start")
    if (last, ends or time.max) < (first, begins or time.min):
        raise ValueError(f"{end} is before {start}")
    kind = SpanKind.DAY if first == last else SpanKind.RANGE
    return Span(kind, first, last, begins, ends, zone if begins else "")


def _apart(when: When) -> tuple[date, time | None]:
    if isinstance(when, datetime):
        return when.date(), when.time()
    return when, None
