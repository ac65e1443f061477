"""Tables in plain text: which cell says what; all made up."""

import pytest

from bba_events.page import labels, rows
from bba_events.page.plain import of_text

PIPES = """Agenda 2026

| Dag | Datum | Tocht | Plaats | Vertrek |
|---|---|---|---|---|
| Za | 07/03 | **Lentetocht** | Zandhoven | 8.00 u |
| Zo | 15/03 | Oevertocht | | 7.30 u (zomeruur!) |

Tot dan!
"""
TABS = (
    "Date\tManifestation\tLieu\tOrganisateur\tHeure\n"
    "Ve 06.03.26\tSoirée raclette\tAbri\tJeunesse\tdès 19h\n"
    "Sa 14.03.26\tCourse\t\tClub\t10h\n"
    "Sa 21.03.26\tBalade\tRefuge\n"
)
NO_TABLE = "Accueil | Agenda | Contact\nsa 7 mars | Concert | Église\n"


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (
            PIPES,
            [
                {"when": "Za 07/03", "title": "Lentetocht", "where": "Zandhoven", "hours": "8.00 u"},
                {"when": "Zo 15/03", "title": "Oevertocht", "where": "", "hours": "7.30 u (zomeruur!)"},
            ],
        ),
        (
            TABS,
            [
                {"when": "Ve 06.03.26", "title": "Soirée raclette", "where": "Abri", "hours": "dès 19h"},
                {"when": "Sa 14.03.26", "title": "Course", "where": "", "hours": "10h"},
                {"when": "Sa 21.03.26", "title": "Balade", "where": "Refuge", "hours": ""},
            ],
        ),
        (NO_TABLE, []),
    ],
)
def test_cells_by_the_heads_of_their_columns(text: str, cells: list[dict[str, str]]) -> None:
    found = [row for row in rows.of(of_text(text)).values() if row]
    assert [
        {name: rows.said(row, name) for name in ("when", "title", "where", "hours")} for row in found
    ] == cells


def test_a_cell_is_labelled_by_the_head_of_its_column() -> None:
    told = [(one.name, one.value) for one in labels.of(of_text(PIPES)) if one.name == "where"]
    assert told == [("where", "Zandhoven")]
