"""A listed event takes what its own page says, and never another event's facts."""

from dataclasses import replace
from datetime import date, time

from bba_events.event import Event, Evidence, Place, Status
from bba_events.overlay import overlay
from bba_events.span import Span, SpanKind, day, days

D = date(2026, 3, 29)
LISTED = Event(
    source="s", page="https://example.org/agenda", title="Lentewandeling", span=day(D),
    url="https://example.org/agenda/1", evidence={"span": Evidence("29 mrt", "listing")},
)  # fmt: skip


def told(**facts: object) -> Event:
    return replace(LISTED, page="https://example.org/agenda/1", **facts)


def test_the_page_adds_hours_place_and_description():
    hours = day(D, start_time=time(14), end_time=time(17))
    made = overlay(
        LISTED, [told(span=hours, place=Place(name="Hoeve", town="Ham"), description="Mee op pad.")]
    )
    assert (made.span, made.place.town, made.description) == (hours, "Ham", "Mee op pad.")


def test_a_row_of_a_series_keeps_its_day():
    rows = [told(span=day(date(2026, 4, 5), start_time=time(9))), told(span=day(D, start_time=time(14)))]
    assert overlay(LISTED, rows).span == day(D, start_time=time(14))


def test_the_whole_range_wins_over_its_first_day():
    assert overlay(LISTED, [told(span=days(D, date(2026, 4, 2)))]).span == days(D, date(2026, 4, 2))


def test_another_title_on_the_same_page_is_not_it():
    others = [told(title="Bosfeest"), told(title="Nachtwandeling")]
    assert overlay(LISTED, others) == LISTED


def test_another_day_is_a_doubt():
    moved = told(span=day(date(2026, 5, 3)), evidence={"span": Evidence("3 mei 2026", "prose")})
    made = overlay(LISTED, [moved])
    assert made.span == LISTED.span
    assert not made.certain
    assert "3 mei 2026" in made.doubts[-1]


def test_a_vague_row_is_dated_by_its_page():
    vague = replace(LISTED, span=Span(SpanKind.VAGUE))
    assert overlay(vague, [told()]).span == day(D)


def test_the_page_may_cancel():
    assert overlay(LISTED, [told(status=Status.CANCELLED)]).status is Status.CANCELLED


def test_its_own_page_settles_what_the_list_leaves_open():
    unsure = replace(LISTED, certain=False, doubts=("the year is not written",))
    made = overlay(unsure, [told()])
    assert (made.certain, made.doubts) == (True, ())


def test_a_title_without_letters_is_like_no_other():
    nameless = replace(LISTED, title="***")
    others = [told(title="Bosfeest", description="Feest."), told(title="Nachtwandeling")]
    assert overlay(nameless, others) == nameless
