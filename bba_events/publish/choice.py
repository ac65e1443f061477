"""Which entries an edition shows, and in which order; sessions go under their campaign.

Knows the reference day and what the editor asked for; how an entry is shown is left to ``cards``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bba_events import words
from bba_events.change import Change
from bba_events.config import Calendar
from bba_events.event import Entry
from bba_events.span import SpanKind
from bba_events.text import fold

RECENT = timedelta(days=31)
"""How long after its end an event with a recording is offered."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the editor asks of a block; the defaults are the house's own block."""

    start: date | None = None
    """First day of the period; None means the reference day."""
    end: date | None = None
    """Last day of the period, None for no end; an entry that begins later is left out."""
    weeks: int = 0
    """The period in weeks from its first day, in the place of ``end``; 0 for none."""
    limit: int = 0
    """Most cards; the others become "and n more".  0 for no limit."""
    heading: int = 2
    """Level of the block's own heading, 1 to 5; heads are one lower.  0: none, and heads at 3."""
    cards: bool = True
    """Cards with a blurb and a link; False: a list of heads."""
    months: str = "long"
    """"long" or "short"."""
    blurbs: bool = True
    doubts: bool = True
    """Marks where something is not certain, and what is too uncertain to be shown as a fact."""
    undated: bool = True
    """What is announced without a date."""
    recordings: bool = True
    """What is past and can be watched, as its page says."""
    subscribe: bool = False
    """A line with the address of the feed, where the calendar has one."""
    first: tuple[str, ...] = ()
    """UIDs that the editor pinned; they come first, in this order."""
    unread: tuple[tuple[str, date | None], ...] = ()
    """Sources that could not be read, by name, with the day of what stands in."""
    asks: tuple[tuple[Entry, Entry], ...] = ()
    """Pairs that may be one event; only a person can say."""
    changes: tuple[Change, ...] = ()
    """What changed since the last edition."""

    def period(self, on: date) -> tuple[date, date]:
        """First and last day, both inclusive."""
        first = self.start or on
        last = first + timedelta(weeks=self.weeks) - timedelta(days=1) if self.weeks else self.end
        return first, last or date.max


HOUSE = Options()
"""The house's own block."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What one edition shows, by section; each in order of first day."""

    cards: tuple[Entry, ...]
    sessions: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """UID of a shown campaign to its sessions in the period."""
    undated: tuple[Entry, ...] = ()
    doubtful: tuple[Entry, ...] = ()
    recordings: tuple[Entry, ...] = ()


def choose(entries: Iterable[Entry], *, on: date, calendar: Calendar, options: Options = HOUSE) -> Choice:
    """Sort the entries into what this edition shows."""
    living = [entry for entry in entries if not entry.replaced_by]
    newest = min(max((entry.confirmed for entry in living), default=on), on)
    fresh = [entry for entry in living if (newest - entry.confirmed).days <= calendar.keep_days]
    first, last = options.period(on)
    coming = [entry for entry in fresh if _in_period(entry, first, last, calendar)]
    sure = _ordered([entry for entry in coming if entry.certain], options.first)
    shown = {entry.uid for entry in sure if not entry.part_of}
    return Choice(
        cards=tuple(entry for entry in sure if entry.part_of not in shown),
        sessions=_by_campaign(sure, shown),
        undated=tuple(entry for entry in fresh if _is_undated(entry)) if options.undated else (),
        doubtful=tuple(e for e in coming if not e.certain) if options.doubts else (),
        recordings=tuple(e for e in fresh if _is_recording(e, on)) if options.recordings else (),
    )


def _by_campaign(sure: Sequence[Entry], shown: set[str]) -> dict[str, tuple[Entry, ...]]:
    made: dict[str, list[Entry]] = {}
    for entry in sure:
        if entry.part_of in shown:
            made.setdefault(entry.part_of, []).append(entry)
    return {uid: tuple(sessions) for uid, sessions in made.items()}


def _in_period(entry: Entry, first: date, last: date, calendar: Calendar) -> bool:
    """Whether it has a day in the period.  An open end goes on as long as its page shows it."""
    span = entry.span
    if not span.dated or span.first is None or span.last is None:
        return False
    ends = span.last
    if span.kind is SpanKind.OPEN_END and not entry.vanished:
        ends += timedelta(days=calendar.keep_days)
    begins = span.start or date.min
    return ends >= first and begins <= last


def _ordered(entries: Sequence[Entry], pinned: Sequence[str]) -> list[Entry]:
    place = {uid: at for at, uid in enumerate(pinned)}

    def rank(entry: Entry) -> tuple[int, date, str, str]:
        clock = entry.span.start_time.isoformat() if entry.span.start_time else ""
        return place.get(entry.uid, len(place)), entry.span.first or date.max, clock, entry.uid

    return sorted(entries, key=rank)


def _is_undated(entry: Entry) -> bool:
    return not entry.span.dated and entry.certain and not entry.vanished


def _is_recording(entry: Entry, on: date) -> bool:
    """Past, recent, and its page says in some language that it can be watched."""
    last = entry.span.last
    if not entry.certain or last is None or not last < on <= last + RECENT:
        return False
    texts = [fold(text) for text in (*entry.titles.values(), *entry.descriptions.values())]
    wanted = [
        fold(word) for code in words.languages() for word in words.section(code, "block")["recording_words"]
    ]
    return any(word in text for text in texts for word in wanted)
