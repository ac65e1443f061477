"""The one event that a page is about: its name in the heading, its day near it, labelled, or told.

Which of its dates it is, is weighed by ``candidates``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property

from bba_events.dates import Mention, status_in
from bba_events.event import Draft, Place
from bba_events.page import Page, places
from bba_events.page.hours import are_by_day, are_habitual, clock
from bba_events.page.labels import Labelled
from bba_events.page.phrases import is_category, is_dateline
from bba_events.readers import due, moments, subject_hours, telling, texts, titles, whereabouts
from bba_events.readers.candidates import Candidate, Search, choose, fullest
from bba_events.readers.edition import edition, may_be_published
from bba_events.readers.lines import DatedLines
from bba_events.readers.mentions import Dates, days, years
from bba_events.readers.whereabouts import Told
from bba_events.span import SpanKind

_SAYS_WHEN = 60
"""Characters of a line that says nothing but when."""
_JOINED = 6
"""Characters between two dates of one announcement (", ", " en ", " et ")."""
_FAR = 15
"""Lines from the heading or the date within which a box is of the event's own place."""
_LINE = 60
"""Weight of a date on a line of its own."""
_SURE = 80
"""Weight of a date that nothing but an event bears."""


class Subject:
    """What a page is about, should it be about one event: looked for once, when it is first asked for.

    ``name`` is what it is called where a scraper knows better than the heading.
    """

    def __init__(self, page: Page, dates: Dates, name: str = "") -> None:
        self.page, self.dates, self.name = page, dates, name

    @cached_property
    def _search(self) -> Search:
        return _search(self.page, self.dates, self.name)

    @cached_property
    def _chosen(self) -> Candidate | None:
        return choose(self._search.candidates(), self.dates)

    def drafts(self) -> list[Draft]:
        """The page's one event, as a list of one, or nothing."""
        if self._chosen is None or not self._search.name:
            return []
        return whereabouts.fill([_told(self._search, self._chosen)], _seen(self._search, self._chosen))

    @property
    def is_sure(self) -> bool:
        """Whether a day with its hour stands by itself below the heading, as only that of an event does."""
        if self._chosen is None or self._chosen.weight < _SURE or not self._chosen.mention.span.timed:
            return False
        return (self._chosen.mention.span.last or self.dates.reference) >= self.dates.reference

    @property
    def stands_alone(self) -> bool:
        """Whether the day is to come, with its year, on a line that at most says of what kind it is."""
        if self._chosen is None or self._chosen.weight < _LINE or not _is_alone(self._chosen, self.dates):
            return False
        return bool(years(self._chosen.mention.text))

    @property
    def is_headed(self) -> bool:
        """Whether the day is to come and stands on a line of its own right below the name of the page."""
        chosen = self._chosen
        return chosen is not None and chosen.weight >= _SURE and _is_alone(chosen, self.dates)


def _is_alone(chosen: Candidate, dates: Dates) -> bool:
    rest = dates.rest(chosen.words)
    return (chosen.mention.span.first or date.min) >= dates.reference and (not rest or is_category(rest))


def _search(page: Page, dates: Dates, name: str) -> Search:
    lines = page.outline.lines
    heading = next((n for n, line in enumerate(lines) if line.text == page.heading), 0)
    bare = titles.bare(name or page.heading, page, dates)
    shown = titles.bare(bare, page, dates, years(page.heading))
    return Search(page, dates, shown, bool(name), heading, list(page.labelled), due.days(page, dates))


def _draft(search: Search, chosen: Candidate) -> Draft:
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
        place=places.labelled(_near(search, chosen)) or _net(search),
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


def _told(search: Search, chosen: Candidate) -> Told:
    """The draft of the chosen date with the lines round it and the heading, in which its place may stand."""
    at = chosen.line if chosen.line >= 0 else search.heading
    last = len(search.page.outline.lines)
    near = {n for mark in (search.heading, at) for n in range(max(mark - 1, 0), min(mark + _FAR, last))}
    texts = [line.text for line in search.page.outline.lines]
    behind = places.behind(_after(chosen))
    proposals = {"page": behind or places.coded(texts)}
    return Told(_draft(search, chosen), sorted(near), at, search.heading, proposals=proposals, behind=behind)


def _net(search: Search) -> Place | str:
    return places.on_the_net(line.text for line in search.page.outline.lines)


def _seen(search: Search, chosen: Candidate) -> DatedLines:
    """The page with the chosen date as the only one."""
    return DatedLines(search.page, search.dates, {chosen.line: [chosen.mention]})


def _near(search: Search, chosen: Candidate) -> list[Labelled]:
    """The labelled values, of those that only a class tells the ones near the heading or the date."""
    marks = [search.heading, *([chosen.line] if chosen.line >= 0 else [])]
    return [one for one in search.labelled if one.label or any(abs(one.lines[0] - n) < _FAR for n in marks)]


def _after(chosen: Candidate) -> str:
    """What follows the date in its line."""
    at = chosen.words.find(chosen.mention.text)
    return chosen.words[at + len(chosen.mention.text) :] if at >= 0 else ""


def _when(search: Search, chosen: Candidate) -> str:
    """The words of the date, with the hours that stand elsewhere beside it."""
    others = [one for one in search.dates.announced(chosen.words) if "day" not in one.inferred]
    words = chosen.mention.text
    if chosen.reader == "label" and len(others) > 1:
        words = chosen.words
    elif len(others) > 1 and any(one.at == chosen.mention.at for one in others):
        words = _joined(chosen, others)
        hours = "" if any(one.span.timed for one in others) else _hours(search, chosen)
        return f"{words} {hours}".strip()
    if chosen.mention.span.timed or chosen.mention.span.kind is not SpanKind.DAY:
        return words
    if again := _told_again(search, chosen):
        return again
    hours = _hours(search, chosen)
    if hours or words != chosen.mention.text:
        return f"{words} {hours}".strip()
    timed = fullest(chosen, search.candidates())
    if timed is chosen and chosen.line >= 0:
        hours = subject_hours.around(search.page, search.dates, chosen.mention, chosen.line)
    return f"{timed.mention.text} {hours}".strip()


def _told_again(search: Search, chosen: Candidate) -> str:
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


def is_written(text: str) -> bool:
    """Whether a line says when the page was written: its hour is none of the event's."""
    return is_dateline(text) or (may_be_published(text) and bool(clock(text)))


def _hours(search: Search, chosen: Candidate) -> str:
    """The hours of a day: labelled, or on the lines beside it."""
    single = (one for one in search.labelled if not (are_habitual(one.value) or are_by_day(one.value)))
    if told := moments.of_labels(single):
        return told
    if chosen.line < 0:
        return ""
    lines = search.page.outline.lines
    for line in lines[chosen.line : chosen.line + 3]:
        if len(line.text) > 80 or are_habitual(line.text) or is_written(line.text):
            continue
        days = {one.span.start for one in search.dates.announced(line.text)}
        if (found := clock(line.text)) and days <= {chosen.mention.span.start}:
            return found
    return clock(_after(chosen)[:40]) or subject_hours.below(
        search.page, search.dates, chosen.mention, chosen.line
    )


def _status(search: Search, chosen: Candidate) -> str:
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
