"""Changes ``picks.toml`` for the editor: her comments and order stay, no faulty file is written."""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

from bba_events.config.file import parse
from bba_events.errors import ConfigError
from bba_events.picks.apply import is_address
from bba_events.picks.file import EVENT, PICK, checked, load

_FIRST = "# The editor's own file. Nothing in it is ever changed or undone by a run.\n"


def change(path: Path, entry: str, values: Mapping[str, Any], *, note: str = "") -> None:
    """Set keys of the pick of ``entry``; None takes a key away, texts by language and lists are added to.

    ``note`` becomes a comment above a new pick.  Raises ConfigError when the file has faults, before or
    after; it stays as it was then.
    """
    document = _read(path)
    rows = _rows(document, "pick")
    row = next((row for row in rows if _same_entry(str(row.get("entry", "")), entry)), None)
    if row is None:
        row = tomlkit.table()
        if note:
            row.add(tomlkit.comment(" ".join(note.split())))
        row.add("entry", entry)
        rows.append(row)
    for key in PICK:
        if key.name in values:
            _set(row, key.name, values[key.name])
    if set(row.keys()) == {"entry"}:
        rows.remove(row)
    _write(path, document)


def add_event(path: Path, values: Mapping[str, Any]) -> None:
    """Add a whole event typed by hand; raises ConfigError when it has faults, the file stays as it was."""
    document = _read(path)
    row = tomlkit.table()
    for key in EVENT:
        if values.get(key.name) is not None:
            _set(row, key.name, values[key.name])
    for name in values.keys() - {key.name for key in EVENT}:
        row.add(name, values[name])
    _rows(document, "event").append(row)
    _write(path, document)


def _same_entry(told: str, entry: str) -> bool:
    if is_address(told) or is_address(entry):
        return told == entry
    return bool(told) and (entry.startswith(told) or told.startswith(entry))


def _read(path: Path) -> tomlkit.TOMLDocument:
    if not path.exists():
        return tomlkit.parse(_FIRST)
    parse(path)
    load(path)
    return tomlkit.parse(path.read_bytes().decode("utf-8-sig"))


def _rows(document: tomlkit.TOMLDocument, section: str) -> AoT:
    if section not in document:
        document.append(section, tomlkit.aot())
    found = document[section]
    if not isinstance(found, AoT):
        raise ConfigError(f"{section}: expected rows that begin with [[{section}]]; write them so first")
    return found


def _set(row: Table, name: str, value: Any) -> None:
    if value is None or value is False or value == ():
        row.pop(name, None)
    elif isinstance(value, Mapping):
        texts = row.get(name)
        if texts is None:
            texts = tomlkit.inline_table()
            row.add(name, texts)
        for language, text in value.items():
            texts[language] = text
    elif isinstance(value, tuple | list):
        row[name] = [*dict.fromkeys((*row.get(name, ()), *value))]
    else:
        row[name] = value


def _write(path: Path, document: tomlkit.TOMLDocument) -> None:
    """Check, then put in place whole: temporary file, fsync, rename."""
    text = tomlkit.dumps(document)
    checked(path, tomllib.loads(text))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            Path(made).chmod(path.stat().st_mode & 0o777)
        Path(made).replace(path)
    except OSError as fault:
        raise ConfigError(f"{path}: cannot be written: {fault.strerror or fault}") from fault
