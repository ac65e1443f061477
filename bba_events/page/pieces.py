"""The line of a page that is being gathered, text node by text node.

Knows how text nodes are joined to words and which characters nobody sees.  Where a line begins and ends is
left to ``blocks``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bba_events.page.outline import Link, Time

GLUED = frozenset("b strong i em sup sub mark u font wbr abbr s del ins bdi nobr".split())
"""Inside a word these may stand without a space: "BOOM<b>weekend</b>", "1<sup>er</sup>"."""
_RAISED = frozenset(("sup", "sub"))
_CLOCK = re.compile(r"\d{1,2}[:.hu]\d\d(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
UNSEEN = re.compile("[\u0000-\u0008\u000e-\u001f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(slots=True)
class Pieces:
    """What is gathered of a line so far."""

    texts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    strong: str = ""
    bold: list[str] = field(default_factory=list)
    slanted: str = ""
    """The last words in italics."""
    part: str = ""
    """What the element or icon that the line begins with says it is."""

    @property
    def plain(self) -> bool:
        """Whether there is nothing but text."""
        return not (self.links or self.times or self.strong or self.bold)

    @property
    def last(self) -> str:
        """The last words gathered."""
        return next((text.rstrip() for text in reversed(self.texts) if not text.isspace()), "")

    @property
    def blank(self) -> bool:
        """Whether nothing is told yet."""
        return all(text.isspace() for text in self.texts)

    def ends_in_time(self) -> bool:
        """Whether the last words gathered are an hour that ``<time>`` marks."""
        return bool(_CLOCK.fullmatch(last := self.times[-1].text)) and self.since(0).endswith(last)

    def add(self, text: str | None, *, glue: str = "") -> None:
        """One text node; ``glue`` is the element between it and the text before it, "" when none."""
        if not text:
            return
        if self.texts and not _touching(self.texts[-1], text, glue):
            self.texts.append(" ")
        self.texts.append(text)

    def since(self, mark: int) -> str:
        """The words gathered since ``mark``."""
        return line_of("".join(self.texts[mark:]))


def _touching(before: str, after: str, glue: str) -> bool:
    """Whether two text nodes are shown as one word: a glued element splits it, not a label from its value."""
    last, first = before[-1:], after[:1]
    if glue in _RAISED or (glue and (first in ".,;:!?)…" or last in "(")):
        return True
    if glue not in GLUED:
        return False
    return last.isalpha() and first.isalpha() and not (last.islower() and first.isupper())


_HALF_DAY = 12
_TIME = re.compile(r"(\d{1,2})(?:[:.hu](\d\d))?\s?(?:([ap])\.?m\.?)?", re.IGNORECASE)


def told_once(words: str, times: Sequence[Time]) -> str:
    """A line without hours told again in the other way: "10:00 AM – 1:00 PM – 10:00 – 13:00"."""
    half = len(times) // 2
    texts = [time.text for time in times]
    if not half or len(times) % 2 or texts[:half] == texts[half:]:
        return words
    moments = [_moment(text) for text in texts]
    if None in moments or moments[:half] != moments[half:]:
        return words
    at = 0
    for text in texts[:half]:
        at = words.find(text, at) + len(text)
    last = words.rfind(texts[-1]) + len(texts[-1])
    return f"{words[:at]} {words[last:].lstrip()}".rstrip()


def _moment(text: str) -> tuple[int, int] | None:
    """Hour and minute of an hour, None when a text is none."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, half = int(found[1]), (found[3] or "").lower()
    if half:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "p" else 0)
    return hour, int(found[2] or 0)


def line_of(text: str) -> str:
    """One line of text with single spaces, without characters that nobody sees."""
    if not (text.isascii() or text.isprintable()):
        text = UNSEEN.sub("", text)
    return " ".join(text.split())
