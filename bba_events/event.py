"""Draft, Event and Entry: the three records that walk through the house, and what must hold of them.

A draft is words, an event is facts from one source with evidence for each, an entry is the
calendar's own record with a UID for life.  All are frozen and picklable.  How words become facts is
left to ``normalise``, how events become entries to ``merge`` and ``identity``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bba_events.span import Span
from bba_events.text import fold

_CODE = re.compile(r"(?:^|[\s,-])\d{4,5}$")
"""A postal code at the end of an address."""
_NOWHERE = frozenset(
    "online|on line|virtual|virtueel|virtuel|en ligne|webinar|webinaire|livestream|digitaal|digital|teams"
    "|ms teams|microsoft teams|microsoft teams meeting|microsoft teams vergadering|reunion microsoft teams"
    "|microsoft teams besprechung|zoom|via zoom|via teams|google meet|webex|skype".split("|")
)
"""What people write for a place when there is none to go to, folded."""
_MEETING = re.compile(
    r"https?://(?:[\w-]+\.)*(?:zoom|teams|meet|webex|gotomeeting|gotowebinar|jitsi|whereby|livestorm|skype)\.\S+",
    re.IGNORECASE,
)


class EventKind(StrEnum):
    """What sort of happening it is; each has its own wording in the block."""

    EVENT = "event"
    CAMPAIGN = "campaign"
    DEADLINE = "deadline"
    RELEASE = "release"


class Status(StrEnum):
    """What the source itself says of it."""

    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    SOLD_OUT = "sold_out"


@dataclass(frozen=True, slots=True)
class Place:
    """Where; every part as written, "" when not written."""

    name: str = ""
    address: str = ""
    """Street, number and postal code."""
    town: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    online: bool = False
    """The page says that one can take part online."""

    @property
    def line(self) -> str:
        """All of it on one line, parts in the order people write them, no part twice."""
        parts: list[str] = []
        for part in (self.name, self._locality, self.country):
            if part and not any(part.casefold() in seen.casefold() for seen in parts):
                parts.append(part)
        return ", ".join(parts)

    @property
    def _locality(self) -> str:
        """Street, code and town as they stand on an envelope: the town right behind its code."""
        if not self.address or not self.town or self.town.casefold() in self.address.casefold():
            return self.address or self.town
        return f"{self.address}{' ' if _CODE.search(self.address) else ', '}{self.town}"

    @property
    def nowhere(self) -> bool:
        """Whether its words only say that it is online: "Online", "Microsoft Teams", a meeting's address."""
        return fold(self.line) in _NOWHERE or _MEETING.fullmatch(self.line) is not None

    def __bool__(self) -> bool:
        return bool(self.line or self.online or self.latitude is not None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact comes from: the words as they stand on the page, and who read them."""

    words: str
    reader: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader or scraper saw, in the page's own words; "" where the page says nothing.

    ``when`` is for words ("28 t/m 30 november"), ``start`` and ``end`` for machine values (ISO 8601
    or iCalendar, ``end`` inclusive); a draft with both lets ``normalise`` compare them.
    """

    title: str = ""
    when: str = ""
    start: str = ""
    end: str = ""
    place: Place | str = ""
    url: str = ""
    """Absolute or relative to the page."""
    description: str = ""
    organiser: str = ""
    kind: str = ""
    """An EventKind, "" when the reader cannot tell."""
    status: str = ""
    """A Status, or the page's own status words."""
    language: str = ""
    uid: str = ""
    """The source's own id of it."""
    part_of: str = ""
    """The title of the campaign or festival it belongs to."""
    alternates: Mapping[str, str] = field(default_factory=dict)
    """Language to address of the same event in that language (``hreflang``)."""
    rule: str = ""
    """RRULE as the source gives it."""
    exceptions: tuple[date, ...] = ()
    """Days on which what repeats does not take place."""
    frame: str = ""
    """Words of the range around (campaign, festival, month heading) that settle a missing year."""
    edition: str = ""
    """Words of a written edition or page date that settle a missing year ("editie 2025")."""
    context: str = ""
    """What the words around tell: "", "published", "apply", "registration" or "past"."""
    detail: str = ""
    """Address of a page whose facts overlay this draft."""
    topics: tuple[str, ...] = ()
    reader: str = ""
    """Who saw it: "json-ld", "prose", "scraper:cineart", …"""
    readers: Mapping[str, str] = field(default_factory=dict)
    """Fact to reader, where facts of several readers were combined."""
    doubts: tuple[str, ...] = ()
    """What the reader itself is not sure of, in plain English."""


@dataclass(frozen=True, slots=True)
class More:
    """A further page of the same list, yielded by a scraper or reader; the pipeline fetches it, capped."""

    url: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader could not read in a source that it read for the rest, in plain English."""

    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """One happening as one source tells it: facts, each with its evidence.

    ``span`` is in the wall clock that the source writes; its zone is "" where none is stated.
    ``evidence`` maps a field's name to the words it came from ("span" for all of start and end).
    """

    source: str
    page: str
    """Final address of the page it was read on."""
    title: str
    span: Span
    kind: EventKind = EventKind.EVENT
    status: Status = Status.CONFIRMED
    place: Place = field(default_factory=Place)
    url: str = ""
    language: str = ""
    organiser: str = ""
    description: str = ""
    uid: str = ""
    part_of: str = ""
    alternates: Mapping[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    certain: bool = True
    """False: stays out of feed and block, shown to the editor as a doubt."""
    doubts: tuple[str, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError(f"an event without a title on {self.page}")


@dataclass(frozen=True, slots=True)
class Entry:
    """The calendar's own record: merged from one or more events, with a UID for life.

    ``span`` has the calendar's zone on every clock.  Texts are kept by language code.
    """

    uid: str
    span: Span
    titles: Mapping[str, str]
    created: datetime
    """Moment of the run that saw it first, UTC."""
    modified: datetime
    """Moment of the run in which a published fact last changed, UTC; LAST-MODIFIED and DTSTAMP."""
    confirmed: date
    """Last day on which a source still showed it."""
    sequence: int = 0
    kind: EventKind = EventKind.EVENT
    status: Status = Status.CONFIRMED
    descriptions: Mapping[str, str] = field(default_factory=dict)
    urls: Mapping[str, str] = field(default_factory=dict)
    place: Place = field(default_factory=Place)
    places: Mapping[str, Place] = field(default_factory=dict)
    """The place as it is told in each language: towns have names of their own (Gent, Gand)."""
    organiser: str = ""
    partner: str = ""
    """Name of the partner of the most trusted source."""
    show_partner: bool = False
    topics: tuple[str, ...] = ()
    part_of: str = ""
    """UID of the campaign's entry, "" when it stands alone."""
    certain: bool = True
    doubts: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    """Why its members are one, in plain words."""
    members: tuple[Event, ...] = ()
    """The events it was merged from, most trusted first: its evidence."""
    keys: tuple[str, ...] = ()
    """Everything it was ever recognised by."""
    vanished: bool = False
    """No source shows it any more; it stays until its date, not confirmed since ``confirmed``."""
    replaced_by: str = ""
    """UID of the entry it turned out to be; a tombstone then, never published as itself again."""

    @property
    def id(self) -> str:
        """The short id that people type: the first eight characters of the UID."""
        return self.uid[:8]

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that tell of it, most trusted first, none twice."""
        return tuple(dict.fromkeys(member.source for member in self.members))

    def where(self, *languages: str) -> Place:
        """The place as told in the first of ``languages`` that tells one, else the most trusted."""
        return next((self.places[code] for code in languages if self.places.get(code)), self.place)

    def title(self, *languages: str) -> str:
        """The title in the first of ``languages`` that has one, else in any."""
        return said(self.titles, *languages)[0]


def said(texts: Mapping[str, str], *languages: str) -> tuple[str, str]:
    """The text in the first of ``languages`` that has one, else in any; with its language."""
    for language in (*languages, *texts):
        if texts.get(language):
            return texts[language], language
    return "", ""
