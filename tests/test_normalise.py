"""Words become facts: what is written, with evidence; what is not stays absent; doubts are shown."""

from dataclasses import replace
from datetime import date, time

import pytest

from bba_events.config import Source
from bba_events.errors import EventRefused
from bba_events.event import Draft, Event, EventKind, Place, Status
from bba_events.normalise import events
from bba_events.span import SpanKind

ROW = Source(id="hoeve", url="https://www.example.org/agenda", partner="De Hoeve")
PAGE = "https://www.example.org/agenda"
SEEN = date(2025, 11, 25)
DRAFT = Draft(title="Bosfeest", when="28 t/m 30 november", reader="prose")


def made(draft: Draft, row: Source = ROW, language: str = "nl") -> list[Event]:
    return events(draft, source=row, page=PAGE, language=language, reference_of=lambda words: SEEN)


def one(**words: object) -> Event:
    (event,) = made(replace(DRAFT, **words))
    return event


def test_days_keep_the_words_they_came_from():
    event = one()
    assert (event.span.start, event.span.end) == (date(2025, 11, 28), date(2025, 11, 30))
    assert event.evidence["span"].words == "28 t/m 30 november"
    assert event.evidence["span"].reader == "prose"
    assert event.evidence["title"].words == "Bosfeest"
    assert "place" not in event.evidence


@pytest.mark.parametrize(
    ("name", "words", "start", "end"),
    [
        ("frame", {"when": "donderdag 8 januari", "frame": "6 december 2025 t/m 1 februari 2026"},
         date(2026, 1, 8), date(2026, 1, 8)),
        ("edition settles the year", {"when": "17 t/m 19 november", "edition": "editie 2023"},
         date(2023, 11, 17), date(2023, 11, 19)),
        ("machine values alone", {"when": "", "start": "2026-05-02", "end": "2026-05-03"},
         date(2026, 5, 2), date(2026, 5, 3)),
        ("past words", {"when": "4 november", "context": "past"}, date(2025, 11, 4), date(2025, 11, 4)),
    ],
)  # fmt: skip
def test_what_settles_the_days(name, words, start, end):
    span = one(**words).span
    assert (span.start, span.end) == (start, end)


def test_the_machine_adds_hours_to_days_that_agree():
    event = one(
        when="zaterdag 29 november 2025", start="2025-11-29T14:00:00+01:00", end="2025-11-29T16:00:00+01:00"
    )
    assert (event.span.start_time, event.span.end_time, event.doubts) == (time(14), time(16), ())


def test_what_a_visitor_sees_wins_over_the_machine_and_leaves_a_doubt():
    event = one(when="zaterdag 29 november 2025 om 14u", start="2025-11-29T15:00:00Z")
    assert event.span.start_time == time(14)
    assert any("15:00" in doubt and "14u" in doubt for doubt in event.doubts)


def test_a_stamp_in_utc_is_compared_on_the_wall_clock_of_the_source():
    event = one(when="29 november 2025 om 14u", start="2025-11-29T13:00:00Z", end="2025-11-29T15:00:00Z")
    assert (event.span.start_time, event.span.end_time, event.doubts) == (time(14), time(16), ())


def test_the_figures_of_the_wall_clock_written_as_utc_leave_a_doubt():
    event = one(when="29 november 2025 om 14u", start="2025-11-29T14:00:00Z")
    assert (event.span.start_time, event.span.zone, len(event.doubts)) == (time(14), "", 1)


def test_the_year_of_the_machine_is_that_of_words_without_one():
    event = one(when="zaterdag 16 maart", start="2024-03-16T10:00:00+01:00")
    assert (event.span.start, event.span.start_time, event.doubts) == (date(2024, 3, 16), time(10), ())
    assert one(when="17 maart", start="2024-03-16").span.start == date(2024, 3, 17)


def test_the_day_of_a_page_is_no_edition():
    assert one(when="8 januari", edition="12 december 2025").span.start == date(2026, 1, 8)


def test_broken_machine_values_are_left_aside_when_words_say_it():
    assert one(start="2025-13-45").span.start == date(2025, 11, 28)


def test_separate_days_are_separate_events():
    assert [event.span.start for event in made(replace(DRAFT, when="27 juni en 17 september 2026"))] == [
        date(2026, 6, 27), date(2026, 9, 17),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "kind", "status"),
    [
        ({}, EventKind.EVENT, Status.CONFIRMED),
        ({"kind": "campaign"}, EventKind.CAMPAIGN, Status.CONFIRMED),
        ({"when": "inschrijven uiterlijk op 12 december 2025"}, EventKind.DEADLINE, Status.CONFIRMED),
        ({"when": "28 november (geannuleerd)"}, EventKind.EVENT, Status.CANCELLED),
        ({"status": "volzet"}, EventKind.EVENT, Status.SOLD_OUT),
        ({"status": "postponed"}, EventKind.EVENT, Status.POSTPONED),
        ({"title": "AFGELAST: Bosfeest"}, EventKind.EVENT, Status.CANCELLED),
    ],
)
def test_kind_and_status(words, kind, status):
    event = one(**words)
    assert (event.kind, event.status) == (kind, status)


def test_the_row_says_kind_place_and_topics_where_the_page_does_not():
    row = replace(ROW, kind=EventKind.RELEASE, place="Hoeve", topics=("bos",))
    (event,) = made(DRAFT, row)
    assert (event.kind, event.place.name, event.topics) == (EventKind.RELEASE, "Hoeve", ("bos",))
    (told,) = made(replace(DRAFT, place=Place(name="Gent")), row)
    assert told.place.name == "Gent"


@pytest.mark.parametrize("when", ["najaar 2026", "datum volgt later (TBD)"])
def test_vague_words_stay_undated(when):
    assert one(when=when).span.kind is SpanKind.VAGUE


def test_a_rule_is_never_one_date():
    event = one(when="elke eerste zondag van de maand")
    assert event.span.kind is SpanKind.RECURRING
    assert event.span.start is None


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"title": "  "}, "no title"),
        ({"when": ""}, "no date found"),
        ({"when": "voor kinderen van 6 tot 12 jaar"}, "no date found"),
        ({"when": "", "start": "2025-13-45"}, "2025-13-45"),
        ({"when": "30 februari 2026"}, "no date found"),
    ],
)
def test_refused_with_the_reason(words, reason):
    with pytest.raises(EventRefused, match=reason):
        made(replace(DRAFT, **words))


def test_texts_are_clean_and_links_fit_to_print():
    event = one(
        title="Bos\r\nfeest\x1b[2J", url="/b?utm_source=x", alternates={"fr": "javascript:x", "en": "/en"}
    )
    assert event.title == "Bos feest[2J"
    assert event.url == "https://www.example.org/b"
    assert event.alternates == {"en": "https://www.example.org/en"}


def test_a_kind_that_is_none_is_refused_and_told():
    with pytest.raises(EventRefused, match="'Bosfeest' is said to be a 'concert'; a kind is one of event, "):
        made(replace(DRAFT, kind="concert"))


def test_a_row_with_a_page_of_its_own_links_to_it():
    assert one(detail="/agenda/bosfeest").url == "https://www.example.org/agenda/bosfeest"
    assert one(detail="/agenda/bosfeest", url="/feest").url == "https://www.example.org/feest"
