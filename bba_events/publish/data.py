"""``events.json`` and ``status.json``: the calendar for programs, whole enough to restore the store from.

``events.json`` holds every entry but suppressed ones (see ``suppressed``) with its members, keys and
tombstones, the last good events of each source and the day on which a page's words were first seen.
What the newest run confirmed carries no day of confirmation: that day is the run's own and stands in
``status.json``, the one file that differs from run to run.  Records come as the store's plain export;
how they become entries again is left to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from bba_events.config import Calendar
from bba_events.errors import ConfigError
from bba_events.report import Report

VERSION = 1
"""Of the form of ``events.json``; a program that knows another must refuse it."""
SCHEMA = Path(__file__).parent / "events.schema.json"
"""JSON Schema of that form, published beside it."""


def events(export: Mapping[str, Any], *, calendar: Calendar) -> bytes:
    """``events.json`` from what the store exports.  The same bytes for the same facts, whatever the day."""
    newest = max(_days(export), default="")
    told = {
        "version": VERSION,
        "calendar": {
            "name": calendar.name,
            "description": calendar.description,
            "domain": calendar.domain,
            "time_zone": calendar.time_zone,
            "languages": calendar.languages,
            "url": calendar.url,
            "contact": calendar.contact,
        },
        "entries": [_without(entry, "confirmed", newest) for entry in export["entries"]],
        "sources": {name: _without(good, "day", newest) for name, good in export["sources"].items()},
        "words": [row[:4] for row in export["words"]],
        "editions": export["editions"],
        "suppressed": export.get("suppressed", {}),
    }
    return _lines(told)


def _days(export: Mapping[str, Any]) -> Iterable[str]:
    """Every day of confirmation."""
    yield from (entry["confirmed"] for entry in export["entries"])
    yield from (good["day"] for good in export["sources"].values())


def _without(record: Mapping[str, Any], key: str, value: str) -> dict[str, Any]:
    return {name: told for name, told in record.items() if name != key or told != value}


def _lines(told: Mapping[str, Any]) -> bytes:
    """JSON with a line for each record, so that a change shows as a line in version control."""
    parts = [f"{json.dumps(key)}: {_part(value)}" for key, value in told.items()]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _part(value: Any) -> str:
    if isinstance(value, dict) and value and all(isinstance(item, dict) for item in value.values()):
        rows = ",\n".join(f"{json.dumps(key)}: {_row(item)}" for key, item in value.items())
        return "{\n" + rows + "\n}"
    if isinstance(value, list) and value and not isinstance(value[0], str):
        return "[\n" + ",\n".join(map(_row, value)) + "\n]"
    return _row(value)


def _row(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def restored(data: bytes, *, confirmed: date) -> dict[str, Any]:
    """What ``Store.restore`` takes, from the bytes of ``events.json``.

    ``confirmed`` is the day of the run that published it (``moment`` in its ``status.json``).  Raises
    ConfigError when the bytes are something else.
    """
    try:
        told = msgspec.json.decode(data, type=dict[str, Any])
        version = told.get("version")
        if version != VERSION:
            raise ConfigError(
                f"events.json: its form is version {version!r}, this program knows {VERSION}; "
                "use the version of bba-events that published it, or a newer one"
            )
        day = confirmed.isoformat()
        return {
            "entries": [{"confirmed": day, **entry} for entry in told["entries"]],
            "sources": {name: {"day": day, **good} for name, good in told["sources"].items()},
            "words": [[*row[:4], day] for row in told["words"]],
            "editions": told["editions"],
            "suppressed": told.get("suppressed", {}),
        }
    except (msgspec.MsgspecError, KeyError, TypeError, AttributeError) as fault:
        raise ConfigError(
            f"events.json: not a file of ours: {fault!r}; take the one beside your events.ics"
        ) from fault


def run_day(data: bytes) -> date | None:
    """The day of the run that a ``status.json`` tells of, in UTC; None when it tells none."""
    try:
        told = msgspec.json.decode(data, type=dict[str, Any])
        return date.fromisoformat(str(told["moment"])[:10])
    except (msgspec.MsgspecError, KeyError, ValueError):
        return None


def status(report: Report) -> bytes:
    """``status.json``: the run's moment and each source with its state, age, counts and message."""
    told = msgspec.to_builtins(report)
    del told["published"]
    return json.dumps({"version": VERSION, **told}, ensure_ascii=False, indent=1).encode() + b"\n"


def schema() -> bytes:
    """The JSON Schema of ``events.json``, as it is published."""
    return SCHEMA.read_bytes()
