"""Two tellings: one happening, two, or a question for the editor; with reasons in plain words.

A pure function of two sketches.  Signals add up to points, a veto ends it.  Which pairs are looked
at is left to ``blocks``, what follows for more than two to ``clusters``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rapidfuzz import fuzz

from bba_events.event import Event, EventKind
from bba_events.merge.sketch import NO_CLOCK, Sketch
from bba_events.merge.titles import Overlap, Title, alike, common, overlap, same_series
from bba_events.text import fold

SAME_FROM = 5.5
ASK_FROM = 4.0
_CLOCKS_APART = 90
"""Minutes; doors and beginning lie closer together than two showings (DESIGN §6)."""


_ALIKE = (2.5, "titles alike")
_EVENING = 17 * 60 + 30


class Answer(StrEnum):
    """What two tellings are."""

    SAME = "same"
    ASK = "ask"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What two tellings are, how surely, and why."""

    answer: Answer
    points: float
    reasons: tuple[str, ...]
    vetoed: bool = False
    """Two happenings whatever else they share: they never stand in one entry."""


@cache
def _vetoed(reason: str) -> Verdict:
    return Verdict(Answer.DIFFERENT, -9.0, (reason,), vetoed=True)


def compare(a: Sketch, b: Sketch) -> Verdict:
    """Judge one pair; the order of the two does not matter."""
    if reason := _veto(a, b):
        return _vetoed(reason)
    tongues = bool(a.event.language and b.event.language and a.event.language != b.event.language)
    signals = (
        _day(a, b),
        _address(a, b),
        _title(a, b, tongues),
        _clock(a, b),
        _place(a, b, tongues),
        _kin(a, b, tongues),
    )
    points = sum(worth for worth, _ in signals)
    reasons = tuple(reason for _, reason in signals if reason)
    if ASK_FROM - 3 <= points < SAME_FROM:
        worth, reason = _description(a.event, b.event)
        points += worth
        reasons = (*reasons, reason) if reason else reasons
    answer = Answer.SAME if points >= SAME_FROM else Answer.ASK if points >= ASK_FROM else Answer.DIFFERENT
    return Verdict(answer, points, reasons)


def _veto(a: Sketch, b: Sketch) -> str:
    """Why the two can never be one, "" when they may."""
    if a.first and b.first and (a.first > b.last or b.first > a.last):
        return "other days"
    if a.town and b.town and a.town != b.town and not _near(a, b):
        return "different towns"
    if _clocks_apart(a, b):
        return "hours more than an hour and a half apart"
    if a.event.kind is not b.event.kind and EventKind.DEADLINE in (a.event.kind, b.event.kind):
        return "one is a deadline, the other is not"
    if a.title.numbers and b.title.numbers and not a.title.numbers & b.title.numbers:
        return "the titles count different parts"
    return "" if not _one_tongue(a, b) or _twins(a, b) else _told_apart(a, b)


def _told_apart(a: Sketch, b: Sketch) -> str:
    """Why one site or one source, in one language, means two happenings."""
    if a.own and b.own and a.site == b.site and a.own != b.own and not _shared_site(a, b):
        return "two pages of one site"
    if a.event.source == b.event.source and not _twice(a, b):
        return "the source tells them apart"
    return ""


def _shared_site(a: Sketch, b: Sketch) -> bool:
    """A site that partners share (a database, a host of many) does not tell their events apart."""
    return bool(a.partner and b.partner and a.partner != b.partner)


def _near(a: Sketch, b: Sketch) -> bool:
    """Whether one town is part of the other, as far as names and postal codes tell."""
    if a.post and b.post:
        return a.post[:2] == b.post[:2]
    if a.region == b.region or a.town in b.place or b.town in a.place:
        return True
    one, other = set(a.town.split()), set(b.town.split())
    return one < other or other < one  # "Voeren" and "Sint-Martens-Voeren"


def _clocks_apart(a: Sketch, b: Sketch) -> bool:
    if NO_CLOCK in (a.clock, b.clock) or a.first != b.first:
        return False
    return abs(a.clock - b.clock) > _CLOCKS_APART


def _one_tongue(a: Sketch, b: Sketch) -> bool:
    return a.event.language == b.event.language or not a.event.language or not b.event.language


def _twice(a: Sketch, b: Sketch) -> bool:
    """One source that lists one happening twice: the same words, hour and place."""
    same = a.title.joined == b.title.joined and a.title.numbers == b.title.numbers
    return same and NO_CLOCK in (a.clock, b.clock, *([NO_CLOCK] if a.clock == b.clock else []))


def _twins(a: Sketch, b: Sketch) -> bool:
    """Whether one page names the other as itself in another language (``hreflang``)."""
    if not a.event.alternates and not b.event.alternates:
        return False
    return bool(
        (b.event.url and b.event.url in a.event.alternates.values())
        or (a.event.url and a.event.url in b.event.alternates.values())
        or (b.event.page in a.event.alternates.values() and a.event.page in b.event.alternates.values())
    )


def _day(a: Sketch, b: Sketch) -> tuple[float, str]:
    if not a.first or not b.first:
        return (-1.0, "one of them without a date") if a.first or b.first else (-0.5, "both without a date")
    if a.first == b.first:
        if _beside(a, b):
            return -4.0, "one stands beside the other"
        if a.last == b.last:
            return (1.5, "same first and last day") if a.ranged else (0.0, "same day")
        return (-3.0, "part of the other's programme") if _side_show(a, b) else (-0.5, "same first day")
    if _side_show(a, b):
        return -5.0, "part of the other's programme"
    return (-2.0, "days that overlap") if a.ranged and b.ranged else (-2.0, "a day within the other's days")


def _beside(a: Sketch, b: Sketch) -> bool:
    """An introduction or an opening at another hour than the happening it is named after."""
    if a.clock == b.clock or NO_CLOCK in (a.clock, b.clock):
        return False
    beside = common().beside
    return beside.isdisjoint(a.title.words) is not beside.isdisjoint(b.title.words)


def _side_show(a: Sketch, b: Sketch) -> bool:
    """A guided tour, a workshop or a concert within a run: its title says more than the run's."""
    if a.ranged == b.ranged:
        return False
    run, single = (a, b) if a.ranged else (b, a)
    if single.first == run.first and single.clock == NO_CLOCK:
        return False
    more = overlap(run.title, single.title).left[1] >= 1
    return more or (single.clock != NO_CLOCK and bool(single.title.sorts - run.title.sorts))


def _address(a: Sketch, b: Sketch) -> tuple[float, str]:
    if _twins(a, b):
        return (8.0, "one page in two languages") if a.own or b.own else (2.0, "twin pages in two languages")
    if a.own and a.own == b.own:
        return 5.0, "same page"
    return 0.0, ""


def _title(a: Sketch, b: Sketch, tongues: bool) -> tuple[float, str]:
    """From "same title" to "too different"; words of either place are left out beforehand."""
    one, other = a.title, b.title
    if one.joined == other.joined:
        weight = min(one.weight, other.weight)
        return (6.0 if weight >= 1 else 4.5 if weight >= 0.6 else 3.0), "same title"
    if same_series(one, other):
        return -2.0, "one series, but not the same part of it"
    found = overlap(one, other)
    if found.shared >= 0.8 or (found.shared > 0 and _whole(one, other)):
        return _likeness(found, one, other)
    if fuzz.ratio(one.joined, other.joined) >= 80:
        return _ALIKE
    if found.shared and not all(found.left):
        return 1.0, "one title says only what sort it is"
    return (0.0, "titles in two languages") if tongues else (-2.0, "titles too different")


def _whole(a: Title, b: Title) -> bool:
    """Whether one title, of some length, stands within the other as one piece."""
    short, long = sorted((a.joined, b.joined), key=len)
    return len(short) >= 8 and short in long


def _likeness(found: Overlap, one: Title, other: Title) -> tuple[float, str]:
    smaller = min(found.left)
    if smaller < 0.5:
        if found.shared >= 1.5 or fuzz.ratio(one.joined, other.joined) >= 86:
            return 5.0, "nearly the same title"
        return 4.0, "one title holds the other"
    share = found.shared / (found.shared + smaller)
    if share >= 0.6:
        return _ALIKE
    if share >= 0.5 and found.shared >= 1.5:
        return 2.0, "titles share half their words"
    return 0.5, "titles share a word"


def _clock(a: Sketch, b: Sketch) -> tuple[float, str]:
    """Doors and beginning of an evening lie an hour apart; by day that is the next guided tour."""
    if NO_CLOCK in (a.clock, b.clock):
        return 0.0, ""
    apart = abs(a.clock - b.clock)
    if apart == 0:
        return 2.0, "same hour"
    if apart <= 30:
        return 1.0, "nearly the same hour"
    evening = min(a.clock, b.clock) >= _EVENING and apart <= 60
    return (-0.5, "doors and beginning") if evening else (-3.5, "another hour")


def _place(a: Sketch, b: Sketch, tongues: bool) -> tuple[float, str]:
    if not a.place or not b.place:
        return 0.0, ""
    if a.place == b.place:
        return (2.5, "same place") if a.place != {a.town} else (1.5, "same town")
    towns = {a.town, b.town} | (a.tail & b.tail)
    names, others = a.place - towns, b.place - towns
    if not names or not others:
        return (1.5, "same town") if a.place & b.place else (0.0, "")
    shared = [word for word in names if any(_one_name(word, other) for other in others)]
    if len(shared) * 2 >= min(len(names), len(others)):
        return 2.5, "same place"
    if shared or fuzz.token_sort_ratio(" ".join(sorted(names)), " ".join(sorted(others))) >= 70:
        return 1.5, "places alike"
    return (
        (-1.0, "places in two languages") if tongues and a.region == b.region else (-5.0, "different places")
    )


def _one_name(a: str, b: str) -> bool:
    """Words of two names of a place: short ones count too ("DOK", "DOKkantine")."""
    return alike(a, b) or (min(len(a), len(b)) == 3 and (a.startswith(b) or b.startswith(a)))


def _kin(a: Sketch, b: Sketch, tongues: bool) -> tuple[float, str]:
    """What the two hang on: partner, organiser, the campaign they are part of."""
    if not tongues:
        return 0.0, ""
    points, reason = _same_house(a, b)
    if a.title.meant & b.title.meant:
        return points + 1.5, reason or "one sort of happening in two languages"
    return points, reason


def _same_house(a: Sketch, b: Sketch) -> tuple[float, str]:
    if a.partner and a.partner == b.partner:
        return 2.0, "same partner in two languages"
    if a.event.organiser and fold(a.event.organiser) == fold(b.event.organiser):
        return 1.5, "same organiser in two languages"
    return 0.0, ""


def _description(a: Event, b: Event) -> tuple[float, str]:
    if min(len(a.description), len(b.description)) < 60:
        return 0.0, ""
    score = fuzz.token_set_ratio(fold(a.description), fold(b.description), score_cutoff=70)
    return (3.0, "descriptions alike") if score else (0.0, "")
