"""Learn which traits tell the name of what happens on a date, from pages of which it is known.

    python benchmarks/names.py                   how often the names of pages are found by what others teach
    python benchmarks/names.py --write           and write the weights that the program reads

A page stands beside what a careful person would copy from it.  How weights follow is known to ``learner``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from learner import FOLDS, Lesson, both, write

from bba_events.errors import ReadError
from bba_events.page import Page
from bba_events.page.hours import clock
from bba_events.readers import edition, ranking
from bba_events.readers.lines import DatedLines
from bba_events.readers.occasions import Occasion, find
from bba_events.readers.ranking import NONE, Choice, Weights
from bba_events.readers.refusal import refuse
from bba_events.readers.traits import Traits
from bba_events.text import fold

HERE = Path(__file__).resolve().parent.parent
KNOWN = [HERE / "fixtures" / "agendas", HERE / "tests" / "readers" / "visible"]
WEIGHTS = HERE / "bba_events" / "readers" / "weights.json"
HELD_OUT = "held-out"
"""How folders of pages begin that nothing is learned from: what is read of them tells of pages never seen."""
TYPES = {".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8"}
FEWEST = 3
"""Pages on which a trait must be seen to be learned from."""


def bodies(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The pages of a folder with their expectations beside them, in the order of their names."""
    for body in sorted(path for path in folder.rglob("*") if path.suffix in TYPES):
        if _is_held_out(body) and not _is_held_out(folder / "any"):
            continue
        beside = (body.with_suffix(".expect.json"), body.with_suffix(".json"))
        told = next((json.loads(path.read_text()) for path in beside if path.exists()), None)
        if told is not None:
            yield body, told


def lessons(folder: Path) -> Iterator[Lesson]:
    """What the pages of a folder teach."""
    for body, told in bodies(folder):
        with suppress(ReadError):
            yield lesson(body, told)


def _is_held_out(path: Path) -> bool:
    return any(part.startswith(HELD_OUT) for part in path.parts)


def lesson(body: Path, told: dict[str, Any]) -> Lesson:
    """One page."""
    page = Page(told["url"], body.read_text(), {"content-type": TYPES[body.suffix]})
    refuse(page)
    on = date.fromisoformat(told["on"])
    seen = DatedLines(page, edition.dated(page, on)).gather()
    head = ranking.heading(page)
    occasions = find(seen)
    traits = Traits(seen, occasions, head)
    made = Lesson(f"{body.parent.name}/{body.stem}", [], [])
    events = [event for event in told["events"] if event.get("start")]
    hours = {start for event in events if "T" in (start := event["start"])}
    for occasion in occasions:
        choice = ranking.look(occasion, traits, head)
        matched = [event for event in events if _falls_on(event, occasion, seen)]
        made.choices.append(choice)
        made.right.append(
            _right(
                choice,
                matched,
                seen,
                on,
                told_by_hour=_by_hour(occasion, occasions, seen, hours),
                listed=bool(events),
            )
        )
        made.wanted.append(any(not event.get("optional") for event in matched))
    return made


def _spans(occasion: Occasion, seen: DatedLines) -> list[tuple[date | None, date | None, str]]:
    """First and last day and hour of a occasion."""
    if occasion.is_hour:
        words = f"{seen.mentions[occasion.day][0].text} {clock(seen.page.outline.lines[occasion.line].text)}"
        made = seen.dates.of(words)
    else:
        made = seen.mentions[occasion.line]
    found = [
        (one.span.start, one.span.end, f"{one.span.start_time:%H:%M}" if one.span.start_time else "")
        for one in made
    ]
    times = seen.page.outline.lines[occasion.line].times
    if not found and times:
        day = date.fromisoformat(times[0].value[:10])
        found = [(day, day, "")]
    return found


def _falls_on(event: dict[str, Any], occasion: Occasion, seen: DatedLines) -> bool:
    start = event["start"]
    for first, last, hour in _spans(occasion, seen):
        if first is None and last and (event.get("end") or "")[:10] == last.isoformat():
            return True
        if first and start[:10] == first.isoformat() and (not occasion.is_hour or start[11:16] == hour):
            return True
    return False


def _by_hour(occasion: Occasion, occasions: Sequence[Occasion], seen: DatedLines, hours: set[str]) -> bool:
    """Whether what happens on a day is announced by the hours below it."""
    below = [one for one in occasions if one.is_hour and one.day == occasion.line]
    return any(f"{first}T{hour}" in hours for one in below for first, _, hour in _spans(one, seen))


def _right(
    choice: Choice,
    matched: list[dict[str, Any]],
    seen: DatedLines,
    on: date,
    *,
    told_by_hour: bool,
    listed: bool,
) -> list[bool] | None:
    if not matched:
        ends = [last or first for first, last, _ in _spans(choice.occasion, seen)]
        if listed and ends and all(day and day < on for day in ends):
            return None  # past: a list may have it or not
        return [one is NONE for one in choice.names]
    either = told_by_hour or all(event.get("optional") for event in matched)
    scores = [max(likeness(one.text, event["title"]) for event in matched) for one in choice.names]
    best = max(scores)
    if best == 0:
        return None
    return [
        score == best or (one is NONE and either) for one, score in zip(choice.names, scores, strict=True)
    ]


def likeness(said: str, title: str) -> float:
    """How well words name what is titled so: 3 the same, 0 something else."""
    one, other = fold(said), fold(title)
    if not one or not other:
        return 0
    if one == other:
        return 3
    if f" {other} " in f" {one} ":
        return 2 if len(other) > 0.4 * len(one) else 1.5
    if f" {one} " in f" {other} " and len(one) > 0.5 * len(other):
        return 1
    words, others = set(one.split()), set(other.split())
    return 0.5 if len(words & others) >= 0.7 * max(len(words), len(others)) else 0


def count(pages: Sequence[Lesson], first: Weights, second: Weights, *, show: bool = False) -> Counter[str]:
    """How many names are found, missed and wrong."""
    total = Counter[str]()
    for page in pages:
        ranking.settle(page.choices, first, second)
        for choice, right, wanted in zip(page.choices, page.right, page.wanted, strict=True):
            if right is None:
                total["open"] += wanted
                continue
            best = choice.best
            good = right[choice.names.index(best)]
            total["wanted"] += wanted
            total["named"] += best is not NONE
            total["right"] += good and best is not NONE
            if show and not good:
                sys.stdout.write(
                    f"{page.name}:{choice.occasion.line} {best.where} {best.far} {best.text[:60]!r}\n"
                )
    return total


def report(total: Counter[str]) -> str:
    """The count in words."""
    wanted, named = max(total["wanted"] + total["open"], 1), max(total["named"], 1)
    return (
        f"{dict(total)} found {total['right'] / wanted:.1%} of those named right {total['right'] / named:.1%}"
    )


def across(pages: Sequence[Lesson], *, show: bool) -> Counter[str]:
    """Each fifth of the pages by what the others teach."""
    total = Counter[str]()
    mixed = list(pages)
    random.Random(7).shuffle(mixed)
    for fold_ in range(FOLDS):
        first, second = both([page for n, page in enumerate(mixed) if n % FOLDS != fold_], FEWEST)
        total += count(mixed[fold_::FOLDS], first, second, show=show)
    return total


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learn", nargs="*", type=Path, default=KNOWN, help="folders of pages to learn from")
    parser.add_argument(
        "--test", nargs="*", type=Path, help="folders to count on; a fifth at a time when left out"
    )
    parser.add_argument("--write", action="store_true", help="write the weights")
    parser.add_argument("--show", action="store_true", help="show each wrong choice")
    given = parser.parse_args()
    pages = [page for folder in given.learn for page in lessons(folder)]
    if given.test:
        first, second = both(pages, FEWEST)
        tests = [page for folder in given.test for page in lessons(folder)]
        sys.stdout.write(report(count(tests, first, second, show=given.show)) + "\n")
    elif not given.write:
        sys.stdout.write(report(across(pages, show=given.show)) + "\n")
    if given.write:
        first, second = both(pages, FEWEST)
        write(first, second, WEIGHTS)
        sys.stdout.write(f"{len(first)} and {len(second)} traits\n")


if __name__ == "__main__":
    main()
