"""Reads a finished feed back, before it replaces the published one.

An independent reader of our own, from RFC 5545's grammar: it shares no code with what wrote the feed
(icalendar), and takes milliseconds where a whole parser takes a second, so that every feed of every run
is read.  It knows only what a subscriber's calendar must find; what it should say is left to ``ics``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(
    rb'([A-Z0-9-]+)((?:;[A-Z-]+=(?:"[^"\x00-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*))*):([^\x00-\x1f\x7f]*)'
)
_UID = re.compile(rb"[a-z0-9-]+@[a-z0-9.-]+")
_DAY = re.compile(rb"\d{8}")
_MOMENT = re.compile(rb"\d{8}T\d{6}Z?")
_ESCAPE = re.compile(rb"\\(?![nN,;\\])")
_BREAKS = re.compile("[\u0085\u2028\u2029\ufeff]")
_ONCE = (b"UID", b"DTSTAMP", b"DTSTART", b"SUMMARY")
_TEXTS = (b"SUMMARY", b"DESCRIPTION", b"LOCATION", b"NAME", b"CATEGORIES")
LONGEST_LINE = 75
"""Octets, without the line's end (RFC 5545 §3.1)."""

Line = tuple[bytes, bytes, bytes]
"""Name, parameters, value."""


def faults(data: bytes, events: int) -> list[str]:
    """What a calendar would stumble over, in plain words; [] when the feed holds ``events`` sound events."""
    found = list(_form(data))
    if found:
        return found
    try:
        lines = [_parse(line) for line in _unfolded(data)]
        components = list(_components(lines))
    except ValueError as fault:
        return [str(fault)]
    vevents = [content for name, content in components if name == b"VEVENT"]
    if len(vevents) != events:
        found.append(f"{len(vevents)} events were read back, {events} were written")
    uids = {value for content in vevents for name, _, value in content if name == b"UID"}
    if len(uids) != len(vevents):
        found.append("two events have one UID")
    zones = {
        value
        for name, content in components
        if name == b"VTIMEZONE"
        for key, _, value in content
        if key == b"TZID"
    }
    return found + [fault for content in vevents for fault in _event_faults(content, zones)]


def _form(data: bytes) -> Iterator[str]:
    """Faults of the bytes themselves: encoding, line ends, lengths."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        yield f"not UTF-8: {fault}"
        return
    if _BREAKS.search(text):
        yield "a character at which some calendars break a line"
    if not data.endswith(b"END:VCALENDAR\r\n"):
        yield "the feed does not end with END:VCALENDAR"
    physical = data.split(b"\r\n")
    if any(b"\r" in line or b"\n" in line for line in physical):
        yield "a line end that is not CRLF"
    if any(len(line) > LONGEST_LINE for line in physical):
        yield f"a line of more than {LONGEST_LINE} octets"
    for line in physical:
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield "a line folded inside a character"
            return


def _unfolded(data: bytes) -> Iterator[bytes]:
    yield from data.removesuffix(b"\r\n").replace(b"\r\n ", b"").split(b"\r\n")


def _parse(line: bytes) -> Line:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"not a content line: {line[:60]!r}")
    name, parameters, value = found.groups()
    return name, parameters, value


def _components(lines: list[Line]) -> Iterator[tuple[bytes, list[Line]]]:
    """Each component with its own lines; raises ValueError when they do not nest as they must."""
    if not lines or lines[0][::2] != (b"BEGIN", b"VCALENDAR"):
        raise ValueError("the feed does not begin with BEGIN:VCALENDAR")
    open_ones: list[tuple[bytes, list[Line]]] = []
    for at, line in enumerate(lines):
        name, _, value = line
        if name == b"BEGIN":
            if (value == b"VCALENDAR") != (at == 0):
                raise ValueError("more than one calendar in one feed")
            open_ones.append((value, []))
        elif name == b"END":
            if not open_ones or open_ones[-1][0] != value:
                raise ValueError(f"END:{value.decode()} without its beginning")
            yield open_ones.pop()
        elif not open_ones:
            raise ValueError("a property outside the calendar")
        else:
            open_ones[-1][1].append(line)
    if open_ones:
        raise ValueError(f"{open_ones[-1][0].decode()} is not ended")


def _event_faults(content: list[Line], zones: set[bytes]) -> Iterator[str]:
    names = [name for name, _, _ in content]
    told = {name: (parameters, value) for name, parameters, value in content}
    uid = told.get(b"UID", (b"", b""))[1]
    where = f"event {uid.decode()!r}"
    for name in _ONCE:
        if names.count(name) != 1:
            yield f"{where}: {name.decode()} stands {names.count(name)} times"
    if not _UID.fullmatch(uid):
        yield f"{where}: not a UID of ours"
    for name in (b"DTSTART", b"DTEND"):
        if name in told and not _is_when(*told[name], zones):
            yield f"{where}: {name.decode()} is no day and no moment of a known zone"
    for name in _TEXTS:
        if name in told and _ESCAPE.search(told[name][1].replace(b"\\\\", b"")):
            yield f"{where}: {name.decode()} holds an escape that is none"


def _is_when(parameters: bytes, value: bytes, zones: set[bytes]) -> bool:
    if parameters == b";VALUE=DATE":
        return bool(_DAY.fullmatch(value))
    if not _MOMENT.fullmatch(value):
        return False
    return (value.endswith(b"Z") and not parameters) or parameters.removeprefix(b";TZID=") in zones
