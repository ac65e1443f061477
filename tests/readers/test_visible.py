"""Pages with nothing but text, and what a visitor understands of them: a page, its expectation beside it.

``start`` and ``end`` are ISO days, or day and hour; ``end`` null means none is written.  ``location`` and
``status`` are compared where they are written.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bba_events import normalise, readers
from bba_events.config import Source
from bba_events.event import Draft, Event
from bba_events.page import make_page

FOLDER = Path(__file__).parent / "visible"
PAGES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".html", ".txt"))


def events(path: Path, told: dict[str, Any]) -> list[Event]:
    on = date.fromisoformat(told["on"])
    kind = "text/plain" if path.suffix == ".txt" else "text/html"
    page = make_page(told["url"], path.read_bytes(), {"content-type": f"{kind}; charset=utf-8"})
    source = Source(id="x", url=told["url"], partner="x")
    found: list[Event] = []
    for draft in readers.read(page, reference=on):
        assert isinstance(draft, Draft)
        found += normalise.events(
            draft, source=source, page=page.url, language=page.language, reference_of=lambda _: on
        )
    return [event for event in found if not event.span.dated or (event.span.last or on) >= on]


def shown(event: Event) -> dict[str, Any]:
    span = event.span
    start = span.start and (f"{span.start}T{span.start_time:%H:%M}" if span.start_time else f"{span.start}")
    end = span.end and (f"{span.end}T{span.end_time:%H:%M}" if span.end_time else f"{span.end}")
    if span.start_time and not span.end_time:
        end = None
    return {"title": event.title, "start": start, "end": end}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page(path: Path) -> None:
    told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    found = events(path, told)
    expected = told["events"]
    assert [shown(event) for event in found] == [
        {key: one[key] for key in ("title", "start", "end")} for one in expected
    ]
    for event, one in zip(found, expected, strict=True):
        assert one.get("location", "") in event.place.line
        assert event.status == one.get("status", "confirmed")
