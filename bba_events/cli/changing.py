"""The body of ``changes``: what runs did to entries, a line each.

What counts as a change is known by ``identity``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bba_events import config as configuration
from bba_events import lines
from bba_events.change import Change
from bba_events.cli.terminal import columns, say, show, show_json
from bba_events.errors import ConfigError
from bba_events.span import Span
from bba_events.store import Edition, Store


def tell(path: Path, *, since: str, as_json: bool) -> int:
    """Print the changes since a day or an edition; since the last edition, or all, when "" is given."""
    made = configuration.load(path)
    with Store.open_to_read(made.calendar.store) as store:
        day = _day(since, store.editions())
        found = store.changes(datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None)
    if as_json:
        for change in found:
            show_json(_line(change))
        return 0
    if not found:
        say(f"no changes{f' since {day}' if day else ''}")
    for line in columns([_row(change) for change in found]):
        show(line)
    return 0


def _day(since: str, editions: Sequence[Edition]) -> date | None:
    """The day that ``since`` names; raises ConfigError when it is neither a day nor an edition."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", since, re.ASCII):
        try:
            return date.fromisoformat(since)
        except ValueError as fault:
            raise ConfigError(f"--since: {since!r} is no day of the calendar: {fault}") from fault
    if not since:
        return max((edition.day for edition in editions), default=None)
    days = {edition.name: edition.day for edition in editions}
    if since not in days:
        known = ", ".join(days) or "none yet"
        raise ConfigError(
            f"--since: expected a day such as 2025-11-25 or an edition ({known}), found {since!r}"
        )
    return days[since]


def _row(change: Change) -> tuple[str, ...]:
    when = _when(change.span)
    if change.old_span is not None and change.old_span != change.span:
        when = f"{_when(change.old_span)} -> {when}"
    title = change.title
    if change.old_title and change.old_title != change.title:
        title = f"{change.old_title} -> {title}"
    return change.moment.date().isoformat(), change.kind.value, change.uid[:8], title, when, change.note


def _when(span: Span) -> str:
    start, end = lines.ends(span)
    return start or "…" if start == end else f"{start or '…'} to {end or '…'}"


def _line(change: Change) -> dict[str, Any]:
    start, end = lines.ends(change.span)
    old_start, old_end = lines.ends(change.old_span) if change.old_span else (None, None)
    return {
        "moment": change.moment.isoformat(),
        "change": change.kind.value,
        "id": change.uid[:8],
        "uid": change.uid,
        "title": change.title,
        "start": start,
        "end": end,
        "old_title": change.old_title,
        "old_start": old_start,
        "old_end": old_end,
        "note": change.note,
    }
