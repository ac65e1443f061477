"""Status words: cancelled, postponed, sold out.

Words that mean other things too ("complet") count only when they stand alone; "niet", "bijna" and
the like before a word undo it; "uitgesteld naar 5 mei" names the new day, which then stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bba_events import words
from bba_events.dates.folding import fold
from bba_events.text import remembered

KINDS = ("cancelled", "postponed", "sold_out")


@cache
def _tables() -> tuple[re.Pattern[str], dict[str, str], frozenset[str], frozenset[str], frozenset[str]]:
    """The expression of all words, what each says, and those that need company or undo it."""
    kinds: dict[str, str] = {}
    alone: set[str] = set()
    undone: set[str] = set()
    moved: set[str] = set()
    for language in words.languages():
        table = words.section(language, "status")
        kinds |= {fold(word): kind for kind in KINDS for word in table.get(kind, ())}
        alone |= {fold(word) for word in table.get("alone", ())}
        undone |= {fold(word) for word in table.get("not", ())}
        moved |= {fold(word) for word in table.get("moved", ())}
    longest = sorted(kinds, key=len, reverse=True)
    return (
        re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)"),
        kinds,
        frozenset(alone),
        frozenset(undone),
        frozenset(moved),
    )


def status_in(text: str, languages: Sequence[str] = ()) -> str:
    """Reads "cancelled", "postponed", "sold_out" or "": what the words say of an event.

    All languages count at once; ``languages`` is taken for the sake of callers that know one.
    """
    return _status_in(text)


@remembered
def _status_in(text: str) -> str:
    expression, kinds, alone, undone, moved = _tables()
    flat = fold(text)
    found = ""
    for match in expression.finditer(flat):
        word, kind = match.group(), kinds[match.group()]
        before, after = flat[max(0, match.start() - 40) : match.start()], flat[match.end() : match.end() + 40]
        if set(re.findall(r"\w+", _clause(before))[-2:]) & undone:
            continue
        if _condition().match(after):
            continue
        if kind == "postponed" and set(re.findall(r"\w+", after)[:1]) & moved:
            continue
        if word in alone and not _alone(text, match.start(), match.end(), before, after):
            continue
        if kind == "cancelled":
            return kind
        found = found or kind
    return found


@cache
def _condition() -> re.Pattern[str]:
    """What stands behind a status word that holds only if something happens: "annulé si pluie"."""
    each = {fold(word) for lang in words.languages() for word in words.section(lang, "status").get("if", ())}
    return re.compile(r"(?<!\s)\s+(?:" + "|".join(sorted(map(re.escape, each))) + r")(?!\w)")


def _clause(before: str) -> str:
    """What stands before in the same clause."""
    return re.split(r"[.;:!?(),]", before)[-1]


def _alone(text: str, start: int, end: int, before: str, after: str) -> bool:
    """In brackets, between dashes, in capitals, after "is/est", or all that is left of the text."""
    if text[start:end].isupper():
        return True
    left = not before.strip() or before.rstrip()[-1] in "([-:|!.;,>" or before.rstrip()[-1].isdigit()
    left = left or bool(re.search(r"\b(?:est|sont|is|zijn|affiche|deja|al|of|ou|presque)$", before.rstrip()))
    return left and (not after.strip() or after.lstrip()[0] in ")]-:|!.;,<")
