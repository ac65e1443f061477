"""How long the program takes to start, as ratios to a bare typer program of two commands.

    python benchmarks/cli.py

Budget: ``--help`` and ``list`` within 2 times.  Each is started in turn, so that a busy machine slows all
alike; the medians are compared, without the first round, which compiles the modules.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bba_events.event import Entry
from bba_events.span import day
from bba_events.store import Store

ROUNDS = 25
ENTRIES = 200
BUDGET = 2.0

BARE = """
import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)

@app.command()
def one(path: str = "x") -> None:
    "One."
    print(path)

@app.command()
def two(path: str = "x") -> None:
    "Two."

app()
"""


def configured(folder: Path) -> Path:
    """A configuration beside a store of ``ENTRIES`` entries."""
    moment = datetime(2025, 11, 25, tzinfo=UTC)
    entries = [
        Entry(
            f"{number:08x}-0@example.org",
            day(date(2025, 12, 1) + timedelta(days=number)),
            {"nl": f"Nummer {number}"},
            moment,
            moment,
            moment.date(),
        )
        for number in range(ENTRIES)
    ]
    with Store.open_for_run(folder / ".bba-events.sqlite") as store:
        store.put_entries(entries)
        store.commit()
    path = folder / "sources.toml"
    path.write_text(
        '[calendar]\nname = "A"\ndomain = "example.org"\ncontact = "a@example.org"\n'
        '[[source]]\nid = "a"\nurl = "https://example.org"\npartner = "P"\n'
    )
    return path


def seconds(command: list[str], folder: str) -> float:
    """How long one start takes, with compiled modules kept in ``folder`` as an installation keeps them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**kept, "PYTHONPYCACHEPREFIX": folder})
    return time.perf_counter() - begin


def main() -> None:
    """Print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        config = configured(Path(folder))
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE)
        script = Path(folder) / "bba-events"
        script.write_text("from bba_events.cli import main\nmain()\n")  # as pip writes it
        ours = [sys.executable, str(script)]
        commands = {
            "bare typer --help": [sys.executable, str(bare), "--help"],
            "bare typer command": [sys.executable, str(bare), "one"],
            "bba-events --help": [*ours, "--help"],
            "bba-events list": [*ours, "list", "--config", str(config), "--on", "2025-11-25"],
            "bba-events when": [*ours, "when", "28 t/m 30 november", "--on", "2025-11-25"],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                taken[name].append(seconds(command, folder))
    medians = {name: statistics.median(found[1:]) for name, found in taken.items()}
    print(f"{'start of':20} {'median':>8} {'to bare':>8}   budget {BUDGET}")
    for name, median in medians.items():
        against = medians["bare typer --help" if "--help" in name else "bare typer command"]
        print(f"{name:20} {median * 1000:6.0f}ms {median / against:7.2f}x")


if __name__ == "__main__":
    main()
