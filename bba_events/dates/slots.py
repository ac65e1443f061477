"""The grammar of hours: from one clock to another, several slots, starts in a row.

A bare number is an hour only beside a sure one ("van 14 tot 16.30 uur").
Which day the hours belong to is left to ``phrases``.
"""

from __future__ import annotations

from bba_events.dates.clocks import Clock, Slot, parse_clock
from bba_events.dates.tokens import Token

DASHES = ("-", ">")
LEADS = ("at", "clock_from", "since", "between")
LATE_HOURS = {"afternoon": (1, 9), "evening": (4, 12), "night": (7, 12)}
"""From which hour to before which one an hour of that part is twelve hours later."""
MANY = 40
"""More hours in a row are a timetable."""


def skip_leads(ts: list[Token], i: int, most: int = 3) -> tuple[int, set[str]]:
    """Past the words before an hour ("telkens van", "at", "Beginn:"), and which they were."""
    seen: set[str] = set()
    while (
        most
        and ts[i].senses
        and (kinds := [lead for lead in LEADS if lead in ts[i].senses])
        and "noon" not in ts[i].senses
    ):
        seen.update(kinds)
        i, most = i + 1, most - 1
        if ts[i].text == ":":
            i += 1
    return i, seen


def parse_slots(
    ts: list[Token], i: int, dotted: bool = False, part: str = ""
) -> tuple[list[Slot], int] | None:
    """All the hours from ``i`` on: slots and starts, at least one of them sure; or None.

    ``dotted``: behind a whole date, where "18.30" can only be an hour.  ``part``: the part of the
    day written with the day.  Midnight alone is the end of a day: no hour, but read.
    """
    if not ts[-1].value:
        return None
    slots: list[Slot] = []
    begin = end = i
    while len(slots) < MANY:
        i = _skip_doors(ts, i)
        found = _parse_slot(ts, i, dotted, part)
        if found is None:
            break
        slots.extend(found[0])
        end = i = found[1]
        while ts[i].text in (",", ";", "/", "+", "|", "&") or "and" in ts[i].senses or "or" in ts[i].senses:
            i += 1
    return (slots, end) if end > begin else None


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


def _parse_slot(ts: list[Token], i: int, dotted: bool, part: str) -> tuple[list[Slot], int] | None:
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
    if len(chain) == 1 and first.midnight:
        return [], first.next
    slots = _as_slots(chain)
    told = any(clock.half for clock in chain)
    return (slots if told else [into_part(slot, part) for slot in slots]), chain[-1].next


def into_part(slot: Slot, part: str) -> Slot:
    """Hours below twelve are behind noon in a part of the day that is ("vanavond om 8 uur")."""
    start, end = slot
    first, last = LATE_HOURS.get(part, (0, 0))
    if not first <= start.hour < last:
        return slot
    start = start.replace(hour=start.hour + 12)
    if end is not None and end.hour < 12 and end.replace(hour=end.hour + 12) > start:
        end = end.replace(hour=end.hour + 12)
    return start, end


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
    if found.half:
        return True
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
            or "relative" in after.senses
            or after.text in (",", ")", ";", "!", "?", "(", "|", "]", "\n", "•")
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
