"""UiTdatabank (publiq), Belgium's event database: the search API's JSON, with ``embed=true``.

Knows ``calendarType``: a single event, several times of one, a period, and the permanent offer that is no
event.  The key (``X-Client-Id``) is sent by whoever fetches.  Source: docs.publiq.be, search API 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bba_events.errors import ReadError
from bba_events.event import Draft, More, Place
from bba_events.page import Page
from bba_events.readers import stamps
from bba_events.readers.platforms.records import draft
from bba_events.readers.platforms.values import flat, said
from bba_events.readers.schema_time import span

NAME = "UiTdatabank"
_STATUS = {"Unavailable": "cancelled", "TemporarilyUnavailable": "postponed"}
_ONLINE = ("online", "mixed")
_NOWHERE = "00000000-0000-0000-0000-000000000000"
"""Id of the place that stands for none."""


def fits(data: Any) -> bool:
    """Whether the JSON is an answer of the search API, or one event of it."""
    if not isinstance(data, dict):
        return False
    members = data.get("member", [data])
    if not isinstance(members, list):
        return False
    empty = not members and data.get("@type") == "PagedCollection"
    return (
        empty or _addresses(members) or any("calendarType" in one for one in members if isinstance(one, dict))
    )


def _addresses(members: list[Any]) -> bool:
    """Whether the answer gives no events but where they lie, as it does unless it is asked to embed them."""
    return bool(members) and all(
        isinstance(one, dict) and set(one) <= {"@id", "@type"} and "uitdatabank" in str(one.get("@id"))
        for one in members
    )


def read(data: Any, page: Page) -> Iterator[Draft | More]:
    """Every time of every event, and the next page of the answer."""
    members = data.get("member", [data])
    if _addresses(members):
        raise ReadError(f"{page.url}: gives the addresses of events only; add embed=true to the row's url")
    for member in members:
        if isinstance(member, dict):
            yield from _drafts(member)
    shown, total = len(members), data.get("totalItems", 0)
    if isinstance(total, int) and (further := _further(page.url, shown, total)):
        yield More(further)


def _drafts(member: Mapping[str, Any]) -> Iterator[Draft]:
    language = str(member.get("mainLanguage", "") or "")
    if member.get("calendarType") == "permanent":
        return
    organiser = member.get("organizer")
    base = replace(
        draft(flat(member), language),
        url=_address(member),
        uid=str(member.get("@id", "")),
        language=language,
        status=_status(member),
        organiser=said(organiser.get("name"), language=language) if isinstance(organiser, dict) else "",
    )
    if (
        member.get("attendanceMode") in _ONLINE
        or member.get("locationType") == "online"
        or member.get("onlineUrl")
    ):
        base = replace(base, place=_online(base.place, member.get("location")))
    slots = member.get("subEvent")
    times = [one for one in slots if isinstance(one, dict)] if isinstance(slots, list) else []
    for slot in times or [dict(member)]:
        yield from _at(base, slot, member)


def _online(place: Place | str, location: Any) -> Place:
    """The place with the word that one can take part online; the database's placeholder is no place."""
    nowhere = isinstance(location, dict) and _NOWHERE in str(location.get("@id", ""))
    return Place(online=True) if nowhere or isinstance(place, str) else replace(place, online=True)


def _at(base: Draft, slot: Mapping[str, Any], member: Mapping[str, Any]) -> Iterator[Draft]:
    """The event at one of its times; a period is days, whatever hours its ends bear."""
    start, end = (stamps.tidy(str(slot.get(name, ""))) for name in ("startDate", "endDate"))
    if not start:
        return
    if member.get("calendarType") == "periodic":
        start, end = _local_day(start), _local_day(end)
    when = span(start, end)
    yield replace(
        base, start=when.start, end=when.end, status=_status(slot) or base.status, doubts=when.doubts
    )


def _local_day(stamp: str) -> str:
    """The Belgian day of a stamp: UTC midnights are the evening before."""
    if stamps.zone_of(stamp) in ("Z", "+00:00") and stamp[11:13] in ("22", "23"):
        return (stamps.day_of(stamp) + stamps.ONE_DAY).isoformat()
    return stamp[:10]


def _status(told: Mapping[str, Any]) -> str:
    """Status of the event or of one time, then whether places are left."""
    status, booking = told.get("status"), told.get("bookingAvailability")
    kind = status.get("type", "") if isinstance(status, dict) else status
    if found := _STATUS.get(str(kind or "")):
        return found
    left = booking.get("type") if isinstance(booking, dict) else ""
    return "sold_out" if left == "Unavailable" else ""


def _address(member: Mapping[str, Any]) -> str:
    """Where people read about it: the first address that the organiser gave; the database names no page."""
    given = member.get("sameAs")
    urls = [one for one in given if isinstance(one, str)] if isinstance(given, list) else []
    return next(iter(urls), "")


def _further(url: str, shown: int, total: int) -> str:
    """The address of the next page of the same question, "" after the last."""
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query))
    done = int(asked["start"]) if asked.get("start", "").isdigit() else 0
    if not shown or done + shown >= total:
        return ""
    return urlunsplit(parts._replace(query=urlencode({**asked, "start": str(done + shown)})))
