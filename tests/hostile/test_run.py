"""One page full of data made to do harm, in a whole run beside a partner who is well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import icalendar
import pytest
from drills.drill import TREES, feed_uids
from drills.machine import Machine

EVENT = {"@type": "Event", "startDate": "2026-04-03", "location": {"@type": "Place", "name": "Ham"}}
BOMB = 10**30
ODD: tuple[dict[str, Any], ...] = (
    *({"startDate": value} for value in ("9999-12-31", "0001-01-01", "9999-12-31T24:00", "2" * 1000, 1e400, None)),
    *({"startDate": f"2026-04-03T10:00{zone}"} for zone in ("+99:99", "-23:59", "[Mars/Phobos]", "[../etc]")),
    *({"endDate": value} for value in ("9999-12-31", "2199-12-31", "2026-04-02", "0001-01-01")),
    {"name": "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil"},
    {"name": "\u202e\x00\x1b[2Jgone"},
    {"name": "a" * 100_000},
    {"name": "👨‍👩‍👧‍👦" * 5_000},
    {"name": "<script>alert(1)</script> [x](javascript:alert(1))"},
    *({"url": url} for url in (
        "javascript:alert(1)", "https://x/" + "a" * 5_000, "https://[::1", "https://аррӏе.com/", "\\\\evil\\x",
        "https://x.example:99999/", "http://\u2488.example/", "https://" + "a." * 200 + "be/",
        "mailto:jan@example.org?subject=x%0d%0aBcc:y",
    )),
    {"location": {"@type": "Place", "name": "x", "geo": {"latitude": 1e999, "longitude": "nan"}}},
    {"location": {"@type": "Place", "name": "x", "geo": {"latitude": "91", "longitude": "181"}}},
    {"location": ["a", {"b": 1}, None, 5]},
    {"description": "<script>" * 10_000},
    {"organizer": {"name": "\r\nATTENDEE:x"}},
    {"inLanguage": "../../etc"},
    {"@id": "x\r\ny" * 100},
    {"eventSchedule": {"@type": "Schedule", "repeatFrequency": "P0D", "startDate": "2026-04-03", "repeatCount": BOMB}},
    {"duration": "P99999999999D"},
    {"subEvent": [{"@type": "Event", "name": "s", "startDate": "9999-12-31"}]},
    {"superEvent": {"@type": "Event", "name": "p", "startDate": "0001-01-01"}},
    {"keywords": "x," * 10_000},
)  # fmt: skip


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """De Hoeve's page is nothing but the odd events, each in a block of its own; Het Bos is well."""
    made = Machine(tmp_path / "calendar")
    made.set_up()
    rows = (made.folder / "sources.toml").read_text("utf-8")
    at = rows.index("[source.select]")
    (made.folder / "sources.toml").write_text(rows[:at] + rows[rows.index("[[source]]", at) :], "utf-8")
    items = [{**EVENT, "name": f"Feest {number}", **odd} for number, odd in enumerate(ODD)]
    scripts = [json.dumps(item).replace("</", "<\\/") for item in items]
    blocks = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    text = f"<html lang=nl><title>Agenda</title><h1>Agenda</h1><p>Kom mee met onze gidsen.</p>{blocks}</html>"
    (made.folder / "recorded" / "hoeve.html").write_text(text, "utf-8")
    return made


def test_no_data_of_a_partner_harms_what_is_published(machine: Machine) -> None:
    ended = machine.fetch()
    assert ended.code == 0, ended.said
    assert "fault of ours" not in ended.said
    assert "\x1b" not in ended.said
    data = (machine.public / "events.ics").read_bytes()
    found = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert len(found) == len(feed_uids(machine.folder))
    assert TREES[0].title in {str(one["SUMMARY"]) for one in found}
    assert not {line.split(b":")[0] for line in data.splitlines()} & {b"ATTENDEE", b"SUMMARY;evil"}
    for path in machine.public.iterdir():
        told = path.read_text("utf-8")
        assert "jan@example.org" not in told, path.name
        assert not {"\u202e", "\x00", "\x1b"} & set(told), path.name
        if path.suffix in {".html", ".md", ".xml"}:
            assert "<script>alert" not in told, path.name
            assert 'href="javascript' not in told, path.name


def test_it_is_the_same_in_every_run(machine: Machine) -> None:
    machine.fetch()
    before = {one.name: one.read_bytes() for one in machine.public.iterdir() if one.name != "status.json"}
    assert machine.fetch().code == 0
    after = {one.name: one.read_bytes() for one in machine.public.iterdir() if one.name != "status.json"}
    assert after == before
