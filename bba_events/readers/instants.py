"""One time of a calendar file as it is written: wall clock, whole day or not, and what names its zone.

Reads the forms of RFC 5545 §3.3.4-5 and what programs and people write in their place: no T, dashes,
day before month, words, a date of mail, an hour 24.  What a TZID means is left to ``zones``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bba_events import dates
from bba_events.readers import stamps
from bba_events.readers.content_lines import Property
from bba_events.readers.repeats import Clock
from bba_events.readers.zone_names import iana
from bba_events.text import clean

_MIDNIGHT = re.compile(r"(\d{8})T?2400(?:00)?(Z?)", re.IGNORECASE)
_RUN = re.compile(r"(\d{8})(\d{4}(?:\d{2})?)(Z?)")
"""A date and its hour without a T between."""
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)(.*)")
_HOUR = re.compile(r"T?(\d{1,2}[:.]?\d{2}(?:[:.]?\d{2})?)(Z?)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NEVER = ("0001", "9999")
"""Years that programs write for none."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time as written: wall clock, whether it is only a day, and its zone (TZID, "Z" or an offset)."""

    clock: datetime
    whole: bool
    zone: str = ""
    tzid: str = ""

    @property
    def wall(self) -> Clock:
        """A date for a day, else the wall clock."""
        return self.clock.date() if self.whole else self.clock


def read(written: Property, value: str | None = None) -> tuple[Stamp | None, str]:
    """The time that a property (or one ``value`` of its list) names, None for none; and a doubt or ""."""
    said = (written.value if value is None else value).strip().strip("\"'").strip()
    late = _MIDNIGHT.fullmatch(said.split("/")[0])
    stamp, doubt = (stamps.tidy(late[1]), "") if late else _tidied(said, written.name)
    if not stamp or stamp.startswith(_NEVER):
        return None, ""
    clock = stamps.moment_of(stamp) + (stamps.ONE_DAY if late else timedelta(0))
    whole = (len(stamp) == 10 and not late) or (
        written.parameters.get("VALUE", "").upper() == "DATE" and clock.time() == stamps.MIDNIGHT
    )
    zone = stamps.zone_of(stamp) or (late[2].upper() if late else "")
    if zone == "Z" and iana(written.parameters.get("TZID", "UTC")) != "UTC" and not whole:
        doubt = f"{written.name} {clean(said, 40)!r} is in UTC and in a zone: taken as UTC"
    named = zone.strip("[]") if zone.startswith("[") else ""  # a zone's name behind the value
    zone, tzid = ("", named) if named else (zone, written.parameters.get("TZID", ""))
    return Stamp(clock, whole, zone, "" if whole or zone else tzid), doubt


def _tidied(said: str, name: str) -> tuple[str, str]:
    """The value in the one form of ``stamps``, and a doubt where only a part of it can be read."""
    if stamp := stamps.tidy(said):
        return stamp, ""
    first = said.split(",", 1)[0].strip()
    first = first.split("/", 1)[0] if first[:8].isdigit() else first  # a period
    if run := _RUN.fullmatch(first):
        first = f"{run[1]}T{run[2]}{run[3]}"
    elif turned := _DAY_FIRST.match(first):
        first = f"{turned[3]}-{turned[2]}-{turned[1]}{turned[4]}"
    if stamp := stamps.tidy(first) or _words(said):
        return stamp, ""
    parts = (first[:cut] for cut in (8, 10) if not first[cut : cut + 1].isdigit())
    stamp = next(filter(None, map(stamps.tidy, parts)), "")
    return stamp, f"{name} {clean(said, 40)!r}: the hour cannot be read" if stamp else ""


def _words(said: str) -> str:
    """A date in words ("20 juni 2026 19u"), if it names its year; only one counts."""
    if len(said) > 60 or not _YEAR.search(said) or not re.search(r"[^\W\d_]{3}", said):
        return ""
    found = [one.span for one in dates.find(said, reference=date(2000, 1, 1)) if one.span.dated]
    if len(found) != 1 or found[0].start is None or found[0].end not in (None, found[0].start):
        return ""
    clock = found[0].start_time
    return found[0].start.isoformat() + (f"T{clock.isoformat(timespec='seconds')}" if clock else "")


def later_that_day(start: Stamp, said: str) -> Stamp | None:
    """An end of which only the hour is written, on the day of the start."""
    found = _HOUR.fullmatch(said.strip())
    stamp = stamps.with_clock(start.clock.date().isoformat(), found[1]) if found else ""
    return replace(start, clock=stamps.moment_of(stamp)) if len(stamp) == 19 else None
