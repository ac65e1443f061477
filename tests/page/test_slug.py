"""The line of a page that its address spells.  All addresses and names are made up."""

import pytest

from bba_events.page.slug import spelled

LINES = [
    "Accueil",
    "Adhérer / Faire un don",
    "Les Heures du lavoir",
    "Lavoir : heures d'ouverture",
    "Contact",
]

CASES = [
    ("https://lavoir.test/agenda/les-heures-du-lavoir", LINES, 2),
    ("https://lavoir.test/agenda/les-heures-du-lavoir-2026/", LINES, 2),
    ("https://lavoir.test/agenda/heures-lavoir.html", LINES, 2),
    ("https://lavoir.test/agenda", LINES, -1),
    ("https://lavoir.test/e/1184203", LINES, -1),
    ("https://lavoir.test/stage-vannerie", ["Stages", "Stage de vannerie : trois jours avec Lise Orval"], 1),
    ("https://lavoir.test/rencontre-lise-orval", ["Orval, Lise", "Rencontre avec Lise Orval"], 1),
    ("https://lavoir.test/pluie-et-vent", ["Le vent et la pluie : une soirée de contes au coin du feu"], -1),
    ("https://lavoir.test/webinaire-pluie-ville-sols", ["Pluie en ville et sols : retours d'expérience"], 0),
    ("https://lavoir.test/%C3%A9t%C3%A9-des-contes", ["Été des contes"], 0),
    ("https://[lavoir/les-heures-du-lavoir", LINES, -1),
]


@pytest.mark.parametrize(("url", "lines", "at"), CASES)
def test_spelled(url: str, lines: list[str], at: int) -> None:
    assert spelled(url, lines) == at
