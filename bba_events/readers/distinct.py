"""Things that a page tells more than once, each once: by name, moment and place.

Which things there are is known to ``listing``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, time

from bba_events.event import Draft
from bba_events.readers.mentions import Dates
from bba_events.text import fold

_SEVERAL = 3
"""Days with hours from which a thing is shown on each, rather than lasting from the first to the last."""


def distinct(drafts: Sequence[Draft], dates: Dates) -> list[Draft]:
    """Drafts of different names or moments, each once, by the one that tells most of when.

    A day in a box beside a name is often told again in words, with its hours.
    """
    kept = defaultdict[str, list[tuple[Draft, set[_Moment]]]](list)
    shown = {id(draft) for draft in _showings(drafts, dates)}
    chosen = set[int]()
    for draft in sorted(drafts, key=lambda one: -_fullness(one, dates)):
        own, others = _moments(draft, dates), kept[fold(draft.title)]
        same = (told for one, told in others if _in_one_place(one, draft))
        if not any(_covers(told, own, parts=id(draft) not in shown) for told in same):
            others.append((draft, own))
            chosen.add(id(draft))
    return [draft for draft in drafts if id(draft) in chosen]


def _showings(drafts: Sequence[Draft], dates: Dates) -> list[Draft]:
    """The drafts of a thing that is told on several days with its hours: each day counts for itself."""
    timed = [draft for draft in drafts if any(hour for *_, hour in _moments(draft, dates))]
    often = Counter(fold(draft.title) for draft in timed)
    return [draft for draft in timed if often[fold(draft.title)] >= _SEVERAL]


_Moment = tuple[date | None, date | None, time | str | None]
"""First day, last day and hour."""


def _in_one_place(draft: Draft, other: Draft) -> bool:
    """Whether two drafts are not told to be in two places."""
    return not (draft.place and other.place) or fold(str(draft.place)) == fold(str(other.place))


def _moments(draft: Draft, dates: Dates) -> set[_Moment]:
    """The moments of a draft's words, those of its data where it has none."""
    told: set[_Moment] = {
        (one.span.start, one.span.end, one.span.start_time) for one in dates.announced(draft.when)
    }
    return told or {(None, None, draft.start or draft.when)}


def _covers(told: set[_Moment], other: set[_Moment], *, parts: bool) -> bool:
    """Whether moments are all told already, be it with an hour where they have none.

    With ``parts`` the days of a range are told by it.
    """
    days = {(first, last) for first, last, _ in told}
    return all(
        one in told
        or (one[2] is None and one[:2] in days)
        or (parts and any(_holds(each, one) for each in days))
        for one in other
    )


def _holds(days: tuple[date | None, date | None], one: _Moment) -> bool:
    """Whether a range of days holds a moment."""
    first, last = days
    return bool(first and last and one[0] and one[1]) and first < last and first <= one[0] and one[1] <= last  # type: ignore[operator]


def _fullness(draft: Draft, dates: Dates) -> int:
    """How much a draft's words tell of when: hours and ends."""
    made = dates.announced(draft.when)
    return sum(one.span.timed + (one.span.end_time is not None) for one in made)
