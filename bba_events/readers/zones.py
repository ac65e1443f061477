"""The zones of a calendar file: what its TZIDs mean, as IANA names or offsets.

A name that the world knows (``zone_names``) goes before the file's own VTIMEZONEs, which explain all others.
Never guesses: an unknown zone is "" and a doubt.  Source: RFC 5545 §3.6.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from bba_events.readers import stamps
from bba_events.readers.content_lines import Component
from bba_events.readers.zone_names import described, iana

_OFFSET = re.compile(r"\(?(?:UTC|GMT)?\s*([+\-−]\d{1,2}[:.]?(?:\d{2})?)\)?", re.IGNORECASE)
"""A name that is an offset and nothing more: with words behind, it is that of winter, who knows where."""
_BARE = re.compile(r"[+-]\d{4}(?:\d{2})?")
_OBSERVANCES = 50
_NEAR = 2
"""Years before a clock from which a yearly rule is followed; it came in each of them."""
_EARLY = datetime(1, 1, 2)  # noqa: DTZ001 - a wall clock


class Zones:
    """All zones of one calendar by TZID, and those of the calendars ``beside`` it in the file."""

    def __init__(
        self, definitions: Iterable[Component] = (), default: str = "", beside: Zones | None = None
    ) -> None:
        self._defined: dict[str, Component] = {}
        for one in definitions:
            for name in one.all("TZID"):
                self._defined.setdefault(name.text.strip('" '), one)
        self.default = iana(default) or described(default) if default else ""
        self._beside = beside
        self._told: dict[tuple[str, datetime], timedelta | None] = {}

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
        own = self._definition(tzid)
        located = own.text("X-LIC-LOCATION") if own else ""
        return iana(tzid) or (iana(located) if located else "") or ("" if own else described(tzid))

    def _definition(self, tzid: str) -> Component | None:
        """The VTIMEZONE of that name, the calendar's own before another's."""
        own = self._defined.get(tzid)
        return self._beside._definition(tzid) if own is None and self._beside else own

    def _fixed(self, tzid: str, clock: datetime) -> timedelta | None:
        """The offset by the file's own definition, else by a name that is only an offset."""
        if (tzid, clock) not in self._told:
            self._told[tzid, clock] = self._worked_out(tzid, clock)
        return self._told[tzid, clock]

    def _worked_out(self, tzid: str, clock: datetime) -> timedelta | None:
        own = self._definition(tzid)
        if own is not None and (offset := _defined(own, clock)) is not None:
            return offset
        found = _OFFSET.fullmatch(tzid)
        stamp = stamps.tidy(f"2000-01-01T00:00{found[1].replace('.', ':')}") if found else ""
        return _length(stamps.zone_of(stamp)) if stamp else None


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
    start = max(first, datetime(1900, 1, 1))  # noqa: DTZ001 - a wall clock
    if "COUNT" not in bare.upper() and "INTERVAL" not in bare.upper() and bound.year - start.year > _NEAR:
        start = start.replace(year=bound.year - _NEAR, day=min(start.day, 28))
    try:
        found: datetime | None = rrulestr(bare, dtstart=start).before(bound, inc=True)
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
