"""Runs the program in this process as a shell would, and keeps what it says and how it ends."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from bba_events.cli import main


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The lines of JSON on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


Bba = Callable[..., Ended]


@pytest.fixture
def bba(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bba:
    """``bba("when", "28 november", "--json", stdin=b"…")`` as typed in a shell."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    for name in ("BBA_DEBUG", "NO_COLOR", "CI"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Ended(int(ended.value.code or 0), said.out, said.err)

    return run
