"""The zones of a calendar file: what its TZIDs mean, as IANA names or offsets.

Knows IANA and Windows names, the prefixes and descriptions programs wrap them in, and the file's own
VTIMEZONEs for all others.  Never guesses: an unknown zone is "" and a doubt.  Source: RFC 5545 §3.6.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from bba_events.readers import stamps
from bba_events.readers.content_lines import Component

_NAME = re.compile(r"[A-Za-z][\w+-]*(?:/[\w+-]+){0,2}")
_TAIL = re.compile(r"([A-Z][A-Za-z]+/[A-Z][\w+-]+(?:/[A-Z][\w+-]+)?)/?$")
_OFFSET = re.compile(r"\(?(?:UTC|GMT)?\s*([+\-−]\d{1,2}[:.]?(?:\d{2})?)\)?")
_BARE = re.compile(r"[+-]\d{4}(?:\d{2})?")
_WORD = re.compile(r"[A-Z][a-z]+")
_UTC = frozenset({"UTC", "GMT", "Z", "ETC/UTC", "ETC/GMT", "UCT", "ZULU", "COORDINATED UNIVERSAL TIME"})
_OBSERVANCES = 50
_EARLY = datetime(1, 1, 2)  # noqa: DTZ001 - a wall clock


class Zones:
    """All zones of one file, by TZID."""

    def __init__(self, definitions: Iterable[Component] = (), default: str = "") -> None:
        self._defined: dict[str, Component] = {}
        for one in definitions:
            for name in one.all("TZID"):
                self._defined.setdefault(name.value.strip('" '), one)
        self.default = iana(default) if default else ""

    def label(self, tzid: str, clock: datetime) -> str:
        """What stands behind a clock of this zone: "[Europe/Brussels]", "+02:00", "Z", "" when unknown."""
        name = self._name(tzid)
        if name == "UTC":
            return "Z"
        if name:
            return f"[{name}]"
        if offset := self._fixed(tzid, clock):
            return _shown(offset)
        return ""

    def tzinfo(self, tzid: str, clock: datetime) -> tzinfo | None:
        """The same as something to calculate with, None when unknown."""
        name = self._name(tzid)
        if name:
            return UTC if name == "UTC" else ZoneInfo(name)
        offset = self._fixed(tzid, clock)
        return timezone(offset) if offset is not None else None

    def _name(self, tzid: str) -> str:
        """The IANA name of a zone, "" when only its offsets are known, if at all."""
        if not tzid:
            return self.default
        own = self._defined.get(tzid)
        located = own.text("X-LIC-LOCATION") if own else ""
        found = iana(tzid) or (iana(located) if located else "")
        return found or ("" if own else _by_town(tzid))

    def _fixed(self, tzid: str, clock: datetime) -> timedelta | None:
        """The offset by the file's own definition, else by a name that is only an offset."""
        own = self._defined.get(tzid)
        if own is not None and (offset := _defined(own, clock)) is not None:
            return offset
        found = _OFFSET.match(tzid)
        stamp = stamps.tidy(f"2000-01-01T00:00{found[1].replace('.', ':')}") if found else ""
        return _length(stamps.zone_of(stamp)) if stamp else None


@cache
def iana(written: str) -> str:
    """The IANA name that a TZID means: its own, a Windows name's, or one at its end; "" for none."""
    name = re.sub(r"\s+\d{1,2}$", "", written.strip('" '))
    if name.upper() in _UTC:
        return "UTC"
    if named := next((one for one in (name, name.replace("-", "/", 1)) if _known(one)), ""):
        return named
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415 - heavy

    if name in WINDOWS_TO_OLSON:
        return str(WINDOWS_TO_OLSON[name])
    tail = _TAIL.search(name)
    return tail[1] if tail and _known(tail[1]) else ""


def _by_town(written: str) -> str:
    """The zone of a description that names a European town: "(UTC+01:00) Brussels, Copenhagen"."""
    found = (f"Europe/{word}" for word in _WORD.findall(written[:200]))
    return next((name for name in found if _known(name)), "")


@cache
def _known(name: str) -> bool:
    """Whether there is such a zone; never a path out of the zone data."""
    if not _NAME.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _defined(zone: Component, clock: datetime) -> timedelta | None:
    """The offset that a VTIMEZONE gives for a wall clock: that of its latest onset before."""
    parts = [one for one in zone.parts if one.name in ("STANDARD", "DAYLIGHT")][:_OBSERVANCES]
    known = [
        (part, offset) for part in parts if (offset := _length(part.text("TZOFFSETTO").strip())) is not None
    ]
    onsets = [(_onset(part, _first(part), clock), _first(part), offset) for part, offset in known]
    past = [(onset, offset) for onset, _, offset in onsets if onset is not None]
    if past:
        return max(past, key=lambda one: one[0])[1]
    return min(onsets, key=lambda one: one[1])[2] if onsets else None


def _first(part: Component) -> datetime:
    begin = stamps.tidy(part.text("DTSTART").strip())
    return stamps.moment_of(begin) if begin else _EARLY


def _onset(part: Component, first: datetime, clock: datetime) -> datetime | None:
    """The last time at or before ``clock`` at which this observance began."""
    rules = [rule.value for rule in part.all("RRULE")[:3] if "YEARLY" in rule.value.upper()]
    yearly = [found for rule in rules if (found := _yearly(rule, first, clock))]
    dates = [first, *(stamps.moment_of(day) for day in _dates(part)), *yearly]
    return max((day for day in dates if day <= clock), default=None)


def _dates(part: Component) -> list[str]:
    written = (value for one in part.all("RDATE")[:500] for value in one.value.split(",")[:500])
    return [stamp for value in written if (stamp := stamps.tidy(value.split("/")[0]))]


def _yearly(rule: str, first: datetime, clock: datetime) -> datetime | None:
    until = re.search(r"UNTIL=([\dTZ]+)", rule, re.IGNORECASE)
    last = stamps.tidy(until[1]) if until else ""
    bare = re.sub(r";?UNTIL=[^;]*", "", rule, flags=re.IGNORECASE).strip(";")
    bound = min(clock, stamps.moment_of(last)) if last else clock
    try:
        found: datetime | None = rrulestr(bare, dtstart=max(first, datetime(1900, 1, 1))).before(  # noqa: DTZ001
            bound, inc=True
        )
    except (ValueError, KeyError, TypeError, IndexError):
        return None
    return found


def _length(written: str) -> timedelta | None:
    """The offset of "+0200", "+02:00", "+020000" or "Z"."""
    digits = written.replace(":", "")
    if digits == "Z":
        return timedelta(0)
    if not _BARE.fullmatch(digits):
        return None
    length = timedelta(hours=int(digits[1:3]), minutes=int(digits[3:5]))
    return None if length >= timedelta(hours=24) else (-length if digits[0] == "-" else length)


def _shown(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
