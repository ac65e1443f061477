"""Hours as a page writes them beside a date ("van 14 u tot 16 u 30", "9h30"), and what is left without them.

Only finds the words; which moments they are is left to ``dates``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from bba_events import words
from bba_events.text import remembered

_HOUR = r"(?:[01]?\d|2[0-4])"
_LASTS = r"(?!0?[0-4]\s?h\s?\d{1,2}\s?m(?:in)?\b)"
"""How long a film or walk lasts ("1h 42min") is no hour of the day; "16 h 30 min" is one."""
_CLOCK = re.compile(
    rf"\b{_LASTS}{_HOUR}\s?(?:[:hu]\s?[0-5]\d(?:\s?[ap]\.?m\b\.?|\s?min\b)?|\.[0-5]\d\s?(?:u\b|uur|uhr|h\b|[ap]\.?m\b\.?)|(?:u|uur|h|heures?|uhr|[ap]\.?m|noon)\b)",
    re.IGNORECASE,
)
_LEAD = r"(?:(?<![^\W_])(?:van|de|from|von|tussen|between|om|à|a|at|um|vanaf|dès|start|entre)\s+)?"
_TO = r"(?:-|–|—|>|/|tot|à|a|to|till|until|bis|et|en|und|and|t/m|jusqu.?à|,)"
_BARE = rf"(?:\b{_HOUR}(?:[.:][0-5]\d)?\s*{_TO}\s*)?"
"""The first hour of a range may lack its unit: "10-12u", "19.00 - 20.30 u."."""
_CLOCKS = re.compile(
    _LEAD + _BARE + _CLOCK.pattern
    + rf"(?:\s*+(?:(?:uur|u\.?|h|uhr)\s*+)?{_TO}\s*"
    + rf"{_LEAD}{_BARE}{_CLOCK.pattern}(?:\s*(?:uur|u\.?|uhr)\b)?)*"
    + r"(?:\s*(?:uur|uhr)\b)?",
    re.IGNORECASE,
)  # fmt: skip
_DURATION = re.compile(r"[1-4]\s?(?:h|u)\s?[0-5]\d")
"""How long a film or a play is: "1h52"; an hour of the night has a word before it."""
_TOWN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{2,28}[.:,]\s+")
_WEEKDAY = (
    r"(?:ma|di|wo|do|vr|za|zo|lu|me|je|ve|sa|mo|mi|fr|so|mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon|mon|tues|wednes|thurs|fri|satur|sun)da[gy]"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)\.?"
)
_HABIT = re.compile(
    rf"\b{_WEEKDAY}\s?(?:-|–|t/m|tot|au|to|bis)\s?{_WEEKDAY}\W{{1,3}}\S{{0,5}}\s?\d", re.IGNORECASE
)
_BY_DAY = re.compile(rf"\b{_WEEKDAY}\W{{1,3}}(?:de\s|van\s)?{_CLOCK.pattern}", re.IGNORECASE)
_WAIT = 3
"""Hours between the opening of doors and what one comes for, at most."""
_BEFORE = 30
"""Characters before an hour in which words say what it is of."""
_DIGIT = re.compile(r"\d")
_TIMED = re.compile(r"\d\s?(?:[:.hu]|[ap]\.?m)", re.IGNORECASE)
"""What every clock has; a look for it costs an eighth of one for a clock in vain."""
_EMPTY = re.compile(r"\(\s*+(?:[,;|-]\s*+)?\)|\[\s*+\]")
_TRIM = " \t,;:.|–—-•·>/→@"


@remembered
def clock(text: str) -> str:
    """The first words of a text that are hours ("van 14 u tot 16 u"), "" when there are none.

    The hour at which doors open is none when another follows: "Portes 19h30 / Concert 20h30".
    """
    if not _TIMED.search(text):
        return ""
    opened = ""
    for found in _CLOCKS.finditer(text):
        if _DURATION.fullmatch(told := found[0].strip()):
            continue
        if opened or not _doors().search(text[max(0, found.start() - _BEFORE) : found.start()]):
            return told
        opened = told
    return opened


def _hour(told: str) -> int:
    """The hour that words begin with, without its minutes."""
    found = re.search(r"\d{1,2}", told)
    return int(found[0]) if found else 0


@cache
def _doors() -> re.Pattern[str]:
    """Words at the end of a text that lead to the hour at which doors open."""
    each = {word for lang in words.languages() for word in words.section(lang, "dates").get("doors", ())}
    named = "|".join(sorted(map(re.escape, each), key=len, reverse=True))
    return re.compile(rf"\b(?:{named})\s?:?\s?(?:à|dès|om|vanaf|um|ab|at|from)?\s?$", re.IGNORECASE)


def of_doors(text: str) -> bool:
    """Whether the one hour of a line is that at which doors open: "Deuren: 19u30"."""
    found = _CLOCKS.search(text) if _TIMED.search(text) else None
    if found is None or not _doors().search(text[: found.start()]):
        return False
    return clock(text) == found[0].strip()


@remembered
def begins_timed(text: str) -> bool:
    """Whether a line is headed by an hour and goes on with words: "10h00 Conférence de presse".

    A town in capitals may stand before the hour, as agencies write: "BERNE. 14h30: session spéciale".
    """
    found = _CLOCKS.match(text, town_ahead(text)) if _TIMED.search(text) else None
    return bool(found) and sum(map(str.isalpha, text[found.end() :])) > 2  # type: ignore[union-attr]


def is_hour(text: str) -> bool:
    """Whether a line says an hour and nothing else."""
    return len(text) < 30 and bool(clock(text)) and not without_clock(text)


def town_ahead(text: str) -> int:
    """Where a line goes on behind the town in capitals that heads it; 0 when none does."""
    found = _TOWN.match(text)
    return found.end() if found and _DIGIT.search(text, found.end(), found.end() + 8) else 0


def of_lines(texts: Iterable[str]) -> str:
    """The first hours in several texts; a second one that stands alone on the next is their end."""
    first, opened = "", False
    for text in texts:
        told = clock(text)
        if opened and told and _hour(told) - _hour(first) in range(_WAIT):
            return told
        opened = not first and of_doors(text)
        if first:
            alone = bool(told) and sum(char.isdigit() for char in first) <= 4 and len(text) - len(told) < 12
            return f"{first} - {told}" if alone else first
        first = told
    return first


def are_habitual(text: str) -> bool:
    """Whether the hours in a text follow a range of weekdays: "ma-vr 9u-17u" is when a desk is open."""
    return bool(_HABIT.search(text))


def are_of_a_house(text: str) -> bool:
    """Whether hours are those at which a house is open: on a range of weekdays, or each day its own."""
    return are_habitual(text) or len(_BY_DAY.findall(text)) > 1


def are_by_day(text: str) -> bool:
    """Whether hours follow a weekday, so that they hold on it alone: "sa 10h-20h, di 10h-17h"."""
    return bool(_BY_DAY.search(text))


@remembered
def without_clock(text: str) -> str:
    """The text without hours."""
    return tidy(_CLOCKS.sub(" ", text) if _TIMED.search(text) else text)


@remembered
def tidy(text: str) -> str:
    """The text without the punctuation that a date or clock left standing around."""
    bracketed = "(" in text or "[" in text
    kept = " ".join((_EMPTY.sub(" ", text) if bracketed else text).split())
    kept = kept.replace(" ,", ",").strip(_TRIM)
    for left, right in ("()", "[]", "«»"):
        if kept.count(left) != kept.count(right):
            kept = kept.strip(left + right + _TRIM)
    return kept
