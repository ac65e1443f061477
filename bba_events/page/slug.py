"""The words in which the address of a page spells what it is called: ".../agenda/nuit-de-la-chouette-2025".

Which lines may be the name of a page at all is left to ``caption``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from bba_events.text import fold

_LEAST = 2
"""Words of an address that a line has to repeat; one alone may be any part of a site."""
_HALF = 0.5
"""Share of the words of the address, and of the line, that are in the other."""
_NEARLY = 0.7
"""Share of the words of the address from which a line may say as much more as it likes."""
_SEVERAL = 3
"""The words that it takes then."""
_LETTERS = 3
"""Letters from which a word counts: articles are often left out of addresses."""
_ENDING = re.compile(r"\.[a-z]{2,5}$")


def spelled(url: str, texts: Sequence[str]) -> int:
    """Which of the texts the last part of an address spells, -1 when none."""
    told = _words(_last(url))
    if len(told) < _LEAST:
        return -1
    found = [(share, -n) for n, text in enumerate(texts) if (share := _share(told, _words(text)))]
    return -max(found, default=(0.0, 1))[1]


def _last(url: str) -> str:
    """The last part of an address's path, without its ending."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    parts = [part for part in unquote(path).split("/") if part]
    return _ENDING.sub("", parts[-1].lower()) if parts else ""


def _words(text: str) -> list[str]:
    """The words that count, each once."""
    told = (word for word in fold(text).split() if len(word) >= _LETTERS and not word.isdigit())
    return list(dict.fromkeys(told))


def _share(told: Sequence[str], own: Sequence[str]) -> float:
    """How much an address and a text have in common, 0 when it is too little or in another order."""
    both = [word for word in own if word in told]
    if len(both) < _LEAST or both != [word for word in told if word in own]:
        return 0.0
    begins = both == told == list(own[: len(told)])
    nearly = len(both) >= _SEVERAL and len(both) >= _NEARLY * len(told)
    if begins or nearly or len(both) >= _HALF * max(len(told), len(own)):
        return len(both) / (len(told) + len(own) - len(both))
    return 0.0
