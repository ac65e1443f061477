"""The body of ``read``: files and addresses in, events out, one a line.

Reading a page is ``pipeline``'s, opening an address is ``fetch``'s.  A file beside a recording (a
``.toml`` of the same name) is read with the address, headers and day of that recording.
"""

from __future__ import annotations

import asyncio
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bba_events import config as configuration
from bba_events import lines, pipeline
from bba_events.cli import arguments
from bba_events.cli import input as given_input
from bba_events.cli.faults import SOURCES
from bba_events.cli.terminal import columns, say, show, show_json
from bba_events.config import Source
from bba_events.errors import ConfigError, SourceError
from bba_events.event import Event

_TYPES = {
    ".ics": "text/calendar",
    ".ical": "text/calendar",
    ".ifb": "text/calendar",
    ".json": "application/json",
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of every page given."""

    url: str = ""
    row: Source | None = None
    on: date | None = None
    expand: bool = True
    config: Path = arguments.CONFIG


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes, and where they come from."""

    body: bytes
    url: str
    headers: Mapping[str, str]
    day: date | None = None
    """The day it was recorded."""


def row(source: str, path: Path) -> Source | None:
    """The row of that id, None for ""; raises ConfigError when there is none."""
    if not source:
        return None
    rows = {found.id: found for found in configuration.load(path).sources}
    if source not in rows:
        raise ConfigError(f"{path}: there is no source {source!r}; there are: {', '.join(rows)}")
    return rows[source]


def tell(pages: Sequence[str], asked: Asked, *, as_json: bool) -> int:
    """Print the events of every page; a page that cannot be read is told and the others go on."""
    failed = False
    for name in pages:
        try:
            document = _opened(name, asked)
            events = pipeline.read_page(
                document.body,
                url=document.url,
                headers=document.headers,
                source=asked.row,
                on=asked.on or document.day or arguments.today(),
                expand=asked.expand,
                on_note=lambda note, name=name: say(f"{name}: {note}"),  # type: ignore[misc]
            )
        except SourceError as fault:
            say(str(fault) if str(fault).startswith(name) else f"{name}: {fault}")
            failed = True
            continue
        _print(name, events, as_json=as_json)
    return SOURCES if failed else 0


def _print(name: str, events: Sequence[Event], *, as_json: bool) -> None:
    if as_json:
        for event in events:
            show_json(lines.of_event(event))
        return
    if not events:
        say(f"{name}: readable, but it announces nothing")
    rows = [(*_days(event), event.title, lines.location(event.place), _marks(event)) for event in events]
    for line in columns(rows):
        show(line)


def _days(event: Event) -> tuple[str, str]:
    start, end = lines.ends(event.span)
    return start or "…", end or "…"


def _marks(event: Event) -> str:
    marks = [event.kind.value, "" if event.status == "confirmed" else event.status.value.replace("_", " ")]
    return ", ".join(filter(None, [*marks, *event.doubts]))


def _opened(name: str, asked: Asked) -> Document:
    if is_address(name):
        return fetched(name, asked.config)
    body = given_input.content(name)
    path = Path(name)
    headers = {"content-type": _TYPES[path.suffix.lower()]} if path.suffix.lower() in _TYPES else {}
    recorded = _recording(path)
    document = Document(body, "", headers) if recorded is None else replace(recorded, body=body)
    return replace(document, url=asked.url or document.url or _address(path, asked.row))


def _address(path: Path, source: Source | None) -> str:
    """The address of a file of which nothing is known: its source's, else its own."""
    if source is not None:
        return source.url
    return path.absolute().as_uri() if str(path) != given_input.STDIN else "file:///dev/stdin"


def _recording(path: Path) -> Document | None:
    """Address, headers and day from the recording beside a file, None when there is none."""
    beside = path.with_suffix(".toml")
    if beside == path or not beside.is_file():
        return None
    told: dict[str, Any] = tomllib.loads(beside.read_text(encoding="utf-8"))
    if told.get("body") != path.name or not isinstance(told.get("fetched_on"), date):
        return None
    return Document(b"", told["url"], told.get("headers", {}), told["fetched_on"])


def is_address(name: str) -> bool:
    """Whether it names something on the web rather than a file."""
    return re.match(r"https?://", name, re.IGNORECASE) is not None


def fetched(url: str, config: Path) -> Document:
    """What is at an address, fetched as politely as in a run with ``config``; raises FetchError."""
    from bba_events import fetch
    from bba_events.cli import network

    settings = network.settings_beside(config)

    async def get() -> fetch.Response:
        async with fetch.Client(settings, today=arguments.today()) as client:
            return await client.get(url)

    response = asyncio.run(get())
    for note in response.notes:
        say(f"{url}: {note}")
    return Document(response.body, response.url, response.headers)
