"""The dates in the lines of a page: which lines have one, and what they say besides.

Asks ``dates`` about the few lines that can hold a date; keeps what it says.  Which of them announce
an event is left to the readers beside.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from functools import cache

from bba_events import dates, words
from bba_events.dates import Context, Mention
from bba_events.page import Page
from bba_events.page.hours import are_habitual, tidy
from bba_events.page.labels import Labelled
from bba_events.span import Role, Span, SpanKind
from bba_events.text import fold, remembered

_OF_DAY = re.compile(r"(?<![hu:\d])\d+(?!\s?[hu:\d])", re.IGNORECASE)
"""Figures that are not those of an hour."""
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"\d\s?[./-]\s?\d|\b20\d\d")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SHORT = 60
"""Characters; a longer text without a figure is no announcement of a date."""
_LONGEST = 1200
"""Characters of one line that are read for dates; a longer one is cut at a sentence."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(slots=True)
class Dates:
    """What the lines of one page say of days; asked once a line."""

    page: Page
    reference: date
    context: Context = field(default_factory=Context)
    datable: dict[str, bool] = field(default_factory=dict)
    """Text to whether it can hold a date, whatever settles its years."""
    historic: bool | None = None
    """Whether the page tells of centuries past; None until a day without a year is found."""
    _known: dict[str, list[Mention]] = field(default_factory=dict)

    def of(self, text: str) -> list[Mention]:
        """The mentions in a text of the page."""
        if (known := self._known.get(text)) is None:
            known = self._known[text] = self._find(text) if self.may_be_in(text) else []
        return known

    def may_be_in(self, text: str) -> bool:
        """Whether a text of the page can hold a date; asked of its words once."""
        if (known := self.datable.get(text)) is None:
            known = self.datable[text] = can_be_dated(text)
        return known

    def _find(self, text: str) -> list[Mention]:
        language = self.page.language
        found = dates.find(
            text[:_LONGEST],
            reference=self.reference,
            languages=(language,) if language else (),
            context=self.context,
        )
        found = [m for m in found if not (_is_other(m, text) or self._is_of_old(m, text))]
        return list(map(_last_minute, _without_weeks(found)))

    def _is_of_old(self, mention: Mention, text: str) -> bool:
        """Whether a day without a year stands in the tale of a page that tells of centuries past."""
        if not lacks_year(mention) or self.context.edition is not None:
            return False
        if mention.span.timed and len(text) < _TALE:
            return False
        if self.historic is None:
            told = self.page.outline.text
            old = set(_OLD.findall(told))
            self.historic = len(old) >= _MANY and len(old) > _OFTEN * len(set(_YEAR.findall(told)))
        return self.historic and not any(map(_is_weekday, mention.text.split()))

    def is_pushed(self, mention: Mention) -> bool:
        """Whether a day without a year is likelier past than next year's, where no edition tells."""
        day = mention.span.first or mention.span.last
        if day is None or not lacks_year(mention) or self.context.edition is not None:
            return False
        return day < self.reference or day - self.reference > _AHEAD

    def may_come(self, mention: Mention) -> bool:
        """Whether what is announced without a day may be to come: "juni 2026" in May, not in July.

        What holds from a month on is nothing to go to: "ab März".
        """
        if _FROM.match(mention.text):
            return False
        told = years(mention.text)
        if not told:
            return True
        last = max(told)
        months = [_months()[word] for word in fold(mention.text).split() if word in _months()]
        return last > self.reference.year or (
            last == self.reference.year and (not months or months[-1] > self.reference.month)
        )

    def announced(self, text: str) -> list[Mention]:
        """The mentions of events with a day in a text."""
        return [m for m in self.of(text) if m.role is Role.EVENT and m.span.dated]

    def rest(self, text: str, mentions: Sequence[Mention] | None = None) -> str:
        """What a text says besides its dates and clocks."""
        found = self.of(text) if mentions is None else mentions
        kept, at = [], 0
        for mention in sorted(found, key=lambda m: m.at):
            kept.append(text[at : mention.at[0]])
            at = max(at, mention.at[1])
        return tidy(" ".join((*kept, text[at:])))


def _without_weeks(found: Sequence[Mention]) -> Sequence[Mention]:
    """Without the numbers of weeks where days are told: "Semaine 1 : du 6 au 10 juillet"."""
    others = [m for m in found if not _WEEK.fullmatch(m.text)]
    return others if any(m.span.dated for m in others) else found


_WEEK = re.compile(r"(?:semaine|week|woche) (?:n° ?)?\d{1,2}", re.IGNORECASE)
_AHEAD = timedelta(days=275)
"""A day without a year that is farther off was less than ninety days ago."""
_FROM = re.compile(r"(?:ab|vanaf|sinds|seit|since|from|dès|depuis|à partir)\b", re.IGNORECASE)
_OLD = re.compile(r"(?<!\d)1[0-8]\d\d(?!\d)")
_MANY = 5
"""Years of centuries past from which a page may be a history."""
_TALE = 120
"""Characters from which words with an hour tell a tale."""
_OFTEN = 2
"""So many times more of them than of years of ours."""
_OLD_YEAR = re.compile(
    r"(?:\s*(?:[-–—]|au|et|t/m|tot|en|bis|und|to|and)\s*\d{1,2}(?:er|\.)?\s[^\W\d_]{3,9})?\s+1[1-8]\d\d\b(?!\s?(?:m|km|€)\b)"
)
"""A year of long ago, right behind a day or behind the last of a few."""
_SCORE = re.compile(r"(\d{1,2})\s?/\s?(?:5|6|10|20)")
"""What a critic gives: "4/5", "8/10"."""
_GIVES = re.compile(
    r"\b(?:note|notation|score|verdict|rating|rated|wertung|bewertung|cijfer|beoordeling|avis)\b[^\d]{0,40}$",
    re.IGNORECASE,
)
_MIDNIGHT = time(23, 59)


def _is_other(mention: Mention, text: str) -> bool:
    """Whether figures are no day of ours: of another century, or what a critic gives."""
    start, end = mention.at
    if lacks_year(mention) and _OLD_YEAR.match(text, end):
        return True
    return bool(_SCORE.fullmatch(mention.text)) and bool(_GIVES.search(text[max(0, start - 60) : start]))


def lacks_year(mention: Mention) -> bool:
    """Whether no year is written in a date; one of a range is enough for both its days."""
    return "year" in mention.inferred and not years(mention.text)


def is_score(text: str, label: str) -> bool:
    """Whether a text is what a critic gives, by the label in the cell before it."""
    return bool(_SCORE.fullmatch(text) and _GIVES.search(label))


def _last_minute(mention: Mention) -> Mention:
    """The mention; what is told to the last minute of a day is a deadline: nothing begins then."""
    late = mention.span.start_time == _MIDNIGHT and mention.role is Role.EVENT
    return replace(mention, role=Role.DEADLINE) if late else mention


@cache
def _weekdays() -> frozenset[str]:
    each = (words.section(language, "dates")["weekdays"] for language in words.languages())
    return frozenset(
        fold(name)
        for days in each
        for names in days
        for name in ([names] if isinstance(names, str) else names)
    )


def _is_weekday(word: str) -> bool:
    return fold(word) in _weekdays()


@cache
def _months() -> Mapping[str, int]:
    """Folded name of a month to its number."""
    each = (words.section(language, "dates")["months"] for language in words.languages())
    return {
        fold(name): number
        for months in each
        for number, names in enumerate(months, 1)
        for name in ([names] if isinstance(names, str) else names)
    }


_LISTS = ("months", "weekdays", "weekdays_short", "season", "unknown", "every")
_STEM = 3
"""Letters of a month that tell it apart however it is shortened or glued to a day."""


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Beginnings of months, and other words of time, as pages write them in lower case."""
    stems, others = set[str](), {"demain", "morgen", "vandaag"}
    for language in words.languages():
        table = words.section(language, "dates")
        for name in _LISTS:
            each = [
                w for group in table.get(name, ()) for w in ([group] if isinstance(group, str) else group)
            ]
            if name == "months":
                stems |= {made[:_STEM] for word in each for made in (word, fold(word))}
            else:
                others |= {word.split(" ")[0] for word in each if len(word) > 2}
        others |= set(table.get("relative", ()))
    return frozenset(stems), frozenset(others)


@remembered
def can_be_dated(text: str) -> bool:
    """Whether a text can hold a date: figures beside a month or each other, or a short word of time."""
    has_figure = bool(_DIGIT.search(text))
    if not has_figure and len(text) > _SHORT:
        return False
    if has_figure and _FIGURES.search(text):
        return True
    stems, others = _words()
    found = _LETTERS.findall(text.lower())
    return not (stems.isdisjoint([word[:_STEM] for word in found]) and others.isdisjoint(found))


def years(text: str) -> Mapping[int, int]:
    """The years written in a text, with where they stand."""
    return {int(found[1]): found.start() for found in _YEAR.finditer(text)}


def days(mention: Mention) -> tuple[date | None, date | None]:
    """First and last day of a mention."""
    return mention.span.start, mention.span.end


def is_relative(mention: Mention) -> bool:
    """Whether a day follows from the day of writing: "next weekend", but not "next weekend, 20 November"."""
    start = mention.span.start or mention.span.end
    return "day" in mention.inferred and (
        start is None or str(start.day) not in _OF_DAY.findall(mention.text)
    )


def is_weekly(mention: Mention) -> bool:
    """Whether weekdays and hours without a day are those of every week: "du lundi au samedi, de 9h à 12h"."""
    return "day" in mention.inferred and are_habitual(mention.text)


def same(one: Span, other: Span) -> bool:
    """Whether two spans are of the same days."""
    return (one.start, one.end) == (other.start, other.end)


def spread(labelled: Sequence[Labelled], dates: Dates) -> str:
    """A range whose first and last day stand behind labels of their own ("Begin", "Einde"); else ""."""
    for one, other in _spreads(labelled, dates):
        return f"{one.value} - {other.value}"
    return ""


def ends(labelled: Sequence[Labelled], dates: Dates) -> set[int]:
    """Numbers of the lines that say when something ends whose first day stands right above."""
    return {n for _, other in _spreads(labelled, dates) for n in other.lines}


def _spreads(labelled: Sequence[Labelled], dates: Dates) -> Iterator[tuple[Labelled, Labelled]]:
    for one, other in itertools.pairwise(labelled):
        if one.name in ("when", "hours") and other.name in ("until", "hours"):
            first, last = dates.announced(one.value), dates.announced(other.value)
            if len(first) == len(last) == 1 and first[0].span.kind is SpanKind.DAY:
                yield one, other
