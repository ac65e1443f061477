"""The upcoming entries as schema.org Events, so that others read us as easily as we wish to read them.

Sources: schema.org/Event; days are written as days, an end day inclusive, clocks with their offset.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bba_events.config import Calendar
from bba_events.event import Entry, Status, said
from bba_events.publish.wording import bare, link
from bba_events.span import Span
from bba_events.text import DESCRIPTION_CAP, clean

_STATUS = {Status.CANCELLED: "EventCancelled", Status.POSTPONED: "EventPostponed"}
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def write(entries: Iterable[Entry], calendar: Calendar, language: str, whole: Mapping[str, Entry]) -> str:
    """JSON that may stand in a ``script`` element as it is; ``whole`` are the campaigns by UID."""
    told = {
        "@context": "https://schema.org",
        "@graph": [event(one, calendar, language, whole.get(one.part_of)) for one in entries],
    }
    text = json.dumps(told, ensure_ascii=False)
    for mark, escape in _UNSAFE.items():
        text = text.replace(mark, escape)
    return text


def event(entry: Entry, calendar: Calendar, language: str, campaign: Entry | None) -> dict[str, Any]:
    """One entry; what is not known is left out."""
    place = clean(entry.where(language).line)
    described, _ = said(entry.descriptions, language, *calendar.languages)
    told = {
        "@type": "Event",
        "@id": f"urn:uid:{entry.uid}",
        "name": bare(entry, language, calendar.languages),
        **_when(entry.span.within(calendar.time_zone)),
        "eventStatus": "https://schema.org/" + _STATUS.get(entry.status, "EventScheduled"),
        "description": clean(described, DESCRIPTION_CAP),
        "url": link(entry, language, calendar.languages),
        "inLanguage": sorted(entry.titles),
        "location": {"@type": "Place", "name": place, "address": place} if place else _online(entry),
        "superEvent": _named(campaign, calendar, language) if campaign else None,
        "organizer": {"@type": "Organization", "name": clean(entry.partner)} if entry.partner else None,
    }
    return {key: value for key, value in told.items() if value}


def _named(campaign: Entry, calendar: Calendar, language: str) -> dict[str, str]:
    name = bare(campaign, language, calendar.languages)
    return {"@type": "Event", "@id": f"urn:uid:{campaign.uid}", "name": name}


def _online(entry: Entry) -> dict[str, str] | None:
    return {"@type": "VirtualLocation"} if entry.place.online else None


def _when(span: Span) -> dict[str, str]:
    """``startDate`` and ``endDate`` as far as they are known."""
    made: dict[str, str] = {}
    if span.start is not None:
        made["startDate"] = _moment(span.moment_of_start()) if span.timed else span.start.isoformat()
    if span.end is not None and span.end_time is not None and span.zone:
        made["endDate"] = _moment(span.moment_of_end() or span.moment_of_start())
    elif span.end is not None and not (span.timed and span.days == 1):
        made["endDate"] = span.end.isoformat()
    return made


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
