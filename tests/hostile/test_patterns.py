"""No pattern of the package costs more than its text is long, whatever a partner repeats in it."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hostile import attacks, patterns

FEW, MANY = 2_000, 12_000
"""Characters: first so many, and more of those attacks that are not done with at once."""
QUICK, SLOW = 0.08e-6, 0.4e-6
"""Seconds a character: below the first nothing grows, above the second it is looked at how the work grows."""
STRAIGHT, GROWTH = 5.0, 9.0
"""How many times as much four times the text costs: linear is 4, quadratic 16; between them a longer one tells."""
FOUND = patterns.everywhere()
TITLE = 300, "a title is cleaned to 300 characters first"
BOUNDED = {
    "bba_events.config.values._MAIL": (300, "the owner's own line, measured before"),
    "bba_events.merge.sketch._POSTCODE": (300, "a place has at most 300 characters"),
    "bba_events.page.phrases._LETTER": (80, "looked for in shorter lines only"),
    "bba_events.readers.loose_json._CLOSING": (40, "looked for in the last 40 characters"),
    "bba_events.readers.titles._BEGUN_LATE": TITLE,
    "bba_events.readers.titles._LEFT_OVER": TITLE,
    "bba_events.readers.titles._SEPARATED": TITLE,
    "bba_events.readers.titles._SPACED_OUT": TITLE,
    "bba_events.readers.titles._status()": TITLE,
}
"""Patterns that may grow faster than their text: how much of it they are given at most, and why."""
GUARD = 0.05
"""Seconds that one of these may take on so much of a text: ten times what the slowest takes."""
ONE_WAY = {
    "bba_events.readers.loose_json._CLOSES": "match",
    "bba_events.readers.loose_json._CLOSES_KEY": "match",
}
"""Handed on, and used in this way only."""
ENDS = {"bba_events.text._TAGS_AND_COMMENTS": "-->"}
"""What every text ends in that a pattern is given."""


def work(pattern: re.Pattern[Any], way: str, text: str) -> float:
    """Seconds of this thread, which other work on the machine does not add to."""
    told: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
    began = time.thread_time()
    if way == "search":
        for _ in pattern.finditer(told):
            pass
    else:
        getattr(pattern, way)(told)
    return time.thread_time() - began


def explodes(pattern: re.Pattern[Any], way: str, attack: attacks.Attack) -> bool:
    """Whether the work grows faster than the text, measured again before it is believed."""
    if work(pattern, way, attacks.text(attack, FEW)) < QUICK * FEW:
        return False
    for length in (FEW, MANY):
        text, short = attacks.text(attack, length), attacks.text(attack, length // 4)
        took = work(pattern, way, text)
        if took < SLOW * length:
            continue
        if took < STRAIGHT * work(pattern, way, short):
            return False
        quick = max(min(work(pattern, way, short) for _ in range(3)), 1e-7)
        growth = min(work(pattern, way, text) for _ in range(3)) / quick
        if growth < STRAIGHT or growth > GROWTH:
            return growth > GROWTH
    return False


@pytest.mark.parametrize("found", FOUND, ids=lambda found: found.name)
def test_work_grows_with_the_text_and_no_faster(found: patterns.Found) -> None:
    ways = {ONE_WAY[found.name]} if found.name in ONE_WAY else found.ways
    for attack in attacks.on(found.pattern):
        for way in sorted(ways):
            if found.name in BOUNDED:
                text = attacks.text(attack, BOUNDED[found.name][0])
                if work(found.pattern, way, text) >= GUARD:  # once is chance: measured again
                    assert min(work(found.pattern, way, text) for _ in range(5)) < GUARD, attack
            else:
                ended = (*attack[:2], ENDS.get(found.name, attacks.END))
                assert not explodes(found.pattern, way, ended), (way, ended, found.pattern.pattern)


def test_no_exception_is_out_of_date() -> None:
    assert not {*BOUNDED, *ONE_WAY, *ENDS} - {found.name for found in FOUND}


def test_an_explosion_is_seen() -> None:
    """What the others show is worth as much as this."""
    for told, way in ((r"\s+$", "search"), (r"(?:a|a?b)*c?\s*\s*x", "match"), (r"<!--.*?-->", "search")):
        pattern = re.compile(told)
        assert any(explodes(pattern, way, attack) for attack in attacks.on(pattern)), told
