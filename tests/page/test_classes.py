"""What classes and icons tell of a line; all markup here is made up."""

from __future__ import annotations

import pytest

from bba_events.page import make_page
from bba_events.page.classes import field_of

CLASSES = {
    "teaser__location": "where",
    "card-lieu": "where",
    "event-venue-title": "where",
    "tribe-events-calendar-list__event-date-tag": "when",
    "field field--name-field-plaats field--type-string": "where",
    "views-field views-field-field-ort-1": "where",
    "event-date-time": "hours",
    "perf-date": "when",
    "eventTitle": "title",
    "title": "title",
    "teaser__label teaser__label--soldout": "status",
    "placeholder": "",
    "location-list--wide col-md-4": "where",
    "container": "",
    "": "",
}

LINES = {
    # a style sheet sets spans apart that stand beside each other without a word between them
    '<li><a href=/x><span class="d-date">3 mei 2026</span><span class="d-time">20.00 uur</span>'
    '<span class="d-title">Lezing</span><span class="d-place">De Hoeve</span></a></li>': [
        ("3 mei 2026 20.00 uur", "when"),
        ("Lezing", "title"),
        ("De Hoeve", "where"),
    ],
    "<p><i class='fa fa-calendar'></i> 3 mai <i class='fa fa-clock'></i> 20h <i class='fa fa-map-marker'></i> Namur</p>": [
        ("3 mai 20h", "when"),
        ("Namur", "where"),
    ],
    # words in a sentence stay in it, whatever they are called
    '<p>Le <span class="date">3 mai</span> à <span class="lieu">Namur</span>, dès 20h.</p>': [
        ("Le 3 mai à Namur, dès 20h.", "")
    ],
    '<p><span class="label">Datum:</span> <span class="date">3 mei</span></p>': [("Datum: 3 mei", "status")],
    "<p><time>20:00</time> <span></span> <time>22:00</time></p>": [("20:00 – 22:00", "when")],
    # one of both is shown by a style sheet
    "<p><time>10:00 AM</time> <time>1:30 PM</time> <time>10:00</time> <time>13:30</time> CET</p>": [
        ("10:00 AM – 1:30 PM CET", "when")
    ],
    "<p><time>10:00</time> <time>12:00</time> <time>14:00</time> <time>16:00</time></p>": [
        ("10:00 – 12:00 – 14:00 – 16:00", "when")
    ],
    # machines make classes; builders name things for their tests
    "<div class=x1 data-hook=ev-title>Strandwandeling</div><div class=x2 data-testid=event-location>De Kaai</div>": [
        ("Strandwandeling", "title"),
        ("De Kaai", "where"),
    ],
    "<address>De Hoeve<br>Kerkstraat 1</address>": [("De Hoeve", "where"), ("Kerkstraat 1", "where")],
    '<p><span class="sr-only">2 evenementen,</span> <span class="day">7</span></p>': [
        ("2 evenementen, 7", "")
    ],
    '<p><svg><use xlink:href="#icon-pin"></use></svg> Gent</p>': [("Gent", "where")],
}


@pytest.mark.parametrize(("names", "field"), CLASSES.items())
def test_a_class_tells_what_its_box_holds(names: str, field: str) -> None:
    assert field_of(names) == field


@pytest.mark.parametrize(("markup", "lines"), LINES.items())
def test_lines_are_set_apart_by_what_they_are(markup: str, lines: list[tuple[str, str]]) -> None:
    page = make_page("https://voorbeeld.test/", f"<html><body>{markup}</body></html>".encode())
    assert [(line.text, line.part) for line in page.outline.lines] == lines
