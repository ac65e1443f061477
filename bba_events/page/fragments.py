"""Dates that a page spreads over several lines ("za" / "14" / "mrt", "28 nov" / "t/m" / "30 nov"), made one.

Knows only which words are parts of a date (``[dates]`` of the word tables); what the date is, is left
to ``dates``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from bba_events import words
from bba_events.page.outline import Line, Outline
from bba_events.text import fold, remembered

_LONGEST = 24
"""Characters; a line with part of a date is shorter."""
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:er|e|ste|de|st|nd|rd|th)?\.?")
_YEAR = re.compile(r"20\d\d|['’]\d\d")
_WORD = re.compile(r"[^\W\d_]+")
_JOINERS = frozenset("- – — → > / &".split())


@cache
def _classes() -> dict[str, str]:
    """Folded word to what parts of a date it may be: W weekday, M month, J joining word."""
    found: dict[str, str] = {}
    for language in words.languages():
        table = words.section(language, "dates")
        for name, mark in (
            ("months", "M"),
            ("weekdays", "W"),
            ("weekdays_short", "W"),
            ("to", "J"),
            ("and", "J"),
        ):
            for each in table.get(name, ()):
                for word in (each,) if isinstance(each, str) else each:
                    known = found.get(fold(word), "")
                    found[fold(word)] = known if mark in known else known + mark
    return found


@remembered
def _marks(text: str) -> str:
    """What parts of a date a line consists of, in order ("WDM"); "" when it says anything else."""
    if len(text) > _LONGEST:
        return ""
    if text in _JOINERS:
        return "J"
    parts = text.strip(" ,.|-–—").replace(",", " ").split()
    if len(parts) > 1 and fold(parts[0]) in _opening():
        parts = parts[1:]
    marks = ""
    for part in parts:
        mark = _mark(part)
        if not mark:
            joins = set(marks) <= {"J"} and _classes().get(fold(text), "")[:1] == "J"
            return "J" if joins else ""  # of several words: "tot en met"
        marks += mark
    return marks


@cache
def _opening() -> frozenset[str]:
    """Words that open a range: "Du 19 septembre"."""
    each = (words.section(language, "dates").get("from", ()) for language in words.languages())
    return frozenset(fold(word) for found in each for word in found)


def is_month(text: str) -> bool:
    """Whether a text is a month, with or without its year, and nothing else."""
    return _marks(text) in ("M", "MY")


def tells_month(text: str) -> bool:
    """Whether a short text has the figure of a day and a word that is a month: "30-05 Oct-Nov 2024"."""
    if len(text) > _HEADING or not any(map(str.isdigit, text)):
        return False
    return any("M" in _classes().get(fold(word), "") for word in _WORD.findall(text))


@lru_cache(maxsize=1024)
def _mark(part: str) -> str:
    if _DAY.fullmatch(part):
        return "D"
    if _YEAR.fullmatch(part):
        return "Y"
    return _classes().get(fold(part), "")[:1]


def joined(outline: Outline) -> Outline:
    """The outline with each date that stood on several lines on one."""
    return _with_months(_one_each(_uncrossed(_zoned(outline))))


_ZONE = re.compile(r"\(?(?:CES?T|MES?Z|W?ES?T|EES?T|GMT|BST|UTC|HEC)(?:\s?[+-]\s?\d{1,2}(?::\d\d)?)?\)?")
_HOURS = re.compile(r"\d[:.hu]\s?\d\d|\d\s?[ap]\.?m|\d\s?(?:uur|Uhr|u|h)\b", re.IGNORECASE)


def _zoned(outline: Outline) -> Outline:
    """The outline with each zone that has a line of its own behind the hours that it is of."""
    made = Outline([], outline.boxes)
    for line in outline.lines:
        last = made.lines[-1] if made.lines else None
        if last is not None and _ZONE.fullmatch(line.text) and _HOURS.search(last.text[-_LONGEST:]):
            made.lines[-1] = replace(last, text=f"{last.text} {line.text}")
        else:
            made.lines.append(line)
    return made


_CROSSED = re.compile(
    r"(\d{1,2})\s?[-–]\s?(\d{1,2})\s+([^\W\d_]{3,10})\.?\s?[-–/]\s?([^\W\d_]{3,10})\b\.?"
    r"(?:\s+(20\d\d)\s?[-–/]\s?(20\d\d)\b)?"
)
"""Two days and then their two months, as date boxes have them: "30-05 Oct-Nov 2024"."""


def _uncrossed(outline: Outline) -> Outline:
    """The outline with each day of a date box beside its own month."""
    made = [replace(line, text=_each_with_its_month(line.text)) if _is_crossed(line.text) else line
            for line in outline.lines]  # fmt: skip
    return Outline(made, outline.boxes)


def _is_crossed(text: str) -> bool:
    found = _CROSSED.match(text) if text[:1].isdigit() else None
    return bool(found) and all("M" in _classes().get(fold(name), "") for name in found.group(3, 4))  # type: ignore[union-attr]


def _each_with_its_month(text: str) -> str:
    found = _CROSSED.match(text)
    first, last, one, other, year, next_year = found.groups()  # type: ignore[union-attr]
    begin, end = f"{first} {one}", f"{last} {other}"
    told = f"{begin} {year} - {end} {next_year}" if year else f"{begin} - {end}"
    return told + text[found.end() :]  # type: ignore[union-attr]


def _one_each(outline: Outline) -> Outline:
    made = Outline([], outline.boxes)
    run: list[tuple[Line, str]] = []
    for line in outline.lines:
        marks = _marks(line.text)
        if run and (not marks or not _goes_on("".join(mark for _, mark in run), marks)):
            made.lines.extend(_one(run))
            run = []
        if marks and (run or marks[0] != "J"):
            run.append((line, marks))
        else:
            made.lines.append(line)
    made.lines.extend(_one(run))
    return made


_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
_WEEKDAY = r"[^\W\d_]{2,10}"
_FIRST = re.compile(r"\d+")
_WEEK = re.compile(
    rf"(?P<first>{_NUMBER})(?:er)?\.?\s+(?:(?P<one>[^\W\d_]{{3,10}})\s+)?(?:au|tot|t/m|bis|to|[-–])"
    rf"\s+(?:{_WEEKDAY}\.?\s+)?{_NUMBER}\.?\s+(?P<other>[^\W\d_]{{3,10}})(?P<year>\s+20\d\d)?",
    re.IGNORECASE,
)
_OPENING = 8
"""Lines in which a page says of which week its rows are."""
_HEADING = 100
_ROW = re.compile(
    rf"^(?P<day>(?i:(?:du|van|vom|from|de)\s+(?:{_WEEKDAY}\.?\s+)?{_NUMBER}(?:er|e)?\s+(?:au|tot|t/m|bis|to)\s+)?"
    rf"(?:(?P<week>{_WEEKDAY})\.?,?\s+)?"
    rf"(?:{_NUMBER}(?:\.|er|e|ste|de)?\s?[-–,]\s?){{0,4}}"
    rf"(?:{_NUMBER}(?:\.|er|e|ste|de)?\s*(?:[-–]|(?:au|et|en|und|and)\s)\s*(?:(?P<other>{_WEEKDAY})\.?\s+)?)?{_NUMBER}(?:er|e|ste|de|st|nd|rd|th)?\.?)"
    r"(?![:.]\d|\s?[hu](?:\s?\d|\b))(?=$|\s+(?P<next>\S+)|\s*[-–—:|>,])"
)
"""A row that begins with a day or two: "Sam. 22", "27 - 29", "du lundi 23 au vendredi 27"."""


def _with_months(outline: Outline) -> Outline:
    """Rows that begin with a day alone get the month of the heading above them, or of the week it names."""
    month, level = "", 0
    week: re.Match[str] | None = None
    made = Outline([], outline.boxes)
    for number, line in enumerate(outline.lines):
        if (line.level or line.strong or len(line.text) < 16) and is_month(line.text):
            month, level = line.text.strip(" :"), line.level
        elif line.level and level and line.level <= level:
            month = ""
        if number < _OPENING or line.level:
            week = _week(line.text) or week
        text = line.text
        if line.part != "where":  # "4 Mill Lane" is no row
            text = _dated(text, month) if month else _in_week(text, week) if week else text
        made.lines.append(line if text is line.text else replace(line, text=text))
    return made


def _week(text: str) -> re.Match[str] | None:
    """The days from which to which a heading says its rows go: "du mercredi 12 au mardi 18 novembre 2025"."""
    found = _WEEK.search(text) if len(text) < _HEADING else None
    months = (found["one"], found["other"]) if found else ()
    return (
        found
        if all("M" in _classes().get(fold(name or "x"), "") or name is None for name in months)
        else None
    )


def _in_week(text: str, week: re.Match[str]) -> str:
    """A row that begins with a weekday and a day's number alone, with the month that the heading tells."""
    found = _ROW.match(text)
    number = _FIRST.search(found["day"]) if found and found["week"] else None
    if number is None or "W" not in _classes().get(fold(found["week"]), ""):  # type: ignore[index]
        return text
    first = week["one"] and int(number[0]) >= int(week["first"])
    return _dated(text, f"{week['one'] if first else week['other']}{week['year'] or ''}")


def _is_weekday(name: str) -> bool:
    return "W" in _classes().get(fold(name), "")


def _dated(text: str, month: str) -> str:
    """The text with the month behind its day, when it begins with a day that has none."""
    found = _ROW.match(text)
    if found is None or not all(_is_weekday(name) for name in (found["week"], found["other"]) if name):
        return text
    following = (found["next"] or "").strip(",.:;")
    if (_classes().get(fold(following), "")[:1] in ("M", "J") and following) or re.match(
        r"\d{1,2}[/.]", following
    ):
        return text
    after = following or text[found.end("day") :].lstrip(" ,")
    if not found["week"] and after[:1].islower():  # "12 leçons", "5, rue du Port"
        return text
    return f"{found['day']} {month}{text[found.end('day') :]}"


def _goes_on(before: str, marks: str) -> bool:
    """Whether a line goes on with the date of the lines before, rather than begin the next."""
    last = before.rsplit("J", 1)[-1]
    if marks == "J":
        return bool(last)
    if marks[0] == "J" or not last:
        return True
    return not set(last) & set(marks) and marks[0] != "W" and "Y" not in last


def _one(run: Sequence[tuple[Line, str]]) -> Iterator[Line]:
    """A run as one line when it holds a day and a month (or a whole range), else its own lines."""
    while run and run[-1][1] == "J":
        run, tail = run[:-1], run[-1]
        yield from _one(run)
        yield tail[0]
        return
    marks = "".join(mark for _, mark in run)
    if len(run) < 2 or "D" not in marks or "M" not in marks:
        yield from (line for line, _ in run)
        return
    texts = [line.text.strip(" ,|") for line, _ in run]
    for at in range(len(run) - 1):
        if run[at][1] == "M" and run[at + 1][1] == "D" and not (at and run[at - 1][1].endswith("D")):
            texts[at], texts[at + 1] = texts[at + 1], texts[at]
    yield replace(
        run[0][0],
        text=" ".join(texts),
        links=tuple(link for line, _ in run for link in line.links),
        times=tuple(time for line, _ in run for time in line.times),
        strong="",
        bold=(),
    )
