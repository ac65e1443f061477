"""What must always hold of a span."""

from datetime import UTC, date, datetime, time

import pytest

from bba_events.span import Span, SpanKind, day, days, tzinfo

D = date

WRONG = [
    ("day without days", {"kind": SpanKind.DAY}),
    ("range without an end", {"kind": SpanKind.RANGE, "start": D(2026, 5, 1)}),
    ("end before start", {"kind": SpanKind.RANGE, "start": D(2026, 5, 2), "end": D(2026, 5, 1)}),
    ("eleven years", {"kind": SpanKind.RANGE, "start": D(2026, 1, 1), "end": D(2037, 1, 2)}),
    ("open start with a start", {"kind": SpanKind.OPEN_START, "start": D(2026, 1, 1), "end": D(2026, 1, 2)}),
    ("open end with an end", {"kind": SpanKind.OPEN_END, "start": D(2026, 1, 1), "end": D(2026, 1, 2)}),
    ("vague with a day", {"kind": SpanKind.VAGUE, "start": D(2026, 1, 1)}),
    ("day of two days without hours", {"kind": SpanKind.DAY, "start": D(2026, 1, 1), "end": D(2026, 1, 2)}),
    ("clock with a zone", {"kind": SpanKind.DAY, "start": D(2026, 1, 1), "end": D(2026, 1, 1),
                           "start_time": time(10, tzinfo=UTC)}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "parts"), WRONG, ids=[name for name, _ in WRONG])
def test_contradictions_are_refused(name, parts):
    with pytest.raises(ValueError, match=r".+"):
        Span(**parts)


def test_an_end_before_the_beginning_is_after_midnight():
    party = day(D(2026, 12, 31), start_time=time(21), end_time=time(3))
    assert (party.kind, party.end, party.days) == (SpanKind.DAY, D(2027, 1, 1), 2)


@pytest.mark.parametrize(
    ("span", "first", "last", "length"),
    [
        (days(D(2025, 11, 28), D(2025, 11, 30)), D(2025, 11, 28), D(2025, 11, 30), 3),
        (days(D(2026, 2, 4), D(2026, 2, 4)), D(2026, 2, 4), D(2026, 2, 4), 1),
        (Span(SpanKind.OPEN_START, end=D(2025, 11, 30)), D(2025, 11, 30), D(2025, 11, 30), 1),
        (Span(SpanKind.OPEN_END, D(2025, 8, 8)), D(2025, 8, 8), D(2025, 8, 8), 1),
        (Span(SpanKind.VAGUE), None, None, 0),
    ],
)
def test_first_and_last_known_day(span, first, last, length):
    assert (span.first, span.last, span.days) == (first, last, length)


def test_moments_keep_their_instant_in_another_zone():
    shown = day(D(2026, 7, 1), start_time=time(23, 30), end_time=time(23, 45), zone="UTC").within(
        "Europe/Brussels"
    )
    assert (shown.start, shown.start_time, shown.end_time) == (D(2026, 7, 2), time(1, 30), time(1, 45))
    assert shown.moment_of_start() == datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


def test_local_clocks_take_the_zone_and_days_take_none():
    assert day(D(2026, 7, 1), start_time=time(14)).within("Europe/Brussels").start_time == time(14)
    assert days(D(2026, 7, 1), D(2026, 7, 3)).within("Europe/Brussels").zone == ""


@pytest.mark.parametrize(("zone", "hours"), [("+01:00", 1), ("-05:30", -5.5), ("UTC", 0)])
def test_zones_by_offset(zone, hours):
    offset = datetime(2026, 1, 1, tzinfo=tzinfo(zone)).utcoffset()
    assert offset is not None
    assert offset.total_seconds() == hours * 3600
