"""Values that machines write."""

from datetime import date, time

import pytest

from bba_events.dates import read_machine
from bba_events.span import Span, SpanKind

D, T = date, time
DAY, RANGE = SpanKind.DAY, SpanKind.RANGE

GOOD = [
    ("2026-11-28", "", Span(DAY, D(2026, 11, 28), D(2026, 11, 28))),
    ("20261128", "", Span(DAY, D(2026, 11, 28), D(2026, 11, 28))),
    ("2026-11-28", "2026-11-30", Span(RANGE, D(2026, 11, 28), D(2026, 11, 30))),
    ("2026-11-28T14:00", "", Span(DAY, D(2026, 11, 28), D(2026, 11, 28), T(14))),
    ("2026-11-28T14:00:00+01:00", "2026-11-28T16:00:00+01:00",
     Span(DAY, D(2026, 11, 28), D(2026, 11, 28), T(14), T(16), "+01:00")),
    ("20261128T140000Z", "", Span(DAY, D(2026, 11, 28), D(2026, 11, 28), T(14), zone="UTC")),
    ("2026-11-28 21:00", "2026-11-29 03:00", Span(DAY, D(2026, 11, 28), D(2026, 11, 29), T(21), T(3))),
    ("2026-11-28T09:00", "2026-11-30T17:00", Span(RANGE, D(2026, 11, 28), D(2026, 11, 30), T(9), T(17))),
    ("2026-11-28T24:00", "", Span(DAY, D(2026, 11, 29), D(2026, 11, 29), T(0))),
    ("2026-11-28T14:00", "2026-11-28T14:00", Span(DAY, D(2026, 11, 28), D(2026, 11, 28), T(14))),
    ("2026-11-28T14:00+0100", "", Span(DAY, D(2026, 11, 28), D(2026, 11, 28), T(14), zone="+01:00")),
]  # fmt: skip

BAD = [
    "",
    "soon",
    "2026-13-01",
    "2027-02-29",
    "2026-11-28T25:00",
    "28/11/2026",
    "2026",
    "2026-11",
    "12026-11-28",
]


@pytest.mark.parametrize(("start", "end", "span"), GOOD, ids=[f"{start} {end}" for start, end, _ in GOOD])
def test_values(start, end, span):
    assert read_machine(start, end) == span


@pytest.mark.parametrize("value", BAD)
def test_what_is_no_date_is_refused_with_the_reason(value):
    with pytest.raises(ValueError, match=r"is n"):
        read_machine(value)


def test_an_end_before_the_start_is_refused():
    with pytest.raises(ValueError, match="before the start"):
        read_machine("2026-11-30", "2026-11-28")
