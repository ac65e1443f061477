"""From an HTML tree to an outline, in one walk without recursion.

Knows which elements are blocks, how text nodes are joined, what is hidden from a visitor.  Which
sections are furniture by their words is left to ``furniture``.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from bba_events.page import classes, furniture, tables
from bba_events.page.outline import Line, Link, Outline, Time
from bba_events.page.pieces import GLUED, UNSEEN, Pieces, line_of, told_once
from bba_events.page.plain import of_text

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span"
    " strong strike sub sup time tt u var wbr img picture source svg math button input nobr".split()
)
_PICTURES = frozenset("i em span svg img".split())
"""What may be an icon."""
_BOLD = frozenset(("b", "strong"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CARD = etree.XPath(
    "boolean(.//br or .//div or .//p or .//h2 or .//h3 or .//h4 or .//h5 or .//ul or .//table)"
)
"""Whether a link is no word in a line but holds lines of its own."""
_DEEPEST = 150
"""Boxes within boxes; what is nested deeper stays in the last of them."""


class _Walk:
    """The state of one walk over a tree."""

    def __init__(self) -> None:
        self.outline = Outline()
        self.box = 0
        self.blocks: list[tuple[str, int, str]] = [("", 0, "")]
        """The open boxes: tag, number, and what their classes say is in them."""
        self.last: tuple[etree._Element | None, str, str] = (None, "", "")
        """The element in a line that was closed last: its parent, its field, its class."""
        self.spoken: tuple[etree._Element | None, bool] = (None, False)
        """The last element that was asked whether it has words of its own, and what it answered."""
        self.pieces = Pieces()
        self.marks: list[int] = []
        self.levels: list[int] = []

    def open_block(self, element: etree._Element, tag: str) -> None:
        if self.pieces.texts:
            self.flush()
        if len(self.blocks) < _DEEPEST:
            self.box = self.outline.open(self.box, tag, f"{tag}.{element.get('class', '')}")
        told = "where" if tag == "address" else classes.field_of(classes.names_of(element))
        around = self.blocks[-1][2]
        self.blocks.append((tag, self.box, told or (around if around == "where" else "")))
        if tag in _HEADINGS:
            self.levels.append(_HEADINGS[tag])

    def close_block(self) -> None:
        if self.pieces.texts:
            self.flush()
        tag = self.blocks.pop()[0]
        if tag in _HEADINGS:
            self.levels.pop()
        self.box = self.blocks[-1][1]

    def flush(self) -> None:
        """The line gathered so far is finished."""
        pieces = self.pieces
        if not pieces.texts:
            return
        told = pieces.texts[0] if len(pieces.texts) == 1 else "".join(pieces.texts)
        if self.marks:
            self.marks = [0] * len(self.marks)
        if told.isspace() and pieces.plain:  # between blocks, most often
            pieces.texts.clear()
            return
        self.pieces = Pieces()
        if told.isspace():
            return
        if "\n" in told and any(name == "pre" for name, _, _ in self.blocks):
            self.add_text(told)
            return
        words, sign = classes.signed(told_once(line_of(told), pieces.times))
        if not words:
            return
        tag = self.blocks[-1][0] or "p"
        level = self.levels[-1] if self.levels else 0
        strong = pieces.strong if pieces.strong and words.startswith(pieces.strong) else ""
        self.outline.lines.append(
            Line(
                words,
                self.box,
                tag,
                level,
                tuple(pieces.links),
                tuple(pieces.times),
                strong,
                tuple(pieces.bold),
                sign or pieces.part or self.blocks[-1][2] or ("slanted" if pieces.slanted == words else ""),
            )
        )

    def add_text(self, told: str) -> None:
        """Text whose own line breaks are shown: a line each, a blank line ends a box."""
        made = of_text(UNSEEN.sub("", told))
        boxes = {number: self.outline.open(self.box, "text") for number in range(1, len(made.boxes))}
        self.outline.lines += [replace(line, box=boxes[line.box]) for line in made.lines]

    def link_box(self, box: int, href: str) -> None:
        """A link around lines: the first of them bears it."""
        lines = self.outline.lines
        at = len(lines)
        while at and box in self.outline.within(lines[at - 1].box):
            at -= 1
        if at < len(lines):
            lines[at] = replace(lines[at], links=(*lines[at].links, Link(lines[at].text, href)))

    def icon(self, told: str) -> None:
        """An icon: what follows it is a thing of its own, unless it is the hour behind a day."""
        before = self.pieces.part
        if self.pieces.texts and classes.apart((told, ""), (before, "icon")):
            self.flush()
        if not self.pieces.texts or self.pieces.blank:
            self.pieces.part = told

    def part(self, element: etree._Element, tag: str) -> None:
        """A new line where an element is another thing than the one before it."""
        names = classes.names_of(element)
        told = classes.of(element, tag)
        if self.pieces.texts and not self.pieces.blank and self._sets_apart(element, told, names):
            self.flush()
        if told and (not self.pieces.texts or self.pieces.blank):
            self.pieces.part = told
        elif tag == "time" and self.pieces.times and self.pieces.ends_in_time():
            self.pieces.add(" – ")  # from one hour to the other: the style sheet has a dash there

    def _sets_apart(self, element: etree._Element, told: str, names: str) -> bool:
        parent, field_before, names_before = self.last
        around = element.getparent()
        if parent is None or parent is not around:
            return False
        if not (classes.field_of(names) or classes.field_of(names_before)):
            return False  # a day or hour that no class tells is part of its line
        if classes.is_spoken(names) or classes.is_spoken(names_before):
            return False
        if not classes.apart((field_before, names_before), (told, names)):
            return False
        return not self.pieces.last.endswith((":", "?")) and not self._speaks(around)

    def _speaks(self, parent: etree._Element) -> bool:
        """Whether an element has words between its children: asked once for all of them."""
        if self.spoken[0] is not parent:
            self.spoken = (parent, classes.speaks(parent))
        return self.spoken[1]

    def open_inline(self, element: etree._Element, tag: str) -> None:
        if tag not in GLUED or tag in _BOLD or element.get("class"):
            self.part(element, tag)
        self.marks.append(len(self.pieces.texts))
        if tag == "img" and self.blocks[-1][0] in _HEADINGS:
            self.pieces.add(element.get("alt"))

    def close_inline(self, element: etree._Element, tag: str) -> None:
        mark = self.marks.pop()
        if len(self.pieces.texts) > mark:
            names = classes.names_of(element)
            self.last = (element.getparent(), classes.of(element, tag), names)
        if tag == "a":
            self.pieces.links.append(Link(self.pieces.since(mark), element.get("href") or ""))
        elif tag == "time":
            self.pieces.times.append(Time(element.get("datetime") or "", self.pieces.since(mark)))
        elif tag in ("em", "i", "cite"):
            self.pieces.slanted = self.pieces.since(mark)
        elif tag in _BOLD:
            self.pieces.bold.append(self.pieces.since(mark))
            if not self.pieces.strong and not line_of("".join(self.pieces.texts[:mark])):
                self.pieces.strong = self.pieces.bold[-1]


def read(root: etree._Element) -> Outline:
    """The outline of a tree, hidden things and the furniture of known elements left out."""
    tables.tidy(root)
    walk = _Walk()
    skipped = furniture.Skipped(root)
    events = etree.iterwalk(root, events=("start", "end"))
    inside: etree._Element | None = None
    for event, element in events:
        tag = element.tag
        if not isinstance(tag, str):
            if event == "end":
                walk.pieces.add(element.tail)
            continue
        if inside is None and event == "start":
            if tag in _PICTURES and (icon := classes.icon_of(element, tag)) is not None:
                walk.icon(icon)
                inside = element
                events.skip_subtree()
                continue
            if skipped(element, tag):
                inside = element
                events.skip_subtree()
                continue
            _start(walk, element, tag)
        elif event == "end":
            if inside is None:
                _end(walk, element, tag)
            elif inside is element:
                inside = None
                glue = tag if tag in _INLINE else ""
                walk.pieces.add(element.tail, glue=glue)
    walk.flush()
    return walk.outline


def _is_card(link: etree._Element) -> bool:
    """Whether a link holds lines of its own."""
    return bool(_CARD(link)) or classes.holds_fields(link)


def _start(walk: _Walk, element: etree._Element, tag: str) -> None:
    if tag in ("br", "hr"):
        walk.flush()
    elif tag in _INLINE and not (tag == "a" and len(element) and _is_card(element)):
        walk.open_inline(element, tag)
        walk.pieces.add(element.text, glue=tag)
        return
    else:
        walk.open_block(element, tag)
    if text := element.text:
        walk.pieces.add(text)


def _end(walk: _Walk, element: etree._Element, tag: str) -> None:
    if tag in _INLINE and walk.blocks[-1][0] != tag:
        walk.close_inline(element, tag)
    elif tag not in ("br", "hr"):
        box = walk.box
        walk.close_block()
        if tag == "a":
            walk.link_box(box, element.get("href") or "")
    if tail := element.tail:
        walk.pieces.add(tail, glue=tag if tag in _INLINE else "")
