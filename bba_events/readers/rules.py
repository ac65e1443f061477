"""RRULE values as they are written, brought into the form of RFC 5545 §3.3.10.

Knows the slips of programs (escaped semicolons, the name twice, days in full) and the other grammar of
vCalendar 1.0 ("W1 TU TH #4"), which old phones and Outlook's .vcs files speak.  What a rule means is left
to ``repeats``.  Source: vCalendar 1.0 §2.3.
"""

from __future__ import annotations

import re

_OLD = re.compile(r"\s*(MP|MD|YM|YD|D|W)(\d{1,4})((?:\s+[^\s#]+)*)\s*(#\d+)?\s*", re.IGNORECASE)
_FREQUENCIES = {"D": "DAILY", "W": "WEEKLY", "MP": "MONTHLY", "MD": "MONTHLY", "YM": "YEARLY", "YD": "YEARLY"}
_LISTS = {"MD": "BYMONTHDAY", "YM": "BYMONTH", "YD": "BYYEARDAY"}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STAMP = re.compile(r"\d{8}(?:T\d{6}Z?)?", re.IGNORECASE)
_PLACE = re.compile(r"(\d)([+-]?)")
_FULL = re.compile(r"\b(MO|TU|WE|TH|FR|SA|SU)(?:NDAY|ESDAY|DNESDAY|URSDAY|IDAY|TURDAY)\b", re.IGNORECASE)
_LONGEST = 1_000
_TWICE = "2"
"""How often a vCalendar rule comes that does not say it."""


def tidy(written: str) -> str:
    """The rule in the grammar of RFC 5545; what cannot be read stays as it is."""
    rule = written[:_LONGEST].replace("\\", "").strip().strip('"')
    rule = re.sub(r"^(?:RRULE|EXRULE)\s*[:=]\s*", "", rule, flags=re.IGNORECASE)
    old = _OLD.fullmatch(rule)
    return _converted(old) if old else _FULL.sub(lambda day: day[1].upper(), rule)


def _converted(old: re.Match[str]) -> str:
    """The rule of vCalendar 1.0 in the new grammar."""
    kind, words = old[1].upper(), old[3].upper().split()
    parts = [f"FREQ={_FREQUENCIES[kind]}", f"INTERVAL={old[2]}"]
    until = next((word for word in words if _STAMP.fullmatch(word)), "")
    days = [word for word in words if word != until and not _STAMP.fullmatch(word)]
    if kind == "MP":
        parts += _placed(days)
    elif kind == "W" and days:
        parts.append("BYDAY=" + ",".join(day for day in days if day in _DAYS))
    elif kind in _LISTS and (numbers := [_number(word) for word in days]):
        parts.append(f"{_LISTS[kind]}={','.join(numbers)}")
    number = (old[4] or "#").removeprefix("#")
    if until:
        parts.append(f"UNTIL={until}")
    elif number != "0":
        parts.append(f"COUNT={number or _TWICE}")
    return ";".join(part for part in parts if not part.endswith("="))


def _number(word: str) -> str:
    """A day of the month: "15", "LD" for the last, "1-" counted from the end."""
    if word == "LD":
        return "-1"
    return f"-{word[:-1]}" if word.endswith("-") else word.rstrip("+")


def _placed(words: list[str]) -> list[str]:
    """The weekdays of "1+ TU 2- FR": the first Tuesday and the last Friday but one."""
    made, place = [], ""
    for word in words:
        if found := _PLACE.fullmatch(word):
            place = f"-{found[1]}" if found[2] == "-" else found[1]
        elif word in _DAYS:
            made.append(place + word)
    return [f"BYDAY={','.join(made)}"] if made else []
