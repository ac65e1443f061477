"""``record``: what a live server answers is written down, and replayed to the same events."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from partner_server import serving

ROOT = Path(__file__).parent.parent.parent
EDITION = ROOT / "fixtures" / "2025-11"
NAMES = ("boomweekend", "le-chant-des-forets")


def test_record_then_replay(bba: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with serving(EDITION) as partners:
        told = tomllib.loads((ROOT / "sources.toml").read_text(encoding="utf-8"))
        told["calendar"] |= {"allow_private": True, "delay": 0.0}
        for row in told["source"]:
            row["url"] = partners.local(row["url"])
        (tmp_path / "sources.toml").write_text(tomlkit.dumps(told), encoding="utf-8")
        ended = bba("record", *NAMES, "--to", "answers", "--note", "by hand")
        partners.answers["/www.bosteller.be/boomweekend"] = (500, b"down")
        down = bba("record", "boomweekend", "--to", "answers")
    assert (ended.code, ended.out) == (0, "answers\n")
    assert not (tmp_path / ".bba-events.sqlite").exists()
    recordings = [tomllib.loads(path.read_text("utf-8")) for path in (tmp_path / "answers").glob("*.toml")]
    assert {one["note"] for one in recordings} == {"by hand"}
    assert down.code == 3
    assert "boomweekend: not recorded: " in down.err

    asked = [part for name in NAMES for part in ("--source", name)]
    replayed = bba("fetch", "--replay", "answers", "--on", "2025-11-25", "--json", "--strict", *asked)
    assert replayed.code == 0
    states = {source["id"]: source["state"] for source in replayed.records[0]["sources"]}
    assert {states[name] for name in NAMES} == {"read"}


def test_an_unknown_source_is_refused(bba: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    bba("init")
    ended = bba("record", "nobody")
    assert ended.code == 2
    assert "there is no source 'nobody'" in ended.err
    assert not (tmp_path / "recordings").exists()
