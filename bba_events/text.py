"""Text at the border: cleaned once when it comes in, folded when it is compared.

Cleaning makes one line of harmless characters out of anything a page may hold; escaping for a
format (iCalendar, Markdown, HTML) is left to each writer.  Sources: Unicode TR15 (NFC), TR9 (bidi
controls), RFC 5545 §3.1 (no control characters in content lines).
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_Told = TypeVar("_Told")
_ASKED_AGAIN = 300
"""Characters; a longer text is hardly asked about twice, and is not kept."""
_REMEMBERED = 4096
"""Short texts that are kept for each question: more than a usual page has."""
TITLE_CAP = 300
PLACE_CAP = 300
DESCRIPTION_CAP = 4000

_DROPPED = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f"  # C0 and C1, but for white space
    "\u00ad\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc"  # soft hyphen, bidi, BOM
    "\ud800-\udfff\ufffe\uffff]"
)
_SPACES = re.compile(r"[\s\u0085\u2028\u2029\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_TAG = r"/?[A-Za-z][^<>]*|![^<>]*|\?[^<>]*"
_TAGS = re.compile(rf"<(?:{_TAG})>")
_TAGS_AND_COMMENTS = re.compile(rf"<(?:!--.*?--|{_TAG})>", re.DOTALL)
"""For texts that end in the end of a comment only: all behind an open one is looked through in vain."""
_JOINERS = "\u200d\ufe0e\ufe0f"
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ĳ": "ij"})


def clean(text: str, cap: int = DESCRIPTION_CAP) -> str:
    """One line of NFC text without control, bidi or lone surrogate characters, at most ``cap`` long."""
    kept = _DROPPED.sub("", text)
    return shorten(unicodedata.normalize("NFC", _SPACES.sub(" ", kept)).strip(), cap)


def clean_markup(text: str, cap: int = DESCRIPTION_CAP) -> str:
    """Clean a text that may hold tags and entities: tags go, entities are decoded exactly once."""
    return clean(html.unescape(_without_tags(text)), cap)


def _without_tags(text: str) -> str:
    closed, end, rest = text.rpartition("-->")
    return _TAGS_AND_COMMENTS.sub(" ", closed + end) + _TAGS.sub(" ", rest)


def shorten(text: str, cap: int) -> str:
    """The first ``cap`` characters, never cut inside a character as people see it; "…" marks the cut."""
    if len(text) <= cap:
        return text
    end = cap - 1
    while end > 0 and not _may_cut(text, end):
        end -= 1
    return text[:end].rstrip() + "…"


def _may_cut(text: str, at: int) -> bool:
    """Whether ``text[at]`` starts a new character as people see it."""
    after, before = text[at], text[at - 1]
    if unicodedata.combining(after) or after in _JOINERS or before == "\u200d":
        return False
    return not ("\U0001f3fb" <= after <= "\U0001f3ff" or "\U0001f1e6" <= after <= "\U0001f1ff")


class _Folds(dict[int, str]):
    """Each character to what is left of it for comparison, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        flat = unicodedata.normalize("NFKD", chr(code).casefold().translate(_LETTERS))
        told = "".join(char if char.isalnum() else " " for char in flat if not unicodedata.combining(char))
        return self.setdefault(code, told)


_FOLDS = _Folds()


def remembered(ask: Callable[[str], _Told]) -> Callable[[str], _Told]:
    """Keeps what ``ask`` told of the last short texts.

    The readers ask the same few things of the same lines over and over: for a listing of 400 kB ``fold``
    alone was called sixty times a card.  ``ask`` must depend on nothing but the text.
    """
    kept = lru_cache(maxsize=_REMEMBERED)(ask)

    @wraps(ask)
    def told(text: str) -> _Told:
        return kept(text) if len(text) <= _ASKED_AGAIN else ask(text)

    return told


@remembered
def fold(text: str) -> str:
    """For comparison only: no accents, no case, no punctuation, single spaces."""
    return " ".join(text.translate(_FOLDS).split())
