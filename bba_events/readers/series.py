"""Hours and place told once for all that a list lists: "Les concerts ont lieu à 19h30 à la Halle".

They hold for the days below that have none of their own, up to the next such words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bba_events import words
from bba_events.dates import Mention
from bba_events.event import Draft, Place
from bba_events.page import places
from bba_events.page.hours import clock
from bba_events.page.phrases import tells_of_all
from bba_events.page.sentences import sentences
from bba_events.readers.mentions import Dates
from bba_events.readers.whereabouts import Told
from bba_events.span import SpanKind

_MOST = 400
"""Characters of a line in which such a sentence may stand."""
_NEAR = 3
"""Lines below a weekday with its hour ("Le dimanche à 17h, Salle Faller") in which its days begin."""
_LISTED = 3
"""Things without an hour from which a venue with an hour above them holds for all."""
_SHORT = 80
"""Characters of a venue with its town."""
_ONE = 4
"""Figures of one hour."""
_EVERY = frozenset(range(7))
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Usual:
    """What holds for the things below a line."""

    line: int
    hours: str
    place: str
    weekdays: frozenset[int] = _EVERY


def lend(records: Sequence[Told], dates: Dates) -> list[Told]:
    """The records, with hours where they have a day alone and words above tell the hours of all."""
    wanting = [one for one in records if _is_bare(one.draft, dates)]
    usual = list(_usual(dates, {one.line for one in records})) if wanting else []
    return [_lent(one, usual, dates) for one in records] if usual else list(records)


def _is_bare(draft: Draft, dates: Dates) -> bool:
    """Whether a draft has one day and no hour."""
    found = dates.announced(draft.when)
    return len(found) == 1 and found[0].span.kind is SpanKind.DAY and not found[0].span.timed


def _lent(one: Told, usual: Sequence[Usual], dates: Dates) -> Told:
    """A record with what holds for it by the last words above."""
    above = [told for told in usual if told.line < one.line]
    days = [mention.span.start for mention in dates.announced(one.draft.when)]
    if not above or not all(day and day.weekday() in above[-1].weekdays for day in days):
        return one
    draft, told = one.draft, above[-1]
    if not _is_bare(draft, dates):
        return one
    draft = replace(draft, when=f"{draft.when} {told.hours}")
    return replace(one, draft=draft, usual=Place(name=told.place) if told.place else "")


def _usual(dates: Dates, anchors: set[int]) -> Iterator[Usual]:
    """The words of a page that tell hours and place of all that stands below."""
    lines, first = dates.page.outline.lines, min(anchors)
    for number, line in enumerate(lines):
        if number in anchors or len(line.text) > _MOST or not clock(line.text):
            continue
        if (told := _weekly(number, line.text, dates)) and not anchors.isdisjoint(
            range(number, number + _NEAR + 1)
        ):
            yield told
            continue
        heads = number < first <= number + _NEAR and len(anchors) >= _LISTED
        after = lines[number + 1].text if number + 1 < len(lines) and line.text[-1] not in ".!?" else ""
        for sentence in sentences(f"{line.text} {after}"):
            hours = clock(sentence)
            if not hours or dates.announced(sentence):
                continue
            if tells_of_all(sentence):
                yield Usual(number, hours, _place(sentence), _weekdays(dates.of(sentence)))
            elif heads and (place := _led_by_venue(sentence, hours)):
                yield Usual(number, hours, place)


def _weekly(number: int, text: str, dates: Dates) -> Usual | None:
    """What a line tells that begins with a weekday and its hour; None for another."""
    found = dates.of(text)
    if len(found) != 1 or found[0].at[0] > 0 or found[0].span.kind is not SpanKind.RECURRING:
        return None
    days = _weekdays(found)
    after = text[found[0].at[1] :].lstrip(" ,:-–")
    place = re.split(r"[.;(]", after, maxsplit=1)[0].strip()
    return (
        Usual(number, clock(text), place if places.names_a_venue(place) else "", days)
        if len(days) == 1
        else None
    )


def _weekdays(found: Sequence[Mention]) -> frozenset[int]:
    """The weekdays of what recurs in a sentence; all where it names none."""
    rules = [one.span.rule.partition("BYDAY=")[2] for one in found if one.span.kind is SpanKind.RECURRING]
    named = frozenset(n for rule in rules for n, name in enumerate(_DAYS) if name in rule)
    return named or _EVERY


def _led_by_venue(sentence: str, hours: str) -> str:
    """The venue that a line begins with, when the hour at which things begin there follows at once."""
    place, _, rest = sentence.partition(hours)
    place = place.strip(" ,;:–-")
    alone = sum(map(str.isdigit, hours)) <= _ONE and not rest.lstrip(" )")[:1].strip(".;(|–-")
    return place if alone and len(place) < _SHORT and places.names_a_venue(place) else ""


@cache
def _spots() -> re.Pattern[str]:
    """What follows a preposition of place."""
    tables = [words.section(lang, "prose") for lang in words.languages()]
    each = {word for table in tables for name in ("places", "meets_at") for word in table.get(name, ())}
    told = "|".join(sorted(map(re.escape, each), key=len, reverse=True))
    return re.compile(rf"\b(?:{told})\s+(?=([^,.;:()]{{3,60}}))", re.IGNORECASE)


def _place(sentence: str) -> str:
    """The venue that a sentence names behind a preposition, "" when none."""
    found = (match[1].strip() for match in _spots().finditer(sentence))
    return next((text for text in found if places.names_a_venue(text) and not clock(text)), "")
