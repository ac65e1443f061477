"""What a page of plain text about one thing announces: its name, its days, its hours.  All of it is made up."""

from datetime import date

import pytest

from bba_events import normalise, readers
from bba_events.config import Source
from bba_events.event import Draft, Event
from bba_events.page import make_page

ON = date(2026, 3, 2)
SOURCE = Source(id="x", url="https://lavoir.test/", partner="x")

MENU = "Accueil\nVenir au lavoir\nAdhérer / Faire un don\nContact\n\n"

Told = tuple[str, str, str | None]

CASES: list[tuple[str, str, str, list[Told]]] = [
    (
        "the address spells the name",
        "les-heures-du-lavoir",
        f"{MENU}Les Heures du lavoir\n\nSamedi 14 mars 2026 à 20h\nSalle Courbet\n",
        [("Les Heures du lavoir", "2026-03-14T20:00", None)],
    ),
    (
        "a name with its day, and the hours in a sentence",
        "don-du-sang-14-mars",
        "Don du sang samedi 14 mars\n\nPublié le 1er mars 2026\n\nLa prochaine collecte aura lieu le samedi"
        " 14 mars de 15h30 à 19h30 à la salle Courbet, rue des Écoles.\n\nPensez à bien boire avant de venir.\n",
        [("Don du sang", "2026-03-14T15:30", "2026-03-14T19:30")],
    ),
    (
        "hours below several days",
        "atelier-lettres",
        "Atelier d'écriture\n\nLes jeudis 5, 12 et 19 mars 2026\nde 18h à 20h\n\nSalle du Patio\n",
        [
            ("Atelier d'écriture", "2026-03-05T18:00", "2026-03-05T20:00"),
            ("Atelier d'écriture", "2026-03-12T18:00", "2026-03-12T20:00"),
            ("Atelier d'écriture", "2026-03-19T18:00", "2026-03-19T20:00"),
        ],
    ),
]


def events(path: str, text: str) -> list[Told]:
    page = make_page(
        f"https://lavoir.test/{path}", text.encode(), {"content-type": "text/plain; charset=utf-8"}
    )
    found = []
    for draft in readers.read(page, reference=ON):
        assert isinstance(draft, Draft)
        found += normalise.events(
            draft, source=SOURCE, page=page.url, language="fr", reference_of=lambda _: ON
        )
    return [_told(event) for event in found]


def _told(event: Event) -> Told:
    span = event.span
    start = f"{span.start}" + (f"T{span.start_time:%H:%M}" if span.start_time else "")
    end = f"{span.end}" + (f"T{span.end_time:%H:%M}" if span.end_time else "")
    return event.title, start, None if span.start_time and not span.end_time else end


@pytest.mark.parametrize(
    ("path", "text", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_subject(path: str, text: str, told: list[Told]) -> None:
    assert events(path, text) == told
