"""Recurring text: "elke eerste zondag van de maand", "les mardis de 19h à 20h", opening days.

Plain ones become an RRULE value (RFC 5545), the others are known to recur without a rule; none is
ever read as one date.  The bounds of a series are read by ``phrases``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bba_events.dates.clocks import PARTS, Slot
from bba_events.dates.phrase import Phrase
from bba_events.dates.phrases import parse_phrase
from bba_events.dates.point import number, skip_on
from bba_events.dates.slots import DASHES, parse_slots
from bba_events.dates.tokens import Token
from bba_events.dates.vague import parse_vague

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKWEEK = 5
"""A span of so many weekdays without a date is a timetable."""


@dataclass(slots=True)
class Habit:
    """What was read from token ``first`` up to ``next``."""

    first: int
    next: int
    rule: str = ""
    slots: list[Slot] = field(default_factory=list)
    bounds: Phrase | None = None
    exceptions: Phrase | None = None
    opening: bool = False
    """Weekdays with hours, as opening hours are written."""


def parse_habit(ts: list[Token], i: int) -> Habit | None:
    """The recurring phrase that starts at ``i``, or None."""
    j = skip_on(ts, i)
    found = _nth_of_month(ts, i, j) or _every(ts, i, j) or _frequency(ts, i, j) or _plural(ts, i, j)
    found = found or _singular(ts, i) or _opening(ts, i, j)
    return found and (found if found.opening else _details(ts, found))


def _weekdays(ts: list[Token], j: int, sense: str) -> tuple[list[int], int]:
    """Weekdays joined by commas and "and", from ``j``; and the place behind."""
    days: list[int] = []
    end = j
    while sense in ts[j].senses or ("weekday" in ts[j].senses and days):
        days.append((ts[j].senses.get(sense) or ts[j].senses["weekday"])[0])
        j += 1
        while any(part in ts[j].senses for part in PARTS):
            j += 1
        end = j
        while ts[j].text == "," or {"and", "on"} & ts[j].senses.keys() or "every" in ts[j].senses:
            j += 1
        if ts[j].text == "'" and "habit" in ts[j + 2].senses:  # "'s maandags en 's donderdags"
            j += 2
    return days, end


def _byday(days: list[int], orders: list[int]) -> str:
    """The value of BYDAY: "SU", "1SU,3SU"."""
    names = [DAYS[day] for day in dict.fromkeys(days)]
    return ",".join(f"{order}{name}" for order in orders for name in names) if orders else ",".join(names)


def _orders(ts: list[Token], j: int) -> tuple[list[int], int]:
    """Reads "eerste en derde", "1ste", "last": which weekdays of a month; and the place behind."""
    orders: list[int] = []
    end = j
    while len(orders) < 5:
        senses = ts[j].senses
        order = -1 if "final" in senses else senses.get("ordinal", 0)
        if ts[j].kind == "num" and (ts[j].ordinal or ts[j + 1].text == "."):
            order = ts[j].value
        if not order or order > 5:
            break
        orders.append(order)
        j += 1 + (ts[j].kind == "num" and not ts[j].ordinal)
        end = j
        while ts[j].text == "," or {"and", "on"} & ts[j].senses.keys():
            j += 1
    return orders, end


def _nth_of_month(ts: list[Token], i: int, j: int) -> Habit | None:
    """Reads "(elke) eerste en derde zondag van de maand"."""
    every = "every" in ts[j].senses
    j = skip_on(ts, j + every)
    orders, j = _orders(ts, j)
    if not orders:
        return None
    days, j = _weekdays(ts, j, "weekday")
    if not days:
        days, j = _weekdays(ts, j, "habit")
    if not days or ("of_month" not in ts[j].senses and not every):
        return None
    if "month" in ts[j + 1].senses and "of_month" not in ts[j].senses:
        return None
    return Habit(i, j + ("of_month" in ts[j].senses), f"FREQ=MONTHLY;BYDAY={_byday(days, orders)}")


def _every(ts: list[Token], i: int, j: int) -> Habit | None:
    """Reads "elke dinsdag en donderdag", "every other Friday", "alle drie Wochen"."""
    if number(ts[j]) == 1 and "weekday" in ts[j + 1].senses and "other_after" in ts[j + 2].senses:
        day = _byday([ts[j + 1].senses["weekday"][0]], [])
        return Habit(i, j + 3, f"FREQ=WEEKLY;INTERVAL=2;BYDAY={day}")
    again = "repeated" in ts[j].senses and "weekday" in ts[skip_on(ts, j + 1)].senses
    if "every" not in ts[j].senses and not again:
        return None
    j = skip_on(ts, j + 1) if again else j + 1
    interval = 1
    if "other" in ts[j].senses:
        interval, j = 2, j + 1
    elif (count := number(ts[j])) and "week_units" in ts[j + 1].senses:
        j = skip_on(ts, j + 2)
        days, end = _weekdays(ts, j, "weekday")
        by = f";BYDAY={_byday(days, [])}" if days else ""
        return Habit(i, end if days else j, f"FREQ=WEEKLY;INTERVAL={count}{by}")
    days, end = _weekdays(ts, j, "weekday")
    if not days:
        days, end = _weekdays(ts, j, "habit")
    if not days:
        return None
    step = f"INTERVAL={interval};" if interval > 1 else ""
    return Habit(i, end, f"FREQ=WEEKLY;{step}BYDAY={_byday(days, [])}")


def _frequency(ts: list[Token], i: int, j: int) -> Habit | None:
    """Reads "wekelijks (op dinsdag)", "tweemaal per maand"."""
    if "frequency" not in ts[j].senses:
        return None
    rule: str = ts[j].senses["frequency"]
    alone = not i and (ts[j + 1].kind == "end" or {"in", "in_month"} & ts[j + 1].senses.keys())
    if rule == "FREQ=YEARLY" and not alone:
        return None  # in prose a tradition, not a date
    k = skip_on(ts, j + 1)
    days, end = _weekdays(ts, k, "weekday")
    if not days:
        days, end = _weekdays(ts, k, "habit")
    if days and "WEEKLY" in rule and "BYDAY" not in rule:
        return Habit(i, end, f"{rule};BYDAY={_byday(days, [])}")
    return Habit(i, j + 1, rule)


def _plural(ts: list[Token], i: int, j: int) -> Habit | None:
    """Reads "les mardis et jeudis", "zondags", "de vier dinsdagen in januari"."""
    counted = number(ts[j]) and "habit" in ts[j + 1].senses
    start = j + 1 if counted else j
    if ts[start].text == "'" and "habit" in ts[start + 2].senses:
        start += 2
    days, end = _weekdays(ts, start, "habit")
    if not days or (number(ts[end]) and parse_slots(ts, end) is None and not counted):
        return None
    month = end + (ts[end].text == ",")
    if "month_first" in ts[month].senses and number(ts[month + 1]):
        days_of_it, _ = parse_phrase(ts, month)
        if days_of_it and not any(item.last for item in days_of_it.items):
            return None  # "Saturdays, November 14 and 21"
    habit = Habit(i, end, f"FREQ=WEEKLY;BYDAY={_byday(days, [])}")
    if "in_month" in ts[end].senses and "month" in ts[end + 1].senses:
        habit.rule, habit.next = (
            ("" if counted else f"{habit.rule};BYMONTH={ts[end + 1].senses['month']}"),
            end + 2,
        )
    return habit


def _singular(ts: list[Token], i: int) -> Habit | None:
    """French says "le mercredi" for every Wednesday; a date behind it makes it one day."""
    if ts[i].text != "le" or "weekday" not in ts[i + 1].senses or "fr" not in ts[i + 1].senses["languages"]:
        return None
    days, end = _weekdays(ts, i + 1, "weekday")
    after = ts[end]
    if (
        after.kind in ("num", "dm", "dmy", "iso", "ymd")
        or {"number", "next", "last", "month"} & after.senses.keys()
    ):
        return None
    if "of" in after.senses and {"week_units", "on"} & ts[end + 1].senses.keys():
        return None
    return Habit(i, end, f"FREQ=WEEKLY;BYDAY={_byday(days, [])}")


def _opening(ts: list[Token], i: int, j: int) -> Habit | None:
    """Weekdays with hours and no date: "maandag van 9:00 tot 12:00 en van 13:00 tot 17:00, vrijdag …"."""
    groups, days, slots, end = 0, 0, [], j
    while groups < 20:
        j += "from" in ts[j].senses
        count, k = _weekday_group(ts, j)
        if not count:
            break
        found = parse_slots(ts, k + (ts[k].text in (":", ",", "(")))
        days, groups = max(days, count), groups + 1
        if found is None:
            end = k
            break
        slots.extend(found[0])
        end = j = found[1]
        while ts[j].text in (",", ";", ".", "|", "\n", "/") or "and" in ts[j].senses:
            j += 1
    ranged = sum(1 for slot in slots if slot[1] is not None)
    if not (days >= WORKWEEK or (ranged and (len(slots) > 1 or days > 1))):
        return None
    last = next((stop for _, stop in reversed(slots) if stop), None)
    return Habit(i, end, "", [(slots[0][0], last)] if slots else [], opening=True)


def _weekday_group(ts: list[Token], j: int) -> tuple[int, int]:
    """Reads "maandag", "ma, di", "Mo–Fr": how many days, and the place behind; 0 when a date follows."""
    count, end = 0, j
    first: int | None = None
    spread = False
    while days := ts[j].senses.get("weekday") or ts[j].senses.get("short"):
        count += 1
        if spread and first is not None:
            count = max(count, (days[0] - first) % 7 + 1)
        first = days[0]
        j += 1 + (ts[j + 1].text == "." and not ts[j + 1].gap)
        end = j
        spread = ts[j].text in DASHES or "to" in ts[j].senses or "until" in ts[j].senses
        while (
            (spread and (ts[j].text in DASHES or {"to", "until"} & ts[j].senses.keys()))
            or ts[j].text in (",", "+")
            or {"and", "on"} & ts[j].senses.keys()
        ):
            j += 1
    after = ts[end]
    day = ts[end + 2].kind in ("dm", "dmy") or "month" in ts[end + 3].senses  # "Fr–So 11–13.10."
    if count >= WORKWEEK and after.kind == "num" and ts[end + 1].text in DASHES and not day:
        return count, end
    dated = (
        after.kind in ("dm", "dmy", "iso", "ymd")
        or "month" in after.senses
        or (number(after) and parse_slots(ts, end) is None)
    )
    return (0, j) if dated else (count, end)


def _details(ts: list[Token], habit: Habit) -> Habit:
    """Hours, bounds and exceptions behind a recurring phrase, in any order."""
    for _ in range(5):
        j = habit.next
        while ts[j].text in (",", "(", ":", "-", "|", ";"):
            j += 1
        if any(part in ts[j].senses for part in PARTS) and j == habit.next:
            habit.next = j + 1
        elif not habit.slots and (found := parse_slots(ts, j)):
            habit.slots, habit.next = found
        elif habit.exceptions is None and "except" in ts[j].senses:
            _except(ts, j + 1, habit)
        elif months := _months(ts, j):
            habit.next = months
            single = months == j + 2 and habit.rule and "BYMONTH" not in habit.rule
            habit.rule += f";BYMONTH={ts[j + 1].senses['month']}" if single else ""
        elif habit.bounds is None and (bounds := _bounds(ts, j)):
            habit.bounds, habit.next = bounds, bounds.next
        else:
            break
        if ts[habit.next].text == ")":
            habit.next += 1
    return habit


def _months(ts: list[Token], j: int) -> int:
    """Past "in juli en augustus", or 0."""
    if not {"in", "in_month"} & ts[j].senses.keys() or "month" not in ts[j + 1].senses:
        return 0
    return parse_vague(ts, j)


def _except(ts: list[Token], j: int, habit: Habit) -> None:
    """Days, or weekdays, on which it does not happen."""
    k = skip_on(ts, j)
    days = _weekdays(ts, k, "habit") if "habit" in ts[k].senses else _weekdays(ts, k, "weekday")
    if days[0] and "month" not in ts[days[1] + 1].senses and not number(ts[days[1]]):
        habit.next = days[1]
        if habit.rule == "FREQ=DAILY":
            rest = [day for day in range(7) if day not in days[0]]
            habit.rule = f"FREQ=WEEKLY;BYDAY={_byday(rest, [])}"
        return
    habit.exceptions, after = parse_phrase(ts, j)
    habit.next = after if habit.exceptions else j


def _bounds(ts: list[Token], j: int) -> Phrase | None:
    """The first and last day of the series."""
    phrase, _ = parse_phrase(ts, j)
    if phrase is None or len(phrase.items) != 1 or phrase.points[0].form == "relative":
        return None
    bounded = phrase.lead in ("until", "since", "before") or phrase.items[0].last is not None
    return phrase if bounded else None
