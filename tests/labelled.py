"""Reads ``tellings.txt`` and ``unseen.txt``: tellings of happenings, and every pair within a scene with its label."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from itertools import combinations
from pathlib import Path

from bba_events.event import Event, Place
from bba_events.span import Span, day, days

FOLDER = Path(__file__).parent / "merge"
SEEN = FOLDER / "tellings.txt"
UNSEEN = FOLDER / "unseen.txt"


def scenes(path: Path = SEEN) -> list[list[tuple[int, Event]]]:
    """Each scene's tellings with the number of the happening they tell of."""
    found: list[list[tuple[int, Event]]] = []
    scene: list[tuple[int, Event]] = []
    happening = 0
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("="):
            happening += 1
        elif not line.strip():
            found, scene = ([*found, scene], []) if scene else (found, scene)
        elif not line.startswith("#"):
            scene.append((happening, telling(line)))
    return found


def telling(line: str) -> Event:
    """One line as an event; the whole place as one text, as agendas give it."""
    source, language, title, when, place, *more = (part.strip() for part in line.split(" | "))
    where = Place(online=True) if place == "online" else Place(name=place)
    page = f"https://{source}.example/agenda"
    return Event(source, page, title, span(when), place=where, language=language, description="".join(more))


def span(when: str) -> Span:
    """A day, a day with its hour, or two days with dots between."""
    first, _, last = when.partition("..")
    if last:
        return days(date.fromisoformat(first), date.fromisoformat(last))
    told, _, clock = first.partition(" ")
    return day(date.fromisoformat(told), start_time=time.fromisoformat(clock) if clock else None)


def pairs(path: Path = SEEN) -> Iterator[tuple[Event, Event, bool]]:
    """Every pair of a scene; True when both tell of one happening."""
    for scene in scenes(path):
        for (one, a), (other, b) in combinations(scene, 2):
            yield a, b, one == other
