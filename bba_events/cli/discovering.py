"""The body of ``discover``: the partners that a document names looked at one by one, rows proposed.

Who is named is known by ``discover``, how each can be read by ``detect``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bba_events import detect as detection
from bba_events import discover as discovery
from bba_events.address import canonical
from bba_events.cli import input as given_input
from bba_events.cli.detecting import EXAMPLES, Asked, getter, is_address, toml
from bba_events.cli.faults import SOURCES
from bba_events.cli.terminal import escaped, say, show, show_json
from bba_events.detect import Detection, Get
from bba_events.errors import ConfigError, SourceError
from bba_events.page import Page, make_page


def discover(name: str, asked: Asked, *, offline: bool) -> int:
    """Print the partners a document names, with a row for each that can be read."""
    return asyncio.run(_discover(name, asked, offline))


async def _discover(name: str, asked: Asked, offline: bool) -> int:
    async with asked.client() as client:
        get = getter(client)
        document = await _document(name, get)
        resolved = {} if offline else await _resolved(discovery.tracked(document), get)
        partners = discovery.partners(document, resolved)
        if not partners:
            say(f"{name}: no partner is linked to there")
            return SOURCES
        looked = [] if offline else await asyncio.gather(*(_look(one, get, asked.today) for one in partners))
    taken, rows = asked.taken(), asked.rows()
    for number, partner in enumerate(partners):
        found = looked[number] if looked else None
        known = _known(partner, found, rows)
        made = _proposal(found, taken) if found and not known else None
        taken += [made["id"]] if made else []
        _tell_partner(partner, found, made, known, asked)
    return SOURCES if looked and not any(one.findings for one in looked) else 0


async def _resolved(links: Sequence[str], get: Get) -> dict[str, str]:
    """Where counted links lead to; one that leads nowhere stays what it is."""

    async def end_of(url: str) -> str:
        try:
            return (await get(url)).url
        except SourceError as fault:
            say(str(fault))
            return url

    ends = await asyncio.gather(*(end_of(url) for url in links))
    return dict(zip(links, ends, strict=True))


def _known(partner: discovery.Partner, found: Detection | None, rows: Mapping[str, str]) -> str:
    """The id of the row that reads one of a partner's addresses already, "" when none does."""
    urls = [*partner.urls, *(one.url for one in (found.findings if found else ()))]
    return next((rows[canonical(url)] for url in urls if canonical(url) in rows), "")


async def _document(name: str, get: Get) -> Page:
    if is_address(name):
        return await get(name)
    path = Path(name)
    if (content := given_input.content(name)).startswith(b"%PDF"):
        raise ConfigError(f"{name}: is a PDF; give its text instead, as `pdftotext {path.name}` makes it")
    kind = "text/html" if path.suffix.lower() in (".html", ".htm") else "text/plain"
    return make_page(path.absolute().as_uri(), content, {"content-type": kind})


async def _look(partner: discovery.Partner, get: Get, today: date) -> Detection:
    """The first of a partner's addresses that can be read, else words on all of them."""
    notes: list[str] = []
    answered = False
    for url in partner.urls[:EXAMPLES]:
        try:
            found = await detection.detect(await get(url), get, today=today)
        except SourceError as fault:
            notes.append(str(fault))
            continue
        if found.findings:
            return found
        answered = True
        notes += found.notes
    return Detection(partner.site if answered else "", "", (), tuple(notes))


def _proposal(found: Detection, taken: Sequence[str]) -> dict[str, Any] | None:
    return detection.row(found, found.findings[0], taken) if found.findings else None


def _how(found: Detection | None) -> str:
    """In a few words what came of looking at a partner."""
    if found is None:
        return ""
    if found.findings:
        best = found.findings[0]
        return f": {len(best.events)} to come" if best.events else f": nothing to come, {best.past} past"
    return ": cannot be read yet" if found.name else ": not reached"


def _tell_partner(
    partner: discovery.Partner,
    found: Detection | None,
    made: dict[str, Any] | None,
    known: str,
    asked: Asked,
) -> None:
    best = found.findings[0] if found and found.findings else None
    if asked.as_json:
        events = len(best.events) if best else None
        notes = list(found.notes) if found else []
        record = {"site": partner.site, "urls": partner.urls, "events": events, "row": made}
        show_json({**record, "source": known or None, "notes": notes})
        return
    show(f"{partner.site}{_how(found)}{f'; source {known!r} reads it already' if known else ''}")
    for url in partner.urls:
        show(f"  {escaped(url)}")
    if found and not best:
        for note in found.notes[:EXAMPLES]:
            say(f"  {note}")
    if made:
        show(f"\n{toml(made)}")
