"""The tables of texts and what they mean, and how a reading is written down in them.

A line is ``text => spans``; spans are separated by a space: ``2026-11-28`` (one day),
``2026-11-28T14:00`` (an hour, no end), ``A..B``, ``A..`` (open end), ``..B`` (open start), ``vague``,
``rec`` (recurring, its bounds behind), ``none``.  ``# language`` and ``# reference`` hold from there on.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bba_events.dates import Mention, find, record

HERE = Path(__file__).parent


def rows(*names: str) -> Iterator[tuple[str, date, str, str]]:
    """Language, reference day, text and expected spans of every line of the named tables."""
    for name in names:
        language, reference = "", date(2026, 11, 25)
        for line in (HERE / name).read_text(encoding="utf-8").splitlines():
            if line.startswith("# language"):
                language = line.split()[2]
            elif line.startswith("# reference"):
                reference = date.fromisoformat(line.split()[2])
            elif line.strip() and not line.startswith("#"):
                text, expected = line.rsplit(" => ", 1)
                yield language, reference, text.replace("\\n", "\n"), expected


def reading(text: str, language: str, reference: date) -> str:
    """What ``find`` makes of a text, as the tables write it."""
    return shown(find(text, reference=reference, languages=(language,)))


def shown(mentions: list[Mention]) -> str:
    """Mentions as the tables write them."""
    return " ".join(_shown(record(mention)) for mention in mentions) or "none"


def _shown(found: dict[str, str]) -> str:
    start, end, kind = found["start"] or "", found["end"] or "", found["kind"]
    bounds = f"{start}..{end}"
    if kind == "vague":
        return kind
    if kind == "recurring":
        return "rec" + (bounds if start or end else "")
    if kind in ("open_start", "open_end"):
        return bounds
    return start if end in ("", start) else bounds
