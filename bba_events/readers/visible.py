"""What a visitor of a page understands: the event it is about, or the events it lists.

Decides which of the two a page is.  Finding the one is left to ``subject``, the others to ``listing``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bba_events.event import Draft
from bba_events.page import Page
from bba_events.page.phrases import is_generic, is_pause, names_a_list
from bba_events.readers import combine, due, joint, listing, ranking, sessions, titles
from bba_events.readers.distinct import distinct
from bba_events.readers.edition import may_be_dateline
from bba_events.readers.evidence import are_events
from bba_events.readers.genre import announces_nothing, treats_other
from bba_events.readers.listing import Listed
from bba_events.readers.mentions import Dates, is_relative
from bba_events.readers.subject import Subject
from bba_events.text import fold

_SEVERAL = 2
"""Records from which days that are no events are a list."""
_SHOWINGS = 4
"""Records from which the days of one thing are showings, and no days of a programme."""
_PARTS = 5
"""So many days of records that fall within the subject's own are a listing, and not its programme."""


def read(page: Page, dates: Dates, name: str = "") -> list[Draft]:
    """The drafts of a page's visible words; ``name`` is what a scraper calls the one it is about."""
    about = Subject(page, dates, name)
    if not name and (announces_nothing(page) or (treats_other(page) and not about.is_sure)):
        return []
    told = listing.read(page, dates)
    listed = distinct(due.without(told.drafts, page, dates), dates)
    main = about.drafts()
    idle = all(draft.reader == "prose" and _is_idle(draft, told, dates) for draft in main)
    if not name and idle and not about.stands_alone:
        main = []
    listed = distinct(sessions.named(listed, main, page, dates), dates)
    if listed and not main and all(_written(draft, dates) for draft in listed):
        return []
    if listed and not name and names_a_list(titles.bare(page.heading, page, dates)):
        main = []  # the name of a list is that of no event
    if len(listed) > 1 and not name:
        main = [draft for draft in main if not _is_today(draft, dates)]  # a calendar's button
    if listed and not name and not are_events(listed, page, dates):
        main, listed = _apart(main, listed, dates), []
    coming = [draft for draft in listed if combine.upcoming(draft, dates, dates.reference)]
    if listed and not name and not main and not coming and not names_a_list(page.heading):
        return []  # what an article looks back on
    single = _is_labelled(main, listed, page, dates) or not _is_listing(page, coming or listed, main, dates)
    if coming and not name and ranking.heading(page) < 0:
        return listed  # nothing shown names the page: the title alone is no subject
    if name or single or (main and not coming):
        return joint.fuller(main, listed, dates) or ([] if name else _lone(coming or listed, page))
    return joint.whole(main, listed, about)


def _is_idle(draft: Draft, told: Listed, dates: Dates) -> bool:
    """Whether nothing is announced for any day of a draft, by the lines in which several days stand.

    Nor for a month or season, where days are told and are none of an event's.
    """
    if len(told.idle) < _SEVERAL:
        return False
    found = dates.announced(draft.when)
    if not found:
        return not told.drafts
    return all((one.span.start, one.span.end) in told.idle for one in found)


def _is_today(draft: Draft, dates: Dates) -> bool:
    """Whether the only day of a draft is that of reading, by a word: "Vandaag"."""
    found = dates.announced(draft.when)
    return bool(found) and all(is_relative(one) and one.span.start == dates.reference for one in found)


def _apart(main: Sequence[Draft], others: Sequence[Draft], dates: Dates) -> list[Draft]:
    """The subject, unless its day is only one of several that are of something else."""
    if len(others) < _SEVERAL:
        return list(main)
    days = {None, *(_days(draft, dates) for draft in others)}
    return [draft for draft in main if draft.reader == "label" or _days(draft, dates) not in days]


def _written(draft: Draft, dates: Dates) -> bool:
    """Whether a draft's date may be the day on which it was written: a day that is not to come."""
    found = dates.announced(draft.when)
    return len(found) == 1 and may_be_dateline(found[0], dates.reference)


def _is_listing(page: Page, listed: Sequence[Draft], main: Sequence[Draft], dates: Dates) -> bool:
    """Whether the records are events of their own, and not the subject told several times over."""
    if len(listed) > 1 and all(fold(draft.title) == fold(listed[0].title) for draft in listed):
        if main and len(listed) < _SHOWINGS and _cover(main[0], listed, dates):
            return False
        return len({_moment(draft, dates) for draft in listed}) > 1 and len(listed) > len(main)
    called = {fold(page.heading), fold(titles.bare(page.heading, page, dates))}
    named = [draft for draft in listed if fold(draft.title) not in called]
    if len({fold(draft.title) for draft in named}) < 2 and len(listed) < 3:
        return False
    if is_generic(titles.bare(page.heading, page, dates)) or not main:
        return len(named) > 1
    about = _days(main[0], dates)
    if _is_programme(named, about, dates):
        return False
    others = [draft for draft in named if not about or not _inside(_days(draft, dates), about)]
    lent = any(
        _days(draft, dates) == about and not titles.alike(draft.title, page.heading) for draft in named
    )
    days = sum(len(dates.announced(draft.when)) for draft in named)
    return days >= _PARTS or len(others) > 1 or (len(named) > 1 and lent)


def _is_programme(named: Sequence[Draft], about: tuple[date, date] | None, dates: Dates) -> bool:
    """Whether what is listed on the subject's own days has welcomes, meals and breaks in it."""
    pauses = sum(is_pause(draft.title) for draft in named)
    return (
        pauses >= _SEVERAL and about is not None and all(_inside(_days(each, dates), about) for each in named)
    )


def _cover(main: Draft, listed: Sequence[Draft], dates: Dates) -> bool:
    """Whether the subject lasts several days, and all that is listed falls on them."""
    about = _days(main, dates)
    if about is None or about[0] == about[1]:
        return False
    return all(_inside(_days(one, dates), about) for one in listed)


def _is_labelled(main: Sequence[Draft], listed: Sequence[Draft], page: Page, dates: Dates) -> bool:
    """Whether the subject's day stands behind a label and not among the records: those are other items."""
    if not main or main[0].reader != "label" or is_generic(titles.bare(page.heading, page, dates)):
        return False
    about = _days(main[0], dates)
    return all(_days(draft, dates) != about for draft in listed)


def _days(draft: Draft, dates: Dates) -> tuple[date, date] | None:
    """First and last day of a draft's words."""
    spans = [m.span for m in dates.announced(draft.when)]
    firsts, lasts = [s.first for s in spans if s.first], [s.last for s in spans if s.last]
    return (min(firsts, default=date.min), max(lasts)) if lasts else None


def _moment(draft: Draft, dates: Dates) -> tuple[object, ...]:
    """Days and hour of a draft's words: what tells two showings of one thing apart."""
    return tuple((m.span.start, m.span.end, m.span.start_time) for m in dates.announced(draft.when))


def _inside(inner: tuple[date, date] | None, outer: tuple[date, date]) -> bool:
    return inner is None or (outer[0] <= inner[0] and inner[1] <= outer[1])


def _lone(listed: Sequence[Draft], page: Page) -> list[Draft]:
    """A single record, when the page's heading is only that of a list, or there is none."""
    return list(listed) if len(listed) == 1 and (names_a_list(page.heading) or not page.heading) else []
