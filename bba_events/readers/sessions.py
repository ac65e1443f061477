"""Days of what a page is about that a list gives a name which is none: "Session 2", "Jeudi 16 octobre".

They bear the name of the page then.  Which lines name the days of a list is left to ``ranking``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from bba_events import words
from bba_events.event import Draft, Place
from bba_events.page import Page
from bba_events.page.buttons import is_link_word
from bba_events.page.hours import begins_timed
from bba_events.page.phrases import names_a_list
from bba_events.readers.mentions import Dates
from bba_events.text import fold


def named(listed: Sequence[Draft], main: Sequence[Draft], page: Page, dates: Dates) -> list[Draft]:
    """The drafts of a list, with the name of the page's subject where their own is none."""
    if not main or names_a_list(page.heading):
        return list(listed)
    title = main[0].title
    return [replace(one, title=title) if _is_nameless(one, dates) else one for one in listed]


def _is_nameless(draft: Draft, dates: Dates) -> bool:
    """Whether a draft is called by its number, its day, its place or a button."""
    title = draft.title
    if is_number(title) or is_link_word(title) or is_way(title) or begins_timed(title):
        return True
    if dates.announced(title) and not dates.rest(title):
        return True
    place = draft.place.name if isinstance(draft.place, Place) else draft.place
    return bool(place) and fold(title) == fold(place)


def is_number(text: str) -> bool:
    """Whether words only number one of several times: "Session 2", "2e séance", "Semaine 2 (4 jours)"."""
    return bool(_number().fullmatch(fold(text)))


def is_way(text: str) -> bool:
    """Whether words only say how one takes part: "En présentiel", "Online"."""
    return fold(text) in _ways()


@cache
def _ways() -> frozenset[str]:
    return frozenset(
        fold(word) for lang in words.languages() for word in words.section(lang, "prose")["ways"]
    )


@cache
def _number() -> re.Pattern[str]:
    """A word for one of several times a thing is given, with its number or letter and no more than that."""
    each = {fold(word) for lang in words.languages() for word in words.section(lang, "prose")["sessions"]}
    told = "|".join(sorted(map(re.escape, each), key=len, reverse=True))
    number = rf"(?:{told})(?: n)? ?(?:\d{{1,2}}|[a-f])"
    ordinal = rf"\d{{1,2}}(?:e|re|er|ere|eme|de|ste|st|nd|rd|th)? (?:{told})"
    return re.compile(rf"(?:{number}|{ordinal})(?: \d{{1,2}} \w+)?")  # "Semaine 2 (4 jours)"
