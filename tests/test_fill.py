"""Lost facts are told from too few to tell."""

from dataclasses import replace
from datetime import date, time

import pytest

from bba_events import fill
from bba_events.event import Event, Place
from bba_events.span import day

TOLD = Event(
    source="a", page="https://example.org/agenda", title="Tocht", url="https://example.org/agenda/1",
    span=day(date(2026, 5, 1), start_time=time(14)), place=Place(name="Gent"), description="Mee op pad.",
)  # fmt: skip
BARE = replace(TOLD, span=day(date(2026, 5, 1)), place=Place())


@pytest.mark.parametrize(
    ("name", "before", "now", "expected"),
    [
        ("as before", [TOLD] * 6, [TOLD] * 6, []),
        ("hours and places gone", [TOLD] * 6, [BARE] * 6, ["hour", "place"]),
        ("one in ten may be an exception", [TOLD] * 10, [TOLD] * 9 + [BARE], []),
        ("two in ten are not", [TOLD] * 10, [TOLD] * 8 + [BARE] * 2, ["hour", "place"]),
        ("never had any", [BARE] * 6, [BARE] * 6, []),
        ("more than before", [BARE] * 6, [TOLD] * 6, []),
        ("too few to tell", [TOLD] * 4, [BARE] * 6, []),
    ],
)
def test_lost(name, before, now, expected):
    assert fill.lost(before, now) == expected


def test_told_in_words():
    assert "hour 100% to 0%" in fill.told([TOLD] * 5, [BARE] * 5)
    assert fill.told([TOLD] * 5, [TOLD] * 5) == ""
