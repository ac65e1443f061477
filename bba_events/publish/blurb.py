"""Cuts a page's own description at a sentence: 30 to 70 words, no word that the page does not say.

Knows sentences of the house's languages; which description, to ``cards``.
"""

from __future__ import annotations

import re

from bba_events import words

LEAST, MOST = 30, 70
"""Words."""
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'»”’)\]]*+\s++(?=[^\sa-z])")
_CLAUSE = re.compile(r"[,;:–—-]$")


def cut(text: str, language: str) -> str:
    """The first sentences of a text that make at least 30 words, never more than 70.

    Shorter texts stay whole.  A sentence that does not fit is cut at a clause or word and ends in "…".
    """
    kept: list[str] = []
    count = 0
    for sentence in sentences(text, language):
        length = len(sentence.split())
        if count >= LEAST:
            break
        if count + length > MOST:
            kept.append(_shortened(sentence, MOST - count))
            break
        kept.append(sentence)
        count += length
    return " ".join(kept)


def sentences(text: str, language: str) -> list[str]:
    """The sentences of a text; an abbreviation, an initial or a day's number ends none."""
    known = frozenset(words.section(language, "block").get("abbreviations", ()))
    made, start = [], 0
    for stop in _STOP.finditer(text):
        if _ends(text[start : stop.start()], stop.group(), known):
            made.append(text[start : stop.end()].strip())
            start = stop.end()
    made.append(text[start:].strip())
    return [sentence for sentence in made if sentence]


def _ends(before: str, stop: str, known: frozenset[str]) -> bool:
    """Whether a full stop after these words ends a sentence."""
    if stop.rstrip() != ".":
        return True
    last = before.rpartition(" ")[2].lstrip("(\"'«“‘").casefold()
    is_number = last.isdigit() and len(last) <= 2
    is_short = len(last) == 1 or "." in last or last in known
    return not (is_number or is_short)


def _shortened(sentence: str, room: int) -> str:
    """As many words as fit, back to the last comma where that leaves more than half."""
    kept = sentence.split()[: max(room, 1)]
    for at in range(len(kept) - 1, len(kept) // 2, -1):
        if _CLAUSE.search(kept[at]):
            kept = kept[: at + 1]
            break
    return _CLAUSE.sub("", " ".join(kept)).rstrip() + "…"
