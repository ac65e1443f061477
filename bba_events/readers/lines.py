"""The lines of a page that hold the date of something, and what they say besides.

Deadlines, days of publication, running text and month headings are none.  Which lines belong together
is left to ``page.records``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bba_events.dates import Mention
from bba_events.page import Line, Page, classes, rows
from bba_events.page.hours import clock, tidy, without_clock
from bba_events.page.labels import name_of, pair
from bba_events.page.phrases import holds_list_word, introduces_a_comment, is_aside, names_a_list
from bba_events.page.rows import Cell
from bba_events.page.states import is_status, says_moved
from bba_events.readers import columns
from bba_events.readers.mentions import Dates, ends, is_relative
from bba_events.span import SpanKind
from bba_events.text import fold

_LED = re.compile(
    r"(?:^|[\s,;:–-])(?:à partir(?: de| du)?|dès|de|du|à|le|vanaf|om|van|op|tot|ab|um|von|am|from|at|on)$",
    re.IGNORECASE,
)
"""A small word at the end that led to the date or the hour."""
_YEAR = re.compile(r"(?:(?:année|an|jaar|jaargang|jahr|year)\s+)?(20\d\d)\s*:?", re.IGNORECASE)
PARTS = re.compile(r"(?<!\s)\s+[-–—|·•>]+\s+|(?:(?<!\s)\s+)?[|•]\s*")
"""What sets the parts of a line apart."""
_QUOTES = "\"'”’»«“ )"
"""What may stand behind the full stop of a sentence."""
_DAY = re.compile(r"20\d\d-\d\d-\d\d")
_LONG_DATE = 18
"""Characters; a longer mention may hold a name between its day and its hour."""
_MOST = 2500
"""Dated lines of a listing that are read; a page with more is cut."""
_FIRST = re.compile(r"(?=.{0,25}\d)\W*\w")
"""How running text begins that may tell of a day first: an item of an agenda, "Vendredi 8 août, marché …"."""
_CELL = 30
"""Characters; a cell with a day has fewer."""
_LASTS = timedelta(days=90)
"""How long what begins and ends in two cells of a row lasts at most."""
_LEAD = 4
"""Characters before such a day: "Le "."""
_TEXT = 140
"""Characters from which a line that ends in a full stop is not looked at."""
_TOP = 4
"""Lines at the head of a page."""
_DAY_MONTH_YEAR = 3
"""Words of a date without its weekday."""
_COUNTS = re.compile(r"\d{1,3}(?:\s?[-–/]\s?\d{1,3})*(?:\s?km)?")
"""Numbers that are no day in a column with a head of its own: distances, places."""
_STAMP = re.compile(r"\b[àa@]\s?\d{1,2}\s?h\s?\d[1-46-9]\s?min\b", re.IGNORECASE)
"""Such an hour as a site stamps on what is written: nothing begins at "19 h 12 min"."""
_ABOVE = 4
"""Lines above hours in which their day stands."""
_RUN = 2
"""Lines from one date to the next in a run of dates."""
_TAIL = 35
"""Characters of a venue behind a name."""
_OFTEN = 3
"""Names of a listing behind which the same words are a venue."""


@dataclass(slots=True)
class DatedLines:
    """The lines of a page that hold a date, each with its mentions and what it says besides."""

    page: Page
    dates: Dates
    mentions: dict[int, list[Mention]] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)
    """The words to read the date from, where the line alone does not have them all."""
    rest: dict[int, str] = field(default_factory=dict)
    frames: dict[int, str] = field(default_factory=dict)
    """The month heading above a line."""
    editions: dict[int, str] = field(default_factory=dict)
    """The year that heads the part of the page in which a line stands, where one does."""
    moved: set[int] = field(default_factory=set)
    """Lines that begin with the word that something was moved: to the day behind it."""
    repeated: frozenset[str] = frozenset()
    """Parts that several dated lines say, folded: towns, places, categories."""

    tails: frozenset[str] = frozenset()
    """What several names have behind their last comma, folded: the venue of a village's agenda."""
    tops: dict[int, int] = field(default_factory=dict)
    """Dated line to the first of the run of dated lines, all right below each other, in which it stands."""

    def gather(self) -> DatedLines:
        """Look at every line once."""
        frame, aside, year = "", 0, ""
        told = self.page.labelled
        others = {n for one in told if one.name in ("deadline", "published") for n in one.lines}
        others |= ends(told, self.dates)
        if any(one.name == "when" for one in told):  # beside a column of days, "5-10-15" is none
            others |= {n for one in told if not one.name and _COUNTS.fullmatch(one.value) for n in one.lines}
        column, table = columns.heads(self.page.outline.lines), rows.of(self.page.outline)
        for number, line in enumerate(self.page.outline.lines):
            if len(self.rest) >= _MOST:
                break
            if line.level:
                aside = line.level if line.level > 1 and is_aside(line.text) else aside * (line.level > aside)
            if number in others or aside:
                continue
            month = self._month(line)
            year = _year_heading(line, month) or ("" if month else year)
            if month:
                frame = month
                continue
            if year:
                self.editions[number] = year
            if number in table:
                self._row(number, table[number], frame)
                continue
            self._keep(number, line, self._from_to(line.text), frame)
            if number in column and number not in self.rest:
                found = self.dates.announced(column[number])
                self._put(number, found, line.text, self.dates.rest(line.text, found), frame)
        parts = Counter(fold(part) for rest in self.rest.values() for part in PARTS.split(rest))
        self.repeated = frozenset(part for part, count in parts.items() if count > 1)
        last = Counter(tail for rest in self.rest.values() if (tail := _tail(rest)))
        self.tails = frozenset(tail for tail, count in last.items() if count >= _OFTEN)
        self._find_tops()
        return self

    def _find_tops(self) -> None:
        """Where each run of dates begins; a line between two of them ends none, a heading does."""
        before = -_RUN - 1
        for number in self.rest:
            between = self.page.outline.lines[before + 1 : number] if before >= 0 else ()
            follows = number - before <= _RUN and not any(line.level for line in between)
            self.tops[number] = self.tops[before] if follows else number
            before = number

    def _month(self, line: Line) -> str:
        """The words of a heading that names a month, "" for another line."""
        heads = len(line.text) < 16 or (len(line.text) <= 30 and (line.level or line.strong))
        if not heads or not self.dates.may_be_in(line.text) or _day_in(line.text):
            return ""
        found = self.dates.of(line.text)
        if len(found) == 1 and found[0].span.kind is SpanKind.VAGUE and not self.dates.rest(line.text, found):
            return line.text
        return ""

    def _keep(self, number: int, line: Line, text: str, frame: str) -> None:
        runs = len(text) > _TEXT and text.rstrip(_QUOTES).endswith(".") and not line.level
        if runs and not _FIRST.match(text):
            return
        found = _once([m for m in self.dates.announced(text) if _names_a_day(m)])
        if runs and not (found and found[0].at[0] < _LEAD):
            return
        if not found and line.times and line.times[0].value[:4].isdigit():
            if not self._adds_nothing(number, line):
                self._put_marked(number, line, frame)
        elif self._is_today(number, line, found):
            return
        elif found and not (_no_event(line) or self._is_of_writing(line) or self._is_comment(number)):
            rest = self.dates.rest(text, found)
            tail = text[found[-1].at[1] :].lstrip()
            if tail[:1] == ":" and sum(map(str.isalpha, tail)) > 2:
                rest = tail.lstrip(" :")  # "Jeudi saint, 2 avril, 19h : messe": the name stands behind
            elif any(len(mention.text) > _LONG_DATE for mention in found) and clock(text):
                rest = self._beside_long(text)
            self._put(number, found, text, rest, frame)

    def _from_to(self, text: str) -> str:
        """A row of cells that begins with a first and a last day, with the two as one range."""
        first, bar, rest = text.partition(" | ")
        last, _, behind = rest.partition(" | ")
        if not bar or not (one := self._day_alone(first)) or not (other := self._day_alone(last)):
            return text
        told = first if one == other else f"{first} - {last}"
        return f"{told} | {behind}" if behind and one <= other <= one + _LASTS else text

    def _day_alone(self, cell: str) -> date | None:
        """The day of a cell that says nothing else."""
        found = self.dates.announced(cell) if len(cell) < _CELL else []
        span = found[0].span if len(found) == 1 else None
        alone = span is not None and span.kind is SpanKind.DAY and not self.dates.rest(cell, found)
        return span.start if alone and span and not span.timed else None

    def _is_today(self, number: int, line: Line, found: list[Mention]) -> bool:
        """Whether a line above what the page says is the day on which it is read, as sites print it."""
        if not found or number > _TOP or line.level or found[0].span.start != self.dates.reference:
            return False
        full = "year" not in found[0].inferred and len(line.text.split()) > _DAY_MONTH_YEAR
        return full and not self.dates.rest(line.text, found) and not found[0].span.timed

    def _is_of_writing(self, line: Line) -> bool:
        """Whether the box of a line says that it holds the day on which something was written."""
        box = self.page.outline.boxes[line.box]
        return "published" in (line.part, classes.field_of(box.look))

    def _is_comment(self, number: int) -> bool:
        """Whether a line says when a visitor of the page wrote what follows, to the minute."""
        if _STAMP.search(self.page.outline.lines[number].text):
            return True
        return number > 0 and introduces_a_comment(self.page.outline.lines[number - 1].text)

    def _row(self, number: int, cells: Sequence[Cell], frame: str) -> None:
        """A row of a table: its day stands in one column, its hours in another, its name in those left."""
        told = rows.said(cells, "when", "moved")
        named = rows.said(cells, "title") or " | ".join(cell.text for cell in cells if not cell.name)
        if not clock(told) and (hours := clock(rows.said(cells, "hours")) or clock(named)):
            told = f"{told}, {hours}"
        found = [m for m in self.dates.announced(told) if _names_a_day(m)]
        if found:
            self._put(number, found, told, without_clock(named), frame)

    def _put_marked(self, number: int, line: Line, frame: str) -> None:
        """A line whose words tell no day is of the one it is marked with: "9h30 - 12h30", "févr. 28", "9"."""
        value, rest = line.times[0].value, tidy(line.text)
        text = f"{value} {clock(line.text)}".strip() if _DAY.fullmatch(value) else ""
        found = self.dates.announced(text) if text else []
        if found and line.text.endswith(line.times[0].text):
            rest = tidy(line.text.removesuffix(line.times[0].text))
        self._put(number, found, text, "" if holds_list_word(rest) else rest, frame)

    def _adds_nothing(self, number: int, line: Line) -> bool:
        """Whether a line is the hours of the day right above it, marked with that day once more."""
        near = [m.span.start for n in range(number - _ABOVE, number) for m in self.mentions.get(n, ())]
        return bool(clock(line.text)) and not without_clock(line.text) and _marked(line) in near

    def _beside_long(self, text: str) -> str:
        """What a line says besides a date that reaches to its hours: part by part where it has parts."""
        parts = PARTS.split(text)
        if len(parts) < 3:
            return self.dates.rest(without_clock(text))
        kept = (without_clock(self.dates.rest(part)) for part in parts)
        return " - ".join(part for part in kept if part)

    def _put(self, number: int, found: list[Mention], text: str, rest: str, frame: str) -> None:
        self.mentions[number] = found
        self.words[number] = text
        self.rest[number] = _label_free(tidy(_LED.sub("", without_clock(rest))))
        before = text[: found[0].at[0]] if found else ""
        badge = is_status(before) and not self.rest[number]  # beside the day itself
        if says_moved(before) and not badge:
            self.moved.add(number)
        self.frames[number] = frame


def _once(found: list[Mention]) -> list[Mention]:
    """The mentions without those that only say the same again: "16-17 September 2025 16-17 SEP 2025"."""
    kept = {
        (one.span.start, one.span.end, one.span.start_time, one.span.end_time): one for one in found[::-1]
    }
    return list(kept.values())[::-1]


def _tail(rest: str) -> str:
    """What stands behind the last comma of a name, folded, when it may be a venue."""
    tail = rest.rpartition(", ")[2] if ", " in rest else ""
    named = tail[:1].isupper() or tail[:1] in "'’"
    return fold(tail) if tail and named and len(tail) < _TAIL and not is_aside(tail) else ""


def _year_heading(line: Line, month: str) -> str:
    """The year of a line that says nothing else, or a month with it: "2026", "Année 2026", "april 2026"."""
    found = _YEAR.search(month) if month else _YEAR.fullmatch(line.text)
    return found[1] if found else ""


def _marked(line: Line) -> date | None:
    """The day of a line's ``<time>``, None when it bears none."""
    try:
        return date.fromisoformat(line.times[0].value[:10]) if line.times else None
    except ValueError:
        return None


def _names_a_day(mention: Mention) -> bool:
    """Whether a mention has the figure of a day: "vendredi à 18h" is an opening hour."""
    return any(char.isdigit() for char in mention.text) and not is_relative(mention)


def _day_in(text: str) -> bool:
    """Whether a text has a figure of a day: a month alone has none."""
    return any(part.isdigit() and len(part) < 3 for part in re.split(r"\W+", text))


def _label_free(rest: str) -> str:
    """What is left of a dated line as a name: not its label, not where and when to meet."""
    if name_of(re.split(r"[\s,:]+", rest, maxsplit=1)[0]) in ("where", "hours"):
        return ""
    if names_a_list(rest) or says_moved(rest):
        return ""
    name, _, value = pair(rest + " ")
    return value if name == "when" else ("" if name_of(rest) == "when" else rest)


def _no_event(line: Line) -> bool:
    """Whether a line's label says that its date is not the event's."""
    name = pair(line.text, line.strong)[0]
    return name in ("deadline", "published")
