"""A name is only a name: without dates, site, edition, status; never less than a name."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bba_events.page import make_page
from bba_events.readers import titles
from bba_events.readers.mentions import Dates

PAGE = make_page("https://www.bosbond.test/agenda", b"<title>x</title>", {"content-type": "text/html"})
DATES = Dates(PAGE, date(2025, 11, 25))

CASES = [
    ("Plantfeest 2025", "Plantfeest"),
    ("2025 Plantfeest", "Plantfeest"),
    ("Plantfeest (editie 2025)", "Plantfeest"),
    ("Plantfeest 28–30 november 2025", "Plantfeest"),
    ("Plantfeest op 28 november", "Plantfeest"),
    ("Plantfeest | Bosbond", "Plantfeest"),
    ("Bosbond - Plantfeest", "Plantfeest"),
    ("GEANNULEERD: Plantfeest", "Plantfeest"),
    ("Plantfeest (volzet)", "Plantfeest"),
    ("Excursie Heidebos AFGELAST wegens jacht", "Excursie Heidebos"),
    ("Halloweentocht VERVALT!", "Halloweentocht"),
    ("Sortie grenouilles ANNULÉE en raison du gel", "Sortie grenouilles"),
    ("ATELIER PAIN COMPLET", "ATELIER PAIN COMPLET"),
    ("Pain complet", "Pain complet"),
    ("COMPLET – La nuit des oiseaux", "La nuit des oiseaux"),
    ("Plantfeest (geannuleerd wegens storm)", "Plantfeest"),
    ("Plantfeest AFGELAST!", "Plantfeest"),
    ("Plantfeest volzet", "Plantfeest"),
    ("Fête du lavoir REPORTÉE", "Fête du lavoir"),
    ("Fête du lavoir : c'est reporté !", "Fête du lavoir"),
    ("Fête du lavoir : reporté au", "Fête du lavoir"),
    ("CONCERT REPORTÉ – Duo Orval", "Duo Orval"),
    ("Un monde complet", "Un monde complet"),
    ("Concert complet au lavoir", "Concert complet au lavoir"),
    ("Save the date | Fête du lavoir", "Fête du lavoir"),
    ("Webinaire | L'eau en ville", "L'eau en ville"),
    ("Webinaire – L'eau en ville", "Webinaire – L'eau en ville"),
    ("~~Fête du lavoir~~ ANNULÉ", "Fête du lavoir"),
    ("« L'eau en ville »", "L'eau en ville"),
    ("« L'eau » et « le vent »", "« L'eau » et « le vent »"),
    ("Horizon 2050", "Horizon 2050"),
    ("Formation « guide composteur »", "Formation « guide composteur »"),
    ("28 november", "28 november"),
    ("L&#39;aube &amp; la nuit", "L'aube & la nuit"),
]


@pytest.mark.parametrize(("title", "name"), CASES)
def test_bare(title: str, name: str) -> None:
    assert titles.bare(title, PAGE, DATES, {2025}) == name


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.text(alphabet="abz ÉT-–|:()«»0123456789./,", max_size=40))
def test_something_is_left_of_every_name(title: str) -> None:
    left = titles.bare(title, PAGE, DATES, {2025})
    assert left or not any(char.isalpha() for char in title)
