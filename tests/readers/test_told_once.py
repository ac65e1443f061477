"""Small lists as sites write them, and what of them is announced: each thing once, by its own name."""

from __future__ import annotations

from datetime import date

import pytest

from bba_events import lines
from bba_events.pipeline import read_page

PAGES = (
    # a day in a box, and the same in full beside the name
    (
        "5\nFévr.\nWebinaire haies et bocage\nJeudi 5 février 2026, de 14h à 15h30 - en ligne\n"
        "17\nMars\nJournée des gestionnaires\nMardi 17 mars 2026, 9h-17h - Maison du Parc\n"
        "24\nMars\nAtelier mares\nMardi 24 mars 2026, 10h-12h - Salle Verte\n",
        [
            ("Webinaire haies et bocage", "2026-02-05T14:00"),
            ("Journée des gestionnaires", "2026-03-17T09:00"),
            ("Atelier mares", "2026-03-24T10:00"),
        ],
    ),
    # two days of one month on a line, the month below
    (
        "18-19\nSEPT.\nSalon du bois\nVanne\n\n24\nJUIN\nAssemblée du pôle\nBrise\n\n1\nJUIL.\nVisite du chantier\nVanne\n",
        [("Salon du bois", "2026-09-18"), ("Assemblée du pôle", "2026-06-24"), ("Visite du chantier", "2026-07-01")],
    ),
    # first and last day in cells of their own
    (
        "Start date\tEnd date\tTitle\tVenue\nMarch 2026\n2 March 2026\t4 March 2026\tWorking group on eels\tBrest\n"
        "9 March 2026\t9 March 2026\tDrafting group\tOnline\n16 March 2026\t20 March 2026\tSurvey workshop\tVigo\n",
        [
            ("Working group on eels", "2026-03-02"),
            ("Drafting group", "2026-03-09"),
            ("Survey workshop", "2026-03-16"),
        ],
    ),
    # hours told for each of what a table lists
    (
        "Chaque séance a lieu de 11h30 à 12h30, salle Sauvin.\n\n| Date | Titre |\n|---|---|\n"
        "| 2 mars 2026 | Vieillir au village |\n| 9 mars 2026 | Les haies et le droit |\n| 23 mars 2026 | Une forêt |\n",
        [
            ("Vieillir au village", "2026-03-02T11:30"),
            ("Les haies et le droit", "2026-03-09T11:30"),
            ("Une forêt", "2026-03-23T11:30"),
        ],
    ),
)  # fmt: skip


@pytest.mark.parametrize(("text", "events"), PAGES)
def test_each_thing_once(text: str, events: list[tuple[str, str]]) -> None:
    found = read_page(
        f"Agenda\n\n{text}".encode(),
        url="https://www.vanne.example/agenda",
        headers={"content-type": "text/plain; charset=utf-8"},
        source=None,
        on=date(2026, 1, 10),
    )
    told = [lines.of_event(event) for event in found]
    assert sorted((str(one["title"]), str(one["start"])[:16]) for one in told) == sorted(events)


VIEWS = """<!doctype html><html lang="fr"><body><main><h2>Recherche et navigation de vues Évènements</h2>
<a href="?d=today">Aujourd’hui</a><h3>mars 2026</h3>
<article><time>14 mars @ 14 h 00 min - 16 h 00 min</time><h3><a href="/e/1">Taille des fruitiers</a></h3><p>Verger</p></article>
<article><time>21 mars @ 9 h 30 min - 12 h 00 min</time><h3><a href="/e/2">Bourse aux plants</a></h3></article>
</main></body></html>"""


def test_a_card_has_the_name_of_its_own_heading() -> None:
    """Neither that of the card above nor what a calendar's own buttons say."""
    found = read_page(
        VIEWS.encode(),
        url="https://www.vanne.example/agenda",
        headers={"content-type": "text/html; charset=utf-8"},
        source=None,
        on=date(2026, 3, 2),
    )
    told = [lines.of_event(event) for event in found]
    assert [(one["title"], str(one["start"])[:16]) for one in told] == [
        ("Taille des fruitiers", "2026-03-14T14:00"),
        ("Bourse aux plants", "2026-03-21T09:30"),
    ]
