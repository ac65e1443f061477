"""A document as plain text: links on a line of their own, nothing to escape.

A line that equals one of the block's own markers cannot come from a text here: ``guard`` sees to it.
"""

from __future__ import annotations

from bba_events.publish.document import Bullets, Heading, Line, Paragraph, Part

GUARD = "== "
"""How the block's marker lines begin in plain text; a text that begins so is indented."""


def write(parts: tuple[Part, ...], language: str) -> str:
    """The document as plain text; ``language`` has no place in it."""
    return "\n\n".join(map(_part, parts)) + "\n"


def _part(part: Part) -> str:
    if isinstance(part, Heading):
        text = _text(part.line)
        return text.upper() if part.level <= _LOUD else _guarded(text)
    if isinstance(part, Bullets):
        return "\n".join(_with_links(line, "- ", "  ") for line in part.lines)
    assert isinstance(part, Paragraph)
    return _guarded(_with_links(part.line, "", ""))


_LOUD = 1


def _guarded(text: str) -> str:
    return f" {text}" if text.startswith(GUARD) else text


def _text(line: Line) -> str:
    return "".join(run.text for run in line)


def _with_links(line: Line, mark: str, indent: str) -> str:
    urls = dict.fromkeys(run.url for run in line if run.url)
    return "\n".join((mark + _text(line), *(indent + url for url in urls)))
