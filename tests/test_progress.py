"""Progress: plain lines for pipes and logs, a moving bar for a terminal, nothing obeyed that a page says."""

from __future__ import annotations

import io

import pytest

from bba_events import progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def run(stream: io.StringIO) -> str:
    with progress.watched(stream, total=2) as told:
        for source in ("boomweekend", "[bold]x"):
            told(source, "reading")
            told(source, progress.DONE)
            told(source, progress.DONE)
    return stream.getvalue()


def test_plain_lines_elsewhere() -> None:
    assert run(io.StringIO()) == "boomweekend: reading\n[bold]x: reading\n"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_plain_lines_on_a_terminal_that_wants_them(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert run(Terminal()) == "boomweekend: reading\n[bold]x: reading\n"


def test_a_moving_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    told = run(Terminal())
    assert "\x1b[" in told
    assert "2/2" in told
    assert "boomweekend: reading" not in told
