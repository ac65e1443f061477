"""How well events are filled: the share of them that tell each fact, now and before.

A redesigned page often still gives events, but without their hours or places; that is told here, by
counting.  What is usual over several readings is known by ``usual``; what happens to a source that lost
facts is left to ``pipeline`` and ``check``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from bba_events import usual
from bba_events.event import Event
from bba_events.text import fold
from bba_events.usual import Tally

FEWEST = 5
"""From this many events on, before and now, shares mean something."""
FEWEST_LOST = 2
"""Of other events than before at least so many must lack a fact: one alone may be an exception."""
LEAST = 0.9
"""Below this share of its usual fill a fact counts as lost (one event in ten may be an exception)."""

FACTS: Mapping[str, Callable[[Event], bool]] = MappingProxyType(
    {
        "date": lambda event: event.span.dated,
        "hour": lambda event: event.span.timed,
        "place": lambda event: bool(event.place),
        "link": lambda event: bool(event.url) and event.url != event.page,
        "description": lambda event: bool(event.description),
        "organiser": lambda event: bool(event.organiser),
    }
)
"""What is counted, and how to see that an event has it."""


def rates(events: Sequence[Event]) -> dict[str, float]:
    """The share of events that have each fact, 0 to 1; 0 for all when there are none."""
    count = len(events) or 1
    return {fact: sum(map(has, events)) / count for fact, has in FACTS.items()}


def lost(before: Sequence[Event], now: Sequence[Event], history: Sequence[Tally] = ()) -> list[str]:
    """The facts whose fill fell below ``LEAST`` of what it was; [] when there are too few to tell.

    Told by the events that were there before and are there now; where they are too few, as on a list that
    shows others every month, by what the last readings usually gave.
    """
    was, is_now = _compared(before, now, history)
    return [fact for fact in FACTS if was.get(fact, 0) > 0 and is_now[fact] < LEAST * was[fact]]


def _compared(
    before: Sequence[Event], now: Sequence[Event], history: Sequence[Tally]
) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """The shares before and now of what can be compared; {} for both when nothing can."""
    same = again(before, now)
    if min(map(len, same)) >= FEWEST:
        return rates(same[0]), rates(same[1])
    if len(now) < FEWEST:
        return {}, rates(now)
    was, told = usual.fill(history), rates(now)
    fewest = FEWEST_LOST / len(now)
    return {
        fact: was[fact] for fact in was if _much(was[fact] - told[fact], was[fact], fewest, history)
    }, told


def _much(gone: float, was: float, fewest: float, history: Sequence[Tally]) -> bool:
    """Whether other events than before lack so much of a fact that it is no exception among them."""
    return gone >= fewest and (len(history) >= usual.ENOUGH or gone > was / 2)


def again(before: Sequence[Event], now: Sequence[Event]) -> tuple[list[Event], list[Event]]:
    """Those of both whose title stands in both: what is new may well tell less than what was there."""
    titles = {fold(event.title) for event in before} & {fold(event.title) for event in now}
    kept, shown = ([event for event in events if fold(event.title) in titles] for events in (before, now))
    return kept, shown


def told(before: Sequence[Event], now: Sequence[Event], history: Sequence[Tally] = ()) -> str:
    """Which facts were lost, in words; "" when none were."""
    was, is_now = _compared(before, now, history)
    facts = ", ".join(f"{fact} {was[fact]:.0%} to {is_now[fact]:.0%}" for fact in lost(before, now, history))
    return f"the page looks redesigned: events lost facts ({facts})" if facts else ""


def tally(events: Sequence[Event]) -> Tally:
    """One reading, for the history; shares to the hundredth."""
    return Tally(len(events), {fact: round(share, 2) for fact, share in rates(events).items()})
