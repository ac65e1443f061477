"""iCalendar as lines and components, read as far as sense allows.

Knows folding, parameters, escapes and nesting, and what broken files do to them: no END, bare line
breaks in a text, blank lines, NUL, quoted-printable of vCalendar 1.0, an unquoted colon in a zone's name.
What the properties mean is left to ``ical``.  Source: RFC 5545 §3.1-3.3, vCalendar 1.0.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_BREAK = re.compile(r"\r\n|\n|\r")
_PROPERTY = re.compile(r"(?:[\w-]+\.)?([A-Za-z][A-Za-z0-9-]*)\s*([;:])")
_EDGE = re.compile(r"\s*(BEGIN|END)\s*:\s*([A-Za-z-]+)\s*", re.IGNORECASE)
_PARAMETER = re.compile(r';\s*([A-Za-z0-9-]+)\s*=\s*("[^"]*"|[^;]*)')
_QUOTED = re.compile(r'"[^"]*"')
_DATED = re.compile(r":\s*(\d{4}-?\d{2}-?\d{2}.*)$")
_DATES = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE", "DTSTAMP", "DUE"})
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_KNOWN = _DATES.union(
    "SUMMARY DESCRIPTION LOCATION URL UID STATUS GEO ORGANIZER CATEGORIES DURATION RRULE EXRULE CLASS"
    " SEQUENCE ATTACH CONTACT TRANSP PRIORITY CREATED LAST-MODIFIED COMMENT RESOURCES ATTENDEE METHOD"
    " VERSION PRODID CALSCALE TZID TZOFFSETTO TZOFFSETFROM TZNAME TRIGGER ACTION".split()
)
_EVENTS = frozenset(
    "DTSTART DTEND DURATION SUMMARY LOCATION UID STATUS RRULE EXDATE RDATE RECURRENCE-ID GEO DTSTAMP"
    " ORGANIZER CATEGORIES SEQUENCE".split()
)
"""Properties that no calendar has, only what is in it."""
_SECTIONS = frozenset({"VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"})
_DEPTH = 30
_LONG = 200_000
"""Characters of one value that are kept: more is an attachment."""


@dataclass(slots=True)
class Property:
    """One content line: name in capitals, parameters with names in capitals, the raw value."""

    name: str
    parameters: dict[str, str]
    value: str
    sure: bool = True
    """Written in capitals, as programs write; else it may be a line of somebody's text."""

    @property
    def text(self) -> str:
        """The value of a TEXT property, unescaped."""
        if self.parameters.get("ENCODING", "").upper() in ("QUOTED-PRINTABLE", "Q"):
            return _printable(self.value, self.parameters.get("CHARSET", ""))
        return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


@dataclass(slots=True)
class Component:
    """What stands between BEGIN and END."""

    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    _named: dict[str, list[Property]] = field(default_factory=dict)

    def all(self, name: str) -> list[Property]:
        """The properties of a name, the surely written first; ask when the component is read whole."""
        if not self._named:
            for one in sorted(self.properties, key=lambda one: not one.sure):
                self._named.setdefault(one.name, []).append(one)
        return self._named.get(name, [])

    def first(self, name: str) -> Property | None:
        """The first property of a name."""
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str:
        """The text of the first property of a name that has any, "" when none."""
        return next((one.text for one in self.all(name) if one.value.strip()), "")

    def inner(self, name: str) -> Iterator[Component]:
        """All components of a name inside, in order."""
        for part in self.parts:
            if part.name == name:
                yield part
            yield from part.inner(name)


def parse(text: str) -> Component:
    """A nameless component that holds everything in ``text``."""
    root = Component("")
    stack = [root]
    for line in _logical(text):
        if edge := _EDGE.fullmatch(line):
            _turn(stack, edge[1].upper(), edge[2].upper())
        else:
            _add(stack[-1], line)
    return root


def _turn(stack: list[Component], edge: str, name: str) -> None:
    """Open or close a component; a new section closes what lacks its END."""
    if edge == "END":
        if name in [one.name for one in stack[1:]]:
            while stack.pop().name != name:
                pass
        elif name == "VEVENT":
            _recover(stack[-1])
        return
    if name in _SECTIONS:
        while len(stack) > 1 and (name == "VCALENDAR" or stack[-1].name != "VCALENDAR"):
            stack.pop()
    if len(stack) < _DEPTH:
        opened = Component(name)
        stack[-1].parts.append(opened)
        stack.append(opened)


def _recover(around: Component) -> None:
    """An event whose BEGIN is lost: its properties stand in what is around it."""
    own = [one for one in around.properties if one.name in _EVENTS]
    if any(one.name == "DTSTART" for one in own):
        around.parts.append(Component("VEVENT", own))
    around.properties = [one for one in around.properties if one.name not in _EVENTS]


def _logical(text: str) -> Iterator[str]:
    """Lines unfolded; a blank line ends nothing."""
    kept: list[str] = []
    for line in _BREAK.split(text.replace("\x00", "").lstrip("\ufeff")):
        if kept and _goes_on(kept, line):
            kept.append(line[1:] if line[:1] in " \t" else line)
        elif line.strip():
            yield from _joined(kept)
            kept = [line]
    yield from _joined(kept)


def _goes_on(kept: list[str], line: str) -> bool:
    """Whether a line continues the one before: folded, or a soft break of quoted-printable."""
    if line[:1] in (" ", "\t") and line.strip():
        return _EDGE.fullmatch(line) is None
    return kept[-1].endswith("=") and "QUOTED-PRINTABLE" in kept[0][:200].upper()


def _joined(kept: list[str]) -> Iterator[str]:
    if kept:
        soft = "QUOTED-PRINTABLE" in kept[0][:200].upper()
        yield "".join(part.removesuffix("=") if soft else part for part in kept)[:_LONG]


def _add(around: Component, line: str) -> None:
    """A line as a property; what is none belongs to the text before."""
    found = _PROPERTY.match(line.lstrip())
    name = found[1].upper() if found else ""
    written = found[1] if found else ""
    if found is None or (name not in _KNOWN and not written.isupper()):
        if around.properties and around.properties[-1].name not in _DATES:
            around.properties[-1].value += "\\n" + line.strip()
        return
    rest = line.lstrip()[found.end() - 1 :]
    head, value = _split(rest, dated=name in _DATES)
    parameters = {key.upper(): said.strip('" ') for key, said in _PARAMETER.findall(head)}
    around.properties.append(Property(name, parameters, value, written.isupper()))


def _split(rest: str, *, dated: bool) -> tuple[str, str]:
    """Parameters and value: at the first colon outside quotes; a date's value starts with its year."""
    if dated and (found := _DATED.search(rest)):
        return rest[: found.start()], found[1].strip()
    blind = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), rest)
    at = blind.find(":")
    at = at if at >= 0 else rest.find(":")
    return (rest[:at], rest[at + 1 :]) if at >= 0 else (rest, "")


def _printable(value: str, charset: str) -> str:
    """Quoted-printable text; in an unknown charset as UTF-8."""
    raw = quopri.decodestring(value.encode("utf-8"))
    try:
        return raw.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return raw.decode("utf-8", "replace")
