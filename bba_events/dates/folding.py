"""Folding for reading: case, accents, dashes and spaces made alike, every character in its place.

``bba_events.text.fold`` folds for comparison and may change lengths; here offsets must stay.
"""

from __future__ import annotations

import re
import unicodedata


def _flat(char: str) -> str:
    """The letter under an accent, when it is one letter."""
    flat = unicodedata.normalize("NFKD", char)
    kept = "".join(part for part in flat if not unicodedata.combining(part)).lower()
    return kept if len(kept) == 1 else char


_CHANGED = re.compile(r"[^ -_a-}\n]")
"""What a text in lower case holds when it may need more folding."""


_USUAL = 0x3000
"""Characters from here on are other scripts and pictures: not learnt, so that no page fills the table."""


class _Folds(dict[int, str]):
    """Each character to its folded one; a usual one without is learnt when met: a miss costs an exception."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, chr(code)) if code < _USUAL else chr(code)


_FOLDED = _Folds(
    {code: _flat(chr(code)) for code in (*range(0xC0, 0x250), *range(0x1D2C, 0x1D6A), 0x2B3, 0x2E2)}
)
_FOLDED |= dict.fromkeys(map(ord, "‐‑‒–—―−⁃﹣－~∼〜˗"), "-")
_FOLDED |= dict.fromkeys(map(ord, "’‘ʼ´`′＇"), "'")
_FOLDED |= dict.fromkeys(map(ord, "\u00a0\u1680\u202f\u205f\u3000\t\u200b\u2060\ufeff\u00ad"), " ")
_FOLDED |= dict.fromkeys(range(0x2000, 0x200B), " ")
_FOLDED |= dict.fromkeys(map(ord, "→➔➜⇒›»▶►"), ">")
_FOLDED |= {ord("º"): "°", ord("／"): "/", ord("："): ":"}


def fold(text: str) -> str:
    """Lower case without accents, one kind of dash, apostrophe and space; every offset stays."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(lower if len(lower := char.lower()) == 1 else char for char in text)
    return low.translate(_FOLDED) if _CHANGED.search(low) else low
