"""Text to tokens: numbers, clocks, numeric dates, words with their senses, punctuation.

One master expression cuts the text, one table gives the words their senses, phrases of several
words become one token.  What a sequence of tokens means is left to the grammar.
Numeric dates: day before month (DESIGN §5.5); ISO 8601 puts the year first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from bba_events.dates.folding import fold

Senses = Mapping[str, Any]

NOTHING: Mapping[str, Any] = {}
# Words come first, for most pieces are one and nothing else begins with a letter; the spaces before a piece
# are matched with it, which halves the matches.  A text must not end in spaces: they would be tried in vain.
_MASTER = re.compile(
    r"""
  \ *+(?:
    (?P<word>[^\W\d_]+'?)
  |
    (?P<iso>(?:(?<=\d{4}-\d\d-\d\d[-/])|(?<![\d./-]))\d{4}-\d\d-\d\d(?:t\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?(?![\d]|-\d(?!\d{3}-\d)))
  | (?P<ymd>(?<![\d./-])\d{4}(?P<ys>[/.-])\d{1,2}(?P=ys)\d{1,2}(?![\d]|[/.-]\d))
  | (?P<dmy>(?<!\d)(?:(?<=\d{4}-)|(?<=[./]\d\d-)|(?<!\d[./-]))
      \d{1,2}(?:(?P<ds>[./-])\d{1,2}(?P=ds)(?:\d{4}|'?\d\d)|\ ?/\ ?\d{1,2}\ ?/\ ?\d{4}|\.\ ?\d{1,2}\.\ ?\d{4})
      (?![\d]|[/.,:]\d|-\d(?!\d?(?:[./-]\d|\.?\ ?[^\W\d]))))
  | (?P<whole>(?<!\d)(?<!\d[./])\d{1,2}(?P<ws>[./])\d{1,2}(?P=ws)\d{4}(?![\d]|[/.,:]\d))
  | (?P<lasting>(?<![\d:])0?[0-4]\ ?[uh]\ ?\d\d?\ ?m(?:in)?\b)
  | (?P<clock>(?<![\d:])(?:(?:0?[5-9]|1\d|2[0-3])\ [uh]\ [0-5]\d\ ?min\b|\d{1,2})
      (?:(?<=min)|:\d\d(?::\d\d)?(?![\d:])
      |\ [uh]\ [0-5]\d(?!\d|\w)|[uh](?:[0-5]\d)?(?![^\W\d_]|\d)|\ [uh]\.?(?![\w])))
  | (?P<dm>(?<!\d)(?<!\d[.,/:])\d{1,2}[./]\d{1,2}(?:\.(?!\d))?(?![\d]|[./,:]\d))
  | (?P<num>\d+)
  | (?P<punct>[^\ ]|\n)
  )""",
    re.VERBOSE,
)
_KINDS = {"whole": "dmy", "lasting": "other"}
"""Pieces that are written otherwise: "1/2/2026" with spaces, and "2 h 30 min", how long something lasts."""
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:0\d{1,3}[ /.-]{1,3}\d{2,3}(?P<s>[ .])\d\d(?:(?P=s)\d\d){1,3}"
    r"|\+\d\d[ \d./()-]{7,16}\d)(?![\w/])"
)
_HOURS = frozenset(
    "hour am pm noon midnight half_to half_past_before quarter_past quarter_to at clock_from".split()
)
"""Without one of these, or figures written as a clock, a number is no hour."""
_WEEKDAY = frozenset(("weekday", "short"))
_PARTED = frozenset("-:|,")
"""What stands between the number of a part and its day."""
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All phrases, the endings of ordinal digits, and the words without which a text holds no date."""

    phrases: Mapping[str, Mapping[str, list[tuple[tuple[str, ...], Senses]]]]
    """By the first word and the second ("" for one word alone), the longest first.

    By the first alone it took a third of all time: a "de" begins dozens of phrases.
    """
    suffixes: tuple[str, ...]
    core: Mapping[str, list[list[str]]]
    """The phrases that dates are made of, as their words, by the longest of these: "fin" to "a la fin"."""
    whole: frozenset[str]
    """All words of texts that are a date as a whole ("in the course of next year")."""
    month_first: bool
    """Whether the primary language writes American dates."""


class Token:
    """One piece of the text: what it is, where it stands, what it can mean."""

    __slots__ = ("end", "gap", "kind", "ordinal", "senses", "start", "stuck", "text", "value")

    def __init__(self, kind: str, text: str, start: int, end: int, gap: bool) -> None:
        self.kind, self.text, self.start, self.end, self.gap = kind, text, start, end, gap
        self.senses: Mapping[str, Any] = NOTHING
        self.value: Any = None
        self.ordinal = False
        self.stuck = False

    def __repr__(self) -> str:
        kinds = [self.kind, *(sense for sense in self.senses if sense != "languages")]
        return f"{self.text!r} ({', '.join(kinds)})"


def atoms(phrase: str) -> tuple[str, ...]:
    """The folded pieces of a phrase, spaces left out."""
    return tuple(found[found.lastgroup or ""] for found in _MASTER.finditer(fold(phrase).rstrip(" ")))


def tokens(text: str, vocabulary: Vocabulary, flat: str = "") -> list[Token]:
    """All tokens of a text, with phrases joined and four empty ones at the end.

    The value of the last says whether any token can be an hour: most texts have none to look for.
    ``flat`` is the folded text, where the caller knows it.
    """
    found = _joined(_pieces(flat or fold(text), vocabulary), vocabulary)
    numeric = False
    _refuse_phones(text, found)
    _refuse_number_of_part(found)
    for token in found:
        if token.kind in ("dm", "dmy", "other"):
            numeric = True
        elif "before_weak" in token.senses and text[token.start : token.end].isascii():  # "voor", not "vóór"
            token.senses = {sense: value for sense, value in token.senses.items() if sense != "before"}
    found = _apart(found) if numeric else found
    found = _unbroken(found) if "\n" in text else found
    end = Token("end", "", len(text), len(text), True)
    end.value = any(token.kind in ("clock", "dm") or not _HOURS.isdisjoint(token.senses) for token in found)
    found += [end] * 4
    return found


def _refuse_phones(text: str, found: list[Token]) -> None:
    """Numbers of a telephone number are no days: they part what stands round them."""
    if ("0" not in text and "+" not in text) or not _PHONE.search(text):
        return
    phones = iter([match.span() for match in _PHONE.finditer(text)])
    start, end = next(phones, (len(text), len(text)))
    for token in found:
        while token.start >= end < len(text):
            start, end = next(phones, (len(text), len(text)))
        if start <= token.start < end:
            token.kind, token.value, token.senses = "other", None, NOTHING


def _refuse_number_of_part(found: list[Token]) -> None:
    """The number of a part at the head of a text is no day: "Day 1 - 22 April", "Module 3: 5 mei"."""
    if len(found) < 4 or "numbered" not in found[0].senses or found[1].kind != "num":
        return
    dated = found[3].kind in ("num", "dm", "dmy") or not _WEEKDAY.isdisjoint(found[3].senses)
    if found[2].text in _PARTED and dated and len(found[1].text) == 1:
        found[1].kind, found[1].value, found[1].senses = "other", None, NOTHING
        found[2].kind = "other"


def _apart(found: list[Token]) -> list[Token]:
    """Numbers before a month's name are days of it: "24/25/26 avril" is no date of three numbers."""
    whole: list[Token] = []
    for at, token in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else token
        if token.kind in ("dm", "dmy", "other") and "month" in following.senses and token.text[-1:].isdigit():
            whole.extend(_numbers(token))
        else:
            whole.append(token)
    return whole


def _numbers(token: Token) -> Iterator[Token]:
    """The numbers and separators of a numeric date as tokens of their own."""
    for match in re.finditer(r"\d+|[^\d ]", token.text):
        start = token.start + match.start()
        part = Token(
            "punct", match.group(), start, start + len(match.group()), token.gap and not match.start()
        )
        if part.text.isdigit():
            part.kind = "num"
            _evaluate(part)
        yield part


def _unbroken(found: list[Token]) -> list[Token]:
    """Without line breaks inside a date ("za / 14 / mrt" in three elements of a page)."""
    kept = []
    for at, token in enumerate(found):
        before, after = found[max(at - 1, 0)], found[min(at + 1, len(found) - 1)]
        day_then = before.kind == "num" and "month" in after.senses
        number_then = after.kind == "num" and bool({"weekday", "short", "month"} & before.senses.keys())
        if token.text != "\n" or not (day_then or number_then):
            kept.append(token)
    return kept


def _pieces(flat: str, vocabulary: Vocabulary) -> list[Token]:
    """The single pieces, numbers with their values."""
    found: list[Token] = []
    known, before, last, skip = vocabulary.phrases, "", -1, 0
    for match in _MASTER.finditer(flat.rstrip(" ")):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        gap, last = start > last, end
        if end <= skip:
            continue
        token = Token(kind, match[kind], start, end, gap)
        if kind not in ("word", "punct"):
            token.kind = _KINDS.get(kind, kind)
            _evaluate(token)
            token.stuck = not gap and _stuck(flat, start, before, known)
            if kind == "num" and (suffix := _suffix(flat, end, vocabulary.suffixes)):
                token.ordinal, token.end, skip = True, end + suffix, end + suffix
        before = token.text
        found.append(token)
    return found


def _stuck(flat: str, start: int, before: str, known: Mapping[str, Any]) -> bool:
    """Whether a number hangs on something that no date has before it: "CO2", "€12", "#3"."""
    char = flat[start - 1] if start else " "
    return (char in "€$£#§_+@=%" and char not in "=+@") or (char.isalpha() and before not in known)


def _suffix(flat: str, at: int, suffixes: tuple[str, ...]) -> int:
    """The length of an ordinal's ending right behind its digits."""
    if at >= len(flat) or not (flat[at].isalpha() or flat[at] == "°"):
        return 0
    if flat[at] == "°":
        return 1
    for suffix in suffixes:
        after = at + len(suffix)
        if flat.startswith(suffix, at) and not (after < len(flat) and flat[after].isalpha()):
            return len(suffix)
    return 0


def _evaluate(token: Token) -> None:
    """Give numbers, clocks and numeric dates their value; an impossible one becomes "other"."""
    if token.kind == "num" and len(token.text) < 40:
        token.value = int(token.text) if len(token.text) <= 4 else -1
        return
    parts = [int(part) for part in _DIGITS.findall(token.text)] if len(token.text) < 40 else []
    if not parts:
        token.kind = "other"
    elif token.kind == "clock":
        token.value = clock(parts[0], parts[1] if len(parts) > 1 else 0)
    elif token.kind == "dmy":
        token.value = (century(parts[2]), parts[1], parts[0])
    elif token.kind == "iso":
        token.value = tuple(parts[:3])
    elif token.kind == "ymd":
        token.value = tuple(parts)
    elif token.kind == "dm":
        token.value = (parts[0], parts[1])
    if token.value is None:
        token.kind = "other"


def clock(hour: int, minute: int) -> time | None:
    """The wall clock; 24:00 is midnight; None when there is no such hour."""
    if hour == 24 and minute == 0:
        return time(0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def century(year: int) -> int:
    """Two digits are a year from 1970 to 2069; the events of today are near."""
    return year if year > 99 else year + (1900 if year >= 70 else 2000)


def _joined(pieces: list[Token], vocabulary: Vocabulary) -> list[Token]:
    """Words with their senses; the longest phrase that starts at a piece becomes one token."""
    found: list[Token] = []
    at, count, known = 0, len(pieces), vocabulary.phrases
    while at < count:
        piece = pieces[at]
        if (options := known.get(piece.text)) is not None:
            size, senses = _longest(options, pieces, at)
            if size > 1:
                piece = _phrase(pieces[at : at + size], senses)
                at += size - 1
            elif size and piece.kind in ("word", "punct"):
                piece.senses = senses
        found.append(piece)
        at += 1
    return found


def _longest(
    options: Mapping[str, list[tuple[tuple[str, ...], Senses]]], pieces: list[Token], at: int
) -> tuple[int, Senses]:
    """Pieces and senses of the longest phrase at a place; no pieces where none stands."""
    following = pieces[at + 1].text if at + 1 < len(pieces) else ""
    for phrase, senses in options.get(following, ()) if following else ():
        size = len(phrase)
        if size == 2 or tuple(part.text for part in pieces[at : at + size]) == phrase:
            return size, senses
    return (1, options[""][0][1]) if "" in options else (0, NOTHING)


def _phrase(pieces: list[Token], senses: Mapping[str, Any]) -> Token:
    """One token out of several."""
    first, last = pieces[0], pieces[-1]
    token = Token("word", " ".join(piece.text for piece in pieces), first.start, last.end, first.gap)
    token.senses = senses
    return token
