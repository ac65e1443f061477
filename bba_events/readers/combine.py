"""Several readings of one page become one: each fact from the surest reader, disagreements as doubts.

Knows the order of trust (DESIGN §5) and when two drafts are of the same event.  Merging events of
different sources is left to ``merge``, judging dates to ``normalise``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date

from bba_events.dates import read_machine
from bba_events.event import Draft
from bba_events.readers.mentions import Dates
from bba_events.readers.titles import alike
from bba_events.span import Span

_WHEN = ("when", "start", "end", "rule", "frame", "edition", "context")
_OWN = frozenset((*_WHEN, "reader", "readers", "doubts", "topics"))
"""Facts that are not taken one by one."""
_DAY, _MINUTE = len("2026-06-20"), len("2026-06-20T19:00")
_TEXTS = tuple(f.name for f in fields(Draft) if f.name not in _OWN)


def together(readings: Iterable[Sequence[Draft]], dates: Dates) -> list[Draft]:
    """The drafts of all readings, the surest reading first, each event once."""
    kept: list[Draft] = []
    for reading in readings:
        fresh: list[Draft] = []
        exact = {at for draft in reading if (at := _at_its_hour(kept, draft, dates)) is not None}
        for draft in reading:
            at = _at_its_hour(kept, draft, dates)
            if at is None:
                at = next(
                    (n for n, known in enumerate(kept) if n not in exact and same(known, draft, dates)), None
                )
            if at is None and len(kept) == len(reading) == 1 and _at_once(kept[0], draft):
                at = 0
            if at is None:
                fresh.append(draft)
            else:
                kept[at] = filled(kept[at], draft, dates)
        kept += fresh
    return kept


def _at_its_hour(kept: Sequence[Draft], draft: Draft, dates: Dates) -> int | None:
    """Which of the drafts begins when this one does: a second showing that day is another."""
    if len(draft.start) <= _DAY:
        return None
    at = (n for n, known in enumerate(kept) if known.start[:_MINUTE] == draft.start[:_MINUTE])
    return next((n for n in at if same(kept[n], draft, dates)), None)


def _at_once(one: Draft, other: Draft) -> bool:
    """Whether the lone drafts of two kinds of markup begin in the same minute: one event, named twice."""
    return bool(one.start) and len(one.start) > _DAY and one.start[:_MINUTE] == other.start[:_MINUTE]


def same(one: Draft, other: Draft, dates: Dates) -> bool:
    """Whether two drafts of one page are of one event: alike in name, and not on other days."""
    if one.uid and one.uid == other.uid:
        return True
    if not alike(one.title, other.title):
        return False
    left, right = days_of(one, dates), days_of(other, dates)
    return left is None or right is None or _touch(left, right)


def _touch(one: Span, other: Span) -> bool:
    """Whether two spans share a day."""
    starts, ends = (one.first, other.first), (one.last, other.last)
    if None in starts or None in ends:
        return True
    return max(day for day in starts if day) <= min(day for day in ends if day)


def days_of(draft: Draft, dates: Dates) -> Span | None:
    """The span of a draft as far as one can tell, None when it has none or several."""
    if draft.start:
        try:
            return read_machine(draft.start, draft.end)
        except ValueError:
            return None
    found = [mention.span for mention in dates.of(draft.when) if mention.span.dated] if draft.when else []
    return found[0] if len(found) == 1 else None


def filled(sure: Draft, other: Draft, dates: Dates) -> Draft:
    """The surer draft with the facts it lacks from the other; both readings of when are kept."""
    taken = {
        name: getattr(other, name) for name in _TEXTS if not getattr(sure, name) and getattr(other, name)
    }
    when = _when(sure, other, dates)
    changes = {**taken, **when}
    if len(other.description.split()) > 20 > len(sure.description.split()):
        changes["description"] = other.description
    readers = {**_readers(sure), **{name: other.readers.get(name, other.reader) for name in changes}}
    return replace(
        sure, **changes, readers=readers, topics=tuple(dict.fromkeys((*sure.topics, *other.topics)))
    )


def _readers(draft: Draft) -> dict[str, str]:
    """Which reader gave each fact of a draft."""
    own = {name: draft.reader for name in (*_TEXTS, *_WHEN) if getattr(draft, name)}
    return {**own, **draft.readers}


def _when(sure: Draft, other: Draft, dates: Dates) -> dict[str, str]:
    """What the other draft adds to the when of the surer one."""
    if not sure.when and not sure.start:
        return {name: getattr(other, name) for name in _WHEN if getattr(other, name)}
    added = {}
    if not sure.when and other.when and days_of(other, dates) is not None:
        added = {name: getattr(other, name) for name in ("when", "frame", "edition") if getattr(other, name)}
    if not sure.start and other.start:
        added |= {name: getattr(other, name) for name in ("start", "end") if getattr(other, name)}
    return added


def overlaid(scraped: Sequence[Draft], read: Sequence[Draft], dates: Dates) -> list[Draft]:
    """What a scraper gave, completed by what was read; nothing that the scraper did not name."""
    made = []
    for draft in scraped:
        for other in read:
            if same(draft, other, dates):
                draft = filled(draft, other, dates)  # noqa: PLW2901 - completed step by step
        if draft.title and (draft.when or draft.start):
            made.append(draft)
    return made


def upcoming(draft: Draft, dates: Dates, reference: date) -> bool:
    """Whether a draft is not over, as far as one can tell."""
    span = days_of(draft, dates)
    return span is None or span.last is None or span.last >= reference
