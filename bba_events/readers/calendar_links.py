"""Calendars that hang on a web page: "add to calendar" links and buttons, and calendars inside links.

Google, Outlook, Office and Yahoo links, ``data:text/calendar`` and the add-to-calendar button hold the
whole event.  Files that would have to be fetched are left to the source's row.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import parse_qs, unquote, unquote_to_bytes, urlsplit

from lxml import etree

from bba_events.event import Draft
from bba_events.page import Page
from bba_events.readers import markers, stamps
from bba_events.readers.schema_time import span
from bba_events.text import PLACE_CAP, TITLE_CAP, clean_markup

_MARKS = ("google.com/calendar", "calendar.google.com", "/deeplink/compose", "calendar.yahoo.com")
_INSIDE = ("data:text/calendar", "<add-to-calendar-button")
_GOOGLE = re.compile(r"([\dTZ:-]+)/([\dTZ:-]+)")
_INLINE = re.compile(r"data:text/calendar[^,]*,", re.IGNORECASE)
_MOST = 2_000


def read(page: Page, reference: date | None = None) -> Iterator[Draft]:
    """The events in the calendar links of a web page, none twice."""
    if not markers.has(page.text, *_MARKS, *_INSIDE):
        return
    seen: set[tuple[str, str]] = set()
    for draft in _drafts(page.tree, reference):
        if draft.title and draft.start and (draft.title, draft.start) not in seen and len(seen) < _MOST:
            seen.add((draft.title, draft.start))
            yield draft


def _drafts(tree: etree._Element, reference: date | None) -> Iterator[Draft]:
    for element in tree.iter("a", "add-to-calendar-button"):
        if element.tag == "a":
            yield from _linked((element.get("href") or "").strip(), reference)
        else:
            yield _button({str(key): str(said) for key, said in element.items()})


def _linked(href: str, reference: date | None) -> Iterator[Draft]:
    if _INLINE.match(href):
        yield from _inline(href, reference)
    elif href.startswith(("http://", "https://", "//")) and any(mark in href.lower() for mark in _MARKS):
        try:
            said = {key.lower(): values[0] for key, values in parse_qs(urlsplit(href).query).items()}
        except ValueError:
            return
        yield _from_query(said)


def _inline(href: str, reference: date | None) -> Iterator[Draft]:
    """A whole calendar inside a link."""
    from bba_events.readers.ical import read_calendar  # noqa: PLC0415 - ical reads links with this module

    head, _, data = href.partition(",")
    try:
        body = base64.b64decode(unquote(data)) if "base64" in head else unquote_to_bytes(data)
    except (binascii.Error, ValueError):
        return
    yield from read_calendar(body, reference=reference)[0]


def _from_query(said: Mapping[str, str]) -> Draft:
    """The event of a link; "dates" for Google, "startdt" for Outlook, "st" for Yahoo."""
    start, end = said.get("startdt", said.get("st", "")), said.get("enddt", said.get("et", ""))
    whole = said.get("allday", "").lower() in ("true", "1")
    if found := _GOOGLE.fullmatch(said.get("dates", "").replace(" ", "")):
        start, end = found[1], found[2]
        whole = len(stamps.tidy(start)) == 10
    begin, finish = stamps.tidy(start), stamps.tidy(end)
    if whole and begin:
        begin, finish = begin[:10], _day_before(begin[:10], finish[:10])
    if len(begin) == 19 and (zone := said.get("ctz", "")) and re.fullmatch(r"\w+/[\w/+-]+", zone):
        begin, finish = f"{begin}[{zone}]", f"{finish}[{zone}]" if len(finish) == 19 else finish
    when = span(begin, finish) if begin else None
    return Draft(
        title=clean_markup(said.get("text", said.get("subject", said.get("title", ""))), TITLE_CAP),
        start=when.start if when else "",
        end=when.end if when else "",
        doubts=when.doubts if when else (),
        place=clean_markup(said.get("location", said.get("in_loc", "")), PLACE_CAP),
        description=clean_markup(said.get("details", said.get("body", said.get("desc", "")))),
        reader="ical",
    )


def _day_before(start: str, end: str) -> str:
    """The last day of a whole-day link, whose end lies after it."""
    if not end or end <= start:
        return ""
    last = (stamps.day_of(end) - stamps.ONE_DAY).isoformat()
    return last if last > start else ""


def _button(said: Mapping[str, str]) -> Draft:
    """The attributes of an add-to-calendar button; its end is inclusive."""
    begin, finish = stamps.tidy(said.get("startdate", "")), stamps.tidy(said.get("enddate", ""))
    begin = stamps.with_clock(begin, said.get("starttime", "")) if begin else ""
    finish = stamps.with_clock(finish or begin[:10], said.get("endtime", "")) if begin else ""
    zone = said.get("timezone", "")
    if len(begin) == 19 and re.fullmatch(r"\w+/[\w/+-]+", zone):
        begin, finish = f"{begin}[{zone}]", f"{finish}[{zone}]" if len(finish) == 19 else finish
    when = span(begin, finish) if begin else None
    return Draft(
        title=clean_markup(said.get("name", ""), TITLE_CAP),
        start=when.start if when else "",
        end=when.end if when else "",
        place=clean_markup(said.get("location", ""), PLACE_CAP),
        description=clean_markup(said.get("description", "")),
        reader="ical",
    )
