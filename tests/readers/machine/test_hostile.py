"""Hostile and broken input to the machine readers: it ends, it never crashes, and the rest is still read."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bba_events.errors import ReadError
from bba_events.event import Draft
from bba_events.page import make_page
from bba_events.readers import feeds, ical, jsonld, loose_json, microdata, microformats, platforms, rdfa

DAY = date(2026, 6, 1)
URL = "https://www.voorbeeld.be/agenda"
GOOD = '{"@type":"Event","name":"Goed","startDate":"2026-06-20"}'
HANG_GUARD = pytest.mark.timeout(20)
READERS = (jsonld, microdata, rdfa, microformats, platforms)


def page(*blocks: str):
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return make_page(URL, f"<html><body><p>Agenda</p>{scripts}</body></html>".encode())


def titles(document) -> list[str]:
    return [draft.title for draft in jsonld.read(document) if isinstance(draft, Draft)]


@HANG_GUARD
@pytest.mark.parametrize(
    "bad",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"@graph":[' * 50_000,
        '{"@type":"Event","name":"' + "x" * 1_000_000,
        '"' * 300_001,
        '{"a":"' + "\\" * 200_001,
        "/*" * 200_000,
        "{" + "'a'," * 200_000,
        '{"x":' + "9" * 1_000_000 + "}",
        "//" + " " * 500_000 + "x",
        "<!--" * 100_000,
        "{" * 1000 + "}" * 1000,
    ],
    ids=lambda bad: bad[:12],
)
def test_a_hostile_block_costs_neither_time_nor_the_good_one(bad: str) -> None:
    assert "Goed" in titles(page(bad, GOOD))


@HANG_GUARD
def test_references_in_a_circle_end() -> None:
    circle = [
        {"@id": "#a", "@type": "Event", "name": "A", "startDate": "2026-01-01", "subEvent": {"@id": "#b"}},
        {"@id": "#b", "@type": "Event", "name": "B", "startDate": "2026-01-02", "superEvent": {"@id": "#a"},
         "subEvent": [{"@id": "#a"}, {"@id": "#b"}]},
    ]  # fmt: skip
    assert titles(page(json.dumps({"@graph": circle}))) == ["A", "B"]


@HANG_GUARD
def test_a_million_items_are_bounded() -> None:
    many = json.dumps([{"@type": "Event", "name": f"N{n}", "startDate": "2026-01-01"} for n in range(10_000)])
    assert len(titles(page(many[: loose_json.LONGEST - 10]))) <= 50_000


@HANG_GUARD
@pytest.mark.parametrize(
    "body",
    [
        '<div itemscope itemtype="http://schema.org/Event">' * 5_000,
        '<div itemscope itemref="a b a b" id="a" itemprop="x"><div id="b" itemscope itemprop="y" itemref="a">'
        * 500,
        '<div vocab="https://schema.org/" typeof="Event" property="subEvent">' * 3_000,
        '<div class="vevent">' * 2_000,
        '<div class="h-event" id="a"><a class="include" href="#a"></a>' * 500,
        '<p class="views-row"><time datetime="x">' * 2_000,
        '<span class="value">' * 20_000 + '<i class="vevent dtstart">',
    ],
    ids=lambda body: body[:28],
)
def test_deep_and_circular_markup_ends(body: str) -> None:
    for reader in READERS:
        document = make_page(URL, f"<html><body>{body}</body></html>".encode())
        try:
            list(reader.read(document))
        except ReadError as fault:
            assert URL in str(fault)


def calendar(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "SUMMARY:X", *lines, "END:VEVENT",
                        "BEGIN:VEVENT", "UID:2", "SUMMARY:Goed", "DTSTART:20260620T190000Z", "END:VEVENT",
                        "END:VCALENDAR"])  # fmt: skip


@HANG_GUARD
@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART:20200101T000000Z", "RRULE:FREQ=SECONDLY"],
        ["DTSTART:20200101T000000Z", "RRULE:FREQ=MINUTELY;BYSECOND=" + ",".join(map(str, range(60)))],
        ["DTSTART:16010101T000000Z", "RRULE:FREQ=DAILY"],
        ["DTSTART:99981231T235959", "DTEND;TZID=Europe/Brussels:99981231T235959", "DURATION:P9999W"],
        ["DTSTART;TZID=Asia/Tokyo:00020101T000000", "DTEND:00020101T000000Z", "RRULE:FREQ=YEARLY"],
        ["DTSTART:20260620T190000[Europe/Brussels]", "DTEND:20260620T210000 Zone/Nergens"],
        ["DTSTART:16010101T000000Z", "DTEND:20260101T000000Z", "RRULE:FREQ=DAILY"],
        [
            "DTSTART:20260101T000000Z",
            f"RRULE:FREQ=DAILY;BYHOUR=1,2,3,4;BYMINUTE={','.join(map(str, range(60)))}",
        ],
        ["DTSTART:20260101T000000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"],
        ["DTSTART:20260101T000000Z", "RRULE:FREQ=DAILY;BYSETPOS=2"],
        ["DTSTART:20260101T000000Z", "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6"],
        ["DTSTART:20260101T000000Z", "RRULE:FREQ=DAILY;INTERVAL=0"],
        ["DTSTART:20260101T000000Z", "RRULE:FREQ=DAILY;COUNT=99999999999999999999"],
        ["DTSTART:20260101T000000Z", "RRULE:FREQ=WEEKLY;BYDAY=99XX,;UNTIL=never"],
        ["DTSTART:20260101T000000Z", "RRULE:FREQ=DAILY", *["EXDATE:20260101T000000Z"] * 10_000],
        ["DTSTART:20260101T000000Z", "RDATE:" + ",".join(["20260102T000000Z"] * 50_000)],
        ["DTSTART;TZID=" + "../" * 5_000 + "etc/passwd:20260101T000000"],
        ["DTSTART;TZID=" + "(" * 50_000 + ":20260101T000000"],
        ["DTSTART:99981231T235959Z", "DURATION:P9999D"],
        ["DTSTART:00020101T000000Z", "RRULE:FREQ=YEARLY"],
        ["DTSTART;VALUE=DATE:20260101", "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "A" * 2_000_000],
        ["DTSTART:20260101T000000Z", *["BEGIN:VALARM"] * 5_000],
        ["DTSTART:20260101T000000Z", "DESCRIPTION:" + "\\" * 100_001, " " * 100_000],
    ],
    ids=lambda lines: "|".join(lines)[:70],
)
def test_a_hostile_event_ends_and_costs_no_other(lines: list[str]) -> None:
    drafts, _ = ical.read_calendar(calendar(*lines), reference=DAY)
    assert drafts[-1].title == "Goed"
    assert len(drafts) <= 2_100


@HANG_GUARD
def test_a_file_of_nothing_but_repetition_ends() -> None:
    written = (
        f"BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:{n}\r\nDTSTART:20260101T000000Z\r\nRRULE:FREQ=HOURLY\r\nEND:VEVENT"
        for n in range(100)
    )
    drafts, notes = ical.read_calendar("BEGIN:VCALENDAR\r\n" + "\r\n".join(written), reference=DAY)
    assert len(drafts) == len(notes) == 100


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=YEARLY;INTERVAL=0",
        "FREQ=YEARLY;INTERVAL=-1",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYHOUR=1,2,3;BYMINUTE=1,2,3;BYSECOND=1,2,3",
    ],
)
def test_a_zone_with_ten_thousand_onsets_ends(rule: str) -> None:
    lines = ["DTSTART:19700101T000000", f"RRULE:{rule}", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200"]
    onset = "\r\n".join(["BEGIN:STANDARD", *lines, "END:STANDARD"])
    zone = "\r\n".join(["BEGIN:VTIMEZONE", "TZID:Bom", *[onset] * 10_000, "END:VTIMEZONE"])
    events = [
        f"BEGIN:VEVENT\r\nSUMMARY:{n}\r\nDTSTART;TZID=Bom:20260101T000000\r\nEND:VEVENT" for n in range(200)
    ]
    drafts, _ = ical.read_calendar(
        "\r\n".join(["BEGIN:VCALENDAR", zone, *events, "END:VCALENDAR"]), reference=DAY
    )
    assert [draft.start for draft in drafts] == ["2026-01-01T00:00:00+02:00"] * 200


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE rss [<!ENTITY a "x">]>',
        '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_feed_with_entities_is_refused(head: str) -> None:
    body = f'<?xml version="1.0"?>{head}<rss><channel><item><title>&a;</title></item></channel></rss>'
    with pytest.raises(ReadError, match="entities"):
        list(feeds.read(make_page(URL, body.encode(), {"content-type": "text/xml"})))


def test_a_calendar_of_which_nothing_can_be_read_says_so() -> None:
    broken = make_page(
        URL,
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:X\nEND:VEVENT\nEND:VCALENDAR",
        {"content-type": "text/calendar"},
    )
    with pytest.raises(ReadError, match="no DTSTART beside 'X'"):
        list(ical.read(broken, DAY))


def test_an_empty_calendar_announces_nothing() -> None:
    empty = make_page(URL, b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR", {"content-type": "text/calendar"})
    assert list(ical.read(empty, DAY)) == []


SOUND = calendar("DTSTART;TZID=Europe/Brussels:20260303T190000", "DURATION:PT2H", "RRULE:FREQ=WEEKLY;COUNT=5",
                 "EXDATE;TZID=Europe/Brussels:20260310T190000", "LOCATION:Gent", "GEO:1;2")  # fmt: skip


FIRST = SOUND.index("END:VEVENT") - 3
SCARS = ["", "\n", ":", ";", "\x00", '"', "9", "é", "BEGIN:VEVENT\n", "END:VEVENT\n", "=", ",", "\\"]


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.integers(20, FIRST), st.sampled_from(SCARS)), max_size=12))
def test_damage_to_one_event_costs_no_other(damage: list[tuple[int, str]]) -> None:
    text = SOUND
    for at, what in sorted(damage, reverse=True):
        text = text[:at] + what + text[at + 1 :]
    drafts, _ = ical.read_calendar(text, reference=DAY)
    assert all(draft.start and draft.title for draft in drafts)
    assert ("Goed", "2026-06-20T19:00:00Z") in [(draft.title, draft.start) for draft in drafts]


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.binary(max_size=300))
def test_no_bytes_crash(body: bytes) -> None:
    ical.read_calendar(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + body, reference=DAY)
    document = make_page(
        URL, b'<script type="application/ld+json">' + body + b"</script><p itemscope typeof=x class=vevent>"
    )
    for reader in READERS:
        list(reader.read(document))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.dictionaries(st.text(max_size=6), JSON, max_size=4))
def test_sound_json_reads_as_the_standard_library_reads_it(value: dict[str, object]) -> None:
    assert loose_json.parse(json.dumps(value)) == [value]


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    st.lists(
        st.fixed_dictionaries({"name": st.text("abc é\"'\\\n,:{}[]", min_size=1, max_size=10)}),
        min_size=1,
        max_size=3,
    )
)
def test_a_trailing_comma_loses_no_text(value: list[dict[str, str]]) -> None:
    sound = json.dumps(value)
    assert loose_json.parse(f"{sound[:-2]},}},]") == [value]


@pytest.mark.parametrize("words", ["een stuk over ld+json", '<script type="application/ld+json', "LD+JSON >"])
def test_words_about_json_ld_are_no_block(words: str) -> None:
    text = f"<html><body><h1>Over data</h1><p>{words}</p></body></html>"
    assert list(jsonld.read(make_page("https://www.voorbeeld.be/", text.encode()))) == []
