"""Hours that stand apart from their day, in whole listings; all made up."""

from datetime import date

import pytest

from bba_events import lines
from bba_events.pipeline import read_page

PAGES = (
    # in a sentence of the text below
    (
        "Samedi 4 avril – Gestion de la réserve\nPrévoir des bottes, le terrain est humide. RV à 9h30 au local.\n\n"
        "Samedi 9 mai – Aube des oiseaux\nUne promenade incontournable pour tous ! RV à 5h30, place de Vanne.\n",
        ["2026-04-04T09:30", "2026-05-09T05:30"],
    ),
    # behind a full stop, and beside another day
    (
        "Vendredi 17 avril – Le retour du castor\nPar Marie Pirot, biologiste. 20h, Centre culturel de Vanne.\n\n"
        "Samedi 16 mai – Papillons de jour\nRV à 14h à la carrière. En cas de pluie, remis au dimanche 17 mai.\n",
        ["2026-04-17T20:00", "2026-05-16T14:00"],
    ),
    # an hour to come back is none to begin
    (
        "Samedi 4 avril – Excursion en car vers les tourbières\nUne journée à travers la Fagne humide. Retour 19h30.\n\n"
        "Samedi 9 mai – Excursion en car vers la baie de Vanne\nUne journée à travers la baie et le port. Retour 20h.\n",
        ["2026-04-04", "2026-05-09"],
    ),
    # a day beside the name is told again with its hours
    (
        "3\nFévr.\nWebinaire des sols vivants\nMardi 3 février 2026, de 14h à 15h30 - en ligne\n\n"
        "12\nMars\nJournée de la recherche\nJeudi 12 mars 2026, 9h-17h30 - Musée du Lac\n",
        ["2026-02-03T14:00", "2026-03-12T09:00"],
    ),
    # beside a venue, set apart by bars
    (
        "16 januari 2026\nStudiemiddag sturen op ureum\nVeehouderij | Zaal De Hoorn, Ruinerwijk | 13:15 - 16:00 uur\n\n"
        "20 januari 2026\nLedenvergadering Hondsveld\nRegio | Zaal Hingst, Zeijerdorp | 20:00 uur\n",
        ["2026-01-16T13:15", "2026-01-20T20:00"],
    ),
    # told once for all that a list lists
    (
        "Les concerts ont lieu à 19h30 à la Salle de musique.\n\nMardi 10 mars 2026\nQuatuor Alten\n\n"
        "Dimanche 15 mars 2026, 17h\nRécital de piano\n\nJeudi 26 mars 2026\nEnsemble de Lavau\n",
        ["2026-03-10T19:30", "2026-03-15T17:00", "2026-03-26T19:30"],
    ),
    # a weekday with its hour holds for the days below that are one
    (
        "Le dimanche à 17h00, Salle Faller.\n8 mars 2026 - Duo Nyffel, flûte\n14 mars 2026 - Lauréats du concours\n"
        "22 mars 2026 - Quintette Éole\n",
        ["2026-03-08T17:00", "2026-03-14", "2026-03-22T17:00"],
    ),
    # a venue with an hour right above a list
    (
        "Auditorium du musée Barthélemy, 18h15. Entrée libre.\n\n- jeudi 12 mars 2026 : Passages et galeries\n"
        "- jeudi 9 avril 2026 : La cité-jardin des Perrières\n- samedi 30 mai 2026, 7h30 : Sortie annuelle à Carcan\n",
        ["2026-03-12T18:15", "2026-04-09T18:15", "2026-05-30T07:30"],
    ),
    # doors are no start
    (
        "Jeudi 5 mars 2026\nMaéva Collin Quartet\nPortes 19h30 / Concert 20h30\n14€\n\n"
        "Vendredi 6 mars 2026\nBruno Castel Trio\nDeuren: 19u\n20u\n16€\n\n"
        "Samedi 7 mars 2026\nJam session\nConcert à 21h (ouverture des portes 20h)\nGratuit\n",
        ["2026-03-05T20:30", "2026-03-06T20:00", "2026-03-07T21:00"],
    ),
    # hours right below a day, not those at which a house is open; a button of each thing ends no list
    (
        "Escape game\nMardi 3 mars 2026\n14:00 - 17:00\nMédiathèque Colette\nPartager\n"
        "Projection surprise\nJeudi 5 mars 2026\n15:00 - 16:30\nMédiathèque des Tilleuls\nPartager\n"
        "Heure du conte\nSamedi 7 mars 2026\n10:30 - 11:00\nMédiathèque Colette\nPartager\n\n"
        "Horaires : mar. 14h-18h, mer. 10h-18h, sam. 10h-17h\n",
        ["2026-03-03T14:00", "2026-03-05T15:00", "2026-03-07T10:30"],
    ),
    # hours right below a week hold on each of its days
    (
        "5 jours pour entreprendre\nDu lundi 9 mars au vendredi 13 mars 2026\nDe 9h00 à 17h00\nSiège de Vanne\n\n"
        "Café de la création\nMardi 17 mars 2026\nDe 9h30 à 11h30\nSiège de Vanne\n",
        ["2026-03-09T09:00", "2026-03-17T09:30"],
    ),
    # a house that is shut is nothing to go to
    (
        "Samedi 4 avril\nChasse aux œufs\nParc de Vanne\n\nDimanche 5 avril\nMagasin fermé\n\n"
        "Samedi 11 avril\nRencontre avec Lia Morel\nRayon jeunesse\n",
        ["2026-04-04", "2026-04-11"],
    ),
    # two evenings told with one hour, on their line or below it
    (
        "vrijdag 6 en zaterdag 7 maart 2026 om 20u\nDe laatste haring\nSchouwburg Vanne\n\n"
        "za 14 + zo 15 mrt 2026\n15:00\nMuis zoekt huis\nZwarte Zaal\n",
        ["2026-03-06T20:00", "2026-03-07T20:00", "2026-03-14T15:00", "2026-03-15T15:00"],
    ),
    # the last day behind a label of its own
    (
        "Community meeting on finance\nStart date: 11 March 2026 9:30am UK time\nEnd date: 12 March 2026 4:00pm UK time\n\n"
        "Seminar on coasts\nStart date: 17 March 2026 2:00pm UK time\nEnd date: 17 March 2026 3:30pm UK time\n\n"
        "Festival of research\nStart date: 21 March 2026\nEnd date: 17 April 2026\n",
        ["2026-03-11T09:30", "2026-03-17T14:00", "2026-03-21"],
    ),
)  # fmt: skip


def read(text: str) -> list[dict[str, object]]:
    page = f"Agenda\n\n{text}"
    told = read_page(
        page.encode(),
        url="https://www.example.be/agenda",
        headers={"content-type": "text/plain; charset=utf-8"},
        source=None,
        on=date(2026, 1, 10),
    )
    return [lines.of_event(event) for event in told]


@pytest.mark.parametrize(("text", "starts"), PAGES)
def test_hours_apart_from_their_day(text: str, starts: list[str]) -> None:
    assert [str(found["start"])[:16] for found in read(text)] == starts


def test_a_status_that_holds_only_if_it_rains_is_none() -> None:
    told = read("Sa 7/03/2026 | Démonstration | Annulé si pluie\nSa 14/03/2026 | Visite | Annulé\n")
    assert [found["status"] for found in told] == ["confirmed", "cancelled"]


def test_the_same_words_behind_several_names_are_a_venue() -> None:
    told = read(
        "Za 7 maart: Lezing over kruiden, 't Trefpunt, 20 uur\nZo 8 maart: Klaverjassen, 't Trefpunt, 14 uur\n"
        "Za 14 maart: Toneel van de buurt, 't Trefpunt, 20 uur\nZo 15 maart: Wandeling, 9 uur\n"
    )
    assert [(found["title"], found["location"]) for found in told] == [
        ("Lezing over kruiden", "'t Trefpunt"),
        ("Klaverjassen", "'t Trefpunt"),
        ("Toneel van de buurt", "'t Trefpunt"),
        ("Wandeling", ""),
    ]


def test_a_place_told_once_for_all() -> None:
    told = read(
        "Alle lezingen beginnen om 20 uur in de bibliotheek van Zele.\n\nDinsdag 10 maart 2026\nDe egel\n\n"
        "Dinsdag 17 maart 2026\nDe mol\n\nDinsdag 24 maart 2026\nDe das\nKasteel Hof, Lede\n"
    )
    assert [(str(found["start"])[11:16], found["location"]) for found in told] == [
        ("20:00", "de bibliotheek van Zele"),
        ("20:00", "de bibliotheek van Zele"),
        ("20:00", "Kasteel Hof, Lede"),
    ]


def test_an_end_told_apart_from_its_beginning() -> None:
    told = read(
        "Samedi 4 avril – Gestion de la réserve\nRV à 9h30 au parking. Fin prévue à 15h. Gants utiles.\n\n"
        "Zondag 10 mei 2026 9.30 u. - Ruilbeurs\nRouwbrieven, einde om 12.30 u.\n\n"
        "Samedi 16 mai – Papillons de jour\nRV à 14h à la carrière.\n"
    )
    assert [str(found["end"])[11:16] for found in told] == ["15:00", "12:30", ""]


def test_two_days_with_their_hours() -> None:
    told = read(
        "Samedi 14 et dimanche 15 mars\nJournées du patrimoine\nLe musée sera ouvert de 10h à 18h.\n\n"
        "Samedi 21 et dimanche 22 mars\nCaves ouvertes\nsa 10h-20h, di 10h-17h\n"
    )
    assert [str(found["start"])[:16] for found in told] == ["2026-03-14T10:00", "2026-03-21"]
