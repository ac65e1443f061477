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
    nodes = {0: root}
    for number, line in enumerate(outline.lines):
        path = list(outline.within(line.box))
        node = root
        node.lines.append(number)
        for box in reversed(path):
            if box not in nodes:
                nodes[box] = Node(tag=outline.boxes[box].tag)
                node.children.append(nodes[box])
            node = nodes[box]
            node.lines.append(number)
        node.children.append(Node([number], tag=line.tag))
    return root
