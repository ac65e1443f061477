"""Labels and meeting points inside running text: "… Lieu : La Halle, Mons.", "Rendez-vous à la gare".

Labels at the beginning of a line are read by ``labels``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bba_events import words
from bba_events.page.hours import without_clock
from bba_events.page.label_words import LONGEST, name_of
from bba_events.page.sentences import sentences

_LABEL = re.compile(rf"([^\W\d_][^:.!?]{{1,{LONGEST}}}?)\s?:\s+(?=\S)")
_PLACE = re.compile(r"[^.,;:!?()]{3,70}")
_NAMED = re.compile(
    r"[A-ZÀ-Þ]|(?:(?:la|le|les|de|het|den|der|dem|die|das|the)\s+|l['’])(?:[\w'’-]+\s+){0,5}?(?:[ld]['’])?[A-ZÀ-Þ]"
)
"""A name, or a kind of place with one: "la passerelle des Grands-Prés"."""
_CONTRACTED = re.compile(r"\b(?:aux?|am|im|beim|zum)\s+$", re.IGNORECASE)
"""Prepositions with an article in them."""
_LEAST, _MOST = 15, 600
"""Characters; where to go is told in short texts."""


@cache
def _meeting() -> re.Pattern[str]:
    """Words before where people meet, and the preposition behind them."""
    return re.compile(rf"\b(?:{_any('meets')})\s+(?:{_any('places', 'meets_at')})\s+(?=\S)", re.IGNORECASE)


def _any(*names: str) -> str:
    tables = [words.section(lang, "prose") for lang in words.languages()]
    each = {word for table in tables for name in names for word in table.get(name, ())}
    return "|".join(sorted(map(re.escape, each), key=len, reverse=True))


def where(text: str) -> Iterator[str]:
    """The places that a running text tells, "" never: behind a label in a sentence, or where people meet."""
    if not _LEAST < len(text) < _MOST:
        return
    if ":" in text:
        for sentence in sentences(text)[1:]:
            found = _LABEL.match(sentence)
            if found and name_of(found[1]) == "where":
                yield sentence[found.end() :].rstrip(". ")
    if _meets(text):
        for sentence in sentences(text):
            if place := _met(without_clock(sentence)):
                yield place


def _meets(text: str) -> bool:
    """Whether a text has a word for meeting: few have."""
    lower = text.lower()
    return any(word in lower for word in _words())


@cache
def _words() -> tuple[str, ...]:
    return tuple(word for lang in words.languages() for word in words.section(lang, "prose").get("meets", ()))


def _met(sentence: str) -> str:
    """Where people meet, "" when a sentence does not say it by a name."""
    found = _meeting().search(sentence)
    told = _PLACE.match(sentence, found.end()) if found else None
    if found is None or told is None:
        return ""
    article = "le " if _CONTRACTED.search(found[0]) else ""
    return told[0].strip() if _NAMED.match(article + told[0]) else ""
