"""What goes wrong ends with the right exit code and words, never with a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bba_events import config
from bba_events.cli import arguments, faults
from bba_events.errors import (
    BbaError,
    ConfigError,
    EventRefused,
    FetchError,
    ReadError,
    SourceError,
    StoreError,
)

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (ConfigError("a", "b"), 2),
        (FetchError("a"), 3),
        (ReadError("a"), 3),
        (SourceError("a"), 3),
        (StoreError("a"), 4),
        (EventRefused("a"), 1),
        (BbaError("a"), 1),
        (OSError(28, "No space left on device", "public"), 2),
        (KeyboardInterrupt(), 130),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else str(value),
)
def test_exit_codes(fault: BaseException, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> int:
        raise fault

    assert faults.guarded(broken) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lst"], "No such command 'lst'"),
        (["when", "28 nov", "--jsn"], "No such option: --jsn"),
        (["when", "28 nov", "--on", "28-11-2025"], "expected a day such as 2025-11-25"),
        (["when", "28 nov", "--on", "2025-02-30"], "is no day of the calendar"),
        (["when", "28 nov", "--on", "２025-11-25"], "expected a day such as"),
        (["when", "28 nov", "--on", ""], "expected a day such as"),
        (["when", "28 nov", "--lang", "xx"], "expected one of de, en, fr, nl"),
        (["when"], "no text given"),
        (["when", "--batch", "none.jsonl"], "none.jsonl: cannot be read"),
        (["read", "none.html"], "none.html: cannot be read"),
        (["read"], "Missing argument"),
        (["merge", "none.jsonl"], "none.jsonl: cannot be read"),
        (["fetch"], "bba-events init"),
        (["list"], "bba-events init"),
        (["block", "--lang", "nl"], "bba-events init"),
        (["block", "--format", "pdf"], "'md', 'html', 'txt'"),
        (["explain", "abc"], "bba-events init"),
        (["sources"], "bba-events init"),
        (["record"], "bba-events init"),
        (["list", "--config", "."], "cannot be read"),
    ],
)
def test_what_the_user_can_mend(
    bba: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = bba(*arguments)
    assert ended.code == 2
    assert said in " ".join(ended.err.split())
    assert ended.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_ours_is_short_and_says_how_to_see_more(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = RuntimeError("odd \x1b[2J")
    monkeypatch.delenv("BBA_DEBUG", raising=False)
    faults.tell_ours(RuntimeError, fault, None)
    said = capsys.readouterr().err
    assert "BBA_DEBUG=1" in said
    assert "Traceback" not in said
    assert "\x1b" not in said
    monkeypatch.setenv("BBA_DEBUG", "1")
    faults.tell_ours(RuntimeError, fault, None)
    assert "RuntimeError: odd" in capsys.readouterr().err.splitlines()[-1]


def test_an_unexpected_fault_ends_with_one() -> None:
    script = (
        "import bba_events.cli.maintainer as m, bba_events.cli.running as r\n"
        "r.init = lambda folder: 1 / 0\n"
        "from bba_events.cli import main\n"
        "main(['init'])\n"
    )
    environment = {name: value for name, value in os.environ.items() if name != "BBA_DEBUG"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={**environment, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 1
    assert "a fault of bba-events itself: ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_default_configuration_is_named_once() -> None:
    assert arguments.CONFIG == config.DEFAULT_PATH


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is played by /dev/full")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bba_events", "when", "5 mei", "--on", "2025-11-25"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["standard output: cannot be written: No space left on device"]


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.write_text("28 november\n" * 3000)
    command = f"{sys.executable} -m bba_events when - --on 2025-11-25 --json < {texts} | head -1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == faults.PIPE_CLOSED
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
