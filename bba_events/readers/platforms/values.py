"""Texts and machine dates in JSON objects of no standard, under the many names that programs give them.

An object is looked at with its keys in one spelling (``flat``).  Which objects are events is left to
``records``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bba_events.readers import stamps
from bba_events.text import TITLE_CAP, clean_markup

_SPLIT = re.compile(r"[_\-\s.]+")
TITLES = ("title", "name", "titel", "titre", "naam", "nom", "headline", "subject", "eventname", "eventtitle")
STARTS = ("startdate", "start", "startsat", "startdatetime", "starttime", "datestart", "datebegin",
          "begindate", "begin", "eventdate", "eventstart", "datefrom", "from", "datedebut", "startdatum",
          "begindatum", "dtstart", "startat", "eventstartdate", "debut", "starts", "beginat", "beginsat",
          "datetimestart", "startdateutc", "startutc", "datumvan", "van", "startson",
          "firstdate")  # fmt: skip
ENDS = ("enddate", "end", "endsat", "enddatetime", "endtime", "dateend", "eventend", "dateto", "to", "until",
        "datefin", "einddatum", "dtend", "endat", "eventenddate", "fin", "ends", "finishdate", "datetimeend",
        "enddateutc", "endutc", "datumtot", "tot", "endson", "lastdate")  # fmt: skip
HOURS = ("starttime", "time", "hour", "uur", "tijd", "tijdstip", "beginuur", "startuur", "aanvang",
         "aanvangsuur", "heure", "horaire", "uhrzeit", "zeit")  # fmt: skip
"""Fields that hold the hour of beginning apart from the day."""
_DAY = "2000-01-01"
_RANGES = ("date", "dates", "when", "period", "datum", "daterange", "eventdate", "eventdates", "datetime",
           "periode", "wanneer")  # fmt: skip
"""Fields that hold both ends."""
LANGUAGES = ("nl", "fr", "en", "de")
_SINCE_1970 = (1e9, 4.2e12)
"""Seconds or milliseconds of our days; smaller numbers count something else."""


def flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with its keys in one spelling: "start_date", "startDate" and "StartDate" are one."""
    spelled = (("".join(_SPLIT.split(str(key))).lower(), value) for key, value in record.items())
    return {key.removeprefix("field"): value for key, value in spelled}


def stamp(keys: Mapping[str, Any], names: Sequence[str]) -> str:
    """The first machine date under these names: a text, an object's own date, or a number since 1970."""
    for name in names:
        if found := _dated(keys.get(name)):
            return found
    return _ranged(keys, names)


def _dated(value: Any) -> str:
    if isinstance(value, dict):
        inner = flat(value)
        value = inner.get("datetime", inner.get("date", inner.get("value", inner.get("iso"))))
        zone = str(inner.get("timezone", ""))
        if isinstance(value, str) and zone_of(zone) and len(found := stamps.tidy(value)) == 19:
            return f"{found}[{zone}]"
    if isinstance(value, str):
        return stamps.tidy(value)
    return moment(value) if _is_number(value) and _SINCE_1970[0] <= value <= _SINCE_1970[1] else ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _ranged(keys: Mapping[str, Any], names: Sequence[str]) -> str:
    """One end of a field that holds both: {"date": {"value": …, "end_value": …}}."""
    for field in _RANGES:
        value = keys.get(field)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, dict) and (found := _end_of(flat(value), names)):
            return found
    return ""


def _end_of(inner: Mapping[str, Any], names: Sequence[str]) -> str:
    if names is ENDS:
        wanted: Sequence[str] = ("endvalue", *ENDS)
    else:
        wanted = ("value", *STARTS) if "endvalue" in inner else names
    return next((found for name in wanted if (found := _dated(inner.get(name)))), "")


def slots(keys: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The times of a record that has a list of them, each with a start of its own."""
    for name in (*_RANGES, "occurrences", "sessions", "instances", "timeslots", "schedule", "schedules",
                 "showtimes", "subevents", "recurrences", "timings", "eventinstances"):  # fmt: skip
        listed = keys.get(name)
        if isinstance(listed, list) and listed and all(isinstance(one, dict) for one in listed):
            made = [flat(_unwrapped(one)) for one in listed]
            if all(stamp(one, STARTS) and not words(one, TITLES) for one in made):
                yield from made
                return


def _unwrapped(one: Mapping[str, Any]) -> Mapping[str, Any]:
    """What stands in an object under one name alone: {"event_instance": {…}}."""
    inner = next(iter(one.values()), None) if len(one) == 1 else None
    return inner if isinstance(inner, dict) else one


def clock(keys: Mapping[str, Any], names: Sequence[str]) -> str:
    """The first hour of the day under these names, as written."""
    told = (keys.get(name) for name in names)
    return next((one for one in told if isinstance(one, str) and len(stamps.with_clock(_DAY, one)) > 10), "")


def words(keys: Mapping[str, Any], names: Sequence[str], cap: int = TITLE_CAP, language: str = "") -> str:
    """The first text under these names, cleaned; of several languages the wanted one first."""
    for name in names:
        if found := said(keys.get(name), cap, language):
            return found
    return ""


def said(value: Any, cap: int = TITLE_CAP, language: str = "") -> str:
    """A text, the text of a language map, the "rendered" text of an object, or a list's texts in a row."""
    if isinstance(value, str):
        return clean_markup(value, cap)
    if isinstance(value, dict):
        keys = [language, "rendered", "value", "processed", "text", *LANGUAGES, "name", "title", "html"]
        return next((clean_markup(value[key], cap) for key in keys if isinstance(value.get(key), str)), "")
    if isinstance(value, list) and value and all(isinstance(one, dict) and "text" in one for one in value):
        return clean_markup(" ".join(str(one["text"]) for one in value), cap)
    return ""


def moment(value: Any, zone: str = "") -> str:
    """A platform's milliseconds or seconds since 1970 as a stamp in its zone; "" for anything else."""
    if not _is_number(value) or not 0 < value < 1e14:
        return ""
    seconds = value / 1000 if value > 1e11 else value
    shown = datetime.fromtimestamp(seconds, UTC)
    if known := zone_of(zone):
        return shown.astimezone(known).replace(tzinfo=None).isoformat(timespec="seconds") + f"[{zone}]"
    return shown.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def zone_of(zone: str) -> ZoneInfo | None:
    """The zone of an IANA name, None for any other text."""
    if not re.fullmatch(r"[A-Za-z]+(?:/[\w+-]+){1,2}", zone):
        return None
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return None
