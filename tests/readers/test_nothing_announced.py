"""Pages that announce nothing give nothing; beside each, the page of the same words that does."""

from __future__ import annotations

from datetime import date

import pytest

from bba_events.event import Draft
from bba_events.page import Page, make_page
from bba_events.readers import evidence, genre, visible
from bba_events.readers.edition import dated
from bba_events.readers.mentions import Dates

ON = date(2026, 3, 9)


def page_of(text: str) -> Page:
    return make_page("https://x.test/p", text.encode(), {"content-type": "text/plain; charset=utf-8"})


def titles_of(text: str, on: date = ON) -> list[str]:
    page = page_of(text)
    return [draft.title for draft in visible.read(page, dated(page, on))]


@pytest.mark.parametrize(
    ("heading", "nothing"),
    [
        ("Chargé de mission biodiversité (F/H)", True),
        ("Projektleitung Naturschutz (m/w/d)", True),
        ("Conducteur de travaux H/F", True),
        ("Balade des crapauds (et grenouilles)", False),
    ],
)
def test_vacancies_by_their_name(heading: str, nothing: bool) -> None:
    assert genre.announces_nothing(page_of(f"{heading}\n\n12 mars 2026 à 20h")) is nothing


@pytest.mark.parametrize(
    ("heading", "other"),
    [
        ("Mouvement social : perturbations à prévoir jeudi 12 mars", True),
        ("Nieuwe staking bij de spoorwegen op maandag 30 maart", True),
        ("Lezing over de staking van 1960", False),
        ("Vollsperrung der Lindenstraße ab 13. April", True),
        ("Agenda de la semaine sans perturbations", False),
        ("Quel temps fera-t-il ce week-end dans la vallée ?", True),
        ("Weersverwachting voor de komende dagen", True),
        ("Five-day forecast", True),
        ("Menus de la semaine", True),
        ("Conférence : quel temps fera-t-il en 2050 ?", False),
        ("Subsidies voor verenigingen", True),
        ("Infoavond subsidies voor verenigingen", False),
        ("Concert de printemps", False),
    ],
)
def test_headings_of_something_else(heading: str, other: bool) -> None:
    assert genre.treats_other(page_of(f"{heading}\n\nUne ligne de texte.")) is other


def test_a_play_may_be_called_so() -> None:
    text = "La Grève\n\nSamedi 14 mars 2026 à 20h30\n\nThéâtre du Parc, Vaucelmont"
    assert titles_of(text) == ["La Grève"]
    assert titles_of("La Grève\n\nLes trains roulent peu, samedi 14 mars, dit la direction du réseau.") == []


@pytest.mark.parametrize(
    ("rows", "events"),
    [
        (("Sanglier : du 15 août au 31 mars", "Lièvre : du 5 octobre au 7 décembre"), False),
        (("Loto : 15 août", "Repas des aînés : 5 octobre"), True),
        (("Pommes et poires : 15 août 2026, 14h", "Noix et noisettes : 5 octobre 2026, 15h"), True),
        (("Vieljahr : 5. Juni", "Sommerfest : 7. Juli"), True),
    ],
)
def test_a_list_of_events_tells_more_than_days(rows: tuple[str, ...], events: bool) -> None:
    page = page_of("\n".join(("Saison 2025-2026 en forêt", "", *rows)))
    dates = dated(page, ON)
    drafts = [Draft(title=name, when=when) for name, _, when in (row.partition(" : ") for row in rows)]
    assert evidence.are_events(drafts, page, dates) is events


@pytest.mark.parametrize(
    "text",
    [
        "Vrije dagen van de school\n\nHerfstvakantie: 26 oktober 2026\nHemelvaart: 14 mei 2026\nPasen: 6 april 2026",
        "Januar 2026: zu trocken\n\nEs fielen 31 Liter.",
        "Prix de l'eau\n\nLe prix passe à 3 € au 1er avril 2026.",
        "La déclaration en ligne\n\nZone 1 : jeudi 21 mai 2026 à 23h59\nZone 2 : jeudi 28 mai 2026 à 23h59",
        "Résultats du club\n\n04/03 | Seniors B | Pontal | 0-2\n05/03 | U18 | Loriol | 4-4\n06/03 | U15 | Vernet | 1-0",
        "La Falaise, saison 2\n\nNote de la rédaction : 4/5",
        "Le siège de Montval\n\nIl dura du 14 mai au 2 juillet 1677.",
    ],
)
def test_days_that_are_no_events(text: str) -> None:
    assert titles_of(text) == []


@pytest.mark.parametrize(
    ("text", "pushed"),
    [("22 février", True), ("22 février 2027", False), ("22 mars", False), ("1er mars", True)],
)
def test_a_day_just_past_is_not_next_year(text: str, pushed: bool) -> None:
    dates = Dates(page_of(text), ON)
    (mention,) = dates.of(text)
    assert dates.is_pushed(mention) is pushed


@pytest.mark.parametrize(
    ("text", "may_come"),
    [
        ("mars 2026", False),
        ("avril 2026", True),
        ("décembre 2025", False),
        ("printemps 2026", True),
        ("ab März", False),
    ],
)
def test_months_that_may_come(text: str, may_come: bool) -> None:
    dates = Dates(page_of(text), ON)
    (mention,) = dates.of(text)
    assert dates.may_come(mention) is may_come
