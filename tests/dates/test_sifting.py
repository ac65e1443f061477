"""The cheap look before the grammar leaves out nothing that the grammar would read."""

import pytest

from bba_events import words
from bba_events.dates.folding import fold
from bba_events.dates.sifting import may_hold, stretches
from bba_events.dates.tokens import tokens
from bba_events.dates.vocabulary import vocabulary

KNOWN = vocabulary("nl")


@pytest.mark.parametrize("language", words.languages())
def test_every_phrase_of_a_date_passes(language):
    known = vocabulary(language)
    each = [one for of_first in known.phrases.values() for some in of_first.values() for one in some]
    core = [" ".join(phrase) for phrase, senses in each if {"core", "whole"} & senses.keys()]
    assert len(core) > 500
    assert not [phrase for phrase in core if not may_hold(fold(phrase), known)]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Er groeien 12 soorten op 3 hectare", False),
        ("van 14u tot 16 uur", True),  # an ordinal looks alike: the tokens decide
        ("elk kind", False),
        ("elk jaar", True),
        ("28 - 11", True),
        ("28.XI.2025", True),
        ("the 15th", True),
        ("11 / 2026", True),
        ("za28mrt", True),
    ],
)
def test_what_can_hold_a_date(text, held):
    assert may_hold(fold(text), KNOWN) is held


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("Een wandeling op 28 november", ["op 28 november"]),
        ("In 3 hectare bos zingen 5 vogels, van 14u tot 16u", []),
        ("28, 29 en 30 november of 3 mei", ["28, 29 en 30 november", "of 3 mei"]),
        ("deuren 19u, film 20u, 12 mei", ["deuren 19u, film 20u, 12 mei"]),
        ("concert 20u, 12 mei", ["20u, 12 mei"]),
    ],
)
def test_where_a_date_can_begin(text, begin):
    ts = tokens(text, KNOWN)
    assert [
        text[ts[first].start : ts[end - 1].end] for first, end in stretches(ts, doors="deuren" in text)
    ] == begin
