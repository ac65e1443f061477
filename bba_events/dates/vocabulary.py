"""The words of all languages as one table: what each word or phrase can mean in a date.

A *sense* is a category with a value ("month": 11, "to": True).  Every language counts at once; the
page's own language wins where a word means two things ("ma" is Monday in Dutch, Tuesday in French).
Which senses make a date is left to the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from bba_events import words
from bba_events.dates.folding import fold
from bba_events.dates.tokens import Senses, Vocabulary, atoms

PLAIN = (
    "to until from since ago onwards between and or on of at clock_from each_day about before "
    "before_weak hour half_to half_past half_past_before quarter_past quarter_past_after quarter_to "
    "quarter_to_after noon midnight am pm morning afternoon evening night this next last first_after "
    "day_units week_units month_units week_numbers week_of weekend_of weekend every "
    "other other_after final of_month in_month except in edge season unknown legal address counted numbered "
    "duration doors opening greeting overnight week_word after moved formerly one "
    "measure repeated period quarter vague_alone name closing quarter_letter"
).split()
"""Lists of words whose category is all that they mean."""
TRIGGERS = frozenset(
    "month weekday short habit relative weekend weekend_of week_units week_of week_numbers unknown season "
    "frequency number feast period vague_alone opening quarter_letter".split()
)
"""Without one of these, or a digit, nothing near is a date."""
PERIODS = frozenset({"period", "season", "quarter"})
AROUND = frozenset(
    "in on of edge this next last first_after before until since from in_month to later_on final".split()
)
"""What may stand round a period in a text of nothing else: "in the course of next year"."""
WHOLE = frozenset(("period", "vague_alone"))
"""What these say is a date only in a text of nothing else: "next year", "binnenkort"."""
_OF_WHOLE = WHOLE | PERIODS | AROUND | {"ordinal"}
CORE = (TRIGGERS - WHOLE - {"number", "opening"}) | frozenset("edge day_units week_word quarter".split())
"""Without one of these, or figures written as a date, a text holds none; a number alone counts anything."""
LATE = ("afternoon", "evening", "night")
"""Parts of the day in which an hour below twelve is one behind noon."""
DISTANCES = ("ahead_days", "ahead_weeks", "ahead_after", "ago_after", "ago_before")
"""Words that count only with a unit of their own language: German "in 4 Tagen" has no English "in"."""


@dataclass(slots=True)
class Entry:
    """What one phrase can mean."""

    senses: dict[str, Any] = field(default_factory=dict)
    languages: set[str] = field(default_factory=set)


def as_list(value: str | list[str]) -> list[str]:
    """A word or a list of words, as a list."""
    return [value] if isinstance(value, str) else value


def _numbered(table: Senses) -> Iterator[tuple[str, str, Any]]:
    """Months, weekdays and numbers: words whose place in the list is their value."""
    first: list[str] = ["month_first"] if table.get("month_first") else []
    for number, names in enumerate(table.get("months", ()), 1):
        yield from ((name, sense, number) for name in as_list(names) for sense in ("month", *first))
    yield from _weekdays(table)
    behind: list[str] = ["behind_month"] if first else []
    for number, names in enumerate(table.get("cardinals", ()), 1):
        yield from ((name, sense, number) for name in as_list(names) for sense in ("number", *behind))
    endings = table.get("ordinal_endings", [""])
    for number, names in enumerate(table.get("ordinals", ()), 1):
        for name in (form + end for form in as_list(names) for end in endings):
            yield from ((name, sense, number) for sense in ("number", "ordinal", *behind))


def _weekdays(table: Senses) -> Iterator[tuple[str, str, Any]]:
    """Weekdays in full, abbreviated, as a habit ("zondags"), and glued to a part of the day."""
    for key, sense in (("weekdays", "weekday"), ("weekdays_short", "short"), ("weekdays_plural", "habit")):
        for number, names in enumerate(table.get(key, ())):
            yield from ((name, sense, (number,)) for name in as_list(names))
    for number, names in enumerate(table.get("weekdays", ())):
        for name in as_list(names):
            for part in table.get("weekday_habits", ()):
                yield f"{name} {part}", "habit", (number,)
            for part in table.get("weekday_parts", ()):
                yield name + part, "weekday", (number,)
                yield from ((name + part, sense, True) for sense in _ending(name + part, table))


def _ending(phrase: str, table: Senses) -> Iterator[str]:
    """The part of the day that a word for a day ends with: "vanavond", "ce soir", "tonight"."""
    for part in LATE:
        if any(phrase.endswith(word) and phrase != word for word in table.get(part, ())):
            yield f"in_{part}"
            return


def _meanings(table: Senses) -> Iterator[tuple[str, str, Any]]:
    """Every phrase of one language with its category and value."""
    yield from _numbered(table)
    for key in PLAIN:
        yield from ((word, key, True) for word in table.get(key, ()))
    for key in DISTANCES:
        yield from ((word, key, (table["code"],)) for word in table.get(key, ()))
    for word, offset in table.get("relative", {}).items():
        yield word, "relative", offset
        yield from ((word, sense, True) for sense in _ending(word, table))
    for day, names in table.get("feasts", {}).items():
        yield from ((name, "feast", day) for name in names)
    yield from ((word, "later", days) for word, days in table.get("later", {}).items())
    for rule, phrases in table.get("frequency", {}).items():
        yield from ((phrase, "frequency", rule) for phrase in phrases)
    for role, phrases in table.get("role", {}).items():
        yield from ((phrase, role, True) for phrase in phrases)


def _gather(order: Iterable[str], primary: str, folder: Path) -> dict[str, Entry]:
    """All phrases of all languages; where two give one category, the primary language's value stays."""
    found: dict[str, Entry] = {}
    months: set[str] = set()
    for language in order:
        table = {**words.section(language, "dates", folder), "code": language}
        own = {fold(word) for word in table.get("own", ())}
        for phrase, category, value in _meanings(table):
            flat = fold(phrase)
            foreign = primary not in ("", language)
            if foreign and (flat in own or category == "behind_month"):
                continue
            entry = found.setdefault(flat, Entry())
            known = entry.senses.get(category)
            if known is None:
                entry.senses[category] = value
            elif isinstance(value, tuple) and primary not in entry.languages:
                entry.senses[category] = tuple(dict.fromkeys((*known, *value)))
            entry.languages.add(language)
            if category == "month_first" and primary == language:
                months.add(flat)
    for flat in months:  # English "Mar" is no French Tuesday on an English page
        found[flat].senses.pop("short", None)
    return found


@cache
def vocabulary(primary: str = "", folder: Path = words.FOLDER) -> Vocabulary:
    """The table as seen from one language; built once, then kept."""
    every = words.languages(folder)
    order = ([primary] if primary in every else []) + [code for code in every if code != primary]
    known = _phrases(order, primary, folder)
    suffixes = {
        fold(end) for code in every for end in words.section(code, "dates", folder).get("suffixes", ())
    }
    own = words.section(primary, "dates", folder) if primary in every else {}
    whole = (phrase for phrase, senses in known.items() if _OF_WHOLE & senses.keys())
    phrases: dict[str, dict[str, list[tuple[tuple[str, ...], Senses]]]] = {}
    for phrase, senses in sorted(known.items(), key=lambda item: -len(item[0])):
        by_second = phrases.setdefault(phrase[0], {})
        by_second.setdefault(phrase[1] if len(phrase) > 1 else "", []).append((phrase, senses))
    return Vocabulary(
        phrases=phrases,
        suffixes=tuple(sorted(suffixes, key=len, reverse=True)),
        core=_by_rarest(phrase for phrase, senses in known.items() if "core" in senses),
        whole=frozenset(word for phrase in whole for word in _letters(phrase)),
        month_first=bool(own.get("month_first")),
    )


def _phrases(order: Iterable[str], primary: str, folder: Path) -> dict[tuple[str, ...], Senses]:
    """Every phrase, in its pieces, with and without its dashes, to its senses."""
    known: dict[tuple[str, ...], Senses] = {}
    for phrase, entry in _gather(order, primary, folder).items():
        senses = {**entry.senses, "languages": frozenset(entry.languages)}
        marks = (("trigger", TRIGGERS), ("core", CORE), ("whole", WHOLE))
        senses |= {mark: True for mark, of in marks if of & senses.keys()}
        parts = atoms(phrase)
        for variant in {parts, tuple(part for part in parts if part != "-") if parts[0] != "-" else parts}:
            known.setdefault(variant, senses)
    return known


def _by_rarest(phrases: Iterable[tuple[str, ...]]) -> dict[str, list[list[str]]]:
    """The words of each phrase, by the longest of them: as a rule the rarest."""
    found: dict[str, list[list[str]]] = {}
    for phrase in phrases:
        told = _letters(phrase)
        found.setdefault(max(told, key=len), []).append(told)
    return found


def _letters(phrase: Iterable[str]) -> list[str]:
    """The words of a phrase without apostrophes, dashes and figures."""
    return [word for part in phrase for word in re.findall(r"[^\W\d_]+", part)]
