"""Learn which traits tell the name of what happens on a date, from pages of which it is known.

    python benchmarks/names.py                   how often the names of pages are found by what others teach
    python benchmarks/names.py --write           and write the weights that the program reads

A page stands beside what a careful person would copy from it.  Learning is
a gradient descent on the likelihood of the right name (AdaGrad); no chance is left in it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

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
EPOCHS = 12
RATE = 0.06
SHRINK = 1e-3
IDLE = 0.6
"""How much a page counts that announces nothing: there are few such pages in a list of sources."""
FEWEST = 3
"""Pages on which a trait must be seen to be learned from."""
FOLDS = 5


@dataclass
class Lesson:
    """A page: its choices, and of each which names are right; None where that is open."""

    name: str
    choices: list[Choice]
    right: list[list[bool] | None]
    wanted: list[bool] = field(default_factory=list)
    """Whether something is announced for the occasion."""
    worth: list[float] = field(default_factory=list)
    """How much each choice counts; all alike where it is empty."""


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


def learn(pages: Sequence[Lesson], told: Sequence[Sequence[list[list[str]]]]) -> dict[str, float]:
    """Trait to weight; ``told`` has the traits of every name of every choice of every page."""
    count = Counter(
        trait for page in told for trait in {t for choice in page for each in choice for t in each}
    )
    kept = {trait for trait, pages_with in count.items() if pages_with >= FEWEST}
    rows = []
    for page, each in zip(pages, told, strict=True):
        share = max(len(page.choices), 1) ** -0.5 * (1 if any(page.wanted) else IDLE)
        for n, (right, traits) in enumerate(zip(page.right, each, strict=True)):
            if right is not None and any(right):
                worth = share * (page.worth[n] if page.worth else 1)
                rows.append(([[t for t in one if t in kept] for one in traits], right, worth))
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-8)
    order = random.Random(1)
    for _ in range(EPOCHS):
        order.shuffle(rows)
        for traits, right, share in rows:
            _descend(weights, squares, traits, right, share)
    return dict(weights)


def _descend(
    weights: dict[str, float],
    squares: dict[str, float],
    traits: list[list[str]],
    right: list[bool],
    share: float,
) -> None:
    shares = ranking.likely([sum(weights[t] for t in one) for one in traits])
    sure = sum(part for part, good in zip(shares, right, strict=True) if good) or 1e-12
    slope: dict[str, float] = defaultdict(float)
    for one, part, good in zip(traits, shares, right, strict=True):
        by = (part / sure if good else 0) - part
        if abs(by) > 1e-4:
            for trait in one:
                slope[trait] += by * share
    for trait, whole in slope.items():
        by = whole - SHRINK * weights[trait]
        squares[trait] += by * by
        weights[trait] += RATE * by / squares[trait] ** 0.5


def alone(page: Lesson) -> list[list[list[str]]]:
    """The traits of a page's names by themselves."""
    return [choice.traits for choice in page.choices]


def together(page: Lesson, first: Weights) -> list[list[list[str]]]:
    """The traits of a page's names by themselves and beside each other."""
    for choice in page.choices:
        choice.shares = ranking.likely([sum(first.get(t, 0) for t in one) for one in choice.traits])
    moved = ranking.beside(page.choices)
    return [
        [[*one, *more] for one, more in zip(choice.traits, each, strict=True)]
        for choice, each in zip(page.choices, moved, strict=True)
    ]


def both(pages: Sequence[Lesson]) -> tuple[dict[str, float], dict[str, float]]:
    """The weights for each date alone, and beside each other: as left by those that others teach."""
    told: list[Any] = [None] * len(pages)
    for fold_ in range(FOLDS):
        others = [page for n, page in enumerate(pages) if n % FOLDS != fold_]
        first = learn(others, [alone(page) for page in others])
        for n in range(fold_, len(pages), FOLDS):
            told[n] = together(pages[n], first)
    first = learn(pages, [alone(page) for page in pages])
    return first, learn(pages, told)


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
        first, second = both([page for n, page in enumerate(mixed) if n % FOLDS != fold_])
        total += count(mixed[fold_::FOLDS], first, second, show=show)
    return total


def write(first: Weights, second: Weights, path: Path = WEIGHTS, least: float = 0.02) -> None:
    """Keep the weights from ``least`` on, a trait a line so that a change shows."""
    table = {
        name: {trait: round(weight, 2) for trait, weight in sorted(each.items()) if abs(weight) >= least}
        for name, each in (("alone", first), ("beside", second))
    }
    path.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n")


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
        first, second = both(pages)
        tests = [page for folder in given.test for page in lessons(folder)]
        sys.stdout.write(report(count(tests, first, second, show=given.show)) + "\n")
    elif not given.write:
        sys.stdout.write(report(across(pages, show=given.show)) + "\n")
    if given.write:
        first, second = both(pages)
        write(first, second)
        sys.stdout.write(f"{len(first)} and {len(second)} traits\n")


if __name__ == "__main__":
    main()
