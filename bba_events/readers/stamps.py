"""Machine dates as pages write them, brought into the one form that drafts carry.

A day is "2026-06-20", a clock "2026-06-20T19:00:00" with "Z", "+02:00" or "[Europe/Brussels]" behind it
where the zone is known.  Sources: ISO 8601, RFC 5545 §3.3.  Words for people ("20 juni") are left to
``dates``; nothing here asks the clock.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime

_STAMP = re.compile(
    r"\s*(?P<day>\d{8}|\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{4}-\d{3})"
    r"(?:(?:\s*+T\s*+|\s++)(?P<hour>\d{1,2})(?:[:.h]?(?P<minute>\d{2}))?(?:[:.]?(?P<second>\d{2}))?(?:[.,]\d{1,9})?"
    r"\s*+(?P<half>[ap]\.?m\.?)?\s*+(?P<zone>UTC|GMT|CES?T|WES?T|Z|[+\-−]\d{1,2}(?::?\d{2})?)?"
    r"\s*+(?:\[?(?P<name>[A-Z][A-Za-z_]+/[\w/+\-]+)\]?)?)?T?\s*+(?:\([\w\s]*\))?\s*",
    re.IGNORECASE,
)
_DASHED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2}T\d{1,2})-(\d{2})-(\d{2})(?:-\d{2})?")
"""Dashes all through, as a plugin for WordPress writes: 2026-4-11T19-30-00-00."""
_CLOCK = re.compile(
    r"\s*T?(\d{1,2})(?:[:.hu]?(\d{2}))?(?::?(\d{2}))?(?:[.,]\d+)?\s*+(?:Z|[+-]\d\d:?\d\d)?\s*"
)
_DURATION = re.compile(
    r"\s*(?P<sign>[+-]?)P(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?:(?P<hours>\d{1,5})H)?(?:(?P<minutes>\d{1,6})M)?(?:(?P<seconds>\d{1,7})(?:\.\d+)?S)?)?\s*",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"\s*(?:PT?(?P<hours>\d{1,3})H(?:(?P<minutes>\d{1,2})M?)?|(\d{1,2}):(\d{2})(?::\d{2})?)\s*", re.IGNORECASE
)
"""Durations whose T or last letter was forgotten, or that stand as on a clock."""
_MAIL = re.compile(r"\s*(?:\w{3},\s*)?\d{1,2}\s+\w{3}\s+\d{4}\s+\d{1,2}:\d\d")
_NAMED = {
    "Z": "Z",
    "UTC": "Z",
    "GMT": "Z",
    "CET": "+01:00",
    "CEST": "+02:00",
    "WET": "+00:00",
    "WEST": "+01:00",
}
_LONGEST = 60
_DAY_HOURS = 24
_EARLIEST, _LATEST = date(1, 1, 31), date(9999, 12, 1)
"""Programs write the first and the last day there is where they mean none."""
MIDNIGHT = time(0, 0)
ONE_DAY = timedelta(days=1)


def tidy(written: str) -> str:
    """The machine date in the one form, or "" when it is none or names no real day or hour."""
    if len(written) > _LONGEST:
        return ""
    dashed = _DASHED.fullmatch(written)
    found = _STAMP.fullmatch(":".join(dashed.groups()) if dashed else written)
    if found is None:
        return _mail(written) if _MAIL.match(written) else ""
    try:
        return _written(found)
    except (ValueError, OverflowError):
        return ""


def _mail(written: str) -> str:
    """RFC 5322 dates, as feeds write them."""
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError):
        return ""
    if not _EARLIEST < moment.date() < _LATEST:
        return ""
    shown = moment.isoformat(timespec="seconds")
    return shown.replace("+00:00", "Z") if moment.tzinfo else shown


def _written(found: re.Match[str]) -> str:
    day = _day(found["day"])
    if not _EARLIEST < day < _LATEST:
        raise ValueError(f"{day} stands for no date at all")
    if found["hour"] is None:
        return day.isoformat()
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    second = min(int(found["second"] or 0), 59)
    minute = int(found["minute"] or 0)
    if hour == _DAY_HOURS and not minute and not second:
        day, hour = day + ONE_DAY, 0
    clock = time(hour, minute, second)
    zone = _zone(found["zone"] or "")
    if found["name"] and not zone:
        zone = f"[{found['name']}]"
    return datetime.combine(day, clock).isoformat(timespec="seconds") + zone


def _day(written: str) -> date:
    if written.isdigit():
        return date(int(written[:4]), int(written[4:6]), int(written[6:]))
    year, *rest = re.split("[-/]", written)
    if len(rest) == 1:
        return _of_year(int(year), int(rest[0]))
    month, day = rest
    return date(int(year), int(month), int(day))


def _of_year(year: int, number: int) -> date:
    """The day of a year by its number.  Raises ValueError when the year has no such day."""
    day = date(year, 1, 1) + ONE_DAY * (number - 1)
    if day.year != year:
        raise ValueError(f"{year} has no day {number}")
    return day


def _zone(written: str) -> str:
    if not written or written[0].isalpha():
        return _NAMED.get(written.upper(), "")
    digits = written[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    if int(hours) > 14 or int(minutes) > 59:
        return ""
    return f"{'+' if written[0] == '+' else '-'}{int(hours):02}:{minutes}"


def day_of(stamp: str) -> date:
    """The day of a tidy stamp."""
    return date.fromisoformat(stamp[:10])


def clock_of(stamp: str) -> time | None:
    """The wall clock of a tidy stamp, None for a day."""
    return time.fromisoformat(stamp[11:19]) if len(stamp) > 10 else None


def zone_of(stamp: str) -> str:
    """What stands behind the clock of a tidy stamp: "", "Z", "+02:00" or "[Europe/Brussels]"."""
    return stamp[19:]


def with_clock(stamp: str, written: str) -> str:
    """A day with an hour that is written apart ("19:00", "T19:00:00", "1900"); unchanged when it is none."""
    found = _CLOCK.fullmatch(written) if len(written) < _LONGEST and len(stamp) == 10 else None
    if found is None:
        return stamp
    try:
        clock = time(int(found[1]), int(found[2] or 0), min(int(found[3] or 0), 59))
    except ValueError:
        return stamp
    return f"{stamp}T{clock.isoformat(timespec='seconds')}"


def duration(written: str) -> timedelta | None:
    """An ISO 8601 duration in weeks, days and hours; None for anything else, and for none at all."""
    if len(written) >= _LONGEST:
        return None
    if odd := _HOURS.fullmatch(written):
        return timedelta(hours=int(odd[1] or odd[3]), minutes=int(odd[2] or odd[4] or 0)) or None
    found = _DURATION.fullmatch(written)
    if found is None:
        return None
    parts = {unit: int(found[unit] or 0) for unit in ("weeks", "days", "hours", "minutes", "seconds")}
    length = timedelta(**parts)
    return None if found["sign"] == "-" or not length else length


def later(stamp: str, length: timedelta) -> str:
    """The stamp a duration later; a day stays a day, its end inclusive."""
    try:
        if len(stamp) == 10:
            return (day_of(stamp) + max(length - timedelta(days=1), timedelta(0))).isoformat()
        moment = datetime.fromisoformat(stamp[:19]) + length
    except OverflowError:
        return ""
    return moment.isoformat(timespec="seconds") + zone_of(stamp)


def whole_days(start: str, end: str) -> tuple[str, str, tuple[str, ...]]:
    """Start and end with days for clocks that only mean days, and doubts.

    T00:00 to T23:59 is all day, and so is a midnight that is the only hour written: the hour was filled
    in by a program.  From one midnight to the next is that one day; longer, programs write the last day's
    own midnight.  In UTC the same stands as 22:00 or 23:00 of the day before (central Europe).
    """
    opening, closing = clock_of(start), clock_of(end) if end else None
    if opening == MIDNIGHT:
        if not end or start == end:
            return start[:10], "", ()
        if closing is None or (closing.hour, closing.minute) == (23, 59):
            return start[:10], end[:10], ()
        if closing == MIDNIGHT:
            return _midnights(start[:10], end[:10])
    if _utc_midnights(start, end):
        return _midnights(*((day_of(one) + ONE_DAY).isoformat() for one in (start, end)))
    if _utc_days(start, end):
        return (day_of(start) + timedelta(days=1)).isoformat(), end[:10], ()
    return start, end, ()


def _midnights(start: str, end: str) -> tuple[str, str, tuple[str, ...]]:
    """The days of a span from one midnight to another."""
    if day_of(end) - day_of(start) == ONE_DAY:
        return start, "", (f"ends at midnight, {end}: that may be a second day",)
    return start, end, (f"ends at midnight, {end}: the last day may be the one before",)


def _utc_midnights(start: str, end: str) -> bool:
    """Whether two UTC stamps are midnights in central Europe, a day or more apart."""
    if not (end and zone_of(start) == zone_of(end) == "Z"):
        return False
    opening, closing = moment_of(start), moment_of(end)
    night = all(one.hour in (22, 23) and not one.minute for one in (opening, closing))
    return night and closing - opening >= timedelta(hours=23)


def _utc_days(start: str, end: str) -> bool:
    """Whether two UTC stamps are midnight and a minute before midnight in central Europe."""
    if not (end and zone_of(start) == zone_of(end) == "Z"):
        return False
    opening, closing = moment_of(start), moment_of(end)
    return (
        opening.hour in (22, 23)
        and opening.minute == 0
        and closing.minute == 59
        and closing.hour in (21, 22)
        and closing - opening > timedelta(hours=22)
    )


def moment_of(stamp: str) -> datetime:
    """The clock of a tidy stamp as a datetime without zone; a day at its midnight."""
    return datetime.fromisoformat(stamp[:19])


def in_order(start: str, end: str) -> bool:
    """Whether the end does not lie before the start; days count whole, clocks by their offsets if known."""
    if len(start) == 10 or len(end) == 10:
        return start[:10] <= end[:10]
    one, other = zone_of(start), zone_of(end)
    if one == other or "[" in one + other or not one or not other:
        return moment_of(start) <= moment_of(end)
    return _aware(start) <= _aware(end)


def same_moment(one: str, other: str) -> bool:
    """Whether two clocks with offsets are the same moment."""
    known = all(zone_of(stamp) and "[" not in stamp for stamp in (one, other))
    return known and _aware(one) == _aware(other)


def alike(end: str, start: str) -> str:
    """The end at the offset of the start, where one is written in UTC and the other at an offset."""
    one, other = zone_of(start), zone_of(end)
    if one == other or "Z" not in (one, other) or "[" in one + other or not one or not other:
        return end
    zone = datetime.fromisoformat(start.replace("Z", "+00:00")).tzinfo
    return _aware(end).astimezone(zone).isoformat(timespec="seconds")[:19] + one


def _aware(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp.replace("Z", "+00:00")).astimezone(UTC)
