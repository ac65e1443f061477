"""What running text tells of a date: how surely its sentence announces the event, and what it calls it.

Which date is the event's is weighed by ``subject``.
"""

from __future__ import annotations

import re

from bba_events.dates import Mention
from bba_events.page.phrases import announces, invites, names_a_kind, past, takes_effect
from bba_events.page.sentences import sentences
from bba_events.readers.mentions import is_relative
from bba_events.span import SpanKind
from bba_events.text import fold

ANNOUNCES = 50
"""Weight from which a date is believed to be the event's."""
_SENTENCE = 60
"""Characters from which words are a sentence, not a line of facts."""


def weigh(text: str, mention: Mention, name: str, *, known: bool) -> tuple[int, str]:
    """The weight of a date in running text, and its sentence.

    ``name`` is what the page is about, ``known`` whether a scraper says that it is this one event.
    """
    sentence = next((one for one in sentences(text) if mention.text in one), text)
    named = bool(name) and f" {fold(name)} " in f" {fold(sentence)} "
    if (past(sentence) and not announces(sentence)) or takes_effect(sentence):
        return 10, sentence
    if mention.span.kind is SpanKind.OPEN_START:
        return 30, sentence
    if mention.span.kind is SpanKind.RECURRING and not (named or announces(sentence)):
        return 10, sentence  # a habit in passing: the hours of a desk, not an event
    return _spoken(sentence, text, mention, named=named, known=known), sentence


def _spoken(sentence: str, text: str, mention: Mention, *, named: bool, known: bool) -> int:
    """How surely a sentence about what is to come announces the event."""
    span, written = mention.span, not is_relative(mention)
    if announces(sentence):
        return 70 if named else 55
    of_a_kind = names_a_kind(sentence) and written
    weights = [20, 45 * span.timed, 50 * known, 60 * named, ANNOUNCES * (of_a_kind and span.days > 1)]
    if invites(sentence):
        weights.append(65 if named else 52 if span.timed else 46)
    if span.timed and (announces(text) or of_a_kind or (invites(text) and written)):
        weights.append(52)
    return max(weights)


_QUOTES = re.compile(r"«\s*+([^«»]{8,120}?)\s*»|“([^“”]{8,120})”|„([^„“”]{8,120})[“”]|\"([^\"]{8,120})\"")
"""The name of a work or an event as running text writes it."""


def called(words: str, name: str) -> str:
    """What a sentence of running text calls the event of a kind that it announces, "" when it does not say.

    The heading of an article is that of the article: "Wolven in de streek", not the lecture it ends with.
    """
    if len(words) < _SENTENCE or fold(name) in fold(words):
        return ""
    found = _QUOTES.search(words) if names_a_kind(words) else None
    return next(filter(None, found.groups()), "") if found else ""
