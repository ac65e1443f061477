"""What stands in a feed, line by line of the design; read back by icalendar where a parser is needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publish.made import CALENDAR, MOMENT, ON, edition, entry, every_kind, timed

from bba_events.event import Entry, EventKind, Place, Status
from bba_events.publish import ics, readback
from bba_events.publish.folding import fold
from bba_events.publish.zones import BRUSSELS, made, vtimezone
from bba_events.span import Span, SpanKind, day, days


def feed(*entries: Entry, **told: Any) -> bytes:
    told = {"calendar": CALENDAR, "language": "nl", "today": ON, **told}
    data = ics.feed(entries, **told)
    assert readback.faults(data, data.count(b"\r\nBEGIN:VEVENT\r\n")) == []
    return data


def events(data: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def lines(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def starts_and_ends(data: bytes) -> list[str]:
    """DTSTART and DTEND of each event as written, without names."""
    return [
        line.removeprefix(name)
        for line in lines(data)
        if "TZNAME" not in line
        for name in ("DTSTART", "DTEND")
        if line.startswith(name) and ":1970" not in line
    ]


def test_form_of_the_file() -> None:
    data = feed(*every_kind())
    assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bba-events//feed//EN\r\n")
    assert data.endswith(b"END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert data.count(b"BEGIN:VCALENDAR") == data.count(b"BEGIN:VTIMEZONE") == 1
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    for absent in (
        b"METHOD",
        b"VALARM",
        b"ORGANIZER",
        b"ATTENDEE",
        b"ATTACH",
        b"RRULE:FREQ=MONTHLY",
        b"\\\\",
    ):
        assert absent not in data
    names = [line.split(":")[0].split(";")[0] for line in lines(data)[:-1]]
    assert all(name == name.upper() for name in names)


def test_calendar_properties() -> None:
    data = feed(*edition(), name="Agenda (Nederlands)")
    told = lines(data)
    for line in (
        "NAME:Agenda (Nederlands)",
        "X-WR-CALNAME:Agenda (Nederlands)",
        "X-WR-TIMEZONE:Europe/Brussels",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        "COLOR:forestgreen",
        "LAST-MODIFIED:20251125T000000Z",
    ):
        assert told.count(line) >= 1, line
    caldesc = next(line for line in told if line.startswith("X-WR-CALDESC:")).partition(":")[2]
    assert f"DESCRIPTION:{caldesc}" in told
    assert CALENDAR.contact in caldesc


def test_edition_of_november_2025() -> None:
    days_of = {str(one["SUMMARY"]): (one["DTSTART"].dt, one["DTEND"].dt) for one in events(feed(*edition()))}
    assert days_of["BOOMweekend"] == (date(2025, 11, 28), date(2025, 12, 1))
    assert days_of["Het Goede Moment"] == (date(2025, 12, 6), date(2026, 2, 2))
    release = "Release van Le Chant des forêts in de Belgische bioscoop"
    assert days_of[release] == (date(2026, 2, 4), date(2026, 2, 5))
    start, end = days_of["Het Goede Moment: Infosessie Gent"]
    assert (start.isoformat(), end.isoformat()) == ("2025-12-11T19:00:00+01:00", "2025-12-11T20:30:00+01:00")
    assert str(start.tzinfo) == "Europe/Brussels"


B = ";TZID=Europe/Brussels:"
D = ";VALUE=DATE:"
SPANS = {
    "one day": (day(date(2025, 12, 3)), [f"{D}20251203", f"{D}20251204"]),
    "a range of days": (days(date(2025, 11, 28), date(2025, 11, 30)), [f"{D}20251128", f"{D}20251201"]),
    "over new year": (days(date(2025, 12, 6), date(2026, 2, 1)), [f"{D}20251206", f"{D}20260202"]),
    "an hour without an end": (day(date(2025, 12, 3), start_time=time(20)), [f"{B}20251203T200000"]),
    "past midnight": (
        day(date(2025, 12, 5), start_time=time(20), end_time=time(1)),
        [f"{B}20251205T200000", f"{B}20251206T010000"],
    ),
    "summer time": (day(date(2026, 7, 1), start_time=time(14, 30)), [f"{B}20260701T143000"]),
    "the same hours each day": (
        Span(SpanKind.RANGE, date(2025, 12, 12), date(2025, 12, 13), time(10), time(17), daily=True),
        [f"{B}20251212T100000", f"{B}20251212T170000", f"{B}20251213T100000", f"{B}20251213T170000"],
    ),
    "late hours each day": (
        Span(SpanKind.RANGE, date(2025, 12, 12), date(2025, 12, 13), time(22), time(2), daily=True),
        [f"{B}20251212T220000", f"{B}20251213T020000", f"{B}20251213T220000", f"{B}20251214T020000"],
    ),
    "from moment to moment": (
        Span(SpanKind.RANGE, date(2025, 12, 19), date(2025, 12, 21), time(18), time(12)),
        [f"{B}20251219T180000", f"{D}20251220", f"{D}20251221", f"{D}20251221", f"{D}20251222"],
    ),
    "one night as a range": (
        Span(SpanKind.RANGE, date(2025, 12, 19), date(2025, 12, 20), time(20), time(8)),
        [f"{B}20251219T200000", f"{B}20251220T080000"],
    ),
    "eight days with hours": (
        Span(SpanKind.RANGE, date(2025, 12, 1), date(2025, 12, 8), time(10), time(17), daily=True),
        [f"{D}20251201", f"{D}20251209"],
    ),
    "an open end": (Span(SpanKind.OPEN_END, date(2025, 12, 1)), [f"{D}20251201", f"{D}20251202"]),
    "an open end at an hour": (
        Span(SpanKind.OPEN_END, date(2025, 12, 1), start_time=time(10)),
        [f"{B}20251201T100000"],
    ),
    "an open start": (Span(SpanKind.OPEN_START, None, date(2026, 1, 15)), [f"{D}20260115", f"{D}20260116"]),
    "an open start until an hour": (
        Span(SpanKind.OPEN_START, None, date(2026, 2, 3), end_time=time(14)),
        [f"{B}20260203T140000"],
    ),
    "a vague one": (Span(SpanKind.VAGUE), []),
    "a rule": (Span(SpanKind.RECURRING, rule="FREQ=WEEKLY"), []),
    "a rule with days": (Span(SpanKind.RECURRING, date(2025, 12, 1), date(2026, 3, 1)), []),
}


@pytest.mark.parametrize("name", SPANS)
def test_how_each_span_stands_in_the_feed(name: str) -> None:
    span, expected = SPANS[name]
    told = starts_and_ends(feed(timed("x", span)))
    assert told == expected


def test_clocks_of_another_zone_are_the_same_moments() -> None:
    span = day(date(2025, 12, 3), start_time=time(19), end_time=time(20), zone="UTC")
    assert starts_and_ends(feed(entry(span=span))) == [f"{B}20251203T200000", f"{B}20251203T210000"]


def test_a_deadline_at_an_hour_is_in_the_calendars_zone() -> None:
    for zone, hour in (("", "140000"), ("UTC", "150000"), ("Europe/Brussels", "140000")):
        span = Span(SpanKind.OPEN_START, None, date(2026, 2, 3), end_time=time(14), zone=zone)
        assert starts_and_ends(feed(entry(span=span))) == [f"{B}20260203T{hour}"]


def test_utc_is_a_switch() -> None:
    data = feed(*every_kind(), calendar=replace(CALENDAR, times="utc"))
    assert b"DTSTART:20251211T180000Z" in data
    assert b"DTSTART;TZID" not in data


def test_titles_of_open_ends_edges_and_deadlines() -> None:
    titles = {str(one["SUMMARY"]) for one in events(feed(*every_kind()))}
    assert {
        "Vanaf: Winterwandelingen",
        "Laatste dag: Fototentoonstelling",
        "Deadline: Projectoproep bosuitbreiding",
    } <= titles
    edges = [
        (str(one["SUMMARY"]), str(one["UID"]).split("@")[0], one["DTSTART"].dt)
        for one in events(feed(*edition()[:2], long_spans="edges"))
    ]
    assert edges == [
        ("BOOMweekend", "boomweekend", date(2025, 11, 28)),
        ("Eerste dag: Het Goede Moment", "moment-20251206", date(2025, 12, 6)),
        ("Laatste dag: Het Goede Moment", "moment-20260201", date(2026, 2, 1)),
    ]
    assert feed(*edition(), calendar=replace(CALENDAR, long_spans="edges")) == feed(
        *edition(), long_spans="edges"
    )


def test_an_event_a_day_has_a_uid_a_day() -> None:
    cursus = [
        str(one["UID"]) for one in events(feed(*every_kind())) if one["SUMMARY"] == "Cursus heggen leggen"
    ]
    assert cursus == [f"cursus-202512{number}@biodiversity-alliance.be" for number in (12, 13, 14)]


def test_uncertain_and_vague_entries_never_reach_the_feed() -> None:
    data = feed(*every_kind())
    for absent in ("Misschien", "Week van het bos", "Elke eerste zondag"):
        assert absent not in data.decode()


@pytest.mark.parametrize(
    ("replaced", "days_later", "shown"),
    [("cancelled", 0, True), ("cancelled", 30, True), ("cancelled", 31, False), ("leaves", 0, False)],
)
def test_an_entry_that_turned_out_to_be_another_is_cancelled_for_a_month_or_leaves(
    replaced: str, days_later: int, shown: bool
) -> None:
    weg = entry("weg", titles={"nl": "Weg"}, replaced_by="x@biodiversity-alliance.be")
    data = ics.feed(
        [weg], calendar=replace(CALENDAR, replaced=replaced), language="nl",
        today=weg.modified.date() + timedelta(days=days_later),
    )  # fmt: skip
    found = {str(one["UID"]): str(one["STATUS"]) for one in events(data)}
    assert found == ({weg.uid: "CANCELLED"} if shown else {})


def test_order_is_by_start_then_uid() -> None:
    data = feed(*reversed(every_kind()))
    assert data == feed(*every_kind())
    starts = [one["DTSTART"].dt for one in events(data)]
    as_days = [start.date() if isinstance(start, datetime) else start for start in starts]
    assert as_days == sorted(as_days)


@pytest.mark.parametrize(
    ("status", "way", "title", "written"),
    [
        (Status.CANCELLED, "status", "Geannuleerd: BOOMweekend", "CANCELLED"),
        (Status.POSTPONED, "status", "Uitgesteld: BOOMweekend", "CANCELLED"),
        (Status.SOLD_OUT, "status", "Volzet: BOOMweekend", "CONFIRMED"),
        (Status.CANCELLED, "confirmed-with-prefix", "Geannuleerd: BOOMweekend", "CONFIRMED"),
        (Status.POSTPONED, "confirmed-with-prefix", "Uitgesteld: BOOMweekend", "CONFIRMED"),
    ],
)
def test_status(status: Status, way: str, title: str, written: str) -> None:
    (one,) = events(feed(entry(status=status), calendar=replace(CALENDAR, cancelled=way)))
    assert (str(one["SUMMARY"]), str(one["STATUS"])) == (title, written)


@pytest.mark.parametrize(
    ("days_later", "stays"), [(0, True), (5, True), (30, True), (31, False), (300, False)]
)
def test_a_cancelled_event_stays_until_its_end_and_thirty_days(days_later: int, stays: bool) -> None:
    off = entry(status=Status.CANCELLED)
    assert bool(events(feed(off, today=ON + timedelta(days=days_later)))) is stays
    assert len(events(feed(entry(), today=ON + timedelta(days=days_later)))) == 1
    late = entry(status=Status.CANCELLED, span=day(date(2026, 6, 1)))
    assert len(events(feed(late, today=date(2026, 5, 1)))) == 1


def test_link_place_and_position() -> None:
    told = entry(
        descriptions={"nl": "Kom, en plant; samen."},
        place=Place("Bos", "Dreef 1", "Gent", latitude=51.0543422999, longitude=3.7174243),
    )
    text = lines(feed(told))
    assert "URL:https://www.example.org/boomweekend" in text
    assert "DESCRIPTION:Kom\\, en plant\\; samen.\\n\\nhttps://www.example.org/boomweekend" in text
    assert "LOCATION:Bos\\, Dreef 1\\, Gent" in text
    assert "GEO:51.054342;3.717424" in text


@pytest.mark.parametrize("position", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0), (0.0, float("inf"))])
def test_a_position_that_is_none_is_left_out(position: tuple[float, float]) -> None:
    data = feed(entry(place=Place("Gent", latitude=position[0], longitude=position[1])))
    assert b"GEO" not in data


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("javascript:alert(1)", ""),
        ("https://x.example/a\r\nEND:VEVENT", "https://x.example/aEND:VEVENT"),
        ("https://x.example/a b;c,d\\e", "https://x.example/a%20b;c,d%5Ce"),
        ("https://x.example/café", "https://x.example/caf%C3%A9"),
        ("//x.example/a", ""),
    ],
)
def test_odd_links_are_encoded_or_refused(url: str, written: str) -> None:
    text = [line for line in lines(feed(entry(urls={"nl": url}))) if line.startswith("URL")]
    assert text == ([f"URL:{written}"] if written else [])


def test_texts_fall_back_to_the_next_language() -> None:
    (one,) = events(feed(edition()[1], language="de"))
    assert str(one["SUMMARY"]) == "Het Goede Moment"
    (one,) = events(feed(edition()[1], language="fr"))
    assert str(one["SUMMARY"]) == "Le Bon Moment"
    assert "lebonmoment.org" in one["URL"]


def test_a_session_names_its_campaign_unless_its_title_does() -> None:
    campaign, session = edition()[1:3]
    assert "SUMMARY:Infosessie Gent" in lines(feed(session))
    assert "SUMMARY:Le Bon Moment: Séance d’information Gent" in lines(feed(campaign, session, language="fr"))
    named = replace(session, titles={"nl": "Infosessie Het Goede Moment Gent"})
    assert "SUMMARY:Infosessie Het Goede Moment Gent" in lines(feed(campaign, named))


def test_a_vanished_event_stays_and_says_so() -> None:
    (one,) = events(feed(entry(vanished=True)))
    assert "Niet meer bevestigd door de bron sinds 25 november 2025." in one["DESCRIPTION"]


def test_an_empty_feed_is_a_whole_calendar() -> None:
    data = feed()
    assert b"BEGIN:VTIMEZONE" in data
    assert readback.faults(data, 0) == []


def test_last_modified_is_the_newest_change_and_today_changes_no_byte() -> None:
    later = MOMENT + timedelta(days=3)
    data = feed(entry(), entry("b", modified=later, sequence=2))
    assert lines(data).count("LAST-MODIFIED:20251128T000000Z") == 2
    assert data == feed(entry(), entry("b", modified=later, sequence=2), today=ON + timedelta(days=90))
    assert "SEQUENCE:2" in lines(data)


def test_caps_drop_past_ones_first_then_the_farthest() -> None:
    first = ON - timedelta(days=500)
    many = [entry(f"e{at:04}", span=day(first + timedelta(days=at))) for at in range(1600)]
    items = [item for one in many for item in ics.items(one, calendar=CALENDAR, language="nl", today=ON)]
    made = ics.bind(items, calendar=CALENDAR, today=ON)
    assert made.events == 1000
    kept = [one["DTSTART"].dt for one in events(made.data)]
    assert (kept[0], kept[-1]) == (ON, ON + timedelta(days=999))
    assert made.note == (
        "1600 events are more than the 1000 events and 900 kB that calendars read: "
        "500 past ones left out, 100 upcoming ones left out, from 2028-08-21 on"
    )


def test_bytes_are_capped_too() -> None:
    long = {"nl": "Woord. " * 600}
    many = [entry(f"e{at:04}", span=day(ON + timedelta(days=at)), descriptions=long) for at in range(400)]
    items = [item for one in many for item in ics.items(one, calendar=CALENDAR, language="nl", today=ON)]
    made = ics.bind(items, calendar=CALENDAR, today=ON)
    assert len(made.data) <= 900_000
    assert made.events < 400
    assert f"{400 - made.events} upcoming" in made.note


HOSTILE = [
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil",
    "a\rb\nc\u2028d\u2029e\u0085f\x0bg\x0ch\x00i\ud800j\u202ek\ufeffl",
    "\\n \\N \\, \\; \\\\ ;:,\"'",
    "é" * 299,
    "👨‍👩‍👧‍👦" * 5000,
    "Z̸̢̛͓̖a̷̡͖l̴̰̈́g̶̛̠o̵̭͝" * 300,
    "<img src=x onerror=alert(1)> &lt;b&gt; &amp;amp;",
    "שלום עולם مرحبا",
    "BEGIN:VCALENDAR",
    " leading and trailing ",
    "{title} {0} %s",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_a_feed(text: str) -> None:
    told = entry(
        titles={"nl": text}, descriptions={"nl": text}, place=Place(text, text, text), topics=(text, "b"),
        partner=text, urls={"nl": f"https://x.example/{text}"},
    )  # fmt: skip
    data = feed(told, entry("other"))
    found = events(data)
    assert len(found) == 2
    assert (
        len(icalendar.Calendar.from_ical(data).walk()) == 2 + 1 + 3
    )  # events, calendar, zone with its two rules
    assert "\n" not in str(found[0]["SUMMARY"])


any_text = st.text(st.characters(), min_size=1, max_size=200)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(title=any_text, description=any_text, place=any_text, url=any_text, topic=any_text)
def test_any_text_reads_back_as_it_was_meant(
    title: str, description: str, place: str, url: str, topic: str
) -> None:
    told = entry(
        titles={"nl": title}, descriptions={"nl": description}, place=Place(place), topics=(topic,),
        urls={"nl": f"https://x.example/{url}"},
    )  # fmt: skip
    data = feed(told, entry("other"))
    found = {str(one["UID"]): one for one in events(data)}
    assert len(found) == 2
    meant = ics.clean(title, 300).replace("\\", "/")
    assert str(found[told.uid].get("SUMMARY", "")) == meant


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.permutations(list(every_kind())))
def test_the_same_entries_give_the_same_bytes_in_any_order(shuffled: list[Entry]) -> None:
    assert feed(*shuffled) == feed(*every_kind())


# zones


def test_the_rule_of_brussels_is_the_one_in_the_zone_data() -> None:
    assert made("Europe/Brussels") == BRUSSELS


@pytest.mark.parametrize(
    "name", ["Europe/London", "America/New_York", "Australia/Sydney", "Asia/Tokyo", "UTC"]
)
def test_other_zones_tell_the_same_moments_as_their_data(name: str) -> None:
    text = made(name)
    assert text.startswith(f"BEGIN:VTIMEZONE\nTZID:{name}\n")
    zone = icalendar.Timezone.from_ical(text).to_tz(lookup_tzid=False)
    for month in range(1, 13):
        wall = datetime(2026, month, 11, 12)  # noqa: DTZ001
        meant = datetime(2026, month, 11, 12, tzinfo=icalendar.Timezone.from_tzid(name).to_tz()).utcoffset()
        assert zone.utcoffset(wall) == meant


def test_a_zone_without_yearly_rules_is_written_in_utc() -> None:
    moving = replace(CALENDAR, time_zone="Africa/Casablanca")
    assert vtimezone("Africa/Casablanca") == b""
    span = day(date(2026, 1, 3), start_time=time(12), zone="Africa/Casablanca")
    assert starts_and_ends(feed(entry(span=span), calendar=moving)) == [":20260103T110000Z"]


# folding


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=400))
def test_folding_is_lossless_and_never_inside_a_character_or_beside_a_blank(text: str) -> None:
    data = fold("X" + text)
    physical = data.removesuffix(b"\r\n").split(b"\r\n ")
    assert b"".join(physical).decode() == "X" + text
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    for line in physical:
        line.decode()
    if "  " not in text:
        blank = [
            part for part in (*physical[1:], *(line[::-1] for line in physical[:-1])) if part[:1] == b" "
        ]
        assert blank == []


# reading back

SOUND = feed(*edition())


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (SOUND.replace(b"\r\n", b"\n"), "does not end"),
        (SOUND.replace(b"BOOM", b"\xff\xfe"), "not UTF-8"),
        (SOUND.replace(b"SUMMARY:BOOM", b"SUMMARY:" + b"x" * 80), "75 octets"),
        (SOUND.replace(b"END:VEVENT\r\nEND:VCALENDAR", b"END:VCALENDAR"), "without its beginning"),
        (SOUND.replace(b"UID:moment@", b"UID:boomweekend@"), "one UID"),
        (SOUND.replace(b"UID:moment@", b"UID:Moment 1@"), "not a UID"),
        (SOUND.replace(b"SUMMARY:BOOM", b"SUMMARY: \xe2\x80\xa8"), "break a line"),
        (SOUND.replace(b"SUMMARY:BOOM", b"SUMMARY:\\q"), "escape"),
        (SOUND.replace(b"SUMMARY:BOOMweekend\r\n", b""), "SUMMARY stands 0 times"),
        (SOUND.replace(b"SUMMARY:BOOM", b"evil line"), "not a content line"),
        (SOUND.replace(b":20251128\r\n", b":2025-11-28\r\n"), "no day"),
        (SOUND.replace(b"TZID=Europe/Brussels:", b"TZID=Mars:"), "known zone"),
        (SOUND + SOUND, "more than one calendar"),
        (SOUND.replace(b"BEGIN:VCALENDAR\r\n", b""), "does not begin"),
    ],
)
def test_a_broken_feed_is_told_from_a_sound_one(broken: bytes, fault: str) -> None:
    assert broken != SOUND
    assert fault in "; ".join(readback.faults(broken, 6))


def test_a_feed_with_another_number_of_events_is_refused() -> None:
    assert readback.faults(SOUND, 6) == []
    assert readback.faults(SOUND, 7) == ["6 events were read back, 7 were written"]


def test_kinds_are_worded_in_the_language_of_the_feed() -> None:
    told = [
        str(events(feed(edition()[-1], language=code))[0]["SUMMARY"]) for code in ("nl", "fr", "de", "en")
    ]
    assert told == [
        "Release van Le Chant des forêts in de Belgische bioscoop",
        "Sortie du film Le Chant des forêts dans les cinémas belges",
        "Kinostart von Le Chant des forêts in Belgien",
        "Release of Le Chant des forêts in Belgian cinemas",
    ]
    campaign = timed(
        "c",
        Span(SpanKind.RANGE, date(2025, 12, 1), date(2025, 12, 3), time(9), time(17)),
        kind=EventKind.CAMPAIGN,
    )
    assert starts_and_ends(feed(campaign)) == [f"{D}20251201", f"{D}20251204"]
    assert MOMENT.tzinfo is UTC
