"""The editor's commands: ``list``, ``block`` and ``explain``.

They read the store and never the network.  Words and layout of the block are ``publish``'s.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from bba_events.cli import arguments
from bba_events.cli.arguments import ConfigPath, Json, Language, On


class Form(StrEnum):
    """The forms of a block."""

    MD = "md"
    HTML = "html"
    TXT = "txt"


def list_entries(
    on: On = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Past entries too, not only what runs and what is to come.")
    ] = False,
    lang: Annotated[
        str, typer.Option("--lang", metavar="LANG", help="Titles in this language where there are any.")
    ] = "",
    as_json: Json = False,
    config: ConfigPath = arguments.CONFIG,
) -> int:
    """List what runs and what is to come.

    A line for each entry: id, dates, title, partner, sources, and marks such as "cancelled".

    \b
    bba-events list
    bba-events list --on 2025-11-25 --json
    """
    from bba_events.cli import listing

    return listing.tell(
        config, on=on or arguments.today(), everything=everything, language=lang, as_json=as_json
    )


def block(
    lang: Language = "",
    form: Annotated[
        Form, typer.Option("--format", help="Markdown, rich text to paste, or plain text.")
    ] = Form.MD,
    on: On = None,
    config: ConfigPath = arguments.CONFIG,
) -> int:
    """Print the block for the newsletter.

    Made from what the last run found; the network is not used.

    \b
    bba-events block --lang nl
    bba-events block --lang fr --format html --on 2025-11-25
    """
    from bba_events.cli import running

    running.print_block(config, language=lang, form=form.value, on=on or arguments.today())
    return 0


def explain(
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="The short id that `bba-events list` shows.")],
    as_json: Json = False,
    config: ConfigPath = arguments.CONFIG,
) -> int:
    """Explain where an entry's facts come from.

    Each fact with the words it was read from, the page and the reader; doubts; why several sources
    are held to tell of one event.

    \b
    bba-events explain 1f3a9c2e
    """
    from bba_events.cli import explaining

    return explaining.tell(config, entry, as_json=as_json)
