"""Every page in this folder, read whole as ``read`` reads it, beside what must be printed for it.

An expectation names the address, the day, and for each event the keys of its line that matter; the number of
events is exact, and so is their order unless ``any_order``.  ``doubted`` are events that must bear a doubt,
``notes`` how many remarks there are, ``evidence`` the facts of the first event that must bear theirs.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bba_events import lines
from bba_events.pipeline import read_page

FOLDER = Path(__file__).parent
PAIRS = sorted(FOLDER.glob("*.json"))
TYPES = {".html": "text/html; charset=utf-8", ".ics": "text/calendar", ".xml": "application/xml"}


def printed(body: Path, told: dict[str, Any], notes: list[str]) -> list[dict[str, Any]]:
    events = read_page(
        body.read_bytes(),
        url=told["url"],
        headers={"content-type": TYPES[body.suffix]},
        source=None,
        on=date.fromisoformat(told["on"]),
        expand=told.get("expand", True),
        on_note=notes.append,
    )
    return [json.loads(json.dumps(lines.of_event(event))) for event in events]


@pytest.mark.parametrize("expectation", PAIRS, ids=lambda path: path.stem)
def test_page_prints_what_stands_beside_it(expectation: Path) -> None:
    told = json.loads(expectation.read_text(encoding="utf-8"))
    body = next(one for one in FOLDER.glob(f"{expectation.stem}.*") if one.suffix in TYPES)
    notes: list[str] = []
    found, wanted = printed(body, told, notes), told["events"]
    if told.get("any_order"):
        found, wanted = (sorted(one, key=lambda line: line["start"]) for one in (found, wanted))
    shown = [{key: line[key] for key in one} for line, one in zip(found, wanted, strict=False)]
    assert shown == wanted
    assert [line["title"] for line in found[len(wanted) :]] == []
    assert all(found[number]["doubts"] for number in told.get("doubted", ()))
    assert len(notes) >= told.get("notes", 0)
    assert set(told.get("evidence", ())) <= set(found[0]["evidence"] if found else ())
    assert told.get("alternates", "") in ("", *(found[0]["alternates"] if found else ()))
