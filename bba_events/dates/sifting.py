"""Where a date can begin at all: a cheap look at a text, and at its tokens, before the grammar is asked.

It only leaves out what the grammar would find nothing in, so that most of a page's words cost next to
nothing.  Every date has a token that is *core*: a month, a weekday, "week", a numeric date … (``vocabulary``
marks the words).  What is a date is left to the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bba_events.dates.periods import MOST
from bba_events.dates.tokens import Token, Vocabulary

_FIGURES = re.compile(r"\d\s*[./-]\s*[\divx]|\d[^\W\d_]|\d°")
"""What numeric dates, Roman months and ordinals have in common."""
_LETTERS = re.compile(r"[^\W\d_]+")
_DATES = frozenset(("iso", "ymd", "dmy", "dm"))
_SIGNS = ("-", "/", ".")
"""Between a number and what makes it a date ("28-11", "11/2026", "28.XI.2025")."""


def may_hold(flat: str, vocabulary: Vocabulary) -> bool:
    """Whether a folded text can hold a date: it has core words, or figures as dates are written."""
    if _FIGURES.search(flat):
        return True
    told = set(_LETTERS.findall(flat))
    hits = vocabulary.core.keys() & told
    return any(told.issuperset(phrase) for word in hits for phrase in vocabulary.core[word]) or (
        vocabulary.whole.issuperset(told)
    )


def stretches(ts: list[Token], *, doors: bool) -> Iterator[tuple[int, int]]:
    """From where to where a date can begin: up to a core token, from the nearest word without a meaning on.

    No rule reads past such a word; only the hours of ``doors`` may have one in them ("deuren 19u, film 20u,
    12 mei").
    """
    floor = 0
    whole = len(ts) <= MOST + 4
    for at in [at for at, token in enumerate(ts) if _is_core(token, ts, at, whole)]:
        first = at
        while first > floor and (doors or ts[first - 1].senses or ts[first - 1].kind != "word"):
            first -= 1
        yield first, at + 1
        floor = at + 1


def _is_core(token: Token, ts: list[Token], at: int, whole: bool) -> bool:
    """Whether a token makes a date with others; ``whole``: in a text so short that it may be one."""
    if token.senses:
        return "core" in token.senses or (whole and "whole" in token.senses)
    if token.kind == "num":
        return token.ordinal or ts[at + 1].text in _SIGNS
    return token.kind in _DATES
