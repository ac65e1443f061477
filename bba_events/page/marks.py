"""The marks that stand in plain texts for what a page shows: Markdown, and what text browsers leave.

Knows headings, rules, rows of tables, links, emphasis and escapes of CommonMark
(https://spec.commonmark.org), the link numbers and buttons of ``lynx -dump``.  A text without marks comes out
as it went in.  Which lines belong together is left to ``plain`` and the readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bba_events.page.outline import Line, Link

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s++((?:.*[^\s#])?)[\s#]*$")
_RULE = re.compile(r"\s*(?:[-–—_=*~•.]\s?){3,}\s*$")
_UNDER = re.compile(r"\s{0,3}(=+|-+)\s*$")
_CELLS = re.compile(r"\s*\|(.*)\|\s*$")
_COLUMNS = re.compile(r"[\s|:+-]+$")
"""The row under the heads of a table, and the frames of one that is drawn."""
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_LONGEST = 4_000
"""Characters of one line in which links and emphasis are looked for."""
_PICTURE = re.compile(r"!\[([^\[\]]{0,200})\]\([^()\s]{0,500}(?:\([^()\s]{0,100}\))?[^()\s]{0,200}\)")
_LINK = re.compile(
    r"\[([^\[\]]{1,300})\]\(\s*+<?([^()\s<>]{0,500}(?:\([^()\s]{0,100}\)[^()\s]{0,200})?)>?(?:\s++\"[^\"]{0,200}\")?\s*+\)"
)
_REFERENCE = re.compile(r"\[([^\[\]]{1,300})\]\[\d{0,4}\]")
_NUMBER = re.compile(r"\[\d{1,4}\](?=\w|[«“\"'(])")
"""The number that a text browser writes before a link."""
_CONTROL = re.compile(r"\[(?:BUTTON|IMAGE|INPUT|INLINE|LINK)\]|\((?:BUTTON|X|\*)\)|\[[ xX]\]|_{6,}")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,300}?\S)\1")
_ITALIC = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*]{1,300}?[^\s*])?\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_]{1,300}?)_(?![\w_])"
)
_LOOSE = re.compile(r"\*\*|(?<!\w)__|__(?!\w)")
"""What is left of emphasis that held only a picture: "__10:00"."""
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")


def stretches(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines that stand together: blank lines, rules and headings part them; a heading comes alone.

    A heading that is underlined comes as if written with "#".
    """
    stretch: list[str] = []
    for raw in lines:
        line = _QUOTE.sub("", raw) if raw.lstrip().startswith(">") else raw
        if stretch and _underlines(line, stretch[-1]):
            heading = f"{'#' if '=' in line else '##'} {stretch.pop().strip()}"
            yield from filter(None, (stretch, [heading]))
            stretch = []
        elif not line.strip() or _RULE.match(line):
            yield from filter(None, (stretch,))
            stretch = []
        elif _HEADING.match(line):
            yield from filter(None, (stretch, [line]))
            stretch = []
        else:
            stretch.append(line)
    yield from filter(None, (stretch,))


def _underlines(line: str, above: str) -> bool:
    """Whether a line is drawn under the one above, about as long as it."""
    drawn = _UNDER.match(line)
    return bool(drawn) and len(drawn[1]) > 2 and abs(len(drawn[1]) - len(above.strip())) < 3  # type: ignore[index]


def are_in(stretch: Iterable[str]) -> bool:
    """Whether lines are a heading or the rows of a table, that is, not running text."""
    return any(_HEADING.match(line) or _CELLS.match(line) for line in stretch)


def read(text: str) -> Line:
    """One line of text, its marks read; with an empty text where it held nothing but marks."""
    level = 0
    if heading := _HEADING.match(text):
        level, text = len(heading[1]), heading[2]
    if cells := _CELLS.match(text):
        text = "" if _COLUMNS.match(text) else " | ".join(map(str.strip, cells[1].split("|"))).rstrip(" |")
    if not any(mark in text for mark in "[]*_\\") or len(text) > _LONGEST:
        return Line(text.strip(), 0, "text", level)
    return _marked(text, level)


def _marked(text: str, level: int) -> Line:
    links: list[Link] = []
    bold: list[str] = []

    def follow(found: re.Match[str]) -> str:
        links.append(Link(_bare(found[1]), found[2]))
        return found[1]

    def embolden(found: re.Match[str]) -> str:
        bold.append(_bare(found[2]))
        return found[2]

    text = _LINK.sub(follow, _PICTURE.sub("", _CONTROL.sub("", text)))
    text = _NUMBER.sub("", _REFERENCE.sub(r"\1", text))
    text = _bare(_BOLD.sub(embolden, text))
    shown = tuple(link for link in links if link.text)
    strong = bold[0] if bold and text.startswith(bold[0]) else ""
    return Line(text, 0, "text", level, shown, (), strong, tuple(filter(None, bold)))


def _bare(text: str) -> str:
    """Words without what is left of their marks."""
    text = _ITALIC.sub(lambda found: found[1] or found[2] or "", _LOOSE.sub("", text))
    return " ".join(_ESCAPED.sub(r"\1", text).split())
