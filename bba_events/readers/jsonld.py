"""JSON-LD: the blocks of a page, each read as far as sense allows, as schema.org items.

Knows scripts, contexts, ``@graph``, lists, language maps and references.  One bad block never costs a
good one.  No context is ever fetched: names are compared without their vocabulary.  What items mean is
left to ``schema``.  Source: JSON-LD 1.1 §3-4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bba_events.event import Draft, Note
from bba_events.page import Page
from bba_events.readers import loose_json, markers, schema
from bba_events.readers.elements import declared_language, is_inert
from bba_events.readers.item import DEPTH, LIMIT, Item, Value, Words, bare, property_name, resolved

_MARK = "application/ld"
_REVERSE = {"superEvent": "subEvent", "subEvent": "superEvent", "location": "event"}
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,8})?|und|none|@none")
_MEANT = re.compile(r"@(?:type|id|graph|language|value)\Z|https?://(?:www\.)?schema\.org/\w|schema:\w|sc:\w")
_CONTEXTS = 20
_VOCABULARY = "schema.org"
"""Stands in every JSON document that is JSON-LD for us; answers of other APIs are for ``platforms``."""
_OTHER_VOCABULARY = re.compile(r"https?://(?!(?:www\.)?schema\.org|[^/]*data-vocabulary)")


def read(page: Page) -> Iterator[Draft | Note]:
    """The events in the JSON-LD of a page, and a note for each block that is no JSON."""
    values, notes = blocks(page)
    yield from map(Note, notes)
    if values:
        language = declared_language(page)
        yield from schema.drafts(items(values), reader="json-ld", language=language, link=page.link)


def blocks(page: Page) -> tuple[list[Any], list[str]]:
    """The parsed values of all blocks, and a note for each block that is no JSON."""
    values: list[Any] = []
    notes: list[str] = []
    for number, source in enumerate(_sources(page), 1):
        try:
            values += loose_json.parse(source)
        except loose_json.NotJson as fault:
            notes.append(f"JSON-LD block {number} of {page.url} skipped: {fault}")
    return values, notes


def _sources(page: Page) -> Iterator[str]:
    """The texts of the blocks: the whole document when it is JSON itself."""
    if page.kind == "json":
        yield from [page.text] if _VOCABULARY in page.text else []
    elif markers.has(page.text, _MARK) and page.kind == "html":
        for script in page.tree.iter("script"):
            named = "ld+json" in (script.get("type") or "").lower()
            if named and (source := script.text or "").strip() and not is_inert(script):
                yield source


def items(values: list[Any]) -> list[Item]:
    """The top-level items of parsed JSON-LD, references resolved."""
    built = _Builder()
    made = [item for value in values for item in built.tops(value, "", 0)]
    return list(resolved(made))


class _Builder:
    """Turns parsed JSON into items, at most LIMIT values in all."""

    def __init__(self) -> None:
        self.left = LIMIT
        self.terms: dict[str, str] = {}
        """What the contexts of the page call by a name of their own."""

    def tops(self, value: Any, language: str, depth: int) -> Iterator[Item]:
        """The items at the top: of a list, of a graph, or the one."""
        self.left -= 1
        if depth > DEPTH or self.left < 0:
            return
        if isinstance(value, list):
            for each in value:
                yield from self.tops(each, language, depth + 1)
        elif isinstance(value, dict):
            value, language = self._named(value), _default(value, language)
            for inner in ("@graph", "@included"):
                yield from self.tops(value.get(inner), language, depth + 1)
            if set(value) - {"@graph", "@included", "@context"}:
                yield self._item(value, language, depth)

    def _named(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        """The object with the names of the vocabulary in place of those that contexts give."""
        self.terms.update(_terms(value.get("@context")))
        known = self.terms
        return {known.get(key, key): each for key, each in value.items()} if known else value

    def _item(self, written: Mapping[str, Any], language: str, depth: int) -> Item:
        value, language = self._named(written), _default(written, language)
        made: dict[str, list[Value]] = {}
        for key, each in value.items():
            if key == "@reverse" and isinstance(each, dict):
                self._reverse(each, made, language, depth)
            elif not key.startswith("@") and not _OTHER_VOCABULARY.match(key):
                found = list(self._values(each, language, depth + 1))
                made.setdefault(property_name(key), []).extend(found)
        kinds = value.get("@type", value.get("type", ()))
        named = value.get("@id", value.get("id", ""))
        types = tuple(bare(self.terms.get(kind, kind)) for kind in _types(kinds))
        return Item(types, named if isinstance(named, str) else "", made)

    def _reverse(
        self, value: Mapping[str, Any], made: dict[str, list[Value]], language: str, depth: int
    ) -> None:
        """What names this as its whole is a part of it, what names it as its place happens in it."""
        for key, each in value.items():
            name = _REVERSE.get(bare(key), "subjectOf")
            made.setdefault(name, []).extend(self._values(each, language, depth + 1))

    def _values(self, value: Any, language: str, depth: int) -> Iterator[Value]:
        self.left -= 1
        if depth > DEPTH or self.left < 0:
            return
        if isinstance(value, str):
            yield Words(value, language)
        elif isinstance(value, bool | int | float):
            yield value
        elif isinstance(value, list):
            for each in value:
                yield from self._values(each, language, depth + 1)
        elif isinstance(value, dict):
            yield from self._of_object(value, language, depth)

    def _of_object(self, value: Mapping[str, Any], language: str, depth: int) -> Iterator[Value]:
        tongue = value.get("@language")
        inner = value.get("@value", value.get("@list", value.get("@set", value.get("@graph"))))
        if inner is not None:
            yield from self._values(inner, tongue if isinstance(tongue, str) else language, depth + 1)
        elif value and all(_LANGUAGE.fullmatch(key) for key in value):
            for key, each in value.items():
                yield from self._values(each, key, depth + 1)
        else:
            yield self._item(value, language, depth)


def _default(value: Mapping[str, Any], language: str) -> str:
    """The default language that a context sets."""
    contexts = value.get("@context")
    for each in contexts if isinstance(contexts, list) else [contexts]:
        if isinstance(each, dict) and isinstance(each.get("@language"), str):
            language = each["@language"]
    return language


def _terms(context: Any) -> dict[str, str]:
    """The names that a context gives to keywords and to names of schema.org, and what they mean."""
    made: dict[str, str] = {}
    for each in (context if isinstance(context, list) else [context])[:_CONTEXTS]:
        for term, meant in each.items() if isinstance(each, dict) else ():
            name = meant.get("@id") if isinstance(meant, dict) else meant
            if isinstance(name, str) and not term.startswith("@") and _MEANT.match(name):
                made[term] = name
    return {term: name for term, name in made.items() if bare(name) not in ("", term)}


def _types(kinds: Any) -> tuple[str, ...]:
    named = kinds if isinstance(kinds, list) else [kinds]
    return tuple(bare(kind) for kind in named if isinstance(kind, str))
