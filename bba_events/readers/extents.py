"""Which lines of a page belong to a date that something is announced for, once every date has its name.

An extent reaches from its name or its date, whichever stands first, to where the next begins; in a page with
boxes no further than the largest box that holds no other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bba_events.dates import Mention
from bba_events.page import Outline
from bba_events.readers.lines import DatedLines
from bba_events.readers.occasions import Name, Occasion
from bba_events.readers.ranking import NONE, Choice

_DOUBT = 0.45
"""Share of naming nothing up to which a date is believed to be an event's."""
_SURE = 0.63
"""Share of the likeliest name from which it is one."""
_UNDOUBTED = 0.25
"""Share of naming nothing up to which a date surely is an event's, whatever that is called."""
_FAIRLY = 0.45
"""Share of the likeliest name of such a date from which it is the one."""
_LISTED = 0.4
"""The same in a short list, where little speaks against a date."""
_SHORT = 5
"""Dates of a list in which one can hardly be seen to be like the others."""
_LITTLE = 0.4
"""Share of naming nothing that is little."""
_ALIKE = 0.9
"""Share of a name among all names from which it is the one, should there be any."""
_MOSTLY = 0.5
"""Share of naming nothing, over all dates of a page, from which it announces little."""
_SURELY = 0.8
"""Share of a name that stands for an event on such a page."""
_BOXED = 3
"""Lines from a day in a box to the words that tell it in full."""
_TAIL = 15
"""Lines behind its name and its date that may still be about what it names."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Lines that tell of one thing, in reading order."""

    anchor: int
    """Number of the line with its date."""
    lines: tuple[int, ...]
    """Its own lines; the date may stand above them."""
    name: Name
    hour: int = 0
    """Number of the line with its hour, where that is one of several below a date; else 0."""


def extents(choices: Sequence[Choice], seen: DatedLines) -> list[Extent]:
    """An extent for each date that something is announced for, in reading order."""
    groups = _groups([one for one in _announced(choices) if not _is_told_again(one[0], seen)])
    runs = [_lines(group) for group in groups]
    cards = _Cards(seen.page.outline, [at for run in runs for at in run])
    found = list[Extent]()
    for n, (group, run) in enumerate(zip(groups, runs, strict=True)):
        end = min(runs[n + 1]) if n + 1 < len(runs) else len(seen.page.outline.lines)
        inside = cards.around(run, range(min(run), max(min(end, max(run) + _TAIL), max(run) + 1)))
        days = {occasion.line for occasion, _ in group}
        for occasion, best in _told_once(group, seen):
            own = tuple(n for n in inside if n in (occasion.line, best.line) or n not in days)
            found.append(Extent(occasion.day, own, best, occasion.line if occasion.is_hour else 0))
    return found


def _announced(choices: Sequence[Choice]) -> list[tuple[Occasion, Name]]:
    """The dates with their names; not the day alone where its hours have theirs.

    None at all on a page of which most dates are none of an event's and no other is surely one.
    """
    if announce_little(choices):
        return []
    sure = [one for one in choices if _is_believed(one)]
    if len(choices) < _SHORT:  # little tells what is usual here
        sure = [one for one in choices if one in sure or _is_listed(one) or _is_like(one, sure)]
    chosen = [(one.occasion, one.name) for one in sure if one.name is not NONE and not _is_part(one)]
    by_hour = {occasion.day for occasion, _ in chosen if occasion.is_hour}
    return [(occasion, best) for occasion, best in chosen if occasion.is_hour or occasion.line not in by_hour]


def _is_believed(one: Choice) -> bool:
    """Whether a date is an event's of that name: by a sure name, or as little speaks against any."""
    idle, most = one.shares[-1], max(one.shares)
    return (idle <= _DOUBT and most >= _SURE) or (idle <= _UNDOUBTED and most >= _FAIRLY)


def _is_part(one: Choice) -> bool:
    """Whether an hour has words of its own, and the page's heading for a name: it is in a programme."""
    return (
        one.occasion.is_hour and one.name.where == "head" and any(each.where == "self" for each in one.names)
    )


def _is_like(one: Choice, sure: Sequence[Choice]) -> bool:
    """Whether a date has a name just where several others have theirs: "Jusqu'au 29 mars" below one, too."""
    spots = {(each.name.where, each.name.far) for each in sure if each is not one}
    most, all_ = max(one.shares[:-1], default=0.0), sum(one.shares[:-1])
    apart = one.name.where in ("above", "below")
    return apart and len(sure) > 1 and spots == {(one.name.where, one.name.far)} and most > _ALIKE * all_


def _is_listed(one: Choice) -> bool:
    return one.shares[-1] <= _LITTLE and max(one.shares) >= _LISTED


def announce_little(choices: Sequence[Choice]) -> bool:
    """Whether most dates of a page are none of an event's, and no other surely is one."""
    if len(choices) < _SHORT:
        return False
    idle = sum(one.shares[-1] for one in choices) / len(choices)
    return idle > _MOSTLY and all(max(one.shares[:-1], default=0.0) < _SURELY for one in choices)


def _groups(chosen: Sequence[tuple[Occasion, Name]]) -> list[list[tuple[Occasion, Name]]]:
    """The dates with their names, those together that share a name: the days of one thing."""
    found = list[list[tuple[Occasion, Name]]]()
    for occasion, best in chosen:
        if found and best.where != "head" and found[-1][-1][1].line == best.line != occasion.line:
            found[-1].append((occasion, best))
        else:
            found.append([(occasion, best)])
    return found


def _told_once(group: Sequence[tuple[Occasion, Name]], seen: DatedLines) -> list[tuple[Occasion, Name]]:
    """The dates of one thing without a day in a box of its own that another line tells in full."""
    starts = Counter(_first_day(occasion, seen) for occasion, _ in group)
    tags = [
        occasion
        for occasion, _ in group
        if starts[_first_day(occasion, seen)] > 1
        and not seen.rest.get(occasion.line, "-")
        and not occasion.is_hour
    ]
    kept = [(occasion, best) for occasion, best in group if occasion not in tags[:1]]
    return kept or list(group)


def _is_told_again(occasion: Occasion, seen: DatedLines) -> bool:
    """Whether a line is a day alone, as in a box, that a line near it tells in full, with hour or year."""
    at = occasion.line
    if occasion.is_hour or seen.rest.get(at, "-") or len(seen.mentions[at]) != 1:
        return False
    own = seen.mentions[at][0]
    if own.span.timed or own.span.start is None or own.span.start != own.span.end:
        return False
    near = (one for n in range(at - _BOXED, at + _BOXED + 1) if n != at for one in seen.mentions.get(n, ()))
    return any(_tells_more(one, own) for one in near)


def _tells_more(one: Mention, own: Mention) -> bool:
    """Whether a mention is of the same day of the year as ``own``, with an hour or a year that it lacks."""
    if own.span.start is None or one.span.start is None:
        return False
    same = (one.span.start.month, one.span.start.day) == (own.span.start.month, own.span.start.day)
    return same and (one.span.timed or ("year" in own.inferred and "year" not in one.inferred))


def _first_day(occasion: Occasion, seen: DatedLines) -> date | None:
    made = seen.mentions[occasion.day]
    return made[0].span.start if made else None


def _lines(group: Sequence[tuple[Occasion, Name]]) -> list[int]:
    """The lines of dates and of their name, but not of one that stands over the whole page."""
    names = {best.line for _, best in group if best.where != "head"}
    return sorted({*(occasion.line for occasion, _ in group), *names})


class _Cards:
    """The boxes of a page that hold one extent each."""

    def __init__(self, outline: Outline, told: Sequence[int]) -> None:
        self.outline = outline
        self.held = Counter[int]()
        for number in told:
            self.held.update(set(outline.within(outline.lines[number].box)))

    def around(self, run: Sequence[int], lines: Sequence[int]) -> list[int]:
        """Of the lines of an extent those in the largest box that holds all of it and nothing else.

        With them go the lines below that stand beside the box, not in one of another kind.
        """
        card = self._card(run)
        if not card:
            return list(lines)
        low = run[0]
        while low and self._in(low - 1, card):
            low -= 1
        inside = [n for n in range(low, lines[-1] + 1) if self._in(n, card)]
        parent = self.outline.boxes[card].parent
        below = [n for n in lines if n > max(inside) and self._beside(n, parent)]
        return [*inside, *below]

    def _card(self, run: Sequence[int]) -> int:
        """The largest box that holds an extent and no other, 0 when none does."""
        card = 0
        for box in self.outline.within(self.outline.lines[run[0]].box):
            if self.held[box] > len(run):
                break
            if self.held[box] == len(run):
                card = box
        return card

    def _in(self, number: int, card: int) -> bool:
        return card in self.outline.within(self.outline.lines[number].box)

    def _beside(self, number: int, parent: int) -> bool:
        """Whether a line stands in a box right below ``parent`` that holds nothing else, or in it itself."""
        box = self.outline.lines[number].box
        return parent in (box, self.outline.boxes[box].parent)
