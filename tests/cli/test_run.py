"""``demo``, ``fetch``, ``block`` and ``read`` on the recorded edition of November 2025, as a new user meets them."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
EDITION = ROOT / "fixtures" / "2025-11"
ON = ("--on", "2025-11-25")
HEADS = ("BOOMweekend", "Het Goede Moment", "Le Chant des forêts")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ``sources.toml`` whose sources were read once."""
    from bba_events.cli import running

    folder = tmp_path_factory.mktemp("fetched")
    running.init(folder)
    running.fetch(running.Orders(folder / "sources.toml", on=running_day(), replay=EDITION), as_json=False)
    return folder / "sources.toml"


def running_day() -> Any:
    from bba_events.cli.maintainer import DEMO_DAY

    return DEMO_DAY


def test_demo_twice(bba: Any, here: Path) -> None:
    first = bba("demo")
    assert first.code == 0
    assert all(head in first.out for head in HEADS)
    assert "demo/public/events.ics" in first.err
    published = {path.name: path.read_bytes() for path in (here / "demo/public").iterdir()}
    assert {"events.ics", "events.json", "status.json", "block.nl.md", "block.nl.html"} <= set(published)
    second = bba("demo")
    assert second.code == 0
    assert second.out.split("\n\n", 1)[1] == first.out.split("\n\n", 1)[1]
    after = {path.name: path.read_bytes() for path in (here / "demo/public").iterdir()}
    assert [name for name in published if published[name] != after[name]] in ([], ["status.json"])


def test_demo_where_something_is_in_the_way(bba: Any, here: Path) -> None:
    (here / "demo").write_text("mine")
    ended = bba("demo")
    assert ended.code == 2
    assert (here / "demo").read_text() == "mine"


def test_fetch_reports_as_json(bba: Any, here: Path) -> None:
    bba("init")
    ended = bba("fetch", "--replay", EDITION, *ON, "--json", "--strict")
    assert ended.code == 0
    report = ended.records[0]
    assert report["moment"].startswith("2025-11-25T00:00:00")
    assert {told["state"] for told in report["sources"]} == {"read"}
    assert [told["events"] > 0 for told in report["sources"]] == [True] * 5
    assert "events.ics" in report["published"]


def test_a_source_without_an_answer(bba: Any, here: Path) -> None:
    bba("init")
    shutil.copytree(EDITION, here / "answers")
    (here / "answers/cineart-le-chant-des-forets.toml").unlink()
    alone = bba("fetch", "--replay", here / "answers", *ON)
    assert alone.code == 3, "nothing stands in for it"
    assert "le-chant-des-forets: " in alone.err
    assert bba("fetch", "--replay", EDITION, *ON, "--source", "le-chant-des-forets").code == 0
    assert bba("fetch", "--replay", here / "answers", *ON).code == 0, "the last good ones stand in"
    assert bba("fetch", "--replay", here / "answers", *ON, "--strict").code == 3
    assert "Le Chant des forêts" in bba("block", "--lang", "nl", *ON).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--source", "boomweeknd"], "boomweekend"),
        (["--accept-drop", "x"], "there is no source 'x'"),
        (["--replay", "nowhere"], "nowhere: --replay expects a folder"),
    ],
)
def test_what_fetch_refuses(bba: Any, here: Path, arguments: list[str], said: str) -> None:
    bba("init")
    ended = bba("fetch", "--replay", EDITION, *ON, *arguments)
    assert ended.code == 2
    assert said in ended.err
    assert not (here / "public").exists()


def test_a_live_run_on_a_replayed_store_is_refused(bba: Any, here: Path, fetched: Path) -> None:
    ended = bba("fetch", "--config", fetched)
    assert ended.code == 2
    assert "recorded" in ended.err


def test_a_store_that_another_run_holds(bba: Any, fetched: Path) -> None:
    from bba_events.store import Store

    with Store.open_for_run(fetched.with_name(".bba-events.sqlite"), replayed=True):
        ended = bba("fetch", "--replay", EDITION, *ON, "--config", fetched)
    assert ended.code == 4
    assert "another run" in ended.err


@pytest.mark.parametrize("form", ["md", "html", "txt"])
@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_block_in_every_language_and_form(bba: Any, fetched: Path, language: str, form: str) -> None:
    ended = bba("block", "--lang", language, "--format", form, *ON, "--config", fetched)
    assert ended.code == 0
    assert "BOOMweekend" in ended.out
    assert ended.err == ""


def test_block_options(bba: Any, fetched: Path) -> None:
    def block(*asked: str) -> str:
        return bba("block", *asked, *ON, "--config", fetched).out

    assert "Le Chant" not in block("--weeks", "2")
    assert "Le Chant" not in block("--to", "2025-12-31")
    assert "BOOMweekend" not in block("--from", "2025-12-01")
    assert "Goede Moment" not in block("--limit", "1")
    assert block("--heading", "1").count("\n# ") == 1
    assert "- [BOOMweekend]" in block("--list")
    assert "Be Planet zoekt" not in block("--no-blurbs")
    assert bba("block", "--to", "2025-01-01", *ON, "--config", fetched).code == 2


def test_block_into_a_file(bba: Any, here: Path, fetched: Path) -> None:
    letter = here / "letter.md"
    letter.write_text("# Beste lezer\n")
    for days in ("2025-11-25", "2025-12-07"):
        assert bba("block", "--lang", "nl", "--on", days, "--config", fetched, "--into", letter).code == 0
    text = letter.read_text(encoding="utf-8")
    assert text.startswith("# Beste lezer\n")
    assert text.count("bba-events begin nl") == 1
    assert "BOOMweekend" not in text
    assert (
        "as it was"
        in bba("block", "--lang", "nl", "--on", "2025-12-07", "--config", fetched, "--into", letter).err
    )


KEYS = ["page", "title", "start", "end", "all_day", "kind", "status", "location", "url", "language", "source", "organiser",
        "description", "uid", "part_of", "alternates", "rule", "certain", "doubts", "evidence"]  # fmt: skip


def test_read_prints_an_event_a_line(bba: Any, here: Path, fetched: Path) -> None:
    page = here / "- a page.html"
    shutil.copy(EDITION / "bosteller-boomweekend.html", page)
    url = "https://www.bosteller.be/boomweekend"
    ended = bba(
        "read", page.name, "--url", url, "--source", "boomweekend", "--config", fetched, *ON, "--json"
    )
    assert ended.code == 0
    (record,) = ended.records
    assert list(record) == KEYS
    assert (record["start"], record["end"], record["all_day"]) == ("2025-11-28", "2025-11-30", True)
    assert (record["page"], record["source"], record["kind"], record["status"]) == (
        url,
        "boomweekend",
        "event",
        "confirmed",
    )
    assert record["evidence"]["start"]["words"]
    assert record["evidence"]["start"]["reader"]


def test_read_knows_the_recording_beside_a_file(bba: Any, fetched: Path) -> None:
    page = EDITION / "hetgoedemoment-infosessies.html"
    records = bba("read", page, "--json", "--source", "het-goede-moment", "--config", fetched).records
    assert {record["page"] for record in records} == {
        "https://www.hetgoedemoment.org/nl-NL/inscrivez-vous-aux-sessions-d-information"
    }
    assert {record["start"][:4] for record in records} == {"2025", "2026"}


def test_read_goes_on_after_a_page_that_is_none(bba: Any, here: Path) -> None:
    (here / "shell.html").write_text(
        '<!doctype html><title>x</title><div id="root"></div><script src="a.js"></script>'
    )
    (here / "nothing.html").write_text(
        "<!doctype html><title>Over ons</title><h1>Over ons</h1><p>Wij zijn een vereniging voor natuur en bos in Vlaanderen.</p>"
    )
    (here / "a.ics").write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20250101T000000Z\r\n"
        "DTSTART;VALUE=DATE:20251128\r\nSUMMARY:Boom\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    ended = bba("read", "shell.html", "nothing.html", "a.ics", *ON, "--json")
    assert ended.code == 3
    assert "shell.html: " in ended.err
    assert [(record["title"], record["start"]) for record in ended.records] == [("Boom", "2025-11-28")]
    assert bba("read", "nothing.html", *ON, "--json").code == 0


def test_read_from_standard_input(bba: Any, fetched: Path) -> None:
    body = (EDITION / "bosteller-boomweekend.html").read_bytes()
    asked = ("--source", "boomweekend", "--config", fetched, *ON, "--json")
    assert bba("read", "-", *asked, stdin=body).records[0]["title"] == "BOOMweekend"


def test_read_refuses_a_private_address(bba: Any, here: Path) -> None:
    ended = bba("read", "http://127.0.0.1:9/", *ON, "--json")
    assert ended.code == 3
    assert "127.0.0.1" in ended.err


def test_a_run_of_stages_from_a_shell(bba: Any, here: Path, fetched: Path) -> None:
    lines = []
    for source, name in (
        ("het-goede-moment", "hetgoedemoment-infosessies"),
        ("le-bon-moment", "lebonmoment-sessions"),
    ):
        ended = bba("read", EDITION / f"{name}.html", "--source", source, "--config", fetched, "--json")
        lines += [{"id": f"{source}-{number}", **record} for number, record in enumerate(ended.records)]
    (here / "events.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    ended = bba("merge", "events.jsonl", "--json")
    assert sorted(name for record in ended.records for name in record.get("members", [])) == sorted(
        line["id"] for line in lines
    )


def test_changes_since_a_day(bba: Any, fetched: Path) -> None:
    told = bba("changes", "--config", fetched)
    assert told.code == 0
    assert {line.split()[1] for line in told.out.splitlines()} == {"new"}
    records = bba("changes", "--config", fetched, "--json", "--since", "2025-11-24").records
    assert len(records) == len(told.out.splitlines())
    assert ("BOOMweekend", "2025-11-28", "2025-11-30") in {
        (record["title"], record["start"], record["end"]) for record in records
    }
    later = bba("changes", "--config", fetched, "--since", "2025-11-26")
    assert (later.code, later.out, later.err) == (0, "", "no changes since 2025-11-26\n")
    for wrong in ("2025-02-30", "november"):
        assert bba("changes", "--config", fetched, "--since", wrong).code == 2


def test_serve_until_told_to_stop(fetched: Path) -> None:
    command = [sys.executable, "-m", "bba_events", "serve", "--port", "0", "--config", str(fetched)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as server:
        try:
            assert server.stderr
            address = re.search(r"http://[\d.]+:\d+", server.stderr.readline())
            assert address
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
                f"{address[0]}/events.ics", timeout=10
            ) as answer:
                assert answer.read() == (fetched.parent / "public/events.ics").read_bytes()
        finally:
            server.send_signal(signal.SIGINT)
        assert server.wait(10) == 0


def test_serve_before_anything_is_published(bba: Any, here: Path) -> None:
    bba("init")
    ended = bba("serve", "--port", "0")
    assert ended.code == 2
    assert "bba-events fetch" in ended.err


def test_restore_brings_every_uid_back(bba: Any, here: Path, fetched: Path) -> None:
    published = fetched.parent / "public"
    shutil.copy(fetched, here / "sources.toml")
    ended = bba("restore", published / "events.json")
    assert ended.code == 0

    def uids(config: Path) -> list[str]:
        return [record["uid"] for record in bba("list", "--all", "--json", "--config", config, *ON).records]

    assert uids(here / "sources.toml") == uids(fetched)
    block = bba("block", *ON).out
    assert block == bba("block", *ON, "--config", fetched).out
    again = bba("restore", published / "events.json")
    assert again.code == 2
    assert "holds entries already" in again.err


def test_restore_refuses_what_is_no_events_json(bba: Any, here: Path) -> None:
    bba("init")
    (here / "events.json").write_text('{"version": 1}')
    assert bba("restore", "events.json").code == 2
    assert bba("restore", "nothing.json").code == 2
    assert not (here / ".bba-events.sqlite").exists()
