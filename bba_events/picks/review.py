"""Which picks no longer fit: their entry has gone, or the page now says what she corrected it to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from bba_events.event import Entry, EventKind
from bba_events.picks.apply import find, is_address
from bba_events.picks.records import Pick, Picks
from bba_events.picks.spans import span_of
from bba_events.span import Span


class Said(Protocol):
    """What the sources themselves say of an entry, before the editor's hand."""

    @property
    def span(self) -> Span:
        """Days and hours."""

    @property
    def titles(self) -> Mapping[str, str]:
        """By language."""

    @property
    def descriptions(self) -> Mapping[str, str]:
        """By language."""

    @property
    def kind(self) -> EventKind:
        """What sort of happening."""


def review(picks: Picks, entries: Sequence[Entry], said: Mapping[str, Said], zone: str) -> list[str]:
    """A line for each pick that she should look at; ``said`` is by UID."""
    return [note for pick in picks.picks for note in _of(pick, picks, entries, said, zone)]


def _of(
    pick: Pick, picks: Picks, entries: Sequence[Entry], said: Mapping[str, Said], zone: str
) -> Iterator[str]:
    where = f"{picks.path}: pick {pick.entry!r}"
    if is_address(pick.entry):
        return  # a standing order, whether something leads there now or not
    entry = find(pick.entry, entries)
    if entry is None:
        yield f"{where}: there is no such entry (any more); it is kept in the file and does nothing"
        return
    if entry.vanished:
        called = "it" if pick.suppress else repr(entry.title())  # what is suppressed is told nowhere
        yield f"{where}: no source shows {called} since {entry.confirmed}; the pick stands"
    for name in (*pick.same_as, *pick.not_same_as):
        sources = {member.source for known in entries for member in known.members}
        if find(name, entries) is None and name not in sources:
            yield f"{where}: {name!r} is neither an entry nor a source that is known"
    if entry.uid in said:
        yield from _needless(where, pick, said[entry.uid], zone)


def _needless(where: str, pick: Pick, told: Said, zone: str) -> Iterator[str]:
    """Corrections that the page agrees with now, and dates that it contradicts."""
    for key, hers, theirs in (("title", pick.title, told.titles), ("blurb", pick.blurb, told.descriptions)):
        for language, text in hers.items():
            if theirs.get(language) == text:
                yield f"{where}: {key}.{language} is no longer needed: the page says the same now"
    if pick.kind is not None and pick.kind is told.kind:
        yield f"{where}: kind is no longer needed: it is {told.kind.value} by itself now"
    if pick.start is not None:
        corrected = span_of(pick.start, pick.end, zone)
        if _same(corrected, told.span):
            yield f"{where}: start and end are no longer needed: the page says the same now"
        else:
            yield f"{where}: you say {_shown(corrected)}, the page says {_shown(told.span)}; yours stands"


def _same(a: Span, b: Span) -> bool:
    return (a.start, a.end, a.start_time, a.end_time) == (b.start, b.end, b.start_time, b.end_time)


def _shown(span: Span) -> str:
    clock = f" {span.start_time:%H:%M}" if span.start_time else ""
    days = f"{span.first}" if span.first == span.last else f"{span.first} to {span.last}"
    return f"{days}{clock}" if span.first else "no date"
