"""How much is read of agendas, event pages and articles that no code had seen; floors that only rise."""

from __future__ import annotations

import json
import os
from pathlib import Path

import agendas
import pytest

FLOORS = Path(__file__).parents[1] / "quality.json"
KINDS = sorted(path.name for path in agendas.FOLDER.iterdir() if path.is_dir())


@pytest.mark.parametrize("kind", KINDS)
def test_no_less_is_read_than_before(kind: str) -> None:
    """Set QUALITY_FLOORS=raise to write higher floors."""
    found = agendas.measure(kind)
    told = json.loads(FLOORS.read_text(encoding="utf-8"))
    floors = told.setdefault("agendas", {}).setdefault(kind, dict.fromkeys(found, 0.0))
    if os.environ.get("QUALITY_FLOORS") == "raise":
        floors.update({name: max(floors[name], value) for name, value in found.items()})
        FLOORS.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    assert all(found[name] >= floor for name, floor in floors.items()), (found, floors)
