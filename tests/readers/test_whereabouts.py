"""Where the things of a page take place, on small pages; all made up."""

from __future__ import annotations

import json
import math
from datetime import date
from importlib.resources import files

import pytest

from bba_events.event import Draft, Place
from bba_events.page import Page
from bba_events.readers import edition, visible, whereabouts
from bba_events.readers.lines import DatedLines
from bba_events.readers.whereabouts import Told

ON = date(2026, 2, 10)
PAGES = {
    "below each name": (
        "Agenda\n\nConcert de printemps\nSamedi 14 mars 2026, 20h\nSalle des fêtes, Lignac\n\nLoto des pompiers\n"
        "Dimanche 15 mars 2026, 14h\nFoyer rural, Vauban\n\nBal folk\nSamedi 21 mars 2026, 21h\nSalle Rive, Lignac\n",
        ["Salle des fêtes, Lignac", "Foyer rural, Vauban", "Salle Rive, Lignac"],
    ),
    "behind the hours": (
        "Programma\n\nBoswandeling\nza 14 maart 2026, 14.00 uur, zaal De Kroon\n\nVogels tellen\n"
        "zo 15 maart 2026, 10.00 uur, bezoekerscentrum De Fuik\n\nLezing over vleermuizen\n"
        "za 21 maart 2026, 20.00 uur, zaal De Kroon\n",
        ["zaal De Kroon", "bezoekerscentrum De Fuik", "zaal De Kroon"],
    ),
    "who plays is no place": (
        "Agenda\n\nConcert de printemps\nSamedi 14 mars 2026, 20h\nCamille Aubertin\n\nRécital\n"
        "Dimanche 15 mars 2026, 14h\nJulie Vernois\n\nSonates\nSamedi 21 mars 2026, 21h\nMarc Sorel\n",
        ["", "", ""],
    ),
    "buttons, prices and the foot of the page are no place": (
        "Agenda\n\nConcert de printemps\nSamedi 14 mars 2026, 20h\nRechercher\n\nLoto des pompiers\n"
        "Dimanche 15 mars 2026, 14h\n3 € le carton\n\nBal folk\nSamedi 21 mars 2026, 21h\nPropulsé par AgendaVert\n",
        ["", "", ""],
    ),
}


def shown(place: Place | str) -> str:
    return place.line if isinstance(place, Place) else place


@pytest.mark.parametrize(("text", "told"), PAGES.values(), ids=PAGES)
def test_places_of_a_listing(text: str, told: list[str]) -> None:
    page = Page("https://www.voorbeeld.test/agenda", text, {"content-type": "text/plain"})
    assert [shown(draft.place) for draft in visible.read(page, edition.dated(page, ON))] == told


def test_a_known_place_stays() -> None:
    page = Page("https://www.voorbeeld.test/agenda", "Bal\n14 mars 2026\nSalle Rive\n", {})
    seen = DatedLines(page, edition.dated(page, ON))
    kept = Draft(title="Bal", place=Place(name="Known"))
    assert whereabouts.fill([Told(kept, (0, 1, 2), 1, 0)], seen) == [kept]


def test_the_weights_are_few_numbers_and_none_decides_alone() -> None:
    text = (files("bba_events.readers") / "place_weights.json").read_text()
    weights = [weight for each in json.loads(text).values() for weight in each.values()]
    assert len(text.encode()) < 150_000
    assert all(math.isfinite(weight) and abs(weight) < 5 for weight in weights)
