"""One phrase as read: its days and ranges, its lead, the tokens it was read from.

How it is read is left to ``phrases``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bba_events.dates.point import Point


@dataclass(slots=True)
class Item:
    """One day, or the first and last of a range."""

    first: Point
    last: Point | None = None
    joined: str = ""
    """How it hangs on the item before: "and", "or", "comma"."""

    @property
    def points(self) -> list[Point]:
        """Its one or two ends."""
        return [self.first] if self.last is None else [self.first, self.last]


@dataclass(slots=True)
class Phrase:
    """What was read from token ``first`` up to ``next``."""

    first: int
    next: int
    lead: str = ""
    items: list[Item] = field(default_factory=list)
    onwards: bool = False
    hours_first: bool = False

    @property
    def points(self) -> list[Point]:
        """All ends of all items, in the order of writing."""
        found: list[Point] = []
        for item in self.items:
            found.append(item.first)
            if item.last is not None:
                found.append(item.last)
        return found


def bare_weekday(point: Point) -> bool:
    """A weekday without a number."""
    return point.form == "relative" and point.relative is not None and point.relative[0] == "weekday"
