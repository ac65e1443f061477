"""A calendar read from its bytes to facts: names stay as written, every clock stays on its wall."""

from __future__ import annotations

from datetime import date, time

import pytest

from bba_events.pipeline import read_page

URL = "https://www.voorbeeld.be/agenda.ics"
TITLES = [
    "Concert 2026",
    "1 mei feest",
    "Ma 3/4 - les",
    "10 km loop",
    "Vergadering 20.06.2026",
    "Agenda",
    "!!!",
]


def read(*lines: str, expand: bool = True):
    text = "\r\n".join(
        ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    )
    return read_page(text.encode(), url=URL, headers={}, source=None, on=date(2026, 6, 1), expand=expand)


@pytest.mark.parametrize("title", TITLES)
def test_a_name_in_a_calendar_is_kept_as_written(title: str) -> None:
    (event,) = read(f"SUMMARY:{title}", "DTSTART;VALUE=DATE:20260620", "DTEND;VALUE=DATE:20260622")
    assert (event.title, event.span.start, event.span.end) == (title, date(2026, 6, 20), date(2026, 6, 21))


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("DTSTART;TZID=Europe/Brussels:20260620T190000", "Europe/Brussels"),
        ("DTSTART;TZID=Romance Standard Time:20260620T190000", "Europe/Paris"),
        ("DTSTART:20260620T190000Z", "UTC"),
        ("DTSTART:20260620T190000", ""),
    ],
)
def test_the_wall_clock_and_its_zone_reach_the_event(written: str, zone: str) -> None:
    (event,) = read("SUMMARY:Nacht", written)
    assert (event.span.start_time, event.span.zone) == (time(19), zone)


def test_a_series_is_listed_or_given_as_written() -> None:
    lines = ("SUMMARY:Koor", "DTSTART:20260601T190000Z", "RRULE:FREQ=WEEKLY;COUNT=3")
    assert [event.span.start for event in read(*lines)] == [
        date(2026, 6, 1),
        date(2026, 6, 8),
        date(2026, 6, 15),
    ]
    (event,) = read(*lines, expand=False)
    assert event.span.rule == "FREQ=WEEKLY;COUNT=3"


@pytest.mark.parametrize(
    "body",
    [
        "BEGIN:VEVENT\nSUMMARY:Los\nDTSTART:20260620\nDESCRIPTION:niet op 24 juli 2026 om 14u\nEND:VEVENT\n",
        "HTTP/1.1 200 OK\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Los\nDTSTART:20260620\nDESCRIPTION:24 juli 2026\n",
        "VERSION:2.0\nBEGIN:VEVENT\nSUMMARY:Los\nDTSTART:20260620\nDESCRIPTION:<html><b>24 juli 2026</b>\nEND:VEVENT",
    ],
)
def test_a_calendar_without_its_head_is_no_prose(body: str) -> None:
    (event,) = read_page(body.encode(), url=URL, headers={}, source=None, on=date(2026, 6, 1))
    assert (event.title, event.span.start) == ("Los", date(2026, 6, 20))
