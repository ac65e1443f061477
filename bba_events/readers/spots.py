"""The words of a line that may say where: its parts, several in a row, and what follows a preposition.

Each is a piece of the line as written.  Which of them says where, if any does, is weighed by ``whereabouts``
with the ``bearings`` of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bba_events import words
from bba_events.page import is_link_word, places
from bba_events.page.hours import clock, tidy
from bba_events.text import fold

_SEPARATOR = re.compile(
    r"(?<!\s)\s+[-–—/+]+\s+|[|•·;→>*]+|,\s+|(?<!\s)\s?:\s+|[()\[\]]|(?<=[^\W\d_]{3})[.!?…]\s+|(?<!\s)\s{2,}"
)
"""What sets the parts of a line apart."""
_OPEN = frozenset(",-(")
"""Separators over which a place may go on: "Salle Rive (bâtiment B), Lignac - Mons"."""
_KINDS = {"–": "-", "—": "-", "/": "-", "+": "-", "[": "(", "]": ")", "!": ".", "?": ".", "…": "."}
_RUN = 3
"""Parts in a row that are looked at as one place."""
_LEADS = 3
"""Prepositions of a part behind which a place may stand: the last ones."""
_LONGEST, _SHORTEST = 90, 3
_PARTS = 16
_LINE = 400
"""Characters of a line that are looked at."""
_CLOCKS = 4
_NEVER = re.compile(r"[€$@?!%]|https?:|www\.|\.(?:fr|be|com|org|net|ch|nl|eu|de)\b")
_ARTICLE = re.compile(r"(?:la|le|les|het|de|den|der|dem|die|das|the)\s+|l['’]")
SMALL = frozenset(
    "de du des la le les l d et en sur sous aux au lez lès à van der den ter ten te het op aan"
    " und am an im in of the".split()
)
"""Words within a name that have no capital."""
_WORD = re.compile(r"[^\s]+")
_COMMON = 3
"""Spaces of a place that is told without a name: "oude jongensschool"."""
_DATE = 30
"""Characters; longer words that say when may hold others between a day and its hour."""
_HEAD = 3
"""Common nouns before the first capital of a place: "salle des fêtes de Lignac"."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that may say where, and how they stand in their line."""

    text: str
    part: int
    """Number of the part in which they begin, counted from the start and the end of the line."""
    left: int
    run: int
    """How many parts they are; 0 for less than one."""
    before: str
    """What sets them apart at their beginning: a mark, "date", "hour" or "" at the edge of the line."""
    after: str
    lead: str
    """The preposition or last word before them, "" where there is none."""


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    before: str
    after: str


def spots(text: str, dates: Iterable[str] = ()) -> list[Spot]:
    """The words of a line that may say where; ``dates`` are the words in it that say when."""
    text = text[:_LINE]
    parts = _parts(text, sorted(_marks(text, dates)))[:_PARTS]
    found = dict[str, Spot]()
    for spot in (*_runs(text, parts), *_led(text, parts)):
        if may_be(spot.text):
            found.setdefault(spot.text, spot)
    return list(found.values())


def may_be(text: str) -> bool:
    """Whether words may be a place at all: most of a page is cheaply seen to be none."""
    if not _SHORTEST <= len(text) <= _LONGEST or _NEVER.search(text):
        return False
    if sum(map(str.isalpha, text)) < _SHORTEST or text.rpartition(" ")[2] in SMALL:
        return False
    if not any(map(str.isupper, text)) and text.count(" ") > _COMMON and not places.names_a_venue(text):
        return False
    return not is_link_word(text) and not _is_nowhere(fold(text).split())


def _is_nowhere(told: Sequence[str]) -> bool:
    """Whether words are only such as no place is made of, or begin like what says who or how much."""
    return not told or told[0] in _known("nowhere_first") or _known("nowhere").issuperset(told)


@cache
def _known(name: str) -> frozenset[str]:
    """The words of a list, in all languages."""
    return frozenset(word for lang in words.languages() for word in words.section(lang, "prose")[name])


def _marks(text: str, dates: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Where a line says when, and where it is parted: begin, end and kind."""
    for told in dates:
        at = text.find(told)
        if at >= 0:
            parted = _SEPARATOR.search(told) if len(told) > _DATE else None
            yield at, at + (parted.start() if parted else len(told)), "date"
    at = 0
    for _ in range(_CLOCKS):
        if not (told := clock(text[at:])):
            break
        begin = text.index(told, at)
        yield begin, begin + len(told), "hour"
        at = begin + len(told)
    for found in _SEPARATOR.finditer(text):
        mark = found[0].strip()[:1] or " "
        yield found.start(), found.end(), _KINDS.get(mark, mark)


def _parts(text: str, marks: Sequence[tuple[int, int, str]]) -> list[_Part]:
    found, at, before = list[_Part](), 0, ""
    for start, end, kind in (*marks, (len(text), len(text), "")):
        if start < at:  # within a date
            at = max(at, end)
            continue
        if any(map(str.isalpha, text[at:start])):
            found.append(_Part(at, start, before, kind))
            before = kind
        elif before not in ("date", "hour"):
            before = kind
        at = end
    return found


def _runs(text: str, parts: Sequence[_Part]) -> Iterator[Spot]:
    """Each part, and several in a row."""
    for n, part in enumerate(parts):
        for run in range(1, _RUN + 1):
            last = parts[n + run - 1]
            said = text[part.start : last.end]
            said = tidy(f"{said})" if said.count("(") > said.count(")") else said)
            yield Spot(said, n, len(parts) - n - run, run, part.before, last.after, "")
            if n + run >= len(parts) or last.after not in _OPEN or parts[n + run].before != last.after:
                break


def _led(text: str, parts: Sequence[_Part]) -> Iterator[Spot]:
    """What stands behind a preposition, to the end of its part and to the end of a name."""
    for n, part in enumerate(parts):
        said = text[part.start : part.end]
        left = len(parts) - n - 1
        leads = list(_leads().finditer(said))[-_LEADS:]
        for lead in leads:
            tail = said[lead.end() :]
            article = _ARTICLE.match(tail)
            tail = tail[article.end() :] if article else tail
            for run, told in ((0, tidy(tail)), (-1, tidy(named(tail)))):
                yield Spot(told, n, left, run, part.before, part.after if run == 0 else "", lead[1].lower())
        if (told := tidy(named(said.lstrip()))) and places.names_a_venue(told):
            yield Spot(told, n, left, -1, part.before, "", "")


def named(text: str) -> str:
    """The beginning of a text up to where a proper name ends: "la salle Rive pour une soirée" to "Rive"."""
    end, capital, common = 0, False, 0
    for word in _WORD.finditer(text):
        bare = word[0].strip("«»\"“”'’")
        if bare[:1].isupper() or bare[:1].isdigit() or "'" in bare or "’" in bare:
            capital, end = capital or bare[:1].isupper(), word.end()
        elif bare in SMALL:
            continue
        elif capital or common == _HEAD:
            break
        else:
            common, end = common + 1, word.end()
    return text[:end]


@cache
def _leads() -> re.Pattern[str]:
    """A preposition of place and the space behind it."""
    tables = [words.section(lang, "prose") for lang in words.languages()]
    each = {word for table in tables for name in ("places", "meets_at") for word in table.get(name, ())}
    each |= {"dans", "auf", "zum", "zur", "von"}
    told = "|".join(sorted(map(re.escape, each), key=len, reverse=True))
    return re.compile(rf"\b({told})\s+", re.IGNORECASE)
