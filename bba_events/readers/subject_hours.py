"""Hours of the day of what a page is about that stand neither beside that day nor behind a label.

Below a line that says the day once more, in the text around it, or at the head of its programme.  Which day
that is, and hours right beside it, are known to ``subject``.
"""

from __future__ import annotations

import itertools
import re
from functools import cache

from bba_events import words
from bba_events.dates import Mention
from bba_events.page import Page
from bba_events.page.hours import are_by_day, are_habitual, begins_timed, clock, is_hour
from bba_events.page.sentences import sentences
from bba_events.readers.mentions import Dates

_LONG = 80
"""Characters from which a line with a day is no announcement of it."""
_FAR = 25
"""Lines below the day in which hours are still looked for."""
_RANGE = re.compile(r"\d\D{0,8}(?:[-–—]|\bà\b|\btot\b|\bbis\b|\bto\b)\D{0,6}\d")
"""Hours from one to another: of the whole, where a single one may be of a part."""


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


def around(page: Page, dates: Dates, day: Mention, at: int) -> str:
    """The hours that the text below the ``day`` in line ``at`` tells of the whole, "" when there are none.

    From one hour to another in its own paragraph, behind a word for starting, at the head of a programme.
    """
    lines = page.outline.lines
    own = [line.text for line in lines[at : at + 2] if line.box == lines[at].box]
    after = own[0][day.at[1] :] if day.text in own[0] else ""
    for text in (after, *own[1:]):
        if _is_plain(text, dates) and _RANGE.search(told := clock(text)):
            return told
    texts = [line.text for line in lines[at + 1 : at + _FAR]]
    return next(filter(None, (_started(text, dates) for text in texts)), "") or _first(texts)


def _is_plain(text: str, dates: Dates) -> bool:
    """Whether a text tells no other day, and no hours of a desk."""
    return not (are_habitual(text) or are_by_day(text) or dates.of(text))


def _started(text: str, dates: Dates) -> str:
    """The hours behind a word for starting: "Départs de 8h00 à 18h00", "Aanvang 20.00 uur"."""
    for sentence in sentences(text) if clock(text) else ():
        found = _starts().search(sentence)
        if found and _is_plain(sentence, dates):
            return clock(sentence[found.end() :][:_NEAR])
    return ""


_NEAR = 30
"""Characters behind a word for starting in which its hour stands."""


def _first(texts: list[str]) -> str:
    """The hour that heads the first of several lines with hours ahead, "" when there is no programme."""
    heads = [begins_timed(text) for text in texts]
    both = (n for n, (one, other) in enumerate(itertools.pairwise(heads)) if one and other)
    return next((clock(texts[n]) for n in both), "")


@cache
def _starts() -> re.Pattern[str]:
    """Words for starting, before an hour."""
    each = {word for lang in words.languages() for word in words.section(lang, "prose")["starts"]}
    told = "|".join(sorted(map(re.escape, each), key=len, reverse=True))
    return re.compile(rf"\b(?:{told})(?=\W)", re.IGNORECASE)
