"""Each fact from the most trusted source that has it; contradictions leave a doubt."""

from dataclasses import replace
from datetime import date, time

import pytest

from bba_events.config import Calendar, Source
from bba_events.event import Event, EventKind, Place, Status
from bba_events.identity import compose
from bba_events.span import Span, SpanKind, day, days

CALENDAR = Calendar("Agenda", "example.org", "post@example.org", languages=("nl", "fr"))
ROWS = {
    "a": Source("a", "https://a.be", "A", trust=80, show_partner=True),
    "b": Source("b", "https://b.be", "B", language="fr", time_zone="UTC"),
}
DAY = date(2026, 7, 4)
A = Event("a", "https://a.be/1", "Titel", day(DAY), language="nl", topics=("bos",))
B = Event(
    "b", "https://b.be/1", "Titre", day(DAY, start_time=time(12)), description="Texte", organiser="Club",
    place=Place(town="Gent"), topics=("water",), kind=EventKind.CAMPAIGN, status=Status.CANCELLED,
)  # fmt: skip


def test_texts_by_language_and_what_only_one_knows():
    facts = compose([A, B], CALENDAR, ROWS)
    assert dict(facts.titles) == {"nl": "Titel", "fr": "Titre"}
    assert list(compose([B, A], CALENDAR, ROWS).titles) == ["nl", "fr"]
    assert (facts.partner, facts.show_partner, facts.organiser, facts.place.town) == (
        "A",
        True,
        "Club",
        "Gent",
    )
    assert (facts.kind, facts.status, facts.topics) == (
        EventKind.CAMPAIGN,
        Status.CANCELLED,
        ("bos", "water"),
    )
    assert dict(facts.urls) == {"nl": "https://a.be/1", "fr": "https://b.be/1"}


def test_an_hour_is_taken_from_whoever_has_it_in_the_calendars_zone():
    span = compose([A, B], CALENDAR, ROWS).span
    assert (span.start, span.start_time, span.zone) == (DAY, time(14), "Europe/Brussels")


RANGE = days(DAY, date(2026, 7, 6))
SPANS = [
    ("the surer of two days", day(DAY), day(date(2026, 7, 5)), day(DAY), 1),
    ("a first day and the whole range", day(DAY), RANGE, RANGE, 0),
    ("a range and its first day", RANGE, day(DAY), RANGE, 0),
    ("an open end and the range", Span(SpanKind.OPEN_END, DAY), RANGE, RANGE, 0),
    ("no date and a date", Span(SpanKind.VAGUE), day(DAY), day(DAY), 0),
]


@pytest.mark.parametrize(
    ("name", "first", "second", "expected", "doubts"), SPANS, ids=[row[0] for row in SPANS]
)
def test_spans(name, first, second, expected, doubts):
    facts = compose([replace(A, span=first), replace(B, span=second)], CALENDAR, ROWS)
    assert facts.span == expected
    assert len(facts.doubts) == doubts


def test_a_sure_telling_wins_over_a_doubtful_one():
    doubtful = replace(A, certain=False, span=day(date(2025, 7, 4)), doubts=("year inferred",))
    facts = compose([doubtful, B], CALENDAR, ROWS)
    assert (facts.certain, facts.span.start, facts.doubts) == (True, DAY, ())
    alone = compose([doubtful], CALENDAR, ROWS)
    assert (alone.certain, alone.doubts) == (False, ("year inferred",))
