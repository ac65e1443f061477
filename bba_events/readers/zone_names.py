"""What programs call time zones: IANA and Windows names in any case and language, wrapped and described.

Knows names only; a calendar's own VTIMEZONEs are ``zones``'.  Sources: IANA tz, CLDR windowsZones and
metazones, the names of Lotus Notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_NAME = re.compile(r"[A-Za-z][\w+-]*(?:/[\w+-]+){0,2}")
_PATH = re.compile(r"[A-Za-z]+(?:/[A-Za-z][\w+-]+){1,2}")
_WORD = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)?")
_UTC = frozenset({"UTC", "GMT", "Z", "ETC/UTC", "ETC/GMT", "UCT", "ZULU", "COORDINATED UNIVERSAL TIME"})
_SEASON = re.compile(r"\b(?:daylight|summer) time$", re.IGNORECASE)
_LONGEST = 200
_SPOKEN = {
    "Europe/Brussels": (
        "cest|mez|mesz|hnec|hec|romance|w. europe|central europe|western/central europe"
        "|central european time|central european standard time|paris, madrid"
        "|heure normale d'europe centrale|heure d'été d'europe centrale|heure d'europe centrale"
        "|mitteleuropäische zeit|mitteleuropäische normalzeit|mitteleuropäische sommerzeit"
        "|midden-europese tijd|midden-europese zomertijd|midden-europese standaardtijd"
        "|romance (standaardtijd)|west-europa (standaardtijd)|west-europa standaardtijd"
    ),
    "Europe/London": "bst|british summer time|british standard time|gmt/bst|greenwich mean time",
    "Europe/Lisbon": "west|western european time|western european standard time|west-europese tijd",
    "Europe/Athens": "eest|oez|oesz|eastern european time|eastern european standard time|oost-europese tijd",
    "America/New_York": "eastern|eastern time|edt|us-eastern|us eastern",
    "America/Chicago": "central|central time|cdt|us-central|us central",
    "America/Denver": "mountain|mountain time|mdt|us-mountain|us mountain",
    "America/Los_Angeles": "pacific|pacific time|pst|pdt|us-pacific|us pacific",
}
"""What people and older programs say; one of several zones that keep the same clock."""
_SAID = {word: zone for zone, words in _SPOKEN.items() for word in words.split("|")}


@cache
def iana(written: str) -> str:
    """The IANA name that a TZID means: its own, a Windows name's, or one inside it; "" for none."""
    name = re.sub(r"(?<!\s)\s+\d{1,2}$", "", written[:_LONGEST].strip("\"' "))
    if name.upper() in _UTC or name.rsplit("/", 1)[-1].upper() == "UTC":
        return "UTC"
    return _known(name) or _known(name.replace("-", "/", 1)) or _windows(name) or _inside(name)


def _windows(name: str) -> str:
    """The zone of a Windows name, whatever half of the year it names."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415 - heavy

    standard = _SEASON.sub("Standard Time", name).casefold()
    return next((str(zone) for known, zone in WINDOWS_TO_OLSON.items() if known.casefold() == standard), "")


def _inside(name: str) -> str:
    """A name of IANA somewhere in it: "/citadel.org/20210210_1/Europe/Brussels", "Europe/Brussels (CET)"."""
    parts = re.split(r"[\s()\[\],;]+", name)
    tails = (
        "/".join(part.split("/")[-many:]) for part in parts for many in (3, 2) if part.count("/") >= many - 1
    )
    return next((found for tail in tails if _PATH.fullmatch(tail) and (found := _known(tail))), "")


@cache
def described(written: str) -> str:
    """The zone of a description like "(UTC+01:00) Brussels, Copenhagen" or "Eastern Time"; "" for none."""
    if said := _SAID.get(written.strip("\"' ").casefold()):
        return said
    for sign in ("/", "_", "-", " "):
        if found := _folded().get(written.strip("\"' ").replace(sign, "/", 1).replace(" ", "_").casefold()):
            return found
    words = re.sub(r"^\([^()]*\)\s*", "", written[:_LONGEST])
    spoken = re.sub(r"(?:(?<!\s)\s+)?\([^()]*\)$", "", words).casefold()
    return _SAID.get(spoken, "") or next(filter(None, map(_of_town, _towns(words))), "")


def _towns(words: str) -> Iterator[str]:
    """The words of a description that may be towns, pairs of them first."""
    for found in _WORD.findall(words):
        yield found.replace(" ", "_")
        yield from found.split(" ") if " " in found else ()


def _of_town(word: str) -> str:
    return _by_town().get(word.casefold(), "")


@cache
def _by_town() -> dict[str, str]:
    """Zones of areas with towns, by the town."""
    names = sorted(name for name in available_timezones() if name.startswith(_AREAS) and name.count("/") == 1)
    return {name.rsplit("/", 1)[-1].casefold(): name for name in names}


_AREAS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Pacific/")


@cache
def _folded() -> dict[str, str]:
    """All names of zones, by their small letters."""
    return {name.casefold(): name for name in available_timezones()}


@cache
def _known(name: str) -> str:
    """The zone of that name, as it is spelled; never a path out of the zone data."""
    if not _NAME.fullmatch(name):
        return ""
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return _folded().get(name.casefold(), "") if "/" in name else ""
