"""All readers see the same events: the same UIDs, titles, starts, ends, all-day flags and statuses."""

from __future__ import annotations

import json
import os
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import icalendar
import lxml.html
import pytest
import recurring_ical_events
from publish.foreign_readers import FOREIGN, READ, Seen, by_icalendar, node_module, program, run
from publish.made import MOMENT, entry, every_kind
from publish.serving import serving
from publish.test_block import HOSTILE as HOSTILE_MARKDOWN
from publish.test_block import harmless, hostile, render, spaced
from publish.test_ics import HOSTILE, feed

from bba_events.event import Entry, Place, Status
from bba_events.publish.wording import bare
from bba_events.span import days


def all_sorts() -> list[Entry]:
    """Every kind of entry, every status, and every hostile text as title, place and description."""
    statuses = [entry(f"status-{status}".replace("_", "-"), status=status) for status in Status]
    texts = [
        entry(f"text-{at}", titles={"nl": text}, descriptions={"nl": text}, place=Place(text, town=text),
              urls={"nl": f"https://x.example/{text}"})
        for at, text in enumerate([*HOSTILE, *HOSTILE_MARKDOWN])
    ]  # fmt: skip
    return [*every_kind(), *statuses, *texts]


def meant() -> set[Seen]:
    """What the feed's own writer put there, from our entries; the reference for all readers."""
    return by_icalendar(feed(*all_sorts()))


@pytest.mark.parametrize("name", READ)
def test_every_reader_sees_the_same(name: str) -> None:
    seen = READ[name](feed(*all_sorts()))
    assert len(seen) > 90
    assert seen == meant()


def test_titles_are_what_was_meant_but_for_the_backslash() -> None:
    titles = {one.uid: one.title for one in meant()}
    for told in all_sorts():
        if told.uid.startswith("text-"):
            assert titles[told.uid] == bare(told, "nl").replace("\\", "/")


def test_recurring_ical_events_finds_each_on_its_day() -> None:
    read = recurring_ical_events.of(icalendar.Calendar.from_ical(feed(*every_kind())))
    assert {str(one["SUMMARY"]) for one in read.at(date(2025, 12, 13))} == {
        "Cursus heggen leggen",
        "Het Goede Moment",
    }
    found = read.between(date(2025, 1, 1), date(2027, 1, 1))
    assert len(list(found)) == len(by_icalendar(feed(*every_kind())))


# a subscriber over HTTP: khal with vdirsyncer


class Subscriber:
    """A calendar program that polls our feed."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.environment = {
            **os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"), "LC_ALL": "C.UTF-8",
            "XDG_DATA_HOME": str(folder / "data"), "XDG_CACHE_HOME": str(folder / "cache"),
            "TZ": "Europe/Brussels",
        }  # fmt: skip
        self.vdirsyncer, self.khal = program("vdirsyncer"), program("khal")
        for name in ("config/vdirsyncer", "config/khal", "data", "cache", "feed"):
            (folder / name).mkdir(parents=True)
        (folder / "config/vdirsyncer/config").write_text(
            f'[general]\nstatus_path = "{folder}/status"\n'
            '[pair feed]\na = "here"\nb = "there"\ncollections = null\nconflict_resolution = "b wins"\n'
            f'[storage here]\ntype = "filesystem"\npath = "{folder}/feed"\nfileext = ".ics"\n'
            f'[storage there]\ntype = "http"\nurl = "{address}events.ics"\n'
        )
        (folder / "config/khal/config").write_text(
            f"[calendars]\n[[feed]]\npath = {folder}/feed\nreadonly = True\n"
            "[locale]\nlocal_timezone = Europe/Brussels\ndefault_timezone = Europe/Brussels\n"
            "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        )
        run([self.vdirsyncer, "discover"], "y\n", env=self.environment)

    def poll(self) -> list[str]:
        """Events as khal tells them after a poll, each once: "start|end|title|status"."""
        run([self.vdirsyncer, "sync"], env=self.environment)
        form = "{start-long}|{end-long}|{title}|{status}"
        told = run(
            [self.khal, "list", "--once", "--day-format", "", "--format", form, "2025-11-01", "400d"],
            env=self.environment,
        )
        return sorted(line.strip() for line in told.splitlines() if line.strip())


def test_khal_sees_every_event_of_the_feed(tmp_path: Path) -> None:
    public = tmp_path / "public"
    public.mkdir()
    (public / "events.ics").write_bytes(feed(*every_kind()))
    with serving(public) as address:
        told = Subscriber(tmp_path / "home", address).poll()
    assert len(told) == len(by_icalendar(feed(*every_kind())))
    assert any(line.startswith("2025-11-28|2025-11-30|BOOMweekend") for line in told)
    assert any(
        line.startswith("2025-12-11 19:00|2025-12-11 20:30|Het Goede Moment: Infosessie Gent")
        for line in told
    )
    assert any(line.startswith("2025-12-06|2026-02-01|Het Goede Moment") for line in told)


def test_an_update_reaches_the_subscriber_with_one_entry_throughout(tmp_path: Path) -> None:
    public = tmp_path / "public"
    public.mkdir()
    first = entry()
    later = {"modified": MOMENT + timedelta(days=1)}
    renamed = replace(first, titles={"nl": "Bosweekend"}, sequence=1, **later)
    moved = replace(renamed, span=days(date(2025, 12, 5), date(2025, 12, 7)), sequence=2)
    cancelled = replace(moved, status=Status.CANCELLED, sequence=3)
    drill = [
        ("new", [first], ["2025-11-28|2025-11-30|BOOMweekend|"]),
        ("renamed", [renamed], ["2025-11-28|2025-11-30|Bosweekend|"]),
        ("moved", [moved], ["2025-12-05|2025-12-07|Bosweekend|"]),
        ("cancelled", [cancelled], ["2025-12-05|2025-12-07|Geannuleerd: Bosweekend|CANCELLED"]),
        ("removed", [], []),
        ("back", [replace(moved, sequence=4)], ["2025-12-05|2025-12-07|Bosweekend|"]),
    ]
    other = entry("other", titles={"nl": "Ander"})
    with serving(public) as address:
        (public / "events.ics").write_bytes(feed(first, other))
        subscriber = Subscriber(tmp_path / "home", address)
        for step, entries, expected in drill:
            (public / "events.ics").write_bytes(feed(*entries, other))
            told = [line for line in subscriber.poll() if "Ander" not in line]
            assert [line.replace("CONFIRMED", "").strip() for line in told] == expected, step


# Markdown in marked


def test_no_hostile_text_becomes_anything_in_marked() -> None:
    module = node_module("marked/lib/marked.esm.js")
    dice = random.Random(1)
    marks = "\\`*_{}[]()#+-.!|<>~&;:/@=\"' aBw1é28🌱htps"
    made = ["".join(dice.choices(marks, k=dice.randint(1, 40))) for _ in range(400)]
    texts = [spaced(text) or "x" for text in (*HOSTILE_MARKDOWN, *made)]
    told = json.dumps([render(hostile(text, text)) for text in texts])
    seen = json.loads(run(["node", str(FOREIGN / "marked.mjs"), module], told))
    for text, html in zip(texts, seen, strict=True):
        harmless(lxml.html.fromstring(f"<div>{html}</div>"), text, text)
