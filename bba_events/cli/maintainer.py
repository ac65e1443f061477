"""The maintainer's commands: ``demo``, ``init``, ``fetch``, ``sources``, ``record``, ``serve``, ``restore``.

The run itself is ``pipeline``'s; how a report is worded is in ``reports``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bba_events.cli import arguments
from bba_events.cli.arguments import ConfigPath, Json, On, Replay, Sources

DEMO = Path("demo")
DEMO_DAY = date(2025, 11, 25)
"""The day on which the recorded edition was read."""


def demo() -> int:
    """Try it: the edition of November 2025, without network.

    Runs the main job over recorded answers in the folder demo/ here, then prints the Dutch block and
    where the files are.

    \b
    bba-events demo
    """
    from bba_events.cli import running, samples

    for name in ("sources.toml", "picks.toml"):
        samples.copy(name, DEMO)
    return running.demo(DEMO / "sources.toml", on=DEMO_DAY, replay=samples.recorded_edition())


def init() -> int:
    """Write a sources.toml and a picks.toml to begin with.

    They are written in the folder you are in; files that are there already stay as they are.

    \b
    bba-events init
    """
    from bba_events.cli import running

    return running.init(Path())


def fetch(
    source: Sources = None,
    replay: Replay = None,
    on: On = None,
    accept_drop: Annotated[
        list[str] | None,
        typer.Option(
            "--accept-drop",
            metavar="SOURCE",
            help="Believe this source though many of its events are gone; may be given several times.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with exit code 3 when any source failed.")
    ] = False,
    as_json: Json = False,
    config: ConfigPath = arguments.CONFIG,
) -> int:
    """Read all sources, publish feeds and blocks, report.

    A source that fails keeps its last good events; the report says how old they are.

    \b
    bba-events fetch
    bba-events fetch --source boomweekend --strict
    bba-events fetch --replay fixtures/2025-11 --on 2025-11-25 --json
    """
    from bba_events.cli import running

    orders = running.Orders(
        config=config,
        on=on,
        replay=replay,
        sources=tuple(source or ()),
        accept_drop=tuple(accept_drop or ()),
        strict=strict,
    )
    return running.fetch(orders, as_json=as_json)


def sources(
    on: On = None,
    as_json: Json = False,
    config: ConfigPath = arguments.CONFIG,
) -> int:
    """Show the state of each source.

    How it went in the last run that asked it, how many events stand for it, and since when.

    \b
    bba-events sources
    bba-events sources --json
    """
    from bba_events.cli import reports

    return reports.sources(config, on=on or arguments.today(), as_json=as_json)


def record(
    source: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]...", help="The sources to record; default: all.")
    ] = None,
    to: Annotated[
        Path, typer.Option("--to", metavar="DIR", help="The folder to write; may hold earlier recordings.")
    ] = Path("recordings"),
    note: Annotated[
        str, typer.Option("--note", metavar="TEXT", help="A note to keep with each answer.")
    ] = "",
    config: ConfigPath = arguments.CONFIG,
) -> int:
    """Save live answers for `fetch --replay`.

    Asks for the pages that a run would ask for.  Store and published files stay as they are.

    \b
    bba-events record boomweekend --to recordings
    bba-events fetch --replay recordings --config elsewhere/sources.toml
    """
    from bba_events.cli import recording

    return recording.record(config, source or [], folder=to, note=note, today=arguments.today())


def serve(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes any free one.")
    ] = 8080,
    host: Annotated[
        str,
        typer.Option(
            "--host", metavar="ADDRESS", help="The address to listen on; default: this machine only."
        ),
    ] = "127.0.0.1",
    config: ConfigPath = arguments.CONFIG,
) -> int:
    """Serve the published folder over HTTP.

    For trying things out and for a machine of your own; ends with Ctrl-C.

    \b
    bba-events serve --port 8080
    """
    from bba_events import config as configuration
    from bba_events import serve as server
    from bba_events.cli.terminal import say

    folder = configuration.load(config).calendar.output
    server.serve(folder, host=host, port=port, on_ready=lambda address: say(f"serving {folder} at {address}"))
    return 0


def restore(
    place: Annotated[
        str, typer.Argument(metavar="FILE|URL", help="A published events.json; status.json beside it helps.")
    ],
    on: On = None,
    config: ConfigPath = arguments.CONFIG,
) -> int:
    """Make a lost store again from events.json.

    Every entry keeps its UID and its history. A store that holds entries is never touched. --on is the
    day of the run that published the file, where no status.json beside it tells.

    \b
    bba-events restore public/events.json
    bba-events restore https://www.example.org/agenda/events.json
    """
    from bba_events.cli import restoring

    return restoring.tell(config, place, on=on, today=arguments.today())
