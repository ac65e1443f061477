"""What stands below a line that is a date: headings of lesser weight, the items of a list."""

from __future__ import annotations

from collections.abc import Sequence

from bba_events.page.outline import Outline


def heads(outline: Outline, day: int, own: Sequence[int]) -> list[int]:
    """The headings below a heading that is a ``day``, when each names something of that day."""
    top = outline.lines[day].level
    below = [n for n in own if outline.lines[n].level > top] if top else []
    return below if len(below) > 1 and below[0] == day + 1 else []


def items(outline: Outline, day: int, own: Sequence[int]) -> list[list[int]]:
    """The list items below a ``day``, each with its lines."""
    found: dict[int, list[int]] = {}
    around = set(outline.within(outline.lines[day].box))
    for number in own:
        boxes = list(outline.within(outline.lines[number].box))
        inner = (box for box in reversed(boxes) if box not in around)
        item = next((box for box in inner if outline.boxes[box].tag in ("li", "tr")), 0)
        if number > day and item:
            found.setdefault(item, []).append(number)
    return list(found.values())
