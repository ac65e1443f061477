"""Dates in microformats: the value-class pattern, machine titles, and ends that say only an hour.

Source: https://microformats.org/wiki/value-class-pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bba_events.readers import stamps
from bba_events.readers.elements import words_of

_CLOCK = re.compile(r"(\d{1,2})(?:[:.hu]?(\d{2}))?(?::(\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)
_TORN = re.compile(r"(\d{4}-\d\d-\d\d)[A-Z]{3,4}\d\d:\d\d")
_ZONE = re.compile(r"(Z|[+\-−]\d{1,2}:?\d{0,2})$")


def read(element: etree._Element, start: str = "") -> str:
    """The machine date of a ``dtstart``-like element, "" when it has none.

    An hour alone is of the day of ``start``.
    """
    said = value_parts(element) or [machine(element)]
    whole = next((stamp for part in said if (stamp := stamps.tidy(part))), "")
    if len(whole) > 10:
        return _zoned(whole, said)
    day = whole or start[:10]
    clock, zone = _clock(said, whole)
    if not day or (not whole and not clock):
        return ""
    return f"{day}T{clock}{zone}" if clock else day


def torn(element: etree._Element) -> str:
    """The day of a machine date whose hour is not to be believed, "" for none.

    "2026-04-12UTC04:00" is a program's slip: its T became a zone, and its hour one of twelve.
    """
    found = (_TORN.match(part) for part in value_parts(element))
    return next((stamps.tidy(one[1]) for one in found if one), "")


def _zoned(stamp: str, said: list[str]) -> str:
    """A clock with the offset that stands in a part of its own."""
    if stamps.zone_of(stamp):
        return stamp
    zones = [stamps.tidy(f"{stamp}{part}") for part in said if _ZONE.fullmatch(part)]
    return next(filter(None, zones), stamp)


def machine(element: etree._Element) -> str:
    """What an element keeps for machines, else its words."""
    for name in ("datetime", "title", "value", "content"):
        if element.get(name) and (element.tag, name) != ("a", "title"):
            return element.get(name) or ""
    inner = [one.get("datetime") or "" for one in element.iterfind(".//time[@datetime]")]
    return inner[0] if len(inner) == 1 else words_of(element)


def value_parts(element: etree._Element) -> list[str]:
    """The parts that ``value`` and ``value-title`` mark in an element; empty when none are marked."""
    parts = []
    for inner in _marked(element):
        classes = (inner.get("class") or "").split()
        if "value-title" in classes:
            parts.append(inner.get("title") or "")
        elif inner.tag in ("abbr", "time", "data", "img", "area"):
            named = {"time": "datetime", "data": "value", "img": "alt", "area": "alt"}.get(inner.tag, "title")
            parts.append(inner.get(named) or words_of(inner))
        else:
            parts.append(words_of(inner))
    return [part.strip() for part in parts if part.strip()]


def _marked(element: etree._Element) -> Iterator[etree._Element]:
    for inner in element.iterfind(".//*[@class]"):
        if {"value", "value-title"}.intersection((inner.get("class") or "").split()):
            yield inner


def _clock(said: list[str], day: str) -> tuple[str, str]:
    """The hour and the offset among the parts."""
    clock = zone = ""
    for part in said:
        bare = part.strip().removeprefix("T")
        if day and stamps.tidy(part) == day:
            continue
        if _ZONE.fullmatch(bare):
            zone = stamps.zone_of(stamps.tidy(f"2000-01-01T00:00{bare}"))
            continue
        found_zone = _ZONE.search(bare)
        hour = _hour(bare[: found_zone.start()].strip() if found_zone else bare)
        if hour and not clock:
            clock = hour
            zone = stamps.zone_of(stamps.tidy(f"2000-01-01T{hour}{found_zone[0]}")) if found_zone else zone
    return clock, zone


def _hour(written: str) -> str:
    found = _CLOCK.fullmatch(written)
    if found is None or (not found[2] and not found[4]):
        return ""
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4] in "pP" else 0)
    stamp = stamps.with_clock("2000-01-01", f"{hour}:{found[2] or '00'}:{found[3] or '00'}")
    return stamp[11:]
