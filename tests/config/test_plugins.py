"""Code of the owner's own: only from a folder that the configuration names, and only from inside it."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bba_events import config, harvested, pipeline, scrapers
from bba_events.errors import ConfigError

CODE = """from bba_events.event import Draft

def events(page):
    yield Draft(title="Eigen " + page.heading, when="3 april 2026")
"""
CALENDAR = '[calendar]\nname = "A"\ndomain = "example.org"\ncontact = "a@example.org"\n'
SOURCE = '[[source]]\nid = "a"\nurl = "https://example.org/a"\npartner = "P"\n'


def load(folder: Path, calendar: str = 'plugins = "mine"\n', scraper: str = "own") -> config.Config:
    text = f'{CALENDAR}{calendar}{SOURCE}scraper = "{scraper}"\n'
    (folder / "sources.toml").write_text(text, encoding="utf-8")
    return config.load(folder / "sources.toml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "calendar"
    (made / "mine").mkdir(parents=True)
    (made / "mine" / "own.py").write_text(CODE, encoding="utf-8")
    return made


def test_a_scraper_of_the_named_folder_reads(folder: Path) -> None:
    (row,) = load(folder).sources
    body = b"<html><body><h1>bosfeest</h1><p>Kom naar ons feest in het bos.</p></body></html>"
    (event,) = pipeline.read_page(body, url=row.url, headers={}, source=row, on=date(2026, 3, 1))
    assert event.title == "Eigen bosfeest"


def test_without_the_key_nothing_of_the_kind_is_known(folder: Path) -> None:
    with pytest.raises(ConfigError, match="scraper: expected the name of a module in bba_events/scrapers"):
        load(folder, calendar="")


def test_nothing_is_loaded_to_know_that_it_is_there(folder: Path) -> None:
    (folder / "mine" / "own.py").write_text("raise SystemExit", encoding="utf-8")
    assert load(folder).sources


@pytest.mark.parametrize(
    "name",
    ["../mine/own", "mine/own", "own.py", "/etc/passwd", "os", "other", "__init__", "mine.own", ".own"],
)
def test_a_scraper_is_named_and_never_a_path(folder: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="scraper: expected the name of a module"):
        load(folder, scraper=name)


@pytest.mark.parametrize(
    "named",
    ["..", ".", "/tmp", "../other", "mine/../..", "mine/deeper", "", "~", "C:\\x", "a\\u0000b", ".hidden"],
)
def test_the_folder_lies_beside_the_file(folder: Path, named: str) -> None:
    with pytest.raises(ConfigError, match="plugins: expected the name of a folder beside this file"):
        load(folder, calendar=f"plugins = '{named}'\n")


def test_a_folder_that_is_none_is_told(folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"plugins: there is no folder .*elsewhere; make it"):
        load(folder, calendar='plugins = "elsewhere"\n')


@pytest.mark.parametrize("link", ["file", "folder"])
def test_a_link_that_leads_away_is_refused(folder: Path, tmp_path: Path, link: str) -> None:
    (tmp_path / "evil").mkdir()
    (tmp_path / "evil" / "own.py").write_text(CODE, encoding="utf-8")
    (folder / "mine" / "own.py").unlink()
    if link == "file":
        (folder / "mine" / "own.py").symlink_to(tmp_path / "evil" / "own.py")
    else:
        (folder / "mine").rmdir()
        (folder / "mine").symlink_to(tmp_path / "evil")
    with pytest.raises(ConfigError, match="leads out of the folder"):
        load(folder)


def test_the_name_of_a_scraper_of_ours_is_taken(folder: Path) -> None:
    (folder / "mine" / "bosteller.py").write_text(CODE, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"bosteller\.py: rename it"):
        load(folder)


@pytest.mark.parametrize("code", ["import nothing_of_the_kind", "def events(page:", "x = 1", "1 / None"])
def test_a_faulty_one_is_told_with_its_name(folder: Path, code: str) -> None:
    (folder / "mine" / "own.py").write_text(code, encoding="utf-8")
    (row,) = load(folder).sources
    with pytest.raises(ConfigError, match=r"own\.py"):
        scrapers.load(row.scraper)


def test_a_change_in_it_has_pages_read_again(folder: Path) -> None:
    (row,) = load(folder).sources
    before = harvested.fingerprint(row)
    (folder / "mine" / "own.py").write_text(CODE.replace("Eigen", "Ander"), encoding="utf-8")
    assert harvested.fingerprint(row) != before
    assert harvested.fingerprint(replace(row, scraper="")) != before


def test_nothing_of_it_is_importable_by_others(folder: Path) -> None:
    (row,) = load(folder).sources
    scrapers.load(row.scraper)
    assert not [name for name in sys.modules if name.startswith("bba_events_plugin")]
