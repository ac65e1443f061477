"""Tables and cards as a visitor sees them: spanning cells, a record in each column, links around lines."""

from __future__ import annotations

import pytest

from bba_events.page import make_page

HTML = {"content-type": "text/html; charset=utf-8"}


def _rows(body: str) -> list[list[str]]:
    """The words of each row, cell by cell."""
    outline = make_page("https://www.example.org/", f"<main>{body}</main>".encode(), HTML).outline
    rows: dict[int, list[str]] = {}
    for line in outline.lines:
        rows.setdefault(outline.boxes[line.box].parent, []).append(line.text)
    return list(rows.values())


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (
            "<tr><td rowspan=2>do 10/12</td><td>12u</td></tr><tr><td>19u</td></tr>",
            [["do 10/12", "12u"], ["do 10/12", "19u"]],
        ),
        (
            "<tr><td>do 10/12</td><td rowspan='2'>Gent</td><td>12u</td></tr><tr><td>do 17/12</td><td>19u</td></tr>",
            [["do 10/12", "Gent", "12u"], ["do 17/12", "Gent", "19u"]],
        ),
        ("<tr><td>a</td><td rowspan=2>b</td></tr><tr><td>c</td></tr>", [["a", "b"], ["c", "b"]]),
        ("<tr><td rowspan=9999>a</td><td>b</td></tr><tr><td>c</td></tr>", [["a", "b"], ["c"]]),
        ("<tr><td rowspan=x>a</td><td>b</td></tr>", [["a", "b"]]),
    ],
)
def test_a_cell_that_spans_rows_stands_in_each(table: str, rows: list[list[str]]) -> None:
    assert _rows(f"<table>{table}</table>") == rows


def test_a_table_on_its_side_is_turned_upright() -> None:
    table = (
        "<table><tr><td></td><th>Gent</th><th>Luik</th></tr><tr><th>Datum:</th><td>10/12/2026</td>"
        "<td>17/12/2026</td></tr><tr><th>Uur</th><td>19u</td><td>20u</td></tr></table>"
    )
    assert _rows(table) == [["Datum:", "Uur"], ["Gent", "10/12/2026", "19u"], ["Luik", "17/12/2026", "20u"]]


def test_a_table_of_one_thing_stays_as_it_is() -> None:
    table = "<table><tr><th>Datum</th><td>10/12/2026</td></tr><tr><th>Uur</th><td>19u</td></tr></table>"
    assert _rows(table) == [["Datum", "10/12/2026"], ["Uur", "19u"]]


def test_a_link_around_lines_is_a_box_and_its_first_line_bears_it() -> None:
    body = "<div><a href='/1'>Gent<br>10 december</a><a href='/2'>Luik<br>17 december</a></div>"
    outline = make_page("https://www.example.org/", body.encode(), HTML).outline
    assert [line.text for line in outline.lines] == ["Gent", "10 december", "Luik", "17 december"]
    assert [[link.href for link in line.links] for line in outline.lines] == [["/1"], [], ["/2"], []]
    assert outline.lines[0].box == outline.lines[1].box != outline.lines[2].box
