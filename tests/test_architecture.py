"""The plan of the house, checked: arrows point down, heavy things come late, nobody asks the clock."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "bba_events"

FLOORS = (
    {"errors"},
    {"text", "address", "span", "words", "personal"},
    {"event"},
    {"dates", "page", "config", "change", "keys", "usual"},
    {"report", "lines", "progress"},
    {"fetch", "readers", "scrapers", "normalise", "overlay", "fill"}
    | {"merge", "identity", "store", "picks", "publish"},
    {"reading", "serve", "edition", "manners", "harvested"},
    {"harvest", "outcome", "publication"},
    {"pipeline"},
    {"detect", "discover", "check"},
    {"cli"},
    {"__main__"},
)  # fmt: skip
"""Every room or module, the lowest floor first; one imports only from floors below its own."""

DOORS = {"sqlite3": "store", "rich": "progress", "httpx": "fetch"}
"""What only one room may import."""

CLOCKS = {("date", "today"), ("time", "time"), ("time", "localtime"), ("time", "gmtime")} | {
    ("datetime", name) for name in ("now", "today", "utcnow")
}
MAY_ASK_THE_CLOCK = {"cli", "pipeline"}

CATCHES_ALL = {"harvest.py": 1, "readers/ical.py": 1}
HEAVY = {"httpx", "bs4", "lxml", "icalendar", "rich", "rapidfuzz", "jinja2"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module that is imported, at the top or later, with its line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)}:{node.lineno}: relative import"
            if node.module == "bba_events":
                yield from ((f"bba_events.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield node.module or "", node.lineno


def floor(name: str) -> int:
    found = [number for number, rooms in enumerate(FLOORS) if name in rooms]
    assert found, f"{name} stands on no floor yet: give it a place in FLOORS"
    return found[0]


@pytest.mark.parametrize("path", modules(), ids=named)
def test_imports_point_down(path: Path) -> None:
    own = room(path)
    if own == "__init__":
        assert not list(imports(path))
        return
    for name, line in imports(path):
        parts = name.split(".")
        if parts[0] != "bba_events" or len(parts) == 1 or parts[1] in (own, "__version__"):
            continue
        assert floor(parts[1]) < floor(own), f"{named(path)}:{line}: {own} may not import {parts[1]}"


@pytest.mark.parametrize("path", modules(), ids=named)
def test_one_room_for_each_door(path: Path) -> None:
    for name, line in imports(path):
        keeper = DOORS.get(name.partition(".")[0])
        assert keeper in (None, room(path)), f"{named(path)}:{line}: only {keeper} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=named)
def test_nobody_below_the_pipeline_asks_the_clock(path: Path) -> None:
    if room(path) in MAY_ASK_THE_CLOCK:
        return
    asked = [
        f"{named(path)}:{node.lineno}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and (ast.unparse(node.value).split(".")[-1], node.attr) in CLOCKS
    ]
    assert not asked


def catching_all(path: Path) -> Iterator[int]:
    """Lines that would swallow any fault."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "BaseException"
            goes_on = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
            everything = {"Exception", "BaseException"} & set(caught.strip("()").replace(" ", "").split(","))
            if everything and not goes_on:
                yield node.lineno
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
            yield from (
                node.lineno for arg in node.args if ast.unparse(arg) in ("Exception", "BaseException")
            )


def test_any_fault_is_caught_in_two_places_only() -> None:
    found = Counter(named(path) for path in modules() for _ in catching_all(path))
    assert {name: count for name, count in found.items() if count > CATCHES_ALL.get(name, 0)} == {}


def public_names(path: Path) -> Iterator[ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """The module, and every function, class and method that others may use."""
    yield tree(path)
    waiting: list[ast.stmt] = list(tree(path).body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_":
            yield node
            if isinstance(node, ast.ClassDef):
                waiting += node.body


@pytest.mark.parametrize("path", modules(), ids=named)
def test_everything_public_says_what_it_is(path: Path) -> None:
    silent = [
        getattr(node, "name", "the module")
        for node in public_names(path)
        if not ast.get_docstring(node) and not is_overload(node)
    ]
    assert not silent


def is_overload(node: ast.AST) -> bool:
    return any("overload" in ast.unparse(one) for one in getattr(node, "decorator_list", []))


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A configuration with a store of one entry."""
    from bba_events.event import Entry
    from bba_events.span import days
    from bba_events.store import Store

    moment = datetime(2025, 11, 25, tzinfo=UTC)
    span = days(date(2025, 11, 28), date(2025, 11, 30))
    entry = Entry("abcdef01-2@example.org", span, {"nl": "Boom"}, moment, moment, moment.date())
    with Store.open_for_run(tmp_path / ".bba-events.sqlite") as store:
        store.put_entries([entry])
        store.commit()
    config = tmp_path / "sources.toml"
    config.write_text(
        '[calendar]\nname = "A"\ndomain = "example.org"\ncontact = "a@example.org"\n'
        '[[source]]\nid = "a"\nurl = "https://example.org"\npartner = "P"\n'
    )
    return config


LOADED = """
import sys
from bba_events.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    print("code", end.code, file=sys.stderr)
print("loaded", *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "command", [["--help"], ["fetch", "--help"], ["list", "--on", "2025-11-25"]], ids=" ".join
)
def test_what_starts_often_starts_light(stored: Path, command: list[str]) -> None:
    given = [*command, "--config", str(stored)] if command[0] == "list" else command
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *given], capture_output=True, text=True, env=environment, check=True
    )
    assert "code 0" in done.stderr
    assert "Boom" in done.stdout or command[0] != "list"
    assert HEAVY & set(done.stderr.split("loaded", 1)[1].split()) == set()
