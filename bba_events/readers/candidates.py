"""Every date of a page with how surely it is that of what the page is about, and the surest of them.

Weighs a date by where it stands and by the words around it.  What stands in running text counts only when
the words invite or the page's own subject is named beside it; a bare date beside the heading that is not
to come is when the page was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from bba_events.dates import Mention
from bba_events.page import Line, Page, places
from bba_events.page.labels import Labelled, name_of
from bba_events.page.phrases import (
    calls_a_kind,
    invites,
    is_aside,
    is_idle,
    is_report,
    names_a_kind,
    takes_effect,
)
from bba_events.readers import telling, titles
from bba_events.readers.due import is_due
from bba_events.readers.edition import heads_line, is_signed, may_be_dateline
from bba_events.readers.mentions import Dates, is_relative, is_score, is_weekly, spread, years
from bba_events.readers.telling import ANNOUNCES
from bba_events.span import Role, SpanKind

_RELATIVE = 45
"""How much less "next weekend" weighs than a written day."""
_HEADS = 6
"""Characters before a date that heads its sentence: "Les 27 et 28 janvier, prenez une heure"."""
_NEAR = 6
"""Lines below the heading in which a date of its own is the event's."""
_TEXT = 160
"""Characters from which a line is running text."""
_TOLD = 150
"""Dated paragraphs that are weighed; what a page is about is told before."""
_SHORT = 0.1
"""How much of a paragraph a short dated line counts for."""
_NO_EVENT = ("deadline", "published", "other", "organiser", "until")
_BARE_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
"""A line of a year alone: the head of a part of a history."""
_OPEN = (SpanKind.OPEN_START, SpanKind.OPEN_END)
"""Ends that goods, prices and rules have, too."""
_LED = re.compile(r"\s(?:à partir du|dès le|vanaf|ab|ab dem|from|on|le|op|am)$", re.IGNORECASE)
"""How a line ends that was cut off before its date."""
_OF = re.compile(r"d[ue]\s\d+(?:er)?\s\S+$", re.IGNORECASE)
"""A day that belongs to the word before it: "La Cabane du 12 août"."""
_AS_OF = re.compile(r"(?:^|\s)(?:au|per|zum|as of|effective|met ingang van)$", re.IGNORECASE)
"""How words end that lead to the day from which something holds: "Strompreise zum 1. Januar"."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that may be the subject's."""

    mention: Mention
    weight: int
    words: str
    """The sentence, value or line it stands in."""
    line: int
    reader: str


@dataclass(slots=True)
class Search:
    """Gathers the candidates of one page."""

    page: Page
    dates: Dates
    name: str
    known: bool
    """Whether a scraper says that the page is about this one event."""
    heading: int
    labelled: list[Labelled]
    due: frozenset[date] = frozenset()
    """Days that the page calls the last to apply."""
    _found: list[Candidate] | None = None

    def candidates(self) -> list[Candidate]:
        """Every date of the page, with its weight; looked for once."""
        if self._found is None:
            self._found = list(self._find())
        return self._found

    def _find(self) -> Iterator[Candidate]:
        yield from self._labels()
        taken = {n for one in self.labelled if one.name in _NO_EVENT for n in one.lines}
        told, year = 0.0, 0
        for number, line in enumerate(self.page.outline.lines):
            year = int(line.text) if _BARE_YEAR.fullmatch(line.text) else 0 if line.level else year
            if number in taken or not self.dates.may_be_in(line.text):
                continue
            told += 1 if len(line.text) > _TEXT else _SHORT
            if told < _TOLD and not self._is_of_table(number, line):
                yield from (one for one in self._line(number, line) if not self._is_past(one.mention, year))
        if not any(char.isdigit() for char in self.page.title):
            return
        yield from self._in(self.page.title, 80, -1, "prose")

    def _is_past(self, mention: Mention, year: int) -> bool:
        """Whether a date without a year stands below a year that is over."""
        return 0 < year < self.dates.reference.year and "year" in mention.inferred

    def _is_of_table(self, number: int, line: Line) -> bool:
        """Whether a date is alone in a cell, and the one before says what of: "Round 1 opens", "Cijfer"."""
        if line.tag not in ("td", "dd") or not number or self.dates.rest(line.text):
            return False
        lines = self.page.outline.lines
        label = lines[number - 1].text
        if is_score(line.text, label) or is_aside(label) or takes_effect(label):
            return True
        words = lines[number - 1].tag in ("td", "th", "dt") and len(label.split()) > 1
        said = calls_a_kind(label) or name_of(label) or self.dates.of(label) or titles.alike(label, self.name)
        return words and not said and number > self.heading + _NEAR

    def _labels(self) -> Iterator[Candidate]:
        if both := spread(self.labelled, self.dates):
            yield from self._in(both, 105, self.labelled[0].lines[0], "label")
        for one in self.labelled:
            if one.name in ("when", "release") and not self._button(one):
                yield from self._in(one.value, 100, one.lines[0], "label")

    def _button(self, one: Labelled) -> bool:
        """Whether what stands below a label only leads to another view of a calendar: "Today"."""
        line = self.page.outline.lines[one.lines[-1]]
        return any(link.text == one.value for link in line.links) and not any(map(str.isdigit, one.value))

    def _in(self, text: str, weight: int, line: int, reader: str) -> Iterator[Candidate]:
        """The dates of a text that stands for itself."""
        for mention in self.dates.of(text):
            other = is_due(mention.span, self.due) or (weight < 100 and self._is_other(text, mention))
            if mention.role is Role.EVENT and not other:
                relative = is_relative(mention) and weight < 100
                yield Candidate(mention, weight - _RELATIVE * relative, text, line, reader)

    def _is_other(self, text: str, mention: Mention) -> bool:
        """Whether a date in a short text is one from which something holds, or likely of last year."""
        return takes_effect(text) or is_as_of(text, mention) or self.dates.is_pushed(mention)

    def _line(self, number: int, line: Line) -> Iterator[Candidate]:
        for mention in self.dates.of(line.text):
            if mention.role is Role.EVENT:
                weight, words = self._weigh(number, line, mention)
                relative = is_relative(mention) and weight < 100
                yield Candidate(mention, weight - _RELATIVE * relative, words, number, "prose")

    def _weigh(self, number: int, line: Line, mention: Mention) -> tuple[int, str]:
        """How surely a date in a line is the event's, and the words it stands in."""
        if (len(line.text) <= _TEXT and takes_effect(self._led(number, line))) or is_as_of(
            line.text, mention
        ):
            return 10, line.text
        if self.dates.is_pushed(mention) or is_weekly(mention) or is_due(mention.span, self.due):
            return 30, line.text
        written = not line.level and may_be_dateline(mention, self.dates.reference)
        heads = heads_line(mention, line.text) and mention.at[1] < len(line.text) - 20
        if (written and heads) or self._is_signed(line.text):
            return 20, line.text
        rest = self.dates.rest(line.text)
        if is_report(rest) or is_aside(rest) or is_idle(rest):
            return 10, line.text
        if line.level:
            if mention.span.kind in _OPEN and not (names_a_kind(line.text) or invites(line.text)):
                return 40, line.text
            near = number <= self.heading + _NEAR or titles.alike(line.text, self.name) or not rest
            return (90 if near else 60), line.text
        ends = (".", "?", "!") if number > self.heading else (".", "?")
        if not rest or (len(rest) <= 40 and not line.text.endswith(ends)):
            return self._alone(number, mention, rest), line.text
        weight, words = telling.weigh(line.text, mention, self.name, known=self.known)
        first = mention.at[0] < _HEADS and self.heading < number <= self.heading + _NEAR and not written
        told = mention.span.timed or calls_a_kind(self.name) or names_a_kind(words) or invites(words)
        return (max(weight, ANNOUNCES), words) if first and told and weight > 10 else (weight, words)

    def _is_signed(self, text: str) -> bool:
        """Whether a line says who wrote the page, and when."""
        found = self.dates.of(text) if is_signed(text) and years(text) else ()
        return any(m.span.start and m.span.start <= self.dates.reference for m in found)

    def _led(self, number: int, line: Line) -> str:
        """The line, with the one before that was cut off at the word that leads to the date."""
        before = self.page.outline.lines[number - 1].text if number else ""
        return f"{before} {line.text}" if _LED.search(before) else line.text

    def _alone(self, number: int, mention: Mention, rest: str) -> int:
        """The weight of a date on a line of its own."""
        near = self.heading - 3 <= number <= self.heading + _NEAR
        if rest and titles.alike(rest, self.name):
            return 85
        told = (names_a_kind(rest) or invites(rest)) if rest else near
        if mention.span.kind in _OPEN and not told:
            return 40  # what it is sold, closed or in force from or until
        if len(rest.split()) > 1 and not places.behind(rest):
            counts = near and not _OF.match(mention.text)
            return 55 if counts or mention.span.timed or told else 45
        if may_be_dateline(mention, self.dates.reference):
            return 40 if near else 30
        return 80 if near else 60


def is_as_of(text: str, mention: Mention) -> bool:
    """Whether a date is the day from which something holds."""
    span = mention.span
    if span.start is None or span.kind not in (SpanKind.DAY, SpanKind.OPEN_END):
        return False
    if span.timed:
        return span.start_time == time(0) and span.start.day == 1  # the hour at which a year or a rule begins
    if _AS_OF.search(text[: mention.at[0]].rstrip()):
        return True
    return (
        span.kind is SpanKind.OPEN_END and span.start.day == 1 and not (names_a_kind(text) or invites(text))
    )


def choose(candidates: Iterable[Candidate], dates: Dates) -> Candidate | None:
    """The surest date that is still to come, else the surest announcement without a date, else the newest."""
    reference = dates.reference
    sure = [one for one in candidates if one.weight >= ANNOUNCES]
    dated = [one for one in sure if one.mention.span.dated]
    coming = [one for one in dated if (one.mention.span.last or reference) >= reference]
    undated = [one for one in sure if not one.mention.span.dated and one.weight >= 60]
    undated = [one for one in undated if dates.may_come(one.mention)]
    if dated:  # beside a date, a habit is something else: the hours of a desk, a yearly custom
        undated = [one for one in undated if one.mention.span.kind is SpanKind.VAGUE]
    if coming:
        return _widest(coming)
    if undated:
        return max(undated, key=lambda one: one.weight)
    return max(dated, key=lambda one: one.mention.span.last or date.min, default=None)


def fullest(chosen: Candidate, candidates: Iterable[Candidate]) -> Candidate:
    """The chosen date, or the same day where another announcement tells its hour."""
    span = chosen.mention.span
    if span.kind is not SpanKind.DAY or span.timed or chosen.reader == "label":
        return chosen
    told = [one for one in candidates if one.weight >= ANNOUNCES and one.mention.span.timed]
    same = (one for one in told if one.mention.span.days == 1 and one.mention.span.start == span.start)
    return max(same, key=lambda one: one.weight, default=chosen)


def _widest(coming: list[Candidate]) -> Candidate:
    """The one of most weight; a range that holds its days stands for the event, its days for parts."""
    best = max(coming, key=lambda one: (one.weight, -one.line))
    first, last = best.mention.span.first, best.mention.span.last
    for one in coming:
        start, end = one.mention.span.start, one.mention.span.end
        if (
            start
            and end
            and first
            and last
            and start <= first
            and last <= end
            and (end - start) > (last - first)
        ):
            best, first, last = one, start, end
    return best
