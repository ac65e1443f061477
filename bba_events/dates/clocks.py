"""The grammar of hours: one clock, from one to another, several slots, starts in a row.

It reads tokens from a place and says where it stopped.  An hour with its unit ("14u", "16:30",
"2 pm") is *sure*; a bare number is an hour only beside a sure one ("van 14 tot 16.30 uur").
Which day the hours belong to is left to ``phrases``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from bba_events.dates.tokens import Token, clock

Slot = tuple[time, time | None]
DASHES = ("-", ">")
PARTS = ("morning", "afternoon", "evening", "night")
LEADS = ("at", "clock_from", "since", "between")
MINUTES = (5, 10, 15, 20, 25, 30)
"""Minutes that are said in words behind an hour."""
NAMED = frozenset("noon midnight half_to quarter_past quarter_to half_past_before number".split())
"""Senses of the words that can begin a clock."""
MANY = 40
"""More hours in a row are a timetable."""


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
    elif token.kind == "dm":
        found = _dotted(ts, i)
    elif token.kind == "num" and not token.ordinal:
        found = _numbered(ts, i, token.value) if len(token.text) <= 2 else None
    elif senses and not NAMED.isdisjoint(senses):
        found = _worded(ts, i)
    return found and _half(ts, found)


def _unit(ts: list[Token], i: int) -> int:
    """Past the word for hours behind a clock, with its dot."""
    if "hour" in ts[i].senses:
        i += 1
    if ts[i].text == "." and not ts[i].gap and ts[i - 1].text in ("u", "h"):
        i += 1
    return i


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
        or (text.endswith(".") and not sure)
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


def skip_leads(ts: list[Token], i: int, most: int = 3) -> tuple[int, set[str]]:
    """Past the words before an hour ("telkens van", "at", "Beginn:"), and which they were."""
    seen: set[str] = set()
    while most and (kinds := [lead for lead in LEADS if lead in ts[i].senses]) and "noon" not in ts[i].senses:
        seen.update(kinds)
        i, most = i + 1, most - 1
        if ts[i].text == ":":
            i += 1
    return i, seen


def parse_slots(ts: list[Token], i: int, dotted: bool = False) -> tuple[list[Slot], int] | None:
    """All the hours from ``i`` on: slots and starts, at least one of them sure; or None.

    ``dotted``: behind a whole date, where "18.30" can only be an hour.
    """
    slots: list[Slot] = []
    end = i
    while len(slots) < MANY:
        i = _skip_doors(ts, i)
        found = _parse_slot(ts, i, dotted)
        if found is None:
            break
        slots.extend(found[0])
        end = i = found[1]
        while ts[i].text in (",", ";", "/", "+", "|") or "and" in ts[i].senses or "or" in ts[i].senses:
            i += 1
    return (slots, end) if slots else None


def _skip_doors(ts: list[Token], i: int) -> int:
    """Past the hour at which doors open, when another hour follows it."""
    if "doors" not in ts[i].senses:
        return i
    j, _ = skip_leads(ts, i + 1 + (ts[i + 1].text == ":"))
    clock_ = parse_clock(ts, j)
    if clock_ is None:
        return i
    j = clock_.next
    while ts[j].text in (",", "-", "/", "|", ";", ")", "(") or "and" in ts[j].senses:
        j += 1
    if ts[j].kind == "word" and not ts[j].senses and ts[j + 1].text in (":", *DASHES):
        j += 2
    elif ts[j].kind == "word" and not ts[j].senses and parse_clock(ts, skip_leads(ts, j + 1)[0]):
        j += 1
    return j


def _parse_slot(ts: list[Token], i: int, dotted: bool) -> tuple[list[Slot], int] | None:
    """One clock, one to another, or three and more joined by dashes, which are starts."""
    j, leads = skip_leads(ts, i)
    first = parse_clock(ts, j)
    if first is None:
        return None
    if dotted and ts[j].kind == "dm" and not 0 < first.when.minute <= 12:
        first.sure = True
    chain, dashed = [first], True
    while len(chain) < MANY and (link := _link(ts, chain[-1].next, leads)):
        following = parse_clock(ts, skip_leads(ts, link)[0] if "and" not in ts[link - 1].senses else link)
        if (
            following
            and dotted
            and ts[following.next - 1].kind == "dm"
            and not 0 < following.when.minute <= 12
        ):
            following.sure = True
        if following is None or not (following.sure or _may_end(ts, following, chain[-1])):
            break
        if not (following.sure or chain[0].sure):
            break
        dashed = dashed and ts[link - 1].text in DASHES
        chain.append(following)
        if not dashed:
            break
    if not any(clock.sure for clock in chain) and not _stands(ts, chain[0], leads):
        return None
    return _as_slots(chain), chain[-1].next


def _link(ts: list[Token], i: int, leads: set[str]) -> int:
    """The place behind a joining word between two hours, or 0."""
    if ts[i].text in DASHES or "to" in ts[i].senses or ("between" in leads and "and" in ts[i].senses):
        return i + 1
    if (
        ts[i].kind == "word"
        and "and" in ts[i].senses
        and "to" in ts[i + 1].senses
        and "at" not in ts[i + 1].senses
    ):
        return i + 2
    return 0


def _may_end(ts: list[Token], found: Clock, before: Clock) -> bool:
    """A bare number behind a sure hour is its end unless a date goes on from it."""
    after = ts[found.next]
    if "month" in after.senses or "of" in after.senses or (after.text in ("/", ".", "-") and not after.gap):
        return False
    return (
        before.sure
        and (found.when > before.when or found.when.hour < 6)
        and after.kind not in ("word", "num")
    )


def _stands(ts: list[Token], found: Clock, leads: set[str]) -> bool:
    """Reads "om 20.30" or "at 8," without a unit: only behind the word for "at"."""
    if not leads & {"at", "clock_from"}:
        return False
    token, after = ts[found.next - 1], ts[found.next]
    if token.kind == "dm":
        return True
    if "and" in after.senses and (other := parse_clock(ts, found.next + 1)) and other.sure:
        return True
    plain = "to" not in ts[found.next - 2].senses  # French "à 8" may be a distance
    return (
        plain
        and token.kind == "num"
        and (
            after.kind == "end"
            or after.text in (",", ")", ";", "!", "?")
            or (after.text == "." and after.gap is False and ts[found.next + 1].kind == "end")
        )
    )


def _as_slots(chain: list[Clock]) -> list[Slot]:
    """Two clocks are a slot, one or many are starts."""
    if len(chain) != 2:
        return [(clock.when, None) for clock in chain]
    first, last = chain
    start = first.when
    if last.half == "pm" and not first.half and start.hour < 12:
        later = start.replace(hour=start.hour + 12)
        start = later if later < last.when else start
    return [(start, last.when)]
