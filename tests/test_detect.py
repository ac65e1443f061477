"""Ways to read a partner are found, tried politely, and the surest comes first."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import date

import pytest

from bba_events.detect import Detection, detect, row
from bba_events.errors import FetchError
from bba_events.page import Page, make_page

ON = date(2026, 3, 1)
LIST = """<html lang="nl"><head><title>Agenda - De Hoeve</title><meta property="og:site_name" content="De Hoeve">{head}</head>
<body><main><h1>Agenda</h1>
<article><h2>Lentewandeling</h2><p>zondag 29 maart 2026 om 14u</p><p>Samen op pad door het bos.</p></article>
<article><h2>Nachttocht</h2><p>vrijdag 3 april 2026 om 21u</p><p>Luisteren naar de bosuil.</p></article>
<article><h2>Boomplantdag</h2><p>zaterdag 11 april 2026 om 10u</p><p>Breng laarzen en een spade mee.</p></article>
{body}</main></body></html>"""
ICS = """BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTART;VALUE=DATE:20260329\r\nSUMMARY:Lentewandeling\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"""
TRIBE = json.dumps(
    {"events": [{"id": 1, "title": "Lentewandeling", "url": "https://hoeve.example/e/1", "all_day": False,
                 "start_date": "2026-03-29 14:00:00", "end_date": "2026-03-29 17:00:00",
                 "timezone": "Europe/Brussels"}], "total": 1, "total_pages": 1}
)  # fmt: skip


def seen(html: str, others: Mapping[str, str]) -> tuple[Detection, list[str]]:
    asked: list[str] = []

    async def get(url: str) -> Page:
        asked.append(url)
        if url not in others:
            raise FetchError(f"{url}: 404")
        return make_page(url, others[url].encode(), {})

    page = make_page("https://hoeve.example/agenda", html.encode(), {"content-type": "text/html"})
    return asyncio.run(detect(page, get, today=ON)), asked


def test_a_page_that_can_be_read_needs_no_more_than_its_own_address():
    found, asked = seen(LIST.format(head="", body=""), {})
    assert [len(one.events) for one in found.findings] == [3]
    assert asked == []
    assert row(found, found.findings[0], taken=["de-hoeve"]) == {
        "id": "de-hoeve-2", "url": "https://hoeve.example/agenda", "partner": "De Hoeve", "language": "nl",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "head", "body", "url", "text", "way"),
    [
        ("calendar in the head", '<link rel="alternate" type="text/calendar" href="/agenda.ics">', "",
         "https://hoeve.example/agenda.ics", ICS, "ical"),
        ("calendar among the links", "", '<a href="webcal://hoeve.example/agenda.ics">Abonneer</a>',
         "https://hoeve.example/agenda.ics", ICS, "ical"),
        ("The Events Calendar", '<link rel="stylesheet" href="/wp-content/plugins/the-events-calendar/tribe-events.css">',
         "", "https://hoeve.example/wp-json/tribe/events/v1/events", TRIBE, "platform"),
    ],
)  # fmt: skip
def test_the_surest_way_comes_first(name, head, body, url, text, way):
    found, _ = seen(LIST.format(head=head, body=body), {url: text})
    assert found.findings[0].url == url
    assert list(found.findings[0].ways) == [way]
    assert found.findings[1].url == "https://hoeve.example/agenda"


def test_usual_addresses_are_tried_only_when_nothing_else_gives_events():
    empty = "<html lang=nl><body><main><h1>De Hoeve</h1><p>Welkom op de boerderij in het groen.</p></main></body></html>"
    found, asked = seen(empty, {"https://hoeve.example/agenda?ical=1": ICS})
    assert found.findings[0].url == "https://hoeve.example/agenda?ical=1"
    assert len(asked) == len(set(asked)) <= 8
    assert any("404" in note for note in found.notes)


def test_nothing_found_says_what_was_tried():
    found, asked = seen("<html><body><p>Welkom.</p></body></html>", {})
    assert found.findings == ()
    assert len(found.notes) == len(asked) + 1
