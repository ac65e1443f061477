"""How many pages a second each reader reads, against the bare lxml parse of the same page in the same run.

    python benchmarks/readers.py [--repeat N] [--json]

Pages of about 20, 80 and 400 kB are generated, without markers and with an event in every way of writing.
A ratio of 1 means: as long as parsing the page.  Budgets (DESIGN §11): markup readers within 1.5 on pages
without markers, a whole read within 30.  Every measurement starts from a fresh page, so that it pays for its
own parse; extruct is measured beside ours where it is installed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from time import perf_counter

from lxml import etree

from bba_events import readers
from bba_events.page import Page, make_page
from bba_events.readers import feeds, ical, jsonld, microdata, microformats, platforms, rdfa

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
PLAIN = (
    "<section class='blok'><h2>Bericht {n}</h2><p>In de vallei telden vrijwilligers dit jaar {n}"
    " soorten libellen, meer dan ooit.</p><ul><li><a href='/bericht/{n}'>Lees verder</a></li>"
    "<li>Delen</li></ul></section>\n"
)
MARKED = (
    '<script type="application/ld+json">{{"@type":"Event","name":"A{n}","startDate":"2026-06-20T19:00+02:00",'
    '"location":{{"@type":"Place","name":"Zaal {n}"}}}}</script>'
    '<div itemscope itemtype="https://schema.org/Event"><b itemprop="name">B{n}</b>'
    '<time itemprop="startDate" datetime="2026-06-21">21 juni</time></div>'
    '<div vocab="https://schema.org/" typeof="Event"><b property="name">C{n}</b>'
    '<time property="startDate" datetime="2026-06-22">22 juni</time></div>'
    '<div class="h-event"><b class="p-name">D{n}</b>'
    '<time class="dt-start" datetime="2026-06-23">23 juni</time></div>\n'
)


def body(size: int, *, marked: bool) -> bytes:
    """A page of about ``size`` bytes; with markers in every fortieth block when ``marked``."""
    parts, length, number = [], 0, 0
    while length < size:
        number += 1
        part = (MARKED if marked and number % 40 == 1 else PLAIN).format(n=number)
        parts.append(part)
        length += len(part)
    head = "<!DOCTYPE html><html lang='nl'><head><title>Nieuws</title></head>"
    return f"{head}<body>{''.join(parts)}</body></html>".encode()


def best(work: Callable[[], object], repeat: int) -> float:
    """The shortest of ``repeat`` runs, in seconds."""
    times = []
    for _ in range(repeat):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def measure(size: int, *, marked: bool, repeat: int) -> dict[str, float]:
    """Seconds for the bare parse and for each reader on fresh pages."""
    raw = body(size, marked=marked)
    text = make_page(URL, raw).text
    found = {"lxml": best(lambda: etree.fromstring(raw, etree.HTMLParser()), repeat)}
    for name, read in READERS.items():
        found[name] = best(lambda read=read: read(_fresh(text)), repeat)
    found["all markup"] = best(lambda: _all(_fresh(text)), repeat)
    found["whole read"] = best(lambda: readers.read(make_page(URL, raw), reference=DAY), max(repeat // 3, 2))
    if (extruct := _extruct()) is not None:
        found["extruct"] = best(lambda: extruct(text), max(repeat // 3, 1))
    return found


def _fresh(text: str) -> Page:
    """A page that nothing is remembered of."""
    return Page(URL, "".join((text[:1], text[1:])))


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
    options = parser.parse_args()
    met = True
    for marked in (False, True):
        for size in SIZES:
            times = measure(size, marked=marked, repeat=options.repeat)
            ratios = {name: round(seconds / times["lxml"], 3) for name, seconds in times.items()}
            rates = {name: round(1 / seconds) for name, seconds in times.items()}
            met &= ratios["whole read"] <= WHOLE and (marked or ratios["all markup"] <= MARKUP)
            told = {"bytes": size, "marked": marked, "ratios": ratios, "pages_per_second": rates}
            _show(told, as_json=options.json)
    return 0 if met else 1


def _show(told: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(told))
        return
    ratios, rates = told["ratios"], told["pages_per_second"]
    assert isinstance(ratios, dict)
    assert isinstance(rates, dict)
    print(f"\n{told['bytes']:>7} bytes, {'with' if told['marked'] else 'without'} markers")
    for name, ratio in ratios.items():
        print(f"  {name:<13} {ratio:>8.3f} x lxml  {rates[name]:>9} pages/s")


if __name__ == "__main__":
    sys.exit(main())
