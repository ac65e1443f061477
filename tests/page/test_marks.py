"""Marks in plain text: what a line shows, whether it heads something, where its links lead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bba_events.page import marks, plain
from bba_events.page.outline import Link

URL = "https://www.voorbeeld.example/agenda/"


@pytest.mark.parametrize(
    ("written", "text", "level", "links", "bold"),
    [
        ("Boswandeling", "Boswandeling", 0, [], []),
        ("# Agenda 2026", "Agenda 2026", 1, [], []),
        ("### [Sortie nature](/agenda/sortie) ###", "Sortie nature", 3, ["/agenda/sortie"], []),
        ("#Lycée", "#Lycée", 0, [], []),
        (f"[Boswandeling]({URL}) in Doel", "Boswandeling in Doel", 0, [URL], []),
        (f'[Boswandeling]({URL} "naar de wandeling")', "Boswandeling", 0, [URL], []),
        ("[Mare](https://x.example/a_(b))", "Mare", 0, ["https://x.example/a_(b)"], []),
        ("![Une mare](mare.jpg) Chantier", "Chantier", 0, [], []),
        ("**14 mars** : chantier", "14 mars : chantier", 0, [], ["14 mars"]),
        ("Le **Grand Nettoyage** du parc", "Le Grand Nettoyage du parc", 0, [], ["Grand Nettoyage"]),
        ("*Le chant des forêts*", "Le chant des forêts", 0, [], []),
        ("_Le chant_ des forêts, snake_case_name", "Le chant des forêts, snake_case_name", 0, [], []),
        ("zondag 8 maart __10:00 - 12:00", "zondag 8 maart 10:00 - 12:00", 0, [], []),
        (r"14\. maart \- excursie", "14. maart - excursie", 0, [], []),
        ("| 14 mars | Chantier | Namur |", "14 mars | Chantier | Namur", 0, [], []),
        ("| --- | :---: | --- |", "", 0, [], []),
        ("[12]Chantier nature", "Chantier nature", 0, [], []),
        ("Chantier [complet]", "Chantier [complet]", 0, [], []),
        ("Chantier nature [BUTTON]", "Chantier nature", 0, [], []),
        ("2 * 3 * 4", "2 * 3 * 4", 0, [], []),
    ],
)
def test_a_line_is_what_it_shows(
    written: str, text: str, level: int, links: list[str], bold: list[str]
) -> None:
    line = marks.read(written)
    assert (line.text, line.level) == (text, level)
    assert [link.href for link in line.links] == links
    assert list(line.bold) == bold


@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        ("14 maart\nBoswandeling", [["14 maart", "Boswandeling"]]),
        ("14 maart\n\n15 maart", [["14 maart"], ["15 maart"]]),
        ("14 maart\n* * *\n15 maart", [["14 maart"], ["15 maart"]]),
        ("14 maart\n----------\n15 maart", [["14 maart"], ["15 maart"]]),
        ("# Agenda\n14 maart", [["Agenda"], ["14 maart"]]),
        ("Intro\nAgenda\n======\n14 maart", [["Intro"], ["Agenda"], ["14 maart"]]),
        ("> 14 maart\n> Boswandeling", [["14 maart", "Boswandeling"]]),
        ("| Dag | Wat |\n|---|---|\n| 14/3 | Wandeling |", [["Dag | Wat", "14/3 | Wandeling"]]),
    ],
)
def test_rules_and_headings_part_what_stands_together(text: str, boxes: list[list[str]]) -> None:
    made = plain.of_text(text)
    found: dict[int, list[str]] = {}
    for line in made.lines:
        found.setdefault(line.box, []).append(line.text)
    assert list(found.values()) == boxes


def test_a_link_is_kept_with_its_words() -> None:
    assert marks.read(f"14 maart: [Boswandeling]({URL})").links == (Link("Boswandeling", URL),)


@given(st.text(max_size=300))
def test_any_line_can_be_read(text: str) -> None:
    line = marks.read(text)
    assert line.text == line.text.strip()
    assert 0 <= line.level <= 6
