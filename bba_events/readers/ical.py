"""iCalendar: every VEVENT of a file, repeating ones as occurrences in a bounded window.

One component at a time: what is wrong with one is a note and never costs another.  Lines are read by
``content_lines``, zones by ``zones``, times by ``vevent``, repetition by ``repeats``; calendars that hang
on a web page as links by ``calendar_links``.  Source: RFC 5545.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from bba_events.errors import ReadError
from bba_events.event import Draft, Note
from bba_events.page import Page, charset
from bba_events.readers import calendar_links, content_lines, markers, repeats
from bba_events.readers.vevent import Vevent, Voided
from bba_events.readers.zones import Zones

MOST = 20_000
"""Drafts of one file at most."""
_BEGIN = re.compile(
    r"^[ \t]*BEGIN[ \t]*:[ \t]*V(?:CALENDAR|EVENT|TODO|JOURNAL|FREEBUSY|TIMEZONE|AVAILABILITY)\b",
    re.IGNORECASE | re.MULTILINE,
)
_HTML = re.compile(r"<(?:!doctype|html|head|body|div|p|table|script)\b", re.IGNORECASE)
_BEYOND = (ValueError, OverflowError, KeyError)
"""What arithmetic with moments raises in the years 1 and 9999 and in zones that are none."""
_HEAD = 20_000
"""Characters in which a calendar file says that it is one."""


def read(page: Page, reference: date | None = None, *, expand: bool = True) -> Iterator[Draft | Note]:
    """The events of a calendar file or of a page's calendar links, with notes on what could not be read.

    Without ``reference`` or with ``expand`` false, a repeating event is given once, with its rule.
    Raises ReadError when the file holds no calendar that can be read.
    """
    if page.kind == "html" and not is_calendar(page):
        yield from calendar_links.read(page, reference)
        return
    if is_calendar(page):
        drafts, notes = read_calendar(page.text, reference=reference, expand=expand)
        if not drafts and notes:
            raise ReadError(f"{page.url}: no event of the calendar can be read: {'; '.join(notes[:3])}")
        yield from drafts
        yield from map(Note, notes)


def is_calendar(page: Page) -> bool:
    """Whether a page is a calendar file, whatever it says to be."""
    if page.kind == "ical":
        return True
    may_be = page.kind != "json" and markers.has(page.text, "begin")
    begun = _BEGIN.search(page.text, 0, _HEAD) if may_be else None
    return begun is not None and not _HTML.search(page.text, 0, begun.start())


def read_calendar(
    source: str | bytes, *, reference: date | None, expand: bool = True
) -> tuple[list[Draft], list[str]]:
    """The drafts of a calendar file and notes on what could not be read, worst luck first.

    ``expand`` lists repeating events from a year before ``reference`` to two years after; others stand
    there whenever they are.  Otherwise one draft a VEVENT as written, with its rule.  Never raises.
    """
    text = source if isinstance(source, str) else charset.decode(source, "text/calendar")
    root = content_lines.parse(text)
    notes: list[str] = []
    events = list(_once(_events(root, notes)))
    if expand and reference is not None:
        drafts = _listed(_newest(events, notes), reference, notes)
    else:
        drafts = [draft for event in events for draft in _single(event, notes)]
    if len(drafts) > MOST:
        notes.append(f"more than {MOST} events, the first {MOST} kept")
    return drafts[:MOST], notes


def _events(root: content_lines.Component, notes: list[str]) -> Iterator[Vevent]:
    """Every VEVENT that has a time; the others become notes."""
    shared = Zones(root.inner("VTIMEZONE"))
    counted = count(1)
    for calendar in _calendars(root):
        zones = Zones(calendar.inner("VTIMEZONE"), calendar.text("X-WR-TIMEZONE").strip(), shared)
        called_off = calendar.text("METHOD").strip().upper() == "CANCEL"
        for component in (one for whole in calendar.inner("VEVENT") for one in content_lines.apart(whole)):
            number = next(counted)
            if number > MOST:
                notes.append(f"more than {MOST} VEVENTs, the first ones kept")
                return
            try:
                yield Vevent(component, zones, called_off=called_off)
            except Voided as fault:
                notes.append(f"VEVENT {number} skipped: {fault}")
            except _BEYOND as fault:
                notes.append(f"VEVENT {number} skipped: its times cannot be worked out: {fault}")
    if not root.parts:
        notes.append("there is no calendar in it")


def _calendars(root: content_lines.Component) -> Iterator[content_lines.Component]:
    """The calendars of a file in order; what stands outside of all belongs to the one before, or the next."""
    kept = content_lines.Component("", list(root.properties))
    for part in root.parts:
        if part.name == "VCALENDAR" and any(one.name == "VCALENDAR" for one in kept.parts):
            yield kept
            kept = content_lines.Component("")
        kept.parts.append(part)
        kept.properties += part.properties if part.name == "VCALENDAR" else []
    yield kept


def _single(event: Vevent, notes: list[str]) -> list[Draft]:
    """The event as it is written; none, and a note, when its times lie at the end of what can be counted."""
    try:
        return [event.draft()]
    except _BEYOND as fault:
        notes.append(f"{event.title!r} skipped: its times cannot be worked out: {fault}")
        return []


def _once(events: Iterable[Vevent]) -> Iterator[Vevent]:
    """Without those that stand in the file twice, word for word."""
    seen: set[str] = set()
    for event in events:
        told = event.component.told if event.uid else ""
        if told not in seen:
            yield event
        seen.update([told] if told else [])


def _newest(events: Sequence[Vevent], notes: list[str]) -> list[Vevent]:
    """Without the older versions of an event that stands in the file with several SEQUENCEs."""
    versions: dict[tuple[str, str], list[Vevent]] = {}
    for event in events:
        versions.setdefault((event.uid or f"#{id(event)}", event.recurrence), []).append(event)
    dropped: set[int] = set()
    for same in versions.values():
        if len({event.sequence for event in same}) == len(same) > 1:
            newest = max(same, key=lambda event: event.sequence)
            dropped |= {id(event) for event in same if event is not newest}
            notes.append(f"{len(same) - 1} older version(s) of {newest.title!r} left out")
    return [event for event in events if id(event) not in dropped]


def _listed(events: Sequence[Vevent], reference: date, notes: list[str]) -> list[Draft]:
    """Single events as they are, series as occurrences, in the order of the file."""
    series: dict[str, list[Vevent]] = {}
    for event in events:
        if event.uid and (event.repeats or event.recurrence):
            series.setdefault(event.uid, []).append(event)
    drafts: list[Draft] = []
    budget = repeats.Budget()
    for event in events:
        if len(drafts) > MOST:
            break
        if not (event.repeats or event.recurrence):
            drafts += _single(event, notes)
        elif not event.uid:
            drafts += _series([event], reference, notes, budget)
        elif event.uid in series:
            drafts += _series(series.pop(event.uid), reference, notes, budget)
    return drafts


def _series(members: list[Vevent], reference: date, notes: list[str], budget: repeats.Budget) -> list[Draft]:
    """The occurrences of the VEVENTs that share a UID; as written when they cannot be listed."""
    masters = [one for one in members if one.repeats and not one.recurrence]
    overrides = [one for one in members if one.recurrence]
    if not masters:
        return [draft for one in overrides for draft in _single(one, notes)]
    drafts: list[Draft] = []
    for number, master in enumerate(masters):
        own = [master, *(overrides if not number else ())]
        try:
            drafts += _expanded(own, reference, budget)
        except repeats.NotExpanded as fault:
            drafts += _as_written(own, str(fault), notes)
        except Exception as fault:  # the libraries raise whatever their parsers meet in a broken series
            drafts += _as_written(own, f"its rule cannot be read: {fault!r:.200}", notes)
    return drafts


def _as_written(members: Sequence[Vevent], why: str, notes: list[str]) -> list[Draft]:
    notes.append(f"{members[0].title!r} is not listed day by day: {why}")
    made = [draft for one in members for draft in _single(one, notes)]
    return [replace(draft, doubts=(*draft.doubts, why)) for draft in made]


def _expanded(members: Sequence[Vevent], reference: date, budget: repeats.Budget) -> list[Draft]:
    budget.spend(1)
    master = members[0]
    inputs = [one.member(master) for one in members]
    found = repeats.occurrences(inputs, reference - repeats.BEFORE, reference + repeats.AFTER, budget)
    return [members[one.member].draft_at(one.start, one.end) for one in found]
