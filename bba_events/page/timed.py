"""What stands below a day, hour by hour: lines that begin with an hour, or that say one above their words.

Which lines are days, and which of them belong together, is told by ``records``.
"""

from __future__ import annotations

from collections.abc import Sequence

from bba_events.page.hours import clock, is_hour
from bba_events.page.layout import names_an_hour, weight
from bba_events.page.outline import Outline

_TOWN = 3
"""Words of a line that only names the town of what stands below it, at most."""


def under(outline: Outline, day: int, own: Sequence[int], days: Sequence[int]) -> list[int]:
    """The lines below a ``day`` that begin with an hour and go on with words; [] where others name it.

    ``own`` are the lines of its stretch, ``days`` those of them that are a day and nothing else.
    """
    lines = outline.lines
    if list(days) != [day] or clock(lines[day].text) or any(lines[n].level > 1 for n in own if n < day):
        return []
    below = [n for n in own if n > day]
    timed = [n for n in below if opens_an_hour(outline, n, own)]
    others = [lines[n] for n in below if n not in timed]
    marked = any(line.level or line.strong == line.text for line in others)
    named = marked or any(len(timed) < 2 and len(line.text.split()) > _TOWN for line in others)
    return [] if named else timed


def opens_an_hour(outline: Outline, number: int, own: Sequence[int]) -> bool:
    """Whether a line is headed by an hour, or is one that what happens then stands below."""
    lines = outline.lines
    if names_an_hour(lines[number].text):
        return True
    return number < own[-1] and is_hour(lines[number].text) and weight(lines[number + 1]) >= 1
