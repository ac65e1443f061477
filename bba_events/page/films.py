"""Release dates on a film's page: which words tell of a release, in which country, and which of a preview.

The words stand in ``[film]`` of the word tables.  Which day it is, is left to ``dates``.
"""

from __future__ import annotations

import re
from functools import cache

from bba_events import words
from bba_events.text import fold

_STOP = re.compile(
    r"[,;|.()/]|\s[-–—]\s|\b(?:et|en|und|and|puis|mais|maar|daarna|dan)\b(?=\s+(?:le|op|vanaf|am|on|dès|\d))"
)
_AND = ("", "et", "en", "und", "and", "le", "la", "les")


@cache
def _pattern(section: str) -> re.Pattern[str]:
    found = {fold(w) for lang in words.languages() for w in words.section(lang, "film").get(section, ())}
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, found), key=len, reverse=True)) + r")\b")


def says(section: str, text: str) -> bool:
    """Whether a text has a word of a section: "release", "belgian", "foreign" or "preview"."""
    return bool(_pattern(section).search(fold(text)))


def country(before: str, after: str) -> str:
    """Whose date stands between two texts: "belgian", "foreign" or "" when neither is named.

    What follows up to the next comma or "and" belongs to the date, else what stands before it.
    """
    for text in (_STOP.split(after.lstrip(" ("), maxsplit=1)[0], before):
        plain = _plain(text)
        found = sorted(
            (match.end(), match.start(), section)
            for section in ("belgian", "foreign")
            for match in _pattern(section).finditer(plain)
        )
        if found:
            return _shared(plain, found)
    return ""


def _shared(text: str, found: list[tuple[int, int, str]]) -> str:
    """Whose the last country of a text is: Belgium's where it stands beside it ("Belgium and France")."""
    _, start, whose = found.pop()
    while whose == "foreign" and found and text[found[-1][0] : start].strip() in _AND:
        _, start, whose = found.pop()
    return whose


def _plain(text: str) -> str:
    """Folded; "de" and "en" are countries only in capitals, "be" and "nl" stand alone."""
    return fold(re.sub(r"(?<![\w])(?:de|at|us|ch|be)(?![\w])", " ", text))
