"""Where running text parts into sentences: abbreviations and dotted dates end none.

The abbreviations stand in ``[block]`` of the word tables, all languages at once.
"""

from __future__ import annotations

import re
from functools import cache

from bba_events import words
from bba_events.text import fold

_SHORTENED = 8
"""Letters of the longest abbreviation, its full stop included."""
_STOP = re.compile(r"[.!?…]")
_SENTENCE = re.compile(
    r"(?<=[^\W\d_]{3}[.!?…])\s+(?=[^\W\d_a-z«“\"'])|(?<=[)\]»”\"][.!?…])\s+(?=[^\W\d_a-z])|(?<=\d{4}[.!?…])\s+(?=[^\W\d_a-z])"
    r"|(?<=[^\W\d_]\s[!?])\s+(?=[^\W\d_a-z])"
)


def sentences(text: str) -> list[str]:
    """The sentences of a text; an abbreviation or a dotted date ends none."""
    stop = _STOP.search(text)
    if stop is None or stop.end() == len(text):  # most lines: nothing to part
        return [text] if text else []
    found: list[str] = []
    for part in filter(None, _SENTENCE.split(text)):
        if found and _shortened(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def _shortened(part: str) -> bool:
    """Whether the last word of a part is shortened by its full stop: "Salle 4, bât."."""
    word = part.rpartition(" ")[2]
    return word.endswith(".") and len(word) < _SHORTENED and fold(word) in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(
        fold(word)
        for lang in words.languages()
        for word in words.section(lang, "block").get("abbreviations", ())
    )
