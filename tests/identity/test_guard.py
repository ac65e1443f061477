"""A source that suddenly shows much less is suspect; what merely changed is not missing."""

from dataclasses import replace
from datetime import date

import pytest

from bba_events.event import Event
from bba_events.identity import suspicion
from bba_events.span import day

TODAY = date(2026, 3, 1)
NAMES = ("Bomen planten", "Vogels kijken", "Egels tellen", "Heide maaien", "Zaden ruilen", "Poelen graven")


def listed(count, month=5):
    return [
        Event(
            "a", "https://a.be", NAMES[n], day(date(2026, month, 1 + 3 * n)), url=f"https://a.be/{month}/{n}"
        )
        for n in range(count)
    ]


TABLE = [
    ("nothing before", [], [], False),
    ("all there", listed(5), listed(5), False),
    ("one of one missing", listed(1), [], True),
    ("all of three missing", listed(3), [], True),
    ("two of three missing", listed(3), listed(1), False),
    ("three of five missing", listed(5), listed(2), True),
    ("half of six missing", listed(6), listed(3), False),
    ("four of six missing", listed(6), listed(2), True),
    ("only past ones missing", listed(5, month=1), [], False),
    ("past ones do not count", [*listed(5, month=1), *listed(2)], listed(1), False),
    ("other events instead", listed(3), [
        replace(e, title=f"Anders {e.url[-1]}", url="", span=day(date(2026, 9, 9))) for e in listed(3)
    ], True),
    ("all renamed", listed(5), [replace(e, title=f"{e.title} voor iedereen") for e in listed(5)], False),
    ("all moved", listed(5), [replace(e, span=day(date(2026, 6, 9))) for e in listed(5)], False),
    ("all new addresses", listed(5), [replace(e, url=e.url + "/x") for e in listed(5)], False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "last", "fresh", "suspect"), TABLE, ids=[row[0] for row in TABLE])
def test_suspicion(name, last, fresh, suspect):
    reason = suspicion(last, fresh, today=TODAY)
    assert bool(reason) is suspect
    assert not reason or "missing" in reason
