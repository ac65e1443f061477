"""Which words of a line may say where; all made up."""

import pytest

from bba_events.readers.spots import named, spots

LINES = (
    ("Salle Rive, Lignac", [], {"Salle Rive", "Lignac", "Salle Rive, Lignac"}, set()),
    # dates, hours, prices and buttons are none, and nothing goes on over them
    ("Foyer rural - 12 mai 2026 - Halle", ["12 mai 2026"], {"Foyer rural", "Halle"}, {"Foyer rural - Halle"}),
    ("20h30 | La Grange | 12 €", [], {"La Grange"}, {"20h30", "12 €"}),
    ("Lire la suite", [], set(), {"Lire la suite"}),
    # behind a preposition: to the end, and to the end of a name
    (
        "Concert à la chapelle Saint-Aure pour les amis du village",
        [],
        {"chapelle Saint-Aure", "chapelle Saint-Aure pour les amis du village"},
        set(),
    ),
    # a kind of place without a name; a bracket belongs to what stands before it
    ("Quiz - oude jongensschool", [], {"oude jongensschool"}, set()),
    ("GUISCRAC (salle B)", [], {"GUISCRAC", "salle B", "GUISCRAC (salle B)"}, set()),
    # feasts, audiences and who plays are no place
    ("Pâques | Tout public | Avec Anna Kowal", [], set(), {"Pâques", "Tout public", "Avec Anna Kowal"}),
)


@pytest.mark.parametrize(("line", "dates", "told", "never"), LINES)
def test_words_that_may_say_where(line: str, dates: list[str], told: set[str], never: set[str]) -> None:
    found = {spot.text for spot in spots(line, dates)}
    assert told <= found
    assert never.isdisjoint(found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("salle des fêtes de Lignac pour tous", "salle des fêtes de Lignac"),
        ("Vechtmond om te wandelen", "Vechtmond"),
        ("grande salle", "grande salle"),
    ],
)
def test_the_end_of_a_name(text: str, name: str) -> None:
    assert named(text) == name


def test_each_is_a_piece_of_its_line() -> None:
    line = "Fête au parc (rue Haute 3) : bal à la salle Rive, Lignac - entrée libre"
    assert all(spot.text in line for spot in spots(line))
