"""In which language a text is written, told by its commonest words.

The words stand in ``[guess]`` of each language's table.  A ``lang`` attribute or a path only breaks
ties: sites copy both without a thought.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from bba_events import words

_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 20_000
"""Characters that are enough to tell; a longer text is not read further."""
_CLEARLY = 1.25
"""How much more often its words must occur for a language to win over what the page declares."""
_FEW = 4
"""Words that say nothing against what a page declares."""


@cache
def _common() -> Mapping[str, tuple[str, ...]]:
    """Each common word, with the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for language in words.languages():
        for word in words.section(language, "guess").get("words", ()):
            found[word] = (*found.get(word, ()), language)
    return found


def guess(text: str, hints: Iterable[str] = ()) -> str:
    """The two-letter code of the text's language, "" when neither text nor hints tell.

    ``hints`` are codes that the page declares, the surest first.
    """
    counts = _counts(text[:_LOOKED_AT])
    known = [hint for hint in hints if hint in words.languages()]
    (best, most), *others = counts.most_common() or [("", 0)]
    if known and most < _FEW:
        return known[0]
    close = [best, *(name for name, count in others if count * _CLEARLY >= most)]
    return next((hint for hint in known if hint in close), best)


def _counts(text: str) -> Counter[str]:
    common, counts = _common(), Counter[str]()
    for word, times in Counter(_WORD.findall(text.lower())).items():
        for language in common.get(word, ()):
            counts[language] += times
    return counts
