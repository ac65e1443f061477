"""Flat texts whose items are parted by what a site writes below each of them."""

from __future__ import annotations

import pytest

from bba_events.page import Page
from bba_events.page.items import boxed

ITEM = "Bourse aux graines {n}\nMarchés\n{n} avril 2026\nGrand-Place\n{end}\n"

ENDS = (
    ("En savoir plus", True),
    ("Lire la suite de l'événement Bourse aux graines", True),
    ("Lees meer over de beurs", True),
    ("Publié le 02/03/2026", True),
    ("Ajouter à mon carnet", True),
    ("Entrée libre", False),
)


def text(end: str, times: int) -> str:
    items = "".join(ITEM.format(n=n + 3, end=end) for n in range(times))
    return (
        f"Agenda - Ville de Vanne\nAccueil\nVie municipale\nAgenda\n{items}Mairie de Vanne\n02 99 00 00 00\n"
    )


def page(words: str) -> Page:
    return Page("https://www.vanne.example/agenda", words, {"content-type": "text/plain"})


def boxes(found: Page) -> list[list[str]]:
    """The lines of each item."""
    outline = found.outline
    told: dict[int, list[str]] = {}
    for line in outline.lines:
        for box in outline.within(line.box):
            if outline.boxes[box].tag == "item":
                told.setdefault(box, []).append(line.text)
    return list(told.values())


@pytest.mark.parametrize(("end", "parts"), ENDS)
def test_what_recurs_below_each_item_ends_it(end: str, parts: bool) -> None:
    found = boxes(page(text(end, 4)))
    assert len(found) == (4 if parts else 0)
    for n, lines in enumerate(found):
        assert lines == ITEM.format(n=n + 3, end=end).splitlines()


def test_two_of_them_are_no_list() -> None:
    assert boxes(page(text("En savoir plus", 2))) == []


def test_links_without_a_figure_between_them_are_a_menu() -> None:
    menu = "Qui sommes-nous\nLire la suite\nNos actions\nLire la suite\nContact\nLire la suite\n"
    assert boxes(page(f"{menu}Fête du miel\n3 octobre 2026\n")) == []


def test_no_line_is_lost() -> None:
    plain = page(text("Entrée libre", 4)).outline
    assert [line.text for line in boxed(plain).lines] == [line.text for line in plain.lines]
