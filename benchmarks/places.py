"""Learn by which traits words tell where something takes place, from pages of which it is known.

    python benchmarks/places.py                  how often the places of pages are found by what others teach
    python benchmarks/places.py --write          and write the weights that the program reads

What a page is read from is told in ``names``, how weights are learned in ``learner``.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import names
from learner import FOLDS, Lesson, both, write

from bba_events.errors import ReadError
from bba_events.event import Draft
from bba_events.page import Page
from bba_events.readers import edition, ranking, visible, whereabouts
from bba_events.readers.lines import DatedLines
from bba_events.readers.mentions import Dates
from bba_events.readers.ranking import NONE, Weights
from bba_events.readers.refusal import refuse
from bba_events.readers.whereabouts import Told
from bba_events.text import fold

WEIGHTS = names.HERE / "bba_events" / "readers" / "place_weights.json"
UNTOLD = 0.5
"""How much it counts that no place is told: often it was left out in doubt."""
SMALL = 0.1
"""Weights below are left out: they tell next to nothing."""
ALONE = Told(Draft(title="?"), (), -1)
"""A thing of which no rule says where it takes place, so that only the weights do."""
FEWEST = 7
"""Pages on which a trait must be seen: places have many words of their own."""


def lessons(folder: Path) -> Iterator[Lesson]:
    """The pages of a folder with their places."""
    for body, told in names.bodies(folder):
        try:
            yield lesson(body, told)
        except ReadError:
            continue


def lesson(body: Path, told: dict[str, Any]) -> Lesson:
    """One page: what its reading looks at, with the place that is told of it."""
    page = Page(told["url"], body.read_text(), {"content-type": names.TYPES[body.suffix]})
    refuse(page)
    made = Lesson(f"{body.parent.name}/{body.stem}", [], [])
    dates = edition.dated(page, date.fromisoformat(told["on"]))
    for found, seen in _read(page, dates):
        records = whereabouts.with_spots(found, seen)
        wanting = [one for one in records if not whereabouts.is_placed(one.draft)]
        for one, choice in zip(wanting, whereabouts.look(wanting, records, seen), strict=True):
            event = _event(one, told["events"], dates)
            want = (event or {}).get("location", "")
            made.choices.append(choice)
            made.right.append(_right(choice, want) if event else None)
            made.wanted.append(bool(want))
            made.worth.append(1.0 if want else UNTOLD)
    return made


def _read(page: Page, dates: Dates) -> list[tuple[Sequence[Told], DatedLines]]:
    """All that a reading of a page wants places for."""
    kept = list[tuple[Sequence[Told], DatedLines]]()

    def keep(records: Sequence[Told], seen: DatedLines) -> list[Any]:
        kept.append((records, seen))
        return [one.draft for one in records]

    with mock.patch.object(whereabouts, "fill", keep):
        visible.read(page, dates)
    return kept


def _event(one: Told, events: Sequence[dict[str, Any]], dates: Dates) -> dict[str, Any] | None:
    """The event that a draft is of: the one of its day whose name is the likest."""
    days = {span.span.start.isoformat() for span in dates.announced(one.draft.when) if span.span.start}
    days.add(one.draft.start[:10])
    same = [event for event in events if (event.get("start") or "-")[:10] in days]
    scored = [(names.likeness(one.draft.title, event["title"]), event) for event in same]
    best = max((score for score, _ in scored), default=0)
    return next((event for score, event in scored if score == best and best >= 1), None)


def _right(choice: ranking.Choice, want: str) -> list[bool] | None:
    """Which choices tell the place that is told, with its town or without; else those that hold it."""
    scores = [_fits(one.text, want) if one is not NONE else 0 for one in choice.names]
    least = min(max(scores), _TOLD)
    if not want:
        return [one is NONE for one in choice.names]
    return [score >= least for score in scores] if least else None


_TOLD = 3
"""From which words tell a place."""


def _fits(said: str, want: str) -> int:
    """How well words tell a place: 4 by just these, 3 and go on, 2 among others, 1 in part, 0 not at all."""
    one, other = fold(said), fold(want)
    if one == other:
        return _TOLD + 1
    if f"{one} ".startswith(f"{other} ") and len(other) >= 0.2 * len(one):
        return _TOLD
    if f" {other} " in f" {one} " and len(other) >= 0.35 * len(one):
        return 2
    return int(f" {one} " in f" {other} " and len(one) >= 0.35 * len(other))


def count(pages: Sequence[Lesson], first: Weights, second: Weights, *, show: bool = False) -> Counter[str]:
    """How many places are found, missed and wrong."""
    total = Counter[str]()
    for page in pages:
        ranking.settle(page.choices, first, second)
        for choice, right, wanted in zip(page.choices, page.right, page.wanted, strict=True):
            told = whereabouts.chosen(choice, ALONE)
            best = choice.best
            if not wanted:
                total["untold"] += right is not None
                total["untold placed"] += right is not None and bool(told)
                continue
            good = bool(told) and right is not None and right[choice.names.index(best)]
            total["told"] += 1
            total["can be found"] += right is not None
            total["placed"] += bool(told)
            total["right"] += good
            if show and not good:
                sys.stdout.write(f"{page.name}:{choice.occasion.line} {told!r} {_tell(choice, right)}\n")
    return total


def _tell(choice: ranking.Choice, right: list[bool] | None) -> str:
    told = sorted(zip(choice.shares, choice.names, right or choice.shares, strict=True), key=lambda t: -t[0])
    best = [f"{share:.2f} {one.where} {one.text[:40]!r}" for share, one, _ in told[:3]]
    good = [
        f"{share:.2f} {one.where} {one.text[:40]!r}" for share, one, is_right in told if right and is_right
    ]
    return f"{' '.join(best)} RIGHT {' '.join(good[:2])}"


def report(total: Counter[str]) -> str:
    """The count in words."""
    told, placed = max(total["told"], 1), max(total["placed"], 1)
    return (
        f"{dict(total)} found {total['right'] / told:.1%} of those placed right {total['right'] / placed:.1%}"
    )


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--learn", nargs="*", type=Path, default=names.KNOWN, help="folders of pages to learn from"
    )
    parser.add_argument("--write", action="store_true", help="write the weights")
    parser.add_argument("--show", action="store_true", help="show each wrong choice")
    given = parser.parse_args()
    pages = [page for folder in given.learn for page in lessons(folder)]
    pages = [page for page in pages if page.choices]
    if given.write:
        first, second = both(pages, FEWEST)
        write(first, second, WEIGHTS, SMALL)
        return
    total = Counter[str]()
    random.Random(7).shuffle(pages)
    for n in range(FOLDS):
        first, second = both([page for k, page in enumerate(pages) if k % FOLDS != n], FEWEST)
        total += count(pages[n::FOLDS], first, second, show=given.show)
    sys.stdout.write(report(total) + "\n")


if __name__ == "__main__":
    main()
