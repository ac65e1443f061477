"""Every row of hostile input is tested, and every test that a row names is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
ROWS = tomllib.loads((Path(__file__).parent / "rows.toml").read_text(encoding="utf-8"))["row"]
NUMBERS = [number for number in range(1, 59) if number != 40]


def test_every_row_is_here_once() -> None:
    assert [row["number"] for row in ROWS] == NUMBERS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['number']}: {row['input']}")
def test_its_tests_exist(row: dict[str, object]) -> None:
    named = row["tests"]
    assert isinstance(named, list)
    assert named
    for one in named:
        file, _, name = one.partition("::")
        source = (TESTS / f"{file}.py").read_text(encoding="utf-8")
        assert re.search(rf"^(?:async )?def {re.escape(name)}\(", source, re.MULTILINE), one
