"""When a schema.org event happens: dates, durations and schedules of an item as machine values.

Sources: https://schema.org/startDate, /duration, /Schedule, RFC 5545 §3.3.10 for the rule a schedule
becomes.  Words where a date should stand are passed on as words; numbers are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bba_events.readers import stamps
from bba_events.readers.item import Item, bare
from bba_events.text import clean_markup

_WEEKDAYS = {"monday": "MO", "tuesday": "TU", "wednesday": "WE", "thursday": "TH", "friday": "FR",
             "saturday": "SA", "sunday": "SU"}  # fmt: skip
_EVERY = re.compile(r"P(\d{1,3})([DWMY])|PT(\d{1,3})H", re.IGNORECASE)
_UNITS = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
_SPOKEN = {
    "daily": "DAILY",
    "weekly": "WEEKLY",
    "monthly": "MONTHLY",
    "yearly": "YEARLY",
    "annually": "YEARLY",
}
_BYDAY = re.compile(r"[+-]?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU)")
_SAYS = re.compile(r"\w{3}|\d")
_WORDS = 200
_MONTH = 62
"""Days in which any weekday or day of a month comes round."""
_STARTS = ("startDate", "dtstart", "startTime")
_ENDS = ("endDate", "dtend", "endTime")
"""Where the moment stands: schema.org, the profile of hCalendar, ActivityStreams."""
_LISTED = re.compile(r"(?:(?<!\s)\s+)?[,;|]\s*(?=\d{4}-)")
"""Between dates of a list that a program wrote into one text."""
_MOST_LISTED = 10_000


@dataclass(frozen=True, slots=True)
class When:
    """Machine values for a draft, or words in place of them."""

    start: str = ""
    end: str = ""
    words: str = ""
    rule: str = ""
    doubts: tuple[str, ...] = ()
    exceptions: tuple[date, ...] = ()
    """Days on which what repeats does not take place."""


def whens(item: Item) -> list[When]:
    """Every time at which an item says it happens; empty when it says none."""
    planned = [
        when for plan in item.items("eventSchedule", "courseSchedule") for when in _planned(plan, item)
    ]
    own = list(_own(item))
    return planned if planned and (not own or _tells_more(planned, own[0])) else own


def _tells_more(planned: list[When], own: When) -> bool:
    """Whether schedules say on which days and hours it is, where the event's own dates only frame them."""
    return len(planned) > 1 or bool(planned[0].rule) or len(planned[0].start) > len(own.start)


def _own(item: Item) -> Iterator[When]:
    """What ``startDate`` and ``endDate`` say; several of each are several times."""
    starts, ends = _each(item, *_STARTS), _each(item, *_ENDS)
    if len(starts) == len(ends) > 1:
        yield from (span(start, end) for start, end in zip(starts, ends, strict=True))
    elif not ends and len(days := _days(starts)) > 1:
        yield from (span(start, "") for start in days)
    elif one := _only(item):
        yield one


def _each(item: Item, *names: str) -> list[str]:
    """The machine dates of a property, a list in one text taken apart; none when one of them is none."""
    said = [part for text in item.strings(*names) for part in _LISTED.split(text[:_MOST_LISTED])]
    found = [stamps.tidy(each) for each in said]
    return found if all(found) else []


def _days(starts: list[str]) -> list[str]:
    """One start for each day: the one that knows the hour, else the first."""
    kept: dict[str, str] = {}
    for start in starts:
        if len(start) > len(kept.get(start[:10], "")):
            kept[start[:10]] = start
    return list(kept.values())


def _only(item: Item) -> When | None:
    """What the first ``startDate`` and ``endDate``, ``duration`` and hours apart say."""
    written, until = item.string(*_STARTS), item.string(*_ENDS)
    start, end = stamps.tidy(written), stamps.tidy(until)
    if not start:
        words = " – ".join(clean_markup(text, _WORDS) for text in (written, until) if _SAYS.search(text))
        return When(words=words) if words else None
    start = stamps.with_clock(start, item.string("startTime"))
    if end:
        end = stamps.with_clock(end, item.string("endTime"))
    return span(start, end or _end(start, until or item.string("endTime"), item.string("duration")))


def _end(start: str, clock: str, length: str) -> str:
    """An end that is written as an hour of the same day, or as a duration."""
    end = stamps.with_clock(start[:10], clock) if len(start) > 10 else ""
    if len(end) > 10:
        end += stamps.zone_of(start)
        return end if stamps.in_order(start, end) else stamps.later(end, timedelta(days=1))
    lasts = stamps.duration(length)
    return stamps.later(start, lasts) if lasts else ""


def span(start: str, end: str, rule: str = "") -> When:
    """Start and end as a draft carries them: days where only days are meant, never backwards."""
    doubts: tuple[str, ...] = ()
    if not start:
        return When("", "", "", rule)
    if end and not stamps.in_order(start, end):
        doubts, end = (f"the data say that it ends on {end}, before it starts",), ""
    start, end, more = stamps.whole_days(start, stamps.alike(end, start))
    if end == start or (len(end) == 10 < len(start) and end == start[:10]):
        end = ""
    return When(start, end, "", rule, doubts + more)


def _planned(plan: Item, event: Item) -> list[When]:
    """A Schedule: one time when it does not repeat, else its first time and the rule."""
    first = stamps.tidy(plan.string("startDate")) or stamps.tidy(event.string("startDate"))
    if not first:
        return []
    start = stamps.with_clock(_first_meeting(first, plan), plan.string("startTime"))
    if len(start) > 10 and not stamps.zone_of(start) and "/" in (zone := plan.string("scheduleTimezone")):
        start += f"[{zone}]"
    rule = _rule(plan)
    until = "" if rule else stamps.tidy(plan.string("endDate"))
    if until:
        return [span(start, stamps.with_clock(until, plan.string("endTime")))]
    made = span(start, _end(start, plan.string("endTime"), plan.string("duration")), rule)
    return [replace(made, exceptions=tuple(sorted(_dropped(plan)))) if rule else made]


def _dropped(plan: Item) -> set[date]:
    """The days that a Schedule leaves out."""
    said = (part for text in plan.strings("exceptDate") for part in _LISTED.split(text[:_MOST_LISTED]))
    return {stamps.day_of(stamp) for stamp in map(stamps.tidy, said) if stamp}


def _first_meeting(first: str, plan: Item) -> str:
    """The first day on which a repeating Schedule meets: its ``startDate`` only says from when it holds."""
    days = [name for name in map(_byday, map(bare, plan.strings("byDay"))) if len(name) == len("MO")]
    numbers = [int(number) for number in _numbers(plan, "byMonthDay")]
    dropped = {day.isoformat() for day in _dropped(plan)}
    if len(first) > len("2026-06-20") or not (days or numbers or dropped):
        return first
    following = (stamps.day_of(first) + timedelta(days=ahead) for ahead in range(_MONTH))
    meetings = (
        day.isoformat()
        for day in following
        if (not days or list(_WEEKDAYS.values())[day.weekday()] in days)
        and (not numbers or day.day in numbers)
    )
    return next((day for day in meetings if day not in dropped), first)


def _rule(plan: Item) -> str:
    """The RRULE of a Schedule, "" when it does not say how often."""
    days = [_byday(bare(word)) for word in plan.strings("byDay")]
    often = _often(plan.string("repeatFrequency"), weekly=any(days))
    if not often:
        return ""
    parts = [often]
    if any(days):
        parts.append("BYDAY=" + ",".join(filter(None, days)))
    for name, key in (("byMonthDay", "BYMONTHDAY"), ("byMonth", "BYMONTH")):
        if numbers := list(_numbers(plan, name)):
            parts.append(f"{key}=" + ",".join(numbers))
    count = next(iter(_numbers(plan, "repeatCount")), "")
    if until := stamps.tidy(plan.string("endDate")):
        parts.append(f"UNTIL={until[:10].replace('-', '')}")
    elif count:
        parts.append(f"COUNT={count}")
    return ";".join(parts)


def _numbers(plan: Item, name: str) -> list[str]:
    return [str(value) for value in plan.values(name) if type(value) is int] + [
        text for text in plan.strings(name) if text.isdigit()
    ]


def _byday(word: str) -> str:
    return _WEEKDAYS.get(word.lower(), word.upper() if _BYDAY.fullmatch(word.upper()) else "")


def _often(written: str, *, weekly: bool) -> str:
    found = _EVERY.fullmatch(written)
    if found and found[2]:
        step = "" if int(found[1]) == 1 else f";INTERVAL={int(found[1])}"
        return f"FREQ={_UNITS[found[2].upper()]}{step}"
    spoken = _SPOKEN.get(written.lower(), "WEEKLY" if weekly else "")
    return f"FREQ={spoken}" if spoken else ""
