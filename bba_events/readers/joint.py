"""The subject of a page and the things listed on it side by side: what each of the two tells of the other.

Which of them a page is about is decided by ``visible``.
"""

from __future__ import annotations

from collections.abc import Sequence

from bba_events.dates import Mention
from bba_events.event import Draft
from bba_events.page.phrases import names_a_list
from bba_events.readers import titles
from bba_events.readers.mentions import Dates
from bba_events.readers.subject import Subject
from bba_events.span import SpanKind
from bba_events.text import fold


def fuller(main: Sequence[Draft], listed: Sequence[Draft], dates: Dates) -> list[Draft]:
    """The subject, as the list tells it where that tells the hours of the same days."""
    own = _found(main, dates)
    if any(one.span.kind is not SpanKind.DAY or one.span.timed for one in own):
        return list(main)
    same = [draft for draft in listed if main and fold(draft.title) == fold(main[0].title)]
    told = _found(same, dates)
    timed = bool(told) and all(one.span.timed for one in told)
    return same if timed and _spans(told) == _spans(own) else list(main)


def whole(main: Sequence[Draft], listed: Sequence[Draft], about: Subject) -> list[Draft]:
    """The list, with the subject ahead where its day stands below its name and is none of the list's."""
    dates = about.dates
    own = _found(main, dates)
    lone = len(own) == 1 and own[0].span.kind is SpanKind.DAY
    if not lone or names_a_list(about.page.heading) or not about.is_headed:
        return list(listed)
    named = any(titles.alike(draft.title, main[0].title) for draft in listed)
    return list(listed) if named or _spans(own) & _spans(_found(listed, dates)) else [*main, *listed]


def _found(drafts: Sequence[Draft], dates: Dates) -> list[Mention]:
    """The dates in the words of drafts."""
    return [one for draft in drafts for one in dates.announced(draft.when)]


def _spans(found: Sequence[Mention]) -> set[object]:
    """First and last days."""
    return {(one.span.first, one.span.last) for one in found}
