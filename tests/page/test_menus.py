"""A menu above a plain text hides nothing below it; long datelines are datelines; both made up."""

from __future__ import annotations

import pytest

from bba_events.page import make_page
from bba_events.page.phrases import is_dateline


@pytest.mark.parametrize("item", ["Activités 2025-2026", "Agenda 2026", "Activités"])
def test_an_item_with_a_year_begins_no_text(item: str) -> None:
    text = f"MJC Les Ormes\nAccueil\n{item}\nContact\nSAM. 22 NOV. 20H30\nLes Cousins Germain"
    page = make_page("https://x.test/", text.encode(), {"content-type": "text/plain; charset=utf-8"})
    assert page.lines[-2:] == ["SAM. 22 NOV. 20H30", "Les Cousins Germain"]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("Publié le 4 mai 2026 par Service communication – Dernière mise à jour le 18 mai 2026", True),
        ("Publié le 4 mai 2026", True),
        ("Publié le 4 mai 2026, " + "ce livre raconte la vallée " * 4, False),
        ("Le 4 mai 2026 à 20h", False),
    ],
)
def test_datelines(text: str, dateline: bool) -> None:
    assert is_dateline(text) is dateline
