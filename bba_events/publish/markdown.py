r"""A document as Markdown: the core of CommonMark, read alike by every renderer.

No tables, no raw HTML.  Text is escaped only where it would else become something: a bracket, a
star, a "28." or "#" at the start of a line, and "https://", "www." and "@", of which some renderers make
links by themselves.
Sources: CommonMark 0.31 §2.4, §4, §6; GitHub's autolink extension.
"""

from __future__ import annotations

import re
from itertools import groupby

from bba_events.publish.document import Bullets, Heading, Line, Paragraph, Part, Run

_ALWAYS = re.compile(r"[\\`*\[\]<~|]")
_OPENING = re.compile(r"(?<=\])\(")
"""One renderer takes "](" for a link although the bracket is escaped."""
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_SCHEME = re.compile(r":(?=//)")
_WWW = re.compile(r"(?<=www)\.", re.IGNORECASE)
_AT = re.compile(r"(?<=[\w.+-])@(?=\w)")
_START = re.compile(r"^(#|>|[-+=](?=[\s\-+=]|$)|\d{1,9}(?=[.)](?:\s|$)))")
_ONLY = re.compile(r"^([-+=_*~:]+)$")
_CLOSING = re.compile(r"(?<=\s)(#+)$")
_BANG = re.compile(r"!$")
"""Before a link it would make an image of it."""


def write(parts: tuple[Part, ...], language: str) -> str:
    """The document as Markdown; ``language`` is not written, Markdown has no place for it."""
    return "\n\n".join(map(_part, parts)) + "\n"


def _part(part: Part) -> str:
    if isinstance(part, Heading):
        return f"{'#' * part.level} {_CLOSING.sub(_escaped, _line(part.line))}"
    if isinstance(part, Bullets):
        return "\n".join(f"- {_start(_line(line))}" for line in part.lines)
    assert isinstance(part, Paragraph)
    return _start(_line(part.line))


def _line(line: Line) -> str:
    made = ""
    for url, runs in groupby(line, key=lambda run: run.url):
        text = "".join(map(_run, runs))
        made = f"{_BANG.sub(_escaped, made)}[{text}]({_ENTITY.sub('&amp;', url)})" if url else made + text
    return made


def _run(run: Run) -> str:
    text = escape(run.text)
    return f"**{text.strip()}**" if run.strong and text.strip() and not run.url else text


def escape(text: str) -> str:
    """The text, on one line, so that every renderer shows it letter by letter within a line."""
    for pattern in (_ALWAYS, _OPENING, _UNDERSCORE, _ENTITY, _SCHEME, _WWW, _AT):
        text = pattern.sub(_escaped, text)
    return text


def _start(line: str) -> str:
    """The same at the start of a line, where more characters mean something."""
    if _ONLY.match(line):
        return "\\" + line
    found = _START.match(line)
    if not found:
        return line
    mark = found.group()
    return f"{mark}\\{line[len(mark) :]}" if mark.isdigit() else f"\\{line}"


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found.group()
