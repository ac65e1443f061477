"""How long a date text takes, how that grows with its length, and how others do on the same strings.

Run ``python benchmarks/dates.py``.  The budget is 100 microseconds for a text of usual length and
linear time beyond.  dateparser and dateutil are measured in the same run when they are installed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from importlib import import_module
from importlib.util import find_spec

from bba_events.dates import find, write
from bba_events.span import days

REFERENCE = date(2026, 11, 25)
USUAL = [
    ("nl", "28 t/m 30 november"),
    ("nl", "Donderdag 9 november 2017 van 20:00 tot 22:00"),
    ("fr", "du samedi 28 novembre au mercredi 2 décembre 2026"),
    ("fr", "7 novembre, 20h00, 8 novembre, 18h00"),
    ("de", "Sa., 28. – Mo., 30. Nov. 2026"),
    ("de", "jeden ersten Sonntag im Monat um 14 Uhr"),
    ("en", "Saturday, November 28 – Wednesday, December 2, 2026"),
    ("en", "every Tuesday until 15 December"),
    ("nl", "een zin over bomen en bossen waarin geen dag staat"),
]
LONG = ["1", "-", "1 ", "1-", "12.", "mei ", "12 mei ", "28/11 ", "van ", "elke ", "10u - ", "woord "]
MEGABYTE = 1_000_000


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """Seconds of processor time per call, the best of three."""
    best = float("inf")
    for _ in range(3 if times > 1 else 1):
        began = time.process_time()
        for _ in range(times):
            work()
        best = min(best, (time.process_time() - began) / times)
    return best


def usual() -> None:
    """Microseconds for texts of usual length, and for writing one."""
    total = 0.0
    for language, text in USUAL:
        taken = seconds(lambda t=text, n=language: find(t, reference=REFERENCE, languages=(n,)), 300)  # type: ignore[misc]
        total += taken
        print(f"{taken * 1e6:8.1f} µs  {text}")
    print(f"{total / len(USUAL) * 1e6:8.1f} µs  mean")
    span = days(date(2026, 11, 28), date(2026, 11, 30))
    print(f"{seconds(lambda: write(span, 'nl', REFERENCE), 300) * 1e6:8.1f} µs  write, read back once")


def growth() -> None:
    """Seconds for a megabyte, and as a ratio to a tenth of it (10 is linear)."""
    for unit in LONG:
        whole, tenth = (unit * (size // len(unit)) for size in (MEGABYTE, MEGABYTE // 10))
        small = seconds(lambda t=tenth: find(t, reference=REFERENCE))  # type: ignore[misc]
        large = seconds(lambda t=whole: find(t, reference=REFERENCE))  # type: ignore[misc]
        print(f"{large:6.2f} s  {large / small:5.1f} times a tenth of it  {unit!r}")


def others() -> None:
    """Other libraries on the same strings, as ratios to ours."""
    ours = seconds(lambda: [find(text, reference=REFERENCE, languages=(name,)) for name, text in USUAL], 30)
    if find_spec("dateparser"):
        search = import_module("dateparser.search").search_dates
        theirs = seconds(lambda: [search(text, languages=[name]) for name, text in USUAL])
        print(f"dateparser.search_dates: {theirs / ours:.1f} times as long")
    if find_spec("dateutil"):
        print(f"dateutil, fuzzy: {seconds(_fuzzy, 30) / ours:.1f} times as long (it reads no ranges)")


def _fuzzy() -> None:
    """The parser of dateutil on every string; it refuses many."""
    parse = import_module("dateutil.parser").parse
    for _, text in USUAL:
        try:
            parse(text, fuzzy=True)
        except (ValueError, OverflowError):
            continue


if __name__ == "__main__":
    usual()
    growth()
    others()
