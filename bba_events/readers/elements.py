"""What an element of marked-up HTML says: its machine value or its words.

Shared by microdata, RDFa and microformats.  What the value is of is left to them.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import etree

from bba_events.page import Page
from bba_events.readers import stamps

LINKS = frozenset(
    "url sameAs mainEntityOfPage image logo eventStatus eventAttendanceMode availability additionalType"
    " photo thumbnailUrl hasMap map byDay itemCondition".split()
)
"""Properties that want an address where a link stands."""
_ADDRESSES = {"a": "href", "area": "href", "link": "href", "img": "src", "audio": "src", "embed": "src",
              "iframe": "src", "source": "src", "video": "src", "object": "data"}  # fmt: skip
_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg"})
_BREAKS = frozenset("p div br li ul ol dl dt dd tr td th table section article h1 h2 h3 h4 h5 h6 hr".split())
_WORDS = 20_000
_DATES = re.compile(r"date|time|dtstart|dtend", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def value_of(element: etree._Element, name: str = "") -> str:
    """The value of a property that the element keeps for machines, else its words."""
    for attribute in ("content", "datetime"):
        if (said := element.get(attribute)) is not None and said.strip():
            return said.strip()
    if element.tag in _ADDRESSES:
        return (element.get(_ADDRESSES[element.tag]) or "").strip()
    if element.tag in ("data", "meter", "input") and element.get("value"):
        return (element.get("value") or "").strip()
    return (_dated(element) if _DATES.search(name) else "") or words_of(element)


def _dated(element: etree._Element) -> str:
    """The machine date that an element or the one ``<time>`` inside it bears."""
    title = stamps.tidy(element.get("title") or "")
    if title:
        return title
    times = [each.get("datetime") or "" for each in element.iterfind(".//time[@datetime]")][:3]
    return times[0] if len(times) == 1 and stamps.tidy(times[0]) else ""


def words_of(element: etree._Element, without: Collection[etree._Element] = ()) -> str:
    """The words that a visitor sees in an element, blocks apart, but for those of ``without``."""
    parts: list[str] = []
    _collect(element, parts, [_WORDS], without)
    return _SPACES.sub(" ", "".join(parts)).strip()


def _collect(
    root: etree._Element, parts: list[str], left: list[int], without: Collection[etree._Element]
) -> None:
    """Text nodes in order, without recursion: trees may be deep."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if without and event == "start" and element in without:
            walk.skip_subtree()
            continue
        if event == "start":
            broken = element.tag in _BREAKS
            unseen = element.tag in _UNSEEN
            parts.append(" " if broken else "")
            if element.text and not unseen and isinstance(element.tag, str):
                parts.append(element.text)
                left[0] -= len(element.text)
        elif element is not root:
            parts.append((" " if element.tag in _BREAKS else "") + (element.tail or ""))
            left[0] -= len(element.tail or "")
        if left[0] < 0:
            return


def is_inert(element: etree._Element) -> bool:
    """Whether an element stands in a ``<template>``: it is on the page only once a script puts it there."""
    return any(_is_stock(outer) for outer in element.iterancestors("template"))


def _is_stock(template: etree._Element) -> bool:
    return not template.get("shadowrootmode")


def declared_language(page: Page) -> str:
    """The language that the document declares, "" for none and for anything but HTML."""
    return (page.tree.get("lang") or "")[:2].lower() if page.kind == "html" else ""
