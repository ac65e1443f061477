"""Which words are labels, and of what: "Wanneer", "Lieu", "Uhrzeit".

They stand in ``[labels]`` of the word tables, all languages at once.  Where labels stand, and what their
values are, is left to ``labels`` and ``rows``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from bba_events import words
from bba_events.text import fold, remembered

_IN_BRACKETS = re.compile(r"(?:(?<!\s)\s+)?\([^()]*\)\s*$")
"""What a label adds to itself: "Sortie (BE)"."""
LONGEST = 45
"""Characters; no label is longer."""
_SECTIONS = (
    "when", "until", "hours", "where", "organiser", "title", "release", "deadline", "published", "other",
)  # fmt: skip


@cache
def _names() -> Mapping[str, str]:
    """Folded label to its section; the earlier section wins where two have the same word."""
    found: dict[str, str] = {}
    for section in _SECTIONS:
        for label in _words(section):
            found.setdefault(label, section)
    return found


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(
        fold(label) for lang in words.languages() for label in words.section(lang, "labels").get(section, ())
    )


@remembered
def name_of(label: str) -> str:
    """Which section the words of a label belong to, "" when they are none."""
    if len(label) > LONGEST:
        return ""
    bare = _IN_BRACKETS.sub("", label) if "(" in label else label
    return _names().get(fold(label)) or (_names().get(fold(bare), "") if bare and bare != label else "")


@remembered
def name_of_column(head: str) -> str:
    """Which section the head of a column belongs to: some words name a thing only there ("Épreuve").

    A column of deadlines stands beside the days, and tells nothing of the row as a whole.
    """
    name = "title" if fold(head) in _words("heads") else name_of(head)
    return "other" if name in ("deadline", "published") else name
