"""From a page to drafts: every way of reading, in the order in which they are believed.

``read`` refuses what is no page of events, asks the machine readers and the visible words, and
combines what they say with what the source's scraper gave.  Making facts of the words is left to
``normalise``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from importlib import import_module
from importlib.util import find_spec

from bba_events.errors import ReadError
from bba_events.event import Draft, More, Note
from bba_events.page import Page
from bba_events.readers import beside, combine, edition, ical, meetings, programme, texts, titles, visible
from bba_events.readers.mentions import Dates
from bba_events.readers.refusal import refuse

MACHINE = ("jsonld", "ical", "microdata", "rdfa", "microformats", "feeds", "platforms")
"""Modules of this room with ``read(page) -> Iterable[Draft | More]``, the surest first."""

_AS_WRITTEN = frozenset({"json-ld", "ical", "microdata", "rdfa", "h-event", "hcalendar"})
"""Readers whose names stand alone: a date in them was put there by whoever named the event."""


def read(
    page: Page, *, scraped: Sequence[Draft | More] | None = None, reference: date, expand: bool = True
) -> list[Draft | More | Note]:
    """What the page announces; no draft when it can be read but announces nothing.

    ``scraped`` is what the source's scraper gave: the readers then complete its drafts and add none.
    ``reference`` is the day on which the page is read; round it repeating calendar events are listed one by
    one, unless ``expand`` is false.  Raises ReadError when it is no page of events.
    """
    refuse(page)
    dates = edition.dated(page, reference)
    further: list[More | Note] = [found for found in scraped or () if isinstance(found, More)]
    machine = [
        _named(_drafts(found, further), name) for name, found in _machine(page, reference if expand else None)
    ]
    machine = [list(meetings.listed(drafts, reference)) for drafts in machine] if expand else machine
    further += [Note(page.unread)] if page.unread else []
    if scraped is None:
        stated = combine.together(machine, dates)
        seen = [] if ical.is_calendar(page) else visible.read(page, dates)  # its lines are no sentences
        whole = not any(isinstance(one, Note) for one in further)
        made = beside.completed(stated, seen, page, dates, whole=whole)
    else:
        made = _scraped([draft for draft in scraped if isinstance(draft, Draft)], machine, page, dates)
    return [*(_tidied(draft, page, dates) for draft in made), *further]


def _machine(page: Page, around: date | None) -> Iterable[tuple[str, Iterable[Draft | More | Note]]]:
    """Each machine reader there is, with what it found; calendars list repeating events ``around`` a day."""
    faults = []
    for name in MACHINE:
        if find_spec(f"{__name__}.{name}") is None:
            continue
        try:
            reader = import_module(f"{__name__}.{name}")
            yield name, list(reader.read(page, around) if name == "ical" else reader.read(page))
        except ReadError as fault:
            faults.append(fault)
    if faults and (page.kind in ("json", "xml") or ical.is_calendar(page)):
        raise faults[0]


def _drafts(found: Iterable[Draft | More | Note], further: list[More | Note]) -> list[Draft]:
    """The drafts of a reading; further pages and notes go to ``further``."""
    further += [one for one in found if not isinstance(one, Draft) and one not in further]
    return [one for one in found if isinstance(one, Draft)]


def _named(drafts: Sequence[Draft], reader: str) -> list[Draft]:
    """The drafts with their reader's name where they bear none."""
    return [draft if draft.reader else replace(draft, reader=reader) for draft in drafts]


def _scraped(
    drafts: Sequence[Draft], machine: Sequence[Sequence[Draft]], page: Page, dates: Dates
) -> list[Draft]:
    """The scraper's drafts, completed; a draft with a name alone takes the day of the page's subject."""
    named = [draft if draft.reader else replace(draft, reader="scraper") for draft in drafts]
    if campaign := programme.asked(named):
        named = [*(draft for draft in named if draft not in campaign), *programme.read(page, *campaign)]
    lone = next((draft.title for draft in named if not draft.when and not draft.start), "")
    told = visible.read(page, dates, lone) if lone else visible.read(page, dates)
    read = combine.together([told, *machine], dates) if lone else combine.together([*machine, told], dates)
    return [_of_page(draft, page, dates) for draft in combine.overlaid(named, read, dates)]


def _of_page(draft: Draft, page: Page, dates: Dates) -> Draft:
    """What a page is about has the page's own text and its twins in other languages; a part of it has not."""
    if draft.part_of:
        return draft
    told = texts.of_page(page, dates)
    if len(draft.description.split()) >= len(told.split()):
        told = draft.description
    return replace(draft, description=told, alternates=draft.alternates or page.alternates)


def _tidied(draft: Draft, page: Page, dates: Dates) -> Draft:
    """The draft with a name that is only a name; what data or a calendar call it is kept as written."""
    if draft.readers.get("title", draft.reader) in _AS_WRITTEN:
        return draft
    span = combine.days_of(draft, dates)
    years = {day.year for day in (span.start, span.end) if day} if span else set()
    return replace(draft, title=titles.bare(draft.title, page, dates, years))
