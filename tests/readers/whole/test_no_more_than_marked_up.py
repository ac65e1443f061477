"""Every page under ``fixtures/readers`` read whole: its marked-up events as they stand there, and no others."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bba_events import dates, lines
from bba_events.pipeline import read_page

HERE = ZoneInfo("Europe/Brussels")
FOLDER = Path(__file__).parents[3] / "fixtures" / "readers"
PAIRS = [path for path in sorted(FOLDER.rglob("*.drafts.json")) if path.parent.name != "selectors"]
TYPES = {".html": "text/html", ".ics": "text/calendar", ".json": "application/json", ".xml": "text/xml"}
BESIDE = {
    "drupal-views": [("Enkel woorden", "2026-08-20")],
    "words-only": [("Wandeling", "2026-03-15"), ("Vogels kijken", "2026-03-29")],
}
"""What the visible words of a page add to the fields of its rows."""
REFUSED = {"Getal", "Dertig februari", "Binnenkort"}
"""Marked up on a day that does not exist, or on none: no events."""


def wanted(draft: dict[str, Any]) -> tuple[str, str | None]:
    if draft.get("start"):
        return draft.get("title", ""), lines.ends(dates.read_machine(draft["start"], draft.get("end", "")))[0]
    found = dates.find(draft.get("when", ""), reference=date(2026, 1, 5))
    return draft.get("title", ""), lines.ends(found[0].span)[0] if found else None


def moment(told: str | None) -> str | None:
    """A clock as it is in Belgium, so that 10:00 in Brussels is 08:00 there; all else as it stands."""
    if told is None or len(told) == 10:
        return told
    clock = datetime.fromisoformat(told)
    return (clock if clock.tzinfo else clock.replace(tzinfo=HERE)).astimezone(HERE).isoformat()


@pytest.mark.parametrize("expectation", PAIRS, ids=lambda path: path.relative_to(FOLDER).as_posix()[:-12])
def test_a_page_announces_what_its_markup_lists(expectation: Path) -> None:
    told = json.loads(expectation.read_text(encoding="utf-8"))
    name = expectation.name.removesuffix(".drafts.json")
    body = next(one for one in expectation.parent.glob(f"{name}.*") if one != expectation)
    day = date.fromisoformat(
        told.get("reference", "2026-06-01" if told["reader"] == "ical" else "2026-01-05")
    )
    events = read_page(
        body.read_bytes(),
        url=told["url"],
        headers={"content-type": TYPES[body.suffix]},
        source=None,
        on=day,
        expand=told.get("expand", True),
    )
    expected = [wanted(draft) for draft in told["drafts"] if draft.get("title") not in REFUSED]
    expected += BESIDE.get(name, [])
    found = [(event.title, lines.ends(event.span)[0]) for event in events]
    assert len(found) == len(expected), found
    for (title, start), (own, first) in zip(found, expected, strict=True):
        assert (own or title, moment(first or start)) == (title, moment(start))
