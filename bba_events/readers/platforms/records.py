"""Records of events in JSON of no standard: telling them from others, and turning one into a draft.

A record is an object with a name and a day under names that programs use for the start of something.
Knows those names; what surrounds the record is left to each platform.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bba_events.event import Draft, Place
from bba_events.readers import stamps
from bba_events.readers.item import DEPTH, LIMIT
from bba_events.readers.schema_time import When, span
from bba_events.text import PLACE_CAP, TITLE_CAP, clean_markup, fold

_SPLIT = re.compile(r"[_\-\s.]+")
TITLES = ("title", "name", "titel", "titre", "naam", "nom", "headline", "subject")
STARTS = ("startdate", "start", "startsat", "startdatetime", "starttime", "datestart", "datebegin",
          "begindate", "begin", "eventdate", "eventstart", "datefrom", "from", "datedebut", "startdatum",
          "begindatum", "dtstart", "startat", "eventstartdate", "debut", "starts")  # fmt: skip
ENDS = ("enddate", "end", "endsat", "enddatetime", "endtime", "dateend", "eventend", "dateto", "to", "until",
        "datefin", "einddatum", "dtend", "endat", "eventenddate", "fin", "ends", "finishdate")  # fmt: skip
_PLACES = ("location", "venue", "place", "address", "lieu", "locatie", "plaats", "ort", "city", "town")
_URLS = ("url", "link", "permalink", "href", "fullurl", "websiteurl", "canonicalurl")
_TEXTS = ("description", "summary", "excerpt", "intro", "body", "omschrijving")
_STATUS = ("status", "eventstatus", "state")
_LANGUAGES = ("nl", "fr", "en", "de")


def document(text: str) -> Any:
    """The parsed JSON, None for none; nesting that no program means is none."""
    try:
        return json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError):
        return None


def flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with its keys in one spelling: "start_date", "startDate" and "StartDate" are one."""
    spelled = (("".join(_SPLIT.split(key)).lower(), value) for key, value in record.items())
    return {key.removeprefix("field"): value for key, value in spelled}


def records(data: Any) -> Iterator[dict[str, Any]]:
    """All event records inside parsed JSON, keys in one spelling, outer before inner."""
    waiting, left = [(data, 0)], LIMIT
    while waiting and left:
        value, depth = waiting.pop()
        left -= 1
        if depth > DEPTH:
            continue
        if isinstance(value, dict):
            keys = flat(value)
            if is_record(keys):
                yield keys
            waiting += [(each, depth + 1) for each in reversed(value.values())]
        elif isinstance(value, list):
            waiting += [(each, depth + 1) for each in reversed(value)]


def is_record(keys: Mapping[str, Any]) -> bool:
    """Whether an object has a name and a machine date under a name for the start of something."""
    return bool(words(keys, TITLES)) and bool(stamp(keys, STARTS))


def stamp(keys: Mapping[str, Any], names: Sequence[str]) -> str:
    """The first machine date under these names; an object's own date counts, numbers do not."""
    for name in names:
        value = keys.get(name)
        if isinstance(value, dict):
            inner = flat(value)
            value = inner.get("datetime", inner.get("date", inner.get("value")))
        if isinstance(value, str) and (found := stamps.tidy(value)):
            return found
    return _ranged(keys, names)


def _ranged(keys: Mapping[str, Any], names: Sequence[str]) -> str:
    """One end of a field that holds both: {"date": {"value": …, "end_value": …}}."""
    for field in ("date", "dates", "when", "period", "datum", "daterange", "eventdate"):
        value = keys.get(field)
        inner = flat(value) if isinstance(value, dict) else {}
        wanted = (
            ("endvalue", *ENDS) if names is ENDS else ("value", *STARTS) if "endvalue" in inner else names
        )
        for name in wanted:
            if isinstance(each := inner.get(name), str) and (found := stamps.tidy(each)):
                return found
    return ""


def words(keys: Mapping[str, Any], names: Sequence[str], cap: int = TITLE_CAP, language: str = "") -> str:
    """The first text under these names, cleaned; of several languages the wanted one first."""
    for name in names:
        if found := said(keys.get(name), cap, language):
            return found
    return ""


def said(value: Any, cap: int = TITLE_CAP, language: str = "") -> str:
    """A text, the text of a language map, or the "rendered" text of an object."""
    if isinstance(value, str):
        return clean_markup(value, cap)
    if isinstance(value, dict):
        keys = [language, "rendered", "value", "text", *_LANGUAGES, "name", "title"]
        return next((clean_markup(value[key], cap) for key in keys if isinstance(value.get(key), str)), "")
    return ""


def draft(keys: Mapping[str, Any], language: str = "", when: When | None = None) -> Draft:
    """A record as a draft."""
    told = when or span(
        _hour(keys, stamp(keys, STARTS), "starttime"), _hour(keys, stamp(keys, ENDS), "endtime")
    )
    return Draft(
        title=words(keys, TITLES, language=language),
        start=told.start,
        end=told.end,
        doubts=told.doubts,
        place=place(keys, language),
        url=words(keys, _URLS, 2000),
        description=words(keys, _TEXTS, 4000, language),
        status=status(words(keys, _STATUS)),
        uid=str(keys.get("id", "") or keys.get("uuid", ""))[:100],
    )


def _hour(keys: Mapping[str, Any], day: str, name: str) -> str:
    """A day with the hour that stands apart from it."""
    clock = keys.get(name)
    return stamps.with_clock(day, clock) if isinstance(clock, str) and day else day


def status(written: str) -> str:
    """Cancelled, postponed or sold out when the record says so; anything else is nothing."""
    folded = fold(written).replace(" ", "")
    for sign, meaning in (("cancel", "cancelled"), ("postpone", "postponed"), ("soldout", "sold_out")):
        if sign in folded:
            return meaning
    return ""


def place(keys: Mapping[str, Any], language: str = "") -> Place:
    """The place of a record: a text, or an object with name, address and town."""
    for name in _PLACES:
        value = keys.get(name)
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, dict):
            if found := _placed(flat(first), language):
                return found
        elif isinstance(first, str) and (text := clean_markup(first, PLACE_CAP)):
            return Place(online=True) if fold(text) == "online" else Place(text)
    return Place()


def _placed(keys: Mapping[str, Any], language: str) -> Place:
    inner = keys.get("address")
    around = flat(_by_language(inner, language)) if isinstance(inner, dict) else keys
    street = words(around, ("streetaddress", "street", "address1", "addressline1", "address"), PLACE_CAP)
    postal = str(around.get("postalcode", around.get("zip", around.get("postcode", ""))) or "")[:12]
    return Place(
        name=words(keys, ("name", "title", "venue", "addresstitle"), PLACE_CAP, language),
        address=", ".join(filter(None, (street or said(inner, PLACE_CAP), postal))),
        town=words(
            around, ("addresslocality", "city", "town", "locality", "municipality"), PLACE_CAP, language
        ),
        country=words(around, ("addresscountry", "country"), PLACE_CAP),
    )


def _by_language(value: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    """One language of an address that is kept by language."""
    for code in (language, *_LANGUAGES):
        if isinstance(value.get(code), dict):
            chosen: Mapping[str, Any] = value[code]
            return chosen
    return value


def moment(value: Any, zone: str = "") -> str:
    """A platform's milliseconds or seconds since 1970 as a stamp in its zone; "" for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e14:
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
