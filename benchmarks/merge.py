"""How long merging takes, how it grows, what memory it needs and what it is worth, on generated events.

Two years, 500 towns, a third of all events told a second time by another source with another title, an
hour that may be missing and a place written otherwise.  ``python benchmarks/merge.py [NUMBER…]``, by
default 10,000, 100,000 and 1,000,000.  Printed for each: seconds of one core, microseconds an event,
growth against n log n, peak memory, precision and recall of the copies.
"""

from __future__ import annotations

import math
import multiprocessing
import random
import resource
import sys
import time as clock
from datetime import date, time, timedelta

from bba_events.config import Source
from bba_events.event import Event, Place
from bba_events.merge import cluster
from bba_events.span import day

SYLLABLES = "ba be bi bo bu da de di do du fa fe ga ge go ha he ka ke ki ko la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa se si so ta te ti to va ve vi vo wa we zo".split()  # noqa: E501
SORTS = (
    "Concert",
    "Wandeling",
    "Lezing",
    "Tentoonstelling",
    "Workshop",
    "Film",
    "Visite",
    "Balade",
    "Konzert",
)
EXTRAS = ("", "", "met gids", "voor iedereen", "in het park", "en vrienden", "live")
VENUES = ("Cultuurcentrum", "Bibliotheek", "Natuurhuis", "Zaal", "Kerk", "Museum", "Park")
SOURCES = tuple(f"stad{number}" for number in range(40))
FIRST = date(2026, 1, 1)


def name(chance: random.Random, parts: int) -> str:
    """A word that means nothing."""
    return "".join(chance.choices(SYLLABLES, k=parts)).capitalize()


def world(number: int) -> tuple[list[Event], list[int]]:
    """Events, and for each which happening it tells of."""
    chance = random.Random(number)
    towns = [name(chance, 3) + name(chance, 1) for _ in range(500)]
    venues = {town: [f"{chance.choice(VENUES)} {name(chance, 3)}" for _ in range(20)] for town in towns}
    words = [name(chance, chance.randint(2, 4)) for _ in range(20_000)]
    events: list[Event] = []
    truth: list[int] = []
    happening = 0
    while len(events) < number:
        town = chance.choice(towns)
        first = FIRST + timedelta(days=chance.randrange(730))
        hour = time(chance.randint(9, 21), chance.choice((0, 0, 30)))
        venue, core = chance.choice(venues[town]), " ".join(chance.choices(words, k=chance.randint(2, 3)))
        source, other = chance.sample(SOURCES, 2)
        title = f"{chance.choice(SORTS)} {core}"
        events.append(tell(source, happening, title, first, hour, venue, town))
        truth.append(happening)
        if chance.random() < 0.5:  # a third of all events are copies
            copy = " ".join(filter(None, (core, chance.choice(EXTRAS))))
            when = None if chance.random() < 0.2 else hour
            events.append(tell(other, happening, copy, first, when, venue.split()[-1], town))
            truth.append(happening)
        happening += 1
    return events, truth


def tell(
    source: str, number: int, title: str, first: date, hour: time | None, venue: str, town: str
) -> Event:
    """One telling."""
    url = f"https://www.{source}.example/agenda/{number}"
    place = Place(name=venue, town=town)
    return Event(source, url, title, day(first, start_time=hour), place=place, url=url, language="nl")


def measure(number: int) -> tuple[int, float, float, float, float, float]:
    """One size in a process of its own: seconds, memory of events and of all, precision, recall."""
    events, truth = world(number)
    rows = {source: Source(source, f"https://www.{source}.example/agenda", source) for source in SOURCES}
    of = {id(event): happening for event, happening in zip(events, truth, strict=True)}
    before = peak()
    begun = clock.process_time()
    found = cluster(events, rows=rows)
    seconds = clock.process_time() - begun
    after = peak()
    merged = right = 0
    for told in found.clusters:
        pairs = [(of[id(a)], of[id(b)]) for at, a in enumerate(told.members) for b in told.members[at + 1 :]]
        merged += len(pairs)
        right += sum(a == b for a, b in pairs)
    copies = len(truth) - len(set(truth))
    return number, seconds, before, after, right / max(merged, 1), right / copies


def peak() -> float:
    """Largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure each size in a fresh process and print a line for it."""
    sizes = [int(told.replace(",", "").replace("_", "")) for told in sys.argv[1:]] or [
        10_000,
        100_000,
        1_000_000,
    ]
    print("events     seconds  µs/event  vs n log n  events MB  peak MB  precision  recall")
    base = 0.0
    for size in sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            number, seconds, before, after, precision, recall = pool.apply(measure, (size,))
        unit = seconds / (number * math.log(number))
        base = base or unit
        each = seconds / number * 1e6
        print(f"{number:<10,} {seconds:7.2f}  {each:8.1f}  {unit / base:10.2f}  {before:9.0f}"
              f"  {after:7.0f}  {precision:9.4f}  {recall:6.4f}")  # fmt: skip


if __name__ == "__main__":
    main()
