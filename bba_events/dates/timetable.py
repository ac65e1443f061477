"""A text that is nothing but opening days and hours: "Open op maandag, dinsdag en woensdag".

It recurs, without a rule.  Office hours ("open van maandag tot vrijdag") and closing days are nothing.
"""

from __future__ import annotations

from bba_events.dates.tokens import Token

DAYS = frozenset({"weekday", "short", "habit", "frequency", "every", "day_units"})
HOURS = frozenset({"hour", "am", "pm", "to", "until", "noon"})
SMALL = frozenset({"on", "at", "from", "since", "and", "or", "clock_from", "between", "of", "except"})
SIGNS = (",", ".", ";", ":", "-", "/", "|", "(", ")", "\n", "&", "+")
MOST = 80
"""More words are a page."""


def parse_timetable(ts: list[Token]) -> int:
    """The place behind the last token when the whole text is a timetable, else 0."""
    opening = days = hours = False
    j = 0
    while j < MOST and ts[j].kind != "end":
        senses = ts[j].senses.keys()
        opening = opening or "opening" in senses
        hours = hours or ts[j].kind in ("clock", "num", "dm")
        days = days or bool({"weekday", "short", "habit"} & senses) or ("frequency" in senses and not hours)
        if not _belongs(ts, j) or "closing" in senses or _spread(ts, j):
            return 0
        j += 1
    named = any({"weekday", "short", "habit"} & token.senses.keys() for token in ts[:j])
    return j if opening and days and (named or not hours) and ts[j].kind == "end" else 0


def _spread(ts: list[Token], j: int) -> bool:
    """Reads "maandag tot vrijdag": office hours announce nothing (DESIGN §5.9)."""
    ends = {"weekday", "short"}
    joined = ts[j].text == "-" or {"to", "until"} & ts[j].senses.keys()
    return bool(j and joined and ends & ts[j - 1].senses.keys() and ends & ts[j + 1].senses.keys())


def _belongs(ts: list[Token], j: int) -> bool:
    """Whether a token can stand in a timetable: a day, an hour, a small word."""
    token = ts[j]
    if token.kind == "clock" or token.text in SIGNS:
        return True
    if token.kind in ("num", "dm"):
        beside = (ts[j + 1], ts[j - 1]) if j else (ts[j + 1],)
        return "/" not in token.text and any(
            other.text == "-" or HOURS & other.senses.keys() for other in beside
        )
    return bool((DAYS | HOURS | SMALL | {"opening"}) & token.senses.keys()) and "month" not in token.senses
