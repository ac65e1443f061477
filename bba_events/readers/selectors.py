"""Selectors of a row in ``sources.toml``: where a page keeps what, said in CSS instead of code.

A selector may end in ``@attribute`` (the first found counts); without one the words of all it finds do.
``each`` finds what repeats, the others are looked for inside it (``""`` or ``.`` mean itself).
Nothing found means nothing said: which selector found nothing is told by ``blind``.  Reading the words
is left to ``dates``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bba_events.config.select import FACTS, WORDS, split
from bba_events.event import Draft, More
from bba_events.page import Page
from bba_events.readers import stamps
from bba_events.readers.schema_time import span
from bba_events.text import PLACE_CAP, TITLE_CAP, clean, fold

if TYPE_CHECKING:
    from bs4 import Tag

_MOST = 2_000
_TAKEN = ("title", "when", "start", "place", "description", "organiser", "status")
_SELDOM = ("status", "organiser")
"""Facts that a sound list may well say of no event today."""
_PIECES = 20

Rules = Mapping[str, Any]
"""The row's ``[source.select]`` table, checked when it was loaded."""


def read(page: Page, rules: Rules) -> Iterator[Draft | More]:
    """The drafts that the selectors find on a list page, then its further pages."""
    for number, card in enumerate(page.soup.select(str(rules.get("each") or "body"))):
        draft = _draft(card, page, rules)
        if draft.title and number < _MOST:
            yield draft
    if rules.get("next"):
        yield from page.more(str(rules["next"]))


def read_detail(page: Page, rules: Rules) -> Iterator[Draft]:
    """What the row's ``detail`` selectors find on the page of one event."""
    inner = rules.get("detail")
    if isinstance(inner, Mapping):
        draft = _draft(page.soup, page, inner)
        if any(getattr(draft, name) for name in _TAKEN):
            yield replace(draft, url=draft.url or page.url, title=draft.title or page.heading)


def blind(page: Page, rules: Rules) -> list[str]:
    """The keys whose selectors find nothing on the page, ``each`` first: for ``check``."""
    cards = page.soup.select(str(rules.get("each") or "body"))
    if not cards:
        return ["each"]
    asked = [
        key for key in FACTS
        if isinstance(rules.get(key), str) and rules[key] not in ("", ".") and key not in _SELDOM
    ]  # fmt: skip
    return [key for key in asked if not any(_said(card, rules[key]) for card in cards)]


def blind_detail(page: Page, rules: Rules) -> list[str]:
    """The keys of ``detail`` whose selectors find nothing on the page of one event."""
    inner = rules.get("detail")
    if not isinstance(inner, Mapping):
        return []
    asked = [key for key in FACTS if isinstance(inner.get(key), str) and key not in _SELDOM]
    return [key for key in asked if not _said(page.soup, inner[key])]


def _draft(card: Tag, page: Page, rules: Rules) -> Draft:
    said = {key: _said(card, _pointed(key, rules[key])) for key in FACTS if isinstance(rules.get(key), str)}
    given = rules.get("defaults")
    defaults: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
    link = page.link(said.get("link", "")) or (page.link(card) if "link" not in said else "")
    begin, finish = stamps.tidy(said.get("start", "")), stamps.tidy(said.get("end", ""))
    told = span(begin, finish) if begin else None
    words = [said.get("when", "")] + ([] if told else [said.get("start", ""), said.get("end", "")])
    return Draft(
        title=clean(said.get("title", ""), TITLE_CAP),
        when=" ".join(filter(None, words)),
        start=told.start if told else "",
        end=told.end if told else "",
        place=clean(said.get("place", "") or defaults.get("place", ""), PLACE_CAP),
        url=link,
        description=clean(said.get("description", "")),
        organiser=clean(said.get("organiser", "") or defaults.get("organiser", ""), TITLE_CAP),
        status=_status(said.get("status", ""), card, rules),
        kind=defaults.get("kind", ""),
        part_of=defaults.get("part_of", ""),
        frame=defaults.get("frame", ""),
        edition=defaults.get("edition", ""),
        language=defaults.get("language", ""),
        topics=tuple(defaults.get("topics", ())),
        detail=_own_page(rules.get("detail"), said, link, page),
        reader="selectors",
    )


def _own_page(detail: Any, said: Mapping[str, str], link: str, page: Page) -> str:
    """The page to open for one event: the list itself, which is open, where its row tells all that is asked.

    "" where the row says nothing of it: then the readers judge.
    """
    needless = detail.get("unless", ()) if isinstance(detail, Mapping) else ()
    if detail is False or (needless and all(said.get(key) for key in needless)):
        return page.url
    return link if detail else ""


def _pointed(key: str, written: str) -> str:
    """A link is an address, whether the row says so or not."""
    return f"{written}@href" if key == "link" and "@" not in written else written


def _status(said: str, card: Tag, rules: Rules) -> str:
    """The status by the row's own words, in the status field or anywhere in the card; else as written."""
    shown = f" {fold(said or card.get_text(' '))} "
    for status in WORDS:
        named: Sequence[str] = rules.get(status) or ()
        if any(f" {fold(word)} " in shown for word in named if fold(word)):
            return status
    return said


def _said(card: Tag, written: str) -> str:
    """What the matches of a selector say, one after the other: a day may stand in three elements."""
    css, attribute = split(written)
    found = [card] if css in ("", ".") else card.select(css)[:_PIECES]
    values = [_value(one, attribute) for one in found]
    return next(filter(None, values), "") if attribute else " ".join(filter(None, values))


def _value(tag: Tag, attribute: str) -> str:
    if not attribute:
        return " ".join(tag.get_text(" ").split())
    value = tag.get(attribute)
    return " ".join(value) if isinstance(value, list) else str(value or "").strip()
