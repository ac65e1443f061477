"""What a visitor sees beside what the markup of the same page says.

Where markup gives events, the visible words fill in, confirm or contradict, and add no events: a page that
marks up its events has said which they are.  Combining readings of equal kind is left to ``combine``,
which words count for an event to ``shown``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from bba_events.event import Draft
from bba_events.page import Page
from bba_events.readers import combine, published, utc
from bba_events.readers.mentions import Dates
from bba_events.readers.shown import confirmed, on_its_days
from bba_events.readers.titles import alike
from bba_events.span import Span, SpanKind
from bba_events.text import fold

_ROWS = "platform"
"""Reader of rows that a site's software writes: it knows the rows' fields, not all of their dates."""
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
            kept[at] = confirmed(kept[at], draft, [*kept[:at], *kept[at + 1 :]], page, dates)
    if not _unmarked(kept, others, page, whole=whole):
        others = _of_heading(kept, others, page, dates)
    kept = utc.explained(kept, dates)
    taken = [combine.days_of(draft, dates) for draft in kept]
    return kept + [draft for draft in others if not _told(draft, taken, dates)]


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
        if combine.same(kept[number], draft, dates) or on_its_days(kept[number], draft, dates):
            return number
    if len(named) == sum(fold(one.title) == fold(draft.title) for one in seen) == 1:
        return named[0]
    return 0 if len(kept) == len(seen) == 1 and on_its_days(kept[0], draft, dates) else None


def _unmarked(stated: Sequence[Draft], others: Sequence[Draft], page: Page, *, whole: bool) -> bool:
    """Whether the page shows events of its own that its markup does not tell."""
    if all(draft.reader == _ROWS for draft in stated):
        return True
    if any(alike(draft.title, page.heading) for draft in stated):
        return False
    return not whole or (len(others) >= _MORE and len(others) > 2 * len(stated))


def _of_heading(stated: Sequence[Draft], others: Sequence[Draft], page: Page, dates: Dates) -> list[Draft]:
    """What the page's heading announces, where all that its markup tells is over: a template's leftovers."""
    if any(combine.upcoming(draft, dates, dates.reference) for draft in stated):
        return []
    if any(alike(draft.title, page.heading) for draft in stated):
        return []
    named = [draft for draft in others if alike(draft.title, page.heading) and _written_out(draft, dates)]
    return [draft for draft in named if combine.upcoming(draft, dates, dates.reference)]


def _written_out(draft: Draft, dates: Dates) -> bool:
    """Whether the words name a day with its year."""
    found = dates.announced(draft.when)
    return bool(found) and all("year" not in mention.inferred for mention in found)


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
