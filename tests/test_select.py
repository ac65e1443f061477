"""A row that says in CSS where its page keeps what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bba_events import config, reading
from bba_events.errors import ConfigError
from bba_events.page import make_page

CALENDAR = '[calendar]\nname = "A"\ndomain = "a.example"\ncontact = "a@a.example"\n'
ROW = '[[source]]\nid = "hoeve"\nurl = "https://hoeve.example/agenda"\npartner = "De Hoeve"\n'
SELECT = """
[source.select]
each = ".row"
title = ".name"
when = ".day"
place = ".spot"
link = "a"
next = "a.next"
cancelled = ["gaat niet door"]
defaults = { organiser = "Gidsen" }
"""
PAGE = """<html lang=nl><body><main><h1>Agenda</h1><p>{text}</p>
<div class=row><b class=name>Lentewandeling</b> <i class=day>zo 29 maart 2026, 14u</i> <i class=spot>Ham</i> <a href=/1>x</a></div>
<div class=row><b class=name>Nachttocht</b> <i class=day>vr 3 april 2026</i> gaat niet door <a href=/2>x</a></div>
<p>Kom ook naar het bosfeest op 5 mei 2026.</p><a class=next href=?p=2>Meer</a></main></body></html>"""
TEXT = "Wandel mee door het bos met de gidsen van de hoeve, in elk seizoen een andere tocht. " * 3


def loaded(folder: Path, text: str) -> config.Config:
    path = folder / "sources.toml"
    path.write_text(CALENDAR + ROW + text, encoding="utf-8")
    return config.load(path)


def read(folder: Path, html: str) -> reading.Reading:
    (source,) = loaded(folder, SELECT).sources
    page = make_page(source.url, html.format(text=TEXT).encode(), {"content-type": "text/html"})
    return reading.read(
        page, source=source, today=date(2026, 3, 1), reference_of=lambda words: date(2026, 3, 1)
    )


def test_what_the_row_points_to_is_read_and_nothing_else(tmp_path):
    made = read(tmp_path, PAGE)
    told = [
        (event.title, str(event.span.start), event.place.line, event.status.value) for event in made.events
    ]
    assert told == [
        ("Lentewandeling", "2026-03-29", "Ham", "confirmed"),
        ("Nachttocht", "2026-04-03", "", "cancelled"),
    ]
    assert {event.organiser for event in made.events} == {"Gidsen"}
    assert made.events[0].url == "https://hoeve.example/1"
    assert made.more == ("https://hoeve.example/agenda?p=2",)
    assert made.blind == ""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            (" class=row", " class=row-item"),
            "each = '.row' finds nothing; the nearest on the page is 'div.row-item'",
        ),
        (("class=day", "class=days"), "when = '.day' finds nothing; the nearest on the page is 'i.days'"),
    ],
)
def test_the_first_selector_that_finds_nothing_is_named(tmp_path, change, expected):
    assert read(tmp_path, PAGE.replace(*change)).blind == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[source.select]\neach = ".row"\n', "select: title is missing"),
        ('[source.select]\ntitle = "h2["\n', "select: title: expected a CSS selector"),
        ('[source.select]\ntitle = "h2"\nwhere = "b"\n', 'select: there is no key "where"; did you mean "when"?'),
        ('[source.select]\ntitle = "h2"\ncancelled = "weg"\n', "cancelled: expected a list of words"),
        ('[source.select]\ntitle = "h2"\n[source.select.detail]\neach = "b"\n', 'select: detail: there is no key "each"'),
        ('[source.select]\ntitle = "h2"\n[source.select.detail]\nplece = "b"\n', 'did you mean "place"?'),
        ('[source.select]\ntitle = "h2"\n[source.select.detail]\nunless = ["wen"]\n', 'did you mean "when"?'),
        ('[source.select]\ntitel = "h2"\n', 'did you mean "title"?'),
        ('[source.select]\ntitle = "h2"\neech = "li"\nnxt = "a"\n', 'did you mean "next"?'),
        ('[source.select]\ntitle = "h2"\ndefaults = { kind = "campain" }\n', 'defaults: kind: expected one of'),
        ('[source.select]\ntitle = "h2"\ndefaults = { kind = "campain" }\n', 'did you mean "campaign"?'),
        ('[source.select]\ntitle = "h2"\ndefaults = { language = "ned" }\n', "defaults: language: expected one of"),
        ('[source.select]\ntitle = "h2"\ndefaults = { topic = ["bos"] }\n', 'did you mean "topics"?'),
        ('[source.select]\ntitle = "h2"\ndefaults = { topics = "bos" }\n', "defaults: topics: expected a list"),
        ('[source.select]\ntitle = "h2"\ndetail = "yes"\n', "true, false or a table"),
        ('[source.select]\ntitle = 3\n', "a text that may end in @attribute"),
        ('select = "h2"\n', "a table of CSS selectors"),
    ],
)  # fmt: skip
def test_faults_in_the_table_are_told_at_load(tmp_path, text, fault):
    with pytest.raises(ConfigError, match="hoeve") as told:
        loaded(tmp_path, text)
    assert fault in str(told.value)
