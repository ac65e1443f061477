"""Which of the words that a visitor sees count for an event that the markup tells, too.

A page shows more days and hours than those of its event: doors, further performances, related events, the
day of writing.  Which event of the markup the words are of is left to ``beside``, comparing both and what a
contradiction means to ``normalise``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bba_events.dates import find
from bba_events.event import Draft
from bba_events.page import Page
from bba_events.readers import combine
from bba_events.readers.mentions import Dates
from bba_events.readers.titles import alike
from bba_events.span import Role, Span, SpanKind, around

_MORNING = re.compile(r"\d\s?a\.?m\b", re.IGNORECASE)
_ZONE = "Europe/Brussels"
_A_DAY = timedelta(days=1)
"""Less apart, a stamp in another zone may mean the day that is shown."""


def confirmed(known: Draft, draft: Draft, rest: Sequence[Draft], page: Page, dates: Dates) -> Draft:
    """A draft of markup with what a seen one adds; ``rest`` are the other drafts of the markup."""
    trusted = _of_itself(_trusted(draft, known, page, dates), known, rest, dates)
    return _settled(combine.filled(known, trusted, dates), known, dates)


def on_its_days(known: Draft, draft: Draft, dates: Dates) -> bool:
    """Whether the words name the days of the markup once its year is theirs."""
    one, other = combine.days_of(known, dates), days(draft, known, dates)
    return one is not None and other is not None and (one.first, one.last) == (other.first, other.last)


def days(draft: Draft, known: Draft, dates: Dates) -> Span | None:
    """What the words of ``draft`` say when the days of ``known`` settle a missing year."""
    frame = combine.days_of(known, dates)
    context = replace(dates.context, frame=around(frame)) if frame else dates.context
    languages = (dates.page.language,) if dates.page.language else ()
    found = find(draft.when, reference=dates.reference, languages=languages, context=context)
    named = [mention for mention in found if "day" not in mention.inferred]  # a weekday alone names none
    spans = [mention.span for mention in named if mention.role is Role.EVENT and mention.span.dated]
    return spans[0] if len(spans) == 1 else None


def _trusted(draft: Draft, known: Draft, page: Page, dates: Dates) -> Draft:
    """A seen draft without what must not stand against the markup.

    Words that name other days or hours count only where the page shows the markup's own nowhere: else they
    are of something else on the page (doors, a further performance, the day of writing).
    """
    alone = draft if not known.title or alike(known.title, draft.title) else _only_when(draft)
    stated, seen = combine.days_of(known, dates), days(draft, known, dates)
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
    seen = days(filled, known, dates) if filled.when and stated else None
    if not (stated and seen and stated.first and seen.first and stated.last and seen.last):
        return filled
    apart = abs(seen.first - stated.first) > _A_DAY
    if not apart or max(stated.last, seen.last) >= dates.reference:
        return filled
    doubt = f"the page shows {filled.when!r}, its data say {known.start!r}"
    return replace(_without_when(filled), doubts=(*known.doubts, doubt))


def _of_itself(draft: Draft, known: Draft, rest: Sequence[Draft], dates: Dates) -> Draft:
    """A seen draft without words that tell the day of another event of the markup and not of this one."""
    stated, seen = combine.days_of(known, dates), days(draft, known, dates) if draft.when else None
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
