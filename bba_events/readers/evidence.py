"""What tells that a list of days is one of events: what it is headed by, an hour, a place, a kind of event.

Days with words beside them stand in tables of tariffs, of terms to hand in, of phases of the moon; which
records there are is left to ``listing``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from bba_events.event import Draft
from bba_events.page import Page
from bba_events.page.phrases import calls_a_kind, holds_list_word, lists_by_day
from bba_events.readers.mentions import Dates
from bba_events.text import fold

_ENOUGH = 0.3
"""Share of the records of a list that must tell more than a day and some words."""
_LIST = 3
"""Names from which the days of a page that is no article are a list: they were weighed beside each other."""
_PARTED = re.compile(r"[^a-z0-9]+")


def are_events(drafts: Sequence[Draft], page: Page, dates: Dates) -> bool:
    """Whether the records of a list are events, by its name or by what enough of them tell."""
    if is_headed(page):
        return True
    if dates.context.page_date is not None:
        if not any(_names(draft, page) for draft in drafts):
            return False  # an article: hours alone are of all sorts
    elif len({fold(draft.title) for draft in drafts}) >= _LIST:
        return True
    return sum(_tells(draft, page, dates) for draft in drafts) >= _ENOUGH * len(drafts)


def is_headed(page: Page) -> bool:
    """Whether heading, title or address name a list or a kind of event."""
    heads = (page.heading, page.title)
    if any(lists_by_day(head) or calls_a_kind(head) or holds_list_word(head) for head in heads if head):
        return True
    return holds_list_word(_PARTED.sub(" ", urlsplit(page.url).path.lower()))


def _tells(draft: Draft, page: Page, dates: Dates) -> bool:
    """Whether a record tells an hour, a place, a page of its own or what kind of event it is."""
    timed = len(draft.start) > len("2026-06-20")
    return timed or _names(draft, page) or any(one.span.timed for one in dates.announced(draft.when))


def _names(draft: Draft, page: Page) -> bool:
    """Whether a record names a place, a page of its own or a kind of event."""
    own = bool(draft.detail) and draft.detail != page.url
    return bool(draft.place) or own or calls_a_kind(draft.title)
