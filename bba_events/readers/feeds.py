"""RSS and Atom: items with event namespaces as drafts, the pages of other items for further reading.

Knows where feeds keep the day of an event (the RSS event module, xCal, Google's ``when``); the day on
which an item was published is never the event's.  Document types with entities are refused.
Sources: RSS 2.0, RFC 4287, http://purl.org/rss/1.0/modules/event/, RFC 6321.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bba_events.errors import ReadError
from bba_events.event import Draft, More
from bba_events.page import Page
from bba_events.readers import stamps
from bba_events.readers.schema_time import span
from bba_events.text import PLACE_CAP, TITLE_CAP, clean_markup

_ENTITY = re.compile(r"<!ENTITY|<!DOCTYPE[^<>\[]*+\[", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_PLAIN = frozenset(
    {"", "http://purl.org/rss/1.0/", "http://www.w3.org/2005/Atom", "http://my.netscape.com/rdf/simple/0.9/"}
)
_STARTS = (
    "dtstart",
    "startdate",
    "start_date",
    "start",
    "starttime",
    "eventdate",
    "event_date",
    "date_start",
)
_ENDS = ("dtend", "enddate", "end_date", "end", "endtime", "event_end_date", "date_end")
_PLACES = ("location", "venue", "where", "place")
_ITEMS = 500
_FURTHER = 50
"""Pages of items without a day of their own that are opened at most; the source's ``max_pages`` rules."""


def read(page: Page) -> Iterator[Draft | More]:
    """The events of a feed; of a feed without days, the pages of its items.

    Raises ReadError for a document type that defines entities.
    """
    if page.kind != "xml":
        return
    root = _tree(page)
    items = [one for one in root.iter() if isinstance(one.tag, str) and _local(one) in ("item", "entry")][
        :_ITEMS
    ]
    drafts = [draft for item in items if (draft := _draft(item, page)) is not None]
    yield from drafts
    if not drafts:
        links = dict.fromkeys(link for item in items if (link := _link(item, page)))
        yield from (More(link) for link in list(links)[:_FURTHER])


def _tree(page: Page) -> etree._Element:
    if _ENTITY.search(page.text[:100_000]):
        raise ReadError(f"{page.url}: refused, its document type defines entities; a feed needs none")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    bare = _DECLARATION.sub("", page.text.lstrip("\ufeff")).replace("\x00", "")
    root = etree.fromstring(bare.encode("utf-8", "replace"), parser)
    if root is None:
        raise ReadError(f"{page.url}: not XML that can be read")
    return root


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _namespace(element: etree._Element) -> str:
    """The namespace of an element; a prefix that nothing declares names none."""
    return element.tag.rpartition("}")[0].lstrip("{") if isinstance(element.tag, str) else ""


def _draft(item: etree._Element, page: Page) -> Draft | None:
    """The event of an item, None when it tells no day of it."""
    start, end = _dated(item, _STARTS), _dated(item, _ENDS)
    when = next((one for one in item.iter() if _local(one) == "when" and one.get("startTime")), None)
    if when is not None:
        start, end = stamps.tidy(when.get("startTime") or ""), stamps.tidy(when.get("endTime") or "")
    if not start:
        return None
    told = span(start, end)
    return Draft(
        title=_text(item, ("title",), TITLE_CAP),
        start=told.start,
        end=told.end,
        doubts=told.doubts,
        place=_text(item, _PLACES, PLACE_CAP) or _where(item),
        url=_link(item, page),
        description=_text(item, ("description", "summary", "content")),
        organiser=_text(item, ("organizer", "organiser"), TITLE_CAP),
        uid=_text(item, ("guid", "id", "uid"), TITLE_CAP),
        language=(item.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2],
        reader="atom" if _local(item) == "entry" else "rss",
    )


def _dated(item: etree._Element, names: tuple[str, ...]) -> str:
    """The machine date of the first element of such a name in a namespace of its own."""
    for name in names:
        for one in item.iter():
            plain = isinstance(one.tag, str) and _namespace(one) in _PLAIN
            if _local(one) == name and not (plain and name in ("start", "end")):
                stamp = stamps.tidy("".join(map(str, one.itertext())).strip())
                if stamp:
                    return stamp
    return ""


def _text(item: etree._Element, names: tuple[str, ...], cap: int = 4000) -> str:
    """The words of the first element of such a name, the feed's own before those of other namespaces."""
    for name in names:
        found = [one for one in item.iter() if _local(one) == name and one is not item]
        found.sort(key=lambda one: _namespace(one) not in _PLAIN)
        for one in found:
            if words := clean_markup("".join(map(str, one.itertext())), cap):
                return words
    return ""


def _where(item: etree._Element) -> str:
    """Google's place: an attribute of ``where``."""
    found = (one.get("valueString") or "" for one in item.iter() if _local(one) == "where")
    return next((clean_markup(words, PLACE_CAP) for words in found if words), "")


def _link(item: etree._Element, page: Page) -> str:
    """The item's page: the link that is no enclosure, feed or reply."""
    for one in item.iter():
        own = _local(one) == "link" and (one.get("rel") or "alternate") == "alternate"
        if own and (url := page.link((one.get("href") or one.text or "").strip())):
            return url
    guid = next((one for one in item if _local(one) == "guid" and one.get("isPermaLink") != "false"), None)
    return page.link((guid.text or "").strip()) if guid is not None and "://" in (guid.text or "") else ""
