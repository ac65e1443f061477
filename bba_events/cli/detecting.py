"""The body of ``detect``: a page looked at, rows proposed, one of them added.

How a partner can be read is known by ``detect``; ``discovering`` looks at many.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from bba_events import config as configuration
from bba_events import dates, fetch, lines
from bba_events import detect as detection
from bba_events.address import canonical, host
from bba_events.cli import input as given_input
from bba_events.cli.faults import MENDABLE, SOURCES
from bba_events.cli.network import settings_beside
from bba_events.cli.terminal import escaped, say, show, show_json
from bba_events.detect import Detection, Finding, Get
from bba_events.errors import ConfigError
from bba_events.page import Page, make_page
from bba_events.span import Span

EXAMPLES = 3
"""Events, or addresses, that are shown of each finding."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of both commands."""

    today: date
    config: Path
    replay: Path | None = None
    as_json: bool = False
    client_id: str = ""
    """Name of the environment variable with the client id of the host that is asked."""

    def client(self, url: str = "") -> fetch.Client:
        """The network as the configuration allows it, or recorded answers."""
        settings = settings_beside(self.config)
        if self.client_id:
            ids = {**settings.client_ids, host(url): _environment(self.client_id)}
            settings = replace(settings, client_ids=ids)
        if self.replay is not None:
            return fetch.replay_client(self.replay, settings, today=self.today)
        return fetch.Client(settings, today=self.today)

    def taken(self) -> list[str]:
        """Ids of the rows there are."""
        return list(self.rows().values())

    def rows(self) -> dict[str, str]:
        """The rows there are: canonical address to id."""
        made = configuration.load(self.config).sources if self.config.exists() else ()
        return {canonical(row.url): row.id for row in made}


def _environment(variable: str) -> str:
    """The client id that a variable holds."""
    if found := os.environ.get(variable):
        return found
    raise ConfigError(
        f"--client-id: the environment variable {variable} is not set; put the client id into it"
    )


def detect(name: str, asked: Asked, *, url: str, add: bool) -> int:
    """Print the ways to read one page; 3 when there is none."""
    found = asyncio.run(_detected(name, asked, url))
    rows = [_row(found, one, asked) for one in found.ways]
    if asked.as_json:
        for one, made in zip(found.ways, rows, strict=True):
            show_json(_record(one, made))
    else:
        _tell(found, rows)
    for note in found.notes:
        say(note)
    if not found.findings:
        say(f"{name}: no way to read it was found; docs/adding-a-source.md tells of selectors and scrapers")
        return SOURCES
    return _add(asked.config, rows[0]) if add else 0


def _row(found: Detection, one: Finding, asked: Asked) -> dict[str, Any]:
    made = detection.row(found, one, asked.taken())
    return {**made, "client_id": asked.client_id} if asked.client_id else made


async def _detected(name: str, asked: Asked, url: str) -> Detection:
    if not is_address(name):
        page = make_page(url or Path(name).absolute().as_uri(), given_input.content(name), {})
        return await detection.detect(page, None, today=asked.today)
    async with asked.client(name) as client:
        get = getter(client)
        return await detection.detect(await get(name), get, today=asked.today)


def is_address(name: str) -> bool:
    """Whether a name is a web address, not that of a file."""
    return bool(re.match(r"https?://", name, re.IGNORECASE))


def getter(client: fetch.Client) -> Get:
    """Opens addresses with a client."""

    async def get(url: str) -> Page:
        response = await client.get(url)
        return make_page(response.url, response.body, response.headers)

    return get


def _tell(found: Detection, rows: Sequence[dict[str, Any]]) -> None:
    for number, (one, made) in enumerate(zip(found.ways, rows, strict=True), 1):
        ways = ", ".join(f"{way} {count}" for way, count in one.ways.items())
        of = f" ({one.platform})" if one.platform else ""
        show(f"{number}. {escaped(one.url)}{of}: {len(one.events)} to come, {one.past} past; read by {ways}")
        for event in one.events[:EXAMPLES]:
            show(f"     {_when(event.span, found.language)} - {escaped(event.title)}")
        show(f"\n{toml(made)}")


def _when(span: Span, language: str) -> str:
    return dates.write(span, language or "en", None) if span.dated else "no date yet"


def toml(made: dict[str, Any]) -> str:
    """A row as it stands in ``sources.toml``."""
    return tomlkit.dumps({"source": [made]})


def _record(one: Finding, made: dict[str, Any]) -> dict[str, object]:
    examples = [lines.of_event(event) for event in one.events[:EXAMPLES]]
    return {
        "url": one.url, "ways": dict(one.ways), "platform": one.platform, "events": len(one.events),
        "past": one.past, "examples": examples, "row": made,
    }  # fmt: skip


def _add(path: Path, made: dict[str, Any]) -> int:
    """Append a row at the end of the file, where no comment or order is touched."""
    if not path.exists():
        say(f"{path}: there is no such file; `bba-events init` writes one")
        return MENDABLE
    before = path.read_bytes()
    there = {canonical(row.url): row.id for row in configuration.load(path).sources}
    if known := there.get(canonical(made["url"])):
        say(f"{path}: source {known!r} has this address already; nothing was added")
        return 0
    path.write_bytes(_appended(before, toml(made)))
    try:
        configuration.load(path)
    except ConfigError:
        path.write_bytes(before)
        raise
    say(f"{path}: source {made['id']!r} added; run `bba-events fetch --source {made['id']}`")
    return 0


def _appended(before: bytes, row: str) -> bytes:
    """The file with a row more, its own bytes and way of ending lines kept."""
    end = b"\r\n" if b"\r\n" in before else b"\n"
    return before.rstrip(b"\r\n") + end * 2 + row.strip("\n").encode().replace(b"\n", end) + end
