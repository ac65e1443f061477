"""Every recorded folder that holds an expectation is replayed on its day and must give just that.

``bba-events record SOURCE --to fixtures/recorded/SOURCE`` writes folder and expectation
(``expected/SOURCE.toml``): nothing needs to be written for it here.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit

from bba_events import config
from bba_events.cli.recording import EXPECTED, replayed

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT / "fixtures" / "recorded", ROOT / "recordings")
FOUND = sorted(file for folder in FOLDERS for file in folder.rglob(f"{EXPECTED}/*.toml"))
CALENDAR = {"name": "Agenda", "domain": "agenda.example", "contact": "agenda@agenda.example"}


def row_of(told: dict[str, Any], folder: Path) -> config.Source:
    """The row of an expectation, checked as in ``sources.toml``."""
    path = folder / "sources.toml"
    path.write_text(tomlkit.dumps({"calendar": CALENDAR, "source": [told["source"]]}), encoding="utf-8")
    return config.load(path).sources[0]


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_recorded_source_gives_what_stands_beside_it(file: Path, tmp_path: Path) -> None:
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    now = replayed(file.parent.parent, row_of(told, tmp_path), told["on"])
    assert bool(now.get("refused")) == bool(told.get("refused")), now.get("refused")
    assert now["events"] == told["events"]
