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


TRIBE_API = "wp-json/tribe/events/v1/events"
MS = 1774785600000  # 29 March 2026, 14:00 in Brussels
SQUARESPACE = json.dumps(
    {"website": {"timeZone": "Europe/Brussels"}, "upcoming": [{"id": "a", "title": "Lentewandeling",
     "startDate": MS, "endDate": MS + 3_600_000, "fullUrl": "/agenda/lente"}], "past": []}
)  # fmt: skip
UIT = json.dumps(
    {"@type": "PagedCollection", "totalItems": 1, "member": [{"@id": "https://io.uitdatabank.be/event/1",
     "name": {"nl": "Lentewandeling"}, "calendarType": "single", "startDate": "2026-03-29T14:00:00+02:00",
     "endDate": "2026-03-29T16:00:00+02:00", "mainLanguage": "nl"}]}
)  # fmt: skip
PAYLOAD = json.dumps(
    [{"data": 1}, {"agenda": 2}, [3], {"title": 4, "start": 5}, "Lentewandeling", "2026-03-29"]
)
RECORD = {"title": "Lentewandeling", "startDate": "2026-03-29T14:00:00+02:00"}
NEXT = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"events": [RECORD]}})}</script>'
FLIGHT = f"<script>self.__next_f.push([1,{json.dumps('4:' + json.dumps({'events': [RECORD]}) + chr(10))}])</script>"
NUXT = "<script>window.__NUXT__=(function(a){return {data:[{title:a,start:'2026-03-29'}]}}('Lentewandeling'));</script>"
ROWS = """<div class=view-content><div class=views-row><h3><a href=/1>Lentewandeling</a></h3>
<time datetime="2026-03-29T12:00:00Z">29 maart 2026</time></div></div>"""
ODOO_CARDS = """<div class=o_wevent_events_list><article itemscope itemtype="http://schema.org/Event"><h5 itemprop=name>Lentewandeling
</h5><meta itemprop=startDate content="2026-03-29 12:00:00"></article></div>"""
WELCOME = "<html lang=nl><head><title>De Hoeve</title>{}</head><body><main><h1>Agenda</h1><p>Welkom op de boerderij.</p>{}</main></body></html>"
PLATFORMS = {
    "The Events Calendar, its styles named": (
        "<link rel=stylesheet href=/wp-content/plugins/the-events-calendar/src/tribe-events.min.css>", "",
        {f"https://hoeve.example/{TRIBE_API}": TRIBE}, f"https://hoeve.example/{TRIBE_API}", "The Events Calendar"),
    "WordPress in a folder, its interface named": (
        '<link rel="https://api.w.org/" href="https://hoeve.example/blog/wp-json/" />', "",
        {f"https://hoeve.example/blog/{TRIBE_API}": TRIBE}, f"https://hoeve.example/blog/{TRIBE_API}",
        "The Events Calendar"),
    "Squarespace": (
        "<script src=https://static1.squarespace.com/static/vta/x.js></script>", "",
        {"https://hoeve.example/agenda?format=json": SQUARESPACE}, "https://hoeve.example/agenda?format=json",
        "Squarespace"),
    "UiTdatabank's search in a script": (
        "", '<script>fetch("https://search.uitdatabank.be/events/?q=labels:natuur&amp;limit=10")</script>',
        {"https://search.uitdatabank.be/events/?q=labels:natuur&limit=10&embed=true": UIT},
        "https://search.uitdatabank.be/events/?q=labels:natuur&limit=10&embed=true", "UiTdatabank"),
    "Nuxt's payload in a file": (
        "", '<script type="application/json" id="__NUXT_DATA__" data-src="/agenda/_payload.json?x1">[{"prerenderedAt":1},2]</script>',
        {"https://hoeve.example/agenda/_payload.json?x1": PAYLOAD}, "https://hoeve.example/agenda/_payload.json?x1",
        "hydration data"),
    "Odoo, asked on its front page": (
        '<meta name="generator" content="Odoo"/>', "",
        {"https://hoeve.example/event": f"<html lang=nl><body>{ODOO_CARDS}</body></html>"},
        "https://hoeve.example/event", "Odoo events"),
    "Odoo events": ("", ODOO_CARDS, {}, "https://hoeve.example/agenda", "Odoo events"),
    "Drupal views": ("", ROWS, {}, "https://hoeve.example/agenda", "Drupal views"),
    "Next, pages": ("", NEXT, {}, "https://hoeve.example/agenda", "hydration data"),
    "Next, app": ("", FLIGHT, {}, "https://hoeve.example/agenda", "hydration data"),
    "Nuxt 2": ("", NUXT, {}, "https://hoeve.example/agenda", "hydration data"),
    "a feed in the head": (
        '<link rel="alternate" type="application/rss+xml" title="Agenda" href="/agenda/feed/">', "",
        {"https://hoeve.example/agenda/feed/": """<?xml version="1.0"?><rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/">
<channel><title>x</title><item><title>Lentewandeling</title><link>https://hoeve.example/1</link>
<ev:startdate>2026-03-29T14:00:00+02:00</ev:startdate></item></channel></rss>"""},
        "https://hoeve.example/agenda/feed/", ""),
    "a calendar behind ?ical=1": (
        "", '<a href="/agenda/?ical=1">Zet in je agenda</a>', {"https://hoeve.example/agenda/?ical=1": ICS},
        "https://hoeve.example/agenda/?ical=1", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", PLATFORMS)
def test_each_platform_is_found_from_its_ordinary_page(name):
    head, body, others, url, platform = PLATFORMS[name]
    found, asked = seen(WELCOME.format(head, body), others)
    first = found.findings[0]
    assert (first.url, first.platform) == (url, platform)
    assert [event.title for event in first.events] == ["Lentewandeling"]
    assert len(asked) == len(set(asked)) <= 16
    assert row(found, first)["url"] == url


def test_data_has_no_language_of_its_own():
    page = make_page("https://hoeve.example/api", TRIBE.encode(), {"content-type": "application/json"})
    found = asyncio.run(detect(page, None, today=ON))
    assert row(found, found.findings[0]) == {
        "id": "hoeve-example", "url": "https://hoeve.example/api", "partner": "hoeve.example",
    }  # fmt: skip


def test_a_widget_of_uitdatabank_is_told(name="widget"):
    body = '<script src="https://projectaanvraag-api.uitdatabank.be/widgets/layout/1f.js"></script>'
    found, _ = seen(WELCOME.format("", body), {})
    assert any("client id" in note for note in found.notes)


def test_an_interface_that_tells_all_comes_before_the_calendar_of_a_month():
    head = "<link rel=stylesheet href=/wp-content/plugins/the-events-calendar/src/tribe-events.min.css>"
    found, _ = seen(
        WELCOME.format(head, ""),
        {f"https://hoeve.example/{TRIBE_API}": TRIBE, "https://hoeve.example/agenda?ical=1": ICS},
    )
    assert [one.url for one in found.findings] == [
        f"https://hoeve.example/{TRIBE_API}", "https://hoeve.example/agenda?ical=1",
    ]  # fmt: skip


def test_a_calendar_of_one_event_is_not_the_way_to_a_list_of_many():
    many = "".join(
        f"<article><h2>Tocht {n}</h2><p>{n} april 2026 om 10u</p><p>Samen op pad door het bos.</p></article>"
        for n in range(1, 9)
    )
    found, _ = seen(
        LIST.format(head="", body=many + '<a href="/1.ics">In mijn agenda</a>'),
        {"https://hoeve.example/1.ics": ICS},
    )
    assert [len(one.events) for one in found.findings] == [11, 1]


def test_boxes_that_repeat_are_proposed_as_selectors_too():
    found, _ = seen(LIST.format(head="", body=""), {})
    assert found.pointed is not None
    assert row(found, found.pointed)["select"] == {"each": "article", "title": "h2", "when": "p"}
    assert [event.title for event in found.pointed.events] == ["Lentewandeling", "Nachttocht", "Boomplantdag"]


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
