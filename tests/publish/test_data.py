"""``events.json`` restores the store, and is the same on the next day when nothing changed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from publish.made import CALENDAR, MOMENT, ON, edition, entry

from bba_events.errors import ConfigError
from bba_events.event import Entry, Event, Evidence
from bba_events.publish import data
from bba_events.report import Report, SourceReport, SourceState
from bba_events.span import days
from bba_events.store import Edition, LastGood, Shown, Store

EVENT = Event(
    "boomweekend", "https://www.bosteller.be/boomweekend", "BOOMweekend",
    days(date(2025, 11, 28), date(2025, 11, 30)),
    evidence={"span": Evidence("28 t/m 30 november", "prose")},
)  # fmt: skip


def full_entries(confirmed: date) -> list[Entry]:
    living = [replace(one, confirmed=confirmed, members=(EVENT,), keys=("url:x",)) for one in edition()]
    gone = entry("gone", confirmed=ON - timedelta(days=9), vanished=True)
    return [*living, gone, entry("was", replaced_by=living[0].uid, confirmed=confirmed)]


def fill(path: Path, today: date) -> dict[str, object]:
    """A store as a run on ``today`` leaves it; what it exports."""
    with Store.open_for_run(path, replayed=True) as store:
        store.put_entries(full_entries(today))
        store.put_last_good("boomweekend", LastGood((EVENT,), today, 1, "1:x"))
        store.put_last_good("broken", LastGood((EVENT,), ON - timedelta(days=4), 3))
        store.first_seen("boomweekend", EVENT.page, "28 t/m 30 november", today)
        store.put_edition(Edition("november", "nl", ON, (Shown("x", "BOOMweekend", EVENT.span),)))
        store.commit()
        return store.export()


def test_the_next_day_changes_no_byte(tmp_path: Path) -> None:
    first = data.events(fill(tmp_path / "a", ON), calendar=CALENDAR)
    assert data.events(fill(tmp_path / "a", ON + timedelta(days=1)), calendar=CALENDAR) == first


def test_a_store_restored_from_it_exports_the_same(tmp_path: Path) -> None:
    exported = fill(tmp_path / "a", ON)
    published = data.events(exported, calendar=CALENDAR)
    with Store.open_for_run(tmp_path / "b", replayed=True) as other:
        other.restore(data.restored(published, confirmed=ON))
        other.commit()
        assert other.export() == exported
        assert other.entries() == sorted(full_entries(ON), key=lambda one: one.uid)


def test_it_names_what_a_stranger_needs(tmp_path: Path) -> None:
    told = json.loads(data.events(fill(tmp_path / "a", ON), calendar=CALENDAR))
    assert told["version"] == 1
    assert told["calendar"]["time_zone"] == "Europe/Brussels"
    film = next(one for one in told["entries"] if one["uid"].startswith("forets@"))
    assert film["span"]["start"] == "2026-02-04"
    assert film["titles"] == {"fr": "Le Chant des forêts"}
    assert film["members"][0]["evidence"]["span"]["words"] == "28 t/m 30 november"
    gone = next(one for one in told["entries"] if one["uid"].startswith("gone@"))
    assert (gone["confirmed"], "confirmed" in film) == ("2025-11-16", False)
    assert (told["sources"]["broken"]["day"], told["sources"]["broken"]["usual"]) == ("2025-11-21", 3)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (b"{", "not a file of ours"),
        (b"[]", "not a file of ours"),
        (b"{}", "version None"),
        (b'{"version": 2}', "version 2"),
        (b'{"version": 1}', "not a file of ours"),
        (b'{"version": 1, "entries": [1], "sources": {}, "words": [], "editions": []}', "not a file of ours"),
    ],
)
def test_anything_else_is_refused_with_a_word(broken: bytes, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        data.restored(broken, confirmed=ON)


def test_status_tells_the_run_and_each_source() -> None:
    report = Report(
        MOMENT, (SourceReport("boomweekend", "https://x.example", SourceState.FAILED, message="HTTP 500"),),
        published=("events.ics",),
    )  # fmt: skip
    told = json.loads(data.status(report))
    assert told["sources"][0]["state"] == "failed"
    assert "published" not in told
    assert data.run_day(data.status(report)) == ON
    assert data.run_day(b"{}") is None
    assert data.run_day(b"?") is None
