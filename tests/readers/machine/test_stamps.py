"""Machine dates as pages write them, and what they become."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bba_events.readers import stamps

TIDY = [
    ("2026-06-20", "2026-06-20"),
    ("20260620", "2026-06-20"),
    ("2026-6-1", "2026-06-01"),
    ("2026/06/01", "2026-06-01"),
    ("2026-06-20T19:00", "2026-06-20T19:00:00"),
    ("2026-06-20 19:00:00", "2026-06-20T19:00:00"),
    ("20260620T190000Z", "2026-06-20T19:00:00Z"),
    ("2026-06-20T19:00:00.000Z", "2026-06-20T19:00:00Z"),
    ("2026-06-20T19:00+0200", "2026-06-20T19:00:00+02:00"),
    ("2026-06-20T19:00:00+2:00", "2026-06-20T19:00:00+02:00"),
    ("2026-06-20T19:00 CEST", "2026-06-20T19:00:00+02:00"),
    ("2026-06-20T19:00:00 UTC", "2026-06-20T19:00:00Z"),
    ("2026-06-20T19:00[Europe/Brussels]", "2026-06-20T19:00:00[Europe/Brussels]"),
    ("2026-06-20 7:30 pm", "2026-06-20T19:30:00"),
    ("2026-06-20 12:15 am", "2026-06-20T00:15:00"),
    ("Sat, 20 Jun 2026 19:00:00 +0200", "2026-06-20T19:00:00+02:00"),
    ("20260620T", "2026-06-20"),
    ("2026-06-20T19h30", "2026-06-20T19:30:00"),
    ("2026-06-20T24:00", "2026-06-21T00:00:00"),
    ("2026-171", "2026-06-20"),
    ("2026-171T19:00", "2026-06-20T19:00:00"),
]
NONE = [
    *(
        "",
        "2026",
        "2026-06",
        "202612",
        "2026-13-01",
        "2026-02-30",
        "2026-06-20T25:00",
        "20 juni 2026",
        "19:00",
    ),
    *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59-05:00", "9999-12-31T24:00", "9999-366"),
    *("2026-366", "2026-000", "2026-06-20T24:30"),
    *("06/20/2026", "{{ start }}", "2026-06-20T19:00:00 blah", "1" * 100, "20260101 - 20260105"),
]


@pytest.mark.parametrize(("written", "tidy"), TIDY)
def test_machine_dates_get_one_form(written: str, tidy: str) -> None:
    assert stamps.tidy(written) == tidy


@pytest.mark.parametrize("written", NONE)
def test_what_is_no_machine_date_is_refused(written: str) -> None:
    assert stamps.tidy(written) == ""


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2026-06-20T00:00:00", "2026-06-20T23:59:00", ("2026-06-20", "2026-06-20")),
        ("2026-06-20T00:00:00+02:00", "2026-06-21T23:59:59+02:00", ("2026-06-20", "2026-06-21")),
        ("2026-06-20T00:00:00", "", ("2026-06-20", "")),
        ("2026-06-20T00:00:00", "2026-06-21T00:00:00", ("2026-06-20", "")),
        ("2026-06-20T00:00:00", "2026-06-22T00:00:00", ("2026-06-20", "2026-06-22")),
        ("2026-06-19T22:00:00Z", "2026-06-20T21:59:59Z", ("2026-06-20", "2026-06-20")),
        ("2026-06-19T22:00:00Z", "2026-06-20T22:00:00Z", ("2026-06-20", "")),
        ("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", ("2026-03-29", "")),
        ("2026-06-19T22:00:00Z", "2026-06-21T22:00:00Z", ("2026-06-20", "2026-06-22")),
        ("2026-06-19T22:00:00Z", "2026-06-19T23:00:00Z", ("2026-06-19T22:00:00Z", "2026-06-19T23:00:00Z")),
        ("2026-06-20T00:00:00", "2026-06-20T18:00:00", ("2026-06-20T00:00:00", "2026-06-20T18:00:00")),
        ("2026-06-20T19:00:00", "2026-06-20T23:59:00", ("2026-06-20T19:00:00", "2026-06-20T23:59:00")),
    ],
)
def test_midnights_that_mean_days(start: str, end: str, told: tuple[str, str]) -> None:
    assert stamps.whole_days(start, end)[:2] == told


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("PT2H", timedelta(hours=2)),
        ("P1W", timedelta(weeks=1)),
        ("P1DT12H", timedelta(hours=36)),
        ("PT0S", None),
        ("-PT2H", None),
        ("2 uur", None),
        ("P", None),
    ],
)
def test_durations(written: str, length: timedelta | None) -> None:
    assert stamps.duration(written) == length


@given(st.datetimes(datetime(1000, 1, 1), datetime(9999, 1, 1)))  # noqa: DTZ001
def test_every_clock_survives_both_ways_of_writing(clock: datetime) -> None:
    whole = clock.replace(microsecond=0)
    assert stamps.moment_of(stamps.tidy(whole.isoformat())) == whole
    assert stamps.moment_of(stamps.tidy(f"{whole:%Y%m%dT%H%M%S}".zfill(15))) == whole
