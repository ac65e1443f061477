"""What a source usually gives: how many events, and how often each fact, over its last readings.

Plain records that the store keeps and pure functions of them.  What counts as a fact is left to ``fill``,
what to do when a source gives less to ``pipeline`` and ``check``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

KEPT = 12
"""Readings that are remembered: what a source gave a year ago says little of today."""
ENOUGH = 3
"""From so many readings on, small differences to what is usual mean something."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One reading of a source: how many events it gave and the share of them that told each fact."""

    events: int
    fill: Mapping[str, float] = field(default_factory=dict)


def remembered(history: Sequence[Tally], now: Tally) -> tuple[Tally, ...]:
    """The history with a reading more.

    One that is as the one before adds nothing, so that a list that stays as it is leaves the same record.
    """
    return tuple(history) if history and history[-1] == now else (*history, now)[-KEPT:]


def events(history: Sequence[Tally]) -> int:
    """How many events are usual: the middle of what the readings gave; 0 when there were none."""
    return _middle([one.events for one in history]) if history else 0


def fill(history: Sequence[Tally]) -> dict[str, float]:
    """The usual share of each fact, of the readings that gave events; {} when there were none."""
    told = [one.fill for one in history if one.events]
    return {fact: _middle([one.get(fact, 0.0) for one in told]) for fact in told[-1]} if told else {}


Number = TypeVar("Number", int, float)


def _middle(numbers: Sequence[Number]) -> Number:
    return sorted(numbers)[(len(numbers) - 1) // 2]
