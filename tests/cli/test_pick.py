"""``pick``: what the editor says goes into her file and counts in the next run."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

EDITION = Path(__file__).parent.parent.parent / "fixtures" / "2025-11"
ON = ("--on", "2025-11-25")


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from bba_events.cli import running
    from bba_events.cli.maintainer import DEMO_DAY

    folder = tmp_path_factory.mktemp("once")
    running.init(folder)
    running.fetch(running.Orders(folder / "sources.toml", on=DEMO_DAY, replay=EDITION), as_json=False)
    return folder


@pytest.fixture
def here(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own after one run."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ids(bba: Any) -> dict[str, str]:
    return {record["title"]: record["id"] for record in bba("list", *ON, "--json").records}


def fetch(bba: Any) -> None:
    assert bba("fetch", "--replay", EDITION, *ON).code == 0


def test_what_she_says_counts_in_the_next_run(bba: Any, here: Path) -> None:
    known = ids(bba)
    comments = (here / "picks.toml").read_text()
    film, boom = known["Le Chant des forêts"], known["BOOMweekend"]
    assert (
        bba(
            "pick",
            film,
            "--pin",
            "--title",
            "nl=Het lied van het bos",
            "--end",
            "2026-02-05",
            "--start",
            "2026-02-04",
        ).code
        == 0
    )
    assert bba("pick", boom, "--skip").code == 0
    assert (here / "picks.toml").read_text().startswith(comments.rstrip())
    fetch(bba)
    block = bba("block", "--lang", "nl", *ON).out
    assert block.index("Het lied van het bos") < block.index("Het Goede Moment")
    assert "4 en 5 februari 2026" in block
    assert "BOOMweekend" not in block
    assert bba("pick", boom, "--clear", "skip").code == 0
    assert "BOOMweekend" in bba("block", "--lang", "nl", *ON).out


def test_an_event_typed_by_hand(bba: Any, here: Path) -> None:
    asked = (
        "--new",
        "--title",
        "nl=Plantdag in Gent",
        "--start",
        "2026-03-14T13:30",
        "--end",
        "2026-03-14T17:00",
        "--town",
        "Gent",
    )
    assert bba("pick", *asked, "--partner", "Buurt").code == 0
    assert bba("pick", *asked).code == 0, "a second one of that name gets an id of its own"
    told = tomllib.loads((here / "picks.toml").read_text())
    assert [row["id"] for row in told["event"]] == ["plantdag-in-gent", "plantdag-in-gent-2"]
    fetch(bba)
    assert "Plantdag in Gent" in bba("block", "--lang", "nl", *ON).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "ENTRY"),
        (["{boom}"], "nothing to change"),
        (["{boom}", "--new"], "either ENTRY"),
        (["{boom}", "--town", "Gent"], "either ENTRY"),
        (["zzzz", "--pin"], "there is no entry 'zzzz'"),
        (["{boom}", "--title", "Boom"], "nl=Plantdag"),
        (["{boom}", "--title", "xx=Boom"], "xx"),
        (["{boom}", "--kind", "party"], "kind"),
        (["{boom}", "--start", "14 maart"], "2026-03-14"),
        (["{boom}", "--start", "2026-02-30"], "--start"),
        (["{boom}", "--end", "2026-02-03"], "end without start"),
        (["{boom}", "--same", "zzzz"], "zzzz"),
        (["{boom}", "--clear", "pinn"], "pinn"),
        (["--new", "--title", "nl=x"], "--start"),
    ],
)
def test_what_cannot_be_done_changes_nothing(bba: Any, here: Path, arguments: list[str], said: str) -> None:
    before = (here / "picks.toml").read_bytes()
    boom = ids(bba)["BOOMweekend"]
    ended = bba("pick", *(argument.format(boom=boom) for argument in arguments))
    assert ended.code == 2
    assert said in " ".join(ended.err.split())
    assert (here / "picks.toml").read_bytes() == before
