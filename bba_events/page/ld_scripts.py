"""JSON blocks whose texts hold "</script": a browser closes them there, and shows the rest as text.

The authors meant one block, so it is made one before the page is parsed.  What the JSON says is left to the
readers.
"""

from __future__ import annotations

import re

_OPENING = re.compile(r"<script\b[^<>]{1,1000}>", re.IGNORECASE)
_CLOSING = re.compile(r"</script", re.IGNORECASE)
_NESTED = re.compile(r"<script\b", re.IGNORECASE)
_MARK = "ld+json"
_BLOCKS = 200
_LONGEST = 1_000_000
"""Characters of one block that are looked at."""
_REPAIRS = 20
"""How many times "</script" may stand inside the texts of one block."""


def mended(text: str) -> str:
    """The document, each "</script" inside a text of JSON-LD written as JSON allows, with a backslash."""
    if _MARK not in text and _MARK.upper() not in text:
        return text
    starts = [tag.end() for tag in _OPENING.finditer(text) if _MARK in tag[0].lower()][:_BLOCKS]
    parts, done = [], 0
    for start, following in zip(starts, [*starts[1:], len(text)], strict=False):
        end = _end(text, start, min(following, start + _LONGEST))
        parts += [text[done:start], text[start:end].replace("</", "<\\/")]
        done = end
    return "".join([*parts, text[done:]])


def _end(text: str, start: int, limit: int) -> int:
    """Where the block ends: where the browser ends it, unless that is inside of a quoted text."""
    ends = [
        found.start()
        for found, _ in zip(_CLOSING.finditer(text, start, limit), range(_REPAIRS), strict=False)
    ]
    if not ends or not _cut(text[start : ends[0]]):
        return start
    return next((end for end in ends[1:] if _whole(text[start:end])), start)


def _whole(block: str) -> bool:
    closed = block.rstrip()[-1:] in ("}", "]") and block.count("{") == block.count("}")
    return closed and not _odd(block)


def _cut(block: str) -> bool:
    """Whether the block ends inside a quoted text: its quotes are odd, or it holds a script of its own."""
    if _whole(block):
        return False
    ended = block.rstrip()[-1:] in ("}", "]", ">", ";", "/")
    return bool(_NESTED.search(block)) or (not ended and _odd(block))


def _odd(block: str) -> bool:
    """Whether a quoted text is still open at the end."""
    return (block.count('"') - block.count('\\"')) % 2 == 1
