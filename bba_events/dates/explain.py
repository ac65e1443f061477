"""explain: why a text reads as it does, in plain words, for ``when --explain``.

It tells the tokens with what each can mean, then each span with its rule, what was inferred and
what is in doubt.  It decides nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from bba_events.dates.mention import Context, Mention
from bba_events.dates.reading import find
from bba_events.dates.record import ends
from bba_events.dates.tokens import Token, tokens
from bba_events.dates.vocabulary import vocabulary
from bba_events.span import SpanKind

RULES = {
    SpanKind.DAY: "one day",
    SpanKind.RANGE: "from the first to the last day, both included",
    SpanKind.OPEN_START: "no first day is written, the last one is included",
    SpanKind.OPEN_END: "no last day is written",
    SpanKind.VAGUE: "announced without a day",
    SpanKind.RECURRING: "recurring, never one date",
}
INFERRED = {
    "year": "the year is not written: it follows from the context, the weekday, or is the first in which "
    "the last day is not past",
    "month before day": "the weekday fits only with the month first",
    "day": "the day is counted from the reference day",
}
_HIDDEN = ("languages", "trigger", "core", "whole")
"""Senses that only speed the reading."""
PIECES = {
    "iso": "an ISO 8601 date",
    "ymd": "a date, year first",
    "dmy": "a date, day before month",
    "dm": "a day and month, or an hour",
    "clock": "an hour",
    "num": "a number",
    "other": "no date or hour that exists",
}


def explain(
    text: str,
    *,
    reference: date | None,
    languages: Sequence[str] = (),
    context: Context = Context(),  # noqa: B008 (frozen)
) -> list[str]:
    """Lines for people: the tokens, then each span with its rule, inferences and doubts."""
    known = vocabulary(languages[0] if languages else "")
    lines = [
        _token(token) for token in tokens(unicodedata.normalize("NFC", text), known) if token.kind != "end"
    ]
    found = find(text, reference=reference, languages=languages, context=context)
    if not found:
        lines.append("no date: nothing here names a day, a range, a vague time or a habit")
    for mention in found:
        lines.extend(_mention(mention, reference))
    return lines


def _token(token: Token) -> str:
    """One token and what it can mean."""
    senses = [name.replace("_", " ") for name in token.senses if name not in _HIDDEN]
    meaning = PIECES.get(token.kind) or ", ".join(senses) or "no part of a date"
    return f"token {token.text!r}: {meaning}"


def _mention(mention: Mention, reference: date | None) -> list[str]:
    """One span in plain words."""
    start, end = ends(mention.span)
    lines = [
        f"words {mention.text!r}: {start or 'no start'} to {end or 'no end'}",
        f"  rule: {RULES[mention.span.kind]}; role: {mention.role}"
        + (f"; {mention.status}" if mention.status else ""),
    ]
    if mention.span.rule:
        lines.append(f"  repeats by {mention.span.rule}")
    lines.extend(
        f"  inferred ({reference} is the reference day): {INFERRED[what]}" for what in mention.inferred
    )
    lines.extend(f"  doubt: {doubt}" for doubt in mention.doubts)
    return lines
