"""Options and arguments that several commands share, and the days that people type.

Nothing here runs anything; a value that is not one ends with exit code 2 and words that help.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand


def day(text: str) -> date:
    """A day as people type it on a command line, such as 2025-11-25."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError as fault:
        raise typer.BadParameter(f"{text!r} is no day of the calendar: {fault}") from fault
    raise typer.BadParameter(f"expected a day such as 2025-11-25 (year-month-day), found {text!r}")


def today() -> date:
    """The day it is here; the command line is where the clock is asked."""
    return datetime.now().astimezone().date()


def moment(on: date | None) -> datetime:
    """The moment of a run in UTC: 00:00 of the day asked for, else now."""
    if on is not None:
        return datetime(on.year, on.month, on.day, tzinfo=UTC)
    return datetime.now(UTC).replace(microsecond=0)


On = Annotated[
    date | None,
    typer.Option(
        "--on", parser=day, metavar="DATE", help="The reference day, such as 2025-11-25; default: today."
    ),
]
ConfigPath = Annotated[
    Path, typer.Option("--config", metavar="PATH", help="The sources.toml to use; others lie beside it.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Replay = Annotated[
    Path | None,
    typer.Option("--replay", metavar="DIR", help="Take recorded answers from this folder, not the network."),
]
Sources = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="SOURCE", help="Only this source; may be given several times."),
]
Language = Annotated[str, typer.Option("--lang", metavar="LANG", help="The language: nl, fr, de or en.")]

CONFIG = Path("sources.toml")
"""As ``config.DEFAULT_PATH``, which is not imported here so that ``--help`` is light; a test compares."""


class FreeText(TyperCommand):
    """A command whose arguments may start with a dash, unless they look like an option of ours."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuse what looks like a mistyped option; leave every other dash to the arguments."""
        ctx.ignore_unknown_options = not any(self._mistyped(arg) for arg in _before_separator(args))
        return super().parse_args(ctx, args)

    def _mistyped(self, argument: str) -> bool:
        """Whether it has an option's form (``--word``, ``--word=value``) but is none of this command's."""
        known = {name for parameter in self.params for name in parameter.opts} | {"--help"}
        name = argument.partition("=")[0]
        return bool(re.fullmatch(r"--[a-z][a-z-]*", name)) and name not in known


def _before_separator(args: list[str]) -> list[str]:
    return args[: args.index("--")] if "--" in args else args
