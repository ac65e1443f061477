"""What a record of a listing is called: which of its lines names it, and which part of that line.

Dates and hours, towns and places, prices, statuses and labels beside a name are left out.  Which lines are a
record is known to ``page.records``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from bba_events import dates as grammar
from bba_events.page import Line, Page, is_link_word, places
from bba_events.page.fragments import is_month
from bba_events.page.hours import begins_timed, clock, town_ahead, without_clock
from bba_events.page.labels import Labelled, name_of, pair
from bba_events.page.layout import looks_like_title
from bba_events.page.phrases import is_aside, is_category, is_generic, sentences
from bba_events.readers import titles
from bba_events.readers.lines import PARTS, DatedLines
from bba_events.text import fold, remembered


def name(
    numbers: Sequence[int], labelled: Sequence[Labelled], seen: DatedLines, page: Page, anchor: int
) -> tuple[str, int]:
    """What a record is called, and the line where it stands."""
    titled = next((one for one in labelled if one.name == "title"), None)
    if titled and not any(_heads(page.outline.lines[n]) for n in numbers if n < titled.lines[0]):
        return bare(titled.value, seen, page, anchor), titled.lines[-1]
    best: tuple[int, int, str] = (0, 0, "")
    hidden = {n for one in labelled if one.name for n in one.lines if n not in seen.rest}
    for place, number in enumerate(numbers):
        text = _said(number, seen, page)
        weight = _weight(number, text, seen, page, anchor) if text and number not in hidden else 0
        if weight > best[0]:
            best = (weight, number, text)
        if place > 60:
            break
    return (bare(best[2], seen, page, anchor), best[1]) if best[0] else ("", -1)


def _heads(line: Line) -> bool:
    """Whether a line is a heading that names a thing, so that a label below it only says its theme."""
    return line.level > 1 and _may_name(line.text) and not is_category(line.text)


def _said(number: int, seen: DatedLines, page: Page) -> str:
    """The words of a line that may be a name: without its date, and of several parts the first."""
    line = page.outline.lines[number]
    if number in seen.rest:
        linked = [
            link.text for link in line.links if not is_link_word(link.text) and seen.dates.rest(link.text)
        ]
        rest = seen.rest[number]
        if linked and len(linked[0]) < len(line.text) and not seen.dates.announced(linked[0]):
            return linked[0]
        return _best_part(rest, seen.repeated)
    if not begins_timed(line.text):
        return line.text
    return _emphasised(line, line.text) or without_clock(line.text[town_ahead(line.text) :])


def _emphasised(line: Line, rest: str) -> str:
    """The only bold words of a line that say more than a label or a status, "" when there are none."""
    named = [bold for bold in line.bold if bold in rest and _may_name(bold)]
    return named[0] if len(named) == 1 and len(named[0]) < len(rest) else ""


def _best_part(rest: str, repeated: Collection[str]) -> str:
    """The part of a line that names something, of several set apart by dashes; the first of equals.

    A town alone, a place, a status or a price names nothing; nor does what other lines of the page say too.
    """
    parts = [part.strip() for part in PARTS.split(rest) if sum(map(str.isalpha, part)) > 2]
    parts = [
        part for part in parts if not (len(part) < 20 and grammar.status_in(part)) and not is_aside(part)
    ]
    if not parts:
        return ""
    best = max(parts, key=lambda part: _part_weight(part, repeated))
    return next(iter(sentences(best)), "").rstrip(".")


def _part_weight(part: str, repeated: Collection[str]) -> float:
    told = fold(part) in repeated
    return (
        1.0 - 0.5 * (" " not in part) - 0.6 * places.looks_like_place(part) - 0.7 * told - is_category(part)
    )


def _weight(number: int, text: str, seen: DatedLines, page: Page, anchor: int) -> int:
    """How surely a line's words are the name of its record; 0 when they are none."""
    line = page.outline.lines[number]
    if not _may_name(text) or (number not in seen.rest and _only_when_and_where(text)):
        return 0
    if is_category(text):
        return 55 if line.level > 1 else 5
    if line.level:
        return 100 - line.level + 5 * (line.part == "title")
    if line.part == "title":
        return 90
    if any(fold(link.text) == fold(text) for link in line.links):
        return 80
    if line.strong and fold(line.strong) == fold(text):
        return 70
    if number in seen.rest:
        return (60 if len(text) < 140 else 20) if number == anchor else 10
    shown = line if text == line.text else replace(line, text=text)
    talk = line.part == "slanted" and number > 0 and _is_speaker(page.outline.lines[number - 1])
    return 50 + 5 * talk if looks_like_title(shown) and not pair(line.text, line.strong)[0] else 0


def _is_speaker(line: Line) -> bool:
    """Whether a line is who gives the talk named below it: a bold name, and where that person works."""
    return 0 < len(line.strong) < len(line.text) and line.text.endswith(")")


@remembered
def _may_name(text: str) -> bool:
    """Whether words are more than a button, label, hour or status."""
    if (
        "°" in text
        or is_link_word(text)
        or is_generic(text)
        or is_month(text)
        or name_of(text)
        or len(text) < 3
    ):
        return False
    if sum(map(str.isalpha, without_clock(text))) < 3:
        return False
    return not (len(text) < 20 and grammar.status_in(text))


def _only_when_and_where(text: str) -> bool:
    """Whether a line with hours says nothing else but where."""
    return bool(clock(text)) and fold(without_clock(text)) in _only_place(text)


def _only_place(text: str) -> tuple[str, ...]:
    """What a text says when, besides hours, it only says where."""
    town = places.behind(text)
    return (
        ("", *(fold(f"{word} {town}") for word in ("à", "a", "in", "te", "au", "en", "im", "at")))
        if town
        else ("",)
    )


def bare(name: str, seen: DatedLines, page: Page, anchor: int) -> str:
    """The name without dates and the like."""
    years = {day.year for m in seen.mentions[anchor] for day in (m.span.start, m.span.end) if day}
    return titles.bare(name, page, seen.dates, years)


def without_place(name: str, at: int, seen: DatedLines, *, hourly: bool) -> tuple[str, str]:
    """The name and the place that stood with it, where both were written on the line of the day or hour."""
    if at < 0 or not (at in seen.rest or hourly):
        return name, ""
    line = seen.page.outline.lines[at]
    ahead = line.text[: town_ahead(line.text)].rstrip(" .:,").title()
    bare, town = (name, ahead)
    if not ahead and hourly and not line.level:
        bare, town = places.headed(name)
    bare, venue = places.apart(bare)
    head, comma, tail = bare.rpartition(", ")
    if comma and not venue and fold(tail) in seen.tails:
        bare, venue = head, tail
    head, comma, label = bare.rpartition(",")
    if comma and name_of(label):  # "Marche, départ": the label of the place or hour that stood behind it
        bare = head
    return bare, ", ".join(filter(None, (venue, town)))
