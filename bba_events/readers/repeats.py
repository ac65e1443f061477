"""Repeating calendar events: their occurrences in a window, bounded in time and number.

Works on wall clocks without zone, since a rule repeats on the wall clock of its start; zones are left to
``ical``.  recurring-ical-events lays exceptions and overrides over the rule; what it is given is clipped
before, so that a rule for every second for ever costs nothing.  Sources: RFC 5545 §3.3.10, §3.8.5;
RFC 7529 for RSCALE, without which SKIP says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrulestr

BEFORE, AFTER = timedelta(days=365), timedelta(days=730)
"""The window round the reference day in which what repeats is listed."""
MOST = 5_000
"""Occurrences of one series in the window; one with more is not a series of events."""
STEPS = 200_000
"""Steps that a rule may take from its start to the end of the window."""
BUDGET = 2_000_000
"""Steps that all rules of a file may take together."""
_COST = 10
"""Steps that an occurrence costs once it is found."""

_LONGEST = timedelta(days=400)
"""A longer occurrence is looked for as if it ended then, or all since the first would reach the window."""
_SECONDS = {"SECONDLY": 1, "MINUTELY": 60, "HOURLY": 3600, "DAILY": 86_400, "WEEKLY": 604_800,
            "MONTHLY": 2_419_200, "YEARLY": 31_449_600}  # fmt: skip
_SEARCH = BUDGET // 15
"""Taken for a rule that never comes true: it is looked for through centuries."""
_LONGEST_RULE = 2_000
"""Characters; a longer one is no rule."""
_TOO_FINE = 300
_KNOWN = frozenset(
    "FREQ INTERVAL COUNT UNTIL WKST BYSECOND BYMINUTE BYHOUR BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO BYMONTH"
    " BYSETPOS".split()
)

Clock = date | datetime


class NotExpanded(ValueError):
    """A series cannot be listed; says why."""


@dataclass(slots=True)
class Budget:
    """What may still be spent on the repetition of one file."""

    left: int = BUDGET

    def spend(self, steps: int) -> None:
        """Take so many steps; raises NotExpanded when there are no more."""
        self.left -= steps
        if self.left < 0:
            raise NotExpanded("the file holds more repetition than can be listed")


@dataclass(frozen=True, slots=True)
class Window:
    """The days, inclusive, in which occurrences are wanted, and what may be spent on them."""

    first: date
    last: date
    budget: Budget


@dataclass(frozen=True, slots=True)
class Member:
    """One VEVENT of a series, all clocks on the wall of the series' zone (its own in its own)."""

    start: Clock
    end: Clock | None = None
    """Exclusive for days, as in iCalendar."""
    rules: tuple[str, ...] = ()
    extra: tuple[tuple[Clock, Clock | None], ...] = ()
    without: tuple[Clock, ...] = ()
    but: tuple[str, ...] = ()
    """Rules of times on which it does not happen (EXRULE of RFC 2445)."""
    replaces: Clock | None = None
    """The occurrence that this one stands in for (RECURRENCE-ID)."""
    future: bool = False
    """It stands in for all later ones, too (RANGE=THISANDFUTURE)."""
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time of a series; ``member`` is the number of the VEVENT whose facts it has."""

    member: int
    start: Clock
    end: Clock


def occurrences(
    members: Sequence[Member], first: date, last: date, budget: Budget | None = None
) -> list[Occurrence]:
    """The occurrences from ``first`` to ``last`` (days inclusive) in order, at most MOST.

    Raises NotExpanded when a rule cannot be read or repeats too finely, or the ``budget`` is spent.  Anything
    that the parser itself raises is for the caller to catch.
    """
    import recurring_ical_events  # noqa: PLC0415 - heavy, and only repeating calendars need it
    from icalendar import Calendar  # noqa: PLC0415

    window = Window(first, last, budget or Budget())
    window.budget.spend(len(members) + sum(len(member.without) for member in members))
    clipped = [_clipped(member, window) for member in members]
    calendar = Calendar.from_ical("\r\n".join(_written(clipped)) + "\r\n")
    found = recurring_ical_events.of(calendar).between(first, last + timedelta(days=1))
    made = (Occurrence(int(each["SUMMARY"]), each["DTSTART"].dt, each["DTEND"].dt) for each in found)
    inside = [_whole(one, members) for one in made if _day(one.start) <= last]
    window.budget.spend(len(inside) * _COST)
    return sorted(inside, key=lambda one: (_moment(one.start), one.member))[:MOST]


def _length(member: Member) -> timedelta:
    """How long it lasts, nothing without an end or with one before its start."""
    return max(_moment(member.end) - _moment(member.start), timedelta(0)) if member.end else timedelta(0)


def _whole(found: Occurrence, members: Sequence[Member]) -> Occurrence:
    """An occurrence with the length that was cut for the search."""
    cut = _moment(found.end) - _moment(found.start) == _LONGEST
    return replace(found, end=found.start + _length(members[found.member])) if cut else found


def _clipped(member: Member, window: Window) -> Member:
    """The member with rules and lists that end with the window."""
    last = window.last
    listed: set[Clock] = {member.start}
    rules = []
    for rule in member.rules:
        bounded, found = _bounded(rule, member.start, window)
        listed |= found
        rules += [bounded] if found else []
    length = min(_length(member), _LONGEST)
    opening = window.first - length - timedelta(days=2)
    extra = tuple(one for one in member.extra if opening <= _day(one[0]) <= last)[:MOST]
    listed |= {start for start, _ in extra}
    never = {clock for rule in member.but for clock in _bounded(rule, member.start, window)[1]}
    dropped = dict.fromkeys((*member.without, *sorted(never)))
    without = tuple(one for one in dropped if one in listed and _day(one) >= opening)
    end = member.start + length if member.end is not None and length == _LONGEST else member.end
    return replace(member, end=end, rules=tuple(rules), extra=extra, without=without)


def _bounded(rule: str, start: Clock, window: Window) -> tuple[str, set[Clock]]:
    """The rule with an UNTIL inside the window in place of its own end, and the times it gives."""
    if len(rule) > _LONGEST_RULE:
        raise NotExpanded("its rule is far too long")
    told = (part.partition("=") for part in rule.upper().replace(" ", "").split(";"))
    parts = {key.strip(): value.strip() for key, _, value in told if value}
    if "RSCALE" in parts and (parts["RSCALE"], parts.get("SKIP", "OMIT")) != ("GREGORIAN", "OMIT"):
        raise NotExpanded("its rule counts in another calendar")
    parts = {key: value.strip(",") for key, value in parts.items() if key in _KNOWN}
    _refuse_fine(parts, start, window.last)
    end = datetime.combine(window.last, time(23, 59, 59))
    if until := parts.pop("UNTIL", ""):
        end = min(end, _until(until))
    count = parts.pop("COUNT", "")
    most = min(int(count), STEPS) if count.isdigit() and len(count) < 10 else STEPS
    bare = ";".join(f"{key}={value}" for key, value in parts.items())
    found = _times(bare, _moment(start), end, most, window)
    stop = found[-1] if count and found else end
    if not isinstance(start, datetime):
        return f"{bare};UNTIL={stop:%Y%m%d}", {each.date() for each in found}
    return f"{bare};UNTIL={stop:%Y%m%dT%H%M%S}", set(found)


def _refuse_fine(parts: dict[str, str], start: Clock, last: date) -> None:
    """Raises NotExpanded for a rule that takes too many steps to its next occurrence."""
    often = _SECONDS.get(parts.get("FREQ", ""), 0)
    step = int(parts.get("INTERVAL", "1") or 1)
    if not often or step < 1:
        raise NotExpanded("its rule does not say how often")
    reach = (datetime.combine(last, time(23, 59)) - _moment(start)).total_seconds()
    fine = 1
    for key in ("BYSECOND", "BYMINUTE", "BYHOUR"):
        fine *= parts.get(key, "").count(",") + 1
    if reach / (often * step) > STEPS or fine > _TOO_FINE:
        raise NotExpanded("its rule repeats too often to be listed")


def _times(bare: str, opening: datetime, end: datetime, most: int, window: Window) -> list[datetime]:
    """What the rule gives from its start to ``end``, at most ``most`` times.

    A rule that never comes true ("30 February") is looked for until the year 9999; the Gregorian calendar
    repeats every 400 years, so the search starts in the last round of it.
    """
    rounds = max((9999 - end.year) // 400, 0) * 400
    if end <= opening:
        return [opening]
    try:
        start = opening.replace(year=opening.year + rounds)
        stop = end.replace(year=end.year + rounds)
        rule = rrulestr(f"{bare};UNTIL={stop:%Y%m%dT%H%M%S}", dtstart=start)
        found = (each.replace(year=each.year - rounds) for each in islice(rule, most))
        made = _counted(found, window)
        if not made:
            window.budget.spend(_SEARCH)
        return made
    except NotExpanded:
        raise
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as fault:
        raise NotExpanded(f"its rule cannot be read: {fault}") from fault


def _counted(found: Iterator[datetime], window: Window) -> list[datetime]:
    """All of them, paid for in hundreds; raises NotExpanded when too many fall into the window."""
    made: list[datetime] = []
    for each in found:
        made.append(each)
        if len(made) % 100 == 0:
            window.budget.spend(100)
            if len(made) > MOST and made[-MOST].date() >= window.first:
                raise NotExpanded("its rule repeats too often to be listed")
    return made


def _until(written: str) -> datetime:
    """The wall clock of an UNTIL value; a day counts to its end."""
    digits = re.sub(r"[^\dT]", "", written)
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
        if len(digits) < 15:
            return datetime.combine(day, time(23, 59, 59))
        return datetime.combine(day, time(int(digits[9:11]), int(digits[11:13]), int(digits[13:15])))
    except ValueError as fault:
        raise NotExpanded(f"its rule ends on {written!r}, which is no day") from fault


def _written(members: Sequence[Member]) -> Iterator[str]:
    """The series as a calendar of nothing but times; SUMMARY holds the number of the VEVENT."""
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bba-events//repeats//EN")
    for number, member in enumerate(members):
        yield from ("BEGIN:VEVENT", "UID:series", f"SUMMARY:{number}", f"SEQUENCE:{member.sequence}")
        yield _dated("DTSTART", member.start)
        if member.end is not None and _moment(member.end) >= _moment(member.start):
            yield _dated("DTEND", member.end)
        if member.replaces is not None:
            name = "RECURRENCE-ID;RANGE=THISANDFUTURE" if member.future else "RECURRENCE-ID"
            yield _dated(name, member.replaces)
        yield from (f"RRULE:{rule}" for rule in member.rules)
        for start, end in member.extra:
            yield _dated("RDATE", start) if end is None else _period(start, end)
        yield from (_dated("EXDATE", each) for each in member.without)
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _dated(name: str, clock: Clock) -> str:
    return (
        f"{name}:{clock:%Y%m%dT%H%M%S}"
        if isinstance(clock, datetime)
        else f"{name};VALUE=DATE:{clock:%Y%m%d}"
    )


def _period(start: Clock, end: Clock) -> str:
    return f"RDATE;VALUE=PERIOD:{start:%Y%m%dT%H%M%S}/{end:%Y%m%dT%H%M%S}"


def _day(clock: Clock) -> date:
    return clock.date() if isinstance(clock, datetime) else clock


def _moment(clock: Clock) -> datetime:
    return clock if isinstance(clock, datetime) else datetime.combine(clock, time(0, 0))
