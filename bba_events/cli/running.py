"""The bodies of ``fetch``, ``demo`` and ``init``: all that starts a run or prepares one."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bba_events import config as configuration
from bba_events.cli import arguments, blocks, reports, samples
from bba_events.cli.terminal import say, show
from bba_events.errors import ConfigError

PRODUCTS = {
    "block.nl.html": "the block, to open, copy and paste",
    "events.ics": "the feed, to subscribe to",
    "index.html": "the agenda page",
}
"""What the demo points at."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What was asked of a run on the command line."""

    config: Path
    on: date | None = None
    replay: Path | None = None
    sources: tuple[str, ...] = ()
    accept_drop: tuple[str, ...] = ()
    strict: bool = False


def fetch(orders: Orders, *, as_json: bool) -> int:
    """Run, report, and say how it ended."""
    from bba_events import pipeline, progress

    made = configuration.load(orders.config)
    if orders.replay is not None and not orders.replay.is_dir():
        raise ConfigError(f"{orders.replay}: --replay expects a folder, as `bba-events record` writes one")
    with progress.watched(sys.stderr, total=len(orders.sources or made.sources)) as told:
        report = pipeline.run(
            made,
            moment=arguments.moment(orders.on),
            replay=orders.replay,
            sources=orders.sources,
            accept_drop=orders.accept_drop,
            on_progress=told,
        )
    reports.tell(report, made, as_json=as_json)
    return report.exit_code(strict=orders.strict, stale_days=made.calendar.stale_days)


def demo(config: Path, *, on: date, replay: Path) -> int:
    """A run over recorded answers; then the Dutch block and where everything is."""
    code = fetch(Orders(config, on=on, replay=replay), as_json=False)
    calendar = configuration.load(config).calendar
    show("")
    blocks.tell(config, blocks.Asked(language="nl", on=on))
    show("")
    for name, meaning in PRODUCTS.items():
        if (calendar.output / name).exists():
            say(f"{meaning}: {_near(calendar.output / name)}")
    return code


def _near(path: Path) -> str:
    """A path as people here would type it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def init(folder: Path) -> int:
    """Write the samples that are not there yet."""
    for name in ("sources.toml", "picks.toml"):
        written = samples.copy(name, folder)
        say(f"{name}: {'written' if written else 'is there already, left as it is'}")
    say("next: put your partners in sources.toml, then run `bba-events fetch`")
    return 0
