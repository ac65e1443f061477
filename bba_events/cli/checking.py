"""The body of ``check``: every source looked at, a line each; nothing kept, nothing published."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from bba_events import check as checks
from bba_events import config as configuration
from bba_events import fetch, manners
from bba_events.check import SICK, Check
from bba_events.cli.faults import SOURCES
from bba_events.cli.terminal import columns, say, show, show_json
from bba_events.config import Config, Source
from bba_events.errors import ConfigError
from bba_events.store import LastGood, Store


def check(path: Path, names: Sequence[str], *, today: date, replay: Path | None, as_json: bool) -> int:
    """Look at the sources named, or at all; 3 when one needs the maintainer."""
    made = configuration.load(path)
    rows = _chosen(made, names)
    told = asyncio.run(_checked(made, rows, _last_good(made, rows), today, replay))
    if as_json:
        for one in told:
            show_json(msgspec.to_builtins(one))
    else:
        _tell(told)
    return SOURCES if any(one.health in SICK for one in told) else 0


def _chosen(made: Config, names: Sequence[str]) -> list[Source]:
    rows = {row.id: row for row in made.sources}
    faults = [f"{made.path}: there is no source {name!r}; there are: {', '.join(rows)}"
              for name in names if name not in rows]  # fmt: skip
    if faults:
        raise ConfigError(*faults)
    return [rows[name] for name in names] or [row for row in made.sources if row.enabled]


def _last_good(made: Config, rows: Sequence[Source]) -> dict[str, LastGood | None]:
    """What each source last gave; nothing when there was no run yet."""
    if not made.calendar.store.exists():
        return {}
    with Store.open_to_read(made.calendar.store) as store:
        return {row.id: store.last_good(row.id) for row in rows}


async def _checked(
    made: Config,
    rows: Sequence[Source],
    good: dict[str, LastGood | None],
    today: date,
    replay: Path | None,
) -> list[Check]:
    """All sources, over an empty store, so that every page is really read."""
    allowed = manners.settings(made.calendar, rows)
    with tempfile.TemporaryDirectory() as folder, Store.open_for_run(Path(folder) / "store") as scratch:
        client = (
            fetch.Client(allowed, today=today)
            if replay is None
            else fetch.replay_client(replay, allowed, today=today)
        )
        async with client:
            looks = (
                checks.check(row, good.get(row.id), client=client, scratch=scratch, today=today)
                for row in rows
            )
            return list(await asyncio.gather(*looks))


def _tell(told: Sequence[Check]) -> None:
    rows = [(one.id, one.health.value, _count(one), _fill(one)) for one in told]
    for line in columns(rows) if rows else []:
        show(line)
    for one in told:
        if one.health in SICK:
            say(f"{one.id}: {one.why}; look at {one.url}, docs/maintainer.md tells what to do")


def _count(one: Check) -> str:
    usual = "" if one.usual is None else f" (usually {one.usual})"
    return f"{one.found} {'event' if one.found == 1 else 'events'}{usual}"


def _fill(one: Check) -> str:
    return ", ".join(f"{fact} {share:.0%}" for fact, share in one.fill.items() if one.found)
