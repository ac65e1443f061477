"""The hours of a record that stand apart from its day: behind it, labelled, on a line or in a sentence below.

Which words are hours is known to ``page.hours``, which moments they are to ``dates``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bba_events.page.hours import begins_timed, clock, is_hour, of_lines, without_clock
from bba_events.page.labels import Labelled
from bba_events.page.phrases import is_aside, past, says_an_end, sentences
from bba_events.readers.lines import DatedLines
from bba_events.span import SpanKind

_DOTTED = re.compile(r"(?:[^\W\d_]{1,6}\s)?\d{1,2}\.[0-5]\d(?:\s?[-–]\s?\d{1,2}\.[0-5]\d)?")
_LEAD = 25
"""Characters that may lead to an hour in a line about it: "Rendez-vous à 20h, parking de la gare"."""
_FAR = 160
"""Characters behind a date in which its hour stands."""
_LITTLE = 50
"""Characters that a line about an hour says besides, at most."""


def of_record(numbers: Sequence[int], labelled: Sequence[Labelled], seen: DatedLines, anchor: int) -> str:
    """The words of a record's hours, "" when it tells none."""
    head = seen.page.outline.lines[numbers[0]].text
    if told := clock(head if begins_timed(head) or is_hour(head) else after(anchor, seen)[:_FAR]):
        return told
    if told := of_labels(labelled):
        return told
    lines = seen.page.outline.lines
    free = (
        n for n in numbers if n == anchor or (n not in seen.mentions and not _is_habit(lines[n].text, seen))
    )
    return of_lines(part for n in free for part in _telling(lines[n].text))


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
        told = told or (_dotted(one.value) if one.name == "hours" else "")
        if told and not first and not says_an_end(one.label):
            first = told
        elif told and says_an_end(one.label) and sum(map(str.isdigit, first)) in range(1, 5):
            return f"{first} - {told.split()[-1]}"
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
        yield from filter(_begins, sentences(text))


def _begins(sentence: str) -> bool:
    """Whether a sentence begins with an hour at which something starts: not one to come back."""
    told = clock(sentence)
    near = bool(told) and sentence.find(told) < _LEAD
    return near and not is_aside(sentence) and not says_an_end(without_clock(sentence))
