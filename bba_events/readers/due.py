"""The last days to apply or hand in that a page tells: the same day elsewhere on it is none of an event's.

Calls for papers say their deadline in a sentence and once more in a box of "Dates".
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bba_events.event import Draft
from bba_events.page import Page
from bba_events.readers.mentions import Dates
from bba_events.span import Role, Span, SpanKind

_TEXT = 600
"""Characters of a line in which a deadline is looked for."""


def days(page: Page, dates: Dates) -> frozenset[date]:
    """The last days that the lines of a page tell with words for applying or handing in."""
    lines = (line.text for line in page.outline.lines if len(line.text) < _TEXT)
    told = (mention for text in lines if dates.may_be_in(text) for mention in dates.of(text))
    return frozenset(one.span.last for one in told if one.role is Role.DEADLINE and one.span.last)


def is_due(span: Span, due: Collection[date]) -> bool:
    """Whether a span is one of these days and tells no hour."""
    return span.kind is SpanKind.DAY and not span.timed and span.start in due


def without(drafts: Collection[Draft], page: Page, dates: Dates) -> list[Draft]:
    """The drafts but those whose days are all such."""
    due = days(page, dates) if drafts else frozenset()
    return [draft for draft in drafts if not (due and _is_due(draft, dates, due))]


def _is_due(draft: Draft, dates: Dates, due: Collection[date]) -> bool:
    found = dates.announced(draft.when)
    return bool(found) and all(is_due(one.span, due) for one in found)
