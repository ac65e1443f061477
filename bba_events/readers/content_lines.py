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

from bba_events.readers import lost_lines

_BREAK = re.compile(r"\r\n|\n|\r")
_PROPERTY = re.compile(r"(?:[\w-]+\.)?([A-Za-z][A-Za-z0-9-]*)\s*([;:=])")
_EDGE = re.compile(r"\s*(BEGIN|END)\s*:\s*([A-Za-z-]+)\s*", re.IGNORECASE)
_PARAMETER = re.compile(r';\s*([A-Za-z0-9-]+)\s*=\s*("[^"]*"|[^;]*)')
_QUOTED = re.compile(r'"[^"]*"')
_DATED = re.compile(r":\s*(\d{4}-?\d{2}-?\d{2}.*)$")
_WHOLE_DATE = re.compile(r"(?:DT|RECURRENCE-ID|EXDATE|RDATE)[^:]{0,200}:\d{8}(?:T\d{6}Z?)?\Z")
_DATES = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE", "DTSTAMP", "DUE"})
_TORN_DATE = re.compile(r"\d{0,7}|\d{8}T\d{0,5}")
"""A date whose line was folded where it stood, so that its rest is on a line of its own."""
_STAMPS = re.compile(
    r"\d{8}(?:T\d{6}Z?)?(?:/[\dTZPWDHMS]{2,16})?(?:,\d{8}(?:T\d{6}Z?)?(?:/[\dTZPWDHMS]{2,16})?)*+"
)
_RULES = frozenset({"RRULE", "EXRULE"})
_OF_RULE = re.compile(r"[\w=;,:+-]+")
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
_WORDS = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "X-ALT-DESC", "RESOURCES"})
"""Properties of free text, which may hold line breaks that nobody escaped."""
_WIDE = 70
"""From this length on a line was full: what follows is the rest of it, not a new line of its text."""
_WRITTEN = frozenset({"DTSTAMP", "CREATED", "LAST-MODIFIED"})
"""When something was written down."""
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
        """The first property of a name, one with a value before all."""
        written = self.all(name)
        return next((one for one in written if one.value.strip()), next(iter(written), None))

    def text(self, name: str) -> str:
        """The text of the first property of a name that has any, "" when none."""
        return next((one.text for one in self.all(name) if one.value.strip()), "")

    @property
    def told(self) -> str:
        """All that it says, whatever its order and whenever it was written down."""
        lines = {
            f"{one.name} {one.parameters} {one.value}" for one in self.properties if one.name not in _WRITTEN
        }
        return "\n".join(sorted(lines))

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
    full = False
    for line, last in _logical(lost_lines.found(text)):
        if edge := _EDGE.fullmatch(line):
            _turn(stack, edge[1].upper(), edge[2].upper())
        else:
            _add(stack[-1], line, full=full)
        full = last >= _WIDE
    _recover(stack[-1])
    return root


def apart(component: Component) -> list[Component]:
    """The events of a component between which an END and a BEGIN were lost; itself for a sound one."""
    own = [one for one in component.properties if one.sure and one.value.strip()]
    told = {name: [one.value for one in own if one.name == name] for name in ("DTSTART", "SUMMARY", "UID")}
    times = len(told["DTSTART"])
    if times < 2 or len(told["SUMMARY"]) != times or len(set(told["UID"])) not in (0, times):
        return [component]
    first = next(one.name for one in own if one.name in told)
    made = [Component(component.name)]
    for one in component.properties:
        if one.name == first and one.sure and any(before.name == first for before in made[-1].properties):
            made.append(Component(component.name))
        made[-1].properties.append(one)
    return made


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
    if around.name not in ("", "VCALENDAR"):
        return
    own = [one for one in around.properties if one.name in _EVENTS]
    if any(one.name == "DTSTART" for one in own):
        around.parts.append(Component("VEVENT", own))
    around.properties = [one for one in around.properties if one.name not in _EVENTS]


def _logical(text: str) -> Iterator[tuple[str, int]]:
    """Lines unfolded, each with the length of its last stretch; a blank line ends nothing."""
    kept: list[str] = []
    for line in _BREAK.split(text):
        if kept and kept[-1].endswith("=") and "QUOTED-PRINTABLE" in kept[0][:200].upper():
            kept.append(line)  # a soft break of vCalendar 1.0, where a space is a space
        elif kept and _continues(line, kept):
            kept.append(line[1:])
        elif line.strip():
            yield from _joined(kept)
            kept = [line]
    yield from _joined(kept)


def _continues(line: str, kept: list[str]) -> bool:
    """Whether a line goes on with the one before: it is indented, and no property behind a whole date."""
    if line[:1] not in (" ", "\t") or not line.strip() or _EDGE.fullmatch(line):
        return False
    named = _PROPERTY.match(line.strip())
    return not (named and named[1] in _KNOWN and len(kept) == 1 and _WHOLE_DATE.match(kept[0]))


def _joined(kept: list[str]) -> Iterator[tuple[str, int]]:
    if kept:
        soft = "QUOTED-PRINTABLE" in kept[0][:200].upper()
        whole = "".join(part.removesuffix("=") if soft else part for part in kept)
        yield whole[:_LONG], len(kept[-1])


def _add(around: Component, line: str, *, full: bool) -> None:
    """A line as a property; what is none belongs to the text before, to any value that filled its line."""
    found = _PROPERTY.match(line.lstrip())
    written = found[1] if found else ""
    name = written.upper()
    if found is None or not _is_property(name, written, found[2]):
        if around.properties:
            _append(around.properties[-1], line, full=full)
        return
    rest = line.lstrip()[found.end() - 1 :]
    head, value = _split(":" + rest[1:] if found[2] == "=" else rest, dated=name in _DATES)
    parameters = {key.upper(): said.strip('" ') for key, said in _PARAMETER.findall(head)}
    around.properties.append(Property(name, parameters, value, written.isupper()))


def _append(last: Property, line: str, *, full: bool) -> None:
    """A line that is no property, as the rest of the value before it; of a date and a rule only what fits."""
    if last.name in _DATES:
        rest, begun = line.strip(), last.value[last.value.rfind(",") + 1 :]
        fits = _STAMPS.fullmatch(begun + rest) if rest[0] == "," or _TORN_DATE.fullmatch(begun) else None
        last.value += rest if fits and len(last.value) < _LONG else ""
    elif last.name in _RULES and not _OF_RULE.fullmatch(line.strip()):
        return
    elif len(last.value) < _LONG and (full or last.name in _WORDS):
        last.value += line if full else "\\n" + line.strip()


def _is_property(name: str, written: str, mark: str) -> bool:
    """Whether a line starts one: a name of iCalendar in any case, any other in capitals."""
    if mark == "=":
        return name in _EVENTS and written.isupper()
    return name in _KNOWN or written.isupper()


def _split(rest: str, *, dated: bool) -> tuple[str, str]:
    """Parameters and value: at the first colon outside quotes; a date's value starts with its year."""
    if dated and (found := _DATED.search(rest)):
        return ";" + rest[1 : found.start()], found[1].strip()  # parameters may stand behind the colon, too
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
