"""Long strings made to cost a pattern time: repeated characters and words, and repetitions of its own parts.

A pattern grows faster than its text where many starts each run far before they fail, or where one part can
be shared out between two repetitions; so each repetition of a pattern is fed with what it repeats, after what
leads to it, with an end that does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as kind
from re import _parser as parser
from typing import Any

CHARACTERS = [*"a1A .,:;-/(\n\t#<>&'\"_é–=@+|*![]{}%\\~\u00a0", "0", "u", "h", "T", "Z", "\r"]
COMMON = [
    *"a1A \n\t.,-/([<&é–\u00a0_@#*\"'", "a ", "1 ", "1.", "a.", "a, ", "1h1h", "((", "1-", "1/", "- ", " – ", "A ", "1a",
    "maandag ", "lundi ", "za ", "mei ", "janvier ", "28 ", "10:", "10u", "van ", "tot ", "1 mei 2026 ", "<a ", "<p>",
    "&#", "http://", "a@", "a.a@", " \n", "a\n", "a=", "\\", "{", "; ", "Aa ", "2026 ", "2026-01-01 ",
]  # fmt: skip
"""What is tried on every pattern."""
END = "\x01"
"""What ends a string and fits nothing."""
LONGEST = 100
"""Characters of a unit; of a longer one a short text would hold none."""
MANY = 20
"""A repetition that may be as long as this is fed."""

Attack = tuple[str, str, str]
"""What stands once, what is repeated behind it, and what ends it."""
Lead = tuple[str, str]
"""What leads to a repetition, and what it repeats."""


def on(pattern: re.Pattern[Any]) -> Iterator[Attack]:
    """The attacks on a pattern, each once."""
    told = pattern.pattern
    found: list[Lead] = []
    whole = _sample(parser.parse(told, pattern.flags & ~re.UNICODE), found)
    attacks = [("", unit) for unit in COMMON]
    for before, unit in found:
        attacks += [
            (before, unit),
            ("", unit),
            ("", before + unit),
            ("", unit + " "),
            ("", before + unit * 20),
        ]
    attacks += [
        ("", part + gap) for part in (whole, whole[:-1], whole[: len(whole) // 2]) for gap in ("", " ")
    ]
    yield from ((*attack, END) for attack in dict.fromkeys(attacks) if 0 < len(attack[1]) <= LONGEST)


def text(attack: Attack, length: int) -> str:
    """The attack in about so many characters."""
    before, unit, end = attack
    return before + unit * (length // len(unit)) + end


def _sample(parts: Any, found: list[Lead]) -> str:
    """A short text that fits; repetitions are put into ``found`` with what stands before them."""
    made = ""
    for operation, value in parts:
        made += _of(operation, value, made, found)
    return made


def _of(operation: Any, value: Any, before: str, found: list[Lead]) -> str:
    if operation is kind.LITERAL:
        return chr(value)
    if operation in (kind.NOT_LITERAL, kind.ANY):
        return "b" if value == ord("a") else "a"
    if operation is kind.IN:
        return _fitting(value)[0]
    if operation in (kind.MAX_REPEAT, kind.MIN_REPEAT, kind.POSSESSIVE_REPEAT):
        return _repeated(*value, before, found)
    if operation is kind.BRANCH:
        made = [_nested(each, before, found) for each in value[1]]
        found += [(before, each) for each in made[1:6]]
        return made[0]
    if operation in (kind.SUBPATTERN, kind.ATOMIC_GROUP):
        return _nested(value[3] if operation is kind.SUBPATTERN else value, before, found)
    if operation in (kind.ASSERT, kind.ASSERT_NOT):
        _nested(value[1], before, found)
    return ""


def _nested(parts: Any, before: str, found: list[Lead]) -> str:
    inner: list[Lead] = []
    made = _sample(parts, inner)
    found += [(before + lead, unit) for lead, unit in inner]
    return made


def _repeated(least: int, most: int, body: Any, before: str, found: list[Lead]) -> str:
    unit = _nested(body, before, found)
    if most >= MANY:
        found.append((before, unit))
        if len(body) == 1 and body[0][0] is kind.IN:
            found += [(before, each) for each in _fitting(body[0][1])[1:]]
    return unit * max(least, 1 if most else 0)


def _fitting(members: Any) -> list[str]:
    """Characters of a class; of one that holds none of the usual, its own first."""
    negated = members[0][0] is kind.NEGATE
    usual = [char for char in CHARACTERS if any(_is(char, *each) for each in members) is not negated]
    own = [chr(value if operation is kind.LITERAL else value[0])
           for operation, value in members if operation in (kind.LITERAL, kind.RANGE)]  # fmt: skip
    return usual or own or ["a"]


def _is(char: str, operation: Any, value: Any) -> bool:
    if operation is kind.LITERAL:
        return ord(char) == value
    if operation is kind.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    classes = {kind.CATEGORY_DIGIT: r"\d", kind.CATEGORY_SPACE: r"\s", kind.CATEGORY_WORD: r"\w",
               kind.CATEGORY_NOT_DIGIT: r"\D", kind.CATEGORY_NOT_SPACE: r"\S", kind.CATEGORY_NOT_WORD: r"\W"}  # fmt: skip
    return operation is kind.CATEGORY and re.match(classes[value], char) is not None
