"""Broken calendars read whole: what is wrong with one event never costs another, and is said."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bba_events.errors import ReadError
from bba_events.pipeline import read_page

FOLDER = Path(__file__).parents[3] / "fixtures" / "readers" / "ical"
SOUND = ("sound.ics", "zones.ics", "outlook-days-and-default-zone.ics", "old-vcalendar.ics")
URL = "https://www.voorbeeld.be/agenda.ics"
EVENT = re.compile(rb"BEGIN:VEVENT.*?END:VEVENT", re.DOTALL)


def titles(body: bytes, *, expand: bool, notes: list[str] | None = None) -> list[str]:
    remarks = [] if notes is None else notes
    headers = {"content-type": "text/calendar"}
    found = read_page(
        body,
        url=URL,
        headers=headers,
        source=None,
        on=date(2026, 6, 1),
        expand=expand,
        on_note=remarks.append,
    )
    return [event.title for event in found]


@pytest.mark.parametrize("expand", [True, False])
@pytest.mark.parametrize("name", SOUND)
def test_a_file_cut_anywhere_keeps_the_events_before_the_cut(name: str, expand: bool) -> None:
    body = (FOLDER / name).read_bytes()
    alone = [titles(_only(body, found), expand=expand) for found in EVENT.finditer(body)]
    ends = [found.end() for found in EVENT.finditer(body)]
    for cut in range(ends[0], len(body), max(len(body) // 40, 1)):
        whole = [title for end, own in zip(ends, alone, strict=True) if end <= cut for title in own]
        assert titles(body[:cut], expand=expand)[: len(whole)] == whole, cut


def _only(body: bytes, kept: re.Match[bytes]) -> bytes:
    """The calendar with one of its events."""
    others = [found for found in EVENT.finditer(body) if found.span() != kept.span()]
    for found in reversed(others):
        body = body[: found.start()] + body[found.end() :]
    return body


@pytest.mark.parametrize("bad", [b"", b"DTSTART:tomorrow", b"DTSTART;TZID=Nowhere/At_All:2026", b"DTSTART"])
@pytest.mark.parametrize("name", SOUND)
def test_an_event_without_a_day_is_skipped_and_said(name: str, bad: bytes) -> None:
    body = (FOLDER / name).read_bytes()
    events = list(EVENT.finditer(body))
    sound = titles(body, expand=False)
    assert len(sound) == len(events)
    for number, found in enumerate(events):
        broken = re.sub(rb"DTSTART[^\r\n]*", bad, found[0])
        notes: list[str] = []
        try:
            left = titles(body[: found.start()] + broken + body[found.end() :], expand=False, notes=notes)
        except ReadError as fault:
            left, notes = [], [str(fault)]
        assert left == sound[:number] + sound[number + 1 :]
        assert any("skipped" in note for note in notes)


@pytest.mark.parametrize(
    ("body", "code", "lines", "said"),
    [
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", 0, 0, ""),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Zonder\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Met\n"
         b"DTSTART:20260620\nEND:VEVENT\nEND:VCALENDAR\n", 0, 1, "no DTSTART beside 'Zonder'"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Zonder\nEND:VEVENT\nEND:VCALENDAR\n", 3, 0, "no DTSTART"),
        (b"", 3, 0, "empty"),
        (b"\x00\x01\x02\xff" * 50, 3, 0, "broken.ics"),
        (b"<html><body><h1>404 Not found</h1></body></html>", 3, 0, "404"),
    ],
)  # fmt: skip
def test_the_shell_is_told(tmp_path: Path, body: bytes, code: int, lines: int, said: str) -> None:
    (tmp_path / "broken.ics").write_bytes(body)
    command = [sys.executable, "-m", "bba_events", "read", "broken.ics", "--url", URL, "--on", "2026-06-01"]
    told = subprocess.run([*command, "--json"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (told.returncode, len(told.stdout.splitlines())) == (code, lines), told.stderr
    assert said in told.stderr
