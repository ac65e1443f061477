"""Microformats: h-event and the older hCalendar (vevent), with nested places.

Knows the classes, the value-class and value-title patterns, the include pattern and implied names.  A
whole-day ``dtend`` of hCalendar lies after the last day, as in iCalendar, unless the visible words show
the same day.  Sources: microformats.org/wiki/{h-event,hcalendar,value-class-pattern,include-pattern}.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from bba_events.event import Draft, Place
from bba_events.page import Page
from bba_events.readers import class_dates, markers, stamps
from bba_events.readers.elements import is_inert, value_of, words_of
from bba_events.readers.includes import Includes
from bba_events.readers.schema_time import span
from bba_events.text import PLACE_CAP, TITLE_CAP, clean

_MARKS = ("h-event", "vevent")
_ROOTS = ("h-event", "vevent")
_CARDS = frozenset({"h-card", "h-adr", "h-geo", "vcard", "adr", "geo", "h-entry", "hentry"})
_MOST = 2_000
_TIMES = 200
_NEAR = 200
"""Elements looked at round an event for the one that it is part of."""


def read(page: Page) -> Iterator[Draft]:
    """The events in the microformats of a page."""
    if markers.has(page.text, *_MARKS) and page.kind == "html":
        yield from drafts(page.tree, page)


def drafts(tree: etree._Element, page: Page) -> Iterator[Draft]:
    """The events under an element, outer before inner."""
    includes = Includes(page.tree)
    for number, element in enumerate(tree.iterfind(".//*[@class]")):
        classes = _classes(element)
        if number > 200_000:
            return
        root = next((name for name in _ROOTS if name in classes), "")
        if root and not is_inert(element):
            event = _Event(element, root, page, includes)
            if not event.dated and root == "h-event" and "vevent" in classes:
                event = _Event(element, "vevent", page, includes)
            yield from (draft for draft in event.drafts() if draft.title or draft.start)


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


def _event_of(element: etree._Element) -> etree._Element | None:
    """The event that an element stands in, None for none."""
    outer = islice(element.iterancestors(), _NEAR)
    return next((one for one in outer if set(_ROOTS).intersection(_classes(one))), None)


class _Event:
    """One root element and the properties that are its own, not those of what is nested in it."""

    def __init__(self, root: etree._Element, kind: str, page: Page, includes: Includes) -> None:
        self.root, self.page, self.new = root, page, kind == "h-event"
        self.found: dict[str, list[etree._Element]] = {}
        self.parent = _event_of(root)
        waiting = includes.of(root)[::-1]
        while waiting and len(self.found) < _MOST:
            element = waiting.pop()
            classes = _classes(element)
            for name in classes:
                self.found.setdefault(name, []).append(element)
            if not (_CARDS | set(_ROOTS)).intersection(classes):
                waiting += includes.of(element)[::-1]

    def _all(self, new: str, old: str) -> list[etree._Element]:
        """The elements of a property: "p-name" for h-event, "summary" for hCalendar."""
        return self.found.get(new if self.new else old, [])

    def _words(self, new: str, old: str, cap: int = TITLE_CAP) -> str:
        return next((said for one in self._all(new, old) if (said := clean(_text(one), cap))), "")

    @property
    def dated(self) -> bool:
        """Whether it says when it begins."""
        return bool(self._all("dt-start", "dtstart"))

    def drafts(self) -> list[Draft]:
        """One for each time that it gives; several, when they are of several days."""
        starts, ends = self._all("dt-start", "dtstart")[:_TIMES], self._all("dt-end", "dtend")
        days = {class_dates.read(one)[:10] for one in starts}
        if len(days) == len(starts) > 1 and all(days) and len(ends) in (0, len(starts)):
            return [self._draft(starts[at : at + 1], ends[at : at + 1]) for at in range(len(starts))]
        return [self._draft(starts, ends)]

    def _draft(self, starts: Sequence[etree._Element], ends: Sequence[etree._Element]) -> Draft:
        """All that the properties say, at the first of these times."""
        start, end, words = self._when(starts, ends)
        when = span(start, end) if start else None
        return Draft(
            title=self._words("p-name", "summary") or self._implied(),
            when=words,
            start=when.start if when else "",
            end=when.end if when else "",
            doubts=when.doubts if when else (),
            place=self._place(),
            url=self._url(),
            description=self._description(),
            organiser=self._words("p-organizer", "organizer"),
            status=self._words("p-status", "status")
            .lower()
            .replace("confirmed", "")
            .replace("tentative", ""),
            uid=self._words("u-uid", "uid"),
            part_of=self._part_of(),
            reader="h-event" if self.new else "hcalendar",
        )

    def _when(self, starts: Sequence[etree._Element], ends: Sequence[etree._Element]) -> tuple[str, str, str]:
        """Start and end as machine values, and the words where those say too little."""
        start = class_dates.read(starts[0]) if starts else ""
        end = class_dates.read(ends[0], start) if ends else ""
        if end and len(end) == 10 and start:
            end = self._last_day(ends[0], start, end)
        if start and not end:
            length = self._all("dt-duration", "duration")
            lasts = stamps.duration(class_dates.machine(length[0])) if length else None
            end = stamps.later(start, lasts) if lasts else ""
        if start:
            return start, end, ""
        day = class_dates.torn(starts[0]) if starts else ""
        said = words_of if day else _text
        return day, "", " – ".join(clean(said(one), 200) for one in (*starts[:1], *ends[:1]))

    def _last_day(self, element: etree._Element, start: str, end: str) -> str:
        """The last day inclusive: what the visible number says, else by the rule of the format."""
        shown = {int(number) for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", words_of(element))}
        before = stamps.day_of(end) - stamps.ONE_DAY
        exclusive = not self.new and element.tag != "time" and bool(element.get("title"))
        if int(end[8:]) not in shown and (before.day in shown or (exclusive and not shown)):
            return max(before.isoformat(), start[:10])
        return end

    def _place(self) -> Place:
        for element in self._all("p-location", "location") or self._all("p-adr", "adr"):
            if place := _place(element):
                return place
        return Place()

    def _url(self) -> str:
        own = self._all("u-url", "url")
        if not own and self.root.tag == "a":
            return self.page.link(self.root.get("href") or "")
        if not own and self.new:
            links = list(self.root.iterfind(".//a[@href]"))
            own = links if len(links) == 1 else []
        return next((made for one in own if (made := self.page.link(value_of(one)))), "")

    def _implied(self) -> str:
        """The name of an h-event that marks none: all its words but its dates, when they are few."""
        if not self.new or any(name.startswith(("p-", "e-")) for name in self.found):
            return ""
        dates = [one for name, marked in self.found.items() if name.startswith("dt-") for one in marked]
        words = clean(words_of(self.root, dates), TITLE_CAP + 1) or clean(words_of(self.root), TITLE_CAP + 1)
        return words if len(words) <= TITLE_CAP else ""

    def _description(self) -> str:
        return (
            self._words("e-content", "description", 4000)
            or self._words("p-summary", "description", 4000)
            or self._words("p-description", "description", 4000)
        )

    def _part_of(self) -> str:
        """The name of the event that this one is nested in."""
        if self.parent is None:
            return ""
        wanted = "p-name" if "h-event" in _classes(self.parent) else "summary"
        near = islice(self.parent.iterfind(".//*[@class]"), _NEAR)
        named = (one for one in near if wanted in _classes(one) and _event_of(one) is self.parent)
        first = next(named, None)
        return clean(_text(first), TITLE_CAP) if first is not None else ""


def _text(element: etree._Element) -> str:
    """A text property: value-class parts, the title of an abbreviation, else its words."""
    parts = class_dates.value_parts(element)
    if parts:
        return " ".join(parts)
    if element.tag == "abbr" and element.get("title"):
        return element.get("title") or ""
    if element.tag in ("img", "area"):
        return element.get("alt") or ""
    if element.tag in ("data", "input"):
        return element.get("value") or words_of(element)
    return words_of(element)


def _place(element: etree._Element) -> Place:
    """A location with its nested card or address, or its words."""

    def said(*names: str) -> str:
        for name in names:
            for inner in (element, *element.iterfind(".//*[@class]")):
                if name in _classes(inner):
                    return clean(_text(inner), PLACE_CAP)
        return ""

    street = [said("p-street-address", "street-address"), said("p-postal-code", "postal-code")]
    town = said("p-locality", "locality") or said("p-region", "region")
    country = said("p-country-name", "country-name")
    name = said("p-name", "fn", "org", "p-org")
    place = Place(name, ", ".join(filter(None, street)), town, country, *_geo(element))
    return place if place.line else Place(clean(_text(element), PLACE_CAP), "", "", "", *_geo(element))


def _geo(element: etree._Element) -> tuple[float | None, float | None]:
    said = {}
    for inner in element.iterfind(".//*[@class]"):
        for name in ("latitude", "longitude"):
            if {name, f"p-{name}"}.intersection(_classes(inner)):
                said[name] = _text(inner)
    try:
        return float(said["latitude"]), float(said["longitude"])
    except (KeyError, ValueError):
        return None, None
