"""Which line names what happens on a date: all that may, weighed by traits, then by what the others do.

A page writes its events alike.  So each date is first looked at alone; then again beside what seems to be
the name of the page's other dates: as far away, on the same side, written alike.  The weights of the traits
were learned from the pages of ``fixtures/agendas`` (``benchmarks/names.py``): a log-linear model over
what may name a date, one being that nothing does.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from bba_events.page import Page
from bba_events.readers.lines import DatedLines
from bba_events.readers.occasions import Name, Occasion, find, names
from bba_events.readers.traits import Traits
from bba_events.readers.wording import step

ROUNDS = 3
"""How often the dates of a page are looked at beside each other."""
_TOGETHER = 150
"""Dates that are looked at together; a longer list goes on like it began."""
_LITTLE = 0.01
"""A name that is less likely counts for nothing."""
_HOPELESS = 7.0
"""How much less than the likeliest a name may weigh, looked at alone, to be looked at beside the others."""
_LIKELY = 0.3
"""How likely a line is a date's name for it to be taken from the others."""
_SHARES = (0.0, 0.25, 0.45, 0.65, 0.85)
_STYLES = frozenset(
    "capitals quoted linked strong level2 level3 level4 title ends! comma person by lower place category"
    " label timed kind long0 long1 long2 long3 long4 long5 long6".split()
)
"""Traits by which the names on a page are written alike."""
_LEVELS = frozenset(("level2", "level3", "level4"))
_MARKED = ("level", "linked", "strong", "capitals", "quoted", "kind")
"""Traits by which one line stands out among those around a date."""
_MARKS = ("capitals", "quoted", "linked", "strong", "title")
"""Traits that also tell by their absence."""

Weights = Mapping[str, float]
NONE = Name("none", 0, -1, "")
"""That nothing happens on a date."""


@dataclass(slots=True)
class Choice:
    """A line that says when, with all that may name it and the share of each; the last is ``NONE``."""

    occasion: Occasion
    names: list[Name]
    traits: list[list[str]]
    shares: list[float]
    styles: list[list[str]] = field(default_factory=list)
    """The traits of each name by which names are written alike."""

    @property
    def best(self) -> Name:
        """The likeliest name."""
        return self.names[self.shares.index(max(self.shares))]

    @property
    def name(self) -> Name:
        """The likeliest name, ``NONE`` where there is no name."""
        return max(zip(self.shares, self.names[:-1], strict=False), key=_share, default=(0.0, NONE))[1]


def _share(told: tuple[float, Name]) -> float:
    return told[0]


def choose(seen: DatedLines, head: int) -> list[Choice]:
    """Every occasion of a page with what may name it; ``head`` is the line of the heading, -1 for none."""
    occasions = find(seen)
    traits = Traits(seen, occasions, head)
    first, second = weights()
    seen_alone = [_likelier(look(occasion, traits, head), first) for occasion in occasions[:_TOGETHER]]
    made = list(settle(seen_alone, first, second))
    spots = Counter((one.best.where, one.best.far) for one in made)
    (usual, _), *_ = spots.most_common(1) or [(("none", 0), 0)]
    return made + [_alike(occasion, usual, seen, head) for occasion in occasions[_TOGETHER:]]


def _likelier(choice: Choice, first: Weights) -> Choice:
    """The choice without the names that nothing beside it could make the likeliest."""
    scores = _sums(choice.traits, first)
    enough = max(scores) - _HOPELESS
    kept = [n for n, score in enumerate(scores) if score > enough or choice.names[n] is NONE]
    return Choice(choice.occasion, [choice.names[n] for n in kept], [choice.traits[n] for n in kept], [])


def _sums(told: Sequence[Sequence[str]], weights: Weights) -> list[float]:
    """The weights of the traits of each name, summed."""
    return [sum([weights.get(trait, 0.0) for trait in each]) for each in told]


def _alike(occasion: Occasion, usual: tuple[str, int], seen: DatedLines, head: int) -> Choice:
    """A occasion far down a long list: its name stands where those above have theirs."""
    named = [one for one in names(occasion, seen, head) if (one.where, one.far) == usual]
    return Choice(occasion, [*named[:1], NONE], [], [1.0, 0.0] if named else [1.0])


def heading(page: Page) -> int:
    """The line of a page's heading, -1 when none says it."""
    return next((n for n, line in enumerate(page.outline.lines) if line.text == page.heading), -1)


@cache
def weights() -> tuple[Weights, Weights]:
    """Trait to weight, for each date alone and for dates beside each other."""
    table = json.loads((files("bba_events.readers") / "weights.json").read_text())
    return table["alone"], table["beside"]


def look(occasion: Occasion, traits: Traits, head: int) -> Choice:
    """A occasion with the traits of each name, none weighed."""
    found = _in_card(names(occasion, traits.seen, head), occasion, traits)
    told = [[*traits.of_place(occasion, one), *_worded(one, traits)] for one in found]
    near = [traits.between(occasion.line, one.line) == 0 for one in found]
    told = [[*each, *more] for each, more in zip(told, _standing_out(told, near), strict=True)]
    none = ["none", *(f"none:{trait}" for trait in traits.of_date(occasion))]
    return Choice(occasion, [*found, NONE], [*told, none], [])


def _in_card(found: list[Name], occasion: Occasion, traits: Traits) -> list[Name]:
    """The names but those beside a card of its own that has a heading: they are of other dates."""
    card = 0 if occasion.is_hour else traits.card(occasion.line)
    if not card:
        return found
    outline = traits.seen.page.outline
    return [
        one for one in found if card in outline.within(outline.lines[one.line].box) or one.where == "head"
    ]


def _standing_out(told: Sequence[Sequence[str]], near: Sequence[bool]) -> list[list[str]]:
    """For each name whether it alone, or others but not it, are marked among those ``near`` the date."""
    found = list[list[str]]([] for _ in told)
    marked = [[_heads(each) if mark == "level" else mark in each for each in told] for mark in _MARKED]
    for mark, has in zip(_MARKED, marked, strict=True):
        count = sum(one and close for one, close in zip(has, near, strict=True))
        if not count:
            continue
        for own, one in zip(found, has, strict=True):
            own.append(f"{'only' if one and count == 1 else 'with' if one else 'without'}:{mark}")
    return found


def _heads(told: Sequence[str]) -> bool:
    return any(trait in _LEVELS for trait in told)


def _worded(one: Name, traits: Traits) -> list[str]:
    """The traits of the words themselves, and each again for where they stand."""
    told = traits.of_words(one.line, one.text)
    return [*told, *(f"{one.where}|{trait}" for trait in told)]


def settle(made: Sequence[Choice], first: Weights, second: Weights) -> Sequence[Choice]:
    """The choices with their shares, weighed alone and then ``ROUNDS`` times beside each other."""
    for one in made:
        one.shares = likely(_sums(one.traits, first))
    fixed = [_sums(one.traits, second) for one in made]
    for _ in range(ROUNDS):
        moved = beside(made)
        sums = [
            [alone + more for alone, more in zip(base, _sums(told, second), strict=True)]
            for base, told in zip(fixed, moved, strict=True)
        ]
        for one, scores in zip(made, sums, strict=True):
            one.shares = likely(scores)
    return made


def likely(scores: Sequence[float]) -> list[float]:
    """Scores as shares of one."""
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = sum(raised)
    return [each / total for each in raised]


def beside(made: Sequence[Choice]) -> list[list[list[str]]]:
    """For each name of each choice the traits that it has beside the other choices of the page."""
    return _Neighbours(made).traits()


class _Neighbours:
    """What the choices of a page have in common, by how likely each name is for now."""

    def __init__(self, made: Sequence[Choice]) -> None:
        self.made = made
        for one in made:
            one.styles = one.styles or [*map(_styles, one.traits[:-1]), []]
        self.own = [self._counted(one) for one in made]
        self.all = Counter[object]()
        for own in self.own:
            self.all.update(own)
        self.taken = defaultdict[int, list[tuple[int, float]]](list)
        for place, one in enumerate(made):
            for name, share in zip(one.names, one.shares, strict=True):
                if share > _LIKELY and name is not NONE:
                    self.taken[name.line].append((place, share))

    @staticmethod
    def _counted(one: Choice) -> Counter[object]:
        found = Counter[object]()
        hour = one.occasion.is_hour
        for name, styles, share in zip(one.names, one.styles, one.shares, strict=True):
            if name is NONE or share < _LITTLE:
                continue
            keys = [("all",), (hour, name.where), (hour, name.where, name.far)]
            for key in (*keys, *styles):
                found[key] += share  # type: ignore[assignment]
        return found

    def traits(self) -> list[list[list[str]]]:
        """See ``beside``."""
        return [
            [self._of_none(place) if name is NONE else self._of(place, n) for n, name in enumerate(one.names)]
            for place, one in enumerate(self.made)
        ]

    def _others(self, place: int, key: object) -> float:
        return float(self.all[key] - self.own[place][key])

    def _of_none(self, place: int) -> list[str]:
        one, rest = self.made[place], self._others(place, ("all",))
        best = one.names[one.shares.index(max(one.shares))]
        told = [
            f"none:others{step(rest, (0.5, 1.5, 2.5, 4.5, 9))}",
            f"none:share{step(one.shares[-1], _SHARES)}",
        ]
        return [*told, f"none:best{best.where}"] if rest > 1.5 else told

    def _of(self, place: int, n: int) -> list[str]:
        one, rest = self.made[place], self._others(place, ("all",))
        name, share = one.names[n], one.shares[n]
        told = [f"share{step(share, _SHARES)}"]
        if share == max(one.shares):
            told.append("best")
        if rest < 1.5:
            told.append("lone")
        else:
            told += self._alike(place, n, rest)
        told += self._taken(place, name, share)
        return told

    def _alike(self, place: int, n: int, rest: float) -> list[str]:
        one = self.made[place]
        name, hour = one.names[n], one.occasion.is_hour
        side = step(self._others(place, (hour, name.where)) / rest, _SHARES)
        spot = step(self._others(place, (hour, name.where, name.far)) / rest, _SHARES)
        told = [f"side{side}", f"spot{spot}"]
        if rest >= 3.5:
            told += [f"manyside{side}", f"manyspot{spot}"]
        mine = dict.fromkeys(one.styles[n])  # in order: sums of shares must not depend on that of a set
        total = 0.0
        for style in mine:
            share = self._others(place, style) / rest
            total += share
            told.append(f"like:{style.partition('=')[0]}{step(share, _SHARES)}")
        told += [
            f"unlike:{style}{step(self._others(place, style) / rest, _SHARES)}"
            for style in _MARKS
            if style not in mine
        ]
        return [*told, f"alike{step(total / max(len(mine), 1), _SHARES)}"]

    def _taken(self, place: int, name: Name, share: float) -> list[str]:
        """Whether a line is likely the name of another date, and whether only dates stand between the two."""
        if name.line == self.made[place].occasion.line or name.where not in ("above", "below"):
            return []
        others = [(other, told) for other, told in self.taken[name.line] if other != place]
        if not others:
            return ["free"]
        other, told = max(others, key=lambda each: each[1])
        low, high = min(other, place), max(other, place)
        lines = [self.made[each].occasion.line for each in range(low, high + 1)]
        how = "run" if lines[-1] - lines[0] == high - low else "apart"
        found = [f"taken:{name.where}:{how}"]
        return [*found, f"more:{how}"] if told > share else found


def _styles(told: Sequence[str]) -> list[str]:
    """The traits among these by which names are written alike."""
    return [
        trait
        for trait in told
        if trait in _STYLES
        or trait.startswith(("first=", "above:first", "below:first", "above:last", "below:last"))
        or trait in ("above:", "below:", "caption1", "caption2", "caption3")
        or trait.startswith(("over:", "under:", "above:blocks", "below:blocks", "above:card", "below:card"))
    ]
