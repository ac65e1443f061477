"""Sound calendars as other readers tell them: icalendar what is written, recurring-ical-events the series."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from bba_events.readers import ical, repeats

DAY = date(2026, 6, 1)
TEXTS = st.text("abcdé ,;:\\\"'()-&0123456789\n", min_size=1, max_size=120).filter(lambda text: text.strip())
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))
CLOCKS = st.tuples(DAYS, st.times()).map(
    lambda told: datetime.combine(told[0], told[1].replace(microsecond=0))
)
ZONES = st.sampled_from([None, "Europe/Brussels", "America/New_York", "UTC"])


def calendar(*events: icalendar.Event) -> bytes:
    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//test//")
    for event in events:
        made.add_component(event)
    return made.to_ical()


def shown(value: date | datetime, *, zone: str = "") -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    name = zone or str(value.tzinfo or "")
    label = "Z" if name == "UTC" else f"[{name}]" if name else ""
    return value.replace(tzinfo=None).isoformat(timespec="seconds") + label


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(st.tuples(TEXTS, CLOCKS, ZONES, st.integers(1, 5000), st.booleans()), min_size=1, max_size=5))
def test_what_icalendar_writes_is_read_back(
    written: list[tuple[str, datetime, str | None, int, bool]],
) -> None:
    events, wanted = [], []
    for number, (title, clock, zone, minutes, whole) in enumerate(written):
        start: date | datetime = (
            clock.date() if whole else clock.replace(tzinfo=ZoneInfo(zone)) if zone else clock
        )
        end = start + (timedelta(days=1 + minutes % 9) if whole else timedelta(minutes=minutes))
        event = icalendar.Event()
        event.add("uid", f"{number}@x")
        event.add("summary", title)
        event.add("dtstart", start)
        event.add("dtend", end)
        events.append(event)
        last = end - timedelta(days=1) if whole else end
        wanted.append((f"{number}@x", shown(start), shown(last) if last != start else ""))
    drafts, notes = ical.read_calendar(calendar(*events), reference=DAY)
    assert [(draft.uid, draft.start, draft.end) for draft in drafts] == wanted
    assert notes == []


RULES = [
    "FREQ=DAILY",
    "FREQ=DAILY;COUNT=10",
    "FREQ=DAILY;INTERVAL=3;UNTIL=20260901T000000Z",
    "FREQ=WEEKLY;BYDAY=MO,WE",
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU",
    "FREQ=MONTHLY;BYDAY=1SU",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "FREQ=YEARLY;BYYEARDAY=200",
    "FREQ=HOURLY;INTERVAL=6;COUNT=20",
    "FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2",
    "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=31",
]


@pytest.mark.parametrize("zone", ["", "Europe/Brussels", "UTC"])
@pytest.mark.parametrize("rule", RULES)
def test_series_are_listed_as_recurring_ical_events_lists_them(rule: str, zone: str) -> None:
    value = (
        ":20260105T183000Z"
        if zone == "UTC"
        else f";TZID={zone}:20260105T183000"
        if zone
        else ":20260105T183000"
    )
    if not zone:
        rule = rule.replace("T000000Z", "T000000")
    lines = [
        "VERSION:2.0",
        "PRODID:x",
        "BEGIN:VEVENT",
        "UID:1",
        "SUMMARY:X",
        f"DTSTART{value}",
        "DURATION:PT2H",
    ]
    text = "\r\n".join(["BEGIN:VCALENDAR", *lines, f"RRULE:{rule}", "END:VEVENT", "END:VCALENDAR", ""])
    drafts, notes = ical.read_calendar(text, reference=DAY)
    window = (DAY - repeats.BEFORE, DAY + repeats.AFTER + timedelta(days=1))
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(*window)
    wanted = sorted((each["DTSTART"].dt, each["DTEND"].dt) for each in found)
    assert notes == []
    assert [(draft.start, draft.end) for draft in drafts] == [
        (shown(start, zone=zone), shown(end, zone=zone))
        for start, end in wanted
        if start.date() <= window[1] - timedelta(days=1)
    ]
