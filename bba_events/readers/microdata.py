"""Microdata: elements with ``itemscope`` as schema.org items.

Knows nesting, ``itemref`` and where an element keeps its value.  Authors' habits are followed where they
differ from the standard: ``content`` counts on every element, a link that is a name gives its words.
Source: HTML Living Standard §5, microdata.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from bba_events.event import Draft
from bba_events.page import Page
from bba_events.readers import markers, schema
from bba_events.readers.elements import LINKS, declared_language, is_inert, value_of, words_of
from bba_events.readers.item import DEPTH, LIMIT, Item, Value, Words, bare, property_name

_MARK = "itemscope"
_ODOO = "o_wevent"


def odoo_made(text: str) -> bool:
    """Whether Odoo's event module made the page: its clocks are UTC without saying so, see ``platforms``."""
    return markers.has(text, _ODOO) and _ODOO in text


def read(page: Page) -> Iterator[Draft]:
    """The events in the microdata of a page."""
    if markers.has(page.text, _MARK) and not odoo_made(page.text):
        language = declared_language(page)
        yield from schema.drafts(items(page), reader="microdata", language=language, link=page.link)


def items(page: Page) -> list[Item]:
    """The top-level items of a page."""
    if page.kind != "html":
        return []
    return _Microdata(page).tops()


class _Microdata:
    """Builds the items of one tree; each element is looked at a bounded number of times."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.left = LIMIT

    def tops(self) -> list[Item]:
        """Items that are no property of another."""
        scopes = self.page.tree.iterfind(".//*[@itemscope]")
        tops = (scope for scope in scopes if scope.get("itemprop") is None or _orphan(scope))
        return [self._item(scope, 0) for scope in tops if not is_inert(scope)]

    def _item(self, scope: etree._Element, depth: int) -> Item:
        made: dict[str, list[Value]] = {}
        kinds = tuple(bare(kind) for kind in (scope.get("itemtype") or "").split())
        item = Item(kinds, self.page.link(scope.get("itemid")) or (scope.get("itemid") or ""), made)
        self.left -= 1
        if depth > DEPTH or self.left < 0:
            return item
        for element in self._properties(scope):
            names = (element.get("itemprop") or "").split()
            value = self._value(element, depth, names)
            for name in names:
                made.setdefault(property_name(name), []).append(self._fit(element, name, value))
        if not made and depth and (words := words_of(scope)):
            made["name"] = [Words(words)]
        return item

    def _properties(self, scope: etree._Element) -> Iterator[etree._Element]:
        """Elements with ``itemprop`` that belong to this scope, its own and those it refers to."""
        roots = [scope]
        for name in (scope.get("itemref") or "").split()[:50]:
            root = self._ids.get(name)
            roots += [root] if root is not None and root is not scope else []
        for root in roots:
            if root is not scope and root.get("itemprop") is not None:
                yield root
            if root is scope or root.get("itemscope") is None:
                yield from self._inside(root)

    def _inside(self, root: etree._Element) -> Iterator[etree._Element]:
        waiting = list(root)[::-1]
        while waiting and self.left > 0:
            element = waiting.pop()
            self.left -= 1
            if element.get("itemprop") is not None:
                yield element
            if element.get("itemscope") is None:
                waiting += list(element)[::-1]

    def _value(self, element: etree._Element, depth: int, names: list[str]) -> Value:
        if element.get("itemscope") is not None:
            return self._item(element, depth + 1)
        return Words(value_of(element, " ".join(names)), element.get("lang") or "")

    def _fit(self, element: etree._Element, name: str, value: Value) -> Value:
        """A link's value is its address where the property wants one, else its words."""
        if isinstance(value, Item) or element.tag not in ("a", "area", "link", "img"):
            return value
        if bare(name) in LINKS or element.get("content"):
            return value
        return Words(words_of(element) or element.get("alt") or value_of(element))

    @cached_property
    def _ids(self) -> dict[str, etree._Element]:
        return {str(one.get("id")): one for one in reversed(list(self.page.tree.iterfind(".//*[@id]")))}


def _orphan(scope: etree._Element) -> bool:
    """Whether a property stands outside of every item, so that it is nobody's property."""
    return next(scope.iterancestors(), None) is not None and not any(
        outer.get("itemscope") is not None for outer in scope.iterancestors()
    )
