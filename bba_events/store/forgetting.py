"""What leaves the store when its time is over: events, their pages and words, changes and runs.

Knows what nothing refers to any more.  How long things are kept is a setting of the calendar, which
entries go is decided by ``identity``; editions stay, they are what the newsletter said.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bba_events.address import canonical
from bba_events.event import Event
from bba_events.store.encoding import read, write
from bba_events.store.records import Head, LastGood

OF_NO_SOURCE = ""
"""Pages of this source are robots.txt files."""
OF_THE_LIST = ""
"""Words of this page are those of a source's list."""


def is_over(event: Event, before: date) -> bool:
    """Whether the event's last day was before that day."""
    return event.span.last is not None and event.span.last < before


def forget(database: sqlite3.Connection, before: date) -> None:
    """Let go of what was over, or last stood on its page, before that day."""
    for source, good in _goods(database):
        kept = tuple(event for event in good.events if not is_over(event, before))
        if len(kept) < len(good.events):
            row = write(replace(good, events=kept))
            database.execute("UPDATE good SET record = ? WHERE source = ?", (row, source))
        if good.day >= before:  # one that is silent may come back with its old words
            _forget_words(database, source, OF_THE_LIST, before)
        needed = {canonical(url) for event in kept for url in (event.url, event.page) if url}
        _forget_pages(database, source, needed | set(map(canonical, good.pages)), before)
    database.execute("DELETE FROM change WHERE moment < ?", (before.isoformat(),))
    database.execute(
        "DELETE FROM run WHERE moment < ? AND number < (SELECT max(number) FROM run)", (before.isoformat(),)
    )


def _goods(database: sqlite3.Connection) -> Iterator[tuple[str, LastGood]]:
    for source, record in database.execute("SELECT source, record FROM good").fetchall():
        yield source, read(record, LastGood)


def _forget_pages(database: sqlite3.Connection, source: str, needed: set[str], before: date) -> None:
    """Pages of events that are gone, with the words that stood on them."""
    rows = database.execute("SELECT url, head FROM page WHERE source = ?", (source,)).fetchall()
    for url, head in rows:
        if canonical(url) not in needed and read(head, Head).fetched_on < before:
            database.execute("DELETE FROM page WHERE source = ? AND url = ?", (source, url))
            _forget_words(database, source, url, date.max)


def _forget_words(database: sqlite3.Connection, source: str, page: str, before: date) -> None:
    database.execute(
        "DELETE FROM words WHERE source = ? AND page = ? AND last < ?", (source, page, before.isoformat())
    )
