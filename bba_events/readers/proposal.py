"""The ``[source.select]`` table that would find on a page what was read there: for ``detect``.

Goes from the names of events to the boxes that repeat round them, and from one box to where its date, link
and place stand.  Whether the table really reads the events is for the caller to try.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from bba_events.page import Page
from bba_events.readers.mentions import can_be_dated
from bba_events.text import fold

if TYPE_CHECKING:
    from bs4 import Tag

_FEWEST = 2
"""Boxes; one alone repeats nothing."""
_LOOKED = 5_000
_LONGEST = 400
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PLACES = ("location", "locatie", "place", "plaats", "lieu", "venue", "adres", "address", "ort")


def propose(page: Page, titles: Collection[str]) -> dict[str, str]:
    """Selectors of the list in which these titles stand, {} when they repeat nothing."""
    named = list(_named(page, {fold(title) for title in titles if title}))
    cards = [(card, title) for title in named if (card := _card(title, named)) is not None]
    if len(cards) < _FEWEST:
        return {}
    each = _common([card for card, _ in cards])
    inside = [(card, title) for card, title in cards if each in _names(card)]
    if not each or len(inside) < _FEWEST:
        return {}
    told = {
        "each": each,
        "title": _common([title for _, title in inside]),
        "when": _common([day for card, title in inside if (day := _day(card, title))]),
        "place": _common([spot for card, _ in inside if (spot := _place(card))]),
        "link": "a" if all(card.find("a", href=True) for card, _ in inside) else "",
    }
    return {key: css for key, css in told.items() if css} if told["title"] and told["when"] else {}


def _named(page: Page, titles: Collection[str]) -> Iterator[Tag]:
    """The elements that say nothing but a title, the first of each: a heading, else the innermost."""
    found: dict[str, Tag] = {}
    for tag in islice(page.soup.find_all(True), _LOOKED):
        words = _words(tag)
        said = fold(words) if words else ""
        known = found.get(said)
        inner = known is not None and known in tag.parents and known.name not in _HEADS
        if said in titles and (known is None or inner):
            found[said] = tag
    yield from found.values()


def _words(tag: Tag) -> str:
    """The words of an element, "" when they are more than a row's."""
    parts, length = [], 0
    for part in tag.stripped_strings:
        parts.append(part)
        length += len(part)
        if length > _LONGEST:
            return ""
    return " ".join(parts)


def _card(title: Tag, titles: Sequence[Tag]) -> Tag | None:
    """The outermost box that holds this title and none of the others."""
    others = {id(each) for other in titles if other is not title for each in (other, *other.parents)}
    around = [each for each in title.parents if id(each) not in others and each.name not in ("html", "body")]
    outermost: Tag | None = around[-1] if around else None
    return outermost


def _names(tag: Tag) -> list[str]:
    """Selectors that find an element: by each of its classes, else by what it is."""
    classes = [name for name in tag.get("class") or () if name.replace("-", "").replace("_", "").isalnum()]
    return [f"{tag.name}.{name}" for name in classes if not name[0].isdigit()] or [tag.name]


def _common(tags: Sequence[Tag]) -> str:
    """The selector that finds most of these elements, "" when there are none or it finds few."""
    counted = Counter(name for tag in tags for name in _names(tag))
    best = max(counted.items(), key=lambda one: one[1], default=("", 0))
    return best[0] if best[1] * 2 > len(tags) else ""


def _day(card: Tag, title: Tag) -> Tag | None:
    """The innermost element with a date, the title's own words left out."""
    inner = [tag for tag in card.find_all(True) if tag is not title and title not in tag.parents]
    dated = [tag for tag in inner if title not in tag.descendants and can_be_dated(_words(tag))]
    timed = [tag for tag in dated if tag.name == "time" or tag.get("datetime")]
    deepest = [tag for tag in dated if not any(each in tag.descendants for each in dated)]
    return next(iter(timed or deepest), None)


def _place(card: Tag) -> Tag | None:
    """The first element whose class is a word for places."""
    named = (
        tag
        for tag in card.find_all(class_=True)
        if any(word in " ".join(tag.get("class") or ()).lower() for word in _PLACES)
    )
    return next((tag for tag in named if _words(tag)), None)
