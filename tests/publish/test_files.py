"""Files are written whole or not at all, and touched only when they change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bba_events.errors import ConfigError
from bba_events.publish import files


def identity(path: Path) -> tuple[int, int]:
    """Which file it is and when it was last written; reading it changes neither."""
    told = path.stat()
    return told.st_ino, told.st_mtime_ns


def test_writes_only_what_differs(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "public"
    assert files.write(folder, {"a.ics": b"1", "b.md": b"2"}) == ["a.ics", "b.md"]
    stamp = identity(folder / "a.ics")
    assert files.write(folder, {"a.ics": b"1", "b.md": b"3"}) == ["b.md"]
    assert identity(folder / "a.ics") == stamp
    assert (folder / "b.md").read_bytes() == b"3"
    assert sorted(path.name for path in folder.iterdir()) == ["a.ics", "b.md"]
    assert (folder / "a.ics").stat().st_mode & 0o777 == 0o644


def test_a_link_in_the_place_of_a_file_is_replaced_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"same")
    folder = tmp_path / "public"
    folder.mkdir()
    (folder / "a.ics").symlink_to(secret)
    assert files.write(folder, {"a.ics": b"same"}) == ["a.ics"]
    assert not (folder / "a.ics").is_symlink()
    assert secret.read_bytes() == b"same"


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".bba-events-x1").write_bytes(b"half")
    (tmp_path / ".other").write_bytes(b"not ours")
    files.write(tmp_path, {"a.ics": b"1"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [".other", "a.ics"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_no_trace(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.write(tmp_path, {"a.ics": b"old"})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), full)
    with pytest.raises(ConfigError, match="No space left on device"):
        files.write(tmp_path, {"a.ics": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.ics"]
    assert (tmp_path / "a.ics").read_bytes() == b"old"


def test_an_output_that_is_a_file_is_a_fault_the_user_can_mend(tmp_path: Path) -> None:
    (tmp_path / "public").write_bytes(b"")
    with pytest.raises(ConfigError, match="cannot be written"):
        files.write(tmp_path / "public", {"a.ics": b"1"})


def test_a_folder_in_the_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.ics").mkdir()
    with pytest.raises(ConfigError, match="cannot be written"):
        files.write(tmp_path, {"a.ics": b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.ics"]


@pytest.mark.parametrize("name", ["../a.ics", "a/b.ics", "/etc/x", ".hidden", ""])
def test_only_plain_names_are_taken(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="plain file name"):
        files.write(tmp_path, {name: b""})
