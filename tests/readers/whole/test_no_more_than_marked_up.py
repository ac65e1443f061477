"""Every page under ``fixtures/readers`` read whole: its marked-up events as they stand there, and no others."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bba_events import dates, lines
from bba_events.pipeline import read_page

FOLDER = Path(__file__).parents[3] / "fixtures" / "readers"
PAIRS = [path for path in sorted(FOLDER.rglob("*.drafts.json")) if path.parent.name != "selectors"]
TYPES = {".html": "text/html", ".ics": "text/calendar", ".json": "application/json", ".xml": "text/xml"}
BESIDE = {"drupal-views": [("Enkel woorden", "2026-08-20")]}
"""What the visible words of a page add to the fields of its rows."""
REFUSED = {"Getal", "Dertig februari"}
"""Marked up on a day that does not exist: no events."""


def wanted(draft: dict[str, Any]) -> tuple[str, str | None]:
    if draft.get("start"):
        return draft.get("title", ""), lines.ends(dates.read_machine(draft["start"], draft.get("end", "")))[0]
    found = dates.find(draft.get("when", ""), reference=date(2026, 1, 5))
    return draft.get("title", ""), lines.ends(found[0].span)[0] if found else None


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
        assert (own or title, first or start) == (title, start)
