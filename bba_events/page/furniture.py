"""What of a page is furniture: menus, cookie text, footers, related items, comments, hidden things.

Judged by what every builder keeps: elements, roles, hidden attributes, the usual names of such boxes,
the words of section headings (``[furniture]`` of the word tables).  What is left is the page's own
text; whether it announces anything is left to the readers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from lxml import etree

from bba_events import words
from bba_events.page.buttons import is_link_word
from bba_events.page.classes import field_of
from bba_events.page.date_parts import tells_month
from bba_events.page.outline import Line, Outline, kept
from bba_events.page.phrases import is_generic, is_over
from bba_events.text import fold, remembered

_NEVER = frozenset(
    "script style noscript template svg math iframe object embed canvas audio video select option datalist"
    " textarea input nav footer dialog head title meta link map progress meter".split()
)
_ROLES = frozenset(
    "navigation contentinfo search dialog alertdialog menu menubar tablist toolbar complementary".split()
)
_NAMES = re.compile(
    r"(?:^|\s)(?:(?:\S*[-_])?(?:cookies?|consent|gdpr|breadcrumbs?)(?:[-_]\S*)?"
    r"|(?:main|site|page|top|primary|secondary|global)?[-_]?(?:nav|navbar|navigation|menu|footer)"
    r"|sidebar|widget-area|comments?(?:-area|-list|-respond)?|related(?:[-_]\S*)?|pager|pagination"
    r"|(?:social|share)(?:[-_](?:share|links?|buttons?|icons?|bar))*|skip-link|screen-only)(?=\s|$)",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HIDING = frozenset(("hidden", "aria-hidden", "style"))
_DATE_BOX = 8
"""Texts in a box with a date; more are of a calendar to choose from."""
_WHOLE = frozenset(("html", "body", "main", "article"))
_SECTIONS = ("related", "past", "comments", "opening", "cookies")
_COOKIE = re.compile(r"\bcookies?\b")
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt")
_CAPITALS = 4
"""Letters from which capitals are a way of heading, not an abbreviation."""
_FIGURE = re.compile(r"(?<![\d/–-])(?!20\d\d)\d")
"""A figure that is no year: an item of a menu may bear one, "Activités 2025-2026"."""
_LONGEST_HEADING = 60
"""Characters; a longer line is no heading of a section of furniture."""


class Skipped:
    """Tells, element by element, what a visitor does not see or does not read as the page's text."""

    def __init__(self, root: etree._Element) -> None:
        self._opened = {
            name
            for element in root.iter("button", "a", "summary", "h2", "h3", "h4", "div", "span")
            if (name := element.get("aria-controls"))
        }
        """Panels that a visitor opens by a button: hidden only until then."""

    def __call__(self, element: etree._Element, tag: str) -> bool:
        """Whether the element is left out with all that is in it."""
        if tag in _NEVER:
            return True
        if tag == "button":
            opens = "aria-expanded" in element.attrib  # of an accordion: the head of what it opens
            return not opens and not _inside(element, _HEADS)
        if self._named(element, tag):
            return True
        if tag == "header":
            return not _inside(element, ("article", "main", "section", "li")) and not _has(element, "h1")
        return tag == "aside" and not _practical(element)

    def _named(self, element: etree._Element, tag: str) -> bool:
        names = element.keys()
        if not _HIDING.isdisjoint(names) and _unseen(element):
            opened = element.get("id", "") in self._opened or element.get("role") == "tabpanel"
            return not opened or _named_menu(element)
        if tag in _WHOLE:
            return False
        role = element.get("role", "").lower() if "role" in names else ""
        if role in _ROLES or role == "banner":
            return not _has(element, "h1") and not (role == "complementary" and _practical(element))
        return _named_menu(element) and not _has(element, "h1", "main") and not _practical(element)


def _unseen(element: etree._Element) -> bool:
    """Whether an element's own attributes hide it."""
    if "hidden" in element.attrib or _UNSEEN.search(element.get("style", "")):
        return True
    return element.get("aria-hidden") == "true" and not _is_date_box(element)


def _is_date_box(element: etree._Element) -> bool:
    """Whether an element that is not read aloud is a date box that every eye sees: "07-11 Oct 2024".

    A day without its month ("sat 8") stands beside words that say it in full.
    """
    if element.tag != "time" and field_of(element.get("class", "")) != "when":
        return False
    told = [str(text) for text in element.itertext() if not text.isspace()]
    return len(told) < _DATE_BOX and tells_month(" ".join(told))


def _named_menu(element: etree._Element) -> bool:
    """Whether an element bears one of the usual names of furniture."""
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return len(names) > 1 and _is_menu(names)


@remembered
def _is_menu(names: str) -> bool:
    """Whether classes and id of an element are of furniture; a page repeats the same few."""
    return bool(_NAMES.search(names))


def _inside(element: etree._Element, tags: tuple[str, ...]) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _has(element: etree._Element, *tags: str) -> bool:
    return next(element.iter(*tags), None) is not None


def _practical(element: etree._Element) -> bool:
    """Whether a box beside the text holds the when and where of the page itself, not other items."""
    lines = [fold(str(text)) for text in element.itertext() if text.strip()]
    if any(_begins(line, "related") for line in lines[:3]) or len(lines) > 80:
        return False
    return any(line in _labels() for line in (each.split(" ", 3)[0] for each in lines) if line)


@cache
def _labels() -> frozenset[str]:
    """First words of the labels for when and where, folded."""
    found: set[str] = set()
    for language in words.languages():
        table = words.section(language, "labels")
        for name in ("when", "where"):
            found.update(fold(label) for label in table.get(name, ()))
    return frozenset(found)


@cache
def _phrases(section: str) -> tuple[str, ...]:
    each = (words.section(language, "furniture").get(section, ()) for language in words.languages())
    return tuple(sorted({fold(phrase) for phrases in each for phrase in phrases}))


@cache
def _openings() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """First word to the (phrase, section) pairs that begin with it."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for section in _SECTIONS:
        for phrase in _phrases(section):
            first = phrase.split(" ", 1)[0]
            found[first] = (*found.get(first, ()), (phrase, section))
    return found


def _begins(folded: str, section: str) -> bool:
    """Whether folded words begin with a phrase of the section, and say little more."""
    return section_of(folded) == section


def section_of(folded: str) -> str:
    """Which section of furniture a heading opens: "related", "past", …; "" for the page's own."""
    if not folded or len(folded) > _LONGEST_HEADING:
        return ""
    if is_over(folded):
        return "past"
    for phrase, section in _openings().get(folded.split(" ", 1)[0], ()):
        if folded == phrase or (folded.startswith(phrase + " ") and (" " in phrase or phrase in _openers())):
            return section
    return ""


@cache
def _openers() -> frozenset[str]:
    """Single words that open such a section whatever follows them ("Gerelateerde activiteiten")."""
    return frozenset(_phrases("openers"))


def without(outline: Outline) -> Outline:
    """The outline without sections of furniture, cookie lines and menus."""
    menus = _menus(outline)
    return kept(outline, (n for n in _own(outline) if outline.lines[n].box not in menus))


def _own(outline: Outline) -> Iterator[int]:
    """Numbers of the lines outside sections of furniture."""
    section: _Section | None = None
    begun = False
    often = Counter(line.text for line in outline.lines if line.tag == "text")
    for number, line in enumerate(outline.lines):
        if section is not None and section.left_by(line):
            section = None
        apart = line.tag != "text" or (number > 0 and outline.lines[number - 1].box != line.box)
        is_button = often[line.text] > 1 and is_link_word(line.text)  # of each thing: "Partager"
        if section is None and not is_button and (_opens(line) if apart else begun and _opens_flat(line)):
            section = _Section(outline, line)
        begun = begun or len(line.text) > _LONGEST_HEADING or bool(_FIGURE.search(line.text))
        if section is None and (line.level or not _tells_of_cookies(line.text)):
            yield number


def _tells_of_cookies(text: str) -> bool:
    """Whether a line speaks of cookies."""
    low = text.lower()
    return "cookie" in low and bool(_COOKIE.search(low))


class _Section:
    """A section of furniture from its heading on."""

    def __init__(self, outline: Outline, heading: Line) -> None:
        self.outline = outline
        self.heading = heading
        around = heading.level or heading.tag in ("p", "summary")
        self.scope = outline.boxes[heading.box].parent if around else heading.box
        self.listed: bool | None = None
        """Whether it is a list under its heading, so that a paragraph ends it; None before its first line."""

    def left_by(self, line: Line) -> bool:
        """Whether ``line`` is outside: a heading of the same weight, another box, text behind the list."""
        if line.level and (not self.heading.level or line.level <= self.heading.level):
            return True
        if self.scope and self.scope not in self.outline.within(line.box):
            return True
        if line.tag == "text" and self._headed(line.text):
            return True
        if self.listed is None:
            self.listed = line.tag == "li" or self._item(line)
            return not self.scope and line.box != self.heading.box and self.heading.tag == "text"
        direct = self.outline.boxes[line.box].parent == self.scope
        return self.listed and line.tag == "p" and direct and not line.level

    def _headed(self, text: str) -> bool:
        """Whether a line of plain text heads a section of its own: by its words, or written as ours was."""
        if section_of(fold(text)):
            return False
        return is_generic(text) or (self.heading.text.isupper() and text.isupper() and len(text) > _CAPITALS)

    def _item(self, line: Line) -> bool:
        return any(self.outline.boxes[box].tag in ("li", "ul", "ol") for box in self.outline.within(line.box))


def _opens(line: Line) -> bool:
    """A heading, or a short line by itself, whose words open a section of furniture."""
    if line.level == 1 or len(line.text) > _LONGEST_HEADING:
        return False
    heading = line.level > 0 or (line.tag != "li" and not line.links and line.tag not in ("td", "a", "span"))
    return heading and bool(section_of(fold(line.text.lstrip("0123456789 ("))))


def _opens_flat(line: Line) -> bool:
    """A line of plain text whose words, and nothing else, head such a section."""
    folded = fold(line.text)
    return line.tag == "text" and any(
        folded == phrase for phrase, _ in _openings().get(folded.split(" ", 1)[0], ())
    )


def _menus(outline: Outline) -> set[int]:
    """Boxes before the first heading that hold only links without a figure: menus without a name."""
    found: set[int] = set()
    for line in outline.lines:
        if line.level:
            break
        if _only_link(line):
            found.add(line.box)
        else:
            found.discard(line.box)
    return found


def _only_link(line: Line) -> bool:
    shown = " ".join(link.text for link in line.links)
    return bool(line.links) and len(shown) >= len(line.text) - 2 and not any(c.isdigit() for c in line.text)
