"""Rows under a month or a week: a day gets its month, a clock does not."""

import pytest

from bba_events.page import make_page
from bba_events.page.hours import clock


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Februari 2026\nza 14 Wandeling", "za 14 Februari 2026 Wandeling"),
        ("Februari 2026\n14 - 16 Beurs", "14 - 16 Februari 2026 Beurs"),
        ("Februari 2026\nza 14 : 20u", "za 14 Februari 2026 : 20u"),
        ("Februari 2026\n14:00 - 16:00 Lezing", "14:00 - 16:00 Lezing"),
        ("Februari 2026\n14.30 uur, zaal 2", "14.30 uur, zaal 2"),
        ("Februari 2026\n14 u, zaal 2", "14 u, zaal 2"),
        ("Février 2026\n14 h 30 : accueil", "14 h 30 : accueil"),
        (
            "Février 2026\nDu lundi 23 au vendredi 27 : stage",
            "Du lundi 23 au vendredi 27 Février 2026 : stage",
        ),
        ("Du 12 au 18 novembre 2025\nMer 12 : 17h45", "Mer 12 novembre 2025 : 17h45"),
        ("Du 29 octobre au 4 novembre 2025\nMer 29 : 17h45", "Mer 29 octobre 2025 : 17h45"),
        ("Octobre 2024\nSa 12 - Di 13 - Champignons", "Sa 12 - Di 13 Octobre 2024 - Champignons"),
        ("MAI 2024\n18-19-20 ALTEN (14) - Salon", "18-19-20 MAI 2024 ALTEN (14) - Salon"),
        ("MAI 2024\n1er-2 ALTEN (14) - Salon", "1er-2 MAI 2024 ALTEN (14) - Salon"),
        ("MAI 2024\n18, 19 et 20 - Salon", "18, 19 et 20 MAI 2024 - Salon"),
        ("MAI 2024\n5, rue du Port", "5, rue du Port"),
        ("Du 29 octobre au 4 novembre 2025\nLun 3 : 17h45", "Lun 3 novembre 2025 : 17h45"),
    ],
)
def test_row(text: str, row: str) -> None:
    page = make_page("https://x.test/", text.encode(), {"content-type": "text/plain; charset=utf-8"})
    assert page.lines[-1] == row


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("30-05 Oct-Nov 2024", "30 Oct - 05 Nov 2024"),
        ("29 – 02 déc./janv. 2025-2026", "29 déc 2025 - 02 janv 2026"),
        ("30-05 Big-Band Oslo", "30-05 Big-Band Oslo"),
        ("28-30 Nov 2024", "28-30 Nov 2024"),
    ],
)
def test_days_before_their_months(text: str, line: str) -> None:
    page = make_page("https://x.test/", text.encode(), {"content-type": "text/plain; charset=utf-8"})
    assert page.lines == [line]


def test_the_street_of_a_place_is_no_row() -> None:
    html = "<h2>November 2025</h2><p>8 Wandeling</p><address>4 Mill Lane</address>"
    page = make_page("https://x.test/", html.encode(), {"content-type": "text/html"})
    assert page.lines[1:] == ["8 November 2025 Wandeling", "4 Mill Lane"]


def test_a_zone_is_part_of_the_hours_before_it() -> None:
    html = "<p>9 December @ 10:00 - 11:30<p>CET<p>Webinar<p>UTC<p>at 9 AM<p>( Europe/Brussels / UTC100 )"
    page = make_page("https://x.test/", html.encode(), {"content-type": "text/html"})
    assert page.lines == ["9 December @ 10:00 - 11:30 CET", "Webinar", "UTC", "at 9 AM ( Europe/Brussels / UTC100 )",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "Tuesday, October 21, 2025\n9:00 AM – Wednesday, October 22, 2025\n5:00 PM\nGhent",
            ["Tuesday, October 21, 2025 9:00 AM – Wednesday, October 22, 2025 5:00 PM", "Ghent"],
        ),
        ("3 mei\n20:00 – 5 mei\n18:00", ["3 mei 20:00 – 5 mei 18:00"]),
        ("3 mei\n20:00 – 23:00\n18:00", ["3 mei", "20:00 – 23:00", "18:00"]),
        ("3 mei\n20:00 – 5 mei", ["3 mei", "20:00 – 5 mei"]),
    ],
)
def test_hours_that_lead_on_to_another_day(text: str, lines: list[str]) -> None:
    page = make_page("https://x.test/", text.encode(), {"content-type": "text/plain; charset=utf-8"})
    assert page.lines == lines


def test_days_in_boxes_stand_before_the_hours_of_what_is_on_them() -> None:
    days = {5: "", 6: "<p>9:00 - 12:00<p>Hooien<p>20:30<p>Egels", 7: "", 8: "<p>Fietstocht", 9: ""}
    html = "".join(f"<h3>1 ding, <time datetime=2026-06-0{n}>{n}</time></h3>{on}" for n, on in days.items())
    page = make_page("https://x.test/", html.encode(), {"content-type": "text/html"})
    assert page.lines == [
        "2026-06-06 9:00 - 12:00", "Hooien", "2026-06-06 20:30", "Egels", "2026-06-08", "Fietstocht",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<p>maart 14 @ 20:00 - maart 15 @ 18:00", "14 maart @ 20:00 - 15 maart @ 18:00"),
        ("<p>maart 14, 2026 @ 20:00", "14 maart, 2026 @ 20:00"),
        ("<p>March 14 @ 8:00 pm", "March 14 @ 8:00 pm"),
        ("<p>Tango 5 @ 20:00", "Tango 5 @ 20:00"),
        ("<p class=date><b>févr.</b> <b>28</b>", "28 févr."),
        ("<p class=date>May 28", "May 28"),
        ("<p>févr. 28", "févr. 28"),
    ],
)
def test_days_behind_their_months(html: str, line: str) -> None:
    page = make_page("https://x.test/", html.encode(), {"content-type": "text/html"})
    assert page.lines == [line]


@pytest.mark.parametrize(
    ("html", "row"),
    [
        ("<p>Februar <b>März 2026</b> April<p>06 Fr", "06 März 2026 Fr"),
        ("<h2>Programma maart 2026</h2><p>06 vr", "06 maart 2026 vr"),
        ("<p>In <b>März 2026</b> im Haus<p>06 Fr", "06 Fr"),
        ("<h2>De storm van maart 2026</h2><p>06 vr", "06 vr"),
    ],
)
def test_the_month_that_is_shown(html: str, row: str) -> None:
    page = make_page("https://x.test/", html.encode(), {"content-type": "text/html"})
    assert page.lines[-1] == row


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Doors 6.30pm", "6.30pm"),
        ("10.30am – 12 noon", "10.30am – 12 noon"),
        ("from 7.30 p.m. to 9 p.m.", "from 7.30 p.m. to 9 p.m"),
        ("7 p.m. sharp", "7 p.m"),
        ("Room 2.30, from May", ""),
    ],
)
def test_english_hours_with_a_dot(text: str, told: str) -> None:
    assert clock(text) == told
