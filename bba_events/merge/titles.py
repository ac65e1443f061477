"""Titles made comparable: the words that carry a happening's name, without what every agenda adds.

Knows which words say nothing (articles, status words) and which say little (concert, walk, guided
tour): section ``[merge]`` of this folder's ``common.toml``.  How much likeness is enough is left to
``verdict``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

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
_PARTS = re.compile(r"[:|–—@/•»«()\"“”„]|\s-\s|\.\s")
"""What sets parts of a title apart."""
_DIGIT = re.compile(r"\d")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}


class Common(NamedTuple):
    """The words of ``common.toml``, folded."""

    nothing: frozenset[str]
    little: frozenset[str]
    beside: frozenset[str]
    """Words for what stands beside a happening and is named after it: introduction, vernissage."""
    places: frozenset[str]
    """Words that many places have in their name: hall, centre, street."""
    towns: Mapping[str, str]
    """Every name of a town to its one name."""
    doubtful: frozenset[str]
    """Towns whose name is a common word too: only a postal code or a comma makes them one."""
    regions: Mapping[str, str]
    """A town's one name to that of the larger town it is part of."""
    sorts: Mapping[str, str]
    """Words of four languages to the one sort of happening they mean."""


@cache
def common() -> Common:
    """Words and towns that are told apart from the rest."""
    told = tomllib.loads(Path(__file__).with_name("common.toml").read_text(encoding="utf-8"))
    towns = {fold(name): fold(names[0]) for names in told["towns"] for name in names}
    towns |= {fold(name): fold(name) for name in told["more_towns"]}
    parts = [(fold(part), fold(whole)) for whole, found in told["parts"].items() for part in found]
    regions = {towns.get(part, part): whole for part, whole in parts}
    sorts = {fold(word): sort for sort, found in told["sorts"].items() for word in found}
    names = ("nothing", "little", "beside", "places", "doubtful_towns")
    nothing, little, beside, places, doubtful = (frozenset(map(fold, told[name])) for name in names)
    return Common(nothing, little | beside, beside, places, towns, doubtful, regions, sorts)


@dataclass(frozen=True, slots=True)
class Title:
    """A title's words in their order, without the empty ones; numbers apart, years left out."""

    words: tuple[str, ...]
    numbers: frozenset[str]
    joined: str
    """All words without spaces: "BOOM weekend" and "BOOMweekend" are one."""
    parts: tuple[frozenset[str], ...]
    """The telling words of what colons and dashes set apart: a series and what it shows that day."""
    weight: float
    """How much the title says: 1 a telling word, little for a sort of happening."""

    @property
    def telling(self) -> frozenset[str]:
        """The words that tell which happening it is."""
        return frozenset().union(*self.parts)

    @property
    def meant(self) -> frozenset[str]:
        """The sorts of happening that its words mean in any language, compounds included."""
        sorts = common().sorts
        return frozenset(sort for word in self.words for name, sort in sorts.items() if word.endswith(name))

    @property
    def sorts(self) -> frozenset[str]:
        """The words that say what sort of happening it is, or for whom."""
        return frozenset(word for word in self.words if weigh(word) == LITTLE)


@lru_cache(maxsize=65536)
def weigh(word: str) -> float:
    """How much one folded word tells of which happening it is, 0 to 1."""
    if word in common().nothing or len(word) == 1:
        return 0.0
    if word in common().little:
        return LITTLE
    if len(word) <= 3 or word.endswith(_endings()):
        return 0.6
    return 1.0


@cache
def _endings() -> tuple[str, ...]:
    """Sorts that compounds end in: Dutch and German write "orgelconcert" as one word."""
    return tuple(sorted(word for word in common().little if len(word) >= 5))


def title_of(text: str, ignored: Collection[str] = ()) -> Title:
    """The title's telling words; ``ignored`` (venue, partner) drop out unless nothing else is left."""
    timeless = _CLOCK.sub(" ", text) if _DIGIT.search(text) else text
    every = [_EDITION.sub(" ", fold(part)).split() for part in _PARTS.split(timeless)]
    parts = [_kept(words, ignored) for words in every]
    weight = sum(weigh(word) for part in parts for word in part)
    if weight < LITTLE and ignored:
        parts = [_kept(words, ()) for words in every]
        weight = sum(weigh(word) for part in parts for word in part)
    words = tuple(word for part in parts for word in part)
    told = [frozenset(word for word in part if weigh(word) > LITTLE) for part in parts]
    numbers = [number for part in every for number in _numbers(part)]
    return Title(
        words,
        frozenset(numbers),
        "".join(words) or fold(text).replace(" ", ""),
        tuple(part for part in told if part),
        weight,
    )


def _kept(words: Sequence[str], ignored: Collection[str]) -> list[str]:
    """The words of one part of a title that say something."""
    nothing = common().nothing
    kept = [word for word in words if word not in nothing and word not in ignored and not _is_number(word)]
    return [word for word in kept if not _ignores(word, ignored)] if ignored else kept


def _is_number(word: str) -> bool:
    return word[0].isdigit() and (word.isdigit() or _ORDINAL.match(word) is not None)


def _ignores(word: str, ignored: Collection[str]) -> bool:
    """Whether it is one of the ignored words with an ending ("Promenaden-")."""
    return len(word) > 5 and (word[:-1] in ignored or word[:-2] in ignored)


def _numbers(words: Sequence[str]) -> Iterator[str]:
    for at, word in enumerate(words):
        if word[0].isdigit():
            if word.isdigit() and not YEAR.fullmatch(word) and len(word) <= 4:
                yield str(int(word))
            elif found := _ORDINAL.match(word):
                yield found[1]
        elif word in _ROMAN and (at == len(words) - 1 or len(word) > 1) and at:
            yield _ROMAN[word]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two titles share, in weights: the words of both, and of each what the other lacks."""

    shared: float
    left: tuple[float, float]


def overlap(a: Title, b: Title) -> Overlap:
    """Compare word by word; a word counts once."""
    if b.words < a.words:
        swapped = overlap(b, a)
        return Overlap(swapped.shared, (swapped.left[1], swapped.left[0]))
    ones, others = list(a.words), list(b.words)
    shared = 0.7 * len(a.numbers & b.numbers)
    for word in a.words:  # equal words first: a mere kinship must not take their place
        if word in others:
            ones.remove(word)
            others.remove(word)
            shared += weigh(word)
    for word in tuple(ones):
        found = next((other for other in others if alike(word, other)), None)
        if found is not None:
            ones.remove(word)
            others.remove(found)
            shared += _kinship(word, found)
    return Overlap(shared, (_telling(ones), _telling(others)))


def _telling(words: Sequence[str]) -> float:
    return sum(weigh(word) for word in words if weigh(word) > LITTLE)


def _kinship(a: str, b: str) -> float:
    """Weight of two words that are not the same but of one stem."""
    return min(0.8, max(weigh(a), weigh(b))) if min(weigh(a), weigh(b)) > LITTLE else LITTLE


def same_series(a: Title, b: Title) -> bool:
    """Whether both name one series and then something else each ("Jazz Festival: A", "Jazz Festival: B")."""
    if len(a.parts) < 2 or len(b.parts) < 2:
        return False
    common_parts = set(a.parts) & set(b.parts)
    one, other = (
        [word for part in title.parts if part not in common_parts for word in part if weigh(word) == 1]
        for title in (a, b)
    )
    alone = bool(one and other) and not any(alike(word, found) for word in one for found in other)
    return bool(common_parts) and alone


@lru_cache(maxsize=65536)
def alike(a: str, b: str) -> bool:
    """Whether two folded words are one word: equal, of one stem, or one within the other's compound."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < 4:
        return False
    if long.startswith(short) or (len(short) >= 5 and long.endswith(short)):
        return True
    if len(short) >= 6 and long.startswith(short[:6]) and _stem(short, long) >= 0.75 * len(short):
        return True
    return len(short) >= 5 and Indel.normalized_similarity(a, b, score_cutoff=0.84) > 0


def _stem(a: str, b: str) -> int:
    """How many letters two words begin with alike."""
    letters = enumerate(zip(a, b, strict=False))
    return next((at for at, (one, other) in letters if one != other), min(len(a), len(b)))
