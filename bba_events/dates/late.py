"""Hours that stand further on in the sentence than their day.

Which words are hours is known to ``slots``.
"""

from __future__ import annotations

from bba_events.dates.phrase import Phrase
from bba_events.dates.slots import parse_slots
from bba_events.dates.tokens import Token

FAR = 14
"""An hour so many tokens behind its day still belongs to it ("op 4 mei is er een wandeling om 14 uur")."""
STOPS = (".", "!", "?", ";", "\n", "|", "•")
_OTHERS = frozenset("month weekday apply deadline doors opening duration relative until published".split())
"""Senses of words behind which an hour is of something else."""

_MARKS = (",", "-", "(", ":")
"""Before an hour they set it apart from the words around."""
_LEADS = frozenset(("at", "clock_from", "between"))
_UNITS = frozenset(("am", "pm", "hour"))


def late_hours(ts: list[Token], phrase: Phrase) -> None:
    """Hours further on in the sentence belong to its single day."""
    single = len(phrase.items) == 1 and phrase.items[0].last is None
    if not single or phrase.lead in ("until", "before", "since"):
        return
    for j in range(phrase.next, phrase.next + FAR):
        if _stops(ts[j]):
            return
        leads = not _LEADS.isdisjoint(ts[j].senses)
        punctuated = _is_hour(ts, j) and ts[j - 1].text in _MARKS
        if (
            (leads or punctuated or _is_headed(ts, j))
            and (found := parse_slots(ts, j))
            and _sure(ts, j, found[1])
        ):
            phrase.points[0].slots, phrase.next = found
            phrase.points[0].next = phrase.next
            return


def _stops(token: Token) -> bool:
    """Whether the sentence ends here, or goes on with another day or another thing."""
    if token.kind in ("end", "dmy", "iso", "ymd") or token.text in STOPS:
        return True
    return not _OTHERS.isdisjoint(token.senses) and "at" not in token.senses


def _is_hour(ts: list[Token], j: int) -> bool:
    return ts[j].kind == "clock" or (ts[j].kind == "num" and not _UNITS.isdisjoint(ts[j + 1].senses))


def _is_headed(ts: list[Token], j: int) -> bool:
    """Whether one word that is none of ours says what begins then: ", vertrek 8.00 u."."""
    timed = ts[j].kind in ("clock", "dm") and (ts[j].kind == "clock" or "hour" in ts[j + 1].senses)
    return timed and ts[j - 1].kind == "word" and not ts[j - 1].senses and ts[j - 2].text in _MARKS


def _sure(ts: list[Token], first: int, next_: int) -> bool:
    """Whether hours that stand far from their day say that they are hours: not "les 1 van 2"."""
    units = {"am", "pm", "hour", "noon", "midnight"}
    return any(token.kind == "clock" or units & token.senses.keys() for token in ts[first : next_ + 1])
