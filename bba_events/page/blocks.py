"""From an HTML tree to an outline, in one walk without recursion.

Knows which elements are blocks, how text nodes are joined, what is hidden from a visitor.  Which
sections are furniture by their words is left to ``furniture``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from bba_events.page import furniture, tables
from bba_events.page.outline import Line, Link, Outline, Time
from bba_events.page.plain import of_text

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span"
    " strong strike sub sup time tt u var wbr img picture source svg math button input nobr".split()
)
_GLUED = frozenset("b strong i em sup sub mark u font wbr abbr s del ins bdi nobr".split())
"""Inside a word these may stand without a space: "BOOM<b>weekend</b>", "1<sup>er</sup>"."""
_RAISED = frozenset(("sup", "sub"))
_BOLD = frozenset(("b", "strong"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CARD = etree.XPath(
    "boolean(.//br or .//div or .//p or .//h2 or .//h3 or .//h4 or .//h5 or .//ul or .//table)"
)
"""Whether a link is no word in a line but holds lines of its own."""
_DEEPEST = 150
"""Boxes within boxes; what is nested deeper stays in the last of them."""
_CHARACTERS = re.compile("[\u0000-\u0008\u000e-\u001f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(slots=True)
class _Pieces:
    """The line that is being gathered."""

    texts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    strong: str = ""
    bold: list[str] = field(default_factory=list)

    @property
    def plain(self) -> bool:
        """Whether there is nothing but text."""
        return not (self.links or self.times or self.strong or self.bold)

    def add(self, text: str | None, *, glue: str = "") -> None:
        """One text node; ``glue`` is the element between it and the text before it, "" when none."""
        if not text:
            return
        if self.texts and not _touching(self.texts[-1], text, glue):
            self.texts.append(" ")
        self.texts.append(text)

    def since(self, mark: int) -> str:
        """The words gathered since ``mark``."""
        return _line("".join(self.texts[mark:]))


def _touching(before: str, after: str, glue: str) -> bool:
    """Whether two text nodes are shown as one word: a glued element splits it, not a label from its value."""
    last, first = before[-1:], after[:1]
    if glue in _RAISED or (glue and (first in ".,;:!?)…" or last in "(")):
        return True
    if glue not in _GLUED:
        return False
    return last.isalpha() and first.isalpha() and not (last.islower() and first.isupper())


def _line(text: str) -> str:
    """One line of text with single spaces, without characters that nobody sees."""
    if not (text.isascii() or text.isprintable()):
        text = _CHARACTERS.sub("", text)
    return " ".join(text.split())


class _Walk:
    """The state of one walk over a tree."""

    def __init__(self) -> None:
        self.outline = Outline()
        self.box = 0
        self.blocks: list[tuple[str, int]] = [("", 0)]
        self.pieces = _Pieces()
        self.marks: list[int] = []
        self.levels: list[int] = []

    def open_block(self, element: etree._Element, tag: str) -> None:
        if self.pieces.texts:
            self.flush()
        if len(self.blocks) < _DEEPEST:
            self.box = self.outline.open(self.box, tag, f"{tag}.{element.get('class', '')}")
        self.blocks.append((tag, self.box))
        if tag in _HEADINGS:
            self.levels.append(_HEADINGS[tag])

    def close_block(self) -> None:
        if self.pieces.texts:
            self.flush()
        tag, _ = self.blocks.pop()
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
        self.pieces = _Pieces()
        if told.isspace():
            return
        if "\n" in told and any(name == "pre" for name, _ in self.blocks):
            self.add_text(told)
            return
        words = _line(told)
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
            )
        )

    def add_text(self, told: str) -> None:
        """Text whose own line breaks are shown: a line each, a blank line ends a box."""
        made = of_text(_CHARACTERS.sub("", told))
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

    def open_inline(self, element: etree._Element, tag: str) -> None:
        self.marks.append(len(self.pieces.texts))
        if tag == "img" and self.blocks[-1][0] in _HEADINGS:
            self.pieces.add(element.get("alt"))

    def close_inline(self, element: etree._Element, tag: str) -> None:
        mark = self.marks.pop()
        if tag == "a":
            self.pieces.links.append(Link(self.pieces.since(mark), element.get("href") or ""))
        elif tag == "time":
            self.pieces.times.append(Time(element.get("datetime") or "", self.pieces.since(mark)))
        elif tag in _BOLD:
            self.pieces.bold.append(self.pieces.since(mark))
            if not self.pieces.strong and not _line("".join(self.pieces.texts[:mark])):
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


def _start(walk: _Walk, element: etree._Element, tag: str) -> None:
    if tag in ("br", "hr"):
        walk.flush()
    elif tag in _INLINE and not (tag == "a" and len(element) and _CARD(element)):
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
