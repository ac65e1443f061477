"""The hours at which the items of a list take place, told once for all: "Thursdays, 15:00–16:00".

They hold for the items without an hour of their own that fall on that weekday, and only where most items do.
Which items there are is known to ``listing``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from bba_events import words
from bba_events.event import Draft
from bba_events.page import Line
from bba_events.page.hours import clock
from bba_events.readers.mentions import Dates
from bba_events.text import fold

_LONGEST = 400
"""Characters of the line that tells it."""
_FEWEST = 3
"""Items without an hour from which it is a series."""


def with_hours(drafts: list[Draft], lines: Sequence[Line], dates: Dates) -> list[Draft]:
    """The drafts with the hours that ``lines``, those above the list, tell of their weekday."""
    days = [_day(draft, dates) for draft in drafts]
    bare = [day for day in days if day]
    if len(bare) < _FEWEST:
        return drafts
    weekday = max({day.weekday() for day in bare}, key=[day.weekday() for day in bare].count)
    if sum(day.weekday() == weekday for day in bare) * 3 < len(bare) * 2:
        return drafts
    hours = next((told for line in lines if (told := _told(line.text, weekday, dates))), "")
    return [
        replace(draft, when=f"{draft.when} {hours}") if hours and day and day.weekday() == weekday else draft
        for draft, day in zip(drafts, days, strict=True)
    ]


def _day(draft: Draft, dates: Dates) -> date | None:
    """The one day of a draft without an hour, None when it has another."""
    found = dates.announced(draft.when)
    span = found[0].span if len(found) == 1 else None
    return span.start if span and not span.timed and span.start == span.end else None


def _told(text: str, weekday: int, dates: Dates) -> str:
    """The hours of a line that names the weekday, as a habit and not beside a day."""
    if len(text) > _LONGEST or not clock(text) or dates.announced(text):
        return ""
    named = {number for word in fold(text).split() if (number := _weekdays().get(word)) is not None}
    return clock(text) if named == {weekday} else ""


@cache
def _weekdays() -> dict[str, int]:
    """Folded weekdays, single and as a habit ("Thursdays", "dienstags"), to their number."""
    found: dict[str, int] = {}
    for language in words.languages():
        for number, each in enumerate(words.section(language, "dates").get("weekdays", ())):
            for word in (each,) if isinstance(each, str) else each:
                found.update({fold(word): number, f"{fold(word)}s": number, f"{fold(word)}en": number})
    return found
