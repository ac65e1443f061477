"""Several events on one page: each record of a listing with its name, its words of when and where.

Records are found by ``page.records`` from the lines with dates; here each is told what it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bba_events import dates as grammar
from bba_events.event import Draft
from bba_events.page import Line, Page, places
from bba_events.page.hours import is_hour, of_lines
from bba_events.page.labels import of as labels_of
from bba_events.page.phrases import (
    is_aside,
    is_generic,
    is_idle,
    is_report,
    lists_by_day,
)
from bba_events.page.records import Record, split
from bba_events.readers import habit, moments, naming, series, showings, texts, titles, whereabouts
from bba_events.readers.edition import is_signed
from bba_events.readers.lines import DatedLines
from bba_events.readers.mentions import Dates, years
from bba_events.readers.whereabouts import Told
from bba_events.span import SpanKind
from bba_events.text import fold

_AS_OF = re.compile(r"\s(?:au|per|zum|as of|effective|met ingang van)$", re.IGNORECASE)
"""How words end that lead to the day from which something holds: "barème d'aides au 1er janvier"."""
_TEXT = 140
"""Characters from which a line that ends in a full stop is not looked at."""


def read(page: Page, dates: Dates) -> list[Draft]:
    """The events of a listing, [] when the page lists none.

    Several days without a name of their own are those of what the page is about.
    """
    seen = DatedLines(page, dates).gather()
    if days := showings.run(page, seen):
        shown = (_draft(Record(n, (n,)), seen, page, page.heading) for n in days)
        title = naming.bare(page.heading, seen, page, days[0])
        return [replace(draft, title=title) for draft in shown if draft]
    hourly = lists_by_day(page.heading)
    records = split(page.outline, seen.anchors(), hourly=hourly, days=seen.days())
    found = _named(whereabouts.fill(series.lend(list(_each(records, seen, page)), dates), dates))
    if records:
        found = habit.with_hours(found, page.outline.lines[: records[0].anchor], dates)
    drafts = _telling(found, records, seen)
    if found or len(records) < 2 or is_generic(page.heading):
        return drafts
    named = [_draft(record, seen, page, page.heading) for record in records if not seen.rest[record.anchor]]
    hours = of_lines(line.text for line in page.outline.lines if len(line.text) < _TEXT)
    told = _telling([draft for draft in named if draft], records, seen)
    return [_with_hours(draft, hours, dates) for draft in told]


def _telling(drafts: list[Draft], records: Sequence[Record], seen: DatedLines) -> list[Draft]:
    """The drafts, unless more of the list is of closures, holidays or prices than of anything to go to.

    Nor are days without a year that most likely are just past.
    """
    asides = sum(
        is_aside(seen.rest[record.anchor]) or is_idle(seen.rest[record.anchor]) for record in records
    )
    idle = sum(is_idle(draft.title) for draft in drafts)
    if asides and max(asides, idle) * 2 > len(records):
        return []
    pushed = [draft for draft in drafts if _is_pushed(draft, seen.dates)]
    return [draft for draft in drafts if draft not in pushed] if len(pushed) * 2 > len(drafts) else drafts


def _is_pushed(draft: Draft, dates: Dates) -> bool:
    """Whether all days of a draft are likelier past than next year's."""
    found = dates.announced(draft.when)
    return bool(found) and not draft.frame and not draft.edition and all(map(dates.is_pushed, found))


def _each(records: Sequence[Record], seen: DatedLines, page: Page) -> Iterator[Told]:
    """The drafts of the records; a day to which the one before was moved takes the place of its own."""
    last: Told | None = None
    for record in records:
        if record.anchor in seen.moved and last is not None:
            when = moments.when(record.lines, (), seen, record.anchor)
            last = replace(last, draft=replace(last.draft, when=when))
            continue
        if last is not None:
            yield last
        last = _told(record, seen, page)
    if last is not None:
        yield last


def _named(drafts: list[Draft]) -> list[Draft]:
    """The drafts without those whose name goes on from elsewhere, in lower case, unless all are so."""
    capital = [draft for draft in drafts if not draft.title[:1].islower()]
    return drafts if len(drafts) - len(capital) > max(len(capital), 2) else capital


def _with_hours(draft: Draft, hours: str, dates: Dates) -> Draft:
    """The draft with the hours that hold on all days of the page, when it has none."""
    alone = hours and not any(mention.span.timed for mention in dates.of(draft.when))
    return replace(draft, when=f"{draft.when} {hours}") if alone else draft


def _draft(record: Record, seen: DatedLines, page: Page, called: str) -> Draft | None:
    """One record as a draft by the name of what the page is about."""
    told = _told(record, seen, page, called)
    return next(iter(whereabouts.fill([told], seen.dates)), None) if told else None


def _told(record: Record, seen: DatedLines, page: Page, called: str = "") -> Told | None:
    """One record as a draft, None when nothing in it is a name and it is not ``called`` by one."""
    if (
        _is_written(record.anchor, seen)
        or is_aside(seen.rest[record.anchor])
        or _AS_OF.search(seen.rest[record.anchor])
    ):
        return None
    outline, anchor = page.outline, record.anchor
    numbers = record.lines
    labelled = list(labels_of(outline, numbers))
    name, at = naming.name(numbers, labelled, seen, page, anchor)
    name, aside = naming.without_place(name, at, seen, hourly=anchor not in numbers)
    if not name and (called or anchor not in record.lines):
        name = naming.bare(called or page.heading, seen, page, anchor)
    if not name or is_generic(name) or is_report(name) or is_aside(name):
        return None
    after = moments.after(anchor, seen) if anchor in record.lines else outline.lines[numbers[0]].text
    lines = [outline.lines[n] for n in numbers]
    link = _link(lines, name, page)
    taken = {n for one in labelled if one.name for n in one.lines} | {at}
    status = next(
        (found for line in lines if len(line.text) < 160 and (found := grammar.status_in(line.text))), ""
    )
    line = outline.lines[anchor]
    made = seen.mentions[anchor]
    free = [outline.lines[n].text for n in numbers if n not in taken]
    below = {n: outline.lines[n].text for n in numbers if n > at and n not in taken and n not in seen.rest}
    when = moments.fullest(numbers, seen, anchor)
    beside = seen.rest[when] if at != when and when in numbers else ""
    draft = Draft(
        title=name,
        when=moments.when(numbers, labelled, seen, anchor),
        start=line.times[0].value if not made and line.times else "",
        end=line.times[1].value if not made and len(line.times) > 1 else "",
        place=places.of(labelled, free, after) or (places.written(aside) if aside else ""),
        url=link,
        detail=link,
        description=texts.description(lines, seen.dates),
        organiser=next((one.value for one in labelled if one.name == "organiser"), ""),
        status=status,
        language=page.language,
        frame=seen.frames[anchor],
        edition=seen.editions.get(anchor, ""),
        reader="time" if not made else ("label" if any(one.name == "when" for one in labelled) else "prose"),
    )  # fmt: skip
    return Told(draft, free, below, beside, _last_when(numbers, anchor, seen), anchor)


def _last_when(numbers: Sequence[int], anchor: int, seen: DatedLines) -> int:
    """Number of the line in which a record has said when: that of its date, or of hours below it."""
    hours = (n for n in numbers if n > anchor and is_hour(seen.page.outline.lines[n].text))
    return max(anchor if anchor in numbers else numbers[0], next(hours, -1))


def _is_written(anchor: int, seen: DatedLines) -> bool:
    """Whether a line says who wrote something, and when."""
    found, text = seen.mentions[anchor], seen.words[anchor]
    if not found or not is_signed(text) or not years(text):
        return False
    return found[0].span.start is not None and found[0].span.start <= seen.dates.reference


def _link(lines: Sequence[Line], name: str, page: Page) -> str:
    """The address of the record's own page: the link that bears its name, else its first."""
    links = [link for line in lines for link in line.links if link.href]
    named = [link for link in links if titles.alike(link.text, name)]
    for link in (*named, *links):
        url = page.link(link.href)
        if url and not url.startswith("mailto:"):
            return url
    return ""


def distinct(drafts: Sequence[Draft], dates: Dates) -> Iterator[Draft]:
    """Drafts of different names or words, each once; not the day alone of one that is told with its hour."""
    seen: set[tuple[str, str, str]] = set()
    timed = {key for draft in drafts for key in _days(draft, dates, timed=True)}
    for draft in drafts:
        key = (fold(draft.title), fold(draft.when or draft.start), fold(str(draft.place)))
        told_again = set(_days(draft, dates, timed=False)) & timed
        if key not in seen and not told_again:
            seen.add(key)
            yield draft


def _days(draft: Draft, dates: Dates, *, timed: bool) -> Iterator[tuple[str, date | None]]:
    """The name with each day that is written with an hour (or without one)."""
    for mention in dates.announced(draft.when):
        if mention.span.timed is timed and mention.span.kind is SpanKind.DAY:
            yield fold(draft.title), mention.span.start
