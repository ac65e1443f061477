"""What calendars write for zones, times, lengths and rules, and what a careful person takes it for."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bba_events.page import charset
from bba_events.readers import instants, lost_lines, rules, stamps, zones
from bba_events.readers.content_lines import Property

SUMMER, WINTER = (datetime.fromisoformat(f"2026-{month}-20T19:00") for month in ("06", "12"))


@pytest.mark.parametrize(
    ("tzid", "summer", "winter"),
    [
        ("Europe/Brussels", "[Europe/Brussels]", "[Europe/Brussels]"),
        ("europe/brussels", "[Europe/Brussels]", "[Europe/Brussels]"),
        ("Europe_Brussels", "[Europe/Brussels]", "[Europe/Brussels]"),
        ("Europe/Brussels (GMT+02:00)", "[Europe/Brussels]", "[Europe/Brussels]"),
        ("/citadel.org/20210210_1/Europe/Brussels", "[Europe/Brussels]", "[Europe/Brussels]"),
        ("/x/America/Argentina/Salta", "[America/Argentina/Salta]", "[America/Argentina/Salta]"),
        ("Romance Standard Time", "[Europe/Paris]", "[Europe/Paris]"),
        ("W. Europe Daylight Time", "[Europe/Berlin]", "[Europe/Berlin]"),
        ("West-Europa (standaardtijd)", "[Europe/Brussels]", "[Europe/Brussels]"),
        ("Mitteleuropäische Zeit", "[Europe/Brussels]", "[Europe/Brussels]"),
        ("Western/Central Europe", "[Europe/Brussels]", "[Europe/Brussels]"),
        ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "[Europe/Brussels]", "[Europe/Brussels]"),
        ("(GMT+01.00) Amsterdam / Berlin / Rome", "[Europe/Amsterdam]", "[Europe/Amsterdam]"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "[America/New_York]", "[America/New_York]"),
        ("(UTC+09:00) Osaka, Sapporo, Tokyo", "[Asia/Tokyo]", "[Asia/Tokyo]"),
        ("US-Eastern", "[US/Eastern]", "[US/Eastern]"),
        ("tzone://Microsoft/Utc", "Z", "Z"),
        ("UTC+2", "+02:00", "+02:00"),
        ("GMT-05.00/-04.00", "", ""),
        ("(UTC+01:00) Ergens", "", ""),
        ("Clubhuis", "", ""),
        ("Europe/Brussel", "", ""),
        ("../../etc/passwd", "", ""),
    ],
)
def test_a_zone_is_known_by_what_it_is_called_or_not_at_all(tzid: str, summer: str, winter: str) -> None:
    known = zones.Zones()
    assert (known.label(tzid, SUMMER), known.label(tzid, WINTER)) == (summer, winter)


@pytest.mark.parametrize(
    ("written", "clock", "whole", "zone"),
    [
        ("20260620T190000", SUMMER, False, ""),
        ("20260620190000", SUMMER, False, ""),
        ("2026-06-20 19:00", SUMMER, False, ""),
        ("20/06/2026 19:00", SUMMER, False, ""),
        ("20.6.2026", datetime.fromisoformat("2026-06-20"), True, ""),
        ("20 juni 2026", datetime.fromisoformat("2026-06-20"), True, ""),
        ("20 juin 2026 à 19h", SUMMER, False, ""),
        ("Sat, 20 Jun 2026 19:00:00 +0200", SUMMER, False, "+02:00"),
        ("20260620t190000z", SUMMER, False, "Z"),
        ("20260620T240000", datetime.fromisoformat("2026-06-21"), False, ""),
        ("20260620T190000Z/20260620T210000Z", SUMMER, False, "Z"),
    ],
)
def test_a_time_is_read_in_any_dress(written: str, clock: datetime, whole: bool, zone: str) -> None:
    stamp, doubt = instants.read(Property("DTSTART", {}, written))
    assert stamp is not None
    assert (stamp.clock, stamp.whole, stamp.zone, doubt) == (clock, whole, zone, "")


@pytest.mark.parametrize(
    "written",
    ["1781974800", "volgend jaar", "juni 2026", "20 of 27 juni 2026", "00010101T000000", "20260231"],
)
def test_what_names_no_day_is_none(written: str) -> None:
    assert instants.read(Property("DTSTART", {}, written))[0] is None


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("PT1H30M", 90), ("pt1h30m", 90), ("PT1H30", 90), ("P2H", 120), ("02:00", 120), ("1:30:00", 90),
     ("P1D", 1440), ("-PT2H", None), ("P90M", None), ("PT0S", None), ("2 uur", None), ("00:00", None)],
)  # fmt: skip
def test_a_length_is_read_where_only_one_can_be_meant(written: str, minutes: int | None) -> None:
    assert stamps.duration(written) == (timedelta(minutes=minutes) if minutes else None)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("FREQ=WEEKLY\\;COUNT=2", "FREQ=WEEKLY;COUNT=2"),
        ("RRULE:FREQ=WEEKLY;BYDAY=Tuesday,Thursday", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("D2 20260606T235900", "FREQ=DAILY;INTERVAL=2;UNTIL=20260606T235900"),
        ("W1 TU TH #4", "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU,TH;COUNT=4"),
        ("MP1 1+ TU 2- FR #0", "FREQ=MONTHLY;INTERVAL=1;BYDAY=1TU,-2FR"),
        ("MD2 1 LD", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1,-1;COUNT=2"),
        ("YM1 6 12 #3", "FREQ=YEARLY;INTERVAL=1;BYMONTH=6,12;COUNT=3"),
        ("wekelijks", "wekelijks"),
    ],
)
def test_a_rule_is_brought_into_one_grammar(written: str, meant: str) -> None:
    assert rules.tidy(written) == meant


@pytest.mark.parametrize(
    ("body", "header", "text"),
    [
        ("BEGIN:VCALENDAR\nX:Liège".encode(), "text/calendar; charset=ISO-8859-1", "BEGIN:VCALENDAR\nX:Liège"),
        ("BEGIN:VCALENDAR\nX:Liège".encode("latin-1"), "", "BEGIN:VCALENDAR\nX:Liège"),
        (b"BEGIN:VCALENDAR\nX:\xc3\xa9\nX:\xe9", "", "BEGIN:VCALENDAR\nX:é\nX:é"),
        (b"BEGIN:VCALENDAR\nX:\xc3\r\n \xa9", "", "BEGIN:VCALENDAR\nX:é"),
        ("BEGIN:VCALENDAR\nX:Łódź".encode("iso-8859-2"), "text/calendar; charset=iso-8859-2", "BEGIN:VCALENDAR\nX:Łódź"),
        ("BEGIN:VCALENDAR".encode("utf-16-be"), "", "BEGIN:VCALENDAR"),
    ],
)  # fmt: skip
def test_bytes_of_a_calendar_are_told_line_by_line(body: bytes, header: str, text: str) -> None:
    assert charset.decode(body, header) == text


SOUND = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Een <br> twee\\nDTSTART:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize(
    "text", [SOUND, SOUND.replace("\r\n", "\n"), SOUND.replace("\r\n", "\r"), "", "tekst"]
)
def test_a_sound_file_keeps_its_lines(text: str) -> None:
    assert lost_lines.found(text) == text


def test_an_hour_alone_is_on_the_day_of_the_start() -> None:
    start = instants.Stamp(SUMMER, whole=False, tzid="Europe/Brussels")
    later = instants.later_that_day(start, "T210000")
    assert later is not None
    assert (later.clock, later.tzid) == (datetime.fromisoformat("2026-06-20T21:00"), "Europe/Brussels")
    assert instants.later_that_day(start, "later") is None
