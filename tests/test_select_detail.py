"""A row's own words on the page of each event: when that page is opened, and what is taken there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from partner_server import PartnerServer, serving

from bba_events import config, pipeline
from bba_events.event import Entry
from bba_events.report import Report
from bba_events.store import Store

CONFIG = """
[calendar]
name = "Agenda"
domain = "agenda.example"
contact = "agenda@agenda.example"
languages = ["nl"]
allow_private = true
delay = 0.0

[[source]]
id = "hoeve"
url = "{url}"
partner = "De Hoeve"

[source.select]
each = "article"
title = "h2"
when = ".day"
place = ".spot"
link = "a"
defaults = {{ language = "nl", topics = ["wandelen"], kind = "event" }}
"""
TEXT = "Wandel mee door het bos met de gidsen van de hoeve, in elk seizoen een andere tocht. " * 3
LIST = f"""<html><body><main><h1>Agenda</h1><p>{TEXT}</p>
<article><h2><a href=/1>Lentetocht</a></h2><p class=day>29 maart 2026</p><p class=spot>Ham</p></article>
<article><h2><a href=/2>Nachttocht</a></h2><p class=day>3 april 2026</p></article></main></body></html>"""
DETAIL = f"""<html><body><main><h1>{{title}}</h1><p>{TEXT}</p><div class=adres>Hoeve Ter Eike, Dorp 1, 3945 Ham</div>
<p class=hours>{{day}} van 14u tot 17u</p><p class=label>reeds vol</p></main></body></html>"""


class Walks:
    """The partner, and what is known after a run."""

    def __init__(self, server: PartnerServer, folder: Path) -> None:
        self.server, self.path = server, folder / "sources.toml"
        server.answers["/agenda"] = (200, LIST.encode())
        for number, (title, day) in enumerate(
            (("Lentetocht", "29 maart 2026"), ("Nachttocht", "3 april 2026")), 1
        ):
            server.answers[f"/{number}"] = (200, DETAIL.format(title=title, day=day).encode())

    def run(self, detail: str) -> dict[str, Entry]:
        url = f"http://127.0.0.1:{self.server.server_port}/agenda"
        self.path.write_text(CONFIG.format(url=url) + detail, encoding="utf-8")
        made = config.load(self.path)
        pipeline.run(made, moment=datetime(2026, 3, 2, 6, tzinfo=UTC))
        with Store.open_to_read(made.calendar.store) as store:
            return {entry.title("nl"): entry for entry in store.entries()}

    @property
    def opened(self) -> list[str]:
        return sorted(path for path, _ in self.server.requests if path in ("/1", "/2"))


@pytest.fixture
def walks(tmp_path: Path) -> Iterator[Walks]:
    (tmp_path / "recorded").mkdir()
    with serving(tmp_path / "recorded") as server:
        yield Walks(server, tmp_path)


@pytest.mark.parametrize(
    ("detail", "opened", "place", "hour", "status"),
    [
        ("", ["/1", "/2"], "", 14, "confirmed"),
        ("detail = false", [], "", None, "confirmed"),
        ('detail = { place = ".adres" }', ["/1", "/2"], "Dorp 1", 14, "confirmed"),
        ('detail = { place = ".adres", when = ".hours" }', ["/1", "/2"], "Dorp 1", 14, "confirmed"),
        ('detail = { place = ".adres", unless = ["place"] }', ["/2"], "Dorp 1", 14, "confirmed"),
        ('detail = { place = ".adres", unless = ["when"] }', [], "", None, "confirmed"),
        ('detail = { place = ".adres", unless = ["when", "place"] }', ["/2"], "Dorp 1", 14, "confirmed"),
        ('detail = { when = ".hours", status = ".label", sold_out = ["reeds vol"] }', ["/1", "/2"], "", 14, "sold_out"),
        ('detail = { description = "main > p" }', ["/1", "/2"], "", 14, "confirmed"),
    ],
)  # fmt: skip
def test_its_own_page(
    walks: Walks, detail: str, opened: list[str], place: str, hour: int, status: str
) -> None:
    told = walks.run(detail)
    assert walks.opened == opened
    night = told["Nachttocht"]
    assert place in night.place.line
    assert (night.span.start_time and night.span.start_time.hour) == hour
    assert night.status.value == status
    assert told["Lentetocht"].place.line


def test_what_the_row_says_for_all_of_its_events(walks: Walks) -> None:
    told = walks.run("")
    assert {entry.topics for entry in told.values()} == {("wandelen",)}
    assert {language for entry in told.values() for language in entry.titles} == {"nl"}


def test_a_selector_that_finds_nothing_on_any_of_those_pages_is_told(walks: Walks) -> None:
    walks.run('detail = { place = ".adresse" }')
    made = config.load(walks.path)
    with Store.open_to_read(made.calendar.store) as store:
        (report,) = store.runs(Report)
    blind = "detail.place = '.adresse' finds nothing; the nearest on the page is 'div.adres'"
    assert blind in report.sources[0].notes
    assert "place" not in " ".join(notes_of(walks, 'detail = { place = ".adres" }'))


def notes_of(walks: Walks, detail: str) -> list[str]:
    walks.run(detail)
    with Store.open_to_read(config.load(walks.path).calendar.store) as store:
        return [note for told in store.runs(Report)[0].sources for note in told.notes]
