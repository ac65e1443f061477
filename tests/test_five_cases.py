"""The five cases of docs/adding-a-source.md: each row as it stands there, tried on a page."""

from __future__ import annotations

import re
import shutil
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bba_events import config
from bba_events.cli import main
from bba_events.pipeline import run
from bba_events.store import Store

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "adding-a-source.md").read_text(encoding="utf-8")
CASES = re.findall(r"^### (\d)\. .*?```toml\n(.*?)```", GUIDE, re.MULTILINE | re.DOTALL)
CALENDAR = (
    '[calendar]\nname = "Agenda"\ndomain = "agenda.example"\ncontact = "a@agenda.example"\ndelay = 0.0\n\n'
)
DAY = "2025-11-25"
GIVES = {
    "1": {("BOOMweekend", "2025-11-28", "2025-11-30", "")},
    "2": {
        ("Cursus dunnen", "2025-12-06T09:00", "2025-12-06T12:00", "Bosmuseum, 2980 Zoersel"),
        ("Boszoektocht", "2025-12-14T14:00", "2025-12-14T16:30", ""),
        ("Plantactie", "2026-01-17T09:30", "2026-01-17T12:30", ""),
    },
    "3": {
        ("Ganzen kijken", "2025-11-30T09:00", "2025-11-30T12:00", "Bezoekerscentrum Het Voorbeeld, Damme"),
        ("Werkdag in het ven", "2026-01-10T09:30", "2026-01-10T16:00", "Parking Voorbeeldheide, Geel"),
    },
    "4": {
        ("Lezing mossen", "2025-12-04T20:00", "2025-12-04T22:00", "Provinciedomein Voorbeeld, Dorp 1, 2520 Ranst"),
        ("Tentoonstelling bomen", "2025-12-01", "2026-01-31", "Provinciedomein Voorbeeld, Dorp 1, 2520 Ranst"),
    },
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reconstructions of the partners' pages, as one folder to replay."""
    shutil.copytree(ROOT / "fixtures" / "2025-11", tmp_path / "replay")
    shutil.copytree(ROOT / "fixtures" / "recorded" / "five-cases", tmp_path / "replay" / "more")
    return tmp_path


def entries(folder: Path, rows: str) -> list[Any]:
    """What stands in the calendar after a run over the rows, none of which may fail."""
    (folder / "sources.toml").write_text(CALENDAR + rows, encoding="utf-8")
    made = config.load(folder / "sources.toml")
    moment = datetime.fromisoformat(f"{DAY}T00:00:00+00:00")
    report = run(made, moment=moment, replay=folder / "replay")
    assert {told.state for told in report.sources} == {"read"}, [told.message for told in report.sources]
    with Store.open_to_read(made.calendar.store) as store:
        return [entry for entry in store.entries() if not entry.replaced_by]


def shown(entry: Any) -> tuple[str, str, str, str]:
    """Title, first and last moment, place."""
    span, title = entry.span, next(iter(entry.titles.values()))
    start, end = (f"{day}{f'T{clock:%H:%M}' if clock else ''}" for day, clock in
                  ((span.start, span.start_time), (span.end, span.end_time)))  # fmt: skip
    return title, start, end, entry.place.line


def test_there_are_five_with_a_row_each() -> None:
    assert [number for number, _ in CASES] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("number", GIVES)
def test_a_row_gives_what_its_page_shows(number: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITDATABANK_CLIENT_ID", "x")
    assert {shown(entry) for entry in entries(folder, dict(CASES)[number])} == GIVES[number]


def test_a_campaign_told_in_two_languages_is_one_with_its_sessions(folder: Path) -> None:
    found = entries(folder, dict(CASES)["5"])
    (campaign,) = [entry for entry in found if entry.kind == "campaign"]
    assert set(campaign.titles.values()) == {"Het Goede Moment", "Le Bon Moment"}
    assert (str(campaign.span.start), str(campaign.span.end)) == ("2025-12-06", "2026-02-01")
    assert len(found) == 9
    assert all(len(entry.sources) == 2 for entry in found)


def test_detect_prints_the_row_of_the_second_case(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit):
        main(["detect", "https://bosgroepen.be/events/", "--replay", "replay", "--on", DAY])
    printed = capsys.readouterr().out
    rows = [
        tomllib.loads(block)
        for block in re.findall(r"^\[\[source\]\].*?(?=^$|\Z)", printed, re.MULTILINE | re.DOTALL)
    ]
    assert rows[0] == tomllib.loads(dict(CASES)["2"])


def test_a_row_with_selectors_is_detected_to_begin_with(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit):
        main(["detect", "https://www.natuurpunt.be/agenda", "--replay", "replay", "--on", DAY])
    assert "https://www.natuurpunt.be/agenda: 1 to come" in capsys.readouterr().out
