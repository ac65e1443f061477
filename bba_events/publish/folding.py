"""Content lines to bytes: UTF-8, folded at 75 octets, never inside a character nor beside a blank.

A reader that strips its lines would else lose a blank at a fold, and one that joins bytes would break a
character.  icalendar makes and escapes the lines; its own folding goes character by character and takes
longer than all the rest.  Source: RFC 5545 §3.1.
"""

from __future__ import annotations

from icalendar.cal.component import Component

LONGEST = 75
"""Octets of a line, without its end."""
_BREAK = b"\r\n "


def serialise(component: Component) -> bytes:
    """A component with everything in it, in the order in which it was added."""
    return b"".join(fold(line) for line in component.content_lines(sorted=False) if line)


def fold(line: str) -> bytes:
    """One content line with its CRLF."""
    data = line.encode("utf-8")
    if len(data) <= LONGEST:
        return data + b"\r\n"
    parts, start, room = [], 0, LONGEST
    while len(data) - start > room:
        end = _cut(data, start, start + room)
        parts.append(data[start:end])
        start, room = end, LONGEST - 1
    parts.append(data[start:])
    return _BREAK.join(parts) + b"\r\n"


def _cut(data: bytes, start: int, end: int) -> int:
    """The last place at or before ``end`` between two characters, neither of them a blank where possible."""
    while data[end] & 0xC0 == 0x80:
        end -= 1
    better = end
    while better > start + 1 and (
        data[better - 1] == 0x20 or data[better] & 0xC0 == 0x80 or data[better] == 0x20
    ):
        better -= 1
    return better if better > start + 1 else end
