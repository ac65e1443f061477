"""Pages that were written before any code read them, and how much of them is read: counts, not verdicts.

An expectation lies beside each page (``fixtures/agendas/README.md``).  What is right is judged by the day and
hour on which something begins, and by half of the words of its name where a page lists several.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bba_events import lines
from bba_events.errors import ReadError
from bba_events.pipeline import read_page
from bba_events.text import fold

FOLDER = Path(__file__).parents[1] / "fixtures" / "agendas"
TYPES = {".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8"}

Told = Mapping[str, Any]


def measure(kind: str) -> dict[str, float]:
    """Per cent of events whose beginning is right, and of what is read that is right, on the pages of a kind."""
    counts: Counter[str] = Counter()
    for expectation in sorted((FOLDER / kind).glob("*.expect.json")):
        counts += _compare(json.loads(expectation.read_text(encoding="utf-8")), list(_read(expectation)))
    return {
        "found": round(100 * counts["found"] / max(counts["wanted"], 1), 1),
        "right": round(100 * counts["right"] / max(counts["read"], 1), 1),
    }


def _read(expectation: Path) -> Iterator[Told]:
    told = json.loads(expectation.read_text(encoding="utf-8"))
    stem = expectation.name.removesuffix(".expect.json")
    body = next(one for one in expectation.parent.glob(f"{stem}.*") if one.suffix in TYPES)
    try:
        found = read_page(
            body.read_bytes(),
            url=told["url"],
            headers={"content-type": TYPES[body.suffix]},
            source=None,
            on=date.fromisoformat(told["on"]),
        )
    except ReadError:
        return
    yield from (lines.of_event(event) for event in found)


def _compare(told: Told, read: list[Told]) -> Counter[str]:
    counts = Counter(read=len(read))
    left, alone = list(read), len(told["events"]) == 1
    for wanted in sorted(told["events"], key=lambda one: bool(one.get("optional"))):
        match = next((one for one in left if _same(one, wanted, alone=alone)), None)
        counts["wanted"] += not wanted.get("optional")
        if match is not None:
            left.remove(match)
            counts["right"] += 1
            counts["found"] += not wanted.get("optional")
    return counts


def _same(one: Told, wanted: Told, *, alone: bool) -> bool:
    if _wall_clock(one["start"]) != _wall_clock(wanted["start"]):
        return False
    left, right = set(fold(one["title"]).split()), set(fold(wanted["title"]).split())
    return alone or 2 * len(left & right) >= min(len(left), len(right))


def _wall_clock(value: str | None) -> str | None:
    return value and value[:16]
