"""What a record of a listing is called: which of its lines names it, and which part of that line.

Dates and hours, towns and places, prices, statuses and labels beside a name are left out.  Which lines are a
record is known to ``page.records``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bba_events import dates as grammar
from bba_events.page import Line, Page, is_link_word, places
from bba_events.page.fragments import is_month
from bba_events.page.hours import begins_timed, town_ahead, without_clock
from bba_events.page.labels import Labelled, name_of
from bba_events.page.phrases import is_aside, is_category, is_generic
from bba_events.page.sentences import sentences
from bba_events.readers import titles
from bba_events.readers.lines import PARTS, DatedLines
from bba_events.readers.occasions import Name
from bba_events.text import fold, remembered


def name(
    one: Name, labelled: Sequence[Labelled], seen: DatedLines, page: Page, anchor: int
) -> tuple[str, str]:
    """What a record is called, and the place that stood with its name."""
    titled = next((each for each in labelled if each.name == "title"), None)
    if titled and not _heads(page.outline.lines[one.line]):
        return bare(titled.value, seen, page, anchor), ""
    told = bare(_said(one, seen, page), seen, page, anchor)
    return without_place(told, one.line, seen, hourly=one.line != anchor and one.where in ("self", "part"))


def _heads(line: Line) -> bool:
    """Whether a line is a heading that names a thing, so that a label below it only says its theme."""
    return line.level > 1 and _may_name(line.text) and not is_category(line.text)


def _said(one: Name, seen: DatedLines, page: Page) -> str:
    """The words of a candidate that are its name: without its date, the words of its link."""
    line = page.outline.lines[one.line]
    if one.line in seen.rest:
        linked = [
            link.text for link in line.links if not is_link_word(link.text) and seen.dates.rest(link.text)
        ]
        if linked and linked[0] in one.text and not seen.dates.announced(linked[0]):
            return linked[0]
        if one.where not in ("self", "part"):
            return _best_part(one.text, seen.repeated)
        return next(iter(sentences(one.text)), "").rstrip(".")
    if not begins_timed(line.text):
        return one.text
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
