"""Places told inside running text; all made up."""

import pytest

from bba_events.page import told

TEXTS = (
    ("Spreker vertelt over tellingen. Na afloop borrel. Locatie: Het Huis, Dorpsstraat 3, Den Hoek.",
     ["Het Huis, Dorpsstraat 3, Den Hoek"]),
    ("Avec Anne. Rendez-vous à la passerelle des Grands-Prés. Prévoir une lampe.",
     ["la passerelle des Grands-Prés"]),
    ("Rendez-vous à 9h30 sur le parking de l'église de Mesnil.", ["le parking de l'église de Mesnil"]),
    ("Samenkomst om 14 uur aan de kerk van Zele, Kerkstraat.", ["de kerk van Zele"]),
    ("Départ de l'église de Chanteloup, 7 km, gratuit", ["l'église de Chanteloup"]),
    ("Exposé de Lou. Lieu : Salle des professeurs, bât. C.", ["Salle des professeurs, bât. C"]),
    ("Départ en voitures à 07h00 précises.", []),
    ("Vertrek met eigen wagen.", []),
    ("La foire n'aura pas lieu. Rendez-vous en 2027 !", []),
    ("Trois rendez-vous à ne pas manquer autour de Lanvez.", []),
    ("RV : Rendez-vous au terrain de football de Fagnole.", ["terrain de football de Fagnole"]),
    ("Programme : accueil, visite et repas.", []),
)  # fmt: skip


@pytest.mark.parametrize(("text", "places"), TEXTS)
def test_places_in_running_text(text: str, places: list[str]) -> None:
    assert list(told.where(text)) == places
