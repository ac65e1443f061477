"""From a ``picks.toml`` on disk to Picks, or to every fault in it at once.

Each key is described once in ``PICK`` and ``EVENT``; ``write`` and the test of the documentation read
them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bba_events import words
from bba_events.config import values
from bba_events.config.file import parse
from bba_events.config.keys import Key, meant, read
from bba_events.errors import ConfigError
from bba_events.event import EventKind, Status
from bba_events.picks.apply import is_address
from bba_events.picks.records import DEFAULT_PATH, Pick, Picks, Typed, When
from bba_events.picks.spans import span_of
from bba_events.text import DESCRIPTION_CAP, TITLE_CAP, clean

SECTIONS = ("pick", "event")
KINDS = tuple(kind.value for kind in EventKind)
STATES = tuple(status.value for status in Status)


def _texts(longest: int) -> values.Check:
    def check(value: Any) -> dict[str, str]:
        if not isinstance(value, Mapping) or not value:
            raise ValueError
        known = words.languages()
        for code, said in value.items():
            if code not in known:
                raise ValueError(f"{values.shown(code)} is no language here{meant(code, known)}")
            if not isinstance(said, str) or not said.strip() or len(said) > longest:
                raise ValueError(f"{code} is not a text of 1 to {longest} characters")
        return {code: clean(said, longest) for code, said in value.items()}

    return check


def _when(value: Any) -> When:
    if not isinstance(value, date):
        raise ValueError("write it without quotes" if isinstance(value, str) else "")
    if isinstance(value, datetime) and value.tzinfo is not None:
        raise ValueError("leave the time zone out: it is the calendar's")
    return value.replace(second=0, microsecond=0) if isinstance(value, datetime) else value


def _entry(value: Any) -> str:
    told: str = values.text(2_000 if isinstance(value, str) and "://" in value else 120, empty=False)(value)
    return values.web_address(told) if is_address(told) else told


def _many(check: values.Check) -> values.Check:
    return values.many(check, least=1)


_LANGUAGES = 'texts by language, such as { nl = "…", fr = "…" }'
_DAY = "a day such as 2026-03-14, or with an hour 2026-03-14T14:00:00, without quotes"
_ID = "the id that `bba-events list` shows"
_NAME = f"{_ID}, or for skip and suppress the address that it leads to"
_START = Key("start", _DAY, _when)
_END = Key("end", f"{_DAY}; the last day counts", _when)
_KIND = Key("kind", f"one of {', '.join(KINDS)}", values.one_of(KINDS), options=lambda: KINDS)
_SHOWN = (
    Key("pin", "true or false", values.flag),
    Key("skip", "true or false", values.flag),
    Key("order", "a whole number from 1 to 1000", values.whole(1, 1000)),
)
PICK: tuple[Key, ...] = (
    Key("entry", _NAME, _entry, needed=True),
    *_SHOWN,
    Key("suppress", "true or false", values.flag),
    Key("title", _LANGUAGES, _texts(TITLE_CAP)),
    Key("blurb", _LANGUAGES, _texts(DESCRIPTION_CAP)),
    _KIND,
    _START,
    _END,
    Key("same_as", f"a list of ids, each {_ID}", _many(values.text(120, empty=False))),
    Key("not_same_as", "a list of ids of entries or of sources", _many(values.text(120, empty=False))),
)
EVENT: tuple[Key, ...] = (
    Key("id", "lower-case letters, digits and hyphens", values.source_id, needed=True),
    Key("title", _LANGUAGES, _texts(TITLE_CAP), needed=True),
    Key("start", _DAY, _when, needed=True),
    _END,
    Key("partner", "the name of the partner", values.text(120)),
    Key("show_partner", "true or false", values.flag),
    Key("place", "a text on one line", values.text()),
    Key("town", "a text on one line", values.text(120)),
    Key("url", "a web address", values.web_address),
    Key("blurb", _LANGUAGES, _texts(DESCRIPTION_CAP)),
    _KIND,
    Key("status", f"one of {', '.join(STATES)}", values.one_of(STATES), options=lambda: STATES),
    Key("topics", "a list of words", values.many(values.text(60, empty=False))),
    *_SHOWN,
)


def load(path: Path = DEFAULT_PATH) -> Picks:
    """The picks; none when there is no file.  Raises ConfigError with every fault of the file, one a line."""
    return checked(path, parse(path)) if path.exists() else Picks(path)


def checked(path: Path, told: Mapping[str, Any]) -> Picks:
    """The picks of a parsed file; raises ConfigError with every fault."""
    faults = [f"{path}: there is no section {values.shown(name)}{meant(name, SECTIONS)}"
              for name in told if name not in SECTIONS]  # fmt: skip
    picks = [Pick(**_typed(made)) for made in _rows(path, told, "pick", "entry", PICK, faults)]
    typed = [Typed(**_typed(made)) for made in _rows(path, told, "event", "id", EVENT, faults)]
    faults += _doubles(path, "pick", [pick.entry for pick in picks])
    faults += _doubles(path, "event", [event.id for event in typed])
    if faults:
        raise ConfigError(*faults)
    return Picks(path, tuple(picks), tuple(typed))


def _rows(
    path: Path, told: Mapping[str, Any], section: str, name: str, keys: Sequence[Key], faults: list[str]
) -> Iterator[dict[str, Any]]:
    rows = told.get(section, [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        faults.append(f"{path}: {section}: expected rows that begin with [[{section}]]")
        return
    for number, row in enumerate(rows, 1):
        given = row.get(name)
        called = values.shown(given) if isinstance(given, str) and given else f"number {number}"
        where = f"{path}: {section} {called}"
        made, found = read(row, keys, where)
        if not found and (fault := _span_fault(made) or _name_fault(made)):
            found = [f"{where}: {fault}"]
        faults += found
        if not found:
            yield made


def _span_fault(made: Mapping[str, Any]) -> str:
    if "end" in made and "start" not in made:
        return 'end without start: give "start" too, so that both ends are yours'
    try:
        if "start" in made:
            span_of(made["start"], made.get("end"), "UTC")
    except ValueError as fault:
        return f"start and end contradict each other: {fault}"
    return ""


def _name_fault(made: Mapping[str, Any]) -> str:
    """An address may mean several entries: they can be left out together, not be edited alike."""
    more = made.keys() - {"entry", "skip", "suppress"} if is_address(str(made.get("entry", ""))) else set()
    return f"{min(more)}: name one entry by its id for that" if more else ""


def _typed(made: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {"kind": EventKind, "status": Status}
    return {name: kinds[name](value) if name in kinds else value for name, value in made.items()}


def _doubles(path: Path, section: str, names: Sequence[str]) -> Iterator[str]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{path}: {section} {values.shown(name)} stands more than once: put its keys in one"
