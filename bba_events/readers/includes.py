"""The include pattern of microformats: parts of an event that stand elsewhere on the page.

``<a class="include" href="#id">``, ``<object class="include" data="#id">`` and the ``headers`` of a table
cell bring an element in.  Source: https://microformats.org/wiki/include-pattern.
"""

from __future__ import annotations

from functools import cached_property

from lxml import etree

_MOST = 1_000
"""Includes followed on one page."""


class Includes:
    """Knows the elements of a tree by id, and what each includes."""

    def __init__(self, tree: etree._Element) -> None:
        self.tree = tree
        self.left = _MOST

    @cached_property
    def _ids(self) -> dict[str, etree._Element]:
        return {element.get("id") or "": element for element in self.tree.iterfind(".//*[@id]")}

    def of(self, element: etree._Element) -> list[etree._Element]:
        """The children of an element, and what they and it include."""
        children = [child for child in element if isinstance(child.tag, str)]
        names = [name for one in children for name in _named(one)]
        if element.tag in ("td", "tr"):
            names += (element.get("headers") or "").split()
        return children + [one for name in names if (one := self._get(name, element)) is not None]

    def _get(self, name: str, around: etree._Element) -> etree._Element | None:
        """The element with this id, unless it would include itself."""
        found = self._ids.get(name)
        if found is None or self.left <= 0 or found is around or found in around.iterancestors():
            return None
        self.left -= 1
        return found


def _named(element: etree._Element) -> list[str]:
    """Ids that an element with class ``include`` points to."""
    if "include" not in (element.get("class") or "").split():
        return []
    target = element.get("href") or element.get("data") or ""
    return [target[1:]] if target.startswith("#") else []
