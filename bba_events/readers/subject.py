"""The one event that a page is about: its name in the heading, its day near it, labelled, or told.

Weighs every date on the page by where it stands and by the words around it.  What stands in running
text counts only when the words invite or the page's own subject is named beside it; a bare date
beside the heading that is not to come is when the page was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from bba_events.dates import Mention, status_in
from bba_events.event import Draft
from bba_events.page import Line, Page, places
from bba_events.page.hours import are_habitual, clock
from bba_events.page.labels import Labelled
from bba_events.page.phrases import (
    is_aside,
    is_report,
    takes_effect,
)
from bba_events.readers import moments, telling, texts, titles
from bba_events.readers.edition import edition, heads_line, is_signed, may_be_dateline
from bba_events.readers.mentions import Dates, days, is_relative, spread, years
from bba_events.readers.telling import ANNOUNCES
from bba_events.span import Role, SpanKind

_RELATIVE = 35
"""How much less "next weekend" weighs than a written day."""
_HEADS = 6
"""Characters before a date that heads its sentence: "Les 27 et 28 janvier, prenez une heure"."""
_FAR = 15
"""Lines from the heading or the date within which a box is of the event's own place."""
_NEAR = 6
"""Lines below the heading in which a date of its own is the event's."""


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
class _Search:
    """Gathers the candidates of one page."""

    page: Page
    dates: Dates
    name: str
    known: bool
    """Whether a scraper says that the page is about this one event."""
    heading: int
    labelled: list[Labelled]

    def candidates(self) -> Iterator[Candidate]:
        """Every date of the page, with its weight."""
        yield from self._labels()
        taken = {n for one in self.labelled if one.name in _NO_EVENT for n in one.lines}
        told = 0.0
        for number, line in enumerate(self.page.outline.lines):
            if number in taken or not self.dates.may_be_in(line.text):
                continue
            told += 1 if len(line.text) > _TEXT else _SHORT
            if told < _TOLD:
                yield from self._line(number, line)
        if not any(char.isdigit() for char in self.page.title):
            return
        yield from self._in(self.page.title, 80, -1, "prose")

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
            if mention.role is Role.EVENT:
                relative = is_relative(mention) and weight < 100
                yield Candidate(mention, weight - _RELATIVE * relative, text, line, reader)

    def _line(self, number: int, line: Line) -> Iterator[Candidate]:
        for mention in self.dates.of(line.text):
            if mention.role is Role.EVENT:
                weight, words = self._weigh(number, line, mention)
                relative = is_relative(mention) and weight < 100
                yield Candidate(mention, weight - _RELATIVE * relative, words, number, "prose")

    def _weigh(self, number: int, line: Line, mention: Mention) -> tuple[int, str]:
        """How surely a date in a line is the event's, and the words it stands in."""
        if len(line.text) <= _TEXT and takes_effect(line.text):
            return 10, line.text
        written = not line.level and may_be_dateline(mention, self.dates.reference)
        heads = heads_line(mention, line.text) and mention.at[1] < len(line.text) - 20
        if written and (heads or is_signed(line.text)):
            return 20, line.text
        rest = self.dates.rest(line.text)
        if is_report(rest) or is_aside(rest):
            return 10, line.text
        if line.level:
            near = number <= self.heading + _NEAR or titles.alike(line.text, self.name) or not rest
            return (90 if near else 60), line.text
        if not rest or (len(rest) <= 40 and not line.text.endswith((".", "?"))):
            return self._alone(number, mention, rest), line.text
        weight, words = telling.weigh(line.text, mention, self.name, known=self.known)
        first = mention.at[0] < _HEADS and self.heading < number <= self.heading + _NEAR and not written
        return (max(weight, ANNOUNCES), words) if first and weight > 10 else (weight, words)

    def _alone(self, number: int, mention: Mention, rest: str) -> int:
        """The weight of a date on a line of its own."""
        near = self.heading - 3 <= number <= self.heading + _NEAR
        if rest and titles.alike(rest, self.name):
            return 85
        if len(rest.split()) > 1 and not places.behind(rest):
            return 55
        if may_be_dateline(mention, self.dates.reference):
            return 40 if near else 30
        return 80 if near else 60


_SAYS_WHEN = 60
"""Characters of a line that says nothing but when."""
_JOINED = 6
"""Characters between two dates of one announcement (", ", " en ", " et ")."""
_TEXT = 160
"""Characters from which a line is running text."""
_TOLD = 150
"""Dated paragraphs that are weighed; what a page is about is told before."""
_SHORT = 0.1
"""How much of a paragraph a short dated line counts for."""
_NO_EVENT = ("deadline", "published", "other", "organiser", "until")


def read(page: Page, dates: Dates, name: str = "") -> list[Draft]:
    """The page's one event, as a list of one, or nothing.

    ``name`` is what it is called where a scraper knows better than the heading.
    """
    search = _search(page, dates, name)
    chosen = choose(search.candidates(), dates.reference)
    if chosen is None or not search.name:
        return []
    return [_draft(search, chosen)]


def _search(page: Page, dates: Dates, name: str) -> _Search:
    lines = page.outline.lines
    heading = next((n for n, line in enumerate(lines) if line.text == page.heading), 0)
    bare = titles.bare(name or page.heading, page, dates)
    shown = titles.bare(bare, page, dates, years(page.heading))
    return _Search(page, dates, shown, bool(name), heading, list(page.labelled))


def choose(candidates: Iterable[Candidate], reference: date) -> Candidate | None:
    """The surest date that is still to come, else the surest announcement without a date, else the newest."""
    sure = [one for one in candidates if one.weight >= ANNOUNCES]
    dated = [one for one in sure if one.mention.span.dated]
    coming = [one for one in dated if (one.mention.span.last or reference) >= reference]
    undated = [one for one in sure if not one.mention.span.dated and one.weight >= 60]
    if dated:  # beside a date, a habit is something else: the hours of a desk, a yearly custom
        undated = [one for one in undated if one.mention.span.kind is SpanKind.VAGUE]
    if coming:
        return _widest(coming)
    if undated:
        return max(undated, key=lambda one: one.weight)
    return max(dated, key=lambda one: one.mention.span.last or date.min, default=None)


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


def _draft(search: _Search, chosen: Candidate) -> Draft:
    """The draft of the chosen date."""
    page, dates, span = search.page, search.dates, chosen.mention.span
    kind = (
        "release"
        if any(one.name == "release" and chosen.line == one.lines[0] for one in search.labelled)
        else ""
    )
    years = {day.year for day in days(chosen.mention) if day}
    called = telling.called(chosen.words, search.name) if chosen.reader == "prose" else ""
    made = Draft(
        title=titles.bare(called or search.name, page, dates, years),
        when=_when(search, chosen),
        place=places.of(_near(search, chosen), [line.text for line in page.outline.lines], _after(chosen)),
        url=page.url,
        description=texts.of_page(page, dates),
        organiser=next((one.value for one in search.labelled if one.name == "organiser"), ""),
        kind=kind,
        status=_status(search, chosen),
        language=page.language,
        alternates=page.alternates,
        edition=edition(page, dates),
        reader=chosen.reader,
        doubts=chosen.mention.doubts,
    )
    return replace(made, readers={"when": chosen.reader}) if span.kind is not SpanKind.VAGUE else made


def _near(search: _Search, chosen: Candidate) -> list[Labelled]:
    """The labelled values, of those that only a class tells the ones near the heading or the date."""
    marks = [search.heading, *([chosen.line] if chosen.line >= 0 else [])]
    return [one for one in search.labelled if one.label or any(abs(one.lines[0] - n) < _FAR for n in marks)]


def _after(chosen: Candidate) -> str:
    """What follows the date in its line."""
    at = chosen.words.find(chosen.mention.text)
    return chosen.words[at + len(chosen.mention.text) :] if at >= 0 else ""


def _when(search: _Search, chosen: Candidate) -> str:
    """The words of the date, with the hours that stand elsewhere beside it."""
    others = [one for one in search.dates.announced(chosen.words) if "day" not in one.inferred]
    words = chosen.mention.text
    if chosen.reader == "label" and len(others) > 1:
        words = chosen.words
    elif len(others) > 1 and any(one.at == chosen.mention.at for one in others):
        return _joined(chosen, others)
    if chosen.mention.span.timed or chosen.mention.span.kind is not SpanKind.DAY:
        return words
    if again := _told_again(search, chosen):
        return again
    hours = _hours(search, chosen)
    return f"{words} {hours}" if hours else words


def _told_again(search: _Search, chosen: Candidate) -> str:
    """The words of a line that says nothing but the same day with its hours, "" when there is none."""
    dates, day = search.dates, chosen.mention.span.start
    for line in search.page.outline.lines:
        if len(line.text) > _SAYS_WHEN or not dates.may_be_in(line.text):
            continue
        found = dates.announced(line.text)
        timed = len(found) == 1 and found[0].span.timed and found[0].span.kind is SpanKind.DAY
        if timed and found[0].span.start == day and not dates.rest(line.text, found):
            return found[0].text
    return ""


def _joined(chosen: Candidate, others: list[Mention]) -> str:
    """The words of the chosen date and of those that only joining words set apart from it."""
    at = next(n for n, one in enumerate(others) if one.at == chosen.mention.at)
    first = last = at
    while first and others[first].at[0] - others[first - 1].at[1] < _JOINED:
        first -= 1
    while last + 1 < len(others) and others[last + 1].at[0] - others[last].at[1] < _JOINED:
        last += 1
    return chosen.words[others[first].at[0] : others[last].at[1]] if last > first else chosen.mention.text


def _hours(search: _Search, chosen: Candidate) -> str:
    """The hours of a day: labelled, or on the lines beside it."""
    if told := moments.of_labels(search.labelled):
        return told
    if chosen.line < 0:
        return ""
    lines = search.page.outline.lines
    for line in lines[chosen.line : chosen.line + 3]:
        if len(line.text) > 80 or are_habitual(line.text):
            continue
        if (found := clock(line.text)) and not search.dates.announced(line.text)[1:]:
            return found
    return clock(_after(chosen)[:40])


def _status(search: _Search, chosen: Candidate) -> str:
    """The page's own word on its subject: in the heading, in the line of the date, in a line by itself."""
    if chosen.mention.status:
        return chosen.mention.status
    lines = search.page.outline.lines
    near = [lines[chosen.line].text] if chosen.line >= 0 and len(lines[chosen.line].text) < 200 else []
    near += [one.value for one in search.labelled if one.label == "status"]
    near += [line.text for line in lines[search.heading : search.heading + 8] if len(line.text) < 60]
    for text in (search.page.heading, search.page.title, *near):
        if found := status_in(text):
            return found
    return ""
