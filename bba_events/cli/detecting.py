"""The bodies of ``detect`` and ``discover``: pages looked at, rows proposed.

How a partner can be read is known by ``detect``, who is named by ``discover``.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tomlkit

from bba_events import config as configuration
from bba_events import dates, fetch, lines
from bba_events import detect as detection
from bba_events import discover as discovery
from bba_events.cli import input as given_input
from bba_events.cli.faults import MENDABLE, SOURCES
from bba_events.cli.network import settings_beside
from bba_events.cli.terminal import escaped, say, show, show_json
from bba_events.detect import Detection, Finding, Get
from bba_events.errors import ConfigError, SourceError
from bba_events.page import Page, make_page
from bba_events.span import Span

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of both commands."""

    today: date
    config: Path
    replay: Path | None = None
    as_json: bool = False

    def client(self) -> fetch.Client:
        """The network as the configuration allows it, or recorded answers."""
        settings = settings_beside(self.config)
        if self.replay is not None:
            return fetch.replay_client(self.replay, settings, today=self.today)
        return fetch.Client(settings, today=self.today)

    def taken(self) -> list[str]:
        """Ids of the rows there are."""
        return [row.id for row in configuration.load(self.config).sources] if self.config.exists() else []


def detect(name: str, asked: Asked, *, url: str, add: bool) -> int:
    """Print the ways to read one page; 3 when there is none."""
    found = asyncio.run(_detected(name, asked, url))
    rows = [detection.row(found, one, asked.taken()) for one in found.findings]
    if asked.as_json:
        for one, made in zip(found.findings, rows, strict=True):
            show_json(_record(one, made))
    else:
        _tell(found, rows)
    for note in found.notes:
        say(note)
    if not found.findings:
        say(f"{name}: no way to read it was found; docs/adding-a-source.md tells of selectors and scrapers")
        return SOURCES
    return _add(asked.config, rows[0]) if add else 0


async def _detected(name: str, asked: Asked, url: str) -> Detection:
    if not _is_address(name):
        page = make_page(url or Path(name).absolute().as_uri(), given_input.content(name), {})
        return await detection.detect(page, None, today=asked.today)
    async with asked.client() as client:
        get = _getter(client)
        return await detection.detect(await get(name), get, today=asked.today)


def _is_address(name: str) -> bool:
    return bool(re.match(r"https?://", name, re.IGNORECASE))


def _getter(client: fetch.Client) -> Get:
    async def get(url: str) -> Page:
        response = await client.get(url)
        return make_page(response.url, response.body, response.headers)

    return get


def _tell(found: Detection, rows: Sequence[dict[str, str]]) -> None:
    for number, (one, made) in enumerate(zip(found.findings, rows, strict=True), 1):
        ways = ", ".join(f"{way} {count}" for way, count in one.ways.items())
        of = f" ({one.platform})" if one.platform else ""
        show(f"{number}. {escaped(one.url)}{of}: {len(one.events)} to come, {one.past} past; read by {ways}")
        for event in one.events[:_EXAMPLES]:
            show(f"     {_when(event.span, found.language)} - {escaped(event.title)}")
        show(f"\n{_toml(made)}")


def _when(span: Span, language: str) -> str:
    return dates.write(span, language or "en", None) if span.dated else "no date yet"


def _toml(made: dict[str, str]) -> str:
    return tomlkit.dumps({"source": [made]})


def _record(one: Finding, made: dict[str, str]) -> dict[str, object]:
    examples = [lines.of_event(event) for event in one.events[:_EXAMPLES]]
    return {
        "url": one.url, "ways": dict(one.ways), "platform": one.platform, "events": len(one.events),
        "past": one.past, "examples": examples, "row": made,
    }  # fmt: skip


def _add(path: Path, made: dict[str, str]) -> int:
    """Append a row at the end of the file, where no comment or order is touched."""
    if not path.exists():
        say(f"{path}: there is no such file; `bba-events init` writes one")
        return MENDABLE
    text = path.read_text(encoding="utf-8")
    urls = {row.url for row in configuration.load(path).sources}
    if made["url"] in urls:
        say(f"{path}: has this address already; nothing was added")
        return 0
    path.write_text(text.rstrip("\n") + "\n\n" + _toml(made).strip("\n") + "\n", encoding="utf-8")
    try:
        configuration.load(path)
    except ConfigError:
        path.write_text(text, encoding="utf-8")
        raise
    say(f"{path}: source {made['id']!r} added; run `bba-events fetch --source {made['id']}`")
    return 0


def discover(name: str, asked: Asked, *, offline: bool) -> int:
    """Print the partners a document names, with a row for each that can be read."""
    return asyncio.run(_discover(name, asked, offline))


async def _discover(name: str, asked: Asked, offline: bool) -> int:
    async with asked.client() as client:
        get = _getter(client)
        partners = discovery.partners(await _document(name, get))
        if not partners:
            say(f"{name}: no partner is linked to there")
            return SOURCES
        looked = [] if offline else await asyncio.gather(*(_look(one, get, asked.today) for one in partners))
    taken = asked.taken()
    for number, partner in enumerate(partners):
        made = _proposal(looked[number], taken) if looked else None
        taken += [made["id"]] if made else []
        _tell_partner(partner, looked[number] if looked else None, made, asked)
    return 0


async def _document(name: str, get: Get) -> Page:
    if _is_address(name):
        return await get(name)
    path = Path(name)
    kind = "text/html" if path.suffix.lower() in (".html", ".htm") else "text/plain"
    return make_page(path.absolute().as_uri(), given_input.content(name), {"content-type": kind})


async def _look(partner: discovery.Partner, get: Get, today: date) -> Detection:
    """The first of a partner's addresses that can be read, else words on all of them."""
    notes: list[str] = []
    for url in partner.urls[:_EXAMPLES]:
        try:
            found = await detection.detect(await get(url), get, today=today)
        except SourceError as fault:
            notes.append(str(fault))
            continue
        if found.findings:
            return found
        notes += found.notes
    return Detection(partner.site, "", (), tuple(notes))


def _proposal(found: Detection, taken: Sequence[str]) -> dict[str, str] | None:
    return detection.row(found, found.findings[0], taken) if found.findings else None


def _tell_partner(
    partner: discovery.Partner, found: Detection | None, made: dict[str, str] | None, asked: Asked
) -> None:
    best = found.findings[0] if found and found.findings else None
    if asked.as_json:
        events = len(best.events) if best else None
        notes = list(found.notes) if found else []
        show_json({"site": partner.site, "urls": partner.urls, "events": events, "row": made, "notes": notes})
        return
    state = "" if found is None else f": {len(best.events)} to come" if best else ": cannot be read yet"
    show(f"{partner.site}{state}")
    for url in partner.urls:
        show(f"  {escaped(url)}")
    if found and not best:
        for note in found.notes[:_EXAMPLES]:
            say(f"  {note}")
    if made:
        show(f"\n{_toml(made)}")
