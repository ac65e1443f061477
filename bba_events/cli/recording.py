"""The body of ``record``: what the live network answers, written down for ``fetch --replay`` and tests."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from bba_events import config as configuration
from bba_events import fetch, harvest, lines, manners, pipeline
from bba_events.cli.faults import SOURCES
from bba_events.cli.terminal import say, show
from bba_events.config import Config, Source
from bba_events.errors import ConfigError, FetchError, ReadError, SourceError
from bba_events.event import Event
from bba_events.fetch.record import FolderRecorder
from bba_events.fetch.recording import Recording, key, read_folder
from bba_events.store import Store


def record(path: Path, names: Sequence[str], *, folder: Path, note: str, today: date) -> int:
    """Record the pages that a run would ask for; 3 when a source gave none."""
    made = configuration.load(path)
    rows = _chosen(made, names)
    recorder = FolderRecorder(folder, note)
    with tempfile.TemporaryDirectory() as scratch, Store.open_for_run(Path(scratch) / "store") as store:
        failed = asyncio.run(_record(made, rows, recorder, store, today))
    written = {told["id"]: told for told in configuration.parse(path)["source"]}
    for row in rows:
        _expect(folder, row)
        _expect_all(folder, row, written[row.id], today)
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


EXPECTED = "expected"
"""Folder within a recorded one: for each source a file that tells what it must give when it is replayed."""
_FACTS = ("title", "start", "end", "all_day", "kind", "status", "location", "part_of")


def _expect(folder: Path, row: Source) -> None:
    """Put beside a source's page what is read on it, the day frozen, to be checked and then kept as a test.

    An expectation that is there already stays: somebody may have written it by hand.
    """
    found = read_folder(folder).get(key(row.url))
    if found is None or not found.body:
        return
    file = (found.file.parent / found.body).with_suffix(".json")
    if file.exists():
        say(f"{file}: is there already, left as it is")
        return
    told = {"url": found.url, "source": row.id, "on": found.fetched_on.isoformat(), **_read(found, row)}
    file.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    say(f"{file}: what was read on the page; check it against the page, then keep it as a test")


def _expect_all(folder: Path, row: Source, told: Mapping[str, Any], today: date) -> None:
    """Put beside a source's pages what they give together, with the row and the day: a test as it stands.

    A source that was not recorded leaves none; one that is there already stays.
    """
    file = folder / EXPECTED / f"{row.id}.toml"
    if file.exists():
        say(f"{file}: is there already, left as it is")
    elif key(row.url) in read_folder(folder):
        made = {"on": today, **replayed(folder, row, today), "source": dict(told)}
        file.parent.mkdir(exist_ok=True)
        file.write_text(tomlkit.dumps(made), encoding="utf-8")
        say(f"{file}: what was read on all its pages; check it, then keep the folder in fixtures/recorded")


def replayed(folder: Path, row: Source, on: date) -> dict[str, Any]:
    """What a source gives when its recorded pages are read on a day: its events, or why it gives none.

    Raises FetchError when a page is missing that it cannot do without.
    """
    bare = replace(row, client_id="")  # recorded answers ask for none
    with (
        tempfile.TemporaryDirectory() as scratch,
        Store.open_for_run(Path(scratch) / "store", replayed=True) as store,
    ):
        try:
            events = asyncio.run(_harvested(folder, bare, store, on))
        except ReadError as fault:
            return {"refused": str(fault), "events": []}
    made = [lines.of_event(event) for event in events]
    facts = (*_FACTS, "url")
    return {"events": [{fact: one[fact] for fact in facts if one[fact] is not None} for one in made]}


async def _harvested(folder: Path, row: Source, store: Store, on: date) -> Sequence[Event]:
    settings = fetch.Settings(contact="replay@example.org", delay=0.0, allow_private=True)
    async with fetch.replay_client(folder, settings, today=on) as client:
        return (await harvest.Harvester(row, client=client, store=store, today=on).harvest()).events


def _read(found: Recording, row: Source) -> dict[str, Any]:
    body = (found.file.parent / found.body).read_bytes()
    try:
        events = pipeline.read_page(
            body, url=found.url, headers=found.headers, source=row, on=found.fetched_on
        )
    except SourceError as fault:
        return {"events": [], "refused": str(fault)}
    made = [lines.of_event(event) for event in events]
    return {"events": [{fact: one[fact] for fact in _FACTS} for one in made], "refused": None}
