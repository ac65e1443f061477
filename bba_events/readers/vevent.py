"""One VEVENT: its times, as written and on the wall of its zone, and its facts.

Forgives what a careful person would: a day without VALUE=DATE, an end on the day of the start, a clock
that does not exist beside a day that does.  Source: RFC 5545 §3.6.1, §3.8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from bba_events.event import Draft, Place
from bba_events.readers import instants, rules, stamps
from bba_events.readers.content_lines import Component, Property
from bba_events.readers.instants import Stamp
from bba_events.readers.repeats import Clock, Member
from bba_events.readers.zones import Zones
from bba_events.text import PLACE_CAP, TITLE_CAP, clean, clean_markup

_GEO = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[;,]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_MOST = 20_000


class Voided(ValueError):
    """The VEVENT says no time; says what is missing."""


class Vevent:
    """A component with a DTSTART.  Raises Voided when it has none that names a day."""

    def __init__(self, component: Component, zones: Zones, *, called_off: bool = False) -> None:
        self.component, self.zones, self._called_off = component, zones, called_off
        self._doubts: list[str] = []
        self.uid = clean(component.text("UID"), TITLE_CAP)
        self.title = clean_markup(component.text("SUMMARY"), TITLE_CAP) or self._name()
        written = component.first("DTSTART")
        if written is None or not written.value.strip():
            written = component.first("RECURRENCE-ID")  # a word on one occurrence, most often that it is off
        if written is None or not written.value.strip():
            raise Voided(f"no DTSTART beside {self.title!r}")
        start = self._stamp(written)
        if start is None:
            raise Voided(f"DTSTART {clean(written.value, 60)!r} beside {self.title!r} names no day")
        self.start = start
        self.end = self._end()
        self.recurrence = component.text("RECURRENCE-ID").strip()
        self.repeats = bool(component.text("RRULE") or component.text("RDATE"))
        self.sequence = self._number("SEQUENCE")

    def _name(self) -> str:
        """What to call an event without SUMMARY: the first words it has."""
        words = next((said for key in ("DESCRIPTION", "COMMENT", "LOCATION", "CATEGORIES")
                      if (said := clean_markup(self.component.text(key), 80))), "")  # fmt: skip
        self._doubts.append("no title is written")
        return words or "(no title)"

    def _number(self, name: str) -> int:
        written = self.component.text(name).strip()
        return int(written) if written.isdigit() and len(written) < 10 else 0

    def _stamp(self, written: Property, value: str | None = None) -> Stamp | None:
        """The time that a property names, None for none; what is odd about it becomes a doubt."""
        stamp, doubt = instants.read(written, value)
        self._doubts += [doubt] if doubt and doubt not in self._doubts else []
        return stamp

    def _end(self) -> Stamp | None:
        """The end as iCalendar means it (after the last day), None when none is written or it cannot be."""
        written = self.component.first("DTEND")
        end = self._stamp(written) if written and written.value.strip() else None
        if end is None and written and not self.start.whole:
            end = instants.later_that_day(self.start, written.value)
        if end is None:
            length = self._length()
            if length is None:
                return None
            if self.start.whole and length % stamps.ONE_DAY:
                length = length - length % stamps.ONE_DAY or stamps.ONE_DAY
            try:
                return replace(self.start, clock=self.start.clock + length)
            except OverflowError:
                return None
        if self._before(end):
            self._doubts.append(f"DTEND {clean(written.value if written else '', 40)!r} lies before DTSTART")
            return None
        return end

    def _length(self) -> timedelta | None:
        """DURATION; a doubt for one that is written but cannot be."""
        written = self.component.text("DURATION").strip()
        length = stamps.duration(written)
        if written and length is None and re.search(r"[1-9]", written):
            self._doubts.append(f"DURATION {clean(written, 40)!r} cannot be read")
        return length

    def _before(self, end: Stamp) -> bool:
        if self.start.whole or end.whole:
            return end.clock.date() < self.start.clock.date()
        one, other = self._aware(self.start), self._aware(end)
        return end.clock < self.start.clock if one is None or other is None else other < one

    def _aware(self, stamp: Stamp) -> datetime | None:
        if stamp.zone:
            return datetime.fromisoformat(self.clock_text(stamp).replace("Z", "+00:00"))
        zone = self.zones.tzinfo(stamp.tzid, stamp.clock)
        return stamp.clock.replace(tzinfo=zone) if zone else None

    def clock_text(self, stamp: Stamp) -> str:
        """A stamp in the form that drafts carry."""
        if stamp.whole:
            return stamp.clock.date().isoformat()
        label = stamp.zone or self.zones.label(stamp.tzid, stamp.clock)
        return stamp.clock.isoformat(timespec="seconds") + label

    def draft(self) -> Draft:
        """The event as written, with its rule if it repeats."""
        rule = clean(rules.tidy(self.component.text("RRULE")), 500)
        return self._draft(self.start, self.end, rule)

    def draft_at(self, start: Clock, end: Clock) -> Draft:
        """One occurrence of it; it has an end only if the event has one."""
        begin = replace(self.start, clock=_moment(start))
        return self._draft(begin, replace(begin, clock=_moment(end)) if self.end else None, "")

    def _draft(self, start: Stamp, end: Stamp | None, rule: str) -> Draft:
        begin, finish = self._days(start, end) or (self.clock_text(start), self._finish(start, end))
        text = self.component.text
        return Draft(
            title=self.title, start=begin, end=finish, rule=rule, uid=self.uid, reader="ical",
            place=self._place(), status=self._status(), organiser=self._organiser(),
            url=next(iter(_WEB.findall(text("URL"))), ""),
            description=clean_markup(text("DESCRIPTION") or text("X-ALT-DESC")),
            language=self._language(),
            doubts=(*self._doubts, *self._unknown(start)),
        )  # fmt: skip

    def _days(self, start: Stamp, end: Stamp | None) -> tuple[str, str] | None:
        """Whole days that Outlook writes as midnights, and says so."""
        flag = self.component.text("X-MICROSOFT-CDO-ALLDAYEVENT").strip().upper()
        midnights = start.clock.time() == stamps.MIDNIGHT and end and end.clock.time() == stamps.MIDNIGHT
        if flag != "TRUE" or start.whole or not midnights or end is None:
            return None
        days = replace(start, whole=True)
        return self.clock_text(days), self._finish(days, replace(end, whole=True))

    def _finish(self, start: Stamp, end: Stamp | None) -> str:
        """The end as drafts carry it: the last day inclusive, or a clock after the start."""
        if end is None:
            return ""
        if start.whole or end.whole:
            past = end.whole or end.clock.time() == stamps.MIDNIGHT
            last = end.clock.date() - (stamps.ONE_DAY if past else timedelta(0))
            return last.isoformat() if last > start.clock.date() else ""
        shown = self.clock_text(self._alike(end, start))
        if end.zone and len(self.clock_text(start)) == len("2026-06-20T19:00:00") < len(shown):
            self._doubts.append("DTEND is in UTC, DTSTART in no known zone")
            shown = shown[:19]
        return shown if shown != self.clock_text(start) else ""

    def _alike(self, end: Stamp, start: Stamp) -> Stamp:
        """The end on the wall clock of the start, where they are written in two zones."""
        wall = self._on_wall(end, start)
        known = self._aware(end) is not None and self._aware(start) is not None
        return replace(start, clock=wall) if known and isinstance(wall, datetime) else end

    def _unknown(self, start: Stamp) -> list[str]:
        if not start.tzid or self.zones.label(start.tzid, start.clock):
            return []
        return [f"unknown time zone {clean(start.tzid, 60)!r}"]

    def _status(self) -> str:
        said = self.component.text("STATUS").strip().upper()
        return "cancelled" if self._called_off or said in ("CANCELLED", "CANCELED") else ""

    def _organiser(self) -> str:
        """The name beside the organiser's address, never the address."""
        for one in self.component.all("ORGANIZER"):
            name = clean(one.parameters.get("CN", ""), TITLE_CAP)
            if name and "@" not in name:
                return name
        return ""

    def _language(self) -> str:
        title = self.component.first("SUMMARY")
        return title.parameters.get("LANGUAGE", "")[:2].lower() if title else ""

    def _place(self) -> Place:
        """As written.  Office programs put a room of theirs on every event: only CONFERENCE says online."""
        said = re.sub(r"(?<!\s)[^\S\n]*+\n\s*", ", ", self.component.text("LOCATION").strip())
        words = clean_markup(said, PLACE_CAP)
        online = Place(words).nowhere if words else bool(self.component.text("CONFERENCE"))
        found = _GEO.fullmatch(self.component.text("GEO"))
        north, east = (float(found[1]), float(found[2])) if found else (None, None)
        return Place(words, latitude=north, longitude=east, online=online)

    def member(self, master: Vevent) -> Member:
        """Its times for expansion, on the wall of the series' zone."""
        end = self.end.wall if self.end else None
        if self.start.whole and isinstance(end, datetime):
            end = end.date() + (stamps.ONE_DAY if end.time() != stamps.MIDNIGHT else timedelta(0))
        elif end is not None and not self.start.whole and not isinstance(end, datetime):
            end = None
        elif self.end and self.end.zone + self.end.tzid != self.start.zone + self.start.tzid:
            end = self._on_wall(self.end, self.start)
        replaced = next(iter(self._list("RECURRENCE-ID", master.start)), None)
        named = self.component.first("RECURRENCE-ID")
        return Member(
            start=self.start.wall,
            end=end,
            rules=tuple(
                self._rule(one.value) for one in self.component.all("RRULE")[:5] if one.value.strip()
            ),
            extra=tuple(self._extra()),
            without=tuple(self._list("EXDATE", self.start)),
            but=tuple(self._rule(one.value) for one in self.component.all("EXRULE")[:5]),
            replaces=replaced,
            future=bool(named) and "FUTURE" in (named.parameters.get("RANGE", "").upper() if named else ""),
            sequence=self.sequence,
        )

    def _rule(self, rule: str) -> str:
        """The rule with a UTC end put on the wall of the start's zone."""
        rule = rules.tidy(rule)
        found = re.search(r"UNTIL=(\d{8}T\d{6}Z)", rule, re.IGNORECASE)
        stamp = stamps.tidy(found[1]) if found else ""
        if found is None or not stamp or self.start.whole:
            return rule
        local = self._on_wall(Stamp(stamps.moment_of(stamp), whole=False, zone="Z"), self.start)
        return rule.replace(found[1], f"{local:%Y%m%dT%H%M%S}")

    def _list(self, name: str, like: Stamp) -> Iterator[Clock]:
        """The times of a list property on the wall of another time's zone, days where that is a day."""
        for one in self.component.all(name):
            for value in re.split("[,;]", one.value)[:_MOST]:
                stamp = self._stamp(one, value)
                if stamp is not None:
                    yield self._on_wall(stamp, like)

    def _on_wall(self, stamp: Stamp, like: Stamp) -> Clock:
        if like.whole:
            return stamp.clock.date()
        if stamp.whole:
            return datetime.combine(stamp.clock.date(), like.clock.time())
        if (stamp.zone, stamp.tzid) == (like.zone, like.tzid):
            return stamp.clock
        moment, around = self._aware(stamp), self._aware(like)
        if moment is None or around is None:
            return stamp.clock
        near = moment.astimezone(around.tzinfo).replace(tzinfo=None)
        then = self._aware(replace(like, clock=near))  # its offset may be another at that time of year
        return moment.astimezone(then.tzinfo if then else around.tzinfo).replace(tzinfo=None)

    def _extra(self) -> Iterator[tuple[Clock, Clock | None]]:
        """RDATE: further times, a period with its own end."""
        for one in self.component.all("RDATE"):
            for value in re.split("[,;]", one.value)[:_MOST]:
                start, _, until = value.partition("/")
                begin = self._stamp(one, start)
                if begin is not None:
                    yield self._on_wall(begin, self.start), self._until(one, begin, until)

    def _until(self, written: Property, begin: Stamp, until: str) -> Clock | None:
        if not until or begin.whole or self.start.whole:
            return None
        length = stamps.duration(until)
        end = replace(begin, clock=begin.clock + length) if length else self._stamp(written, until)
        return self._on_wall(end, self.start) if end else None


def _moment(clock: Clock) -> datetime:
    if isinstance(clock, datetime):
        return clock.replace(tzinfo=None)
    return datetime.combine(clock, stamps.MIDNIGHT) if isinstance(clock, date) else clock
