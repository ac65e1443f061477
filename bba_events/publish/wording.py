"""How an entry is called where people read it: by its kind and status, in each language.

The one place for "Release van … in de Belgische bioscoop" and "Geannuleerd: …"; the words themselves are
in ``[block]`` of the word tables.  Which languages stand in for a missing text is told by the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bba_events import words
from bba_events.address import public
from bba_events.event import Entry, EventKind, Status, said
from bba_events.text import PLACE_CAP, TITLE_CAP, clean


def say(language: str, key: str, **values: str) -> str:
    """A text of ``[block]`` in that language with its blanks filled; braces in values stay as they are."""
    text: str = words.section(language, "block")[key]
    return text.format(**values) if values else text


def call(entry: Entry, language: str, fallback: Sequence[str] = ()) -> str:
    """The entry's title as its kind and status are worded in ``language``.

    A title that is missing in that language is taken from the first of ``fallback`` that has one.
    """
    title = bare(entry, language, fallback)
    if entry.kind in (EventKind.RELEASE, EventKind.DEADLINE) and not _says(title, language, entry.kind):
        title = say(language, entry.kind.value, title=title)
    return mark(title, entry.status, language)


def call_alone(entry: Entry, campaign: Entry | None, language: str, fallback: Sequence[str] = ()) -> str:
    """How an entry is called where it stands alone: the campaign it belongs to goes in front.

    "Onze infosessies" says nothing in a calendar; "Het Goede Moment: Onze infosessies" does.
    """
    title = call(entry, language, fallback)
    whole = bare(campaign, language, fallback) if campaign else ""
    return title if not whole or whole.casefold() in title.casefold() else f"{whole}: {title}"


def campaigns(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Entries that others may belong to, by UID."""
    return {entry.uid: entry for entry in entries if entry.certain and not entry.replaced_by}


def bare(entry: Entry, language: str, fallback: Sequence[str] = ()) -> str:
    """The title alone, as its page gives it."""
    return clean(said(entry.titles, language, *fallback)[0], TITLE_CAP)


def where(entry: Entry, language: str) -> str:
    """The place on one line as it is told in that language, the word for online, or ""."""
    told = entry.where(language)
    place = "" if told.online and told.nowhere else clean(told.line, PLACE_CAP)
    return place or (str(words.section(language, "feed")["online"]) if entry.place.online else "")


def link(entry: Entry, language: str, fallback: Sequence[str] = ()) -> str:
    """The entry's address in that language or the next best, fit to print; "" when there is none."""
    return public(said(entry.urls, language, *fallback)[0])


def mark(title: str, status: Status, language: str) -> str:
    """The title with the word for what became of it in front, nothing for what goes on as planned."""
    return title if status is Status.CONFIRMED else say(language, status.value, title=title)


def _says(title: str, language: str, kind: EventKind) -> bool:
    """Whether the title itself begins with the word: no "Deadline: Deadline projectoproep"."""
    word = say(language, kind.value, title="").partition(":")[0].strip().casefold()
    return kind is EventKind.DEADLINE and title.casefold().startswith(word)
