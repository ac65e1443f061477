"""Is a source well? Read now, compared with what it last gave; nothing is published or kept.

Says well, quiet, broken, redesigned or unreachable, and why, so that the maintainer hears of it before
the editor does.  Fetching and reading are left to ``harvest``, counting to ``fill`` and ``identity``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bba_events import fill, identity, usual
from bba_events.config import Source
from bba_events.errors import FetchError, SourceError
from bba_events.event import Event
from bba_events.fetch import Client
from bba_events.harvest import Harvester
from bba_events.harvested import Harvest
from bba_events.reading import NEAREST
from bba_events.store import LastGood, Store


class Health(StrEnum):
    """How a source is."""

    WELL = "well"
    QUIET = "quiet"
    """Readable, but it announces nothing now, and it need not."""
    REDESIGNED = "redesigned"
    """Events come, but without facts that they used to have."""
    BROKEN = "broken"
    """It can be fetched but not read, or upcoming events are missing that must be there."""
    UNREACHABLE = "unreachable"


SICK = frozenset({Health.REDESIGNED, Health.BROKEN, Health.UNREACHABLE})
"""What a nightly job must tell about."""


@dataclass(frozen=True, slots=True)
class Check:
    """One source, looked at."""

    id: str
    url: str
    health: Health
    found: int = 0
    usual: int | None = None
    """How many it usually gives, None when it was never read."""
    fill: Mapping[str, float] = field(default_factory=dict)
    """Share of the events found that have each fact."""
    fill_before: Mapping[str, float] = field(default_factory=dict)
    """The usual share, of its last readings."""
    selector: str = ""
    """The first selector of the row that finds nothing, and what on the page comes nearest to it."""
    why: str = ""
    notes: tuple[str, ...] = ()


async def check(
    source: Source, good: LastGood | None, *, client: Client, scratch: Store, today: date
) -> Check:
    """Look at one source.

    ``good`` is what it last gave, ``scratch`` a copy of the store that is thrown away: words keep the day on
    which they were first seen, and pages that fail have what stands in for them, as in a run.
    """
    usually = (good.usual or len(good.events)) if good else None
    before = _fill_before(good)
    try:
        harvest = await Harvester(source, client=client, store=scratch, today=today).harvest()
    except FetchError as fault:
        return Check(
            source.id, source.url, Health.UNREACHABLE, usual=usually, fill_before=before, why=str(fault)
        )
    except SourceError as fault:
        return Check(source.id, source.url, Health.BROKEN, usual=usually, fill_before=before, why=str(fault))
    health, why = _judged(harvest, good, today)
    if harvest.blind and health in SICK and harvest.blind not in why:
        why = f"{why}; {harvest.blind}"
    return Check(
        source.id, source.url, health, len(harvest.events), usually, _shares(harvest.events), before,
        harvest.blind, why, harvest.notes,
    )  # fmt: skip


def _shares(events: Sequence[Event]) -> dict[str, float]:
    return {fact: round(share, 2) for fact, share in fill.rates(events).items()}


def _fill_before(good: LastGood | None) -> Mapping[str, float]:
    """The usual share of each fact; that of the last good events where nothing else is remembered."""
    if good is None:
        return {}
    return usual.fill(good.history) or _shares(good.events)


def _judged(harvest: Harvest, good: LastGood | None, today: date) -> tuple[Health, str]:
    before, history = (good.events, good.history) if good else ((), ())
    if missing := identity.suspicion(before, harvest.events, today=today):
        return Health.BROKEN, missing
    if lost := fill.told(before, harvest.events, history):
        return Health.REDESIGNED, lost
    if harvest.unread and not harvest.events:
        return Health.BROKEN, "; ".join(harvest.notes) or "nothing on the page could be read as an event"
    if harvest.blind and (sick := _blinded(harvest)):
        return sick, f"the row's selectors find nothing: {harvest.blind}"
    return _counted(harvest, good)


def _blinded(harvest: Harvest) -> Health | None:
    """What a selector that finds nothing says of the page: without rows, or with rows that lost a fact.

    An empty list has no rows either; then nothing on the page comes near to one.
    """
    if NEAREST not in harvest.blind:
        return None
    return Health.REDESIGNED if harvest.events else Health.BROKEN


def _counted(harvest: Harvest, good: LastGood | None) -> tuple[Health, str]:
    """Well, or quiet when there is nothing or much less than usual."""
    found, usually = len(harvest.events), good.usual if good else 0
    if not found:
        return Health.QUIET, "; ".join(harvest.notes) or "the page announces nothing"
    if usually >= fill.FEWEST and found * 2 < usually:
        return Health.QUIET, f"{found} of usually {usually} events; none of those that are to come is missing"
    return Health.WELL, ""
