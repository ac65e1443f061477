"""Dates that a page spreads over several lines ("za" / "14" / "mrt", "28 nov" / "t/m" / "30 nov"), made one.

Which words are parts of a date is known to ``date_parts``, rows under a month to ``month_rows``; what the
date is, is left to ``dates``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bba_events.page.date_parts import LONGEST, day_first, is_month, is_name_of_month, mark_of, marks_of
from bba_events.page.month_rows import with_marked_days, with_months
from bba_events.page.outline import Line, Outline

__all__ = ["is_month", "joined"]


def joined(outline: Outline) -> Outline:
    """The outline with each date that stood on several lines on one."""
    return with_months(_to_its_end(_one_each(_uncrossed(_zoned(with_marked_days(outline))))))


_CLOCK = r"\d{1,2}(?:[:.hu]\s?\d\d)?(?:\s?(?:[ap]\.?m\b\.?|h|u|uur|Uhr))?"
_ALONE = re.compile(_CLOCK, re.IGNORECASE)
_ONWARDS = re.compile(rf"{_CLOCK}\s?(?:[-–—]|tot|to|bis|au)\s(\S.*)", re.IGNORECASE)
_WHOLE = 40
"""Characters of a day written in full."""


def _to_its_end(outline: Outline) -> Outline:
    """The outline with a day, "9:00 AM – Wednesday, October 22" and the hour below it on one line."""
    lines, made = outline.lines, Outline([], outline.boxes)
    at = 0
    while at < len(lines):
        leads = at + 2 < len(lines) and lines[at + 1].text[:1].isdigit()
        three = lines[at : at + 3] if leads else ()
        if three and _spans(*(line.text for line in three)):
            made.lines.append(replace(three[0], text=" ".join(line.text for line in three)))
            at += 3
        else:
            made.lines.append(lines[at])
            at += 1
    return made


def _spans(day: str, onwards: str, hour: str) -> bool:
    """Whether three lines are a day, an hour that leads on to another day, and an hour."""
    if not (onwards[:1].isdigit() and hour[:1].isdigit() and any(map(str.isdigit, hour))):
        return False
    found = _ONWARDS.fullmatch(onwards) if len(onwards) < _WHOLE + LONGEST else None
    return bool(found) and bool(_ALONE.fullmatch(hour)) and _is_day(day) and _is_day(found[1])  # type: ignore[index]


def _is_day(text: str) -> bool:
    """Whether a text is a day with its month and nothing else, however long its words are."""
    marks = [mark_of(part.strip(",.")) for part in text.split()] if len(text) < _WHOLE else []
    return "D" in marks and "M" in marks and all(marks)


_ZONE = re.compile(
    r"\(\s?(?:Europe|Etc)/[A-Z][a-z]+(?:\s?/\s?UTC[+-]?\d+)?\s?\)|"
    r"\(?(?:CES?T|MES?Z|W?ES?T|EES?T|GMT|BST|UTC|HEC)(?:\s?[+-]\s?\d{1,2}(?::\d\d)?)?\)?"
)
_HOURS = re.compile(r"\d[:.hu]\s?\d\d|\d\s?[ap]\.?m|\d\s?(?:uur|Uhr|u|h)\b", re.IGNORECASE)


def _zoned(outline: Outline) -> Outline:
    """The outline with each zone that has a line of its own behind the hours that it is of."""
    made = Outline([], outline.boxes)
    for line in outline.lines:
        last = made.lines[-1] if made.lines else None
        if last is not None and _ZONE.fullmatch(line.text) and _HOURS.search(last.text[-LONGEST:]):
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
    """The outline with each day of a date box before its own month."""
    made = Outline([], outline.boxes)
    for line in outline.lines:
        text = _each_with_its_month(line.text) if _is_crossed(line.text) else line.text
        text = day_first(text, alone=line.part == "when")
        made.lines.append(line if text is line.text else replace(line, text=text))
    return made


def _is_crossed(text: str) -> bool:
    found = _CROSSED.match(text) if text[:1].isdigit() else None
    return bool(found) and all(map(is_name_of_month, found.group(3, 4)))  # type: ignore[union-attr]


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
        marks = marks_of(line.text)
        if run and (not marks or not _goes_on("".join(mark for _, mark in run), marks)):
            made.lines.extend(_one(run))
            run = []
        if marks and (run or marks[0] != "J"):
            run.append((line, marks))
        else:
            made.lines.append(line)
    made.lines.extend(_one(run))
    return made


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
