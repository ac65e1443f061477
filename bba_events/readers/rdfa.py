"""RDFa Lite: elements with ``typeof`` as schema.org items.

Knows ``vocab``, ``typeof``, ``property``, ``resource`` and ``prefix``, and of full RDFa what event pages
use: ``about``, ``rel`` and ``datatype``.  Names are compared without their vocabulary; Facebook's and
Twitter's properties of the head are nobody's events.  Source: https://www.w3.org/TR/rdfa-lite/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bba_events.event import Draft
from bba_events.page import Page
from bba_events.readers import markers, schema
from bba_events.readers.elements import LINKS, declared_language, is_inert, value_of, words_of
from bba_events.readers.item import LIMIT, Item, Value, Words, bare, property_name, resolved

_MARKS = ("typeof=", "typeof =")
_OTHERS = re.compile(
    r"(?:og|fb|twitter|article|dc|dcterms|foaf|sioc|skos|rdfs|content|music|video):", re.IGNORECASE
)


def read(page: Page) -> Iterator[Draft]:
    """The events in the RDFa of a page."""
    if markers.has(page.text, *_MARKS) and page.kind == "html":
        language = declared_language(page)
        yield from schema.drafts(items(page), reader="rdfa", language=language, link=page.link)


def items(page: Page) -> list[Item]:
    """The top-level items of a page, references resolved."""
    made = _Rdfa(page)
    made.walk()
    made.complete()
    return list(resolved(made.tops))


class _Rdfa:
    """Builds items in one pass over the tree."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.left = LIMIT * 2
        self.tops: list[Item] = []
        self.known: dict[str, Item] = {}
        self.seen: set[etree._Element] = set()
        """Elements with a type that were visited; kept, so that their identity lasts."""

    def walk(self) -> None:
        """Visit every element with a type, and what is inside, with the item that it stands in."""
        for top in self.page.tree.iterfind(".//*[@typeof]"):
            if top not in self.seen and not is_inert(top):
                self._under(top, None)

    def complete(self) -> None:
        """Add what the page says of a known item where it stands apart, under its name only."""
        for name in ("about", "resource") if self.known else ():
            for element in self.page.tree.iterfind(f".//*[@{name}]"):
                item = self.known.get(self._id(element))
                if item is not None and element.get("typeof") is None and element.get("property") is None:
                    for child in element:
                        self._under(child, item)

    def _under(self, root: etree._Element, item: Item | None) -> None:
        """Visit an element and what is inside, as far as the page's share of work allows."""
        waiting: list[tuple[etree._Element, Item | None, str]] = [(root, item, "")]
        while waiting and self.left:
            element, around, rel = waiting.pop()
            self.left -= 1
            if isinstance(element.tag, str) and (item is None or element.get("typeof") is None):
                inner, chain = self._visit(element, around, rel)
                waiting += [(child, inner, chain) for child in reversed(element)]

    def _visit(self, element: etree._Element, around: Item | None, rel: str) -> tuple[Item | None, str]:
        """The item that the element's children stand in, and the ``rel`` that waits for an item."""
        kinds, names = element.get("typeof"), _names(element.get("property"))
        links = _names(element.get("rel")) if around is not None else []
        if kinds is not None:
            self.seen.add(element)
            item = Item(tuple(bare(kind) for kind in kinds.split()), self._id(element), {})
            if item.id:
                self.known.setdefault(item.id, item)
            self._place(item, around, names or links or ([rel] if rel else []))
            return item, ""
        if around is not None:
            self._add(around, element, names, links)
        return around, links[0] if links and not element.get("href") else (rel if not names else "")

    def _id(self, element: etree._Element) -> str:
        said = element.get("resource") or element.get("about") or ""
        return said if said.startswith(("#", "_:")) else (self.page.link(said) or said)

    def _place(self, item: Item, around: Item | None, names: list[str]) -> None:
        """Put a new item where it belongs: under a property of the item around, else at the top."""
        if around is None or not names:
            self.tops.append(item)
            return
        for name in names:
            around.properties.setdefault(name, []).append(item)

    def _add(self, around: Item, element: etree._Element, names: list[str], links: list[str]) -> None:
        for name in names:
            around.properties.setdefault(name, []).append(_value(element, name))
        href = element.get("href") or element.get("resource") or element.get("src")
        for name in links if href else ():
            around.properties.setdefault(name, []).append(_reference(href or "", name))


def _names(written: str | None) -> list[str]:
    return [property_name(name) for name in (written or "").split() if not _OTHERS.match(name)]


def _reference(href: str, name: str) -> Value:
    return Words(href) if name in LINKS else Item((), href, {})


def _value(element: etree._Element, name: str) -> Value:
    """A literal, or the item that ``resource`` names."""
    target = element.get("resource")
    if target and not element.get("content"):
        return _reference(target, name)
    if element.tag == "a" and name not in LINKS and not element.get("content"):
        return Words(words_of(element))
    return Words(value_of(element, name), element.get("lang") or "")
