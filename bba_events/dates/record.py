"""A mention as the record that ``when --json`` prints (DESIGN §4)."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from bba_events.dates.mention import Mention
from bba_events.span import Span, SpanKind


def record(mention: Mention) -> dict[str, Any]:
    """start, end, kind, role, certain, doubts, rule and text of one mention, ready for JSON."""
    start, end = ends(mention.span)
    return {
        "start": start,
        "end": end,
        "kind": str(mention.span.kind),
        "role": str(mention.role),
        "certain": mention.certain,
        "doubts": list(mention.doubts),
        "rule": mention.span.rule or None,
        "text": mention.text,
    }


def ends(span: Span) -> tuple[str | None, str | None]:
    """Start and end as ISO dates, or local date-times to the minute where a clock is written.

    A timed day without a written end has no end; a day without a clock ends on itself.
    """
    if span.kind is SpanKind.RECURRING:
        return _moment(span.start, None), _moment(span.end, None)
    start = _moment(span.start, span.start_time)
    if span.kind is SpanKind.DAY and span.start_time is not None and span.end_time is None:
        return start, None
    return start, _moment(span.end, span.end_time)


def _moment(day: date | None, clock: time | None) -> str | None:
    """Writes "2026-11-28", "2026-11-28T14:00" or None."""
    if day is None:
        return None
    return f"{day.isoformat()}T{clock:%H:%M}" if clock is not None else day.isoformat()
