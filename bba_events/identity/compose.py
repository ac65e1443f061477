"""The facts of an entry from the events of its cluster: each from the most trusted source that has it.

Texts are kept per language.  Sources that contradict each other leave a doubt in plain words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bba_events.config import Calendar, Source
from bba_events.event import Event, EventKind, Place, Status
from bba_events.span import Span, SpanKind


@dataclass(frozen=True, slots=True)
class Facts:
    """What an entry says of its happening; ``campaign`` is the title of what it is part of."""

    span: Span
    titles: Mapping[str, str]
    kind: EventKind
    status: Status
    descriptions: Mapping[str, str]
    urls: Mapping[str, str]
    place: Place
    places: Mapping[str, Place]
    organiser: str
    partner: str
    show_partner: bool
    topics: tuple[str, ...]
    campaign: str
    certain: bool
    doubts: tuple[str, ...]


def compose(members: Sequence[Event], calendar: Calendar, rows: Mapping[str, Source]) -> Facts:
    """Facts of the events, most trusted first; every clock in the calendar's zone."""
    sure = [event for event in members if event.certain] or list(members)
    span, doubts = _span([(event, _placed(event, calendar, rows)) for event in sure])
    row = rows.get(members[0].source)
    language = _languages(calendar, rows)
    return Facts(
        span=span,
        titles=_texts(members, language, lambda event: event.title, calendar),
        kind=next((event.kind for event in members if event.kind is not EventKind.EVENT), EventKind.EVENT),
        status=_status(members),
        descriptions=_texts(members, language, lambda event: event.description, calendar),
        urls=_texts(members, language, lambda event: event.url or event.page, calendar),
        place=_place(members),
        places=_places(members, language),
        organiser=next((event.organiser for event in members if event.organiser), ""),
        partner=row.partner if row else "",
        show_partner=row.show_partner if row else False,
        topics=tuple(sorted({topic for event in members for topic in event.topics})),
        campaign=next((event.part_of for event in members if event.part_of), ""),
        certain=any(event.certain for event in members),
        doubts=tuple(dict.fromkeys((*(doubt for event in sure for doubt in event.doubts), *doubts))),
    )  # fmt: skip


def _status(members: Sequence[Event]) -> Status:
    """What the most trusted source says that says anything; silence confirms."""
    told = (event.status for event in members if event.status is not Status.CONFIRMED)
    return next(told, Status.CONFIRMED)


def _placed(event: Event, calendar: Calendar, rows: Mapping[str, Source]) -> Span:
    """The event's span in the calendar's zone; a clock without a zone is the source's own."""
    span, row = event.span, rows.get(event.source)
    if not span.zone and span.timed:
        span = replace(span, zone=(row.time_zone if row else "") or calendar.time_zone)
    return span.within(calendar.time_zone)


def _span(told: Sequence[tuple[Event, Span]]) -> tuple[Span, tuple[str, ...]]:
    """The most trusted span, with what others add to it; and where they contradict it."""
    dated = [(event, span) for event, span in told if span.kind is not SpanKind.VAGUE] or list(told)
    best = dated[0][1]
    for _, span in dated[1:]:
        if _adds(span, best):
            best = span
    doubts = [
        f"{event.source} says {_shown(span)}, not {_shown(best)}"
        for event, span in dated
        if _contradicts(span, best)
    ]
    return best, tuple(doubts)


def _adds(other: Span, best: Span) -> bool:
    """Whether another telling of the same beginning says more: an hour, an end."""
    if other.first != best.first:
        return False
    if best.kind is SpanKind.DAY and not best.timed:
        return (other.kind is SpanKind.DAY and other.timed) or other.kind is SpanKind.RANGE
    if best.kind in (SpanKind.OPEN_END, SpanKind.OPEN_START):
        return other.kind is SpanKind.RANGE
    return best.end_time is None and other.end_time is not None and best.start_time == other.start_time


def _contradicts(span: Span, best: Span) -> bool:
    if span.first is None or span.last is None or best.first is None or best.last is None:
        return False
    if span.first > best.last or span.last < best.first:
        return True
    clocks = span.start_time != best.start_time and span.timed and best.timed
    return clocks and span.days == best.days == 1


def _shown(span: Span) -> str:
    day = f"{span.first}" + (f" to {span.last}" if span.days > 1 else "")
    return day + (f" {span.start_time:%H:%M}" if span.start_time else "")


def _languages(calendar: Calendar, rows: Mapping[str, Source]) -> Callable[[Event], str]:
    def language(event: Event) -> str:
        row = rows.get(event.source)
        return event.language or (row.language if row else "") or calendar.languages[0]

    return language


def _texts(
    members: Sequence[Event],
    language: Callable[[Event], str],
    text: Callable[[Event], str],
    calendar: Calendar,
) -> dict[str, str]:
    """The first text of each language, in the calendar's order of languages."""
    found: dict[str, str] = {}
    for event in members:
        if said := text(event):
            found.setdefault(language(event), said)
    order = [*(code for code in calendar.languages if code in found), *sorted(found)]
    return {code: found[code] for code in order}


def _places(members: Sequence[Event], language: Callable[[Event], str]) -> dict[str, Place]:
    """The most trusted place of each language, where several languages tell one."""
    spoken = sorted({language(event) for event in members if event.place})
    if len(spoken) < 2:
        return {}
    return {code: _place([event for event in members if language(event) == code]) for code in spoken}


def _place(members: Sequence[Event]) -> Place:
    """The most trusted place; one that says the same and more wins over it."""
    told = [event.place for event in members if event.place]
    best = told[0] if told else Place()
    for place in told[1:]:
        if len(place.line) > len(best.line) and best.line.casefold() in place.line.casefold():
            best = place
    return best
