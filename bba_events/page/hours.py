"""Hours as a page writes them beside a date ("van 14 u tot 16 u 30", "9h30"), and what is left without them.

Only finds the words; which moments they are is left to ``dates``.
"""

from __future__ import annotations

import re

_CLOCK = re.compile(
    r"\b(?:[01]?\d|2[0-4])\s?(?:[:hu]\s?[0-5]\d|\.[0-5]\d\s?(?:u\b|uur|uhr|h\b)|(?:u|uur|h|heures?|uhr|am|pm)\b)",
    re.IGNORECASE,
)
_CLOCKS = re.compile(
    r"(?:(?:van|de|from|von|tussen|between|om|à|a|at|um|vanaf|dès|start|entre)\s+)?"
    + r"(?:\b(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?\s*(?:-|–|—|tot|à|a|to|till|until|bis|et|en|und|and)\s*)?" + _CLOCK.pattern
    + r"(?:\s*(?:uur|u\.?|h|uhr)?\s*(?:-|–|—|>|/|tot|à|a|to|till|until|bis|et|en|und|and|t/m|jusqu.?à)\s*"
    + _CLOCK.pattern + r"(?:\s*(?:uur|u\.?|uhr)\b)?)*",
    re.IGNORECASE,
)  # fmt: skip
_TRIM = " \t,;:.|–—-•·>»/()[]→@"


def clock(text: str) -> str:
    """The first words of a text that are hours ("van 14 u tot 16 u"), "" when there are none."""
    found = _CLOCKS.search(text)
    return found[0].strip() if found else ""


def without_clock(text: str) -> str:
    """The text without hours."""
    return tidy(_CLOCKS.sub(" ", text))


def tidy(text: str) -> str:
    """The text without the punctuation that a date or clock left standing around."""
    return re.sub(r"\s+", " ", re.sub(r"\(\s*[,;|-]?\s*\)|\[\s*\]", " ", text)).strip(_TRIM)
