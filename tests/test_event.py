"""Places on one line, and events that cannot be."""

import pytest

from bba_events.event import Event, Place
from bba_events.span import Span, SpanKind


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (Place("Buurtzaal", "Dokstraat 5, 2000", "Antwerpen"), "Buurtzaal, Dokstraat 5, 2000 Antwerpen"),
        (Place("Antwerpen, Buurtzaal", "Dokstraat 5, 2000", "Antwerpen"),
         "Antwerpen, Buurtzaal, Dokstraat 5, 2000 Antwerpen"),
        (Place("Buurtzaal", "Dokstraat 5", "Antwerpen"), "Buurtzaal, Dokstraat 5, Antwerpen"),
        (Place("Zaal", "Dokstraat 5, 2000 Antwerpen", "Antwerpen"), "Zaal, Dokstraat 5, 2000 Antwerpen"),
        (Place("Bourgoyen, Gent", town="Gent"), "Bourgoyen, Gent"),
        (Place(town="Gent", country="België"), "Gent, België"),
        (Place(online=True), ""),
    ],
)  # fmt: skip
def test_place_on_one_line(place, line):
    assert place.line == line


def test_a_place_with_nothing_is_none():
    assert not Place()
    assert Place(online=True)


def test_an_event_has_a_title():
    with pytest.raises(ValueError, match="without a title"):
        Event(source="a", page="https://example.org", title="  ", span=Span(SpanKind.VAGUE))
