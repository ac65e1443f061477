"""The data that a page's scripts hold: JSON, the forms of Next and Nuxt, values assigned to ``window``.

Gives plain values; which of them are events is left to ``readers.platforms``, which are words to
``hydrated``.  Sources: Next's ``__NEXT_DATA__`` and React's flight rows, Nuxt 2's ``window.__NUXT__``,
Nuxt 3's devalue list.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from bba_events.page import javascript

NODES = 50_000
"""Values of one flat list that are looked at; more is a data base, not a page."""
DEPTH = 60
_JSON = ("application/json", "application/vnd.nuxt+json")
_ASSIGNED = re.compile(r"(?:window|self|globalThis)(?:\.__[A-Za-z_]+__|\[\"__[A-Za-z_]+__\"\])\s*=\s*")
_HEAD = 2000
"""Characters of a script in which an assignment must begin."""
_PUSHED = re.compile(r"__next_f\s*=\s*self\.__next_f\s*\|\|\s*\[\]\)\.push\(|__next_f\.push\(")
_ROW = re.compile(r"([0-9a-f]{1,8}):(T([0-9a-f]{1,8}),|[A-Z]{0,2}(?=[\[{\"]))?")
_LINE_END = 10
_NAMED = re.compile(r"\$[0-9a-f]{1,8}")


def values(root: etree._Element) -> Iterator[Any]:
    """What the scripts of a tree hold, in order; Next's flight rows, which lie in many scripts, last."""
    pushed: list[str] = []
    for script in root.iter("script"):
        source = script.text or ""
        if (script.get("type") or "").lower() in _JSON or script.get("id") == "__NEXT_DATA__":
            yield from parsed(source)
        elif _PUSHED.search(source[:200]):
            pushed += _pushed(source)
        elif found := _ASSIGNED.search(source[:_HEAD]):
            yield from _assigned(source, found.end())
    if pushed:
        yield from _flight("".join(pushed))


def parsed(source: str) -> Iterator[Any]:
    """The value of a JSON text, Nuxt's flat list as nested values; none for what is no JSON."""
    try:
        found = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return
    yield revived(found) if is_flat(found) else found


def _assigned(source: str, at: int) -> Iterator[Any]:
    try:
        yield javascript.value(source, at)
    except javascript.NotLiteral:
        return


def _pushed(source: str) -> Iterator[str]:
    """The texts of ``self.__next_f.push([1,"…"])``."""
    for found in _PUSHED.finditer(source):
        try:
            told = javascript.value(source, found.end())
        except javascript.NotLiteral:
            continue
        if isinstance(told, list) and len(told) == 2 and told[0] == 1 and isinstance(told[1], str):
            yield told[1]


def _flight(stream: str) -> Iterator[Any]:
    """The rows of React's flight stream that are values, with the long texts that they refer to."""
    texts: dict[str, str] = {}
    found: list[Any] = []
    at, whole = 0, stream.encode("utf-8", "ignore")
    while at < len(whole) and len(found) < NODES:
        if whole[at] == _LINE_END:
            at += 1
            continue
        row = _ROW.match(whole[at : at + 24].decode("utf-8", "ignore"))
        if row and row[3]:
            start = at + len(row[0])
            at = start + int(row[3], 16)
            texts[f"${row[1]}"] = whole[start:at].decode("utf-8", "ignore")
            continue
        end = whole.find(b"\n", at)
        end = len(whole) if end < 0 else end
        found += _line(whole[at + len(row[0]) : end]) if row else ()
        at = end + 1
    yield from (_told(each, texts, [NODES], 0) for each in found)


def _line(line: bytes) -> Iterator[Any]:
    try:
        yield json.loads(line)
    except (ValueError, RecursionError):
        return


def _told(value: Any, texts: Mapping[str, str], left: list[int], depth: int) -> Any:
    """A value with its references to texts, and its dates, written out."""
    left[0] -= 1
    if left[0] < 0 or depth > DEPTH * 2:
        return None
    if isinstance(value, dict):
        return {key: _told(each, texts, left, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_told(each, texts, left, depth + 1) for each in value]
    if not isinstance(value, str) or value[:1] != "$":
        return value
    if value[:2] == "$D":
        return value[2:]
    return value[1:] if value[:2] == "$$" else texts.get(value, "" if _NAMED.fullmatch(value) else value)


def is_flat(value: Any) -> bool:
    """Whether a list is Nuxt's: its first member says by number or wrapper where its own members lie."""
    if not isinstance(value, list) or not value:
        return False
    first = value[0]
    if isinstance(first, list):
        return len(first) == 2 and isinstance(first[0], str) and isinstance(first[1], int)
    return isinstance(first, dict) and bool(first) and all(isinstance(each, int) for each in first.values())


def revived(flat: list[Any]) -> Any:
    """Nuxt's flat list (devalue), in which each member is the number of its value, as nested values."""
    left = [NODES]

    def value(number: Any, depth: int) -> Any:
        left[0] -= 1
        if left[0] < 0 or depth > DEPTH or not isinstance(number, int) or not 0 <= number < len(flat):
            return None
        found = flat[number]
        if isinstance(found, dict):
            return {key: value(each, depth + 1) for key, each in found.items()}
        if isinstance(found, list):
            return wrapped(found, depth) if found and isinstance(found[0], str) else [
                value(each, depth + 1) for each in found]  # fmt: skip
        return found

    def wrapped(found: list[Any], depth: int) -> Any:
        name, inner = found[0], found[1:]
        if name in ("Date", "BigInt", "URL"):
            return inner[0] if inner else None
        if name == "Set":
            return [value(each, depth + 1) for each in inner]
        if name in ("Map", "null"):
            keys = [flat[key] if name == "Map" and isinstance(key, int) and 0 <= key < len(flat) else key
                    for key in inner[::2]]  # fmt: skip
            return {str(key): value(each, depth + 1) for key, each in zip(keys, inner[1::2], strict=False)}
        return value(inner[-1], depth + 1) if inner else None

    return value(0, 0)
