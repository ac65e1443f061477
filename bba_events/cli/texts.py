"""The body of ``when``: texts in, spans out; for programs as lines, for people in words.

How a date is read is known by ``dates`` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bba_events import dates, words
from bba_events.cli import input as given_input
from bba_events.cli.faults import MENDABLE
from bba_events.cli.terminal import escaped, show, show_json
from bba_events.dates import Mention
from bba_events.errors import ConfigError


def given(texts: Iterable[str]) -> Iterator[str]:
    """The texts themselves, and the lines of standard input in the place of ``-``."""
    empty = True
    for text in texts:
        empty = False
        if text == given_input.STDIN:
            yield from (line.rstrip("\r") for line in given_input.lines(text) if line.strip())
        else:
            yield text
    if empty:
        raise ConfigError('no text given; for example: bba-events when "28 t/m 30 november" --on 2025-11-25')


def tell(texts: Iterable[str], *, reference: date, language: str, as_json: bool, explain: bool) -> int:
    """Print what each text tells; 0 whatever is found, since finding nothing is a good answer too."""
    spoken = _languages(language)
    for number, text in enumerate(texts, 1):
        found = dates.find(text, reference=reference, languages=spoken)
        if as_json:
            show_json(_line(number, text, found))
        else:
            for line in _told(text, found):
                show(line)
            if explain:
                for line in dates.explain(text, reference=reference, languages=spoken):
                    show(f"    {escaped(line)}")
    return 0


def batch(path: Path, *, reference: date, language: str) -> int:
    """Print a line for each case; a case that is none is told and the others go on (exit code 2)."""
    cases = given_input.Records(path)
    for number, case in cases:
        try:
            text, day, spoken = _case(case, reference, language)
        except (ValueError, ConfigError) as fault:
            cases.refuse(number, str(fault))
            continue
        show_json(_line(case.get("id", number), text, dates.find(text, reference=day, languages=spoken)))
    return MENDABLE if cases.faults else 0


def _case(case: dict[str, Any], reference: date, language: str) -> tuple[str, date, tuple[str, ...]]:
    """Text, reference day and languages of a case; raises ValueError or ConfigError."""
    text, spoken = case.get("text", ""), case.get("lang") or language
    if not isinstance(text, str) or not isinstance(spoken, str):
        raise ValueError("text and lang: expected texts")
    day = case.get("reference") or case.get("reference_date")
    try:
        return text, date.fromisoformat(str(day)[:10]) if day else reference, _languages(spoken)
    except ValueError as fault:
        raise ValueError(f"reference: expected a day such as 2025-11-25, found {day!r}") from fault


def _languages(language: str) -> tuple[str, ...]:
    """The language as ``dates`` takes it; () when none is known.  "nl-BE" counts as "nl"."""
    short = language.lower().partition("-")[0].partition("_")[0]
    if short and short not in words.languages():
        raise ConfigError(
            f"there are no words for language {language!r}; expected one of {', '.join(words.languages())}"
        )
    return (short,) if short else ()


def _line(name: object, text: str, found: Iterable[Mention]) -> dict[str, Any]:
    return {"id": name, "text": text, "spans": [dates.record(mention) for mention in found]}


def _told(text: str, found: list[Mention]) -> Iterator[str]:
    """The answer in words: the text, then a line for each span."""
    yield escaped(text)
    if not found:
        yield "  no date found"
    for mention in found:
        yield f"  {escaped(_summary(mention))}"


def _summary(mention: Mention) -> str:
    """One span on one line: when, what kind, what role, and what is not sure."""
    start, end = dates.ends(mention.span)
    when = {(True, True): f"{start} to {end}", (True, False): f"{start}", (False, True): f"until {end}"}.get(
        (start is not None, end is not None), mention.span.rule or "no date"
    )
    if start == end and start is not None:
        when = start
    notes = [mention.span.kind.value.replace("_", " "), mention.role.value, mention.status.replace("_", " ")]
    if not mention.certain:
        notes.append("not certain")
    return f"{when}  ({', '.join(filter(None, notes))})"
