"""Which lines are only the words of a button or link: "Lees meer", "Lire la suite de …", "Bewaar deze tip".

The words stand in ``[furniture]`` of the word tables.  What of a page is left out is known to ``furniture``.
"""

from __future__ import annotations

from functools import cache

from bba_events import words
from bba_events.text import fold

_LONGEST = 60
"""Characters of the words of a link."""
_BUTTON = 30
"""Characters; a button whose words are not known has fewer."""
_SMALL = 2
"""Letters of a word that says nothing by itself."""


def is_link_word(text: str) -> bool:
    """Whether a line is only the words of a button or link ("Lees meer", "S'inscrire")."""
    return len(text) <= _LONGEST and fold(text) in _phrases("links")


def may_be_button(text: str) -> bool:
    """Whether words begin as those of buttons do and are as few: "Ajouter à mon carnet"."""
    told = fold(text).split() if len(text) <= _BUTTON else []
    return bool(told) and len(told[0]) > _SMALL and told[0] in _first_words()


def leads_on(text: str) -> str:
    """The words for reading on with which a line begins, folded: "Lire la suite de Fête du pain"; else ""."""
    folded = f"{fold(text)} "
    return next((lead for lead in _leads() if folded.startswith(f"{lead} ")), "")


@cache
def _phrases(section: str) -> frozenset[str]:
    each = (words.section(language, "furniture").get(section, ()) for language in words.languages())
    return frozenset(fold(phrase) for phrases in each for phrase in phrases)


@cache
def _first_words() -> frozenset[str]:
    """First words of buttons of several."""
    each = _phrases("links") | _phrases("leads")
    return frozenset(phrase.split(" ", 1)[0] for phrase in each if " " in phrase)


@cache
def _leads() -> tuple[str, ...]:
    """The words that lead to what a line names, the longest first."""
    return tuple(sorted(_phrases("leads"), key=lambda phrase: (-len(phrase), phrase)))
