"""A draft's words become events: facts with evidence, or the reason why not.

Here the rules of truth meet: what is not written stays absent, what a visitor sees wins over a
machine's date, a doubt travels with the event.  Reading dates is left to ``dates``, finding the words
to ``readers`` and ``scrapers``, deciding what is the same event to ``merge``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from bba_events import address, dates, text
from bba_events.config import Source
from bba_events.dates import Context, Mention
from bba_events.errors import EventRefused
from bba_events.event import Draft, Event, EventKind, Evidence, Place, Status
from bba_events.personal import impersonal
from bba_events.span import Role, Span, SpanKind, around

ReferenceOf = Callable[[str], date]
"""From words on a page to the day on which they were first seen there."""

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_FACTS = {"title": "title", "place": "place", "url": "url", "status": "status", "kind": "kind",
          "description": "description", "organiser": "organiser", "part_of": "part_of"}  # fmt: skip
_ZONE = "Europe/Brussels"
"""Of the clocks on a page whose row names no zone."""
_MOST = 400
"""More separate dates in the words of one draft are a misread archive, not an event."""


def events(
    draft: Draft, *, source: Source, page: str, language: str, reference_of: ReferenceOf
) -> list[Event]:
    """One event for each separate span that the draft's words announce.

    ``page`` is the final address, ``language`` that of the page's text.  Raises EventRefused with the
    reason when the draft has no title, or no date and no words that announce one.
    """
    draft = replace(draft, description=text.clean(draft.description))
    if not source.keep_contacts:
        draft = _impersonal(draft)
    title = text.clean(draft.title, text.TITLE_CAP)
    if not title:
        raise EventRefused(f"no title beside {_shown(draft)}")
    if draft.kind and draft.kind not in set(EventKind):
        raise EventRefused(
            f"{title!r} is said to be a {draft.kind!r}; a kind is one of {', '.join(EventKind)}"
        )
    spoken = source.language or draft.language or language
    mentions = _mentions(draft, spoken, source.time_zone or _ZONE, reference_of)
    if not mentions:
        raise EventRefused(f"no date found for {title!r} in {_shown(draft)}")
    mentions = dates.sessions(mentions)
    if len(mentions) > _MOST:
        raise EventRefused(f"{len(mentions)} dates in the words for {title!r}: a list, not an event")
    base = _base(draft, title, source, page, spoken)
    return [_with_span(base, draft, mention) for mention in mentions]


def _impersonal(draft: Draft) -> Draft:
    """The draft without mail addresses, phones and accounts in what is printed of it."""
    place = draft.place
    if isinstance(place, Place):
        told: str | Place = replace(
            place, name=impersonal(place.name), address=impersonal(place.address),
            town=impersonal(place.town), country=impersonal(place.country),
        )  # fmt: skip
    else:
        told = impersonal(place)
    return replace(
        draft, place=told, url=_without_mail(draft.url), detail=_without_mail(draft.detail),
        title=impersonal(draft.title), description=impersonal(draft.description),
        organiser=impersonal(draft.organiser), part_of=impersonal(draft.part_of),
    )  # fmt: skip


def _without_mail(link: str) -> str:
    """A link, unless it is a person's mail address: that is no place where more can be read."""
    return "" if link.strip().lower().startswith("mailto:") else link


def _shown(draft: Draft) -> str:
    words = draft.when or " ".join(filter(None, (draft.start, draft.end))) or draft.title
    return f"{text.clean(words, 80)!r}"


def _mentions(draft: Draft, language: str, zone: str, reference_of: ReferenceOf) -> list[Mention]:
    """The spans of a draft: from its words, from its machine values, or from both compared in ``zone``."""
    stated = _stated(draft)
    seen = _announced(_spoken(draft, stated, language, reference_of))
    if stated is None:
        return seen
    dated = [mention for mention in seen if mention.span.dated]
    if not dated or len(dated) > 1:
        return [stated]
    return [_compared(dated[0], stated, zone)]


def _spoken(draft: Draft, stated: Mention | None, language: str, reference_of: ReferenceOf) -> list[Mention]:
    """What the page's own words say, with all that settles a missing year: a machine's value before all."""
    if not draft.when.strip():
        return []
    reference = reference_of(draft.when)
    day = _only_day(draft.edition, reference, language)
    written = None if day else _YEAR.search(draft.edition)  # of a page's day the year alone says too little
    settled = Context(
        edition=int(written[1]) if written else None,
        page_date=day,
        frame=around(stated.span) if stated else _frame(draft, reference, language),
        hint=draft.context,
    )
    return dates.find(draft.when, reference=reference, languages=(language,), context=settled)


def _only_day(words: str, reference: date, language: str) -> date | None:
    """The day that an edition's or dateline's words name, if they name one with its year."""
    if not _YEAR.search(words):
        return None
    found = dates.find(words, reference=reference, languages=(language,))
    return found[0].span.start if found and found[0].span.kind is SpanKind.DAY else None


def _frame(draft: Draft, reference: date, language: str) -> Span | None:
    """The range around the draft, in its own written year."""
    if not draft.frame.strip():
        return None
    found = dates.find(draft.frame, reference=reference, languages=(language,))
    return next((mention.span for mention in found if mention.span.dated), None)


def _announced(mentions: list[Mention]) -> list[Mention]:
    """The mentions that announce something: dated ones, else a rule, else a vague word."""
    wanted = [m for m in mentions if m.role in (Role.EVENT, Role.DEADLINE)]
    happening = [m for m in wanted if m.role is Role.EVENT and m.span.dated]
    dated = happening or [m for m in wanted if m.span.dated]
    return dated or [m for m in wanted if m.span.kind is SpanKind.RECURRING][:1] or wanted[:1]


def _stated(draft: Draft) -> Mention | None:
    """The machine values of a draft as a mention, or None when there are none or they are broken."""
    if not draft.start:
        return None
    try:
        span = dates.read_machine(draft.start, draft.end)
    except ValueError as fault:
        if draft.when:
            return None
        raise EventRefused(f"{text.clean(draft.title, 80)!r}: {fault}") from fault
    words = " / ".join(filter(None, (draft.start, draft.end)))
    return Mention(
        span=replace(span, rule=draft.rule, exceptions=draft.exceptions) if draft.rule else span,
        role=Role.EVENT, text=words, at=(0, len(words)), certain=True, doubts=(), inferred=(),
        status="", language="", alternatives=(),
    )  # fmt: skip


def _compared(seen: Mention, stated: Mention, zone: str) -> Mention:
    """What a visitor sees wins; a machine value that agrees adds the hours it knows.

    A visitor sees the clocks of ``zone``; a stamp in UTC that shows the same figures is another moment.
    """
    visible, machine = seen.span, stated.span
    if visible.timed or (visible.first, visible.last) != (machine.first, machine.last):
        machine = _local(machine, zone)
        stated = replace(stated, span=machine)
    same_days = (visible.first, visible.last) == (machine.first, machine.last)
    if same_days and not visible.timed and machine.timed and machine.start_time == time(0):
        return seen  # midnight, where no hour is shown, was filled in by a program
    if same_days and visible.timed and not machine.timed:
        return seen  # a day that the words tell the hours of
    if same_days and not visible.timed:
        return replace(stated, text=seen.text, status=seen.status, doubts=seen.doubts, certain=seen.certain)
    if same_days and visible.start_time == machine.start_time:
        if visible.end_time in (None, machine.end_time):
            return replace(seen, span=machine)
        if machine.end_time is None:
            return replace(seen, span=replace(visible, zone=machine.zone))
    if visible.kind is SpanKind.OPEN_END and visible.start == machine.start:
        return replace(stated, status=seen.status)
    doubt = f"the page shows {seen.text!r}, its data say {stated.text!r}"
    return replace(seen, doubts=(*seen.doubts, doubt), alternatives=(*seen.alternatives, machine))


def _local(machine: Span, zone: str) -> Span:
    """A stamp in UTC on the wall clock of ``zone``; others as they are."""
    return machine.within(zone) if machine.timed and machine.zone == "UTC" else machine


def _base(draft: Draft, title: str, source: Source, page: str, language: str) -> Event:
    """All facts but the span; the span of the result is a placeholder that says nothing."""
    readers = draft.readers
    evidence = {
        fact: Evidence(text.clean(str(words), 300), readers.get(fact, draft.reader))
        for fact, name in _FACTS.items()
        if (words := _words(getattr(draft, name)))
    }
    return Event(
        source=source.id, page=page, title=title, span=Span(SpanKind.VAGUE),
        kind=EventKind(draft.kind) if draft.kind else source.kind or EventKind.EVENT,
        place=_place(draft, source), language=language,
        url=address.public(draft.url or draft.detail, page) or address.public(page),
        organiser=text.clean(draft.organiser, text.TITLE_CAP),
        description=draft.description,
        uid=text.clean(draft.uid, text.TITLE_CAP), part_of=text.clean(draft.part_of, text.TITLE_CAP),
        alternates={
            code: made for code, url in draft.alternates.items() if (made := address.public(url, page))
        },
        topics=tuple(dict.fromkeys((*source.topics, *draft.topics))),
        doubts=draft.doubts, evidence=evidence,
    )  # fmt: skip


def _words(value: object) -> str:
    return value.line if isinstance(value, Place) else str(value)


def _place(draft: Draft, source: Source) -> Place:
    if isinstance(draft.place, str):
        return Place(name=text.clean(draft.place or source.place, text.PLACE_CAP))
    cleaned = replace(
        draft.place,
        name=text.clean(draft.place.name, text.PLACE_CAP),
        address=text.clean(draft.place.address, text.PLACE_CAP),
        town=text.clean(draft.place.town, text.PLACE_CAP),
        country=text.clean(draft.place.country, text.PLACE_CAP),
    )
    return cleaned or Place(name=source.place)


def _with_span(base: Event, draft: Draft, mention: Mention) -> Event:
    """The event of one span, with the words and doubts of that span."""
    kind = _kind(draft, mention, base)
    return replace(
        base,
        span=_released(mention.span) if kind is EventKind.RELEASE else mention.span,
        kind=kind,
        status=_status(draft, mention, base.language),
        certain=mention.certain,
        doubts=(*base.doubts, *mention.doubts),
        evidence={**base.evidence, "span": Evidence(mention.text, _reader(draft, mention))},
    )


def _released(span: Span) -> Span:
    """A film "from 4 February in the cinemas" is released on that day."""
    opens = span.kind is SpanKind.OPEN_END and not span.timed
    return replace(span, kind=SpanKind.DAY, end=span.start) if opens else span


def _reader(draft: Draft, mention: Mention) -> str:
    """Who gave the span: the machine value where the words only confirm it."""
    stated = _stated(draft)
    agreed = stated is not None and stated.span.first == mention.span.first
    return draft.readers.get("start" if agreed else "when") or draft.readers.get("start") or draft.reader


def _kind(draft: Draft, mention: Mention, base: Event) -> EventKind:
    """A date that the words call a deadline is one, unless the draft says what it is."""
    return EventKind.DEADLINE if mention.role is Role.DEADLINE and not draft.kind else base.kind


def _status(draft: Draft, mention: Mention, language: str) -> Status:
    """The source's own word: its status field, else beside the date, else in the title."""
    if draft.status in set(Status):
        return Status(draft.status)
    for found in (
        dates.status_in(draft.status, (language,)),
        mention.status,
        dates.status_in(draft.title, (language,)),
    ):
        if found:
            return Status(found)
    return Status.CONFIRMED
