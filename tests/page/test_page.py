"""What a page says of itself, and what it does with bytes that no browser would like."""

import pickle
import time

import pytest

from bba_events.errors import ReadError
from bba_events.event import More
from bba_events.page import Page, make_page

URL = "https://www.bosvrienden.test/nl/agenda/plantdag"


def page(html: str, **headers: str) -> Page:
    return make_page(URL, html.encode(), headers)


KINDS = [
    ("BEGIN:VCALENDAR\r\nEND:VCALENDAR", "ical"),
    ("\ufeff\n begin:vcalendar", "ical"),
    ('{"events": []}', "json"),
    ('<?xml version="1.0"?><rss/>', "xml"),
    ("<feed xmlns='http://www.w3.org/2005/Atom'/>", "xml"),
    ('<?xml version="1.0"?><!DOCTYPE html><html/>', "html"),
    ("<p>Hallo", "html"),
    ("Agenda\n\n3 maart: wandeling", "text"),
    ("[Agenda] van de maand", "text"),
    ("\x00\x01\x02\x03\x04\x05PNG", "binary"),
    ("%PDF-1.7", "binary"),
]


@pytest.mark.parametrize(("body", "kind"), KINDS)
def test_kind_by_content(body: str, kind: str) -> None:
    assert page(body, **{"content-type": "text/html"}).kind == kind


HEADINGS = [
    ("<title>Plantdag | Bosvrienden</title><h1>Plantdag</h1>", "Plantdag"),
    ("<title>Plantdag - Bosvrienden</title>", "Plantdag"),
    ("<title>Bosvrienden – Plantdag</title>", "Plantdag"),
    ("<title>Le Chant - des forêts</title>", "Le Chant - des forêts"),
    ("<title>Plantdag | Bosvrienden</title><h1>Bosvrienden</h1><h1>Plantdag</h1>", "Plantdag"),
    ("<meta property=og:site_name content='Groen vzw'><title>Plantdag · Groen vzw</title>", "Plantdag"),
    ("<meta property=og:title content='Plantdag'><title>x</title>", "Plantdag"),
    ("<h2>Plantdag</h2>", "Plantdag"),
    ("<p>niets", ""),
]


@pytest.mark.parametrize(("html", "heading"), HEADINGS)
def test_heading(html: str, heading: str) -> None:
    assert page(html).heading == heading


def test_head() -> None:
    found = page(
        "<meta name=description content=' Een  dag '><link rel=alternate hreflang=fr-BE href=/fr/agenda>"
        "<link rel=alternate hreflang=x-default href=/><title>&lt;b&gt; &amp; co</title>"
    )
    assert (found.description, found.title) == ("Een dag", "<b> & co")
    assert found.alternates == {"fr": "https://www.bosvrienden.test/fr/agenda"}


LANGUAGES = [
    (
        "<html lang=fr><p>Elk jaar planten we bomen met de jeugd van het hele land en dat is goed voor ons",
        "nl",
    ),
    ("<html lang=nl><p>Chaque année les enfants de la commune plantent des arbres dans le parc", "fr"),
    ("<html lang=en><p>Jedes Jahr pflanzen die Kinder der Gemeinde Bäume und das ist gut für uns", "de"),
    ("<html lang=nl><p>Every year the children of this town plant trees and you are welcome", "en"),
    ("<html lang=de-BE><p>Plantdag", "de"),
    ("<p>Plantdag", "nl"),
]


@pytest.mark.parametrize(("html", "language"), LANGUAGES)
def test_language_comes_from_the_text(html: str, language: str) -> None:
    assert page(html).language == language


def test_links_are_absolute_and_safe() -> None:
    found = page("<base href=/agenda/><a id=x href='een dag?utm_source=x'>y</a>")
    assert found.link("../a") == "https://www.bosvrienden.test/a"
    assert found.link("javascript:alert(1)") == "" == found.link("#top") == found.link(None)
    assert found.link(found.soup.select_one("a")) == "https://www.bosvrienden.test/agenda/een%20dag"
    assert found.link(found.tree) == "https://www.bosvrienden.test/agenda/een%20dag"


def test_more_pages_are_of_the_same_site_and_named_once() -> None:
    found = page(
        "<a class=n href='?page=2'>2</a><a class=n href='?page=2#x'>2</a><a class=n href=//evil.test>x</a>"
    )
    assert list(found.more("a.n")) == [More("https://www.bosvrienden.test/nl/agenda/plantdag?page=2")]


def test_a_page_is_pickled_without_its_trees() -> None:
    found = page("<p>a")
    assert found.tree is not None
    assert pickle.loads(pickle.dumps(found)).lines == ["a"]


def test_too_deep_is_said_aloud() -> None:
    with pytest.raises(ReadError, match="depth"):
        _ = page("<div>" * 100_000 + "x").outline


HOSTILE = [
    "<div " + " ".join(f"a{n}=1" for n in range(300_000)) + ">x</div>",
    "<div a='" + "x" * 5_000_000 + "'>x</div>",
    "<!--" + "x" * 5_000_000,
    "<p>" * 50_000 + "x",
    "<" * 300_000,
    "<a href='" * 50_000,
    "&amp;" * 200_000,
    "",
    "\x00" * 1000 + "<p>x",
]


@pytest.mark.parametrize("html", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_markup_ends_soon(html: str) -> None:
    begun = time.monotonic()
    _ = page(html).lines
    assert time.monotonic() - begun < 10
