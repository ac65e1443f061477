"""On which days a page says in its markup that it was written: those announce nothing.

Knows the marks of publishing and changing in metadata, microdata, microformats and JSON-LD.  Datelines that
only words tell are left to ``edition``.  Source: schema.org datePublished, h-entry, hAtom, Open Graph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from bba_events.page import Page
from bba_events.readers import jsonld, markers

_MARKS = ("datepublished", "datemodified", "datecreated", "dt-published", "dt-updated", "article:", "pubdate",
          "entry-date", "published", "dc.date", "dc:", "dcterms")  # fmt: skip
_PROPERTIES = frozenset({"datepublished", "datemodified", "datecreated", "uploaddate"})
_METAS = frozenset({
    "article:published_time", "article:modified_time", "og:updated_time", "date", "dc.date", "dc.date.issued",
    "dc:date", "dc:created", "dc:issued", "dc:modified", "dcterms:created",
    "dcterms:issued", "dcterms:modified",
})  # fmt: skip
_CLASSES = frozenset({"dt-published", "dt-updated"})
_STYLES = frozenset({"published", "updated", "entry-date", "post-date"})
_WRITTEN = re.compile(r"Article$|Posting$|^Blog$|WebPage$|^Report$")
_DAY = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_DEPTH = 12


def days(page: Page, reference: date) -> frozenset[date]:
    """The days on which the page or an article on it was published or changed, as its markup says.

    The classes that themes of blogs give to any date count only for days up to ``reference``.
    """
    if page.kind != "html" or not markers.has(page.text, *_MARKS):
        return frozenset()
    stated = (value for block in jsonld.blocks(page)[0] for value in _stated(block))
    said = {day for value in (*stated, *_marked(page, _is_mark)) if (day := _day(value))}
    styled = {day for value in _marked(page, _is_styled) if (day := _day(value)) and day <= reference}
    return frozenset(said | styled)


def _marked(page: Page, wanted: Callable[[Any], bool]) -> Iterator[str]:
    """The machine values of all elements that are marked as a day of publishing."""
    for element in page.tree.iter("meta", "time", "abbr", "span", "div", "p", "a"):
        told = element.get("datetime") or element.get("content") or element.get("title") or ""
        if told and wanted(element):
            yield told


def _is_styled(element: Any) -> bool:
    return not _STYLES.isdisjoint((element.get("class") or "").lower().split())


def _is_mark(element: Any) -> bool:
    named = " ".join(element.get(name) or "" for name in ("itemprop", "property", "name")).lower().split()
    if not _PROPERTIES.isdisjoint(name.rpartition(":")[2] for name in named):
        return not any(_is_film(one) for one in element.iterancestors())
    classes = (element.get("class") or "").lower().split()
    return (
        not _METAS.isdisjoint(named) or not _CLASSES.isdisjoint(classes) or element.get("pubdate") is not None
    )


def _is_film(element: Any) -> bool:
    """Whether an element marks up a film: what was published then is the film."""
    return "movie" in f"{element.get('itemtype')} {element.get('typeof')}".lower()


def _stated(value: Any, depth: int = 0) -> Iterator[str]:
    """The days of publishing of the articles and pages in a JSON-LD value."""
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    if isinstance(value, dict) and _WRITTEN.search(_type(value)):
        yield from (str(value[name]) for name in ("datePublished", "dateModified") if value.get(name))
    for one in inner if depth < _DEPTH else ():
        yield from _stated(one, depth + 1)


def _type(value: dict[str, Any]) -> str:
    kind = value.get("@type", "")
    return str(kind[0] if isinstance(kind, list) and kind else kind)


def _day(value: str) -> date | None:
    found = _DAY.match(value)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
