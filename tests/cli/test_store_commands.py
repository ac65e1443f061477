"""``list``, ``explain``, ``sources`` and ``init``: what they say of a store made here by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from bba_events.event import Entry, Event, Evidence, Place, Status
from bba_events.report import Report, SourceReport, SourceState
from bba_events.span import Span, SpanKind, day, days
from bba_events.store import LastGood, Store

MOMENT = datetime(2025, 11, 25, tzinfo=UTC)
EVENT = Event(
    "boom",
    "https://example.org/boom",
    "BOOMweekend \x1b[2J",
    days(date(2025, 11, 28), date(2025, 11, 30)),
    doubts=("the weekday says otherwise",),
    evidence={"span": Evidence("28 t/m 30 november", "prose"), "title": Evidence("BOOMweekend", "json-ld")},
)


def entry(name: str, span: Span, titles: Mapping[str, str], **more: Any) -> Entry:
    return Entry(f"{name}-0000@example.org", span, titles, MOMENT, MOMENT, MOMENT.date(), **more)


ENTRIES = [
    entry(
        "aaaaaaaa", EVENT.span, {"nl": EVENT.title, "fr": "Weekend BOOM"}, partner="Bos", members=(EVENT,) * 2,
        reasons=("the same page",), urls={"nl": "https://example.org/boom"}, doubts=EVENT.doubts, certain=False,
    ),
    entry("aaaabbbb", day(date(2025, 11, 4)), {"nl": "Voorbij"}),
    entry("cccccccc", Span(SpanKind.VAGUE), {"nl": "Ooit"}),
    entry(
        "dddddddd", day(date(2025, 12, 11), start_time=time(19), end_time=time(21), zone="Europe/Brussels"),
        {"nl": "Infosessie"}, status=Status.CANCELLED, part_of="x", place=Place(town="Gent", online=True),
    ),
    entry("eeeeeeee", day(date(2025, 12, 1)), {"nl": "Dubbel"}, replaced_by="aaaaaaaa-0000@example.org"),
    entry("ffffffff", Span(SpanKind.OPEN_START, end=date(2026, 1, 15)), {"nl": "Oproep"}, vanished=True),
]  # fmt: skip


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "sources.toml"
    path.write_text(
        '[calendar]\nname = "A"\ndomain = "example.org"\ncontact = "a@example.org"\n'
        + "".join(
            f'[[source]]\nid = "{name}"\nurl = "https://example.org/{name}"\npartner = "P"\n'
            for name in ("boom", "new")
        )
    )
    older = Report(MOMENT, (SourceReport("boom", "u", SourceState.FAILED, message="HTTP 500 \x1b[2J"),))
    newer = replace(older, sources=(SourceReport("boom", "u", SourceState.SKIPPED),))
    with Store.open_for_run(tmp_path / ".bba-events.sqlite") as store:
        store.put_entries(ENTRIES)
        store.put_last_good("boom", LastGood((EVENT,), date(2025, 11, 20), usual=3))
        store.add_run(MOMENT, older)
        store.add_run(MOMENT, newer)
        store.commit()
    return path


def test_list_shows_what_runs_and_what_is_to_come(bba: Any, config: Path) -> None:
    ended = bba("list", "--config", config, "--on", "2025-11-25")
    lines = ended.out.splitlines()
    assert [line.split()[0] for line in lines] == ["id", "aaaaaaaa", "dddddddd", "ffffffff", "cccccccc"]
    assert "2025-11-28 to 2025-11-30  BOOMweekend \\x1b[2J" in lines[1]
    assert "not certain, the weekday says otherwise" in lines[1]
    assert "2025-12-11 19:00-21:00" in lines[2]
    assert "cancelled, part of a campaign" in lines[2]
    assert "until 2026-01-15" in lines[3]
    assert "not confirmed since 2025-11-25" in lines[3]
    assert "no date yet" in lines[4]
    assert ended.code == 0


def test_list_as_json_in_another_language_and_all(bba: Any, config: Path) -> None:
    ended = bba("list", "--config", config, "--on", "2025-11-25", "--json", "--all", "--lang", "fr")
    assert [record["id"] for record in ended.records] == [
        "aaaabbbb",
        "aaaaaaaa",
        "dddddddd",
        "ffffffff",
        "cccccccc",
    ]
    assert ended.records[1]["title"] == "Weekend BOOM"
    assert (ended.records[2]["start"], ended.records[2]["location"]) == (
        "2025-12-11T19:00+01:00",
        "Gent, online",
    )


def test_list_marks_what_the_editor_picked(bba: Any, config: Path) -> None:
    config.with_name("picks.toml").write_text(
        '[[pick]]\nentry = "dddddddd"\npin = true\n[[pick]]\nentry = "ffffffff"\nskip = true\n'
        '[[pick]]\nentry = "cccccccc"\nsuppress = true\n'
    )
    records = bba("list", "--config", config, "--on", "2025-11-25", "--json").records
    assert {record["id"]: record["marks"][:1] for record in records if record["id"] != "aaaaaaaa"} == {
        "dddddddd": ["pinned"], "ffffffff": ["skipped"], "cccccccc": ["suppressed"],
    }  # fmt: skip
    config.with_name("picks.toml").write_text("[[pick]]\npin = 3\n")
    assert bba("list", "--config", config).code == 2


def test_an_empty_list_says_so(bba: Any, config: Path) -> None:
    with Store.open_for_run(config.parent / ".bba-events.sqlite") as store:
        store.put_entries([])
        store.commit()
    ended = bba("list", "--config", config, "--on", "2025-11-25")
    assert (ended.code, ended.out) == (0, "")
    assert "no entries" in ended.err


def test_explain_tells_facts_words_readers_and_reasons(bba: Any, config: Path) -> None:
    ended = bba("explain", "AAAAA", "--config", config)
    told = " ".join(ended.out.split())
    for wanted in (
        "when 2025-11-28 to 2025-11-30 (range)", 'span (prose) "28 t/m 30 november"', 'title (json-ld) "BOOMweekend"',
        "told by boom: https://example.org/boom", "doubt: the weekday says otherwise", "because: the same page",
    ):  # fmt: skip
        assert wanted in told
    assert "\x1b" not in ended.out
    assert ended.code == 0


def test_explain_follows_a_tombstone(bba: Any, config: Path) -> None:
    assert "aaaaaaaa-0000@example.org" in bba("explain", "eeee", "--config", config).out


@pytest.mark.parametrize(
    ("name", "said"), [("zz", "bba-events list"), ("aaaa", "aaaaaaaa, aaaabbbb"), (" ", "no entry")]
)
def test_explain_of_no_entry_or_several(bba: Any, config: Path, name: str, said: str) -> None:
    ended = bba("explain", name, "--config", config)
    assert ended.code == 2
    assert said in ended.err


def test_explain_as_json(bba: Any, config: Path) -> None:
    record = bba("explain", "aaaaaaaa", "--config", config, "--json").records[0]
    assert record["members"][0]["evidence"]["span"] == {"words": "28 t/m 30 november", "reader": "prose"}


def test_sources_shows_the_last_run_that_asked(bba: Any, config: Path) -> None:
    ended = bba("sources", "--config", config, "--on", "2025-11-25")
    assert "failed" in ended.out.splitlines()[0]
    assert "1 event (usually 3)" in ended.out
    assert "never read" in ended.out.splitlines()[1]
    assert "boom: HTTP 500 \\x1b[2J" in ended.out
    record = bba("sources", "--config", config, "--on", "2025-11-25", "--json").records[0]
    assert (record["state"], record["age_days"], record["asked"]) == ("failed", 5, "2025-11-25")


@pytest.mark.parametrize("command", [["list"], ["explain", "a"], ["sources"], ["block"]], ids=" ".join)
@pytest.mark.parametrize("state", ["missing", "empty", "foreign"])
def test_a_store_that_cannot_be_used_ends_with_four(
    bba: Any, config: Path, command: list[str], state: str
) -> None:
    store = config.parent / ".bba-events.sqlite"
    for file in config.parent.glob(".bba-events.sqlite*"):
        file.unlink()
    if state != "missing":
        store.write_bytes(b"" if state == "empty" else b"not a database " * 100)
    ended = bba(*command, "--config", config)
    assert (ended.code, ended.out) == (4, "")
    assert str(store) in ended.err


def test_init_writes_and_never_overwrites(bba: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "picks.toml").write_text("# mine\n")
    ended = bba("init")
    assert ended.code == 0
    assert "picks.toml: is there already" in ended.err
    assert (tmp_path / "picks.toml").read_text() == "# mine\n"
    written = (tmp_path / "sources.toml").read_bytes()
    assert bba("init").code == 0
    assert (tmp_path / "sources.toml").read_bytes() == written
