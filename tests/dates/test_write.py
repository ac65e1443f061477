"""Writing in the house's words, and that whatever is written is read back to the same span."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bba_events.dates import find, write
from bba_events.dates.writing import same
from bba_events.span import Role, Span, SpanKind, day, days

D = date
NOW = D(2025, 11, 25)
LANGUAGES = ("nl", "fr", "de", "en")

HOUSE = [
    (days(D(2025, 11, 28), D(2025, 11, 30)), "28 t/m 30 november", "du 28 au 30 novembre",
     "28. bis 30. November",
     "28 to 30 November"),
    (days(D(2025, 11, 28), D(2025, 11, 29)), "28 en 29 november", "les 28 et 29 novembre",
     "28. und 29. November",
     "28 and 29 November"),
    (day(D(2026, 2, 1)), "1 februari 2026", "1er février 2026", "1. Februar 2026", "1 February 2026"),
    (day(D(2025, 12, 1)), "1 december", "1er décembre", "1. Dezember", "1 December"),
    (days(D(2025, 12, 6), D(2026, 2, 1)), "6 december t/m 1 februari", "du 6 décembre au 1er février",
     "6. Dezember bis 1. Februar", "6 December to 1 February"),
    (Span(SpanKind.OPEN_START, end=D(2025, 12, 15)), "t/m 15 december", "jusqu'au 15 décembre",
     "bis 15. Dezember",
     "until 15 December"),
    (Span(SpanKind.OPEN_END, D(2025, 12, 15)), "vanaf 15 december", "à partir du 15 décembre",
     "ab 15. Dezember",
     "from 15 December"),
    (day(D(2025, 12, 3), start_time=time(14, 30)), "3 december om 14.30 uur", "3 décembre à 14 h 30",
     "3. Dezember um 14:30 Uhr", "3 December at 14:30"),
    (day(D(2025, 12, 3), start_time=time(14), end_time=time(16, 30)), "3 december van 14 tot 16.30 uur",
     "3 décembre de 14 h à 16 h 30", "3. Dezember von 14:00 bis 16:30 Uhr", "3 December from 14:00 to 16:30"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("span", "wordings"), [(row[0], row[1:]) for row in HOUSE], ids=[row[4] for row in HOUSE]
)
def test_the_house_wording(span, wordings):
    assert tuple(write(span, language, NOW) for language in LANGUAGES) == wordings


def test_sentence_style_weekdays_and_short_months():
    span = days(D(2025, 11, 28), D(2025, 11, 30))
    assert write(span, "nl", NOW, style="sentence") == "van 28 tot en met 30 november"
    assert write(span, "nl", NOW, weekdays=True) == "vrijdag 28 t/m zondag 30 november"
    assert write(span, "fr", NOW, weekdays=True, months="short") == "du ven. 28 au dim. 30 nov."
    assert write(span, "de", NOW, months="short") == "28. bis 30. Nov."


def test_the_year_stays_where_leaving_it_out_would_mislead():
    assert write(day(D(2025, 3, 4)), "nl", NOW) == "4 maart 2025"
    assert write(day(D(2025, 11, 4)), "nl", NOW) == "4 november 2025"
    assert write(day(D(2025, 12, 4)), "nl", None) == "4 december 2025"


def test_deadlines_and_undated_spans():
    deadline = Span(SpanKind.OPEN_START, end=D(2025, 12, 15))
    assert write(deadline, "nl", NOW, role=Role.DEADLINE) == "uiterlijk 15 december"
    assert write(Span(SpanKind.VAGUE), "fr", NOW) == "date à confirmer"


CLOCKS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 5, 15, 30, 45]))
DAYS = st.dates(D(2024, 1, 1), D(2028, 12, 31))


@st.composite
def spans(draw):
    """Spans of every kind that has days."""
    start, length = draw(DAYS), draw(st.integers(1, 400))
    begin, end = draw(st.none() | CLOCKS), draw(st.none() | CLOCKS)
    kind = draw(st.sampled_from(["day", "range", "daily", "moments", "until", "from"]))
    last = start + timedelta(days=length)
    if kind == "day":
        return day(start, start_time=begin, end_time=end if begin != end else None) if begin else day(start)
    if kind == "range":
        return days(start, last)
    if kind == "until":
        return Span(SpanKind.OPEN_START, end=start, end_time=end)
    if kind == "from":
        return Span(SpanKind.OPEN_END, start, start_time=begin)
    if begin is None or end is None:
        return days(start, last)
    return Span(SpanKind.RANGE, start, last, begin, end, daily=kind == "daily")


@given(
    spans(),
    st.sampled_from(LANGUAGES),
    DAYS,
    st.sampled_from(["list", "sentence"]),
    st.sampled_from(["long", "short"]),
    st.booleans(),
)
@settings(max_examples=1500, deadline=None, derandomize=True)
def test_what_is_written_is_read_back(span, language, reference, style, months, weekdays):
    words = write(span, language, reference, style=style, months=months, weekdays=weekdays)
    found = find(words, reference=reference, languages=(language,))
    assert len(found) == 1, words
    assert same(found[0].span, span), (words, found[0].span)
