"""How many pages a second each reader reads, against the bare lxml parse of the same page in the same run.

    python benchmarks/readers.py [--repeat N] [--json] [--page NAME]

Pages of about 20, 80 and 400 kB are generated (``pages``): news without markers, news with an event in
every way of marking one up, listings full of dates in four languages, the same between menus and footers,
an article.  A ratio of 1 means: as long as parsing the page.  Budgets (DESIGN §11): markup readers within
1.5 on pages without markers, a whole read within 30.  Every run is of a page of its own, so that it pays for
its parse and nothing is known from a run before; extruct is measured beside ours where it is installed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from time import process_time
from typing import TypeVar

import pages
from lxml import etree

from bba_events import readers
from bba_events.page import Page, make_page
from bba_events.readers import feeds, ical, jsonld, microdata, microformats, platforms, rdfa

T = TypeVar("T")
SIZES = (20_000, 80_000, 400_000)
DAY = date(2026, 6, 1)
URL = "https://www.voorbeeld.be/agenda"
MARKUP = 1.5
WHOLE = 30.0
READERS: dict[str, Callable[[Page], object]] = {
    "json-ld": lambda page: list(jsonld.read(page)),
    "microdata": lambda page: list(microdata.read(page)),
    "rdfa": lambda page: list(rdfa.read(page)),
    "microformats": lambda page: list(microformats.read(page)),
    "ical": lambda page: list(ical.read(page, DAY)),
    "feeds": lambda page: list(feeds.read(page)),
    "platforms": lambda page: list(platforms.read(page)),
}
PAGES: dict[str, Callable[[int, int], bytes]] = {
    "news": pages.news,
    "marked": pages.marked,
    "listing": pages.listing,
    "dressed": pages.dressed,
    "article": pages.article,
}


def best(work: Callable[[T], object], each: Sequence[T]) -> float:
    """The shortest run in seconds of processor time, for others use the machine; each of its own page."""
    times = []
    for one in each:
        start = process_time()
        work(one)
        times.append(process_time() - start)
    return min(times)


def measure(make: Callable[[int, int], bytes], size: int, repeat: int) -> dict[str, float]:
    """Seconds for the bare parse and for each reader, on pages that were not seen before."""
    numbers = itertools.count(30_000, 1000)  # no figure that may be a year

    def fresh(count: int = repeat) -> list[bytes]:
        return [make(size, next(numbers)) for _ in range(count)]

    def decoded() -> list[Page]:
        return [Page(URL, raw.decode()) for raw in fresh()]

    found = {"lxml": best(lambda raw: etree.fromstring(raw, etree.HTMLParser()), fresh())}
    for name, read in READERS.items():
        found[name] = best(read, decoded())
    found["all markup"] = best(_all, decoded())
    whole = max(repeat // 3, 2)
    found["whole read"] = best(lambda raw: readers.read(make_page(URL, raw), reference=DAY), fresh(whole))
    if (extruct := _extruct()) is not None:
        found["extruct"] = best(lambda raw: extruct(raw.decode()), fresh(whole))
    return found


def _all(page: Page) -> None:
    for read in READERS.values():
        read(page)


def _extruct() -> Callable[[str], object] | None:
    try:
        import extruct
    except ImportError:
        return None
    return lambda text: extruct.extract(text, base_url=URL)


def main() -> int:
    """Print the table; exit 1 when a budget is not met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--page", choices=PAGES, action="append", help="only such pages (again for more)")
    options = parser.parse_args()
    met = True
    for name in options.page or PAGES:
        for size in SIZES:
            times = measure(PAGES[name], size, options.repeat)
            ratios = {reader: round(seconds / times["lxml"], 3) for reader, seconds in times.items()}
            rates = {reader: round(1 / seconds) for reader, seconds in times.items()}
            met &= ratios["whole read"] <= WHOLE and (name == "marked" or ratios["all markup"] <= MARKUP)
            told = {"bytes": size, "page": name, "ratios": ratios, "pages_per_second": rates}
            _show(told, as_json=options.json)
    return 0 if met else 1


def _show(told: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(told))
        return
    ratios, rates = told["ratios"], told["pages_per_second"]
    assert isinstance(ratios, dict)
    assert isinstance(rates, dict)
    print(f"\n{told['bytes']:>7} bytes, {told['page']}")
    for name, ratio in ratios.items():
        print(f"  {name:<13} {ratio:>8.3f} x lxml  {rates[name]:>9} pages/s")


if __name__ == "__main__":
    sys.exit(main())
