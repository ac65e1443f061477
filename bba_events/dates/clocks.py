"""The grammar of one clock: "14u", "16:30", "half acht", "2 pm".

It reads tokens from a place and says where it stopped.  An hour with its unit is *sure*; a bare
number is an hour only beside a sure one.  Hours from one to another are left to ``slots``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from bba_events.dates.tokens import Token, clock

Slot = tuple[time, time | None]
PARTS = ("morning", "afternoon", "evening", "night")
_ZONES = frozenset("cet cest gmt utc bst mez mesz hne hae edt cdt pdt".split())
_TIMES_OF = frozenset("uk local brussels london paris berlin european".split())
"""Words that name a zone with "time" behind them."""
_OFFSET = 5
"""Characters of how far a zone is off: "2", "05:30"."""
MINUTES = (5, 10, 15, 20, 25, 30)
"""Minutes that are said in words behind an hour."""
NAMED = frozenset("noon midnight half_to quarter_past quarter_to half_past_before number".split())
"""Senses of the words that can begin a clock."""


@dataclass(slots=True)
class Clock:
    """One clock as written."""

    when: time
    next: int
    sure: bool
    half: str = ""
    """"am", "pm" or "" when the text does not say which half of the day."""
    worded: bool = False
    """Written in words or with a unit word, so that twelve-hour readings are possible."""
    midnight: bool = False
    """The end of the day: "24 uur", "minuit"."""


def parse_clock(ts: list[Token], i: int) -> Clock | None:
    """One clock at ``i``, or None."""
    if "about" in ts[i].senses:
        i += 1
    token, senses = ts[i], ts[i].senses
    found: Clock | None = None
    if token.stuck:
        return None
    if token.kind == "clock":
        found = Clock(token.value, _unit(ts, i + 1), True)
        _late_minutes(ts, found)
    elif token.kind == "dm":
        found = _dotted(ts, i)
    elif token.kind == "num" and not token.ordinal:
        found = _numbered(ts, i, token.value) if len(token.text) <= 2 else None
    elif senses and not NAMED.isdisjoint(senses):
        found = _worded(ts, i)
    if found is None:
        return None
    found.midnight = "midnight" in senses or (token.text.startswith("24") and not found.when.hour)
    found = _half(ts, found)
    found.next = _past_zone(ts, found.next)
    return found


def _past_zone(ts: list[Token], i: int) -> int:
    """Past the name of a zone behind a clock: "11:00am UK time", "9:00 CET", "12:00 UTC−4"."""
    if ts[i].text in _ZONES:
        offset = ts[i + 1].text in ("+", "-") and not (ts[i + 1].gap or ts[i + 2].gap)
        if offset and ts[i + 2].kind in ("num", "clock") and len(ts[i + 2].text) <= _OFFSET:
            return i + 3
        return i + 1 + (ts[i + 1].text == "time")
    return i + 2 if ts[i].text in _TIMES_OF and ts[i + 1].text == "time" else i


def _unit(ts: list[Token], i: int) -> int:
    """Past the word for hours behind a clock, with its dot."""
    if "hour" in ts[i].senses:
        i += 1
    if ts[i].text == "." and not ts[i].gap and ts[i - 1].text in ("u", "h"):
        i += 1
    return i


def _late_minutes(ts: list[Token], found: Clock) -> None:
    """Reads "12 u. 30"."""
    late, after = ts[found.next], ts[found.next + 1]
    if ts[found.next - 1].text != "." or late.kind != "num" or len(late.text) != 2 or late.value > 59:
        return
    if not found.when.minute and after.kind in ("end", "punct"):
        found.when, found.next = found.when.replace(minute=late.value), found.next + 1


def _dotted(ts: list[Token], i: int) -> Clock | None:
    """Reads "13.30": a time when a unit follows, else only perhaps one."""
    hour, minute = ts[i].value
    text = ts[i].text
    when = clock(hour, minute)
    sure = bool({"hour", "am", "pm"} & ts[i + 1].senses.keys())
    if (
        when is None
        or "/" in text
        or len(text.strip(".").split(".")[1]) != 2
        or (text.endswith(".") and not sure and 0 < minute <= 12)
    ):
        return None
    return Clock(when, _unit(ts, i + 1), sure)


def _numbered(ts: list[Token], i: int, hour: int) -> Clock | None:
    """Reads "14 uur", "20 Uhr 15", "8 pm", or a bare hour that is not sure."""
    following = ts[i + 1]
    minute, after, sure = 0, i + 1, False
    if "hour" in following.senses:
        after, sure = i + 2, True
        late = ts[i + 2]
        unit_word = len(following.text) > 2
        if (
            late.kind == "num"
            and unit_word
            and len(late.text) == 2
            and late.value < 60
            and "month" not in ts[i + 3].senses
        ):
            minute, after = late.value, i + 3
    sure = sure or "am" in following.senses or "pm" in following.senses
    when = clock(hour, minute)
    return Clock(when, after, sure, worded=True) if when else None


def _worded(ts: list[Token], i: int) -> Clock | None:
    """Reads "half acht", "sept heures et demie", "noon", "kwart voor drie", "eight o'clock"."""
    senses = ts[i].senses
    if "noon" in senses or "midnight" in senses:
        late = ts[i + 1].senses
        minute = 30 if "half_past" in late else late.get("number", 0)
        if minute in MINUTES and "month" not in ts[i + 2].senses and "noon" in senses:
            return Clock(time(12, minute), i + 2, True, half="pm")
        return Clock(time(12 if "noon" in senses else 0), i + 1, True, half="pm")
    for sense, minutes in (
        ("half_to", -30),
        ("quarter_past", 15),
        ("quarter_to", -15),
        ("half_past_before", 30),
    ):
        hour = _hour(ts[i + 1])
        if sense in senses and hour:
            return _shifted(hour, minutes, _unit(ts, i + 2))
    hour = senses.get("number", 0)
    following = ts[i + 1].senses
    minute = following.get("number", 0)
    if 0 < hour <= 12 and minute in MINUTES and {"am", "pm"} & ts[i + 2].senses.keys():
        return Clock(time(hour, minute), i + 2, True, worded=True)
    if 0 < hour <= 24 and ("hour" in following or "am" in following or "pm" in following):
        found = Clock(clock(hour, 0) or time(0), _unit(ts, i + 1), True, worded=True)
        minute = ts[found.next].senses.get("number", 0)
        if "hour" in following and minute in MINUTES and "month" not in ts[found.next + 1].senses:
            return Clock(time(hour % 24, minute), found.next + 1, True, worded=True)
        return _after(ts, found)
    return None


def _hour(token: Token) -> int:
    """A number of one to twelve, in digits or as a word."""
    number = token.value if token.kind == "num" else token.senses.get("number", 0)
    return number if isinstance(number, int) and 0 < number <= 12 else 0


def _shifted(hour: int, minutes: int, after: int) -> Clock:
    """So many minutes from the hour."""
    total = (hour * 60 + minutes) % 1440
    return Clock(time(total // 60, total % 60), after, True, worded=True)


def _after(ts: list[Token], found: Clock) -> Clock:
    """French says halves and quarters behind the hour."""
    for sense, minutes in (("half_past", 30), ("quarter_past_after", 15), ("quarter_to_after", -15)):
        if sense in ts[found.next].senses:
            return _shifted(found.when.hour, minutes, found.next + 1)
    return found


def _half(ts: list[Token], found: Clock) -> Clock:
    """Am, pm and the parts of the day behind a clock."""
    found = _after(ts, found) if found.sure and found.worded and not found.when.minute else found
    senses = ts[found.next].senses
    hour = found.when.hour
    late = ("pm" in senses or "evening" in senses) and hour < 12
    late = late or ("afternoon" in senses and hour < 9) or ("night" in senses and 6 < hour < 12)
    named = next((name for name in ("am", "pm", *PARTS) if name in senses), "")
    if not named or (hour > 12 and named not in ("pm", *PARTS)):
        return found
    if named == "am" and hour == 12:
        found.when = time(0, found.when.minute)
    if late:
        found.when = found.when.replace(hour=hour + 12)
    found.next += 1
    found.sure = found.sure or named in ("am", "pm")
    found.half = "am" if named in ("am", "morning") else "pm" if found.when.hour >= 12 else "am"
    return found
