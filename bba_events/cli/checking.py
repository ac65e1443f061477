"""The body of ``check``: every source looked at, a line each; nothing kept, nothing published."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec

from bba_events import check as checks
from bba_events import config as configuration
from bba_events import fetch, manners
from bba_events.check import SICK, Check, Health
from bba_events.cli.faults import SOURCES
from bba_events.cli.terminal import BAD, DOUBTFUL, GOOD, columns, say, show, show_json
from bba_events.config import Config, Source
from bba_events.errors import ConfigError
from bba_events.store import LastGood, Store


def check(path: Path, names: Sequence[str], *, today: date, replay: Path | None, as_json: bool) -> int:
    """Look at the sources named, or at all; 3 when one needs the maintainer."""
    made = configuration.load(path)
    rows = _chosen(made, names)
    told = asyncio.run(_checked(made, rows, today, replay))
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


@contextmanager
def _scratch(made: Config, rows: Sequence[Source]) -> Iterator[tuple[dict[str, LastGood | None], Store]]:
    """What each source last gave, and a copy of the store to throw away; empty before the first run."""
    path = made.calendar.store
    good: dict[str, LastGood | None] = {}
    replayed = False
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "store"
        if path.exists():
            with Store.open_to_read(path) as store:
                good = {row.id: store.last_good(row.id) for row in rows}
                replayed = store.replayed
                store.copy(copy)
        with Store.open_for_run(copy, replayed=replayed) as scratch:
            for name, known in good.items():
                if known:  # of another program, as it were: so all is read again, not only what changed
                    scratch.put_last_good(name, replace(known, fingerprint=""))
            yield good, scratch


async def _checked(made: Config, rows: Sequence[Source], today: date, replay: Path | None) -> list[Check]:
    """All sources; pages that did not change are not sent again, but read again."""
    allowed = manners.settings(made.calendar, rows)
    with _scratch(made, rows) as (good, scratch):
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


_COLOURS = {Health.WELL: GOOD, Health.QUIET: DOUBTFUL}


def _tell(told: Sequence[Check]) -> None:
    rows = [(one.id, one.health.value, _count(one), _fill(one)) for one in told]
    for line in columns(rows, [_COLOURS.get(one.health, BAD) for one in told]) if rows else []:
        show(line)
    for one in told:
        if one.health in SICK:
            say(f"{one.id}: {one.why}; look at {one.url}, docs/maintainer.md tells what to do")
        elif one.why:
            say(f"{one.id}: {one.why}")


def _count(one: Check) -> str:
    usual = "" if one.usual is None else f" (usually {one.usual})"
    return f"{one.found} {'event' if one.found == 1 else 'events'}{usual}"


def _fill(one: Check) -> str:
    """The share of each fact, beside the usual one where it differs."""
    return ", ".join(
        _share(fact, share, one.fill_before.get(fact)) for fact, share in one.fill.items() if one.found
    )


def _share(fact: str, share: float, before: float | None) -> str:
    usual = "" if before is None or f"{before:.0%}" == f"{share:.0%}" else f" (usually {before:.0%})"
    return f"{fact} {share:.0%}{usual}"
