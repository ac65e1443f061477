"""Which line names what happens on a date, on small pages; all made up."""

from __future__ import annotations

import json
import math
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bba_events.page import Page
from bba_events.readers import edition, ranking
from bba_events.readers.lines import DatedLines

ON = date(2026, 2, 10)
ARTICLES = Path(__file__).parents[2] / "fixtures" / "agendas" / "articles"
PAGES = {
    "names above": (
        "Nos sorties\n\nMarche des crêtes\nDimanche 22 mars 2026\n\nMarche du solstice\nSamedi 20 juin 2026\n",
        ["Marche des crêtes", "Marche du solstice"],
    ),
    "names below, behind the hour": (
        "Agenda\n\nza 14 maart 2026\n14.00 uur\nBoswandeling\n\nzo 15 maart 2026\n10.00 uur\nVogels tellen\n",
        ["Boswandeling", "Vogels tellen"],
    ),
    "names beside their dates": (
        "Termine\n\n9. Mai 2026: Pflanzentausch\n12. September 2026: Erntefest\n",
        ["Pflanzentausch", "Erntefest"],
    ),
    "who speaks stands before": (
        "Séminaire de botanique\n\nMardi 3 mars 2026 à 14h\nLise Arnould (Université de Valmont)\n"
        "« Les mousses des toits »\n\nMardi 10 mars 2026 à 14h\nJan Peeters (Gand)\n« Lichens et air pur »\n\n"
        "Mardi 17 mars 2026 à 14h\nAnna Kowal (Cracovie)\n« Fougères en ville »\n",
        ["« Les mousses des toits »", "« Lichens et air pur »", "« Fougères en ville »"],
    ),
    "a kind of event stands before": (
        "Agenda\n\nATELIER\nFabriquer un nichoir\nsamedi 14 mars 2026, 14h\n\nCONFÉRENCE\nLe retour de la loutre\n"
        "jeudi 19 mars 2026, 20h\n\nBALADE\nÀ l'écoute des chouettes\nvendredi 27 mars 2026, 19h\n",
        ["Fabriquer un nichoir", "Le retour de la loutre", "À l'écoute des chouettes"],
    ),
    "marked as headings": (
        "# Events\n\n### [Soil forum](/soil)\n\n3-4 June 2026 | Leuvelde, Belgium\n\n### [Pond congress](/ponds)\n\n"
        "9 September 2026 | Virtual\n",
        ["Soil forum", "Pond congress"],
    ),
}


def choices(text: str) -> list[ranking.Choice]:
    page = Page("https://www.voorbeeld.test/agenda", text, {"content-type": "text/plain"})
    return ranking.choose(DatedLines(page, edition.dated(page, ON)).gather(), ranking.heading(page))


@pytest.mark.parametrize(("text", "names"), PAGES.values(), ids=PAGES)
def test_names_of_dates(text: str, names: list[str]) -> None:
    assert [choice.best.text for choice in choices(text) if not choice.occasion.is_hour] == names


def test_most_dates_of_pages_that_announce_nothing_name_nothing() -> None:
    pages = (path for path in sorted(ARTICLES.glob("*.txt")) if not json.loads(told(path))["events"])
    found = [choice.best is ranking.NONE for path in pages for choice in choices(path.read_text())]
    assert len(found) > 100
    assert sum(found) > 0.85 * len(found)


def told(path: Path) -> str:
    return path.with_suffix(".expect.json").read_text()


LINES = (
    "14 maart 2026",
    "Boswandeling",
    "20 uur",
    "",
    "Volzet",
    "Zaal De Linde, Doel",
    "**Lezing**",
    "1",
    "|",
    "Meer info",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=40))
def test_shares_of_any_page_are_whole(lines: list[str]) -> None:
    for choice in choices("\n".join(lines)):
        assert len(choice.shares) == len(choice.names) == len(choice.traits)
        assert math.isclose(sum(choice.shares), 1.0)
        assert choice.names[-1] is ranking.NONE


def test_the_weights_are_numbers_and_no_trait_decides_alone() -> None:
    table = json.loads((files("bba_events.readers") / "weights.json").read_text())
    assert set(table) == {"alone", "beside"}
    weights = [weight for each in table.values() for weight in each.values()]
    assert all(math.isfinite(weight) and abs(weight) < 5 for weight in weights)
