"""What ``record`` writes is a test as it stands: the folder replayed on its day gives its expectation."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import test_recordings
from partner_server import PartnerServer, serving

from bba_events.cli import recording

ON = date(2026, 3, 1)
HEAD = """[calendar]
name = "Agenda"
domain = "agenda.example"
contact = "agenda@agenda.example"
allow_private = true
delay = 0.0
[[source]]
id = "hoeve"
url = "{url}"
partner = "De Hoeve"
"""
TEXT = "Wandel mee door het bos met de gidsen van de hoeve, in elk seizoen een andere tocht. " * 3
LIST = "<html lang=nl><body><main><h1>Agenda</h1><p>{text}</p>{rows}<a class=next href='{further}'>Meer</a></main></body></html>"
ROW = "<article><h2><a href='/w/{0}'>{0}</a></h2><p class=day>{1}</p></article>"
SELECT = '[source.select]\neach = "article"\ntitle = "h2"\nwhen = ".day"\nlink = "a"\nnext = "a.next"\ndetail = { place = ".spot" }\n'
TRIBE = {"events": [{"id": 1, "title": "Lentetocht", "url": "https://hoeve.example/1", "start_date": "2026-03-29 14:00:00",
         "end_date": "2026-03-29 17:00:00", "timezone": "Europe/Brussels"}], "rest_url": "x", "total": 1}  # fmt: skip


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PartnerServer]:
    (tmp_path / "empty").mkdir()
    with serving(tmp_path / "empty") as made:
        answers = {
            "/list": LIST.format(
                text=TEXT, rows=ROW.format("Lentetocht", "29 maart 2026"), further="/list?p=2"
            ),
            "/list?p=2": LIST.format(text=TEXT, rows=ROW.format("Nachttocht", "3 april 2026"), further=""),
            "/w/Lentetocht": f"<html lang=nl><body><main><h1>Lentetocht</h1><p>{TEXT}</p><p class=spot>Ham</p></main></body></html>",
            "/w/Nachttocht": f"<html lang=nl><body><main><h1>Nachttocht</h1><p>{TEXT}</p><p class=spot>Mol</p></main></body></html>",
            "/api": json.dumps(TRIBE),
            "/empty": f"<html lang=nl><body><main><h1>Agenda</h1><p>{TEXT}</p></main></body></html>",
            "/challenge": "<html><head><title>Just a moment...</title></head><body><div id=cf-challenge></div></body></html>",
        }
        made.answers.update({path: (200, body.encode()) for path, body in answers.items()})
        yield made


@pytest.mark.parametrize(
    ("path", "select", "titles", "pages"),
    [
        ("/list", SELECT, ["Lentetocht", "Nachttocht"], 4),
        ("/api", "", ["Lentetocht"], 1),
        ("/empty", "", [], 1),
    ],
)
def test_record_then_its_test(
    server: PartnerServer, tmp_path: Path, path: str, select: str, titles: list[str], pages: int
) -> None:
    folder = tmp_path / "recorded"
    config = tmp_path / "sources.toml"
    config.write_text(
        HEAD.format(url=f"http://127.0.0.1:{server.server_port}{path}") + select, encoding="utf-8"
    )
    assert recording.record(config, ["hoeve"], folder=folder, note="", today=ON) == 0
    assert len([file for file in folder.glob("*.toml") if "robots" not in file.name]) == pages
    file = folder / "expected" / "hoeve.toml"
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    assert (told["on"], [one["title"] for one in told["events"]]) == (ON, titles)
    if select:
        assert [one["location"] for one in told["events"]] == ["Ham", "Mol"]
    test_recordings.test_a_recorded_source_gives_what_stands_beside_it(file, tmp_path)

    file.write_text(file.read_text("utf-8").replace("2026-03-29", "2026-03-28"), encoding="utf-8")
    if "Lentetocht" in titles:
        with pytest.raises(AssertionError):
            test_recordings.test_a_recorded_source_gives_what_stands_beside_it(file, tmp_path)
    recording.record(config, ["hoeve"], folder=folder, note="", today=date(2026, 6, 1))
    assert tomllib.loads(file.read_text("utf-8"))["on"] == ON


def test_a_challenge_leaves_a_test_that_it_is_refused(server: PartnerServer, tmp_path: Path) -> None:
    config = tmp_path / "sources.toml"
    config.write_text(HEAD.format(url=f"http://127.0.0.1:{server.server_port}/challenge"), encoding="utf-8")
    recording.record(config, [], folder=tmp_path / "r", note="", today=ON)
    file = tmp_path / "r" / "expected" / "hoeve.toml"
    assert tomllib.loads(file.read_text("utf-8"))["refused"]
    test_recordings.test_a_recorded_source_gives_what_stands_beside_it(file, tmp_path)
