"""Months laid out by weeks; every calendar here is made up."""

from __future__ import annotations

from datetime import date, timedelta

from bba_events.page import make_page


def lines(first: date, events: dict[date, str], caption: str) -> list[str]:
    """The lines of a page with a sheet of five weeks from ``first`` on."""
    days = [first + timedelta(days=n) for n in range(35)]
    cells = [f"<td><span>{day.day}</span>{events.get(day, '')}</td>" for day in days]
    rows = "".join(f"<tr>{''.join(cells[n : n + 7])}</tr>" for n in range(0, 35, 7))
    page = f"<html><body><h1>Agenda</h1><p>{caption}</p><table>{rows}</table></body></html>"
    return [line.text for line in make_page("https://voorbeeld.test/", page.encode()).outline.lines]


def test_each_thing_in_a_sheet_gets_its_day() -> None:
    events = {
        date(2026, 3, 11): "<div><a>19:30 Infoavond</a></div>",
        date(2026, 3, 21): "<ul><li>Boomfeest</li><li>20:00 Concert</li></ul>",
        date(2026, 2, 25): "<div>Raad</div>",
    }
    assert lines(date(2026, 2, 23), events, "maart 2026") == [
        "Agenda",
        "maart 2026",
        *("25 februari 2026", "Raad"),
        *("11 maart 2026", "19:30 Infoavond"),
        *("21 maart 2026", "Boomfeest", "21 maart 2026", "20:00 Concert"),
    ]


def test_a_sheet_over_new_year() -> None:
    events = {date(2026, 1, 2): "<p>Balade</p>"}
    assert lines(date(2025, 12, 1), events, "décembre 2025")[-2:] == ["2 janvier 2026", "Balade"]


def test_a_sheet_without_events_is_a_way_to_choose_a_day() -> None:
    assert lines(date(2026, 3, 2), {}, "maart 2026") == ["Agenda", "maart 2026"]
