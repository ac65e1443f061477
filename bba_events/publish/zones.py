"""VTIMEZONE texts that every calendar reads: two rules for ever, never a list of dates.

Europe/Brussels is a fixed text of ours.  For another zone the same is made from its IANA data where two
yearly rules describe it; a zone that no two rules describe has none, and its feed is written in UTC.
Source: RFC 5545 §3.6.5; Outlook does not read the RDATE lists that libraries write.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

BRUSSELS = """\
BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
YEARS = range(2024, 2037)
"""The years over which two rules must hold to describe a zone."""
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (a wall clock, as RFC 5545 wants it)
"""Where rules begin."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@cache
def vtimezone(name: str) -> bytes:
    """The VTIMEZONE of an IANA zone with CRLF line ends, or b"" where no two rules describe it."""
    text = BRUSSELS if name == "Europe/Brussels" else made(name)
    return text.replace("\n", "\r\n").encode("ascii")


def made(name: str) -> str:
    """The VTIMEZONE of a zone from its IANA data, or ""; lines end in LF."""
    zone = ZoneInfo(name)
    each_year = [tuple(_changes(zone, year)) for year in YEARS]
    if not any(each_year):
        return _text(name, [_observance(zone, EPOCH, "")])
    if any(len(changes) != 2 for changes in each_year):
        return ""
    rules = [_rule([changes[at] for changes in each_year], zone) for at in (0, 1)]
    return _text(name, rules) if all(rules) else ""


def _text(name: str, observances: list[str]) -> str:
    return f"BEGIN:VTIMEZONE\nTZID:{name}\n{''.join(observances)}END:VTIMEZONE\n"


def _changes(zone: ZoneInfo, year: int) -> Iterator[datetime]:
    """The hours (UTC) in which the zone's offset changes in a year."""
    moment = datetime(year, 1, 1, tzinfo=UTC)
    while moment.year == year:
        following = moment + timedelta(days=1)
        if _offset(moment, zone) != _offset(following, zone):
            hour = moment
            while _offset(hour + timedelta(minutes=15), zone) == _offset(moment, zone):
                hour += timedelta(minutes=15)
            yield hour + timedelta(minutes=15)
        moment = following


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _rule(moments: list[datetime], zone: ZoneInfo) -> str:
    """One observance that holds for all the moments, or "" when no yearly rule does."""
    before = _offset(moments[0] - timedelta(hours=1), zone)
    walls = [(moment + before).replace(tzinfo=None) for moment in moments]
    for nth in (_last, _nth):
        days = {(wall.month, nth(wall), wall.weekday(), wall.time()) for wall in walls}
        month, place, weekday, clock = next(iter(days))
        if len(days) == 1 and place:
            rule = f"FREQ=YEARLY;BYMONTH={month};BYDAY={place}{_WEEKDAYS[weekday]}"
            first = datetime.combine(_first_day(month, place, weekday), clock)
            return _observance(zone, first, rule, moments[0])
    return ""


def _last(wall: datetime) -> int:
    """-1 on the last such weekday of a month, else 0: no place."""
    return -1 if (wall + timedelta(days=7)).month != wall.month else 0


def _nth(wall: datetime) -> int:
    return (wall.day + 6) // 7


def _first_day(month: int, place: int, weekday: int) -> datetime:
    """The first such day on or after the epoch: where the rule begins."""
    days = [EPOCH.replace(month=month) + timedelta(days=at) for at in range(31)]
    fits = [day for day in days if day.month == month and day.weekday() == weekday]
    return fits[place] if place < 0 else fits[place - 1]


def _observance(zone: ZoneInfo, first: datetime, rule: str, at: datetime | None = None) -> str:
    moment = at or datetime(YEARS[0], 1, 1, tzinfo=UTC)
    after = moment.astimezone(zone)
    before = (moment - timedelta(hours=1)).astimezone(zone)
    name = (
        "DAYLIGHT" if (after.utcoffset() or timedelta()) > (before.utcoffset() or timedelta()) else "STANDARD"
    )
    repeat = f"RRULE:{rule}\n" if rule else ""
    return (
        f"BEGIN:{name}\nDTSTART:{first:%Y%m%dT%H%M%S}\n{repeat}TZNAME:{after.tzname()}\n"
        f"TZOFFSETFROM:{before:%z}\nTZOFFSETTO:{after:%z}\nEND:{name}\n"
    )
