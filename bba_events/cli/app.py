"""The program: every command by its name, and one way in that always ends with an exit code.

What a command does is left to its module, what a fault means to ``faults``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from bba_events import __version__
from bba_events.cli import editor, faults, maintainer, stages, terminal
from bba_events.cli.arguments import FreeText

app = typer.Typer(
    name="bba-events",
    help="Reads the event pages of partners into one calendar feed and one newsletter block.",
    epilog="Start with: bba-events demo.  Each command explains itself: bba-events COMMAND --help",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)

app.command("demo")(maintainer.demo)
app.command("init")(maintainer.init)
app.command("fetch")(maintainer.fetch)
app.command("list")(editor.list_entries)
app.command("block")(editor.block)
app.command("explain")(editor.explain)
app.command("sources")(maintainer.sources)
app.command("record")(maintainer.record)
app.command("when", cls=FreeText)(stages.when)
app.command("read", cls=FreeText)(stages.read)
app.command("merge", cls=FreeText)(stages.merge)


def _version(asked: bool) -> None:
    if asked:
        terminal.show(f"bba-events {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Reads the event pages of partners into one calendar feed and one newsletter block."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code (docs/commands.md lists them)."""
    terminal.prepare()
    sys.excepthook = faults.tell_ours
    sys.exit(faults.guarded(lambda: _run(arguments)))


def _run(arguments: Sequence[str] | None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    command = typer.main.get_command(app)  # app() itself would put typer's own hook in the place of ours
    code = command(args=given, prog_name="bba-events", standalone_mode=False)
    terminal.finish()
    return code if isinstance(code, int) else 0
