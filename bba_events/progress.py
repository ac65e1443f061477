"""How a run goes on, for whoever watches: a moving line on a terminal, plain lines elsewhere.

The only import of rich, and only when a terminal watches.  What is told is decided by ``pipeline``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

Told = Callable[[str, str], None]
"""Called with a source's id and what is happening to it: "reading" or "done"."""

DONE = "done"


@contextmanager
def watched(stream: TextIO, total: int) -> Iterator[Told]:
    """Tell on ``stream`` how ``total`` sources go on, as long as the block runs."""
    if stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
        with _moving(stream, total) as told:
            yield told
    else:
        yield lambda source, what: _line(stream, source, what)


def _line(stream: TextIO, source: str, what: str) -> None:
    if what != DONE:
        stream.write(f"{source}: {what}\n")
        stream.flush()


@contextmanager
def _moving(stream: TextIO, total: int) -> Iterator[Told]:
    """One line with a bar and the names of the sources under way, gone at the end."""
    from rich.console import Console  # noqa: PLC0415 - a pipe needs none of it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    busy: list[str] = []
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task("", total=total)

        def told(source: str, what: str) -> None:
            if what != DONE and source not in busy:
                busy.append(source)
            elif what == DONE and source in busy:
                busy.remove(source)
                bar.advance(task)
            bar.update(task, description=", ".join(busy[:4]))

        yield told
