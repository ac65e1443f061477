"""A zone's name in brackets (RFC 9557), as calendars' TZID comes in."""

from datetime import time

import pytest

from bba_events.dates import read_machine


@pytest.mark.parametrize(
    ("value", "zone"),
    [
        ("2026-06-20T19:00:00[Europe/Brussels]", "Europe/Brussels"),
        ("2026-06-20T19:00+02:00[Europe/Brussels]", "Europe/Brussels"),
        ("2026-06-20T19:00:00[America/Argentina/Salta]", "America/Argentina/Salta"),
        ("2026-06-20T19:00:00[UTC]", "UTC"),
        ("2026-06-20T19:00+02:00[Nowhere/Town]", "+02:00"),
        ("2026-06-20T19:00:00[Europe]", ""),
    ],
)
def test_zone_by_name(value, zone):
    span = read_machine(value)
    assert (span.start_time, span.zone) == (time(19), zone)
