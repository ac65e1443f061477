"""Our own machine in a drill: runs over recorded answers, some of them in a process that may die.

A run here is ``bba-events fetch --replay`` as typed in a shell; the forked ones end by SIGKILL, or with
a limit on what they may write.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from drills.drill import ROW, TREES, WALKS, Walk, check_published, page

from bba_events import config
from bba_events.cli import main
from bba_events.event import Entry
from bba_events.store import Store

CONFIG = """
[calendar]
name = "Agenda"
domain = "agenda.example"
contact = "agenda@agenda.example"
languages = ["nl"]
"""
ANSWER = 'url = "https://{id}.example/agenda"\nstatus = {status}\nfetched_on = {day}\nbody = "{id}.html"\n[headers]\ncontent-type = "text/html; charset=utf-8"\n'


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run in a process of its own ended."""

    code: int
    """Exit code, or minus the signal that killed it."""
    said: str


@dataclass(frozen=True, slots=True)
class Machine:
    """One folder with our configuration, store and published files."""

    folder: Path

    @property
    def store(self) -> Path:
        return self.folder / ".bba-events.sqlite"

    @property
    def public(self) -> Path:
        return self.folder / "public"

    def set_up(self) -> None:
        self.folder.mkdir(exist_ok=True)
        (self.folder / "recorded").mkdir()
        rows = "".join(ROW.format(id=name, partner=name) for name in ("hoeve", "bos"))
        (self.folder / "sources.toml").write_text(CONFIG + rows, encoding="utf-8")
        self.shows("bos", TREES, heading="Het Bos")
        self.shows("hoeve")

    def shows(
        self, source: str, walks: Sequence[Walk] = WALKS, *, day: str = "2026-03-02", **more: str
    ) -> None:
        """What the source's recorded answer is from now on."""
        recorded = self.folder / "recorded"
        (recorded / f"{source}.html").write_bytes(page(walks, **more))
        (recorded / f"{source}.toml").write_text(
            ANSWER.format(id=source, status=200, day=day), encoding="utf-8"
        )

    def command(self, *more: str, on: str = "2026-03-02") -> list[str]:
        paths = ["--config", str(self.folder / "sources.toml"), "--replay", str(self.folder / "recorded")]
        return ["fetch", *paths, "--on", on, *more]

    def fetch(self, *more: str, on: str = "2026-03-02", before: Callable[[], None] = lambda: None) -> Ended:
        """A run in a process of its own; ``before`` is called in it first.  What is published is whole."""
        ended = forked(self.command(*more, on=on), before)
        if self.public.is_dir() and any(self.public.iterdir()) and ended.code >= 0:
            check_published(self.public)
        return ended

    def entries(self) -> dict[str, Entry]:
        """Every living entry by UID."""
        with Store.open_to_read(config.load(self.folder / "sources.toml").calendar.store) as store:
            return {entry.uid: entry for entry in store.entries() if not entry.replaced_by}


def forked(command: Sequence[str], before: Callable[[], None] = lambda: None) -> Ended:
    """Run a command in a child of this process; ``before`` is called in it first."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with _ended_here():
            for stream in (1, 2):
                os.dup2(writing, stream)
            sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", closefd=False)
            before()
            main(list(command))
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode("utf-8", "replace")
    _, status = os.waitpid(child, 0)
    return Ended(os.waitstatus_to_exitcode(status), said)


@contextmanager
def _ended_here() -> Iterator[None]:
    """Whatever happens, the child goes no further than this, and never back into pytest."""
    code = 70
    try:
        try:
            yield
        except SystemExit as ended:
            code = int(ended.code or 0)
        except BaseException as fault:  # told on its own standard error
            sys.stderr.write(f"{fault!r}\n")
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def killed_at(step: int, steps: Sequence[tuple[object, str]]) -> Callable[[], None]:
    """Makes a process kill itself before the ``step``-th call of any of these functions."""

    def arm() -> None:
        calls = iter(range(step + 1))

        def watched(real: Callable[..., object]) -> Callable[..., object]:
            def call(*given: object, **more: object) -> object:
                if next(calls, step) == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*given, **more)

            return call

        for owner, name in steps:
            setattr(owner, name, watched(getattr(owner, name)))

    return arm


def without_privileges() -> None:
    """Makes a process one that permissions hold for, also where these tests run as root (capabilities(7))."""
    header, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(header, none) == 0
