"""Every made-up page under ``fixtures/readers`` beside the drafts that must be read on it.

An expectation names the reader, the address, sometimes the reference day, and for each draft the facts
that matter; a fact that it does not name may be anything.  Number and order of the drafts are exact.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bba_events.event import Draft, More, Place
from bba_events.page import Page, make_page
from bba_events.readers import ical, jsonld, selectors

FOLDER = Path(__file__).parents[3] / "fixtures" / "readers"
PAIRS = sorted(FOLDER.rglob("*.drafts.json"))
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar",
    ".json": "application/json",
    ".xml": "text/xml",
}


def page_of(expectation: Path, told: dict[str, Any]) -> Page:
    stem = expectation.name.removesuffix(".drafts.json")
    beside = (one for one in expectation.parent.glob(f"{stem}.*") if not one.name.endswith(".drafts.json"))
    body = next(beside)
    return make_page(told["url"], body.read_bytes(), {"content-type": TYPES[body.suffix]})


def read(page: Page, told: dict[str, Any]) -> list[Draft | More]:
    if told["reader"] == "selectors":
        return list(selectors.read(page, told["select"]))
    reader = import_module(f"bba_events.readers.{told['reader']}")
    found: Iterable[Draft | More]
    if told["reader"] == "ical":
        found = ical.read(
            page, date.fromisoformat(told.get("reference", "2026-06-01")), expand=told.get("expand", True)
        )
    else:
        found = reader.read(page)
    return list(found)


def fact(draft: Draft, name: str) -> Any:
    place = draft.place if isinstance(draft.place, Place) else Place(draft.place)
    if name == "doubts":
        return list(draft.doubts)
    return getattr(place, name) if hasattr(place, name) else getattr(draft, name)


@pytest.mark.parametrize("expectation", PAIRS, ids=lambda path: path.relative_to(FOLDER).as_posix()[:-12])
def test_page_gives_what_stands_beside_it(expectation: Path) -> None:
    told = json.loads(expectation.read_text(encoding="utf-8"))
    page = page_of(expectation, told)
    found = read(page, told)
    drafts = [one for one in found if isinstance(one, Draft)]
    wanted = told["drafts"]
    shown = [{name: fact(draft, name) for name in one} for draft, one in zip(drafts, wanted, strict=False)]
    assert shown == wanted
    assert [draft.title for draft in drafts[len(wanted) :]] == []
    assert [one.url for one in found if isinstance(one, More)] == told.get("more", [])


def test_each_way_of_writing_has_ten_pages_or_more() -> None:
    kinds = {path.parent.name for path in PAIRS}
    few = {
        kind: number for kind in kinds if (number := len(list((FOLDER / kind).glob("*.drafts.json")))) < 10
    }
    assert not few


@pytest.mark.parametrize(
    ("name", "notes"), [("bad-block-beside-good", 1), ("nested-deep", 1), ("plain-event", 0)]
)
def test_a_block_that_cannot_be_read_is_noted(name: str, notes: int) -> None:
    expectation = FOLDER / "jsonld" / f"{name}.drafts.json"
    page = page_of(expectation, json.loads(expectation.read_text(encoding="utf-8")))
    assert len(jsonld.blocks(page)[1]) == notes
