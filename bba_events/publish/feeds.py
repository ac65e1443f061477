"""Which feeds there are: the main one, one a language, one a topic, one a source, and one with edges.

Knows their file names and what belongs in each; names and titles of the calendar's own choice come from
``[feeds]`` of ``sources.toml``.  An entry is serialised once a language and kind of long span by ``ics``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from bba_events import words
from bba_events.config import Config
from bba_events.config.feeds import EDGES, topics
from bba_events.event import Entry
from bba_events.publish import ics, readback
from bba_events.publish.wording import campaigns

Wanted = Callable[[Entry], bool]


@dataclass(frozen=True, slots=True)
class FeedPlan:
    """One feed: its standing name, what people call it, and what belongs in it."""

    key: str
    """"events", "events-fr", "events-edges", "topic-bos", "source-boomweekend"."""
    title: str
    language: str
    wanted: Wanted
    long_spans: str = "bar"
    name: str = ""
    """File name without ".ics" where ``[feeds]`` gives another than the key."""

    @property
    def file(self) -> str:
        """Name of the published file."""
        return f"{self.name or self.key}.ics"


@dataclass(frozen=True, slots=True)
class Made:
    """The feeds of a run that passed reading back, and words for the report on the others."""

    files: Mapping[str, bytes]
    notes: tuple[str, ...]


def plans(config: Config) -> tuple[FeedPlan, ...]:
    """Every feed of a calendar, the main one first."""
    return tuple(_titled(plan, config) for plan in _plans(config))


def _plans(config: Config) -> Iterator[FeedPlan]:
    calendar = config.calendar
    main, name = calendar.languages[0], calendar.name
    yield FeedPlan("events", name, main, _all, calendar.long_spans)
    for language in calendar.languages:
        own = str(words.table(language)["name"])
        yield FeedPlan(f"events-{language}", f"{name} ({own})", language, _all, calendar.long_spans)
    edges = str(words.section(main, "feed")["edges"])
    yield FeedPlan(EDGES, edges.format(name=name), main, _all, "edges")
    for topic, slug in topics(config.sources).items():
        wanted = partial(_of_topic, topic=topic)
        yield FeedPlan(f"topic-{slug}", f"{name}: {topic}", main, wanted, calendar.long_spans)
    for source in config.sources:
        wanted = partial(_of_source, source=source.id)
        yield FeedPlan(f"source-{source.id}", f"{name}: {source.partner}", main, wanted, calendar.long_spans)


def _titled(plan: FeedPlan, config: Config) -> FeedPlan:
    """The plan under the name and title that the calendar's own configuration gives it."""
    own = config.feeds.get(plan.key)
    return replace(plan, title=own.title or plan.title, name=own.name) if own else plan


def _all(entry: Entry) -> bool:
    return True


def _of_topic(entry: Entry, topic: str) -> bool:
    return topic in entry.topics


def _of_source(entry: Entry, source: str) -> bool:
    return source in entry.sources


def make(entries: Sequence[Entry], *, config: Config, today: date) -> Made:
    """Every feed by file name.

    One that does not read back as it should is left out and reported: what was published before stays.
    """
    files: dict[str, bytes] = {}
    whole = campaigns(entries)
    notes: list[str] = []
    by_way: dict[tuple[str, str], list[FeedPlan]] = {}
    for plan in plans(config):
        by_way.setdefault((plan.language, plan.long_spans), []).append(plan)
    for (language, long_spans), group in by_way.items():
        items = [
            (
                entry,
                ics.items(
                    entry, calendar=config.calendar, language=language, today=today, long_spans=long_spans,
                    campaign=whole.get(entry.part_of),
                ),
            )
            for entry in entries
        ]  # fmt: skip
        for plan in group:
            mine = (item for entry, own in items if plan.wanted(entry) for item in own)
            feed = ics.bind(mine, calendar=config.calendar, today=today, name=plan.title)
            files |= _sound(plan, feed, notes)
    return Made(files, tuple(notes))


def _sound(plan: FeedPlan, feed: ics.Feed, notes: list[str]) -> dict[str, bytes]:
    """The feed if it reads back; what is to be said of it goes to ``notes``."""
    if feed.note:
        notes.append(f"{plan.file}: {feed.note}")
    faults = readback.faults(feed.data, feed.events)
    if faults:
        notes.append(f"{plan.file}: not replaced, the one before stays: {'; '.join(faults[:3])}")
        return {}
    return {plan.file: feed.data}
