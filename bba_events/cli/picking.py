"""The body of ``pick``: the editor's wishes into her own file.

What a pick means is known by ``picks``; her comments and order stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bba_events import config as configuration
from bba_events import picks
from bba_events.cli.explaining import found
from bba_events.cli.listing import dates_of
from bba_events.cli.terminal import say
from bba_events.config import Config
from bba_events.errors import ConfigError
from bba_events.event import Entry
from bba_events.picks import write
from bba_events.store import Store
from bba_events.text import fold

Said = Mapping[str, Any]
"""What was asked for, by key of the file; a key whose value is None or empty was not mentioned."""


def change(path: Path, name: str, said: Said, *, clear: Sequence[str]) -> int:
    """Put what is ``said`` of an entry into the file; ``clear`` names keys to take away."""
    made = configuration.load(path)
    wanted = {key: value for key, value in said.items() if value}
    keys = [key.replace("-", "_") for key in clear]
    _refuse(keys, [key.name for key in picks.file.PICK if key.name != "entry"])
    if not wanted and not keys:
        raise ConfigError("nothing to change: give --pin, --skip, --title nl=… or another option")
    if picks.is_address(name):
        return _leave_out(made, name, {**dict.fromkeys(keys), **wanted})
    with Store.open_to_read(made.calendar.store) as store:
        entries = store.entries()
    entry = found(entries, name)
    for key in ("same_as", "not_same_as"):
        if key in wanted:
            wanted[key] = tuple(_other(other, entries, made, key) for other in wanted[key])
    note = f"{entry.title(*made.calendar.languages)}, {dates_of(entry)}"
    file = made.path.with_name(picks.DEFAULT_PATH.name)
    write.change(file, entry.id, {**dict.fromkeys(keys), **wanted}, note=note)
    say(f"{file}: {entry.id} ({note}); it counts from the next `bba-events fetch` on")
    return 0


def _leave_out(made: Config, url: str, said: Said) -> int:
    """Put an address into the file: what leads there is left out, now and later."""
    file = made.path.with_name(picks.DEFAULT_PATH.name)
    write.change(file, url, said)
    say(f"{file}: {url}; it counts from the next `bba-events fetch` on")
    return 0


def add(path: Path, said: Said) -> int:
    """Put a whole event typed by hand into the file."""
    made = configuration.load(path)
    wanted = {key: value for key, value in said.items() if value}
    for key, option in (("title", "--title nl=…"), ("start", "--start DATE")):
        if key not in wanted:
            raise ConfigError(f"--new: a new event needs {option}")
    file = made.path.with_name(picks.DEFAULT_PATH.name)
    taken = {typed.id for typed in picks.load(file).typed}
    name = _free(next(iter(wanted["title"].values())), taken)
    write.add_event(file, {"id": name, **wanted})
    say(f"{file}: event {name!r}; it counts from the next `bba-events fetch` on")
    return 0


def texts(option: str, given: Iterable[str]) -> dict[str, str]:
    """``nl=Tekst`` as typed, several times, as texts by language."""
    made: dict[str, str] = {}
    for one in given:
        language, equals, text = one.partition("=")
        if not equals or not text.strip():
            raise ConfigError(f"{option}: expected a language and a text such as nl=Plantdag, found {one!r}")
        made[language.strip().lower()] = text.strip()
    return made


def when(option: str, given: str) -> date | datetime | None:
    """A day, or a day and an hour, as typed; None for ""."""
    if not given:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", given, re.ASCII):
            return date.fromisoformat(given)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", given, re.ASCII):
            return datetime.fromisoformat(given)
    except ValueError as fault:
        raise ConfigError(f"{option}: {given!r}: {fault}") from fault
    raise ConfigError(f"{option}: expected a day such as 2026-03-14 or 2026-03-14T14:00, found {given!r}")


def _other(name: str, entries: Sequence[Entry], made: Config, key: str) -> str:
    """The id of another entry; of a source too, where events are said not to be the same."""
    if key == "not_same_as" and name in {row.id for row in made.sources}:
        return name
    return found(entries, name).id


def _refuse(keys: Sequence[str], known: Sequence[str]) -> None:
    unknown = [key for key in keys if key not in known]
    if unknown:
        raise ConfigError(f"--clear: there is no key {unknown[0]!r}; there are: {', '.join(known)}")


def _free(title: str, taken: set[str]) -> str:
    """An id made of the title's words, with a number when another event has it."""
    plain = "-".join("".join(char if char.isascii() else " " for char in fold(title)).split())
    name = plain[:40].strip("-") or "event"
    return next(
        one for one in (name, *(f"{name}-{number}" for number in range(2, 10_000))) if one not in taken
    )
