"""How fast and how heavy publishing is, as ratios within one run.

``python benchmarks/publish.py [--entries N …]`` prints, for 1,000 and 10,000 entries: one feed against
icalendar's own ``to_ical`` of a calendar that holds the same events, twenty feeds against the same, memory
above the bytes themselves, and the other outputs.  The caps are lifted here, so that all entries are written.
"""

from __future__ import annotations

import argparse
import gc
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar

from bba_events.config import Calendar, Config, Source
from bba_events.event import Entry, Event
from bba_events.publish import block, data, feeds, ics, readback, site
from bba_events.span import days

TODAY = date(2025, 11, 25)
MOMENT = datetime(2025, 11, 25, tzinfo=UTC)
CALENDAR = Calendar("Agenda", "example.org", "info@example.org", languages=("nl",), url="https://x.example")
SOURCES = tuple(Source(f"source-{at}", "https://x.example", f"Partner {at}") for at in range(17))
WORDS = "Samen planten we een bos, met laarzen; spades en goede moed. "


def made(count: int) -> list[Entry]:
    """Entries over some years, told of by seventeen sources in turn."""
    return [one(at) for at in range(count)]


def one(at: int) -> Entry:
    """One entry of three days, with a description of a hundred words."""
    span = days(TODAY + timedelta(days=at % 900), TODAY + timedelta(days=at % 900 + 2))
    return Entry(
        uid=f"e{at:06}@example.org", span=span, titles={"nl": f"Plantdag, editie {at}; bos"}, created=MOMENT,
        modified=MOMENT, confirmed=TODAY, descriptions={"nl": WORDS * 10}, partner="Bosalliantie",
        urls={"nl": f"https://www.example.org/agenda/{at}"},
        members=(Event(f"source-{at % 17}", "https://x.example", "x", span),),
    )  # fmt: skip


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time, the best of five: others may be using the machine."""
    best = float("inf")
    for _ in range(5):
        gc.collect()
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def peak(work: Callable[[], object]) -> float:
    """The most memory in use while it runs, in MB."""
    gc.collect()
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def measure(count: int) -> None:
    """Print the ratios for so many entries."""
    entries = made(count)
    config = Config(Path("sources.toml"), CALENDAR, SOURCES)

    def write() -> bytes:
        return ics.feed(entries, calendar=CALENDAR, language="nl", today=TODAY)

    feed = write()
    whole = icalendar.Calendar.from_ical(feed)
    base = timed(whole.to_ical)
    print(
        f"{count} entries: one feed of {len(feed) / 1e6:.1f} MB; icalendar's to_ical takes {base:.3f} s = 1"
    )
    rows: list[tuple[str, Callable[[], object]]] = [
        ("one feed: components made, serialised, bound", write),
        ("reading it back", lambda: readback.faults(feed, count)),
        ("twenty feeds, read back", lambda: feeds.make(entries, config=config, today=TODAY)),
        ("block, md", lambda: block.render(entries, language="nl", on=TODAY, calendar=CALENDAR)),
        ("agenda page", lambda: site.index(entries, config=config, today=TODAY)),
        ("RSS", lambda: site.rss(entries, config=config)),
        ("events.json", lambda: data.events(_export(entries), calendar=CALENDAR)),
    ]
    for name, work in rows:
        print(f"  {name:46} {timed(work) / base:7.2f}")
    above = peak(write) - len(feed) / 1e6
    print(f"  memory above the feed's own bytes: {above:.1f} MB; icalendar's calendar: {_held(feed):.1f} MB")


def _held(feed: bytes) -> float:
    """What the components of a whole calendar hold, in MB."""
    return peak(lambda: icalendar.Calendar.from_ical(feed))


def _export(entries: list[Entry]) -> dict[str, object]:
    import msgspec

    return {"entries": msgspec.to_builtins(entries), "sources": {}, "words": [], "editions": []}


def main() -> None:
    """Lift the caps and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="*", default=[1_000, 10_000])
    ics.MOST_EVENTS, ics.MOST_BYTES = 10**9, 10**12
    for count in parser.parse_args().entries:
        measure(count)


if __name__ == "__main__":
    main()
