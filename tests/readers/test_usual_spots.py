"""In which spot a listing tells its places: on a line of each record, behind a bar; all made up."""

from datetime import date

import pytest

from bba_events.page import Page
from bba_events.readers.mentions import Dates
from bba_events.readers.usual_spots import Lines, proposed

DATES = Dates(Page("https://www.example.be", ""), date(2026, 1, 1))
LINES = (
    # line by line below the name: towns that no word tells are believed beside those that one does
    (
        ["Palais des congrès de Rive", "En ligne", "Vernois (07)", "Domaine du Lac, Saint-Just"],
        ["Palais des congrès de Rive", "En ligne", "Vernois (07)", "Domaine du Lac, Saint-Just"],
    ),
    # what is no name is no place, wherever it stands
    (
        ["Salle des fêtes", "Salle communale", "Sur invitation", "Entrée 5 €"],
        ["Salle des fêtes", "Salle communale", "", ""],
    ),
    # where hardly any line is a place, none is
    (["Anne Sorel, piano", "Bruno Vix", "Salle des fêtes", "Les Frères"], ["", "", "Salle des fêtes", ""]),
    # a town is one by the way it is written
    (
        ["Lignac", "Beaulieu-la-Tour", "Saint-Just-sur-Aive", "Lignac"],
        ["Lignac", "Beaulieu-la-Tour", "Saint-Just-sur-Aive", "Lignac"],
    ),
    # bars part a sort, a venue and its hours
    (
        ["Landbouw | Zaal Hof, Zele | 20 uur", "Arbeid | Kantoor Bond, Assen | 9 - 12 uur"],
        ["Zaal Hof, Zele", "Kantoor Bond, Assen"],
    ),
)


@pytest.mark.parametrize(("lines", "places"), LINES)
def test_places_below_the_names(lines: list[str], places: list[str]) -> None:
    records = [Lines([], {2: line}, "", 1) for line in lines]
    assert proposed(records, DATES) == places


def test_a_place_behind_the_date() -> None:
    told = ["Hôtel du Parc, Paris", "en visioconférence", "Roscarven"]
    assert proposed([Lines([], {}, place, 1) for place in told], DATES) == told
