"""The boxes of an outline that hold lines, as a tree: what repeats in it is for ``records`` to see."""

from __future__ import annotations

from dataclasses import dataclass, field

from bba_events.page.outline import Outline


@dataclass(slots=True)
class Node:
    """A box, or a line that stands in a box beside others; ``lines`` are all below it."""

    lines: list[int] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    tag: str = ""


def tree(outline: Outline) -> Node:
    """The boxes with lines in them, as a tree; boxes around a single child are left out."""
    root = Node()
    paths = {0: [root]}
    for number, line in enumerate(outline.lines):
        path = paths.get(line.box) or _open(outline, line.box, paths)
        for node in path:
            node.lines.append(number)
        path[-1].children.append(Node([number], tag=line.tag))
    return root


def _open(outline: Outline, box: int, paths: dict[int, list[Node]]) -> list[Node]:
    """The nodes of a box and of those around it, outermost first; ``paths`` are those known."""
    fresh, around = list[int](), box
    while around not in paths:
        fresh.append(around)
        around = outline.boxes[around].parent
    for each in reversed(fresh):
        above, node = paths[outline.boxes[each].parent], Node(tag=outline.boxes[each].tag)
        above[-1].children.append(node)
        paths[each] = [*above, node]
    return paths[box]
