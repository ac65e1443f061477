"""Which words are parts of a date: a weekday, a day's number, a month, a year, a joining word.

They stand in ``[dates]`` of the word tables, all languages at once.  Where they stand apart is left to
``fragments`` and ``month_rows``, what the date is to ``dates``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bba_events import words
from bba_events.text import fold, remembered

LONGEST = 24
"""Characters; a line with part of a date is shorter."""
_SHORT = 100
_DAY = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])(?:(?:er|e|ste|de|st|nd|rd|th)?\.?|\s?[-–]\s?(?:0?[1-9]|[12]\d|3[01]))"
)
"""A day's number, or two with a dash: "18-19"."""
_YEAR = re.compile(r"20\d\d|['’]\d\d")
_WORD = re.compile(r"[^\W\d_]+")
_JOINERS = frozenset("- – — → > / &".split())


@cache
def classes() -> dict[str, str]:
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
def marks_of(text: str) -> str:
    """What parts of a date a line consists of, in order ("WDM"); "" when it says anything else."""
    if len(text) > LONGEST:
        return ""
    if text in _JOINERS:
        return "J"
    parts = text.strip(" ,.|-–—").replace(",", " ").split()
    if len(parts) > 1 and fold(parts[0]) in _opening():
        parts = parts[1:]
    marks = ""
    for part in parts:
        mark = mark_of(part)
        if not mark:
            joins = set(marks) <= {"J"} and classes().get(fold(text), "")[:1] == "J"
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
    return marks_of(text) in ("M", "MY")


def tells_month(text: str) -> bool:
    """Whether a short text has the figure of a day and a word that is a month: "30-05 Oct-Nov 2024"."""
    if len(text) > _SHORT or not any(map(str.isdigit, text)):
        return False
    return any(map(is_name_of_month, _WORD.findall(text)))


@lru_cache(maxsize=1024)
def mark_of(part: str) -> str:
    """What part of a date a word is: W weekday, D day, M month, Y year, J joining; "" for another."""
    if _DAY.fullmatch(part):
        return "D"
    if _YEAR.fullmatch(part):
        return "Y"
    return classes().get(fold(part), "")[:1]


def is_name_of_month(word: str) -> bool:
    """Whether a word is that of a month."""
    return "M" in classes().get(fold(word), "")


@cache
def _english() -> frozenset[str]:
    months = words.section("en", "dates")["months"]
    return frozenset(fold(word) for each in months for word in ([each] if isinstance(each, str) else each))


_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,10}\.?) (\d{1,2})(?=(?:,? 20\d\d)? ?@ ?\d)")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,10}\.?) (\d{1,2})")


def day_first(text: str, *, alone: bool = False) -> str:
    """A text with each day before its month where a calendar in English wrote it: "maart 14 @ 20:00".

    With ``alone`` the text is all there is in a date box: "févr. 28".
    """
    if alone and (found := _MONTH_DAY.fullmatch(text)):
        return _turned(found)
    return _MONTH_FIRST.sub(_turned, text) if "@" in text else text


def _turned(found: re.Match[str]) -> str:
    """A month and a day the other way round; as they were in English, which writes them so."""
    month = fold(found[1])
    return found[0] if month in _english() or not is_name_of_month(month) else f"{found[2]} {found[1]}"


def is_weekday(word: str) -> bool:
    """Whether a word is that of a day of the week."""
    return "W" in classes().get(fold(word), "")
