"""Partners that share one site: its pages do not tell their events apart, one partner's own pages do."""

from datetime import date

import pytest

from bba_events.config import Source
from bba_events.event import Event
from bba_events.merge import cluster
from bba_events.span import days

WEEKEND = days(date(2025, 11, 28), date(2025, 11, 30))


def told(source: str, url: str) -> Event:
    return Event(source=source, page=url, url=url, title="BOOMweekend", span=WEEKEND, language="nl")


@pytest.mark.parametrize(
    ("partners", "expected"), [(("Bosalliantie", "Natuur en Bos"), 1), (("Bos", "Bos"), 2)]
)
def test_pages_of_one_site(partners, expected):
    events = [
        told("a", "https://agenda.example/boomweekend"),
        told("b", "https://agenda.example/persbericht"),
    ]
    rows = {
        event.source: Source(id=event.source, url=event.url, partner=partner)
        for event, partner in zip(events, partners, strict=True)
    }
    assert len(cluster(events, rows=rows).clusters) == expected
