"""Where a page says when: its dated lines and the hours below them, and the lines that may name what happens.

Which of them does, or whether anything happens at all, is weighed by ``ranking`` with the ``traits`` of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bba_events.page.hours import begins_timed, clock, is_hour, without_clock
from bba_events.readers.lines import PARTS, DatedLines
from bba_events.span import SpanKind

ABOVE = 8
"""Lines above a date in which its name is looked for."""
BELOW = 6
"""Lines below a date in which its name is looked for."""
_PARTS = 6
"""Parts of a dated line that are looked at: cells of its row, words between dashes."""
CAPTIONS = 3
"""Lines above a run of dates that may be its caption."""
_DAY = 80
"""Lines below a day in which hours are hours of that day."""
_TEXT = 200
"""Characters from which a line that begins with an hour is running text."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A line that says when: ``day`` is the number of the line with its date, most often itself."""

    line: int
    day: int

    @property
    def is_hour(self) -> bool:
        """Whether the line says an hour of the day above it."""
        return self.line != self.day


@dataclass(frozen=True, slots=True)
class Name:
    """Words that may name what happens: ``far`` lines ``above`` or ``below``, or on the line itself.

    Of a line with several ``part``s ``far`` is the number of the part; the page's ``head`` may be anywhere,
    the ``caption`` of a run of dates farther above.
    """

    where: str
    far: int
    line: int
    text: str


def find(seen: DatedLines) -> list[Occasion]:
    """Every dated line, and every line with an hour of its own below a line that is one day without an hour.

    Where most such days have a lone hour below, it is that of what happens on the day.
    """
    below = _hours_below(seen)
    several = sum(len(hours) > 1 for hours in below.values())
    if several * 2 < len(below):
        below = {day: hours for day, hours in below.items() if len(hours) > 1}
    found = [Occasion(number, number) for number in seen.rest]
    found += [Occasion(hour, day) for day, hours in below.items() for hour in hours]
    return sorted(found, key=lambda occasion: occasion.line)


def _hours_below(seen: DatedLines) -> dict[int, list[int]]:
    """Line of a day to the lines with hours below it, for the days that have any."""
    found, day = dict[int, list[int]](), -1
    for number, line in enumerate(seen.page.outline.lines):
        if number in seen.rest:
            day = number if _is_day(number, seen) else -1
        elif day >= 0 and number - day < _DAY and _is_headed(line.text):
            found.setdefault(day, []).append(number)
    return found


def _is_headed(text: str) -> bool:
    """Whether a line is an hour, begins with one, or has it between words that dashes set apart."""
    if len(text) >= _TEXT or not clock(text):
        return False
    return is_hour(text) or begins_timed(text) or len(PARTS.split(text)) > 2


def _is_day(number: int, seen: DatedLines) -> bool:
    """Whether a line has the date of one day and no hour."""
    made = seen.mentions[number]
    return len(made) == 1 and made[0].span.kind is SpanKind.DAY and not made[0].span.timed


def names(occasion: Occasion, seen: DatedLines, head: int) -> list[Name]:
    """The words that may name what happens then, in no order; ``head`` is the line of the page's heading."""
    return [one for one in _each(occasion.line, seen, head) if sum(map(str.isalpha, one.text)) > 2]


def _each(at: int, seen: DatedLines, head: int) -> Iterator[Name]:
    told = [part.strip() for part in PARTS.split(said(at, seen)) if sum(map(str.isalpha, part)) > 2]
    where = "self" if len(told) == 1 else "part"
    yield from (Name(where, n, at, part) for n, part in enumerate(told[:_PARTS]))
    last = len(seen.page.outline.lines)
    yield from (Name("above", at - n, n, said(n, seen)) for n in range(at - 1, max(at - ABOVE, 0) - 1, -1))
    yield from (Name("below", n - at, n, said(n, seen)) for n in range(at + 1, min(at + BELOW + 1, last)))
    top = min(seen.tops.get(at, at), at - ABOVE)
    over = range(top - 1, max(seen.tops.get(at, at) - CAPTIONS, 0) - 1, -1)
    yield from (Name("caption", top - n, n, said(n, seen)) for n in over)
    if 0 <= head < at - ABOVE:
        yield Name("head", 0, head, said(head, seen))


def said(number: int, seen: DatedLines) -> str:
    """What a line says besides when."""
    if number in seen.rest:
        return seen.rest[number]
    text = seen.page.outline.lines[number].text
    return without_clock(text) if clock(text) and _is_headed(text) else text
