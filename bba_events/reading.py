"""One page read whole: scraper and generic readers, then facts.

The same few steps for a run, for ``read`` on a file and for every fixture.  Where the page comes from,
and what was remembered of it, is the caller's to know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bba_events import normalise, readers, scrapers
from bba_events.config import Source
from bba_events.config.select import split
from bba_events.dates import ends
from bba_events.errors import EventRefused
from bba_events.event import Draft, Event, More, Note
from bba_events.normalise import ReferenceOf
from bba_events.page import Page
from bba_events.readers import nearest, selectors

MACHINE = frozenset(
    {"json-ld", "microdata", "rdfa", "h-event", "hcalendar", "ical", "rss", "atom", "platform"}
)
"""Readers whose dates carry their year: what they say of the past is history, not a guess."""


NEAREST = "the nearest on the page is"
"""Words before a selector that would find something, where there is one."""


@dataclass(frozen=True, slots=True)
class Found:
    """One event of a page, and the address of a page of its own that may tell more ("" when none)."""

    event: Event
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page gave."""

    found: tuple[Found, ...] = ()
    more: tuple[str, ...] = ()
    """Addresses of further pages of the same list."""
    refused: tuple[str, ...] = ()
    """Why drafts did not become events."""
    past: tuple[Event, ...] = ()
    """What the page tells of days gone by: it announces nothing."""
    notes: tuple[str, ...] = ()
    """What of the page itself could not be read, though the rest could."""
    blind: str = ""
    """The first selector of the row that finds nothing, and what it may be now; "" when all find."""

    @property
    def events(self) -> list[Event]:
        """The events alone."""
        return [found.event for found in self.found]


def read(
    page: Page,
    *,
    source: Source,
    today: date,
    reference_of: ReferenceOf,
    expand: bool = True,
    listed: Event | None = None,
) -> Reading:
    """Everything that ``page`` announces on ``today``.

    ``expand`` lists the occurrences of a repeating calendar event one by one.  ``listed`` says that it is
    the page of that one event: where the scraper knows only the list, the generic readers read it.  Raises
    ReadError when it is no page of events.
    """
    scraped = _scraped(page, source, listed)
    if listed and not scraped:
        scraped = None
    drafts = readers.read(page, scraped=scraped, reference=today, expand=expand)
    found: list[Found] = []
    refused: list[str] = []
    for draft in drafts:
        if isinstance(draft, Draft):
            try:
                found += _facts(draft, page, source, reference_of)
            except EventRefused as reason:
                refused.append(str(reason))
    return Reading(
        found=tuple(one for one in found if _announces(one.event, today)),
        more=tuple(draft.url for draft in drafts if isinstance(draft, More)),
        refused=tuple(refused),
        notes=tuple(draft.text for draft in drafts if isinstance(draft, Note)),
        past=tuple(one.event for one in found if not _announces(one.event, today)),
        blind=_blind(page, source, listed),
    )


def _scraped(page: Page, source: Source, listed: Event | None) -> list[Draft | More] | None:
    """What the row's own scraper or selectors give; None when it has neither."""
    if source.scraper:
        return list(scrapers.load(source.scraper)(page))
    if source.select and page.kind == "html":
        if listed is None:
            return list(selectors.read(page, source.select))
        return [_of_its_day(draft, listed) for draft in selectors.read_detail(page, source.select)]
    return None


def _of_its_day(draft: Draft, listed: Event) -> Draft:
    """Facts that a page tells without a day are those of the event that was listed."""
    if draft.when or draft.start or not listed.span.dated:
        return draft
    start, end = ends(listed.span)
    return replace(draft, title=listed.title, start=start or "", end=end or "")


def _blind(page: Page, source: Source, listed: Event | None) -> str:
    if not source.select or page.kind != "html":
        return ""
    if listed is None:
        keys = selectors.blind(page, source.select)
        return _named_blind(keys[0], source.select, "", page) if keys else ""
    keys = selectors.blind_detail(page, source.select)
    return _named_blind(keys[0], source.select["detail"], "detail.", page) if keys else ""


def _named_blind(key: str, rules: Mapping[str, Any], within: str, page: Page) -> str:
    """A selector that finds nothing, and the nearest that would."""
    css, attribute = split(str(rules[key]))
    near = nearest.nearest(page, key, css, str(rules.get("each") or ""))
    near += f"@{attribute}" if near and attribute else ""
    told = f"{within}{key} = {str(rules[key])!r} finds nothing"
    return f"{told}; {NEAREST} {near!r}" if near else told


def _facts(draft: Draft, page: Page, source: Source, reference_of: ReferenceOf) -> Sequence[Found]:
    made = normalise.events(
        draft, source=source, page=page.url, language=page.language, reference_of=reference_of
    )
    return [Found(event, page.link(draft.detail) if draft.detail else "") for event in made]


def _announces(event: Event, today: date) -> bool:
    """Whether an event is to come, or stated with its year by a machine's own data."""
    last, seen = event.span.last, event.evidence.get("span")
    by_machine = seen is not None and seen.reader in MACHINE
    return last is None or last >= today or by_machine or not event.span.dated
