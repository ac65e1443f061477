"""What leaves for good: entries that the editor suppressed, and what was over long ago."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from drills.drill import MOMENT, TREES, WALKS, Drill, Walk, page
from drills.machine import Machine, forked
from hostile_server import answer

from bba_events.publication import block, send
from bba_events.publish import data

HEDGEHOGS = WALKS[-1]
TODAY = MOMENT.date()
LATER = (
    HEDGEHOGS,
    Walk("Egeltocht bij avond", HEDGEHOGS.when),
    Walk("Egeltocht bij avond", "26 april 2026, van 20u tot 22u"),
)
"""Whatever its page makes of it: the same words, another title, another day."""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path / "calendar")
    made.set_up()
    return made


def uid_of(machine: Machine, title: str) -> str:
    (uid,) = (uid for uid, entry in machine.entries().items() if entry.title("nl") == title)
    return uid


def suppress(machine: Machine, name: str) -> None:
    text = f'[[pick]]\nentry = "{name}"\nsuppress = true\n'
    (machine.folder / "picks.toml").write_text(text, encoding="utf-8")


def told(machine: Machine, title: bytes = b"Egeltocht") -> list[str]:
    """The published files, status included, that tell of it."""
    found = [one for one in machine.public.iterdir() if title in one.read_bytes()]
    assert data.restored((machine.public / "events.json").read_bytes(), confirmed=TODAY)["entries"]
    return sorted(one.name for one in found)


def days() -> Iterator[str]:
    yield from (f"{TODAY + timedelta(days=number)}" for number in range(1, 30))


@pytest.mark.parametrize("name", ["id", "UID", "address"])
def test_a_suppressed_entry_stands_nowhere_whatever_its_page_says_later(machine: Machine, name: str) -> None:
    """Not after a restore either: the published file knows it by what cannot be read."""
    machine.fetch()
    uid = uid_of(machine, "Egeltocht")
    (url,) = set(machine.entries()[uid].urls.values())
    assert len(told(machine)) > 5
    suppress(machine, {"id": uid[:8], "UID": uid, "address": url}[name])
    for on, walk in zip(days(), LATER, strict=False):
        machine.shows("hoeve", (*WALKS[:-1], walk), day=on)
        ended = machine.fetch(on=on)
        assert (ended.code, "Egeltocht" in ended.said) == (0, False)
        assert told(machine) == []
    assert uid in machine.entries()

    lose_the_store(machine)
    for on in ("2026-03-10", "2026-03-11"):
        machine.shows("hoeve", (*WALKS[:-1], LATER[-1]), day=on)
        assert machine.fetch(on=on).code == 0
        assert told(machine) == []
    assert uid in machine.entries()


def lose_the_store(machine: Machine) -> None:
    """The disk goes and comes back empty; only what was published is left."""
    for file in machine.folder.glob(".bba-events.sqlite*"):
        file.unlink()
    where = ["--config", str(machine.folder / "sources.toml"), "--on", "2026-03-09"]
    ended = forked(["restore", str(machine.public / "events.json"), *where])
    assert ended.code == 0, ended.said
    with sqlite3.connect(machine.store) as store:  # a replay is to go on with it
        store.execute("UPDATE setting SET value = 'yes' WHERE name = 'replayed'")
    store.close()


@pytest.mark.parametrize("link", ["/w/egeltocht", ""], ids=["page of its own", "none"])
@pytest.mark.parametrize("name", ["id", "UID"])
def test_rescheduled_right_after_a_restore_it_stays_out(machine: Machine, name: str, link: str) -> None:
    """The first page that the restored store sees has it on another day, at another hour."""
    show(machine, WALKS, link, "2026-03-02")
    machine.fetch()
    uid = uid_of(machine, "Egeltocht")
    suppress(machine, {"id": uid[:8], "UID": uid}[name])
    machine.fetch(on="2026-03-03")
    assert told(machine) == []
    lose_the_store(machine)
    for on, when in (("2026-03-10", "16 mei 2026, van 20u tot 22u"), ("2026-03-11", "17 mei 2026")):
        show(machine, (*WALKS[:-1], Walk("Egeltocht", when)), link, on)
        assert machine.fetch(on=on).code == 0
        assert told(machine) == []
    assert uid in machine.entries()


def show(machine: Machine, walks: Sequence[Walk], link: str, day: str) -> None:
    """De Hoeve's list, in which only ``link`` leads to the page of an event."""
    machine.shows("hoeve", walks, day=day)
    path = machine.folder / "recorded" / "hoeve.html"
    shown = path.read_text("utf-8")
    kept = shown if link else re.sub(r"<a href=[^>]*>([^<]*)</a>", r"\1", shown)
    path.write_text(kept, encoding="utf-8")


def test_another_of_its_title_comes_in_when_it_is_long_over(machine: Machine) -> None:
    """What was suppressed was that one; next year's has its own UID."""
    show(machine, WALKS, "", "2026-03-02")
    machine.fetch()
    uid = uid_of(machine, "Egeltocht")
    suppress(machine, uid)
    machine.fetch(on="2026-03-03")
    lose_the_store(machine)
    show(machine, (*WALKS[:-1], Walk("Egeltocht", "24 april 2027, van 14u tot 17u")), "", "2026-09-01")
    assert machine.fetch("--accept-drop", "hoeve", on="2026-09-01").code == 0
    assert uid_of(machine, "Egeltocht") != uid


def test_it_is_kept_out_through_two_restores_while_its_source_is_down(machine: Machine) -> None:
    machine.fetch()
    uid = uid_of(machine, "Egeltocht")
    suppress(machine, uid)
    machine.fetch(on="2026-03-03")
    recorded = machine.folder / "recorded" / "hoeve.toml"
    recorded.rename(machine.folder / "hoeve.toml")
    for on in ("2026-03-04", "2026-03-05"):
        lose_the_store(machine)
        machine.fetch(on=on)
        assert told(machine) == []
        assert uid not in machine.entries()
    (machine.folder / "hoeve.toml").rename(recorded)
    assert machine.fetch(on="2026-03-06").code == 0
    assert told(machine) == []
    assert uid in machine.entries()


def test_an_address_keeps_out_what_it_leads_to_before_it_was_ever_seen(machine: Machine) -> None:
    suppress(machine, "http://www.hoeve.example/w/egeltocht/?utm_source=x")
    assert machine.fetch().code == 0
    assert told(machine) == []
    assert len(machine.entries()) == 7


def test_what_a_suppressed_entry_once_was_is_told_no_more(machine: Machine) -> None:
    """Two entries turn out to be one; feeds would say so for thirty days under the old title."""
    machine.shows("bos", (*TREES, Walk("Fakkels", "26 april 2026, van 14u tot 17u", "Hoeve Ter Eike, Ham")))
    machine.fetch()
    uid, other = uid_of(machine, "Egeltocht"), uid_of(machine, "Fakkels")
    text = f'[[pick]]\nentry = "{uid}"\nsuppress = true\nsame_as = ["{other[:8]}"]\n'
    (machine.folder / "picks.toml").write_text(text, encoding="utf-8")
    for on in ("2026-03-03", "2026-03-04"):
        assert machine.fetch(on=on).code == 0
        assert [*told(machine), *told(machine, b"Fakkels")] == []


def test_an_edition_that_showed_it_tells_of_it_no_more(drill: Drill) -> None:
    drill.run()
    send(drill.load(), name="april", languages=["nl"], on=TODAY)
    (uid,) = (uid for uid, entry in drill.entries().items() if entry.title("nl") == "Egeltocht")
    text = f'[[pick]]\nentry = "{uid}"\nsuppress = true\n'
    (drill.folder / "picks.toml").write_text(text, encoding="utf-8")
    drill.shows([*WALKS[:-1], LATER[1]])
    drill.run(1)
    assert b"Egeltocht" not in (drill.folder / "public" / "events.json").read_bytes()
    told = block(drill.load(), language="nl", on=TODAY, since_last=True, unread=True, questions=True)
    assert "Egeltocht" not in told


def test_what_was_over_long_ago_leaves_the_store(drill: Drill) -> None:
    """Nothing of it is left in the file: no event, no entry, no page, no change; the others stay."""
    drill.hoeve.answers["/w/egeltocht"] = answer(body=page([HEDGEHOGS], heading="Egeltocht"))
    drill.run()
    drill.shows(WALKS[:0], aside=" Tot later!")
    drill.run(70)
    ours = [entry for entry in drill.entries().values() if "hoeve" in entry.sources]
    assert len(ours) == 6, "a year later people may ask what it was"
    for days in (330, 460, 461):
        fair = Walk("Bosfeest", "10 augustus 2027, 14u", "Bosmuseum, Groenendaal")
        drill.bos.answers["/agenda"] = answer(body=page([fair], heading="Het Bos"))
        drill.run(days, accept_drop=["bos"])
    assert set(drill.starts()) == {"Bosfeest", "Boomplantdag"}
    assert told_by_the_file(drill.folder, "Egeltocht") == []


def told_by_the_file(folder: Path, word: str) -> list[str]:
    """Every file of the store that still holds a word anywhere, in free pages too."""
    with sqlite3.connect(folder / ".bba-events.sqlite") as store:
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return [one.name for one in folder.glob(".bba-events.sqlite*") if word.encode() in one.read_bytes()]


def test_history_in_a_feed_is_not_taken_in(drill: Drill) -> None:
    """A page that lists ten years by machine dates: what was over long ago never becomes an entry."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{year}\r\nSUMMARY:Bosfeest {year}\r\nDTSTART;VALUE=DATE:{year}0510\r\nEND:VEVENT\r\n"
        for year in range(2017, 2027)
    )
    body = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n".encode()
    drill.answers(answer(body=body, content_type="text/calendar"))
    for day in (0, 1):
        drill.run(day)
        ours = [entry.span.start for entry in drill.entries().values() if "hoeve" in entry.sources]
        assert sorted(filter(None, ours)) == [date(2025, 5, 10), date(2026, 5, 10)]


def test_a_clock_that_ran_years_ahead_once_forgets_nothing(drill: Drill) -> None:
    drill.run()
    before = set(drill.entries())
    drill.run(1, accept_drop=[])
    drill.run(1500)
    drill.run(2)
    assert set(drill.entries()) == before
