"""What a visitor sees beside what the markup of the same page says.

Where markup gives events, the visible words fill in, confirm or contradict, and add no events: a page that
marks up its events has said which they are.  Combining readings of equal kind is left to ``combine``,
comparing words with machine values to ``normalise``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bba_events.dates import find
from bba_events.event import Draft
from bba_events.page import Page
from bba_events.readers import combine, published
from bba_events.readers.mentions import Dates
from bba_events.readers.titles import alike
from bba_events.span import Role, Span, SpanKind, around
from bba_events.text import fold

_MORNING = re.compile(r"\d\s?a\.?m\b", re.IGNORECASE)
_ZONE = "Europe/Brussels"
_ROWS = "platform"
"""Reader of rows that a site's software writes: it knows the rows' fields, not all of their dates."""
_A_DAY = timedelta(days=1)
"""Less apart, a stamp in another zone may mean the day that is shown."""
_MORE = 3
"""So many events, and more than twice those in the markup, are a list that the markup does not tell."""
_DATA = re.compile(r'"\s*[:,]\s*["\[{\d]|[{\[]\s*"|"\s*[}\]]')
"""What stands in data and in no title: the end of a script that was closed too early."""


def completed(
    stated: Sequence[Draft], seen: Sequence[Draft], page: Page, dates: Dates, *, whole: bool
) -> list[Draft]:
    """The drafts of markup with what ``seen`` tells of the same events, and what markup does not know.

    ``whole`` says that all markup of the page could be read.
    """
    told = [draft for draft in seen if not _DATA.search(draft.title)]
    if not stated:
        return _announcing(told, page, dates)
    kept, others = list(stated), list[Draft]()
    for draft in told:
        at = _same(kept, told, draft, dates)
        if at is None:
            others.append(draft)
        else:
            rest = [*kept[:at], *kept[at + 1 :]]
            trusted = _of_itself(_trusted(draft, kept[at], page, dates), kept[at], rest, dates)
            kept[at] = _settled(combine.filled(kept[at], trusted, dates), kept[at], dates)
    if _unmarked(kept, others, page, whole=whole):
        taken = [combine.days_of(draft, dates) for draft in kept]
        kept += [draft for draft in others if not _told(draft, taken, dates)]
    return kept


def _announcing(seen: Sequence[Draft], page: Page, dates: Dates) -> list[Draft]:
    """Without the days on which the page says that it was published."""
    written = published.days(page, dates.reference) if seen else frozenset()
    return [draft for draft in seen if not written or not _dateline(draft, dates, written)]


def _dateline(draft: Draft, dates: Dates, written: Collection[date]) -> bool:
    """Whether a draft's only day is one of publishing; the year counts where it is written."""
    found = dates.announced(draft.when)
    if len(found) != 1 or found[0].span.kind is not SpanKind.DAY or found[0].span.end_time:
        return False
    day = found[0].span.start
    if day and "year" in found[0].inferred:
        return any((one.month, one.day) == (day.month, day.day) for one in written)
    return day in written


def _same(kept: Sequence[Draft], seen: Sequence[Draft], draft: Draft, dates: Dates) -> int | None:
    """Which of the drafts of markup a seen one tells of."""
    named = [number for number, known in enumerate(kept) if fold(known.title) == fold(draft.title)]
    near = [number for number, known in enumerate(kept) if alike(known.title, draft.title)]
    for number in (*named, *near):
        if combine.same(kept[number], draft, dates) or _on_its_days(kept[number], draft, dates):
            return number
    if len(named) == sum(fold(one.title) == fold(draft.title) for one in seen) == 1:
        return named[0]
    return 0 if len(kept) == len(seen) == 1 and _on_its_days(kept[0], draft, dates) else None


def _on_its_days(known: Draft, draft: Draft, dates: Dates) -> bool:
    """Whether the words name the days of the markup once its year is theirs."""
    one, other = combine.days_of(known, dates), _days(draft, known, dates)
    return one is not None and other is not None and (one.first, one.last) == (other.first, other.last)


def _days(draft: Draft, known: Draft, dates: Dates) -> Span | None:
    """What the words of ``draft`` say when the days of ``known`` settle a missing year."""
    frame = combine.days_of(known, dates)
    context = replace(dates.context, frame=around(frame)) if frame else dates.context
    languages = (dates.page.language,) if dates.page.language else ()
    found = find(draft.when, reference=dates.reference, languages=languages, context=context)
    spans = [mention.span for mention in found if mention.role is Role.EVENT and mention.span.dated]
    return spans[0] if len(spans) == 1 else None


def _trusted(draft: Draft, known: Draft, page: Page, dates: Dates) -> Draft:
    """A seen draft without what must not stand against the markup.

    Words that name other days or hours count only where the page shows the markup's own nowhere: else they
    are of something else on the page (doors, a further performance, the day of writing).
    """
    alone = draft if not known.title or alike(known.title, draft.title) else _only_when(draft)
    stated, seen = combine.days_of(known, dates), _days(draft, known, dates)
    if not known.start or not alone.when or stated is None:
        return alone
    if (
        seen is None
        or _narrower(seen, stated)
        or _turned(seen, stated)
        or _shows(stated, seen, alone.when, page, dates)
    ):
        return _without_when(alone)
    return alone


def _settled(filled: Draft, known: Draft, dates: Dates) -> Draft:
    """What is over by its data and by the words stays on the day that its data keep, with a doubt."""
    stated = combine.days_of(known, dates)
    seen = _days(filled, known, dates) if filled.when and stated else None
    if not (stated and seen and stated.first and seen.first and stated.last and seen.last):
        return filled
    apart = abs(seen.first - stated.first) > _A_DAY
    if not apart or max(stated.last, seen.last) >= dates.reference:
        return filled
    doubt = f"the page shows {filled.when!r}, its data say {known.start!r}"
    return replace(_without_when(filled), doubts=(*known.doubts, doubt))


def _of_itself(draft: Draft, known: Draft, rest: Sequence[Draft], dates: Dates) -> Draft:
    """A seen draft without words that tell the day of another event of the markup and not of this one."""
    stated, seen = combine.days_of(known, dates), _days(draft, known, dates) if draft.when else None
    if stated is None or seen is None or seen.first == stated.first:
        return draft
    others = (combine.days_of(one, dates) for one in rest)
    if any(one and one.first == seen.first and _same_hour(one, seen) for one in others):
        return _without_when(draft)
    return draft


def _same_hour(one: Span, other: Span) -> bool:
    return None in (one.start_time, other.start_time) or one.start_time == other.start_time


def _without_when(draft: Draft) -> Draft:
    return replace(draft, when="", frame="", edition="")


def _only_when(draft: Draft) -> Draft:
    """The words of the days alone: under another name the rest may be of something else."""
    reader = draft.readers.get("when", draft.reader)
    return Draft(when=draft.when, frame=draft.frame, edition=draft.edition, reader=reader)


def _narrower(seen: Span, stated: Span) -> bool:
    """Whether the words tell only the first of the days that the markup tells."""
    return seen.kind is SpanKind.DAY and stated.kind is SpanKind.RANGE and seen.start == stated.start


def _turned(seen: Span, stated: Span) -> bool:
    """Whether the figures are those of the markup with the month before the day."""
    one, other = seen.start, stated.start
    return (
        one is not None
        and other is not None
        and one != other
        and (one.year, one.month, one.day) == (other.year, other.day, other.month)
    )


def _shows(stated: Span, seen: Span, words: str, page: Page, dates: Dates) -> bool:
    """Whether the words differ from the markup though the page shows elsewhere what the markup says."""
    if seen.first != stated.first:
        return any(
            mention.span.first == stated.first
            for line in page.outline.lines
            for mention in dates.of(line.text)
        )
    clock = stated.start_time
    if clock is None or seen.start_time is None or seen.start_time == clock or _in_utc(stated, seen):
        return False
    if (seen.start_time.hour + 12, seen.start_time.minute) == (clock.hour, clock.minute):
        return not _MORNING.search(words)  # "8:00" of the evening
    minutes = f"{clock.minute:02}" if clock.minute else "(?:00)?"
    shown = re.compile(rf"(?<![\d:.,])0?{clock.hour}\s?[:.uh]\s?{minutes}(?!\d)", re.IGNORECASE)
    return any(shown.search(line.text) for line in page.outline.lines)


def _in_utc(stated: Span, seen: Span) -> bool:
    """Whether a stamp in UTC is the hour that a visitor in central Europe is shown."""
    return stated.zone == "UTC" and stated.within(_ZONE).start_time == seen.start_time


def _unmarked(stated: Sequence[Draft], others: Sequence[Draft], page: Page, *, whole: bool) -> bool:
    """Whether the page shows events of its own that its markup does not tell."""
    if all(draft.reader == _ROWS for draft in stated):
        return True
    if any(alike(draft.title, page.heading) for draft in stated):
        return False
    return not whole or (len(others) >= _MORE and len(others) > 2 * len(stated))


def _told(draft: Draft, taken: Sequence[Span | None], dates: Dates) -> bool:
    """Whether markup already tells all the days that a draft names."""
    span = combine.days_of(draft, dates)
    spans = [span] if span or draft.start else [mention.span for mention in dates.announced(draft.when)]
    return bool(spans) and all(_taken(each, taken) for each in spans)


def _taken(span: Span | None, taken: Sequence[Span | None]) -> bool:
    """Whether markup already tells of an event on the same days, or of a range that they begin or end."""
    return span is not None and any(
        one is not None
        and ((one.first, one.last) == (span.first, span.last) or _edge(span) in (one.first, one.last))
        for one in taken
    )


def _edge(span: Span) -> date:
    """The day of a span of one day, which may be one end of a range; else a day that never is."""
    return span.first if span.first == span.last and span.first else date.min
