"""Rows that begin with a day alone: the month above them, or of the week that they are of, is put behind it.

In a month laid out in boxes each day stands with what is on it.  Which words are months is known to
``date_parts``; which rows announce something is left to the readers.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bba_events.page.date_parts import classes, is_month, is_name_of_month, is_weekday
from bba_events.page.hours import is_hour
from bba_events.page.outline import Line, Outline
from bba_events.page.phrases import is_list_name
from bba_events.text import fold

_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
_WEEKDAY = r"[^\W\d_]{2,10}"
_FIRST = re.compile(r"\d+")
_WEEK = re.compile(
    rf"(?P<first>{_NUMBER})(?:er)?\.?\s+(?:(?P<one>[^\W\d_]{{3,10}})\s+)?(?:au|tot|t/m|bis|to|[-–])"
    rf"\s+(?:{_WEEKDAY}\.?\s+)?{_NUMBER}\.?\s+(?P<other>[^\W\d_]{{3,10}})(?P<year>\s+20\d\d)?",
    re.IGNORECASE,
)
_DAY = re.compile(r"20\d\d-\d\d-\d\d")
_COUNT = 20
"""Characters in which a calendar says how much is on a day to those who do not see it."""
_HEADED = 16
_OPENING = 8
"""Lines in which a page says of which week its rows are."""
_HEADING = 100
_CALLED = 50
"""Characters of a line that names the list of a month."""
_FIGURE = re.compile(r"\d")
_ROW = re.compile(
    rf"^(?P<day>(?i:(?:du|van|vom|from|de)\s+(?:{_WEEKDAY}\.?\s+)?{_NUMBER}(?:er|e)?\s+(?:au|tot|t/m|bis|to)\s+)?"
    rf"(?:(?P<week>{_WEEKDAY})\.?,?\s+)?"
    rf"(?:{_NUMBER}(?:\.|er|e|ste|de)?\s?[-–,]\s?){{0,4}}"
    rf"(?:{_NUMBER}(?:\.|er|e|ste|de)?\s*(?:[-–]|(?:au|et|en|und|and)\s)\s*(?:(?P<other>{_WEEKDAY})\.?\s+)?)?{_NUMBER}(?:er|e|ste|de|st|nd|rd|th)?\.?)"
    r"(?![:.]\d|\s?[hu](?:\s?\d|\b))(?=$|\s+(?P<next>\S+)|\s*[-–—:|>,])"
)
"""A row that begins with a day or two: "Sam. 22", "27 - 29", "du lundi 23 au vendredi 27"."""


def with_months(outline: Outline) -> Outline:
    """Rows that begin with a day alone get the month of the heading above them, or of the week it names."""
    month, level, listed = "", 0, False
    week: re.Match[str] | None = None
    made = Outline([], outline.boxes)
    for number, line in enumerate(outline.lines):
        if told := _month_of(line):
            month, level, listed = told, line.level, False
        elif told := _month_listed(line.text):
            month, level, listed = told, line.level, True
        elif line.level and level and line.level <= level:
            month = ""
        if number < _OPENING or line.level:
            week = _week(line.text) or week
        text = line.text
        if line.part != "where":  # "4 Mill Lane" is no row
            text = _dated(text, month, weekly=listed) if month else _in_week(text, week) if week else text
        made.lines.append(line if text is line.text else replace(line, text=text))
    return made


_TOLD = re.compile(r"([^\W\d_]{3,10})\.?\s(20\d\d)\b")


def _month_of(line: Line) -> str:
    """The month of which the rows below a line are: "Mai", "Programma mei 2026", the bold one of several."""
    if (line.level or line.strong or len(line.text) < _HEADED) and is_month(line.text):
        return line.text.strip(" :")
    if line.level and (found := _TOLD.search(line.text)) and is_list_name(line.text):
        return found[0] if is_name_of_month(found[1]) else ""
    if not line.bold:
        return ""
    chosen = next((bold for bold in line.bold if is_month(bold)), "")
    words = line.text.split() if chosen else []
    return chosen if all(word.isdigit() or is_name_of_month(word) for word in words) else ""


def _month_listed(text: str) -> str:
    """The month of a line without weight that names a list of its days: "Programme d'octobre 2023"."""
    found = _TOLD.search(text) if len(text) <= _CALLED and "20" in text else None
    listed = found and is_name_of_month(found[1]) and is_list_name(text)
    return found[0] if found and listed and not _FIGURE.search(text.replace(found[2], "")) else ""


def with_marked_days(outline: Outline) -> Outline:
    """The outline with the days of a month in boxes written out, before the hours of what is on them.

    Days on which nothing is are left out: the next comes right after.
    """
    days = [_is_marked_day(line) for line in outline.lines]
    if not any(days):
        return outline
    made, day = Outline([], outline.boxes), ""
    for number, line in enumerate(outline.lines):
        following = outline.lines[number + 1 : number + 2]
        if days[number]:
            day = line.times[-1].value
            told = "" if all(days[number + 1 : number + 2]) or is_hour(following[0].text) else day
        else:
            told = f"{day} {line.text}" if day and is_hour(line.text) else line.text
        made.lines += [line if told == line.text else replace(line, text=told)] if told else []
    return made


def _is_marked_day(line: Line) -> bool:
    """Whether a line ends in a day's number whose whole day its markup tells: "0 activiteiten, 27"."""
    told = line.times[-1] if line.times else None
    if told is None or not told.text.isdigit() or not _DAY.fullmatch(told.value):
        return False
    before = line.text.removesuffix(told.text)
    return before != line.text and len(before) < _COUNT and int(told.text) == int(told.value[-2:])


def _week(text: str) -> re.Match[str] | None:
    """The days from which to which a heading says its rows go: "du mercredi 12 au mardi 18 novembre 2025"."""
    found = _WEEK.search(text) if len(text) < _HEADING else None
    months = (found["one"], found["other"]) if found else ()
    return found if all(name is None or is_name_of_month(name) for name in months) else None


def _in_week(text: str, week: re.Match[str]) -> str:
    """A row that begins with a weekday and a day's number alone, with the month that the heading tells."""
    found = _ROW.match(text)
    number = _FIRST.search(found["day"]) if found and found["week"] else None
    if number is None or "W" not in classes().get(fold(found["week"]), ""):  # type: ignore[index]
        return text
    first = week["one"] and int(number[0]) >= int(week["first"])
    return _dated(text, f"{week['one'] if first else week['other']}{week['year'] or ''}")


def _dated(text: str, month: str, *, weekly: bool = False) -> str:
    """The text with the month behind its day, when it begins with a day that has none.

    With ``weekly`` only a day that bears the name of its weekday counts.
    """
    found = _ROW.match(text)
    if found is None or (weekly and not found["week"]):
        return text
    if not all(is_weekday(name) for name in (found["week"], found["other"]) if name):
        return text
    following = (found["next"] or "").strip(",.:;")
    if (classes().get(fold(following), "")[:1] in ("M", "J") and following) or re.match(
        r"\d{1,2}[/.]", following
    ):
        return text
    after = following or text[found.end("day") :].lstrip(" ,")
    told = found["week"] or is_weekday(following)
    if not told and after[:1].islower():  # "12 leçons", "5, rue du Port"
        return text
    return f"{found['day']} {month}{text[found.end('day') :]}"
