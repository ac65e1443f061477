"""Faults of ``sources.toml``: a table of what is written and what must be said, all of it at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bba_events import config, keys
from bba_events.config import Calendar, Source, table
from bba_events.config.table import CALENDAR, SOURCE
from bba_events.errors import ConfigError
from bba_events.event import EventKind

GOOD_CALENDAR = '[calendar]\nname = "A"\ndomain = "example.org"\ncontact = "a@example.org"\n'
GOOD_SOURCE = '[[source]]\nid = "a"\nurl = "https://example.org/a"\npartner = "P"\n'


def load(folder: Path, text: str | bytes) -> config.Config:
    path = folder / "sources.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return config.load(path)


def faults(folder: Path, text: str | bytes) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        load(folder, text)
    assert all(line.startswith(str(folder / "sources.toml")) for line in caught.value.faults)
    return tuple(line.removeprefix(str(folder / "sources.toml") + ": ") for line in caught.value.faults)


def test_defaults_and_paths_beside_the_file(tmp_path: Path) -> None:
    made = load(tmp_path, GOOD_CALENDAR + GOOD_SOURCE)
    assert made.calendar.output == tmp_path / "public"
    assert made.calendar.store == tmp_path / ".bba-events.sqlite"
    assert made.calendar.time_zone == Calendar("", "", "").time_zone
    assert made.sources == (Source("a", "https://example.org/a", "P"),)


def test_every_key_arrives_in_its_field(tmp_path: Path) -> None:
    calendar = (
        'time_zone = "Europe/Paris"\nlanguages = ["fr", "nl"]\ndescription = "D"\nurl = "https://example.org/c"\n'
        f'output = "out/deep"\nstore = "{tmp_path}/elsewhere.sqlite"\nstale_days = 3\nkeep_days = 9\ntimes = "utc"\n'
        'cancelled = "confirmed-with-prefix"\nlong_spans = "edges"\ndelay = 2\nallow_private = true\n'
    )
    source = (
        'show_partner = true\nlanguage = "nl"\nkind = "release"\nplace = "Gent"\ntopics = ["bos", "film"]\ntrust = 70\n'
        'time_zone = "UTC"\nenabled = false\nmax_pages = 2\nmax_events = 5\nscraper = ""\n'
    )
    made = load(tmp_path, GOOD_CALENDAR + calendar + GOOD_SOURCE + source)
    assert made.calendar == Calendar(
        name="A", domain="example.org", contact="a@example.org", time_zone="Europe/Paris",
        languages=("fr", "nl"), description="D", url="https://example.org/c", output=tmp_path / "out/deep",
        store=tmp_path / "elsewhere.sqlite", stale_days=3, keep_days=9, times="utc",
        cancelled="confirmed-with-prefix", long_spans="edges", delay=2.0, allow_private=True,
    )  # fmt: skip
    assert made.sources[0] == Source(
        id="a", url="https://example.org/a", partner="P", show_partner=True, language="nl",
        kind=EventKind.RELEASE, place="Gent", topics=("bos", "film"), trust=70, time_zone="UTC",
        enabled=False, max_pages=2, max_events=5,
    )  # fmt: skip


def test_ids_kept_for_events_typed_by_hand() -> None:
    assert table.BY_HAND == keys.HAND


def test_every_field_has_its_key() -> None:
    assert {key.name for key in CALENDAR} == set(Calendar.__dataclass_fields__)
    assert {key.name for key in SOURCE} == set(Source.__dataclass_fields__)


CALENDAR_FAULTS = [
    ('tme_zone = "UTC"', '[calendar]: there is no key "tme_zone"; did you mean "time_zone"?'),
    ('time_zone = "Europe/Brussel"', 'found "Europe/Brussel" (there is no such time zone); did you mean "Europe/Brussels"?'),
    ('time_zone = "../etc/passwd"', "expected a time zone"),
    ('time_zone = "Europe"', "expected a time zone"),
    ('languages = "nl"', 'languages: expected a list of languages there are words for (de, en, fr, nl), found "nl"'),
    ('languages = ["nl", "xx"]', '"xx" is not'),
    ("languages = []", "languages: expected a list"),
    ('languages = ["nl", "nl"]', "twice"),
    ("languages = [[]]", "languages: expected a list"),
    ('times = "UTC"', 'times: expected "zone" or "utc", found "UTC"; did you mean "utc"?'),
    ("stale_days = 0", "stale_days: expected a whole number of days from 1 to 3660, found 0"),
    ("stale_days = true", "found true"),
    ('stale_days = "3"', 'found "3"'),
    ("delay = -1", "delay: expected a number of seconds from 0 to 3600, found -1"),
    ("delay = nan", "delay"),
    ("delay = inf", "delay"),
    ('allow_private = "yes"', 'allow_private: expected true or false, found "yes"'),
    ("description = 2025-11-25", "description: expected a text of at most 1000 characters, found the date or time 2025-11-25"),
    ('description = "a\\u0007b"', "a control character"),
    ('url = "http://example.org"', 'url: expected an address that begins with "https://"'),
    ('output = "a\\u0000b"', "output: expected the path of a folder"),
    ('store = "public/store.sqlite"', "lies in the output folder"),
    ("[calendar.contacts]\na = 1", 'there is no key "contacts"; did you mean "contact"?'),
    ("[calendar.description]\na = 1", "description: expected a text of at most 1000 characters, found a table"),
    ("[kalendar]\na = 1", 'there is no section "kalendar"; did you mean "calendar"?'),
]  # fmt: skip


@pytest.mark.parametrize(("written", "said"), CALENDAR_FAULTS, ids=[row[0] for row in CALENDAR_FAULTS])
def test_faults_of_the_calendar(tmp_path: Path, written: str, said: str) -> None:
    found = faults(tmp_path, f"{GOOD_CALENDAR}{written}\n{GOOD_SOURCE}")
    assert len(found) == 1
    assert said in found[0]


SOURCE_FAULTS = [
    ('scrapper = ""', 'source "a": there is no key "scrapper"; did you mean "scraper"?'),
    ('scraper = "../../evil"', "scraper: expected the name of a module in bba_events/scrapers"),
    ('scraper = "__init__"', "scraper: expected"),
    ('scraper = "os"', "scraper: expected"),
    ('kind = "relaese"', 'did you mean "release"?'),
    ("trust = 150", 'source "a": trust: expected a whole number from 0 to 100, found 150'),
    ("max_pages = 1.5", "max_pages: expected a whole number from 1 to 1000, found 1.5"),
    ('topics = "bos"', "topics: expected a list of short texts"),
    ('topics = ["bos", 3]', "(3 is not)"),
    ('language = "nederlands"', "language: expected one of"),
    ("place = {town = 'Gent'}", "place: expected a text, found a table"),
]


@pytest.mark.parametrize(("written", "said"), SOURCE_FAULTS, ids=[row[0] for row in SOURCE_FAULTS])
def test_faults_of_a_source(tmp_path: Path, written: str, said: str) -> None:
    found = faults(tmp_path, f"{GOOD_CALENDAR}{GOOD_SOURCE}{written}\n")
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/cron.d/x",
        "con",
        "COM1",
        "nul",
        "",
        "x" * 65,
        "a/b",
        "а",
        "A",
        "a_b",
        "a--b",
        "-a",
        "a b",
        "a.b",
        "é",
    ],
)
def test_ids_that_are_refused(tmp_path: Path, name: str) -> None:
    text = GOOD_CALENDAR + GOOD_SOURCE.replace('"a"', f'"{name}"', 1)
    assert any(
        "id: expected lower-case letters, digits and single hyphens" in said
        for said in faults(tmp_path, text)
    )


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://example.org", "gopher://example.org", "data:text/html,x", "javascript:alert(1)",
     "example.org", "https://", "https://user:pw@example.org/", "https://example.org\\\\@evil.org/", "https://a b/",
     "https://example.org:99999/", "https://[::1", "//example.org", ""],
)  # fmt: skip
def test_addresses_that_are_refused(tmp_path: Path, url: str) -> None:
    text = GOOD_CALENDAR + GOOD_SOURCE.replace("https://example.org/a", url)
    assert [said[:39] for said in faults(tmp_path, text)] == ['source "a": url: expected a web address']


def test_everything_wrong_at_once(tmp_path: Path) -> None:
    text = (
        '[calendar]\nname = 3\ndomain = "Example"\n'
        '[[source]]\nurl = "x"\n[[source]]\nid = "b"\npartner = ""\nurl = "https://example.org"\n'
        '[[source]]\nid = "B"\nurl = "https://example.org"\npartner = "P"\n[extra]\n'
    )
    said = faults(tmp_path, text)
    wanted = [
        'there is no section "extra"', "[calendar]: name:", "[calendar]: domain:", "[calendar]: contact is missing",
        "source number 1: id is missing", "source number 1: url:", "source number 1: partner is missing",
        'source "b": partner:', 'source "B": id:', 'source "B": row 3 has the id of row 2',
    ]  # fmt: skip
    assert [any(line.startswith(start) for line in said) for start in wanted] == [True] * len(wanted)
    assert len(said) == len(wanted)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "[calendar]: expected a section with name, domain and contact, found nothing"),
        (GOOD_CALENDAR, "there is no source: expected at least one row that begins with [[source]]"),
        (GOOD_CALENDAR + '[source]\nid = "a"\n', "source: expected rows that begin with [[source]], found a table"),
        ("calendar = 3\n" + GOOD_SOURCE, "[calendar]: expected a section with name, domain and contact, found 3"),
        ("[calendar\n", "not valid TOML: Expected ']' at the end of a table declaration (at line 1, column 10)"),
        (GOOD_CALENDAR + 'x = "a\n', "(at line 5,"),
        (b"[calendar]\nname = \"\xff\"\n", "line 2 is not UTF-8; save the file as UTF-8"),
        ("x = " + "[" * 5000, "nested too deep"),
    ],
)  # fmt: skip
def test_faults_of_the_file(tmp_path: Path, text: str | bytes, said: str) -> None:
    assert any(said in line for line in faults(tmp_path, text))


def test_a_byte_order_mark_is_skipped(tmp_path: Path) -> None:
    assert load(tmp_path, b"\xef\xbb\xbf" + (GOOD_CALENDAR + GOOD_SOURCE).encode()).calendar.name == "A"


@pytest.mark.timeout(20)
def test_what_may_have_no_end_is_not_read(tmp_path: Path) -> None:
    """A link to a device, or a pipe into which nobody writes."""
    zero, pipe = tmp_path / "zero.toml", tmp_path / "pipe.toml"
    zero.symlink_to("/dev/zero")
    os.mkfifo(pipe)
    for path in (zero, pipe):
        with pytest.raises(ConfigError, match="a device or a pipe"):
            config.load(path)


def test_missing_file_names_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"bba-events init"):
        config.load(tmp_path / "sources.toml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        config.load(tmp_path)


def test_ten_thousand_sources(tmp_path: Path) -> None:
    rows = "".join(GOOD_SOURCE.replace('"a"', f'"a{number}"', 1) for number in range(10_000))
    assert len(load(tmp_path, GOOD_CALENDAR + rows).sources) == 10_000
