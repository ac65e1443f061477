"""From a ``sources.toml`` on disk to a Config, or to every fault in it at once.

The only reader of that file.  Paths in it are taken from its own folder, so that a run means the same
from wherever it is started.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bba_events.config import table
from bba_events.config.keys import meant, read
from bba_events.config.records import DEFAULT_PATH, Calendar, Config, FeedName, Source
from bba_events.config.values import shown
from bba_events.errors import ConfigError

SECTIONS = ("calendar", "source", "feeds")


def load(path: Path = DEFAULT_PATH) -> Config:
    """The configuration; raises ConfigError with every fault of the file, one a line."""
    told = parse(path)
    faults = [f"{path}: there is no section {shown(name)}{meant(name, SECTIONS)}"
              for name in told if name not in SECTIONS]  # fmt: skip
    calendar = _calendar(path, told.get("calendar"), faults)
    own = _plugins(path, calendar, faults)
    sources = _sources(path, told.get("source", []), own, faults)
    named: dict[str, FeedName] = {}
    if calendar is not None and "feeds" in told:
        from bba_events.config import feeds  # noqa: PLC0415 - most have none, and listing must be light

        named, found = feeds.names(told["feeds"], calendar, sources, f"{path}: [feeds]")
        faults += found
    if faults or calendar is None:
        raise ConfigError(*faults)
    return Config(path, calendar, sources, named)


def parse(path: Path) -> dict[str, Any]:
    """The TOML of a file; raises ConfigError when it is missing, unreadable or not TOML."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise ConfigError(f"{path}: is a device or a pipe, which may have no end; name a file")
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as fault:
        raise ConfigError(
            f"{path}: there is no such file; `bba-events init` writes one, `--config` names another"
        ) from fault
    except OSError as fault:
        raise ConfigError(f"{path}: cannot be read: {fault.strerror or fault}") from fault
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        raise ConfigError(f"{path}: line {line} is not UTF-8; save the file as UTF-8") from fault
    except tomllib.TOMLDecodeError as fault:
        raise ConfigError(f"{path}: not valid TOML: {fault}") from fault
    except RecursionError as fault:
        raise ConfigError(f"{path}: nested too deep for a configuration") from fault


def _calendar(path: Path, told: Any, faults: list[str]) -> Calendar | None:
    where = f"{path}: [calendar]"
    if not isinstance(told, Mapping):
        found = "nothing" if told is None else shown(told)
        faults.append(f"{where}: expected a section with name, domain and contact, found {found}")
        return None
    values, found_faults = read(told, table.CALENDAR, where)
    if found_faults:
        faults += found_faults
        return None
    made = Calendar(**values)
    output, store = _beside(path, made.output), _beside(path, made.store)
    if output == store or output in store.parents:
        faults.append(f"{where}: store: {store} lies in the output folder, which is published; name another")
    plugins = _beside(path, made.plugins) if made.plugins else None
    return Calendar(**{**values, "output": output, "store": store, "plugins": plugins})


def _beside(path: Path, named: Path) -> Path:
    """Where a path in the file points to: relative ones lie beside it."""
    return path.absolute().parent / named


def _plugins(path: Path, calendar: Calendar | None, faults: list[str]) -> dict[str, Path]:
    """The owner's own scrapers by name: files of that folder itself, none of them where a link leads away."""
    if calendar is None or calendar.plugins is None:
        return {}
    folder, where = calendar.plugins, f"{path}: [calendar]: plugins"
    if not folder.is_dir():
        faults.append(f"{where}: there is no folder {folder}; make it, or take the key out")
        return {}
    made: dict[str, Path] = {}
    for file in sorted(folder.glob("*.py")):
        if file.stem.startswith("_"):
            continue
        if not file.resolve().is_relative_to(path.absolute().parent.resolve()):
            faults.append(f"{where}: {file} leads out of the folder of {path.name}; copy the file there")
        elif not file.stem.isidentifier() or file.stem in table.scrapers():
            faults.append(
                f"{where}: {file.name}: rename it; letters, digits, underscores, and not as one of ours"
            )
        else:
            made[file.stem] = file
    return made


def _sources(path: Path, told: Any, own: Mapping[str, Path], faults: list[str]) -> tuple[Source, ...]:
    if not isinstance(told, list) or not all(isinstance(row, Mapping) for row in told):
        faults.append(f"{path}: source: expected rows that begin with [[source]], found {shown(told)}")
        return ()
    if not told:
        faults.append(f"{path}: there is no source: expected at least one row that begins with [[source]]")
    made: list[Source] = []
    for number, row in enumerate(told, 1):
        values, found = read(row, table.source_keys(own), f"{path}: {_name(row, number)}")
        faults += found
        if not found:
            made.append(Source(**values))
    faults += _doubles(path, told)
    return tuple(made)


def _name(row: Mapping[str, Any], number: int) -> str:
    """What people call a row: its id, else its place in the file."""
    given = row.get("id")
    return f"source {shown(given)}" if isinstance(given, str) and given else f"source number {number}"


def _doubles(path: Path, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A fault for each id that stood in an earlier row already, whatever its case."""
    first: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        given = row.get("id")
        if isinstance(given, str):
            earlier = first.setdefault(given.casefold(), number)
            if earlier != number:
                yield (
                    f"{path}: source {shown(given)}: row {number} has the id of row {earlier}; "
                    "expected ids that differ in more than case"
                )
