"""``[feeds]``: the standing names of all feeds of a calendar, and what its owner calls them instead.

A key is a feed's standing name, its value a title, or a table of title and file name.  What stands in a
feed is left to ``publish``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from bba_events.config import values
from bba_events.config.keys import Key, meant, read
from bba_events.config.records import Calendar, FeedName, Source
from bba_events.config.values import shown
from bba_events.text import fold

EDGES = "events-edges"
"""The feed with only the first and last days of long spans."""

FEED = (
    Key("title", "the feed's title, a text", values.text(200, empty=False)),
    Key(
        "name", 'a file name without ".ics": lower-case letters, digits and single hyphens', values.source_id
    ),
)
"""The keys of a feed's table."""


def keys(calendar: Calendar, sources: Sequence[Source]) -> tuple[str, ...]:
    """The standing names of all feeds: the main one, a language, the edges, a topic, a source."""
    return (
        "events",
        *(f"events-{language}" for language in calendar.languages),
        EDGES,
        *(f"topic-{slug}" for slug in topics(sources).values()),
        *(f"source-{source.id}" for source in sources),
    )


def topics(sources: Sequence[Source]) -> dict[str, str]:
    """The topics of the rows in order, each with the part of a file name that stands for it."""
    made: dict[str, str] = {}
    for topic in (topic for source in sources for topic in source.topics):
        if topic not in made:
            made[topic] = _slug(topic, made.values())
    return made


def _slug(topic: str, taken: Collection[str]) -> str:
    import hashlib  # noqa: PLC0415 - listing must be light

    plain = "-".join("".join(char if char.isascii() else " " for char in fold(topic)).split())[:40]
    digest = hashlib.sha256(topic.encode()).hexdigest()[:8]
    return plain if plain and plain not in taken else f"{plain}-{digest}".lstrip("-")


def names(
    told: Any, calendar: Calendar, sources: Sequence[Source], where: str
) -> tuple[dict[str, FeedName], list[str]]:
    """What the section says, by standing name, and every fault of it."""
    if not isinstance(told, Mapping):
        return {}, [f'{where}: expected lines such as events = "Our agenda", found {shown(told)}']
    known = keys(calendar, sources)
    made: dict[str, FeedName] = {}
    faults = [
        f"{where}: there is no feed {shown(key)}{meant(key, known)}; there are: {', '.join(known)}"
        for key in told
        if key not in known
    ]
    for key in known:
        if key in told:
            row = told[key] if isinstance(told[key], Mapping) else {"title": told[key]}
            found, wrong = read(row, FEED, f"{where}: {key}")
            faults += wrong
            made[key] = FeedName(**found) if not wrong else FeedName()
    return made, [*faults, *_doubles(made, known, where)]


def _doubles(made: Mapping[str, FeedName], known: Sequence[str], where: str) -> Iterator[str]:
    """A fault for each file name that two feeds would have."""
    taken: dict[str, str] = {}
    for key in known:
        name = made[key].name if key in made and made[key].name else key
        if name in taken:
            yield f"{where}: {key}: name: {shown(name)} is the file name of {taken[name]}; choose another"
        taken.setdefault(name, key)
