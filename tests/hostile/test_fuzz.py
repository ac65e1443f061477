"""Each reader is fed pages with random damage: no fault but ours, no page that takes long.

The damage is the same in every run.  ``BBA_FUZZ=5000 pytest tests/hostile/test_fuzz.py`` does so many pages
for each reader instead of a few.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from random import Random
from time import perf_counter

import pytest

from bba_events import readers
from bba_events.errors import BbaError
from bba_events.page import make_page

FIXTURES = Path(__file__).parents[2] / "fixtures"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar",
    ".json": "application/json",
    ".xml": "text/xml",
    ".txt": "text/plain; charset=utf-8",
}
KINDS = sorted(path.name for path in (FIXTURES / "readers").iterdir() if path.is_dir())
FOLDERS = {**{kind: FIXTURES / "readers" / kind for kind in KINDS}, "prose": FIXTURES / "agendas" / "french"}
PAGES = int(os.environ.get("BBA_FUZZ", "40"))
"""Damaged pages for each reader."""
LONGEST = 10.0
"""Seconds; a guard against what never ends, several times what the slowest page takes on a busy machine."""
BITS = (
    b"\x00",
    b"\xff",
    b"<",
    b">",
    b'"',
    b"&#",
    b"]]>",
    b"\r",
    b"\n",
    b"{",
    b"}",
    b"99999999",
    b"-",
    b":",
    b"%",
)


def damaged(body: bytes, chance: Random) -> bytes:
    """A body with a few cuts, repetitions and stray bytes."""
    made = bytearray(body)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(made) + 1)
        length = chance.randint(0, 60)
        match chance.randrange(4):
            case 0:
                del made[at : at + length]
            case 1:
                made[at:at] = made[at : at + length] * chance.randint(1, 5)
            case 2:
                made[at:at] = chance.choice(BITS) * chance.randint(1, 20)
            case _:
                other = chance.randrange(len(made) + 1)
                made[at:at] = made[other : other + length]
    return bytes(made)


@pytest.mark.timeout(1800 if PAGES > 100 else 120)
@pytest.mark.parametrize("kind", FOLDERS)
def test_damage_is_read_or_refused(kind: str) -> None:
    pages = sorted(path for path in FOLDERS[kind].iterdir() if path.suffix in TYPES)
    whole = [path for path in pages if not path.name.endswith((".drafts.json", ".expect.json"))]
    chance = Random(kind)
    for number in range(PAGES):
        path = whole[number % len(whole)]
        body = damaged(path.read_bytes(), chance)
        started = perf_counter()
        try:
            page = make_page("https://www.example.org/agenda", body, {"content-type": TYPES[path.suffix]})
            readers.read(page, reference=date(2026, 6, 1))
        except BbaError:
            pass
        assert perf_counter() - started < LONGEST, (path.name, number)
