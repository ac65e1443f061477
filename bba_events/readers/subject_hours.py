"""Hours of the day of what a page is about that stand below a line which says that day once more.

Which day that is, and hours right beside it, are known to ``subject``.
"""

from __future__ import annotations

from bba_events.dates import Mention
from bba_events.page import Page
from bba_events.page.hours import is_hour
from bba_events.readers.mentions import Dates

_LONG = 80
"""Characters from which a line with a day is no announcement of it."""


def below(page: Page, dates: Dates, day: Mention, at: int) -> str:
    """The hours right below a line other than ``at`` that says the ``day``, "" when there are none."""
    lines = page.outline.lines
    for number, line in enumerate(lines[:-1]):
        if number == at or not is_hour(lines[number + 1].text) or len(line.text) > _LONG:
            continue
        found = dates.announced(line.text)
        if len(found) == 1 and found[0].span.start == day.span.start and line.text[-1:] != ".":
            return lines[number + 1].text
    return ""
