"""Standard output for results, standard error for everything else, and nothing that a terminal obeys.

What is said is left to the commands.  Text from pages may hold control characters: ``escaped`` shows
them instead of sending them (hostile titles can clear a screen or set a window's name).
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from bba_events.errors import ConfigError

_HARMFUL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


class PipeClosed(Exception):
    """Whoever read our standard output has left, as ``| head`` does."""


def prepare() -> None:
    """Make both streams able to write any text: UTF-8 where nobody watches, escapes where it must be."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def finish() -> None:
    """Send what is still waiting, so that a full disk or a closed pipe is noticed here."""
    with _told_apart():
        sys.stdout.flush()


def show(line: str) -> None:
    """One line of result, as it is: for JSON, and for text that was escaped or made by ``publish``."""
    with _told_apart():
        sys.stdout.write(f"{line}\n")


def drop() -> None:
    """Throw away what still waits for standard output: nobody can be given it any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _told_apart() -> Iterator[None]:
    """A reader who left is no fault of ours (typer would end with 1); a full disk can be mended."""
    try:
        yield
    except BrokenPipeError as fault:
        drop()
        raise PipeClosed from fault
    except OSError as fault:
        drop()
        raise ConfigError(f"standard output: cannot be written: {fault.strerror or fault}") from fault


def show_json(record: object) -> None:
    """One record as one line of JSON."""
    import json

    show(json.dumps(record, ensure_ascii=False))


def say(line: str) -> None:
    """One line for people, beside the result; control characters are shown, not sent."""
    finish()  # what was shown before stands before it, also where both go to one file
    sys.stderr.write(f"{escaped(line)}\n")


def escaped(text: str) -> str:
    """The text with control and direction characters written out, so that ESC is shown as such."""
    return _HARMFUL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


GOOD, DOUBTFUL, BAD = "32", "33", "31"
"""Green, yellow, red, as terminals number them."""


def in_colour() -> bool:
    """Whether standard output is a terminal that shows colours and whose owner wants them (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns(rows: Iterable[Sequence[str]], colours: Sequence[str] = ()) -> list[str]:
    """Rows as lines with aligned columns, two blanks between; the last column is as wide as it likes.

    ``colours``, one a row, paint the second column where standard output is in colour.
    """
    safe = [[escaped(cell).replace("\n", " ") for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*safe, strict=True)]
    padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in safe]
    for row, colour in zip(padded, colours if in_colour() else (), strict=False):
        row[1] = f"\x1b[{colour}m{row[1]}\x1b[0m"
    return ["  ".join(row).rstrip() for row in padded]
