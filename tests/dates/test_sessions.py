"""What takes place, from what words say: a day each, one event a day; made-up wordings."""

from __future__ import annotations

from datetime import date

import pytest

from bba_events import dates

ON = date(2026, 5, 1)

CASES = [
    ("Vendredi 15 et samedi 16 mai à 20h30", ["2026-05-15 20:30", "2026-05-16 20:30"]),
    ("Samedi 16 et dimanche 17 mai, 10h-18h", ["2026-05-16 10:00-18:00", "2026-05-17 10:00-18:00"]),
    ("vr 15 & za 16 mei, 20.15 uur", ["2026-05-15 20:15", "2026-05-16 20:15"]),
    ("15., 16. und 17. Mai um 20 Uhr", ["2026-05-15 20:00", "2026-05-16 20:00", "2026-05-17 20:00"]),
    ("Fri 15 and Sat 16 May, 9pm to 1am", ["2026-05-15 21:00-01:00", "2026-05-16 21:00-01:00"]),
    # hours that are said to hold on each day, or stand on another line, are those of one visit
    ("Samedi 16 et dimanche 17 mai, les deux jours de 10h à 17h", ["2026-05-16 10:00 / 2026-05-17 17:00"]),
    ("za 16 en zo 17 mei, telkens van 10 tot 17 uur", ["2026-05-16 10:00 / 2026-05-17 17:00"]),
    ("Samedi 16 et dimanche 17 mai\n10h-17h", ["2026-05-16 10:00 / 2026-05-17 17:00"]),
    ("za 16 + zo 17 mei\n15:00", ["2026-05-16 15:00", "2026-05-17 15:00"]),
    ("du 15 au 17 mai, de 10h à 18h", ["2026-05-15 10:00 / 2026-05-17 18:00"]),
    ("15 en 16 mei", ["2026-05-15 / 2026-05-16"]),
    # a meal between makes no second event; two showings are two
    ("Samedi 16 mai de 9h à 12h et de 14h à 17h", ["2026-05-16 09:00-17:00"]),
    ("za 16 mei 10-12u en 13u30-16u", ["2026-05-16 10:00-16:00"]),
    ("Samedi 16 mai à 15h et 20h", ["2026-05-16 15:00", "2026-05-16 20:00"]),
    ("Samedi 16 mai de 14h à 15h et de 16h à 17h", ["2026-05-16 14:00-15:00", "2026-05-16 16:00-17:00"]),
]


@pytest.mark.parametrize(("text", "told"), CASES, ids=[text for text, _ in CASES])
def test_sessions(text: str, told: list[str]) -> None:
    assert [_written(one) for one in dates.sessions(dates.find(text, reference=ON))] == told


def _written(mention: dates.Mention) -> str:
    span = mention.span
    first = " ".join(filter(None, (str(span.start), f"{span.start_time:%H:%M}" if span.start_time else "")))
    last = f"{span.end_time:%H:%M}" if span.end_time else ""
    if span.kind == "range":
        return f"{first} / {' '.join(filter(None, (str(span.end), last)))}"
    return f"{first}-{last}" if last else first
