"""Hours told once for all items of a list; every list here is made up."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bba_events import lines
from bba_events.pipeline import read_page

ROWS = ("1 October 2026", "8 October 2026", "15 October 2026")
SERIES = {
    "<p>The seminar takes place on Thursdays, 15:00-16:00, in Room 3.</p>": "T15:00",
    "<p>Colloquium: donnerstags, 18.15 Uhr</p>": "T18:15",
    "<p>The office is open on Mondays, 15:00-16:00.</p>": "",
    "<p>Thursdays, Fridays 9:00-12:00: library.</p>": "",
    "<p>Tea is served afterwards.</p>": "",
}


@pytest.mark.parametrize(("intro", "clock"), SERIES.items())
def test_hours_of_the_weekday_on_which_all_items_fall(intro: str, clock: str) -> None:
    rows = "".join(
        f"<tr><td>{day}</td><td><b>Talk about {n} knots</b></td></tr>" for n, day in enumerate(ROWS)
    )
    body = f"<html lang=en><body><h1>Seminar</h1>{intro}<table>{rows}</table></body></html>"
    found = read_page(
        body.encode(),
        url="https://voorbeeld.test/",
        headers={"content-type": "text/html; charset=utf-8"},
        source=None,
        on=date(2026, 9, 20),
    )
    told = [json.loads(json.dumps(lines.of_event(event)))["start"] for event in found]
    assert told == [f"2026-10-{day}{clock}" for day in ("01", "08", "15")]
