"""By what words are seen to say where: what they look like, and where they stand beside a name and its date.

``whereabouts`` weighs these traits; which words come into question is told by ``spots``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from bba_events import words
from bba_events.page import places
from bba_events.page.labels import name_of
from bba_events.page.phrases import is_aside, is_body, is_category, is_generic, names_a_kind
from bba_events.page.states import is_status
from bba_events.readers.lines import DatedLines
from bba_events.readers.spots import SMALL, Spot, spots
from bba_events.readers.wording import plain_words, step
from bba_events.text import fold

ABOVE = 3
"""Lines above an announcement in which its place may stand."""
BELOW = 8
"""Lines below its name and date in which it is looked for."""
_LONG = 4
_FORM = 4
"""Words that are seen by their letters."""
_TITLED = re.compile(
    r"(?:M|Mme|Mmes|MM|Dr|Pr|Prof|Mr|Mrs|Ms|Ir|Me|dhr|mw|mevr|Herr|Frau)\b\.?\s", re.IGNORECASE
)
_FEW = 5
_COMPOUND = 5
"""Letters of a word that is seen by its end too: "Stadthalle", "dorpshuis"."""


class Bearings:
    """The traits of all that may say where on one page."""

    def __init__(self, seen: DatedLines) -> None:
        self.seen = seen
        self.lines = seen.page.outline.lines
        self.head = fold(f"{seen.page.title} {seen.page.heading}")
        self._spots: dict[int, list[tuple[Spot, list[str]]]] = {}
        self._times: Counter[str] | None = None

    def of_line(self, number: int) -> list[tuple[Spot, list[str]]]:
        """The words of a line that may say where, each with what it looks like."""
        if (known := self._spots.get(number)) is None:
            told = [one.text for one in self.seen.mentions.get(number, ())]
            own = list(self._line(number))
            known = self._spots[number] = [
                (spot, [*own, *self._of_spot(spot, number)]) for spot in spots(self.lines[number].text, told)
            ]
        return known

    def _line(self, number: int) -> Iterator[str]:
        """What a line looks like, whatever part of it is looked at."""
        line = self.lines[number]
        if line.level:
            yield f"level{min(line.level, 4)}"
        if line.strong:
            yield "strong"
        if line.links:
            yield "links"
        yield f"tag{line.tag}" if line.tag in ("li", "td", "text", "p", "dt", "dd") else "tag"
        yield f"line{step(len(line.text), (16, 40, 80, 140, 300))}"

    def _of_spot(self, spot: Spot, number: int) -> Iterator[str]:
        yield from _of_words(spot.text)
        whole = "whole" if not spot.part and not spot.left and spot.run > 0 else ""
        run = f"run{spot.run}{whole}"
        yield run
        yield f"part{min(spot.part, 4)}"
        yield f"left{min(spot.left, 4)}"
        yield f"by{spot.before}"
        yield f"to{spot.after}"
        yield f"by{spot.before}{run}"
        yield f"lead={spot.lead}"
        if spot.lead:
            yield f"led{spot.run}"
        folded = fold(spot.text)
        if folded in self.head:
            yield "inhead"
        yield f"times{step(self.times[folded], (1, 2, 4, 9))}"
        yield from self._over(number)

    def _over(self, number: int) -> Iterator[str]:
        """What the line above says of this one, where it is a label."""
        told = name_of(self.lines[number - 1].text) if number else ""
        if told:
            yield f"over:{told}"

    @property
    def times(self) -> Counter[str]:
        """How often each line of the page is said."""
        if self._times is None:
            self._times = Counter(fold(line.text) for line in self.lines)
        return self._times

    def of_place(self, spot: Spot, number: int, name: int, date: int, hour: int) -> Iterator[str]:
        """Where the words stand beside the line of the name, that of the date and that of the hour."""
        side = _side(number, name, date, hour)
        yield side
        yield f"{side}:{spot.run}"
        yield f"{side}:part{min(spot.part, 3)}"
        yield f"{side}:left{min(spot.left, 3)}"
        yield f"{side}:by{spot.before}"
        yield f"{side}:to{spot.after}"
        yield f"name{_away(number, name)}"
        yield f"date{_away(number, date)}"
        lines = self.lines
        for kind, other in (("name", name), ("date", date)):
            if 0 <= other < len(lines) and lines[number].box == lines[other].box:
                yield f"{kind}box"


def _away(one: int, other: int) -> str:
    """How far above or below another line one stands."""
    return f"{'-' if one < other else '+'}{step(abs(one - other), (0, 1, 2, 3, 5, 8, 15))}"


def _side(number: int, name: int, date: int, hour: int) -> str:
    """Where a line stands among those that say what and when."""
    if number == name:
        return "both" if name == date else "atname"
    if number == date:
        return "atdate"
    if hour and number == hour:
        return "athour"
    first, last = min(name, date), max(name, date, hour)
    return "above" if number < first else "below" if number > last else "amid"


def _of_words(text: str) -> Iterator[str]:
    """What words look like, wherever they stand."""
    kinds = [kind for kind, holds in _KINDS if holds(text)]
    yield from kinds
    if "venue" not in kinds and _is_person(text):
        yield "given"
    told = plain_words(text)
    yield f"long{step(len(text), (6, 12, 20, 30, 45, 60))}"
    yield f"words{step(len(told), (1, 2, 3, 5, 8))}"
    yield from (f"first={word}" for word in told[:1])
    yield from (f"word={word}" for word in told[1:-1] if len(told) <= _FEW)
    yield from (f"last={word}" for word in told[-1:] if len(told) > 1)
    yield from (f"end={word[-4:]}" for word in told[:1] if len(word) > _COMPOUND)
    yield from (f"lastend={word[-4:]}" for word in told[-1:] if len(word) > _COMPOUND)
    long = [word for word in text.replace("'", " ").replace("’", " ").split() if len(word) >= _LONG]
    share = sum(word[:1].isupper() for word in long) / max(len(long), 1)
    shape = f"caps{step(share, (0, 0.34, 0.5, 0.7, 0.99))}{'low' if text[:1].islower() else ''}"
    yield shape
    yield f"form={''.join(_form(word) for word in text.split()[:_FORM])}"
    yield f"{shape}:{'v' if 'venue' in kinds else ''}{min(len(told), 4)}"


def says_where(text: str) -> bool:
    """Whether words are a place by themselves: by a kind of venue, an address, a town with its venue."""
    by_words = places.names_a_venue(text) or places.looks_like_place(text)
    return by_words or places.is_pair(text) or places.has_town(text)


_PERSON = 4
"""Words of a person's name, at most."""


def _is_person(text: str) -> bool:
    """Whether words are the name of a person: a given name first, and hardly more than a surname."""
    told = text.partition("(")[0].split()
    return 0 < len(told) <= _PERSON and fold(told[0]) in _given() and told[0][:1].isupper()


@cache
def _given() -> frozenset[str]:
    """Given names, in all languages."""
    return frozenset(name for lang in words.languages() for name in words.section(lang, "prose")["given"])


def _form(word: str) -> str:
    """A word by its letters: A in capitals, X with one, 9 a number, x another; a small word as it is."""
    bare = word.strip(".,()«»\"“”'’").rpartition("'")[2].rpartition("’")[2]
    if fold(word) in SMALL:
        return "s"
    if any(map(str.isdigit, bare)):
        return "9"
    return "A" if len(bare) > 1 and bare.isupper() else "X" if bare[:1].isupper() else "x"


_KINDS = (
    ("venue", places.names_a_venue),
    ("looks", places.looks_like_place),
    ("pair", places.is_pair),
    ("names", places.is_name),
    ("town", places.has_town),
    ("online", places.is_online),
    ("titled", _TITLED.match),
    ("category", is_category),
    ("kind", names_a_kind),
    ("generic", is_generic),
    ("body", is_body),
    ("aside", is_aside),
    ("status", is_status),
    ("label", name_of),
    ("upper", str.isupper),
    ("digit", lambda text: any(map(str.isdigit, text))),
    ("number", lambda text: text[:1].isdigit()),
    ("comma", lambda text: ", " in text),
    ("bracket", lambda text: "(" in text),
    ("quoted", lambda text: text[:1] in "«“\"'"),
    ("stop", lambda text: text[-1:] in ".:…"),
)
"""Name of a trait and what tells it of words."""


TOP = 25
"""Lines above the first announcement in which it may be told where all take place."""


def within(lines: Sequence[int], name: int, date: int, hour: int) -> list[int]:
    """The lines of an announcement, and those right above it, in which its place is looked for."""
    first, last = min(lines, default=max(min(name, date), 0)), max(name, date, hour)
    return [*range(max(first - ABOVE, 0), first), *(n for n in lines if n <= last + BELOW)]
