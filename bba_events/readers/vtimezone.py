"""One VTIMEZONE: which offset its observances give for a wall clock.

Works year by year and remembers, since a calendar asks for the same few years again and again; what may be
worked out for one file is bounded.  Which VTIMEZONE a TZID means is left to ``zones``.  Source: RFC 5545
§3.6.5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dateutil.rrule import rrulestr

from bba_events.readers import stamps
from bba_events.readers.content_lines import Component

_OBSERVANCES = 50
_EARLY = datetime(1, 1, 2)  # noqa: DTZ001 - a wall clock
_OLDEST = datetime(1900, 1, 1)  # noqa: DTZ001
_ONCE = frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"})
_BARE = re.compile(r"[+-]\d{4}(?:\d{2})?")
_COUNTED = re.compile(r"COUNT|INTERVAL=(?!1\b)", re.IGNORECASE)
_YEARLY = re.compile(
    r"^(?!.*INTERVAL=(?![1-9]))(?!.*BY(?:HOUR|MINUTE|SECOND)=)(?:.*;)?\s*FREQ=YEARLY\b", re.IGNORECASE
)
"""A rule that comes once a year, or some few times; without a step it would never end."""
_NEAR = 2
"""Years before a clock from which a yearly rule is followed; it came in each of them."""
_DEAR = 20
"""What a rule that must be followed from its start costs, in others."""


@dataclass(slots=True)
class Effort:
    """How many rules may still be followed for one file; then its zones are unknown."""

    left: int = 30_000


@dataclass(slots=True)
class _Observance:
    """STANDARD or DAYLIGHT: since when, how far from UTC, and when it comes again."""

    first: datetime
    offset: timedelta
    dates: list[datetime]
    rules: list[str]
    _years: dict[int, list[datetime]] = field(default_factory=dict)

    def onset(self, clock: datetime, effort: Effort) -> datetime | None:
        """The last time at or before ``clock`` at which it began."""
        if clock.year not in self._years:
            self._years[clock.year] = [
                day for rule in self.rules for day in self._around(rule, clock.year, effort)
            ]
        return max((day for day in (*self.dates, *self._years[clock.year]) if day <= clock), default=None)

    def _around(self, rule: str, year: int, effort: Effort) -> list[datetime]:
        """When a yearly rule comes in that year and the few before, its last times if it ended earlier."""
        until = re.search(r"UNTIL=([\dTZ]+)", rule, re.IGNORECASE)
        last = stamps.moment_of(found) if until and (found := stamps.tidy(until[1])) else None
        bound = min(last, datetime(year, 12, 31, 23, 59)) if last else datetime(year, 12, 31, 23, 59)  # noqa: DTZ001
        start, bare = (
            max(self.first, _OLDEST),
            re.sub(r";?UNTIL=[^;]*", "", rule, flags=re.IGNORECASE).strip(";"),
        )
        whole = _COUNTED.search(bare) is not None
        if not whole and bound.year - start.year > _NEAR:
            start = start.replace(year=bound.year - _NEAR, day=min(start.day, 28))
        effort.left -= _DEAR if whole else 1
        if effort.left < 0 or bound < start:
            return []
        return _between(bare, start, bound)


def _between(rule: str, start: datetime, bound: datetime) -> list[datetime]:
    """When a yearly rule comes from start to bound, in the last 400 years that can be counted.

    One that never comes true is looked for until the year 9999; the calendar is the same every 400 years.
    """
    rounds = (9999 - bound.year) // 400 * 400
    try:
        found = rrulestr(rule, dtstart=start.replace(year=start.year + rounds))
        inside = found.between(
            start.replace(year=start.year + rounds), bound.replace(year=bound.year + rounds), inc=True
        )
        return [day.replace(year=day.year - rounds) for day in inside[-400:]]
    except (ValueError, KeyError, TypeError, IndexError):
        return []


class Definition:
    """What a VTIMEZONE says, read when it is first asked."""

    def __init__(self, component: Component) -> None:
        self.location = component.text("X-LIC-LOCATION")
        self._component = component
        self._observances: list[_Observance] | None = None

    def offset(self, clock: datetime, effort: Effort) -> timedelta | None:
        """That of the latest onset before the clock, before all onsets that of the first; None for none."""
        if self._observances is None:
            parts = [one for name in ("STANDARD", "DAYLIGHT") for one in self._component.inner(name)]
            whole = (part for one in (*parts, self._component) for part in _apart(one))
            read = (_read(part) for part, _ in zip(whole, range(_OBSERVANCES), strict=False))
            self._observances = [one for one in read if one is not None]
        if effort.left < 0:
            return None
        begun = [(onset, one.offset) for one in self._observances if (onset := one.onset(clock, effort))]
        if begun:
            return max(begun, key=lambda one: one[0])[1]
        first = min(self._observances, key=lambda one: one.first, default=None)
        return first.offset if first else None


def _apart(part: Component) -> list[Component]:
    """The observances of a part between which an END and a BEGIN were lost; itself for a sound one."""
    made = [Component(part.name)]
    for one in part.properties:
        if one.name in _ONCE and any(before.name == one.name for before in made[-1].properties):
            made.append(Component(part.name))
        made[-1].properties.append(one)
    whole = all(one.text("DTSTART") and one.text("TZOFFSETTO") for one in made)
    return made if whole and len(made) <= _OBSERVANCES else [part]


def _read(part: Component) -> _Observance | None:
    offset = length(part.text("TZOFFSETTO").strip())
    if offset is None:
        return None
    begin = stamps.tidy(part.text("DTSTART").strip())
    first = stamps.moment_of(begin) if begin else _EARLY
    rules = [rule.value for rule in part.all("RRULE")[:3] if _YEARLY.search(rule.value)]
    return _Observance(first, offset, [first, *(stamps.moment_of(day) for day in _dates(part))], rules)


def _dates(part: Component) -> list[str]:
    written = (value for one in part.all("RDATE")[:500] for value in one.value.split(",")[:500])
    return [stamp for value in written if (stamp := stamps.tidy(value.split("/")[0]))]


def length(written: str) -> timedelta | None:
    """The offset of "+0200", "+02:00", "+020000" or "Z"."""
    digits = written.replace(":", "")
    if digits == "Z":
        return timedelta(0)
    if not _BARE.fullmatch(digits):
        return None
    far = timedelta(hours=int(digits[1:3]), minutes=int(digits[3:5]))
    return None if far >= timedelta(hours=24) else (-far if digits[0] == "-" else far)
