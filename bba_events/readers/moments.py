"""When a record is: the words of its day, and of hours that stand apart from it.

They stand behind it, labelled, on a line or in a sentence below.
Which words are hours is known to ``page.hours``, which moments they are to ``dates``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bba_events.dates import Mention
from bba_events.page.hours import (
    are_by_day,
    are_of_a_house,
    begins_timed,
    clock,
    is_hour,
    of_lines,
    without_clock,
)
from bba_events.page.labels import Labelled
from bba_events.page.phrases import is_aside, past, says_an_end
from bba_events.page.sentences import sentences
from bba_events.readers.lines import DatedLines
from bba_events.readers.mentions import Dates, same, spread
from bba_events.span import Role, SpanKind

_DOTTED = re.compile(r"(?:[^\W\d_]{1,6}\s)?\d{1,2}\.[0-5]\d(?:\s?[-–]\s?\d{1,2}\.[0-5]\d)?")
_LEAD = 25
"""Characters that may lead to an hour in a line about it: "Rendez-vous à 20h, parking de la gare"."""
_FAR = 160
"""Characters behind a date in which its hour stands."""
_LONGEST_HOUR = 12
"""Characters of a line that is the hour of an end."""
_ONE = 4
"""Figures of one hour."""
_CLAUSE = re.compile(r"[.!?;,(]\s+|\s[–-]\s")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s+|(?<=\s[!?])\s+")
"""Where a sentence ends, also before one that begins with an hour: "… biologiste. 20h, Centre culturel"."""
LINE = "\n"
"""What parts the words of days from hours that stand on another line."""
_SHORT = 3
"""Days of a range for which hours are told once."""
_WEEKS = 16
"""The same where the hours stand on a line of their own right below."""
_LITTLE = 50
"""Characters that a line about an hour says besides, at most."""


def when(numbers: Sequence[int], labelled: Sequence[Labelled], seen: DatedLines, anchor: int) -> str:
    """The words of a record's date, with an end and hours that stand on lines of their own."""
    anchor = fullest(numbers, seen, anchor)
    found, text = seen.mentions[anchor], seen.words[anchor]
    if not found:
        return ""
    whole = all(mention.role is Role.EVENT for mention in seen.dates.of(text))
    words = text[found[0].at[0] : found[-1].at[1]] if whole else ", ".join(m.text for m in found)
    if len(found) == 1 and (both := spread(labelled, seen.dates)):
        return both
    if all(mention.span.kind is SpanKind.DAY and not mention.span.timed for mention in found):
        hours = of_record(numbers, labelled, seen, anchor)
        return _timed(words, hours, found, seen.dates) if hours else words
    if len(found) == 1 and _only_begins(found[0]):
        end = _end_below(numbers, seen, anchor) or ending(numbers, seen)
        return f"{words} - {end}" if end else words
    if len(found) == 1 and _is_short(found[0]):
        hours = of_record(numbers, labelled, seen, anchor)
        each = hours and any(are_by_day(seen.page.outline.lines[n].text) for n in numbers)
        return _lent(words, hours, anchor, seen) if hours and not each else words
    if len(found) == 1 and _lasts(found[0]) and (hours := _hours_below(numbers, seen, anchor)):
        return _lent(words, hours, anchor, seen)
    return words


def _hours_below(numbers: Sequence[int], seen: DatedLines, anchor: int) -> str:
    """The hours of a line right below, when it says nothing else: "" when there is none."""
    below = seen.page.outline.lines[anchor + 1].text if anchor + 1 in numbers else ""
    return below if is_hour(below) and anchor + 1 not in seen.mentions else ""


def _lent(words: str, hours: str, anchor: int, seen: DatedLines) -> str:
    """The words of two or three days with hours from one to another, or at which each of them begins.

    A line apart when they stand apart, so that it shows whether they were told of each of the days.
    """
    text = f"{words}{' ' if hours in after(anchor, seen) else LINE}{hours}"
    told = seen.dates.of(text)
    if len(told) != 1 or not same(told[0].span, seen.mentions[anchor][0].span):
        return words
    cells = map(str.strip, re.split(r"[|•]", after(anchor, seen)))
    beside = hours in cells or hours in (seen.page.outline.lines[n].text for n in range(anchor, anchor + 2))
    return text if told[0].span.end_time or (told[0].each and beside) else words


def _only_begins(mention: Mention) -> bool:
    """Whether a mention is of one day with the hour of a beginning alone."""
    span = mention.span
    return span.kind is SpanKind.DAY and bool(span.start_time) and not span.end_time


def _end_below(numbers: Sequence[int], seen: DatedLines, anchor: int) -> str:
    """The hour on the line below a day with its hour: when it ends; "" when there is none."""
    if anchor + 1 not in numbers or anchor + 1 in seen.mentions:
        return ""
    text = seen.page.outline.lines[anchor + 1].text
    return text if is_hour(text) and len(text) < _LONGEST_HOUR else ""


def _is_short(mention: Mention) -> bool:
    """Whether a mention is of two or three days without hours: hours from one to another may hold on each."""
    return mention.span.kind is SpanKind.RANGE and not mention.span.timed and mention.span.days <= _SHORT


def _lasts(mention: Mention) -> bool:
    """Whether a mention is of a few weeks without hours, on each day of which those right below may hold."""
    return mention.span.kind is SpanKind.RANGE and not mention.span.timed and mention.span.days <= _WEEKS


def _timed(words: str, hours: str, found: Sequence[Mention], dates: Dates) -> str:
    """The words of one day or several with the hours that hold on each of them."""
    told = f"{words} {hours}"
    each = ", ".join(f"{mention.text} {hours}" for mention in found)
    for text in (told, each):
        if len(made := dates.of(text)) >= len(found) and all(mention.span.timed for mention in made):
            return text
    return told


def fullest(numbers: Sequence[int], seen: DatedLines, anchor: int) -> int:
    """Number of the line that says most of when: a day beside a name may be told again with its hours."""
    day = _first_day(seen.mentions[anchor])
    if day is None or seen.mentions[anchor][0].span.timed or anchor not in numbers:
        return anchor
    told = (n for n in numbers if n in seen.mentions and n != anchor and _first_day(seen.mentions[n]) == day)
    spans = {n: seen.mentions[n][0].span for n in told}
    fuller = (n for n, span in spans.items() if span.timed or span.kind is SpanKind.RANGE)
    return next(fuller, anchor)


def _first_day(found: Sequence[Mention]) -> date | None:
    """The day of a line's one mention, None where it has none or several."""
    return found[0].span.start if len(found) == 1 else None


def of_record(numbers: Sequence[int], labelled: Sequence[Labelled], seen: DatedLines, anchor: int) -> str:
    """The words of a record's hours, "" when it tells none."""
    told = _begin(numbers, labelled, seen, anchor)
    end = ending(numbers, seen) if told and sum(map(str.isdigit, told)) <= _ONE else ""
    return f"{told} - {end}" if end else told


def ending(numbers: Sequence[int], seen: DatedLines) -> str:
    """The hour at which a record says that it ends: "Fin prévue à 11h", "einde om 12.30 u."; else ""."""
    lines = seen.page.outline.lines
    for n in numbers:
        if clock(lines[n].text):
            for part in _CLAUSE.split(lines[n].text):
                if says_an_end(part) and (told := clock(part)) and sum(map(str.isdigit, told)) <= _ONE:
                    return _bare(told)
    return ""


def _bare(told: str) -> str:
    """An hour without the small words before it."""
    at = next(n for n, char in enumerate(told) if char.isdigit())
    return told[at:]


def _begin(numbers: Sequence[int], labelled: Sequence[Labelled], seen: DatedLines, anchor: int) -> str:
    """The hours of a record, or the one at which it begins."""
    head = seen.page.outline.lines[numbers[0]].text
    if told := clock(head if begins_timed(head) or is_hour(head) else after(anchor, seen)[:_FAR]):
        return told
    below = seen.page.outline.lines[anchor + 1].text if anchor + 1 in numbers else ""
    if is_hour(below) and anchor + 1 not in seen.mentions:
        return of_lines(seen.page.outline.lines[n].text for n in numbers if n > anchor)
    if told := of_labels(labelled):
        return told
    told_in = (text for n in numbers for text in _free(n, n == anchor, seen))
    return of_lines(part for text in told_in for part in _telling(text))


def _free(number: int, is_anchor: bool, seen: DatedLines) -> Iterator[str]:
    """What a line says that is not of another day, nor of a habit."""
    text = seen.page.outline.lines[number].text
    if is_anchor:
        yield text
    elif number in seen.mentions:
        yield from (part for part in sentences(text) if not seen.dates.of(part)) if clock(text) else ()
    elif not _is_habit(text, seen):
        yield text


def _is_habit(text: str, seen: DatedLines) -> bool:
    """Whether the hours of a line are those of a weekday: "Le dimanche à 17h"."""
    return bool(clock(text)) and any(one.span.kind is SpanKind.RECURRING for one in seen.dates.of(text))


def after(anchor: int, seen: DatedLines) -> str:
    """What follows the date in its line."""
    found, text = seen.mentions[anchor], seen.words[anchor]
    return text[found[-1].at[1] :] if found else ""


def of_labels(labelled: Iterable[Labelled]) -> str:
    """The hours behind labels, the end behind one of its own: "Rendez-vous : 6h45 …", "Retour : 17h30"."""
    first = ""
    for one in labelled:
        told = clock(one.value) if one.name == "hours" or _begins_with_hours(one) else ""
        told = "" if are_of_a_house(one.value) else told
        told = told or (_dotted(one.value) if one.name == "hours" else "")
        if told and not first and not says_an_end(one.label):
            first = told
        elif told and says_an_end(one.label) and sum(map(str.isdigit, first)) in range(1, 5):
            return f"{first} - {_bare(told)}"
    return first


def _dotted(value: str) -> str:
    """Hours that only their label tells from a day ("17.00-19.00"), with colons."""
    return value.replace(".", ":") if _DOTTED.fullmatch(value) else ""


def _begins_with_hours(one: Labelled) -> bool:
    """Whether the value of where to meet begins with when."""
    return one.name == "where" and one.value[:1].isdigit() and begins_timed(one.value)


def _telling(text: str) -> Iterator[str]:
    """The parts of a line that tell hours of the record: the whole of a short one, else sentences."""
    told = clock(text)
    if not told or past(text):
        return
    parted = "|" in text and any(map(is_hour, map(str.strip, text.split("|"))))
    if parted or text.find(told) < _LEAD or len(text) - len(told) < _LITTLE:
        yield from (part for part in sentences(text) if not says_an_end(without_clock(part)))
    else:
        yield from filter(_begins, _SENTENCE.split(text))


def _begins(sentence: str) -> bool:
    """Whether a sentence begins with an hour at which something starts: not one to come back."""
    told = clock(sentence)
    near = bool(told) and sentence.find(told) < _LEAD
    return near and not is_aside(sentence) and not says_an_end(without_clock(sentence))
