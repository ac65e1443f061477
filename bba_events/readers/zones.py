"""The zones of a calendar file: what its TZIDs mean, as IANA names or offsets.

A name that the world knows (``zone_names``) goes before the file's own VTIMEZONEs, which explain all others.
Never guesses: an unknown zone is "" and a doubt.  Source: RFC 5545 §3.6.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from bba_events.readers import stamps
from bba_events.readers.content_lines import Component
from bba_events.readers.vtimezone import Definition, Effort, length
from bba_events.readers.zone_names import described, iana

_OFFSET = re.compile(r"\(?(?:UTC|GMT)?\s*([+\-−]\d{1,2}[:.]?(?:\d{2})?)\)?", re.IGNORECASE)
"""A name that is an offset and nothing more: with words behind, it is that of winter, who knows where."""


class Zones:
    """All zones of one calendar by TZID, and those of the calendars ``beside`` it in the file."""

    def __init__(
        self, definitions: Iterable[Component] = (), default: str = "", beside: Zones | None = None
    ) -> None:
        self._defined: dict[str, Definition] = {}
        for one in definitions:
            definition = Definition(one)
            for name in one.all("TZID"):
                self._defined.setdefault(name.text.strip('" ').casefold(), definition)
        self.default = iana(default) or described(default) if default else ""
        self._beside = beside
        self._effort: Effort = beside._effort if beside else Effort()
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
        located = own.location if own else ""
        return iana(tzid) or (iana(located) if located else "") or ("" if own else described(tzid))

    def _definition(self, tzid: str) -> Definition | None:
        """The VTIMEZONE of that name, the calendar's own before another's."""
        own = self._defined.get(tzid.casefold())
        return self._beside._definition(tzid) if own is None and self._beside else own

    def _fixed(self, tzid: str, clock: datetime) -> timedelta | None:
        """The offset by the file's own definition, else by a name that is only an offset."""
        if (tzid, clock) not in self._told:
            self._told[tzid, clock] = self._worked_out(tzid, clock)
        return self._told[tzid, clock]

    def _worked_out(self, tzid: str, clock: datetime) -> timedelta | None:
        own = self._definition(tzid)
        if own is not None and (offset := own.offset(clock, self._effort)) is not None:
            return offset
        found = _OFFSET.fullmatch(tzid)
        stamp = stamps.tidy(f"2000-01-01T00:00{found[1].replace('.', ':')}") if found else ""
        return length(stamps.zone_of(stamp)) if stamp else None


def _shown(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
