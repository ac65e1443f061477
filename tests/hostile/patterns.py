"""All regular expressions of the package: those that modules hold, those that they make, those written in place.

Each comes with the ways in which the code uses it.  What text is given to them is left to ``test_patterns``.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import bba_events

SEARCHES = {"search", "finditer", "findall", "split", "sub", "subn"}
WAYS = {**dict.fromkeys(SEARCHES, "search"), "match": "match", "fullmatch": "fullmatch"}
ARGUMENTS = {
    "bba_events.page.films._pattern": ("release", "belgian", "foreign", "preview"),
    "bba_events.page.phrases._pattern": (
        "held",
        "invite",
        "past",
        "effect",
        "report",
        "asides",
        "notice",
        "bodies",
        "bylines",
        "trail",
    ),
}
"""What the functions are called with that make a pattern of an argument."""


@dataclasses.dataclass(frozen=True)
class Found:
    """A pattern, where it stands, and how it is used: "search", "match", "fullmatch"."""

    name: str
    pattern: re.Pattern[Any]
    ways: frozenset[str]


def modules() -> list[ModuleType]:
    names = [one.name for one in pkgutil.walk_packages(bba_events.__path__, "bba_events.")]
    return [importlib.import_module(name) for name in names if not name.endswith("__main__")]


def everywhere() -> list[Found]:
    """Every pattern once, under the first name that it bears."""
    seen: dict[tuple[Any, int], Found] = {}
    for module in modules():
        for one in (*_held(module), *_in_place(module)):
            seen.setdefault((one.pattern.pattern, one.pattern.flags), one)
    return list(seen.values())


def _held(module: ModuleType) -> Iterator[Found]:
    used = _uses(module)
    for name, value in vars(module).items():
        where = f"{module.__name__}.{name}"
        for pattern in _inside(value, 0):
            yield Found(where, pattern, frozenset(used.get(name) or {"search", "match"}))
        if inspect.isfunction(inspect.unwrap(value)) and "re.Pattern" in str(_returns(value)):
            yield from _made(where, value, inspect.unwrap(value))


def _returns(value: Any) -> object:
    return inspect.unwrap(value).__annotations__.get("return", "")


def _made(where: str, function: Any, bare: Any) -> Iterator[Found]:
    """What a function makes; one that takes something nobody named here fails the test."""
    if not where.startswith(bare.__module__):
        return
    asked = ARGUMENTS[where] if inspect.signature(bare).parameters else ()
    made = {each: function(each) for each in asked} if asked else {"": function()}
    for told, value in made.items():
        for pattern in _inside(value, 0):
            yield Found(f"{where}({told})", pattern, frozenset({"search", "match"}))


def _inside(value: object, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth > 4:
        return
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (*_inside(key, depth + 1), *_inside(inner, depth + 1))
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _inside(inner, depth + 1)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for one in dataclasses.fields(value):
            yield from _inside(getattr(value, one.name, None), depth + 1)
    elif inspect.isclass(value) and value.__module__.startswith("bba_events"):
        for inner in vars(value).values():
            yield from _inside(inner, depth + 1)


def _uses(module: ModuleType) -> dict[str, set[str]]:
    """How each name of a module is used; a pattern that is handed on may be used in any way."""
    found: dict[str, set[str]] = defaultdict(set)
    called: set[int] = set()
    for node in ast.walk(_source(module)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in WAYS:
            found[node.value.id].add(WAYS[node.attr])
            called.add(id(node.value))
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in called:
            found[node.id] |= {"search", "match"}
    return found


def _in_place(module: ModuleType) -> Iterator[Found]:
    """``re.sub(r"...", ...)`` with a pattern that is written there."""
    for node in ast.walk(_source(module)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=way),
                args=[ast.Constant(value=str(told)), *_],
            ):
                flags = next(
                    (eval(ast.unparse(one.value), {"re": re}) for one in node.keywords if one.arg == "flags"),
                    0,
                )
                if len(node.args) > (at := 1 if way == "compile" else 2) and way not in (
                    "sub",
                    "subn",
                    "split",
                ):
                    flags |= eval(ast.unparse(node.args[at]), {"re": re})
                yield Found(
                    f"{module.__name__}:{told[:40]}",
                    re.compile(told, flags),
                    frozenset({WAYS.get(way, "search")}),
                )


def _source(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))
