"""Feeds: entries to iCalendar bytes that every calendar reads alike (RFC 5545, RFC 7986; DESIGN §7).

Written event by event with icalendar's components, so that memory stays flat, and serialised once an
entry and language: ``items`` are then put together into any number of feeds by ``bind``.  What stands in
a calendar is known by ``occurrences``, zones by ``zones``, reading back by ``readback``; which feeds there
are is left to ``feeds``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

from icalendar import Calendar as Component
from icalendar import Event as Vevent
from icalendar.prop import vDuration, vInline, vText

from bba_events import dates, words
from bba_events.config import Calendar
from bba_events.event import Entry, EventKind, Place, Status, said
from bba_events.publish import zones
from bba_events.publish.folding import serialise
from bba_events.publish.occurrences import Occurrence, occurrences
from bba_events.publish.wording import call_alone, campaigns, link, where
from bba_events.span import day
from bba_events.text import DESCRIPTION_CAP, clean

PRODID = "-//bba-events//feed//EN"
REFRESH = timedelta(hours=12)
COLOUR = "forestgreen"
MOST_EVENTS = 1_000
MOST_BYTES = 900_000
"""Beyond these Google drops events without a word."""
CANCELLED_STAYS = timedelta(days=30)
_END = b"END:VCALENDAR\r\n"
_OFF = (Status.CANCELLED, Status.POSTPONED)


@dataclass(frozen=True, slots=True)
class Item:
    """One VEVENT, serialised, with what is needed to choose and order it."""

    order: tuple[str, str]
    """Start by the wall clock (a whole day at its 00:00), then UID."""
    last: date
    modified: datetime
    data: bytes


@dataclass(frozen=True, slots=True)
class Feed:
    """A finished feed."""

    data: bytes
    events: int
    note: str = ""
    """What was left out because of the caps, in plain words; "" when nothing was."""


def feed(
    entries: Iterable[Entry],
    *,
    calendar: Calendar,
    language: str,
    today: date,
    name: str = "",
    description: str = "",
    long_spans: str = "",
) -> bytes:
    """The feed of these entries; see ``items`` and ``bind`` for making several at once."""
    given = list(entries)
    whole = campaigns(given)
    made = (
        item
        for entry in given
        for item in items(
            entry, calendar=calendar, language=language, today=today, long_spans=long_spans,
            campaign=whole.get(entry.part_of),
        )
    )  # fmt: skip
    return bind(made, calendar=calendar, today=today, name=name, description=description).data


def items(
    entry: Entry,
    *,
    calendar: Calendar,
    language: str,
    today: date,
    long_spans: str = "",
    campaign: Entry | None = None,
) -> tuple[Item, ...]:
    """What one entry adds to feeds in ``language``; nothing when it does not belong in any.

    ``today`` settles only when a cancelled entry leaves: after its end and thirty days after the word; one
    that turned out to be another, thirty days after that was seen.
    ``long_spans`` is "bar" or "edges", the calendar's way when "".  ``campaign`` is what it belongs to.
    """
    way = long_spans or calendar.long_spans
    if entry.replaced_by:
        if calendar.replaced == "leaves" or entry.modified.date() + CANCELLED_STAYS < today:
            return ()
        entry = replace(entry, status=Status.CANCELLED, replaced_by="")
    if entry.status in _OFF and _is_over(entry, today):
        return ()
    wanted = occurrences(entry, calendar.time_zone, long_spans=way)
    title = call_alone(entry, campaign, language, calendar.languages)
    return tuple(map(partial(_item, entry, title=title, calendar=calendar, language=language), wanted))


def _is_over(entry: Entry, today: date) -> bool:
    """Whether a cancelled entry has told everybody: past its end, and thirty days after the change."""
    last = entry.span.last or today
    return last < today and entry.modified.date() + CANCELLED_STAYS < today


def _item(entry: Entry, told: Occurrence, *, title: str, calendar: Calendar, language: str) -> Item:
    return Item(
        order=(f"{told.start:%Y%m%dT%H%M%S}", told.uid),
        last=told.last,
        modified=entry.modified,
        data=serialise(_vevent(entry, told, title, calendar, language)),
    )


def _vevent(entry: Entry, told: Occurrence, title: str, calendar: Calendar, language: str) -> Vevent:
    made = Vevent()
    stamp = vInline(f"{entry.modified.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    made["UID"] = vInline(told.uid)
    made["DTSTAMP"] = made["LAST-MODIFIED"] = stamp
    made["SEQUENCE"] = vInline(str(entry.sequence))
    made.add("DTSTART", _moment(told.start, calendar))
    if told.end is not None:
        made.add("DTEND", _moment(told.end, calendar))
    url = link(entry, language, calendar.languages)
    for name, value in _texts(entry, told, title, calendar, language, url):
        made.add(name, value)
    for name, value in _values(entry, calendar, url):
        made[name] = vInline(value)
    return made


def _moment(when: date | datetime, calendar: Calendar) -> date | datetime:
    """As it is written: whole days as they are, clocks in the calendar's zone or in UTC."""
    if not isinstance(when, datetime):
        return when
    return when.astimezone(UTC) if _in_utc(calendar) else when


def _in_utc(calendar: Calendar) -> bool:
    return calendar.times == "utc" or not zones.vtimezone(calendar.time_zone)


def _texts(
    entry: Entry, told: Occurrence, title: str, calendar: Calendar, language: str, url: str
) -> Iterator[tuple[str, str | list[str]]]:
    """The TEXT properties; icalendar escapes them."""
    own = words.section(language, "feed")
    named = told.part and entry.kind is not EventKind.DEADLINE
    yield "SUMMARY", _safe(own[told.part].format(title=title) if named else title)
    description = "\n\n".join(_paragraphs(entry, calendar, language, url))
    if description:
        yield "DESCRIPTION", description
    place = where(entry, language)
    if place:
        yield "LOCATION", _safe(place)
    if entry.topics:
        yield "CATEGORIES", [_safe(clean(topic)) for topic in entry.topics]


def _safe(text: str) -> str:
    r"""A backslash becomes a slash: four readers of two dozen mis-read an escaped one before an "n"."""
    return text.replace("\\", "/")


def _paragraphs(entry: Entry, calendar: Calendar, language: str, url: str) -> Iterator[str]:
    """The page's own words, that nobody confirms it any more where so, and the link as the last line."""
    told = said(entry.descriptions, language, *calendar.languages)[0]
    if told:
        yield _safe(clean(told, DESCRIPTION_CAP))
    if entry.vanished:
        since = dates.write(day(entry.confirmed), language, None)
        yield str(words.section(language, "feed")["unconfirmed"]).format(date=since)
    if url:
        yield url


def _values(entry: Entry, calendar: Calendar, url: str) -> Iterator[tuple[str, str]]:
    """The properties that are not TEXT: written as they are, harmless by what they are made of."""
    if url:
        yield "URL", url
    if position := _position(entry.place):
        yield "GEO", position
    cancelled = entry.status in _OFF and calendar.cancelled == "status"
    yield "STATUS", "CANCELLED" if cancelled else "CONFIRMED"
    yield "TRANSP", "TRANSPARENT"


def _position(place: Place) -> str:
    """Latitude and longitude with six decimals, "" where there is no such point on Earth."""
    latitude, longitude = place.latitude, place.longitude
    if latitude is None or longitude is None or not (math.isfinite(latitude) and math.isfinite(longitude)):
        return ""
    if abs(latitude) > 90 or abs(longitude) > 180:
        return ""
    return f"{latitude:.6f};{longitude:.6f}"


def bind(
    made: Iterable[Item], *, calendar: Calendar, today: date, name: str = "", description: str = ""
) -> Feed:
    """One feed of these items, within the caps; ``name`` is "" for the calendar's own."""
    given = list(made)
    newest = max((item.modified for item in given), default=None)
    head = _head(calendar, name or calendar.name, description or calendar.description, newest)
    kept, left = _fit(given, today, MOST_BYTES - len(head) - len(_END))
    ordered = sorted(kept, key=lambda item: item.order)
    data = b"".join((head, *(item.data for item in ordered), _END))
    return Feed(data, len(ordered), _note(left, len(given), today))


def _fit(given: Sequence[Item], today: date, room: int) -> tuple[list[Item], list[Item]]:
    """What fits, nearest first; past ones leave first, the longest gone before all, then the farthest."""
    coming = sorted((item for item in given if item.last >= today), key=lambda item: item.order)
    past = sorted((item for item in given if item.last < today), key=lambda item: item.order, reverse=True)
    ranked = coming + past
    used = 0
    for count, item in enumerate(ranked):
        used += len(item.data)
        if used > room or count == MOST_EVENTS:
            return ranked[:count], ranked[count:]
    return ranked, []


def _note(left: Sequence[Item], events: int, today: date) -> str:
    if not left:
        return ""
    coming = [item for item in left if item.last >= today]
    caps = f"{MOST_EVENTS} events and {MOST_BYTES // 1000} kB that calendars read"
    past = f"{len(left) - len(coming)} past ones left out" if len(coming) < len(left) else ""
    far = f"{len(coming)} upcoming ones left out, from {_as_day(coming[0])} on" if coming else ""
    return f"{events} events are more than the {caps}: {', '.join(filter(None, (past, far)))}"


def _as_day(item: Item) -> str:
    stamp = item.order[0]
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"


def _head(calendar: Calendar, name: str, description: str, newest: datetime | None) -> bytes:
    """Everything before the first event."""
    made = Component()
    made.add("VERSION", "2.0")
    made.add("PRODID", PRODID)
    made.add("CALSCALE", "GREGORIAN")
    told = " - ".join(filter(None, (clean(description), clean(calendar.contact))))
    for label, text in (
        ("NAME", name),
        ("X-WR-CALNAME", name),
        ("DESCRIPTION", told),
        ("X-WR-CALDESC", told),
    ):
        made.add(label, vText(_safe(clean(text))))
    made.add("X-WR-TIMEZONE", vText(calendar.time_zone))
    refresh = vDuration(REFRESH)
    refresh.params["VALUE"] = "DURATION"
    made.add("REFRESH-INTERVAL", refresh)
    made.add("X-PUBLISHED-TTL", vInline("PT12H"))
    made.add("COLOR", COLOUR)
    if newest is not None:
        made.add("LAST-MODIFIED", newest.astimezone(UTC))
    lines = serialise(made).removesuffix(_END)
    return lines + zones.vtimezone(calendar.time_zone)
