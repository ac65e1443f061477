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
    nodes = {0: Node()}
    paths: dict[int, list[Node]] = {}
    for number, line in enumerate(outline.lines):
        if line.box not in paths:
            paths[line.box] = _path(outline, line.box, nodes)
        for node in paths[line.box]:
            node.lines.append(number)
        paths[line.box][-1].children.append(Node([number], tag=line.tag))
    return nodes[0]


def _path(outline: Outline, box: int, nodes: dict[int, Node]) -> list[Node]:
    """The nodes of a box and of those around it, outermost first; those that are met first are made."""
    path = [nodes[0]]
    for each in reversed(list(outline.within(box))):
        if each not in nodes:
            nodes[each] = Node(tag=outline.boxes[each].tag)
            path[-1].children.append(nodes[each])
        path.append(nodes[each])
    return path
