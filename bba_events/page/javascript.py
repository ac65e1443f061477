"""Values written as JavaScript in a page's scripts: literals, and the function that Nuxt 2 wraps them in.

Knows object and array literals, texts, numbers, ``void 0``, ``!0``, ``new Date(…)``, ``JSON.parse("…")`` and
``(function(a,b){return {…}}(1,"x"))``.  Nothing is ever run: what is more than a value is no value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

DEPTH = 80
LONGEST = 3_000_000
MOST = 200_000
"""Values of one script; more is no page."""

_SPACE = re.compile(r"(?:[\s\ufeff]+|//[^\n]*|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)*")
_TEXT = re.compile(
    r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
    r"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'"
    r"|`[^`\\$]*(?:\\.[^`\\$]*)*`",
    re.DOTALL,
)
_NUMBER = re.compile(r"[-+]?(?:\d{1,17}(?:\.\d{0,17})?|\.\d{1,17})(?:[eE][+-]?\d{1,3})?(?![\w.])")
_NAME = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*")
_WRAPPED = re.compile(r"\(?\s*(?:function\s*\(([\w$,\s]*)\)|\(([\w$,\s]*)\)\s*=>)\s*\{")
_ASSIGNS = re.compile(
    r"([A-Za-z_$][\w$]*)\s*((?:\.[A-Za-z_$][\w$]*|\[\d{1,9}\]|\[\"[^\"\\\n]{0,80}\"\])+)\s*=(?!=)"
)
_STEP = re.compile(r"\.([\w$]+)|\[(\d+)\]|\[\"([^\"]*)\"\]")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": "", "0": "", "\n": "", "\r": "", "\r\n": ""}
_WORDS = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None, "Infinity": None}


class NotLiteral(ValueError):
    """The script holds more than a value."""


@dataclass(frozen=True, slots=True)
class _Given:
    """A name whose value the wrapping function is given."""

    name: str


def value(text: str, at: int = 0) -> Any:
    """The value that stands at ``at``; raises NotLiteral when there is none."""
    if len(text) - at > LONGEST:
        raise NotLiteral(f"{len(text) - at} characters of script")
    read = _Reader(text, at)
    wrapped = _WRAPPED.match(text, read.skip())
    return _called(read, wrapped) if wrapped else _Filled({}).value(read.value(0))


def _called(read: _Reader, wrapped: re.Match[str]) -> Any:
    """What a wrapping function returns for the values that it is given at its end."""
    names = [name.strip() for name in (wrapped[1] or wrapped[2] or "").split(",")]
    read.at = wrapped.end()
    assigned = list(_assignments(read))
    read.take("return")
    returned = read.value(0)
    for mark in (";", "}", ")"):  # "})(…)" and "}(…))" are both written
        read.may(mark)
    values = dict(zip(names, read.several("(", ")", 0), strict=False))
    for name, steps, told in assigned:
        _assign(values.get(name), steps, told)
    return _Filled(values).value(returned)


def _assignments(read: _Reader) -> Iterator[tuple[str, list[str], Any]]:
    """``a.title="x";`` before the return: parts of values that stand in several places."""
    while found := _ASSIGNS.match(read.text, read.skip()):
        read.at = found.end()
        steps = ["".join(filter(None, step.groups())) for step in _STEP.finditer(found[2])]
        yield found[1], steps, read.value(0)
        while read.may(";") or read.may(","):
            pass


def _assign(whole: Any, steps: list[str], told: Any) -> None:
    for step in steps[:-1]:
        whole = whole.get(step) if isinstance(whole, dict) else None
    if isinstance(whole, dict):
        whole[steps[-1]] = told
    elif isinstance(whole, list) and steps[-1].isdigit() and len(whole) < DEPTH * 100:
        whole.append(told)


class _Filled:
    """Values with names replaced by what they stand for; names that name each other end in nothing."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self.left = MOST

    def value(self, told: Any, depth: int = 0) -> Any:
        """One value, filled; what is not given, or too much, is nothing."""
        self.left -= 1
        if depth > DEPTH or self.left < 0:
            return None
        if isinstance(told, _Given):
            return self.value(self.values.get(told.name), depth + 1)
        if isinstance(told, dict):
            return {key: self.value(each, depth + 1) for key, each in told.items()}
        return [self.value(each, depth + 1) for each in told] if isinstance(told, list) else told


class _Reader:
    """Reads values of one text from left to right, none twice."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at

    def skip(self) -> int:
        """Past blanks and comments."""
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def may(self, mark: str) -> bool:
        """Past a mark, when it stands here."""
        if self.text.startswith(mark, self.skip()):
            self.at += len(mark)
            return True
        return False

    def take(self, mark: str) -> None:
        """Past a mark that must stand here."""
        if not self.may(mark):
            raise NotLiteral(f"expected {mark!r}, found {self.text[self.at : self.at + 20]!r}")

    def value(self, depth: int) -> Any:
        """One value; names that a function is given are kept as such."""
        if depth > DEPTH:
            raise NotLiteral(f"nested deeper than {DEPTH} levels")
        char = self.text[self.skip() : self.at + 1]
        if char == "{":
            return self._object(depth)
        if char == "[":
            return self.several("[", "]", depth)
        if char in "\"'`" and char:
            return self._string()
        if char == "!":
            self.at += 1
            return not self.value(depth + 1)
        return self._number() if (char.isdigit() or char in "-+.") and char else self._named(depth)

    def several(self, opening: str, closing: str, depth: int) -> list[Any]:
        """Values between marks, with commas between them; a hole is nothing."""
        self.take(opening)
        made: list[Any] = []
        while not self.may(closing):
            if self.may(","):
                made.append(None)
                continue
            made.append(self.value(depth + 1))
            if not self.may(","):
                self.take(closing)
                break
        return made

    def _object(self, depth: int) -> dict[str, Any]:
        self.take("{")
        made: dict[str, Any] = {}
        while not self.may("}"):
            key = self._key()
            made[key] = self.value(depth + 1) if self.may(":") else _Given(key)
            if not self.may(","):
                self.take("}")
                break
        return made

    def _key(self) -> str:
        char = self.text[self.skip() : self.at + 1]
        if char in "\"'" and char:
            return self._string()
        found = _NAME.match(self.text, self.at) or re.compile(r"\d{1,17}").match(self.text, self.at)
        if found is None:
            raise NotLiteral(f"expected a key, found {self.text[self.at : self.at + 20]!r}")
        self.at = found.end()
        return found[0]

    def _string(self) -> str:
        found = _TEXT.match(self.text, self.at)
        if found is None:
            raise NotLiteral("a text without its end")
        self.at = found.end()
        inner = found[0][1:-1]
        return _joined(_ESCAPE.sub(_unescaped, inner)) if "\\" in inner else inner

    def _number(self) -> int | float:
        found = _NUMBER.match(self.text, self.at)
        if found is None:
            raise NotLiteral(f"expected a number, found {self.text[self.at : self.at + 20]!r}")
        self.at = found.end()
        return int(found[0]) if re.fullmatch(r"[-+]?\d+", found[0]) else float(found[0])

    def _named(self, depth: int) -> Any:
        found = _NAME.match(self.text, self.at)
        if found is None:
            raise NotLiteral(f"expected a value, found {self.text[self.at : self.at + 20]!r}")
        self.at = found.end()
        if found[0] in ("void", "new"):
            made = self.value(depth + 1)
            return made if found[0] == "new" else None
        if found[0] in _WORDS:
            return _WORDS[found[0]]
        return self._call(found[0], depth) if self.text.startswith("(", self.at) else _Given(found[0])

    def _call(self, name: str, depth: int) -> Any:
        """The few calls that stand for a value."""
        first = next(iter(self.several("(", ")", depth)), None)
        if name == "Date":
            return _moment(first)
        if name == "JSON.parse" and isinstance(first, str):
            return _json(first)
        if name in ("Set", "Object.freeze", "Object.assign", "URL", "Map", "String", "Number", "BigInt"):
            return first
        if name == "Array":
            return []
        raise NotLiteral(f"{name} is called")


def _unescaped(found: re.Match[str]) -> str:
    if code := found[1] or found[2] or found[3]:
        number = int(code, 16)
        return chr(number) if number <= 0x10FFFF else ""
    return _PLAIN.get(found[4], found[4])


def _joined(text: str) -> str:
    """The text with two halves of a character made one; a lone half is nothing."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _moment(told: Any) -> Any:
    """A date as the text that it is made of, or of its milliseconds since 1970."""
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 < told < 1e14:
        return told
    return datetime.fromtimestamp(told / 1000, UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _json(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError) as fault:
        raise NotLiteral("JSON.parse of what is no JSON") from fault
