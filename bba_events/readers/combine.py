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

_WHEN = ("when", "start", "end", "rule", "exceptions", "frame", "edition", "context")
_OWN = frozenset((*_WHEN, "reader", "readers", "doubts", "topics"))
"""Facts that are not taken one by one."""
_MARKUP = frozenset({"json-ld", "microdata", "rdfa", "h-event", "hcalendar"})
_DAY, _MINUTE = len("2026-06-20"), len("2026-06-20T19:00")
_TEXTS = tuple(f.name for f in fields(Draft) if f.name not in _OWN)


def together(readings: Iterable[Sequence[Draft]], dates: Dates) -> list[Draft]:
    """The drafts of all readings, the surest reading first, each event once."""
    kept: list[Draft] = []
    for reading in readings:
        fresh: list[Draft] = []
        for draft, at in zip(reading, _places(kept, reading, dates), strict=True):
            if at is None:
                fresh.append(draft)
            else:
                kept[at] = filled(kept[at], draft, dates)
        kept += fresh
    return kept


def _places(kept: Sequence[Draft], reading: Sequence[Draft], dates: Dates) -> list[int | None]:
    """For each draft of a reading, which of the known ones it tells of: first those of the same minute.

    What then begins at another hour of that day is another showing.
    """
    minutes: dict[str, list[int]] = {}
    for number, known in enumerate(kept):
        minutes.setdefault(_minute(known), []).append(number)
    exact = [
        _first(kept, minutes.get(_minute(draft), ()), draft, dates) if _minute(draft) else None
        for draft in reading
    ]
    told = set(exact)
    free = [number for number in range(len(kept)) if number not in told]
    if len(kept) == len(reading) == 1 and _minute(kept[0]) == _minute(reading[0]) != "":
        return [0]  # one event, named twice
    return [
        _first(kept, free if _minute(draft) else range(len(kept)), draft, dates) if at is None else at
        for draft, at in zip(reading, exact, strict=True)
    ]


def _first(kept: Sequence[Draft], numbers: Iterable[int], draft: Draft, dates: Dates) -> int | None:
    return next((number for number in numbers if same(kept[number], draft, dates)), None)


def _minute(draft: Draft) -> str:
    """When a draft begins, to the minute; "" for a day."""
    return draft.start[:_MINUTE] if len(draft.start) > _DAY else ""


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
    if not sure.start and (not sure.when or (_left_open(sure, dates) and not _left_open(other, dates))):
        return {name: getattr(other, name) for name in _WHEN if getattr(other, name)}
    added = {}
    if not sure.when and other.when and days_of(other, dates) is not None:
        added = {name: getattr(other, name) for name in ("when", "frame", "edition") if getattr(other, name)}
    if not sure.start and other.start:
        added |= {name: getattr(other, name) for name in ("start", "end") if getattr(other, name)}
    return added


def _left_open(draft: Draft, dates: Dates) -> bool:
    """Whether markup has words for a day that name none: "TBA", or what a template left empty."""
    named = draft.start or any(mention.span.dated for mention in dates.of(draft.when))
    return draft.reader in _MARKUP and not named


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
