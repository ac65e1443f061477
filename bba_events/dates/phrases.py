"""The grammar of a whole date phrase: a day, a range, a list of either, with their hours.

    phrase := [hours] [lead] item (separator item)*        lead: until, from, between, before …
    item   := point [hours] [joiner point [hours]]

Points without a month take it from the next one ("28 t/m 30 november"), or from the one before
where the month comes first ("May 3, 5 and 7").  Years are left to ``years``.
"""

from __future__ import annotations

from bba_events.dates.clocks import NAMED, Slot
from bba_events.dates.completing import complete, inherit
from bba_events.dates.phrase import Item, Phrase, bare_weekday
from bba_events.dates.point import Point, part_in, part_said
from bba_events.dates.points import parse_point
from bba_events.dates.slots import DASHES, into_part, parse_slots
from bba_events.dates.tokens import Token
from bba_events.dates.written import is_of_another_age, parse_year

LEADS = ("before", "until", "ago", "between", "since", "before_weak", "from")
SEPARATORS = (",", ";", "/", "+", "&", "|", "•", "·", "\n")
APART = ("|", "•", "·", "\n")
"""Signs that part cells and lines rather than days."""
BEFORE_DAY = frozenset({"at", "clock_from", "since", "between", "doors", "about", *NAMED})
"""Senses of the words that can begin hours before their day."""
BEFORE_HOURS = (",", "|", "-", ":", "(", "[", "@", "•", "·", ">", "\n", "/", ";", ")", "*")
_NO_PART = frozenset(("at", "relative", "weekday"))
MOST = 400
"""A list of more days than this is a table of something else."""


def parse_phrase(ts: list[Token], i: int) -> tuple[Phrase | None, int]:
    """The phrase that starts at ``i``, or None; and where to look on."""
    slots, j = _hours_before(ts, i)
    lead, j = _lead(ts, j)
    if slots and lead in ("before", "until"):
        return None, i + 1
    phrase = Phrase(i, j, lead, hours_first=bool(slots))
    stop = _parse_items(ts, j, phrase)
    if not complete(phrase):
        return None, max(stop, i + 1)
    if slots and phrase.points[-1].slots and phrase.items[0].last:
        phrase.points[0].slots = slots
    elif slots:
        _give(phrase.items, slots)
    if "onwards" in ts[phrase.next].senses:
        phrase.onwards, phrase.next = True, phrase.next + 1
    return phrase, phrase.next


def _hours_before(ts: list[Token], i: int) -> tuple[list[Slot], int]:
    """Hours that stand before their day ("20h00, vendredi 12 mai"), if a day follows at once."""
    whole = "relative" in ts[i].senses or "weekday" in ts[i].senses
    part = "" if whole or not {"at", "clock_from"} & ts[i + 1].senses.keys() else part_in(ts[i])
    i += bool(part)
    if ts[i].kind not in ("clock", "num", "dm") and BEFORE_DAY.isdisjoint(ts[i].senses):
        return [], i
    found = parse_slots(ts, i, part=part)
    if found is None:
        return [], i
    j = found[1]
    if ts[j].text in (",", "-", "|", ")", "/") or "of" in ts[j].senses:
        j += 1
    return found[0], j


def _lead(ts: list[Token], i: int) -> tuple[str, int]:
    """The word that opens the phrase and the place behind it."""
    senses = ts[i].senses
    if not senses:
        return "", i
    lead = next((name for name in LEADS if name in senses), "")
    if not lead:
        return "", i
    j = i + 1
    if lead == "since" and i and part_said(ts[i - 1]):  # "am Abend des 17. Januar"
        return "", j
    if lead == "until" and i and "moved" in ts[i - 1].senses:  # "postponed to 4 April"
        return "", j
    if ts[j].text == ":":
        j += 1
    if lead in ("since", "from", "ago"):
        for name in ("before", "until"):
            if name in ts[j].senses:
                return name, j + 1
    return lead, j


def _parse_items(ts: list[Token], i: int, phrase: Phrase) -> int:
    """Read items as long as they come; the place where nothing more was read."""
    joined = ""
    while len(phrase.items) < MOST:
        item, j = _parse_item(ts, i, phrase, joined)
        if item is None:
            return j
        if joined == "dash":
            _take_apart(phrase, item)
        if ts[i - 1].text in APART and phrase.items and _numbers_row(phrase.items[-1].first, item.first):
            phrase.items.clear()
            phrase.first = item.first.first
        phrase.items.append(item)
        following = _separator(ts, j) or _dash_on(ts, j, item)
        if following is None:
            return j
        joined, i = following
    return i


def _dash_on(ts: list[Token], j: int, item: Item) -> tuple[str, int] | None:
    """A dash behind two days joined by a dash: they are starts ("6/10 - 13/10 - 20/10")."""
    named = [bool(point.month) for point in item.points]
    if ts[j].text != "-" or len(set(named)) > 1 or not all(point.day for point in item.points):
        return None
    if item.last is None and item.joined != "dash":
        return None
    point = parse_point(ts, j + 1)
    if (
        point is None
        or not (point.month or (point.day and not named[0]))
        or item.first.slots
        or item.points[-1].slots
    ):
        return None
    return "dash", j + 1


def _take_apart(phrase: Phrase, item: Item) -> None:
    """Make days of a range whose end was followed by one more dash and day."""
    before = phrase.items[-1]
    if before.last is not None:
        phrase.items[-1:] = [Item(before.first, joined=before.joined), Item(before.last, joined="comma")]
    item.joined = "comma"


def _parse_item(ts: list[Token], i: int, phrase: Phrase, joined: str) -> tuple[Item | None, int]:
    """One day or range with its hours; nothing when no day stands at ``i``."""
    if joined and "from" in ts[i].senses:
        i += 1
    first = parse_point(ts, i)
    if first is not None:
        inherit(phrase, first)
        if phrase.items:
            _year_of_list(ts, phrase.items[-1].points[-1], first)
    if first is None or not _continues(phrase, first, joined):
        return None, i
    item = Item(first, joined=joined)
    j = _hours(ts, first)
    link = _joiner(ts, j, phrase.lead)
    last = parse_point(ts, link) if link else None
    if link and last is None and is_of_another_age(ts, link):
        return None, link + 3
    if link and last is None and phrase.hours_first:
        last = _after_hours(ts, link)
    if last is not None and last.form == "relative" != first.form and ts[link - 1].text in DASHES:
        last = None  # "Brussel, 9 maart 2026 – Vandaag …" is a dateline
    if last is not None and ts[link - 1].text in DASHES and _numbers_row(first, last):
        return None, i + 1
    if last is not None and (first.dated or last.dated or first.weekdays or not last.weekdays):
        item.last = last
        _year_of_list(ts, first, last)
        j = _under_heads(ts, item) or _hours(ts, last)
    return item, j


def _year_of_list(ts: list[Token], before: Point, point: Point) -> None:
    """Reads "October 4-6, 2027": the year behind a bare day of a month that stands first."""
    bare = point.day and (not point.month or point.form == before.form) and not point.year
    if before.form == "md" and not before.year and bare:
        point.month, point.form = point.month or before.month, "md"
        point.year, point.next = parse_year(ts, point.next)


def _numbers_row(first: Point, last: Point) -> bool:
    """Reads "5 | dim 6 avril", "Jour 1 - mardi 14 avril": a number without weekday beside a day with one."""
    bare = bool(first.day) and not (first.month or first.weekdays or first.relative)
    return bare and bool(last.weekdays) and bool(last.day)


def _after_hours(ts: list[Token], i: int) -> Point | None:
    """Reads "5pm tomorrow" as the end of "from 4pm today to 5pm tomorrow"."""
    slots, j = _hours_before(ts, i)
    point = parse_point(ts, j) if slots else None
    if point is None or not point.dated:
        return None
    point.slots = slots
    return point


def _under_heads(ts: list[Token], item: Item) -> int:
    """Reads "Monday to Wednesday, 9 to 11 March": the weekdays stand before the range; the place behind."""
    head, first = item.points
    if not bare_weekday(head) or not first.day or first.month or first.relative:
        return 0
    link = _joiner(ts, first.next, "")
    last = parse_point(ts, link) if link else None
    if last is None or not last.month or last.weekdays:
        return 0
    first.weekdays, last.weekdays = head.weekdays, first.weekdays
    item.first, item.last = first, last
    return _hours(ts, last)


def _continues(phrase: Phrase, point: Point, joined: str) -> bool:
    """A relative day stands alone or beside others of its kind; a date behind its comma explains it."""
    if joined == "comma" and point.month and phrase.items[-1].first.form == "relative":
        return bare_weekday(phrase.items[-1].first)
    if point.form == "relative" and phrase.items:
        before = phrase.items[-1].points[-1]
        return before.form == "relative" and before.relative is not None and before.relative[0] != "isoweek"
    return True


def _joiner(ts: list[Token], i: int, lead: str) -> int:
    """The place behind a word or dash that makes a range, or 0."""
    token, senses = ts[i], ts[i].senses
    j = i
    if "and" in senses and "to" in ts[i + 1].senses:
        j, token, senses = i + 1, ts[i + 1], ts[i + 1].senses
    if token.text == "," and "until" in ts[i + 1].senses:
        j, token, senses = i + 1, ts[i + 1], ts[i + 1].senses
    if token.text == "." and ts[i + 1].text in DASHES:  # "05.-22.10.2020"
        return i + 2
    if "to" in senses or "until" in senses:
        return j + 1 + (ts[j + 1].text == ":")
    if token.text == "/" and ts[i - 1].kind == ts[i + 1].kind == "iso":  # an interval by ISO 8601
        return i + 1
    if token.text in DASHES:
        extra = (
            "to" in ts[j + 1].senses or ts[j + 1].text == ">" or (ts[j + 1].text == "-" and not ts[j + 1].gap)
        )
        return j + 1 + extra
    if (lead == "between" and "and" in senses) or (lead == "from" and "overnight" in senses):
        return j + 1
    return 0


def _separator(ts: list[Token], i: int) -> tuple[str, int] | None:
    """How the list goes on at ``i``, and the place behind the separator."""
    joined, j = "", i
    while j < i + 3:
        if ("or" in ts[j].senses and not ("of" in ts[j].senses and joined == "")) or "or" in ts[j].senses:
            joined = "or"
        elif "and" in ts[j].senses:
            joined = "and"
        elif ts[j].text in SEPARATORS:
            joined = joined or "comma"
        else:
            break
        j += 1
    return (joined, j) if joined else None


def _hours(ts: list[Token], point: Point) -> int:
    """Give a point the hours that stand behind it; the place behind them."""
    i = point.next
    if not point.dated:
        return i
    j, seen = i, 0
    while seen < 2 and ts[j].text in BEFORE_HOURS:
        j, seen = j + 1, seen + 1
    part = point.part
    if (later := part_in(ts[j])) and _NO_PART.isdisjoint(ts[j].senses):
        part, j = later, j + 1 + (ts[j + 1].text == ",")
    if found := parse_slots(ts, j, dotted=bool(point.month), part=part):
        point.slots, j = found
        j = _year_behind(ts, j, point)
        if ts[j].text == ")" and any(token.text == "(" for token in ts[i:j]):
            j += 1
        point.next = j
        return j
    return i


def _year_behind(ts: list[Token], j: int, point: Point) -> int:
    """Reads "Thu Sep 25 10:36:28 UTC 2003": the year behind a clock with seconds; the place behind."""
    stamp = ts[j - 1]
    if not point.month or point.year or stamp.kind != "clock" or stamp.text.count(":") != 2:
        return j
    zone = ts[j].kind == "word" and not ts[j].senses and len(ts[j].text) <= 4
    point.year, after = parse_year(ts, j + zone, commas=False)
    return after if point.year else j


def _give(items: list[Item], slots: list[Slot]) -> None:
    """Hours written before the day belong to the first item, or to all that have none."""
    bare = [item for item in items if not any(point.slots for point in item.points)]
    for item in bare if len(bare) == len(items) else items[:1]:
        point = item.points[-1]
        if not point.slots:
            point.slots = [into_part(slot, point.part) for slot in slots]
