"""Several events on one page: each record of a listing with its name, its words of when and where.

Records are found by ``page.records`` from the lines with dates; here each is told what it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bba_events import dates as grammar
from bba_events.dates import Mention
from bba_events.event import Draft
from bba_events.page import Line, Page, places
from bba_events.page.hours import are_by_day, is_hour, of_lines
from bba_events.page.labels import Labelled
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
from bba_events.readers.mentions import Dates, same, spread, years
from bba_events.readers.whereabouts import Told
from bba_events.span import Role, SpanKind
from bba_events.text import fold

_AS_OF = re.compile(r"\s(?:au|per|zum|as of|effective|met ingang van)$", re.IGNORECASE)
"""How words end that lead to the day from which something holds: "barème d'aides au 1er janvier"."""
_LONGEST_HOUR = 12
"""Characters of a line that is the hour of an end."""
_SHORT = 3
"""Days of a range for which hours are told once."""
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
            when = _when(record.lines, (), seen, record.anchor)
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
    when = _fullest(numbers, seen, anchor)
    beside = seen.rest[when] if at != when and when in numbers else ""
    draft = Draft(
        title=name,
        when=_when(numbers, labelled, seen, anchor),
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


def _when(numbers: Sequence[int], labelled: Sequence[Labelled], seen: DatedLines, anchor: int) -> str:
    """The words of a record's date, with an end and hours that stand on lines of their own."""
    anchor = _fullest(numbers, seen, anchor)
    found, text = seen.mentions[anchor], seen.words[anchor]
    if not found:
        return ""
    whole = all(mention.role is Role.EVENT for mention in seen.dates.of(text))
    words = text[found[0].at[0] : found[-1].at[1]] if whole else ", ".join(m.text for m in found)
    if len(found) == 1 and (both := spread(labelled, seen.dates)):
        return both
    if all(mention.span.kind is SpanKind.DAY and not mention.span.timed for mention in found):
        hours = moments.of_record(numbers, labelled, seen, anchor)
        return _timed(words, hours, found, seen.dates) if hours else words
    if len(found) == 1 and _is_short(found[0]):
        hours = moments.of_record(numbers, labelled, seen, anchor)
        each = hours and any(are_by_day(seen.page.outline.lines[n].text) for n in numbers)
        told = seen.dates.of(f"{words} {hours}") if hours and not each else []
        if len(told) == 1 and told[0].span.end_time and same(told[0].span, found[0].span):
            return f"{words} {hours}"
    return f"{words} - {end}" if (end := _end(numbers, seen, anchor)) else words


def _end(numbers: Sequence[int], seen: DatedLines, anchor: int) -> str:
    """The hour on the line below a day with its hour: when it ends; "" when there is none."""
    found = seen.mentions[anchor]
    open_ended = len(found) == 1 and found[0].span.timed and found[0].span.end_time is None
    if not open_ended or anchor + 1 not in numbers or anchor + 1 in seen.mentions:
        return ""
    text = seen.page.outline.lines[anchor + 1].text
    return text if is_hour(text) and len(text) < _LONGEST_HOUR else ""


def _is_short(mention: Mention) -> bool:
    """Whether a mention is of two or three days without hours: hours from one to another may hold on each."""
    return mention.span.kind is SpanKind.RANGE and not mention.span.timed and mention.span.days <= _SHORT


def _timed(words: str, hours: str, found: Sequence[Mention], dates: Dates) -> str:
    """The words of one day or several with the hours that hold on each of them."""
    told = f"{words} {hours}"
    each = ", ".join(f"{mention.text} {hours}" for mention in found)
    for text in (told, each):
        if len(made := dates.of(text)) >= len(found) and all(mention.span.timed for mention in made):
            return text
    return told


def _fullest(numbers: Sequence[int], seen: DatedLines, anchor: int) -> int:
    """Number of the line that says most of when: a day beside a name may be told again with its hours."""
    day = _first_day(seen.mentions[anchor])
    if day is None or seen.mentions[anchor][0].span.timed or anchor not in numbers:
        return anchor
    told = (n for n in numbers if n in seen.mentions and n != anchor and _first_day(seen.mentions[n]) == day)
    spans = {n: seen.mentions[n][0].span for n in told}
    fuller = (n for n, span in spans.items() if span.timed or span.kind is SpanKind.RANGE)
    return next(fuller, anchor)


def _first_day(found: Sequence[Mention]) -> date | None:
    """The day of a line's one mention, None where it has none or several."""
    return found[0].span.start if len(found) == 1 else None


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
