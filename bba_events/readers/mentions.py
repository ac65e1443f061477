"""The dates in the lines of a page: which lines have one, and what they say besides.

Asks ``dates`` about the few lines that can hold a date; keeps what it says.  Which of them announce
an event is left to the readers beside.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from bba_events import dates, words
from bba_events.dates import Context, Mention
from bba_events.page import Page
from bba_events.page.hours import tidy
from bba_events.page.labels import Labelled
from bba_events.span import Role, Span, SpanKind
from bba_events.text import fold, remembered

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
        return dates.find(
            text[:_LONGEST],
            reference=self.reference,
            languages=(language,) if language else (),
            context=self.context,
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
        start is None or str(start.day) not in re.findall(r"\d+", mention.text)
    )


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
