"""Lines and files that people hand to a command; ``-`` is standard input.

Bytes become text here, so that odd ones never stop a command; what the lines hold is left to others.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bba_events.cli.terminal import say
from bba_events.errors import ConfigError

STDIN = "-"


def content(name: str | Path) -> bytes:
    """The bytes of a file, or of standard input; raises ConfigError when it cannot be read."""
    if str(name) == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else fault
        raise ConfigError(f"{name}: cannot be read: {reason}; check the name") from fault


def lines(name: str | Path) -> Iterator[str]:
    """The lines of a file or of standard input as they come; bytes that are no UTF-8 become "�"."""
    if str(name) != STDIN:
        yield from content(name).decode("utf-8-sig", "replace").split("\n")
        return
    for line in sys.stdin.buffer:
        yield line.decode("utf-8-sig", "replace").rstrip("\n")


class Records:
    """The JSON objects of a file, a line each; others are told and counted."""

    def __init__(self, name: str | Path) -> None:
        self._name = name
        self.faults = 0

    def __iter__(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Number and object of each line that is not blank."""
        for number, line in enumerate(lines(self._name), 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as fault:
                self.refuse(number, f"not a line of JSON: {fault}")
                continue
            if isinstance(record, dict):
                yield number, record
            else:
                self.refuse(number, 'expected an object such as {"id": 1, …}')

    def refuse(self, number: int, why: str) -> None:
        """Tell of a line that cannot be used."""
        self.faults += 1
        say(f"{self._name}: line {number}: {why}")
