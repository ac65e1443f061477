"""How well events are filled: the share of them that tell each fact, now and before.

A redesigned page often still gives events, but without their hours or places; that is told here, by
counting.  What happens to a source that lost facts is left to ``pipeline`` and ``check``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from bba_events.event import Event
from bba_events.text import fold

FEWEST = 5
"""From this many events on, before and now, shares mean something."""
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


def lost(before: Sequence[Event], now: Sequence[Event]) -> list[str]:
    """The facts whose fill fell below ``LEAST`` of what it was; [] when there are too few to tell."""
    before, now = again(before, now)
    if min(len(before), len(now)) < FEWEST:
        return []
    was, told = rates(before), rates(now)
    return [fact for fact in FACTS if was[fact] > 0 and told[fact] < LEAST * was[fact]]


def again(before: Sequence[Event], now: Sequence[Event]) -> tuple[list[Event], list[Event]]:
    """Those of both whose title stands in both: what is new may well tell less than what was there."""
    titles = {fold(event.title) for event in before} & {fold(event.title) for event in now}
    kept, shown = ([event for event in events if fold(event.title) in titles] for events in (before, now))
    return kept, shown


def told(before: Sequence[Event], now: Sequence[Event]) -> str:
    """Which facts were lost, in words; "" when none were."""
    was, is_now = map(rates, again(before, now))
    facts = ", ".join(f"{fact} {was[fact]:.0%} to {is_now[fact]:.0%}" for fact in lost(before, now))
    return f"the page looks redesigned: events lost facts ({facts})" if facts else ""
