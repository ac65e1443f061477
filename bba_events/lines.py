"""Events as the JSON lines that others script against, and back again.

The one place that knows the keys and value forms of ``read`` and ``merge`` (docs/commands.md); those of
``when`` are ``dates.record``'s.  Which lines are printed is left to ``cli``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from bba_events.event import Event, EventKind, Place, Status
from bba_events.span import Span, SpanKind, tzinfo

ONLINE = "online"
_FACTS = {"span": ("start", "end"), "place": ("location",)}
"""Evidence by field of an event, where the line has other names for it."""


def ends(span: Span) -> tuple[str | None, str | None]:
    """``start`` and ``end``: ISO dates, or date-times to the minute with the offset where a zone is known.

    ``end`` is inclusive; None where no end is written.
    """
    start, end = _value(span.start, span.start_time, span.zone), _value(span.end, span.end_time, span.zone)
    unwritten = span.kind is SpanKind.DAY and span.timed and span.end_time is None
    return start, None if unwritten else end


def _value(when: date | None, clock: time | None, zone: str) -> str | None:
    if when is None:
        return None
    if clock is None:
        return when.isoformat()
    return datetime.combine(when, clock, tzinfo(zone) if zone else None).isoformat(timespec="minutes")


def of_event(event: Event) -> dict[str, Any]:
    """An event, as ``read`` prints it; "" for a text that the page does not say."""
    start, end = ends(event.span)
    return {
        "page": event.page,
        "title": event.title,
        "start": start,
        "end": end,
        "all_day": not event.span.timed,
        "kind": event.kind.value,
        "status": event.status.value,
        "location": location(event.place),
        "url": event.url,
        "language": event.language,
        "source": event.source,
        "organiser": event.organiser,
        "description": event.description,
        "uid": event.uid,
        "part_of": event.part_of,
        "alternates": dict(event.alternates),
        "rule": event.span.rule or None,
        "certain": event.certain,
        "doubts": list(event.doubts),
        "evidence": _evidence(event, end),
    }


def location(place: Place) -> str:
    """A place on one line; "online" stands last where one can take part online, unless it is said already."""
    said = place.nowhere or ONLINE in place.line.casefold()
    online = [ONLINE] if place.online and not said else []
    return ", ".join([*filter(None, [place.line]), *online])


def _evidence(event: Event, end: str | None) -> dict[str, dict[str, str]]:
    """Words and reader of each fact, by the names that the facts have in the line."""
    named = [(name, fact) for fact in event.evidence for name in _FACTS.get(fact, (fact,))]
    return {
        name: {"words": event.evidence[fact].words, "reader": event.evidence[fact].reader}
        for name, fact in named
        if name != "end" or end is not None
    }


def to_event(line: Mapping[str, Any]) -> Event:
    """The event of a line as ``read`` prints it; missing keys are allowed.

    Without ``all_day`` an hour in ``start`` tells.  Raises ValueError with the reason.
    """
    told = {name: line.get(name) or "" for name in line}
    place = _text(told, "location")
    online = ONLINE in place.casefold().split(", ")
    nowhere = Place(place).nowhere
    return Event(
        source=_text(told, "source"),
        page=_text(told, "page"),
        title=_text(told, "title"),
        span=_span(told),
        kind=EventKind(_text(told, "kind") or EventKind.EVENT),
        status=Status(_text(told, "status") or Status.CONFIRMED),
        place=Place(
            name=place.removesuffix(ONLINE).rstrip(", ") if online else place, online=online or nowhere
        ),
        url=_text(told, "url"),
        language=_text(told, "language"),
        organiser=_text(told, "organiser"),
        description=_text(told, "description"),
        uid=_text(told, "uid"),
        part_of=_text(told, "part_of"),
        alternates=_alternates(told.get("alternates") or {}),
    )


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name, "")
    if not isinstance(value, str | int | float):
        raise ValueError(f"{name}: expected a text, found {value!r:.60}")
    return str(value)


def _alternates(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise ValueError(f"alternates: expected languages with addresses, found {value!r:.60}")
    return {str(language): str(address) for language, address in value.items()}


def _span(told: Mapping[str, Any]) -> Span:
    """Days and hours of a line; the clocks of an all-day event are not hours."""
    from bba_events import dates  # noqa: PLC0415 - listing writes lines and must be light

    start, end = _text(told, "start"), _text(told, "end")
    if told.get("all_day") is True:
        start, end = start[:10], end[:10]
    rule = _text(told, "rule")
    if not start and not end:
        return Span(SpanKind.RECURRING if rule else SpanKind.VAGUE, rule=rule)
    if not start:
        last = dates.read_machine(end)
        return Span(SpanKind.OPEN_START, end=last.start, end_time=last.start_time, zone=last.zone)
    made = dates.read_machine(start, end)
    return replace(made, kind=SpanKind.RECURRING, rule=rule) if rule else made
