"""What on a page comes nearest to a selector that finds nothing: for ``check``, after a redesign.

A row that repeats has a name and a date, a date can be read as one, a link leads somewhere: what does not
is not proposed, however alike its class is.  Which selectors find nothing is told by ``selectors.blind``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from bba_events.page import Page
from bba_events.readers.mentions import can_be_dated

if TYPE_CHECKING:
    from bs4 import Tag

_TAGS = (
    "article",
    "li",
    "tr",
    "section",
    "time",
    "h1",
    "h2",
    "h3",
    "h4",
    "a",
    "p",
    "dt",
    "dd",
    "td",
    "address",
)
"""Elements that may be named without a class."""
_HEADS = ("h1", "h2", "h3", "h4", "h5", "a", "b", "strong")
_GROUPS, _LOOKED, _LONGEST = 400, 8, 1_500
_ALIKE = 70
_USUAL = {
    "place": ("location", "place", "venue", "locatie", "plaats", "lieu", "address", "adres"),
    "description": ("description", "teaser", "summary", "excerpt", "intro", "omschrijving"),
    "organiser": ("organiser", "organizer", "organisator", "host"),
}
"""What such boxes are usually called, where no form tells them."""
_FURTHER = re.compile(r"volgende|suivant|nächste|weiter|next|older|meer|plus|more|^\s*[»›>→]", re.IGNORECASE)


def nearest(page: Page, key: str, written: str, each: str = "") -> str:
    """A selector that would find what ``key`` asks for, "" when nothing on the page would.

    ``written`` is the CSS that finds nothing; ``each`` that of the rows, where they were found.
    """
    rows: list[Tag] = [page.soup]
    if each and key not in ("each", "next"):
        rows = list(page.soup.select(each)[:_LOOKED])
    ranked = list(_ranked(_groups(rows), key, written))
    if key == "each":
        ranked = [(shown + 20 * min(count, 3), count, name) for shown, count, name in ranked]
    best = max(ranked, key=lambda one: one[:2], default=None)
    return best[2] if best else ""


def _ranked(groups: Mapping[str, list[Tag]], key: str, written: str) -> Iterator[tuple[float, int, str]]:
    """How alike, how often, and the selector, of those that most elements fit."""
    fit = _FITS.get(key)
    for name, tags in groups.items():
        count = sum(map(fit, tags)) if fit else len(tags)
        shown = _alike(written, key, name)
        alone = fit is not None and (key != "each" or count > 1)
        if count * 2 >= min(len(tags), _LOOKED) and (shown >= _ALIKE or alone):
            yield shown, count, name


def _groups(rows: list[Tag]) -> Mapping[str, list[Tag]]:
    """Elements by the selectors that would find them, the first few of each."""
    made: dict[str, list[Tag]] = {}
    for tag in (each for row in rows for each in row.find_all(True)):
        for name in _names(tag):
            if name in made or len(made) < _GROUPS:
                group = made.setdefault(name, [])
                group += [tag] if len(group) < _LOOKED else []
    return made


def _names(tag: Tag) -> Iterator[str]:
    classes = tag.get("class") or []
    if not classes and tag.name in _TAGS:
        yield tag.name
    yield from (f"{tag.name}.{name}" for name in classes if re.fullmatch(r"[A-Za-z_][\w-]*", name))


def _alike(written: str, key: str, name: str) -> float:
    """How alike the last names in both are, 0 to 100; a usual name for it counts nearly as much."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only asked for when a selector finds nothing

    wanted = re.findall(r"[.#]([\w-]+)", written) or re.findall(r"[\w-]+", written) or [""]
    tag, _, shown = name.lower().partition(".")
    if not shown:
        return 100.0 if tag == re.split(r"[.#:\[]", re.split(r"[\s>+~]+", written)[-1])[0] else 0.0
    usual = max(
        (fuzz.partial_ratio(word, shown) for word in _USUAL.get(key, ()) if len(shown) >= len(word)),
        default=0,
    )
    return float(max(fuzz.WRatio(wanted[-1].lower(), shown), 0.8 * usual))


def _text(tag: Tag) -> str:
    """The words of an element; "" when they are too many for a row."""
    parts, length = [], 0
    for part in tag.stripped_strings:
        parts.append(part)
        length += len(part)
        if length > _LONGEST:
            return ""
    return " ".join(parts)


def _is_row(tag: Tag) -> bool:
    return tag.find(_HEADS) is not None and _is_dated(tag)


def _is_dated(tag: Tag) -> bool:
    return (
        bool(tag.get("datetime"))
        or can_be_dated(_text(tag))
        or tag.find(attrs={"datetime": True}) is not None
    )


def _is_day(tag: Tag) -> bool:
    return _is_dated(tag) and len(_text(tag)) < 120


def _is_title(tag: Tag) -> bool:
    named = tag.name in _HEADS or any(
        "tit" in name.lower() or "name" in name.lower() for name in tag.get("class") or ()
    )
    return named and 2 < len(_text(tag)) < 200


def _is_link(tag: Tag) -> bool:
    return tag.name == "a" and bool(tag.get("href"))


def _is_further(tag: Tag) -> bool:
    return _is_link(tag) and ("next" in (tag.get("rel") or ()) or bool(_FURTHER.search(_text(tag)[:30])))


_FITS: Mapping[str, Callable[[Tag], bool]] = {
    "each": _is_row,
    "title": _is_title,
    "when": _is_day,
    "start": _is_day,
    "end": _is_day,
    "link": _is_link,
    "next": _is_further,
}
"""What an element must be to be what a key asks for; other keys go by the name alone."""
