"""One item of structured data, whatever syntax it was written in: types, properties, nested items.

The shared form that JSON-LD, microdata and RDFa readers build and ``schema`` turns into drafts.  Names
are bare ("Event", "startDate"), values stand in the order of the page.  What they mean is for ``schema``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from bba_events.text import DESCRIPTION_CAP, clean_markup

DEPTH = 60
"""Nesting beyond this is no description of an event."""
LIMIT = 50_000
"""Values looked at on one page; more is a data base, not a page."""

_BARE = re.compile(r"^.*[/#:]")
_NAMES = {
    name.lower(): name
    for name in (
        "name startDate endDate startTime endTime doorTime location address organizer description url "
        "duration eventStatus eventSchedule subEvent superEvent hasCourseInstance offers availability "
        "streetAddress postalCode addressLocality addressRegion addressCountry itemListElement"
    ).split()
}
"""Properties by which an event stands or falls; authors get their capitals wrong."""
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|[A-Za-z]{4,8}|#\d{2,6}|#x[\da-fA-F]{2,5});")
_TAG = re.compile(
    r"</?(?:p|br|div|span|ul|ol|li|a|strong|b|em|i|sup|sub|small|font|h\d)\b[^<>]*>", re.IGNORECASE
)
"""A tag of running text, left over where the whole text was escaped."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text with the language it says it is in ("" when it does not)."""

    text: str
    language: str = ""


Value: TypeAlias = "Words | Item | int | float | bool"


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One item; compared by identity, since two alike are still two."""

    types: tuple[str, ...] = ()
    id: str = ""
    properties: dict[str, list[Value]] = field(default_factory=dict)

    def values(self, *names: str) -> list[Value]:
        """The values of the first of these properties that has any."""
        return next((list(found) for name in names if (found := self.properties.get(name))), [])

    def items(self, *names: str) -> list[Item]:
        """The nested items of the first of these properties that has any values."""
        return [value for value in self.values(*names) if isinstance(value, Item)]

    def words(self, *names: str, language: str = "", cap: int = DESCRIPTION_CAP) -> str:
        """What the first of these properties that says something says, cleaned; nested items by name.

        Of several languages, ``language`` is preferred.
        """
        return next((said for name in names if (said := self._said(name, language, cap))), "")

    def _said(self, name: str, language: str, cap: int) -> str:
        said = [(tongue, text) for tongue, text in self._texts(name, cap) if text]
        wanted = [text for tongue, text in said if tongue and tongue == language]
        return (wanted or [text for _, text in said] or [""])[0]

    def _texts(self, name: str, cap: int) -> Iterator[tuple[str, str]]:
        for value in self.properties.get(name, ()):
            if isinstance(value, Words):
                yield value.language[:2].lower(), plain(value.text, cap)
            elif isinstance(value, Item):
                yield "", value.words("name", "@value", cap=cap) if name != "name" else ""
            elif not isinstance(value, bool):
                yield "", str(value)[:40]

    def strings(self, *names: str) -> list[str]:
        """The texts of a property as written, trimmed; an item by its ``id``; numbers are left out."""
        found = [
            value.text if isinstance(value, Words) else value.id
            for value in self.values(*names)
            if isinstance(value, Words | Item)
        ]
        return [text.strip() for text in found if text.strip()]

    def string(self, *names: str) -> str:
        """The first of ``strings``, or ""."""
        return next((text for name in names for text in self.strings(name)), "")

    def is_a(self, *types: str) -> bool:
        """Whether it says to be of one of these types."""
        return any(each in types for each in self.types)


def bare(name: str) -> str:
    """A type or property without its vocabulary: "http://schema.org/Event" and "schema:Event" are "Event"."""
    return _BARE.sub("", name.strip().rstrip("/#"))


def property_name(name: str) -> str:
    """A property without its vocabulary, with the capitals that the vocabulary gives it."""
    short = bare(name)
    return _NAMES.get(short.lower(), short)


def plain(text: str, cap: int = DESCRIPTION_CAP) -> str:
    """The words of a text with markup in it, also where the markup or its entities were escaped once more."""
    words = clean_markup(text, cap)
    if _ENTITY.search(words) or _TAG.search(words):
        return clean_markup(words, cap)
    return words


def nested(items: Iterable[Item]) -> Iterator[Item]:
    """These items and all inside them, each once, bounded in depth and number."""
    waiting, seen = [(item, 0) for item in items][::-1], set[int]()
    while waiting and len(seen) < LIMIT:
        item, depth = waiting.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        yield item
        if depth < DEPTH:
            inner = [value for values in item.properties.values() for value in values]
            waiting += [(value, depth + 1) for value in reversed(inner) if isinstance(value, Item)]


def resolved(items: Sequence[Item]) -> Sequence[Item]:
    """The items with every mere reference (an id and nothing else) replaced by what bears that id."""
    known: dict[str, Item] = {}
    everything = list(nested(items))
    for item in everything:
        if item.id and len(item.properties) > len(known[item.id].properties if item.id in known else ()):
            known[item.id] = item
    if known:
        for item in everything:
            for values in item.properties.values():
                values[:] = [_followed(value, known) for value in values]
    return items


def _followed(value: Value, known: Mapping[str, Item]) -> Value:
    if isinstance(value, Item) and value.id and not value.properties:
        return known.get(value.id, value)
    return value
