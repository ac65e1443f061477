"""Two partners at their servers, our runs on them day after day, and what must hold after every run.

De Hoeve is the partner to whom things happen; Het Bos stays well.  Both are asked over the real fetch
code, by name and over TLS; names, certificates and the clock between two tries are made here.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
import trustme
from fetch.doubles import Connector
from hostile_server import HostileServer, Trick, answer

from bba_events import config, fetch, pipeline
from bba_events.event import Entry
from bba_events.fetch import client
from bba_events.fetch.exchange import Budget
from bba_events.fetch.replay import StillClock
from bba_events.publish import readback
from bba_events.report import Report
from bba_events.store import Store

T = TypeVar("T")
HANGS = "https://hoeve.example/agenda"
SOON = 0.4
MOMENT = datetime(2026, 3, 2, 6, tzinfo=UTC)
TEXT = "Wandel mee door het bos met de gidsen van de hoeve, in elk seizoen een andere tocht. " * 3
ADDRESSES = {
    "hoeve.example": "93.184.215.14",
    "bos.example": "93.184.215.15",
    "nieuw.example": "93.184.215.16",
}
CONFIG = """
[calendar]
name = "Agenda"
domain = "agenda.example"
contact = "agenda@agenda.example"
languages = ["nl", "fr"]
delay = 0.0
"""
ROW = """
[[source]]
id = "{id}"
url = "https://{id}.example/agenda"
partner = "{partner}"
[source.select]
each = "article"
title = "h2"
when = ".day"
place = ".spot"
link = "a"
"""


@dataclass(frozen=True, slots=True)
class Walk:
    """One line of a partner's list."""

    title: str
    when: str
    place: str = "Hoeve Ter Eike, Ham"


WALKS = tuple(
    Walk(f"{name}tocht", f"{day} april 2026, van 14u tot 17u")
    for name, day in (("Lente", 4), ("Nacht", 8), ("Vogel", 11), ("Bomen", 15), ("Vlinder", 18), ("Egel", 25))
)
TREES = (Walk("Boomplantdag", "zaterdag 9 mei 2026", "Bosmuseum, Groenendaal"),)


def page(walks: Sequence[Walk], heading: str = "Wandelingen", aside: str = "") -> bytes:
    """A partner's list."""
    rows = "".join(
        f'<article><h2><a href="/w/{walk.title.lower()}">{walk.title}</a></h2>'
        f"<p class=day>{walk.when}</p><p class=spot>{walk.place}</p></article>"
        for walk in walks
    )
    return f"<html lang=nl><head><title>{heading}</title></head><body><main><h1>{heading}</h1><p>{TEXT}{aside}</p>{rows}</main></body></html>".encode()


@dataclass
class Drill:
    """The partners, the folder of our calendar, and the runs."""

    folder: Path
    hoeve: HostileServer
    bos: HostileServer
    connector: Connector
    unknown: set[str] = field(default_factory=set)
    """Names that have no address now."""
    hangs: bool = False
    """Whether De Hoeve's list is given up after ``SOON``."""

    def shows(self, walks: Sequence[Walk] = WALKS, **more: str) -> None:
        """What De Hoeve's list shows from now on."""
        self.answers(answer(body=page(walks, **more)))

    def answers(self, given: bytes | Trick) -> None:
        """What De Hoeve's server answers from now on."""
        self.hoeve.answers["/agenda"] = given

    async def look_up(self, host: str, port: int) -> Sequence[str]:
        if host in self.unknown:
            raise OSError(-2, "Name or service not known")
        return [ADDRESSES[host]]

    def load(self) -> config.Config:
        return config.load(self.folder / "sources.toml")

    def run(self, days: int = 0, *, accept_drop: Sequence[str] = ()) -> Report:
        """A run so many days after the first; afterwards all that is published is whole."""
        report = pipeline.run(self.load(), moment=MOMENT + timedelta(days=days), accept_drop=accept_drop)
        check_published(self.folder / "public")
        return report

    def entries(self) -> dict[str, Entry]:
        """Every living entry by UID."""
        with Store.open_to_read(self.folder / ".bba-events.sqlite") as store:
            return {entry.uid: entry for entry in store.entries() if not entry.replaced_by}

    def starts(self) -> dict[str, date | None]:
        """Title to first day."""
        return {entry.title("nl"): entry.span.start for entry in self.entries().values()}


def published(folder: Path) -> dict[str, bytes]:
    """The published files by name, but for the two that tell on which day a source last answered."""
    return {
        one.name: one.read_bytes()
        for one in sorted(folder.iterdir())
        if one.name not in ("status.json", "events.json")
    }


def check_published(folder: Path) -> None:
    """Every file whole and valid, none half written."""
    files = {one.name: one.read_bytes() for one in folder.iterdir()}
    assert not [name for name in files if name.startswith(".")]
    for name, data in files.items():
        assert data, name
        if name.endswith(".ics"):
            assert readback.faults(data, data.count(b"\nBEGIN:VEVENT\r\n")) == [], name
        if name.endswith(".json"):
            json.loads(data)
        if name.endswith(".html"):
            assert data.rstrip().endswith(b"</html>"), name


def feed_uids(folder: Path) -> set[str]:
    """The UIDs in the main feed."""
    lines = (folder / "public" / "events.ics").read_text("utf-8").replace("\r\n ", "").splitlines()
    return {line.removeprefix("UID:") for line in lines if line.startswith("UID:")}


def lived_on(before: dict[str, Entry], now: dict[str, Entry]) -> None:
    """Nothing that was there is gone, marked as gone, moved to another day or older than it was."""
    for uid, was in before.items():
        entry = now.get(uid)
        assert entry is not None, was.title()
        assert (entry.span, entry.titles, entry.vanished) == (was.span, was.titles, False)
        assert entry.modified >= was.modified
        assert entry.sequence >= was.sequence


def client_of(drill: Drill, authority: Path) -> Callable[..., fetch.Client]:
    """What a run makes instead of its client: the same, at our servers, waiting for nobody."""
    real = fetch.Client

    def made(settings: fetch.Settings, *, today: date, book: fetch.Book) -> fetch.Client:
        settings = replace(settings, delay=0, authorities=authority)
        return real(
            settings, today=today, resolver=drill.look_up, connector=drill.connector, clock=StillClock(),
            book=book,
        )  # fmt: skip

    return made


def budget_of(drill: Drill) -> type[Budget]:
    """The wall clock of a page: the real one, however slow this machine is, but for a page that hangs."""

    class Impatient(Budget):
        async def spend(self, url: str, job: Awaitable[T]) -> T:
            if drill.hangs and url == HANGS:
                self._whole = self._left = SOON
            return await super().spend(url, job)

    return Impatient


def tls(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    """A server's side of TLS for these names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


def set_up(
    folder: Path,
    authority: trustme.CA,
    monkeypatch: pytest.MonkeyPatch,
    hoeve: HostileServer,
    bos: HostileServer,
) -> Drill:
    """A calendar with both partners, read once."""
    rows = (
        ROW.format(id=name, partner=partner) for name, partner in (("hoeve", "De Hoeve"), ("bos", "Het Bos"))
    )
    (folder / "sources.toml").write_text(CONFIG + "".join(rows), encoding="utf-8")
    ports = {"hoeve.example": hoeve.port, "nieuw.example": hoeve.port, "bos.example": bos.port}
    drill = Drill(folder, hoeve, bos, Connector({ADDRESSES[host]: port for host, port in ports.items()}))
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    monkeypatch.setattr(fetch, "Client", client_of(drill, folder / "authority.pem"))
    monkeypatch.setattr(client, "Budget", budget_of(drill))
    drill.shows()
    bos.answers["/agenda"] = answer(body=page(TREES, heading="Het Bos"))
    return drill
