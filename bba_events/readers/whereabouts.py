"""Where the things of a page take place, as its lines tell without a label.

All words near a name and its date that may be a place are weighed, one choice being that none is: each thing
alone, then beside what is likely the place of the page's other things, since a page tells them alike.  The
weights of the traits were learned from the pages of ``fixtures/agendas`` (``benchmarks/places.py``) with the
model of ``ranking``.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from bba_events.event import Draft, Place
from bba_events.page import places
from bba_events.readers import ranking
from bba_events.readers.bearings import TOP, Bearings, says_where, within
from bba_events.readers.lines import DatedLines
from bba_events.readers.occasions import Name, Occasion
from bba_events.readers.ranking import NONE, Choice, Weights
from bba_events.readers.spots import Spot, may_be
from bba_events.readers.usual_spots import Lines, proposed
from bba_events.readers.wording import step
from bba_events.text import fold

_TOGETHER = 150
"""Things of a page that are looked at beside each other; a longer list is looked at in parts."""
_WEIGHED = 300
"""Things that are weighed at all; what follows in a very long list is placed by rules alone."""
_MOST = 60
"""Words that may say where one thing takes place."""
_SURE = 0.6
"""Share of a place from which it is believed."""
_PLAIN = 0.8
"""The same of words that by themselves are not seen to be a place."""
_AGREED = 0.3
"""The same of words that a rule takes for the place, too."""
_LITTLE = 0.01
"""Share of a place, looked at alone, up to which it is none."""
_STYLES = (
    "by",
    "to",
    "tag",
    "caps",
    "level",
    "lead=",
    "first=",
    "run",
    "over:",
    "words",
    "left",
    "venue",
    "town",
    "upper",
    "form=",
)
"""How traits begin by which the places of a page are told alike."""


@dataclass(frozen=True, slots=True)
class Told:
    """A draft with the lines in which its place may be told."""

    draft: Draft
    lines: Sequence[int]
    """Numbers of its own lines."""
    line: int
    """Number of the line of its date."""
    name: int = -1
    """Number of the line of its name."""
    hour: int = 0
    """Number of the line of its hour, where that stands apart; else 0."""
    said: Lines = field(default_factory=Lines)
    """What it says where a listing may tell its places."""
    proposals: Mapping[str, str] = field(default_factory=dict)
    """Words that a rule takes for its place, by the rule."""
    behind: str = ""
    """The town that stands right behind its date or hour and a preposition."""
    usual: Place | str = ""
    """Where all things of the listing take place that say nothing else."""


def fill(records: Sequence[Told], seen: DatedLines) -> list[Draft]:
    """The drafts, each with the place that its lines tell most surely; a place that is known stays."""
    ruled = with_spots(records, seen)
    wanting = [one for one in ruled if not is_placed(one.draft)]
    made = look(wanting[:_WEIGHED], ruled, seen) if wanting else []
    told = {id(one): _by_rule(one) for one in wanting[_WEIGHED:]}
    for at in range(0, len(made), _TOGETHER):
        first, second = weights()
        settled = ranking.settle([_likely(one, first) for one in made[at : at + _TOGETHER]], first, second)
        told |= {id(one): chosen(choice, one) for one, choice in zip(wanting[at:], settled, strict=False)}
    return [one.draft if is_placed(one.draft) else _placed(one, told.get(id(one), "")) for one in ruled]


def with_spots(records: Sequence[Told], seen: DatedLines) -> list[Told]:
    """The records, each with what stands in the spot in which this listing tells its places."""
    told = proposed([one.said for one in records], seen.dates)
    return [
        replace(one, proposals={**one.proposals, "spot": said})
        for one, said in zip(records, told, strict=True)
    ]


def _likely(choice: Choice, first: Weights) -> Choice:
    """A choice without what is surely no place: few words are worth looking at beside other records."""
    shares = ranking.likely([sum(first.get(trait, 0.0) for trait in each) for each in choice.traits])
    kept = [n for n, one in enumerate(choice.names) if shares[n] > _LITTLE or one is NONE]
    return Choice(
        choice.occasion,
        [choice.names[n] for n in kept],
        [choice.traits[n] for n in kept],
        [],
        [choice.styles[n] for n in kept],
    )


def is_placed(draft: Draft) -> bool:
    """Whether it is known where; that it can be followed on the net tells no room."""
    place = draft.place
    return bool(place) and not (isinstance(place, Place) and place == Place(online=True))


def _placed(one: Told, told: str) -> Draft:
    place: Place | str = places.written(told) if told else one.draft.place or one.usual
    return replace(one.draft, place=place)


def chosen(choice: Choice, one: Told) -> str:
    """The words that surely say where, "" when none do; what a rule proposes is believed sooner.

    A venue that was written with the name is the place.  Where a rule takes more words for a place, it has
    all of them.
    """
    if says_where(aside := one.proposals.get("aside", "")):
        return aside
    surest = max(choice.shares)
    best = choice.names[choice.shares.index(surest)]
    worded = [said for said in one.proposals.values() if may_be(said) and says_where(said)]
    if best is not NONE and _share(choice, best.text) >= (_SURE if says_where(best.text) else _PLAIN):
        return next((said for said in worded if _within(best.text, said)), best.text)
    agreed = (said for said in worded if _share(choice, said) >= _AGREED)
    return next(agreed, one.behind)


def _by_rule(one: Told) -> str:
    """The first words that a rule takes for a place, and that are one by themselves."""
    worded = (said for said in one.proposals.values() if may_be(said) and says_where(said))
    return next(worded, one.behind)


def _share(choice: Choice, text: str) -> float:
    """How likely a place is: the share of its words, of more and of fewer of them."""
    told = zip(choice.names[:-1], choice.shares, strict=False)
    return sum(share for one, share in told if _within(one.text, text) or _within(text, one.text))


def _within(text: str, other: str) -> bool:
    """Whether all words of a text stand in another."""
    return f" {fold(text)} " in f" {fold(other)} "


@cache
def weights() -> tuple[Weights, Weights]:
    """Trait to weight, for each thing alone and for the things of a page beside each other."""
    table = json.loads((files("bba_events.readers") / "place_weights.json").read_text())
    return table["alone"], table["beside"]


def look(records: Sequence[Told], listed: Sequence[Told], seen: DatedLines) -> list[Choice]:
    """All that may be the place of each record, with its traits, none weighed; ``listed`` are all records."""
    taken = {n for one in listed for n in (one.name, one.line, one.hour) if n > 0}
    first = min((min((*one.lines, one.line)) for one in listed), default=0)
    names = frozenset(fold(one.draft.title) for one in listed)
    page = _Listing(Bearings(seen), taken, names, first)
    return [_look(one, page) for one in records]


@dataclass(frozen=True, slots=True)
class _Listing:
    """What the records of a page have in common."""

    bearings: Bearings
    taken: set[int]
    """The lines that say what or when."""
    names: frozenset[str]
    first: int
    """Number of the line with which the first record begins."""

    def spots(self, one: Told) -> Iterator[tuple[int, bool, Spot, list[str]]]:
        """All that may be the place of a record: line, whether above all records, words, traits.

        Above all records only what is a place by its words is looked at.
        """
        near = within(one.lines, _named(one), one.line, one.hour)
        above = range(max(self.first - TOP, 0), min((self.first, *near[:1])))
        own, title = {one.name, one.line, one.hour}, f"{fold(one.draft.title)} "
        begins = min(n for n in (one.name, one.line) if n >= 0)
        for number in (*near, *above):
            if number in self.taken and number not in own:
                continue
            top = number in above
            for spot, traits in self.bearings.of_line(number):
                venue = "venue" in traits
                named = any(map(str.isupper, spot.text))
                if number < begins and not named:  # "hoeve" in a text above is any farm
                    continue
                if "given" in traits or (top and not (venue and spot.run in (1, -1))):
                    continue
                told = fold(spot.text)
                if told not in self.names and (venue or not title.startswith(f"{told} ")):
                    yield number, top, spot, traits


def _named(one: Told) -> int:
    """Number of the line that names a record."""
    return one.name if one.name >= 0 else one.line


def _look(one: Told, page: _Listing) -> Choice:
    name, title = _named(one), f" {fold(one.draft.title)} "
    found, told, styles = list[Name](), list[list[str]](), list[list[str]]()
    ruled = [(rule, f" {fold(said)} ") for rule, said in one.proposals.items() if said]
    for number, top, spot, traits in itertools.islice(page.spots(one), _MOST):
        side, *placed = page.bearings.of_place(spot, number, name, one.line, one.hour)
        side = "top" if top else side
        placed += _beside(spot, title)
        placed += [f"{how}:{rule}" for rule, said in ruled if (how := _agree(fold(spot.text), said))]
        found.append(Name(side, _far(spot, number, name, one.line), number, spot.text))
        told.append([*traits, side, *placed, *(f"{side}|{trait}" for trait in traits if "=" not in trait)])
        styles.append([side, f"text={fold(spot.text)}", *(t for t in traits if t.startswith(_STYLES))])
    none = ["none", *(f"none:{trait}" for trait in _of_none(one, told, page))]
    return Choice(Occasion(one.line, one.line), [*found, NONE], [*told, none], [], [*styles, []])


def _agree(told: str, said: str) -> str:
    """How words are to those that a rule takes for the place: the same, more or less; "" for others."""
    own = f" {told} "
    return "ruled" if own == said else "more" if said in own else "less" if own in said else ""


def _far(spot: Spot, number: int, name: int, line: int) -> int:
    """Which spot of an announcement words are in: equal for those that other announcements have there."""
    return 100 * (number - max(name, line)) + 10 * min(spot.part, 9) + spot.run


def _beside(spot: Spot, title: str) -> Iterator[str]:
    """What words have to do with the name of what happens."""
    folded = f" {fold(spot.text)} "
    if folded == title:
        yield "istitle"
    elif folded in title:
        yield "intitle"
    elif title in folded:
        yield "hastitle"


def _of_none(one: Told, told: Sequence[Sequence[str]], page: _Listing) -> Iterator[str]:
    """What speaks for or against a place being told at all."""
    yield f"spots{step(len(told), (0, 2, 5, 10, 20))}"
    yield f"venues{step(sum('venue' in each for each in told), (0, 1, 2, 4))}"
    yield f"listed{step(len(page.names), (1, 2, 4, 9))}"
    yield page.bearings.seen.page.kind
    if one.usual:
        yield "usual"
    yield from (f"ruled:{rule}" for rule, said in one.proposals.items() if said)
    if isinstance(one.draft.place, Place) and one.draft.place.online:
        yield "online"
    if places.names_a_venue(one.draft.title):
        yield "title"
