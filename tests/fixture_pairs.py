"""Pages and expectations side by side: finds the pairs, reads a page as the program does, compares.

Knows the form of an expectation (fixtures/README.md).  Substituting words in a page is left to
``fixture_substitution``, what a page says to the hand-written ``.json`` beside it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bba_events.config import Source
from bba_events.errors import ReadError
from bba_events.event import Event, EventKind
from bba_events.span import Span
from bba_events.text import fold

FIXTURES = Path(__file__).parent.parent / "fixtures"
FOLDERS = ("2025-11", "2026-11", "pages")
"""Where partner pages lie; other folders have tests and forms of their own."""
HTML = {"content-type": "text/html; charset=utf-8"}
FIRM = ("start", "end", "all_day", "kind", "status")
"""What a rewrite never touches."""
LOOSE = ("title", "location", "part_of", "url", "language", "organiser", "description")

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """A page and what must be read on it."""

    page: Path
    expectation: Path

    @property
    def name(self) -> str:
        """Where it lies under ``fixtures``, for the test's id."""
        return self.page.relative_to(FIXTURES).as_posix()

    def told(self) -> dict[str, Any]:
        """The expectation as written."""
        told: dict[str, Any] = json.loads(self.expectation.read_text(encoding="utf-8"))
        return told


def pairs() -> list[Pair]:
    """Every expectation of a partner page that has a page of the same name beside it, sorted."""
    expectations = [told for folder in FOLDERS for told in sorted((FIXTURES / folder).rglob("*.json"))]
    return [Pair(page, told) for told in expectations for page in _beside(told)]


def _beside(expectation: Path) -> list[Path]:
    named = expectation.parent.glob(f"{expectation.stem}.*")
    return [path for path in named if path.suffix not in (".json", ".toml")]


@cache
def rows() -> Mapping[str, Source]:
    """The rows of the project's own ``sources.toml``, by id; what is wrong in a row is for ``config``."""
    told = tomllib.loads((FIXTURES.parent / "sources.toml").read_text(encoding="utf-8"))["source"]
    return {row["id"]: _source(row) for row in told}


def _source(row: Mapping[str, Any]) -> Source:
    kind = EventKind(row["kind"]) if "kind" in row else None
    return Source(**{**row, "topics": tuple(row.get("topics", ())), "kind": kind})


def read(body: bytes, told: Told) -> list[dict[str, Any]]:
    """What the program reads on the page, in the key words of ``bba-events read --json``.

    Raises ReadError for what is no page of events.
    """
    from bba_events.pipeline import read_page

    events = read_page(
        body,
        url=told["url"],
        headers={**HTML, **told.get("headers", {})},
        source=rows()[told["source"]],
        on=date.fromisoformat(told["on"]),
    )
    return [shown(event) for event in events]


def shown(event: Event) -> dict[str, Any]:
    """An event in the key words of ``bba-events read --json``; clocks as written, without offsets."""
    start, end = _ends(event.span)
    online = ["online"] if event.place.online else []
    return {
        "title": event.title,
        "start": start,
        "end": end,
        "all_day": not event.span.timed,
        "kind": event.kind.value,
        "status": event.status.value,
        "location": ", ".join([event.place.line, *online]).strip(", "),
        "part_of": event.part_of,
        "url": event.url,
        "language": event.language,
        "organiser": event.organiser,
        "description": event.description,
    }


def _ends(span: Span) -> tuple[str | None, str | None]:
    start = span.start.isoformat() if span.start else None
    end = span.end.isoformat() if span.end else None
    if span.start_time is None or start is None:
        return start, end
    start = f"{start}T{span.start_time:%H:%M}"
    if span.end_time is not None:
        return start, f"{end}T{span.end_time:%H:%M}"
    return start, end if span.end != span.start else None


def faults(read_now: Sequence[Told], told: Told) -> list[str]:
    """Everything that differs between what was read and what should be; empty when all is right."""
    left = [event for event in read_now if not (told.get("undated_ok") and _undated(event))]
    found = []
    for wanted in told["events"]:
        match = next((event for event in left if not differences(event, wanted)), None)
        if match is not None:
            left.remove(match)
        elif not wanted.get("optional"):
            found.append(f"missing: {_line(wanted)}{_nearest(left, wanted)}")
    return found + [f"not on the page: {_line(event)}" for event in left]


def differences(event: Told, wanted: Told) -> list[str]:
    """In what the event that was read differs from the expectation of it, key by key."""
    firm = [key for key in FIRM if key in wanted and not (key == "all_day" and _undated(wanted))]
    wrong = [key for key in firm if event[key] != _wall_clock(wanted[key])]
    return wrong + [key for key in wanted if key not in firm and not _agrees(key, event, wanted[key])]


def _agrees(key: str, event: Told, wanted: str) -> bool:
    if key in ("title", "part_of", "organiser"):
        return fold(event[key]) == fold(wanted)
    if key in ("title_has", "location", "description"):
        return fold(wanted) in fold(event[key.removesuffix("_has")])
    return key not in ("url", "language") or bool(event[key] == wanted)


def _wall_clock(value: Any) -> Any:
    """A date-time without its offset; anything else as it is."""
    return value[:16] if isinstance(value, str) and "T" in value else value


def _undated(event: Told) -> bool:
    return event["start"] is None and event["end"] is None


def _line(event: Told) -> str:
    title = event.get("title") or event.get("title_has") or ""
    days = f"{event['start']} to {event['end']}"
    rest = f"{event['kind']}, {event['status']}, in {event.get('location')!r}, of {event.get('part_of')!r}"
    return f"{title!r} {days}, {rest}"


def _nearest(left: Sequence[Told], wanted: Told) -> str:
    """The event read that differs least from the expectation, if they have anything in common."""
    ranked = sorted((len(wrong := differences(event, wanted)), _line(event), wrong) for event in left)
    if not ranked or ranked[0][0] > 3:
        return ""
    return f"\n    nearest: {ranked[0][1]} (differs in {', '.join(ranked[0][2])})"


def read_or_refusal(body: bytes, told: Told) -> list[dict[str, Any]] | str:
    """What is read, or the words of the refusal."""
    try:
        return read(body, told)
    except ReadError as refusal:
        return str(refusal)


def rewritten(told: Told, read_now: Sequence[Told]) -> str:
    """The expectation as a file, all but its firm keys taken from what is read now."""
    left = list(read_now)
    events = []
    for wanted in told["events"]:
        same = [event for event in left if all(event[key] == _wall_clock(wanted[key]) for key in FIRM)]
        best = min(same, key=lambda event: len(differences(event, wanted)), default=None)
        if best is not None:
            left.remove(best)
        taken = {key: best[key] for key in LOOSE if best[key]} if best is not None else {}
        events.append({**{key: wanted[key] for key in wanted if key in FIRM}, **taken} if taken else wanted)
    return written({**told, "events": events})


def written(told: Told) -> str:
    """An expectation as text: one event a line."""
    lines = []
    for key, value in told.items():
        shape = json.dumps(value, ensure_ascii=False)
        if key == "events" and value:
            shape = (
                "[\n" + ",\n".join("    " + json.dumps(one, ensure_ascii=False) for one in value) + "\n  ]"
            )
        lines.append(f"  {json.dumps(key)}: {shape}")
    return "{\n" + ",\n".join(lines) + "\n}\n"
