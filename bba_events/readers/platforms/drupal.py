"""Drupal views: rows of a list whose date fields keep machine values.

Rows are ``views-row`` elements; a date is a ``<time datetime>`` or a ``date-display`` with ``content``.
Rows that keep only words are left to the readers of visible words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bba_events.event import Draft, More
from bba_events.page import Page
from bba_events.readers import markers, stamps
from bba_events.readers.elements import words_of
from bba_events.readers.schema_time import span
from bba_events.text import TITLE_CAP, clean

NAME = "Drupal views"
_ROWS = frozenset({"views-row", "views-col"})
_HOUR = re.compile(r"\d\s?[:hu]|\d\s?(?:uur|uhr|[ap]\.?m)\b|12\.00", re.IGNORECASE)
_PUBLISHED = ("created", "changed", "published", "post-date", "submitted")
_PLACES = ("location", "place", "locatie", "plaats", "lieu", "city", "gemeente", "venue")


def marks(text: str) -> bool:
    """Whether a page holds rows of a view."""
    return markers.has(text, "views-row") and "views-row" in text


def read_page(page: Page) -> Iterator[Draft | More]:
    """The rows that bear a machine date."""
    rows = [one for one in page.tree.iterfind(".//*[@class]") if _is_row(one)]
    for row in rows:
        if not any(inner is not row and _is_row(inner) for inner in row.iter()):
            draft = _draft(row, page)
            if draft is not None:
                yield draft


def _is_row(element: etree._Element) -> bool:
    """Rows of a list, and the columns of a grid, whose rows hold several events."""
    return not _ROWS.isdisjoint(_classes(element))


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


def _draft(row: etree._Element, page: Page) -> Draft | None:
    dates = [stamp for one in row.iter("time", "span") if (stamp := _dated(one))]
    title = _title(row)
    if not dates or title is None:
        return None
    told = span(dates[0], dates[1] if len(dates) == 2 and dates[1] != dates[0] else "")
    return Draft(
        title=clean(words_of(title), TITLE_CAP),
        start=told.start,
        end=told.end,
        doubts=told.doubts,
        place=_place(row),
        url=page.link(title),
        detail=page.link(title),
    )


def _dated(element: etree._Element) -> str:
    """The machine date of an element, unless it tells when the row was written."""
    if element.tag == "span" and not any(name.startswith("date-display") for name in _classes(element)):
        return ""
    around = " ".join(one.get("class") or "" for one in (element, *list(element.iterancestors())[:4]))
    if any(word in around for word in _PUBLISHED):
        return ""
    stamp = stamps.tidy(element.get("datetime") or element.get("content") or "")
    return stamp[:10] if _only_a_day(stamp, words_of(element)) else stamp


def _only_a_day(stamp: str, shown: str) -> bool:
    """Whether a clock was filled in: Drupal keeps a day as its noon in UTC, and shows no hour of it."""
    return stamp[10:] in ("T12:00:00Z", "T12:00:00+00:00") and bool(shown) and not _HOUR.search(shown)


def _title(row: etree._Element) -> etree._Element | None:
    """The linked words that name the row: of its title field, of a heading, else its first link."""
    titled = [one for one in row.iterfind(".//*[@class]") if any("title" in name for name in _classes(one))]
    headed = list(row.iter("h1", "h2", "h3", "h4", "h5"))
    for around in (*titled, *headed, row):
        link = around if around.tag == "a" else next(around.iter("a"), None)
        if link is not None and words_of(link):
            return link
    return next((one for one in (*titled, *headed) if words_of(one)), None)


def _place(row: etree._Element) -> str:
    for one in row.iterfind(".//*[@class]"):
        named = " ".join(
            name for name in _classes(one) if name.startswith(("views-field", "field--name", "field-name"))
        )
        if any(word in named for word in _PLACES):
            inner = next((each for each in one.iter() if "field-content" in _classes(each)), one)
            return words_of(inner)
    return ""
