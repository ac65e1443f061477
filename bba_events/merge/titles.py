"""Titles made comparable: the words that carry a happening's name, without what every agenda adds.

Knows which words say nothing (articles, status words) and which say little (concert, walk, guided
tour): section ``[merge]`` of this folder's ``common.toml``.  How much likeness is enough is left to
``verdict``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz.distance import Indel

from bba_events.text import fold

LITTLE = 0.3
"""Weight of a word that says only what sort of happening it is."""
YEAR = re.compile(r"(?:19|20)\d\d")
_EDITION = re.compile(
    r"\b(?:\d{1,3}(?:ste|de|e|eme|er|st|nd|rd|th)?|[ivx]{1,5}e?) (?:editie|edition|auflage|ausgabe|uitgave)\b"
    r"|\b(?:editie|edition|auflage|ausgabe) \d{1,4}\b"
)
_ORDINAL = re.compile(r"^(\d{1,3})(?:ste|de|e|eme|er|ere|st|nd|rd|th)$")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?: ?(?:u|uur|uhr|h))?\b|\b\d{1,2} ?(?:u|h|uur|uhr)(?:\d\d)?\b", re.I)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}


@cache
def common() -> tuple[frozenset[str], frozenset[str], Mapping[str, str]]:
    """Words that say nothing, words that say little, and one name for each town of several names."""
    told = tomllib.loads(Path(__file__).with_name("common.toml").read_text(encoding="utf-8"))
    towns = {fold(name): fold(names[0]) for names in told["towns"] for name in names}
    return frozenset(map(fold, told["nothing"])), frozenset(map(fold, told["little"])), towns


@dataclass(frozen=True, slots=True)
class Title:
    """A title's words in their order, without the empty ones; ``numbers`` apart, years left out."""

    words: tuple[str, ...]
    numbers: frozenset[str]
    joined: str
    """All words without spaces: "BOOM weekend" and "BOOMweekend" are one."""

    @property
    def weight(self) -> float:
        """How much the title says: 1 a telling word, little for a sort of happening."""
        return sum(map(weigh, self.words))


@lru_cache(maxsize=65536)
def weigh(word: str) -> float:
    """How much one folded word tells of which happening it is, 0 to 1."""
    nothing, little, _ = common()
    if word in nothing or len(word) == 1:
        return 0.0
    if word in little:
        return LITTLE
    return 0.6 if len(word) <= 3 else 1.0


def title_of(text: str, ignored: Iterable[str] = ()) -> Title:
    """The title's telling words; ``ignored`` (venue, partner) drop out unless nothing else is left."""
    flat = _EDITION.sub(" ", fold(_CLOCK.sub(" ", text)))
    every = flat.split()
    nothing = common()[0]
    words = [
        word for word in every if word not in nothing and not word.isdigit() and not _ORDINAL.match(word)
    ]
    skipped = frozenset(ignored)
    kept = [word for word in words if word not in skipped]
    if sum(map(weigh, kept)) >= LITTLE:
        words = kept
    return Title(tuple(words), frozenset(_numbers(every)), "".join(words) or "".join(every))


def _numbers(words: list[str]) -> Iterable[str]:
    for at, word in enumerate(words):
        if word.isdigit() and not YEAR.fullmatch(word) and len(word) <= 4:
            yield str(int(word))
        elif found := _ORDINAL.match(word):
            yield found[1]
        elif word in _ROMAN and (at == len(words) - 1 or len(word) > 1) and at:
            yield _ROMAN[word]


def alike(a: str, b: str) -> bool:
    """Whether two folded words are one word: equal, or a slip or an ending apart."""
    if a == b:
        return True
    short = min(len(a), len(b))
    return short >= 5 and Indel.normalized_similarity(a, b, score_cutoff=0.84) > 0
