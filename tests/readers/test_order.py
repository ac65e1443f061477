"""Years that the order of a list settles; every page here is made up."""

from __future__ import annotations

from datetime import date

import pytest

from bba_events import lines
from bba_events.pipeline import read_page

PAGES = (
    # a list that runs forward began in the year in which it is read; what has been is left out
    (
        "Conférences du mardi\n\n7 janvier\nLes bagnes coloniaux\n\n28 janvier\nL'hôpital de demain\n\n"
        "25 février\nLa Turquie entre deux mondes\n\n4 mars\nLes exoplanètes\n\n1er avril\nÉpaves de la rade\n",
        "2025-02-20",
        ["2025-02-25", "2025-03-04", "2025-04-01"],
    ),
    # two lists, each of what is to come
    (
        "Concerten\n\n5 december\nKoor van Vanne\n\n7 februari\nKwartet Alten\n\nWandelingen\n\n"
        "8 november\nNaar de Fagne\n\n6 december\nNaar de baai van Vanne\n",
        "2025-10-20",
        ["2025-12-05", "2026-02-07", "2025-11-08", "2025-12-06"],
    ),
    # a year in the heading is that of every day below
    (
        "Calendrier 2024\n\n6 avril\nBourse aux minéraux de Vanne\n\n11 mai\nSalon des fossiles d'Alten\n",
        "2024-05-06",
        ["2024-05-11"],
    ),
)


@pytest.mark.parametrize(("page", "on", "starts"), PAGES)
def test_years_of_a_list(page: str, on: str, starts: list[str]) -> None:
    found = read_page(
        page.encode(), url="https://voorbeeld.test/agenda", headers={"content-type": "text/plain; charset=utf-8"},
        source=None, on=date.fromisoformat(on),
    )  # fmt: skip
    assert [lines.of_event(event)["start"][:10] for event in found] == starts
