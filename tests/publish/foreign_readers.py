"""Other people's readers of our files: where they are, and what each sees in a feed.

``.ci/readers.sh`` installs them; on a machine without one its tests are skipped with a word, and under CI
a skip is a failure.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream

ROOT = Path(__file__).parent.parent.parent
READERS = ROOT / ".ci" / "readers"
FOREIGN = Path(__file__).parent / "foreign"


class Seen(NamedTuple):
    """One event as a subscriber's calendar has it.  Days as "2025-11-28", moments with their zone's name."""

    uid: str
    title: str
    start: str
    end: str | None
    status: str


def missing(what: str) -> None:
    """Skip aloud."""
    pytest.skip(f"{what} is not installed on this machine: run .ci/readers.sh")


def node_module(path: str) -> str:
    """The address of an npm package's file, for ``import``."""
    found = READERS / "node_modules" / path
    if not found.exists() or not shutil.which("node"):
        missing(path)
    return found.as_uri()


def program(name: str) -> str:
    """A program of the readers' own environment, else of the machine."""
    own = READERS / "venv" / "bin" / name
    found = str(own) if own.exists() else shutil.which(name)
    if not found:
        missing(name)
    assert found
    return found


def run(command: list[str], text: str | bytes = b"", **told: Any) -> str:
    """What a program prints; its complaint when it fails."""
    data = text.encode() if isinstance(text, str) else text
    done = subprocess.run(command, input=data, capture_output=True, timeout=60, check=False, **told)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return done.stdout.decode()


def _shown(when: date | datetime | None) -> str | None:
    if isinstance(when, datetime):
        return f"{when:%Y-%m-%dT%H:%M} {when.tzinfo}"
    return when.isoformat() if when else None


def by_icalendar(data: bytes) -> set[Seen]:
    """The reader of many Python programs."""
    return {
        Seen(str(one["UID"]), str(one["SUMMARY"]), _shown(one["DTSTART"].dt) or "",
             _shown(one["DTEND"].dt) if "DTEND" in one else None, str(one["STATUS"]))
        for one in icalendar.Calendar.from_ical(data).walk("VEVENT")
    }  # fmt: skip


def by_ical(data: bytes) -> set[Seen]:
    """Home Assistant's."""
    return {
        Seen(one.uid, one.summary, _shown(one.dtstart) or "", _shown(one.dtend), str(one.status.value))
        for one in IcsCalendarStream.calendar_from_ics(data.decode()).events
        if one.status is not None
    }


def by_libical(data: bytes) -> set[Seen]:
    """GNOME's and KDE's."""
    try:
        ready = subprocess.run(
            ["/usr/bin/python3", "-c", "import gi; gi.require_version('ICalGLib', '3.0')"],
            capture_output=True, check=False,
        ).returncode == 0  # fmt: skip
    except FileNotFoundError:
        ready = False
    if not ready:
        missing("libical (gir1.2-ical-3.0)")
    return _lines(run(["/usr/bin/python3", str(FOREIGN / "libical.py")], data))


def by_icaljs(data: bytes) -> set[Seen]:
    """Thunderbird's and Nextcloud's."""
    module = node_module("ical.js/dist/ical.js")
    return _lines(run(["node", str(FOREIGN / "icaljs.mjs"), module], data))


def _lines(told: str) -> set[Seen]:
    return {Seen(**json.loads(line)) for line in told.splitlines()}


READ = {"icalendar": by_icalendar, "ical": by_ical, "libical": by_libical, "ical.js": by_icaljs}
