"""Is a source well? Read now, compared with what it last gave; nothing is published or kept.

Says well, quiet, broken, redesigned or unreachable, and why, so that the maintainer hears of it before
the editor does.  Fetching and reading are left to ``harvest``, counting to ``fill`` and ``identity``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bba_events import fill, identity
from bba_events.config import Source
from bba_events.errors import FetchError, SourceError
from bba_events.fetch import Client
from bba_events.harvest import Harvest, Harvester
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
    why: str = ""
    notes: tuple[str, ...] = ()


async def check(
    source: Source, good: LastGood | None, *, client: Client, scratch: Store, today: date
) -> Check:
    """Look at one source.  ``good`` is what it last gave, ``scratch`` an empty store that is thrown away."""
    usual = (good.usual or len(good.events)) if good else None
    try:
        harvest = await Harvester(source, client=client, store=scratch, today=today).harvest()
    except FetchError as fault:
        return Check(source.id, source.url, Health.UNREACHABLE, usual=usual, why=str(fault))
    except SourceError as fault:
        return Check(source.id, source.url, Health.BROKEN, usual=usual, why=str(fault))
    health, why = _judged(harvest, good, today)
    return Check(
        source.id, source.url, health, len(harvest.events), usual, fill.rates(harvest.events),
        fill.rates(good.events) if good else {}, why, harvest.notes,
    )  # fmt: skip


def _judged(harvest: Harvest, good: LastGood | None, today: date) -> tuple[Health, str]:
    before = good.events if good else ()
    if missing := identity.suspicion(before, harvest.events, today=today):
        return Health.BROKEN, missing
    if redesigned := fill.told(before, harvest.events):
        return Health.REDESIGNED, redesigned
    if harvest.unread and not harvest.events:
        return Health.BROKEN, "; ".join(harvest.notes) or "nothing on the page could be read as an event"
    if not harvest.events:
        return Health.QUIET, "; ".join(harvest.notes)
    return Health.WELL, ""
