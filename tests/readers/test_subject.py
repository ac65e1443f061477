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
    (
        "several days below each other, and their hours above",
        "repair-cafe",
        "Repair Café\n\nNos bénévoles vous attendent (le samedi de 14h à 17h30) :\n14 mars 2026\n11 avril 2026\n9 mai 2026\n",
        [
            ("Repair Café", "2026-03-14T14:00", "2026-03-14T17:30"),
            ("Repair Café", "2026-04-11T14:00", "2026-04-11T17:30"),
            ("Repair Café", "2026-05-09T14:00", "2026-05-09T17:30"),
        ],
    ),
    (
        "numbers of weeks are no names",
        "stages-ete",
        "Stages d'été enfants\n\nDes stages à la semaine pendant tout l'été.\n\nSemaine 1 : du 6 au 10 juillet 2026\n"
        "Semaine 2 : du 15 au 17 juillet 2026 (3 jours)\nSemaine 3 : du 20 au 24 juillet 2026\n",
        [
            ("Stages d'été enfants", "2026-07-06", "2026-07-10"),
            ("Stages d'été enfants", "2026-07-15", "2026-07-17"),
            ("Stages d'été enfants", "2026-07-20", "2026-07-24"),
        ],
    ),
    (
        "a day in a box is the deadline of the text",
        "ecrire-le-lavoir",
        "Écrire le lavoir\n\nColloque\n18-19 juin 2026, Université de Vaucelles\n\nLes propositions sont à envoyer"
        " avant le 15 avril 2026.\n\nDates\n\n- mercredi 15 avril 2026\n",
        [("Écrire le lavoir", "2026-06-18", "2026-06-19")],
    ),
    (
        "hours in the paragraph of the day",
        "grande-brocante",
        "Grande brocante\n\nLe comité vous attend le dimanche 14 juin pour sa grande brocante annuelle !\nPlus de 200"
        " exposants, de 7h à 17h, rue du Moulin.\n\nInstallation entre 5h et 7h.\n",
        [("Grande brocante", "2026-06-14T07:00", "2026-06-14T17:00")],
    ),
    (
        "hours behind a word for starting",
        "marche-des-jonquilles",
        "Marche des jonquilles\n\nDimanche 12 avril 2026\n\nLieu : Salle Courbet\nDépart de 8h00 à 15h00\n",
        [("Marche des jonquilles", "2026-04-12T08:00", "2026-04-12T15:00")],
    ),
    (
        "the hour that heads a programme, and no hours of a desk",
        "foulee-des-clochers",
        "Foulée des clochers\n\nDIMANCHE 27 SEPTEMBRE 2026\n\nAu programme :\n9h00 : marche\n9h30 : départ du 21 km\n"
        "11h15 : remise des prix\n\nHoraires\nLu 16h30-18h30\nMe 14h-16h\n",
        [("Foulée des clochers", "2026-09-27T09:00", None)],
    ),
    (
        "a subject beside other things listed below it",
        "trio-orval-lieder",
        "Trio Orval : Lieder\n\nSam 14 mars 2026\n19:00\nSalle Courbet\n\nLe trio chante des airs de trois siècles, d'un"
        " salon de musique à l'autre.\n\nAu programme aussi\n\nJeu 19 mars 2026, 17:30\nVaucelles vers 1800\nConférence"
        "\n\nDim 22 mars 2026, 14:00\nBâtir une ville\nAtelier\n",
        [
            ("Trio Orval : Lieder", "2026-03-14T19:00", None),
            ("Vaucelles vers 1800", "2026-03-19T17:30", None),
            ("Bâtir une ville", "2026-03-22T14:00", None),
        ],
    ),
    (
        "hours of another day are none of a film's release",
        "film/les-salines",
        "Les Salines\nUn film de Lise Orval\nAu cinéma le 25 mars 2026\n\nAVANT-PREMIÈRES\nMardi 10 mars, 20h15 – Le Club,"
        " Vaucelles\nJeudi 12 mars, 20h – Le Rex, Grandlieu\n",
        [
            ("Les Salines", "2026-03-25", "2026-03-25"),
        ],
    ),
    (
        "years that a name treats of settle no year",
        "soirees",
        "Boum des années 2000\n\nVEN 13/03\nQuiz musical\n20h30\n\nSAM 14/03\nApéro-tricot\n18h\n\nVEN 20/03\nScène ouverte\n"
        "20h\n",
        [
            ("Quiz musical", "2026-03-13T20:30", None),
            ("Apéro-tricot", "2026-03-14T18:00", None),
            ("Scène ouverte", "2026-03-20T20:00", None),
        ],
    ),
    (
        "a table of sessions with a button in a column of its own",
        "dessiner-les-bases",
        "# Dessiner : les bases\n\n**Prochaines sessions**\n\n| Dates | Lieu | Places | |\n|---|---|---|---|\n"
        "| 16 et 17 mars 2026 | Vaucelles | 2 | S'inscrire |\n| 8 et 9 juin 2026 | Grandlieu | 10 | S'inscrire |\n",
        [
            ("Dessiner : les bases", "2026-03-16", "2026-03-17"),
            ("Dessiner : les bases", "2026-06-08", "2026-06-09"),
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
