"""Scrapers: found by name, words only, right or a loud nothing.  Whole pages are read in test_fixtures."""

from datetime import date

import pytest

from bba_events import readers, scrapers
from bba_events.errors import ConfigError
from bba_events.event import Draft
from bba_events.page import make_page


def drafts(scraper: str, url: str, html: str) -> list[Draft]:
    found = scrapers.load(scraper)(make_page(url, html.encode(), {"content-type": "text/html"}))
    return [draft for draft in found if isinstance(draft, Draft)]


@pytest.mark.parametrize("name", ["nobody", "../cineart", "os.path", "", "__init__"])
def test_unknown_scraper(name: str) -> None:
    with pytest.raises(ConfigError, match="scraper"):
        scrapers.load(name)


FILM = "https://www.films.test/fr/presse/nuit"
RELEASES = [
    # the page's words, the words of the Belgian release, None for a loud nothing
    ("Release BE: 04-02-2026 | Release NL: 12-03-2026", "04-02-2026"),
    ("Release NL: 12-03-2026 | Release BE: TBD", "TBD"),
    ("Release BE: september 2026 | Release NL: TBD", "september 2026"),
    ("Sortie FR : 17 décembre 2025", None),
    ("En salles en France le 17 décembre 2025, en Belgique le 4 février 2026", "le 4 février 2026"),
    ("Vanaf 4 februari 2026 in de bioscoop", "4 februari 2026"),
    ("Au cinéma le 4 février 2026", "le 4 février 2026"),
    ("Avant-première : 20 janvier 2026 à 20h", None),
    ("Projection au festival de Gand le 14 octobre 2025, sortie inconnue", None),
    ("Au cinéma le 4 février 2026. Au cinéma le 11 février 2026.", None),
    ("Mis en ligne le 3 novembre 2025", None),
]


@pytest.mark.parametrize(("words", "when"), RELEASES)
def test_belgian_release(words: str, when: str | None) -> None:
    found = drafts("cineart", FILM, f"<h1>La Nuit</h1><p>{words}</p>")
    assert [(draft.title, draft.when, draft.kind) for draft in found] == (
        [("La Nuit", when, "release")] if when else []
    )


def test_a_press_release_names_the_event_as_its_text_does() -> None:
    html = (
        "<h1>Laarzen aan! Jong en oud plant tijdens het Grote Plantfeest</h1>"
        "<p>In november vindt het Grote Plantfeest plaats.</p><p>Het Grote Plantfeest is van de Bosbond.</p>"
    )
    assert [draft.title for draft in drafts("natuurenbos", "https://www.natuurenbos.test/x", html)] == [
        "Grote Plantfeest"
    ]


def test_a_campaign_and_its_sessions() -> None:
    html = (
        "<title>Sessies | De Groene Kans</title><h1>Sessies</h1><p>Oproep van 6 december 2025 t/m 1 februari 2026</p>"
        "<ul><li>11 december om 12u30, online</li><li>8 januari om 19u, Gent</li><li>14 september, Luik</li></ul>"
    )
    page = make_page("https://www.degroenekans.test/", html.encode(), {"content-type": "text/html"})
    told = readers.read(page, scraped=list(scrapers.load("be_planet")(page)), reference=date(2025, 11, 25))
    assert [(one.title, one.kind, one.part_of, one.frame) for one in told if isinstance(one, Draft)] == [
        ("De Groene Kans", "campaign", "", ""),
        ("Sessies", "event", "De Groene Kans", "van 6 december 2025 t/m 1 februari 2026"),
        ("Sessies", "event", "De Groene Kans", "van 6 december 2025 t/m 1 februari 2026"),
    ]


def test_a_scraper_adds_nothing_that_it_does_not_name() -> None:
    html = "<h1>La Nuit</h1><p>Sortie FR : 17 décembre 2026</p><p>Le 20 janvier 2027 à 20h : rencontre</p>"
    page = make_page(FILM, html.encode(), {"content-type": "text/html"})
    assert readers.read(page, scraped=[], reference=date(2026, 11, 1)) == []
