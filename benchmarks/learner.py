"""How the weights of traits are learned from choices of which it is known what is right.

A gradient descent on the likelihood of what is right (AdaGrad), first of each choice alone, then of those of
a page beside each other; no chance is left in it.  What the choices are of is known to ``names`` and
``places``.
"""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bba_events.readers import ranking
from bba_events.readers.ranking import Choice, Weights

EPOCHS = 12
RATE = 0.06
SHRINK = 1e-3
IDLE = 0.6
"""How much a page counts that announces nothing: there are few such pages in a list of sources."""
FOLDS = 5
"""Parts of the pages, each counted by what the others teach."""


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


def learn(
    pages: Sequence[Lesson], told: Sequence[Sequence[list[list[str]]]], fewest: int
) -> dict[str, float]:
    """Trait to weight, of those seen on ``fewest`` pages; ``told`` has all of every choice of every page."""
    count = Counter(
        trait for page in told for trait in {t for choice in page for each in choice for t in each}
    )
    kept = {trait for trait, pages_with in count.items() if pages_with >= fewest}
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


def both(pages: Sequence[Lesson], fewest: int) -> tuple[dict[str, float], dict[str, float]]:
    """The weights for each date alone, and beside each other: as left by those that others teach."""
    told: list[Any] = [None] * len(pages)
    for fold_ in range(FOLDS):
        others = [page for n, page in enumerate(pages) if n % FOLDS != fold_]
        first = learn(others, [alone(page) for page in others], fewest)
        for n in range(fold_, len(pages), FOLDS):
            told[n] = together(pages[n], first)
    first = learn(pages, [alone(page) for page in pages], fewest)
    return first, learn(pages, told, fewest)


def write(first: Weights, second: Weights, path: Path, least: float = 0.02) -> None:
    """Keep the weights from ``least`` on, a trait a line so that a change shows."""
    table = {
        name: {trait: round(weight, 2) for trait, weight in sorted(each.items()) if abs(weight) >= least}
        for name, each in (("alone", first), ("beside", second))
    }
    path.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n")
