"""The program: every command by its name, and one way in that always ends with an exit code.

What a command does is left to its module, what a fault means to ``faults``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated

import typer
from typer.core import TyperCommand

from bba_events import __version__
from bba_events.cli import editor, faults, maintainer, partners, stages, terminal
from bba_events.cli.arguments import FreeText

COMMANDS: Mapping[str, tuple[Callable[..., int], type[TyperCommand]]] = {
    "demo": (maintainer.demo, TyperCommand),
    "init": (maintainer.init, TyperCommand),
    "fetch": (maintainer.fetch, TyperCommand),
    "list": (editor.list_entries, TyperCommand),
    "block": (editor.block, TyperCommand),
    "explain": (editor.explain, TyperCommand),
    "pick": (editor.pick, TyperCommand),
    "sent": (editor.sent, TyperCommand),
    "changes": (editor.changes, TyperCommand),
    "sources": (maintainer.sources, TyperCommand),
    "record": (maintainer.record, TyperCommand),
    "detect": (partners.detect, TyperCommand),
    "discover": (partners.discover, TyperCommand),
    "check": (partners.check, TyperCommand),
    "serve": (maintainer.serve, TyperCommand),
    "restore": (maintainer.restore, TyperCommand),
    "when": (stages.when, FreeText),
    "read": (stages.read, FreeText),
    "merge": (stages.merge, FreeText),
}
"""Every command, in the order of ``--help``."""


def program(*names: str) -> typer.Typer:
    """The program with these commands only; with all of them when none is named.

    Making every command ready takes longer than running a small one.
    """
    made = typer.Typer(
        name="bba-events",
        callback=_options,
        epilog="Start with: bba-events demo.  Each command explains itself: bba-events COMMAND --help",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        no_args_is_help=True,
        context_settings={"max_content_width": 100},  # no short options: texts may start with a dash
    )
    for name in names or COMMANDS:
        function, kind = COMMANDS[name]
        made.command(name, cls=kind)(function)
    return made


def _version(asked: bool) -> None:
    if asked:
        terminal.show(f"bba-events {__version__}")
        raise typer.Exit


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
    asked = [given[0]] if given and given[0] in COMMANDS else []
    command = typer.main.get_group(
        program(*asked)
    )  # calling it would put typer's own hook in the place of ours
    code = command(args=given, prog_name="bba-events", standalone_mode=False)
    terminal.finish()
    return code if isinstance(code, int) else 0
