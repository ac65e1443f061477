"""The body of ``record``: what the live network answers, written down for ``fetch --replay``."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bba_events import config as configuration
from bba_events import fetch, harvest, manners
from bba_events.cli.faults import SOURCES
from bba_events.cli.terminal import say, show
from bba_events.config import Config, Source
from bba_events.errors import ConfigError, FetchError, SourceError
from bba_events.fetch.record import FolderRecorder
from bba_events.store import Store


def record(path: Path, names: Sequence[str], *, folder: Path, note: str, today: date) -> int:
    """Record the pages that a run would ask for; 3 when a source gave none."""
    made = configuration.load(path)
    rows = _chosen(made, names)
    recorder = FolderRecorder(folder, note)
    with tempfile.TemporaryDirectory() as scratch, Store.open_for_run(Path(scratch) / "store") as store:
        failed = asyncio.run(_record(made, rows, recorder, store, today))
    show(str(folder))
    return SOURCES if failed else 0


def _chosen(made: Config, names: Sequence[str]) -> list[Source]:
    rows = {row.id: row for row in made.sources}
    unknown = [name for name in names if name not in rows]
    if unknown:
        raise ConfigError(
            *(f"{made.path}: there is no source {name!r}; there are: {', '.join(rows)}" for name in unknown)
        )
    return [rows[name] for name in names] or [row for row in made.sources if row.enabled]


async def _record(
    made: Config, rows: Sequence[Source], recorder: FolderRecorder, store: Store, today: date
) -> bool:
    """Walk every source as a run would, on an empty store, so that nothing is asked conditionally."""
    async with fetch.Client(manners.settings(made.calendar, rows), today=today, recorder=recorder) as client:
        told = await asyncio.gather(*(_walk(row, client, store, today) for row in rows))
    return not all(told)


async def _walk(row: Source, client: fetch.Client, store: Store, today: date) -> bool:
    """Whether the source's pages were recorded; one that cannot be read is told too."""
    try:
        found = await harvest.Harvester(row, client=client, store=store, today=today).harvest()
    except FetchError as fault:
        say(f"{row.id}: not recorded: {fault}")
        return False
    except SourceError as fault:
        say(f"{row.id}: recorded, but not read: {fault}")
        return True
    say(f"{row.id}: recorded; events read: {len(found.events)}")
    return True
