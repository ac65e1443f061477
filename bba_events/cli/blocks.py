"""The body of ``block``: what the editor asks for, printed or put into her file.

Words and layout are ``publish``'s, which entries are shown is ``publication``'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bba_events import config as configuration
from bba_events import publication, words
from bba_events.cli.terminal import say, show
from bba_events.errors import ConfigError
from bba_events.publish import block as blocks
from bba_events.publish.choice import HOUSE, Options

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """One block as asked for on the command line."""

    on: date
    language: str = ""
    """"" is the calendar's first."""
    form: str = "md"
    into: Path | None = None
    options: Options = HOUSE
    since_last: bool = False
    unread: bool = True


def tell(path: Path, asked: Asked) -> None:
    """Print the block, or put it between its markers in a file."""
    made = configuration.load(path)
    language = asked.language or made.calendar.languages[0]
    _check(language)
    first, last = asked.options.period(asked.on)
    if last < first:
        raise ConfigError(f"--to: {last} lies before the first day of the period, {first}")
    text = publication.block(
        made, language=language, on=asked.on, form=asked.form, asked=asked.options,
        since_last=asked.since_last, unread=asked.unread, questions=asked.options.doubts,
    )  # fmt: skip
    if asked.into is None:
        show(text.rstrip("\n"))
    else:
        _put(asked.into, text)


def _put(file: Path, text: str) -> None:
    """Replace only what stands between the block's markers; the rest of the file is the editor's own."""
    before = file.read_bytes().decode("utf-8-sig") if file.exists() else ""
    after = blocks.into(before, text)
    if after != before:
        file.write_text(after, encoding="utf-8", newline="")
    say(f"{file}: {'the block is as it was' if after == before else 'the block is renewed'}")


def send(path: Path, name: str, languages: Sequence[str], on: date) -> None:
    """Record what went out, and say what it was."""
    made = configuration.load(path)
    if not name.strip() or len(name) > _LONGEST or not name.isprintable():
        raise ConfigError(
            f"EDITION: expected a name of 1 to {_LONGEST} characters such as 2025-11, found {name!r}"
        )
    for language in languages:
        _check(language)
    for one in publication.send(made, name=name, languages=languages or made.calendar.languages, on=on):
        say(f"edition {one.name!r} in {one.language}: recorded, entries: {len(one.entries)}")


def _check(language: str) -> None:
    if language not in words.languages():
        known = ", ".join(words.languages())
        raise ConfigError(f"--lang: there are no words for {language!r}; expected one of {known}")
