"""Calendars that lost a line or the space of a fold: what a careful person would still read."""

from __future__ import annotations

from datetime import date

import pytest

from bba_events.readers import ical

ZONE = """BEGIN:VTIMEZONE
TZID:Our zone
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
TIMES = ("2026-02-10T19:00:00+01:00", "2026-07-10T19:00:00+02:00")


def starts(zone: str, *lines: str) -> list[str]:
    events = "".join(f"BEGIN:VEVENT\n{line}\nEND:VEVENT\n" for line in lines)
    drafts, _ = ical.read_calendar(
        f"BEGIN:VCALENDAR\n{zone}{events}END:VCALENDAR\n", reference=date(2026, 1, 5)
    )
    return [draft.start for draft in drafts]


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("BEGIN:STANDARD\n", ""),
        ("BEGIN:DAYLIGHT\n", ""),
        ("BEGIN:DAYLIGHT\n", "BEGIN:DAYLIGHT\nBEGIN:DAYLIGHT\n"),
        ("END:DAYLIGHT\nBEGIN:STANDARD\n", ""),
        ("TZID:Our zone\n", "TZID:OUR ZONE\n"),
    ],
)
def test_a_zone_keeps_summer_and_winter_apart(line: str, instead: str) -> None:
    events = [f"DTSTART;TZID=Our zone:{day}T190000\nSUMMARY:Koor" for day in ("20260210", "20260710")]
    assert starts(ZONE.replace(line, instead), *events) == list(TIMES)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("DTSTART;TZID=Europe/Brussels:20260210T\n190000", ["2026-02-10T19:00:00[Europe/Brussels]"]),
        ("DTSTART;TZID=Europe/Brussels:202602\n10T190000", ["2026-02-10T19:00:00[Europe/Brussels]"]),
        (
            "DTSTART:20260210\nRDATE;VALUE=DATE:20260211,\n20260212",
            ["2026-02-10", "2026-02-11", "2026-02-12"],
        ),
        (
            "DTSTART:20260210T190000\nRDATE;VALUE=PERIOD:20260211T190000/PT1H\n,20260212T190000/20260212T200000",
            ["2026-02-10T19:00:00", "2026-02-11T19:00:00", "2026-02-12T19:00:00"],
        ),
        ("DTSTART:20260210\n190000 visitors", ["2026-02-10"]),
        ("DTSTART;TZID=europe/brussels:20260210T190000", ["2026-02-10T19:00:00[Europe/Brussels]"]),
    ],
)
def test_a_date_goes_on_behind_a_fold_without_its_space(lines: str, found: list[str]) -> None:
    assert starts("", f"SUMMARY:Koor\n{lines}") == found


def test_a_rule_takes_no_words_that_follow_it() -> None:
    rule = "RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=TU;WKST=MO;BYHOUR=19;BYMINUTE=0;BYSECOND=0;INTERVAL=1;BYSETPOS=1"
    text = f"SUMMARY:Koor\nDTSTART:20260210T190000\n{rule}\n<br>what: is this"
    assert starts("", text) == ["2026-02-10T19:00:00", "2026-02-17T19:00:00"]


def test_many_lines_of_dates_take_no_longer_than_their_number() -> None:
    lines = "\n".join(f",202602{number % 28 + 1:02}" for number in range(20_000))
    assert starts("", f"SUMMARY:Koor\nDTSTART:20260201\nRDATE;VALUE=DATE:20260202\n{lines}")[:1] == [
        "2026-02-01"
    ]
