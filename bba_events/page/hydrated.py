"""The texts of a page that a browser builds from data: Next, Nuxt and JSON in script elements.

Read only when the HTML itself is an empty shell.  Objects become boxes, texts become lines, names
become headings, so that the readers need not know where a page's words came from.  Machine dates in
such data are left to the machine readers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from bba_events.page import scripts
from bba_events.page.outline import Line, Outline, Time

_TITLES = frozenset("title name heading headline titel titre naam nom kop h1 label question".split())
_FURNITURE = re.compile(
    r"(?:^_|nav|menu|footer|header$|cookie|consent|related|breadcrumb|seo|meta|opengraph|og_|slug|url|href|src"
    r"|image|icon|logo|^id$|uuid|class|style|type|locale|lang|build|route|path|query|token|theme|color|colour"
    r"|created|updated|published|modified|author|social|share|redirect|translat|i18n|messages|config|email|phone)",
    re.IGNORECASE,
)
_TAGS = re.compile(r"<[a-zA-Z/!][^<>]*>")
_ISO = re.compile(r"^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$")
_ADDRESS = frozenset(
    "street streetaddress postalcode zip zipcode postcode city town addresslocality rue straat".split()
)
_START = re.compile(r"start|begin|from|first|debut|opens?|^van$|^du$|^date$|when", re.IGNORECASE)
_END = re.compile(r"end|eind|until|till|^to$|^tot$|^au$|last|fin(?!d)|close", re.IGNORECASE)
_CODE = re.compile(r"^(?:\S*[/\\_{}#$=@<>|]\S*|[0-9a-fA-F-]{16,}|[a-z]+(?:[A-Z-][a-z0-9]*)+)$")
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_ASSIGNED = re.compile(r"window\.__(?:NUXT|INITIAL_STATE|PRELOADED_STATE|APOLLO_STATE|DATA)__\s*=\s*")


def read(root: etree._Element) -> Outline:
    """The outline of the data in a tree's scripts; empty when there are none that can be read."""
    made = _Data()
    for value in _values(root):
        made.walk(value)
    return made.outline


def _values(root: etree._Element) -> Iterator[Any]:
    """What the scripts hold; of a script that is more than a value, the texts that stand in it."""
    found = list(scripts.values(root))
    yield from found or _texts(root)


def _texts(root: etree._Element) -> Iterator[Any]:
    for script in root.iter("script"):
        source = script.text or ""
        if _ASSIGNED.search(source[:2000]):
            yield [text for found in _STRING.finditer(source) if " " in (text := _unescaped(found[0]))]


def _unescaped(literal: str) -> str:
    try:
        return str(json.loads(literal))
    except ValueError:
        return ""


class _Data:
    """Walks values into an outline."""

    def __init__(self) -> None:
        self.outline = Outline()
        self.left = scripts.NODES
        self.titled = False
        self.seen: set[str] = set()

    def walk(self, value: Any, box: int = 0, depth: int = 0, key: str = "") -> None:
        """One value, its members in order; names come first in their object."""
        self.left -= 1
        if self.left < 0 or depth > scripts.DEPTH:
            return
        if isinstance(value, dict):
            self._object(value, box, depth)
        elif isinstance(value, list):
            self._list(value, box, depth, key)
        elif isinstance(value, str):
            self._text(value, box, depth, key)

    def _object(self, value: Mapping[str, Any], box: int, depth: int) -> None:
        inner = self.outline.open(box, "json", "{" + ",".join(sorted(value)) + "}")
        names = [key for key in value if key.lower() in _TITLES and isinstance(value[key], str)]
        if _ADDRESS & {key.lower() for key in value}:
            self._address(value, inner)
            return
        for key in names:
            self.walk(value[key], inner, depth + 1, key)
        self._days(value, inner)
        for key in (key for key in value if key not in names and not _is_day(value[key])):
            outer = isinstance(value[key], dict) and depth < 3 and not _menu(key)
            if outer or not _FURNITURE.search(key):
                self.walk(value[key], inner, depth + 1, key)

    def _address(self, value: Mapping[str, Any], box: int) -> None:
        """The parts of an address in one line, as people write them."""
        parts = [str(part) for part in value.values() if isinstance(part, (str, int)) and str(part).strip()]
        told = ", ".join(part for part in parts if not part.startswith(("http", "+")))
        if told:
            self._line(re.sub(r"\b(\d{4}), (?=[^\W\d])", r"\1 ", told), box, ())

    def _days(self, value: Mapping[str, Any], box: int) -> None:
        """The machine dates of an object: a first and a last day in one line, others after their name."""
        days = {key: day for key, day in value.items() if _is_day(day) and not _FURNITURE.search(key)}
        days = {key: day for key, day in days.items() if not _of_writing(key, day, value)}
        ends = [key for key in days if _END.search(key)]
        starts = [key for key in days if _START.search(key) and key not in ends]
        if len(starts) == 1 and len(ends) == 1:
            first, last = days.pop(starts[0]), days.pop(ends[0])
            self._line(f"{first} – {last}", box, (Time(first, ""), Time(last, "")))
        for key, day in days.items():
            named = "deadline" in key.lower() or "publi" in key.lower()
            self._line(f"{key}: {day}" if named else day, box, () if named else (Time(day, ""),))

    def _line(self, text: str, box: int, times: tuple[Time, ...]) -> None:
        if any(time.value.endswith("Z") for time in times):
            return  # no visitor sees UTC; the hour here is for the readers of machine dates to tell
        self.outline.lines.append(Line(text, box, "json", times=times))

    def _list(self, value: list[Any], box: int, depth: int, key: str) -> None:
        spans = [
            each["text"] for each in value if isinstance(each, dict) and isinstance(each.get("text"), str)
        ]
        if spans and len(spans) == len(value):
            self._text("".join(spans), box, depth, key)
            return
        inner = self.outline.open(box, "json", "[]")
        for each in value:
            self.walk(each, inner, depth + 1, key)

    def _text(self, value: str, box: int, depth: int, key: str) -> None:
        if _ISO.match(value):
            self._line(value, box, (Time(value, ""),))
        elif _TAGS.search(value):
            self._markup(value, box)
        elif words := " ".join(value.split()):
            self._words(words, box, depth, key)

    def _words(self, words: str, box: int, depth: int, key: str) -> None:
        if _CODE.match(words) or words.lower() in ("true", "false", "null", "none"):
            return
        level = 0
        if key.lower() in _TITLES:
            level = 2 if self.titled else 1
            self.titled = True
        self.outline.lines.append(Line(words, box, "json", level))

    def _markup(self, value: str, box: int) -> None:
        from bba_events.page import blocks  # noqa: PLC0415 - only for data that holds markup

        inner = blocks.read(etree.fromstring(f"<div>{value}</div>", etree.HTMLParser()))
        shift = len(self.outline.boxes)
        for each in inner.boxes[1:]:
            self.outline.open(each.parent + shift - 1 if each.parent else box, each.tag, each.look)
        for line in inner.lines:
            number = line.box + shift - 1 if line.box else box
            self.outline.lines.append(
                Line(line.text, number, line.tag, line.level, line.links, line.times, line.strong)
            )


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and bool(_ISO.match(value))


def _of_writing(key: str, day: str, value: Mapping[str, Any]) -> bool:
    """Whether a bare date tells when a record was written: in a post of WordPress, or as another one says."""
    if key.lower() not in ("date", "datum"):
        return False
    names = {each.lower() for each in value}
    if names & {"date_gmt", "dategmt", "modified"} or isinstance(value.get("title"), dict):
        return True
    return any(_FURNITURE.search(name) and str(each)[:10] == day[:10] for name, each in value.items())


def _menu(key: str) -> bool:
    return bool(
        re.search(r"nav|menu|footer|cookie|related|seo|breadcrumb|i18n|messages|translat", key, re.IGNORECASE)
    )
