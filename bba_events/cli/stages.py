"""The stages as commands of their own: ``when``, ``read`` and ``merge``, for scripts and for testing.

They keep nothing and publish nothing.  The forms of their lines are in ``bba_events.lines``; reading
and judging is done by the rooms.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bba_events.cli import arguments
from bba_events.cli.arguments import ConfigPath, Json, On

Texts = Annotated[
    list[str] | None,
    typer.Argument(metavar="TEXT...", help="Texts to read; - reads a text a line from standard input."),
]
Pages = Annotated[
    list[str], typer.Argument(metavar="PAGE...", help="Files or web addresses; - reads standard input.")
]


def when(
    texts: Texts = None,
    on: On = None,
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="The language, when it is known.")] = "",
    batch: Annotated[
        Path | None,
        typer.Option(
            "--batch",
            metavar="CASES.jsonl",
            help="Lines of {id, text, lang, reference}; - for standard input.",
        ),
    ] = None,
    as_json: Json = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say how each date was read.")] = False,
) -> int:
    """Read the dates in a text.

    Knows Dutch, French, German and English.  Prints a line for each text: what was found, or that
    nothing was.  A text without a year is read from the day given with --on.

    \b
    bba-events when "28 t/m 30 november" --on 2025-11-25
    bba-events when "- du 5 au 7 mars" "- jusqu'au 20 octobre" --json
    bba-events when --batch cases.jsonl
    """
    from bba_events.cli import texts as command

    reference = on or arguments.today()
    if batch is not None:
        return command.batch(batch, reference=reference, language=lang)
    given = command.given(texts or [])
    return command.tell(given, reference=reference, language=lang, as_json=as_json, explain=explain)


def read(
    pages: Pages,
    url: Annotated[
        str, typer.Option("--url", metavar="URL", help="The address the page was taken from.")
    ] = "",
    source: Annotated[
        str, typer.Option("--source", metavar="SOURCE", help="Read it as this source of sources.toml.")
    ] = "",
    on: On = None,
    as_json: Json = False,
    no_expand: Annotated[
        bool, typer.Option("--no-expand", help="A recurring calendar event as written, one line each.")
    ] = False,
    config: ConfigPath = arguments.CONFIG,
) -> int:
    """Read the events on a page.

    Takes web pages, calendars and feeds, as files or addresses, and prints an event a line.
    A page that announces nothing gives no lines.  A page that is no page of events (a challenge, an
    empty shell, an error page) ends with exit code 3.

    \b
    bba-events read page.html --url https://www.example.org/agenda --on 2025-11-25
    bba-events read https://www.example.org/agenda.ics --json
    bba-events read saved.html --source boomweekend --json
    """
    from bba_events.cli import pages as command

    row = command.row(source, config)
    asked = command.Asked(url=url, row=row, on=on, expand=not no_expand, config=config)
    return command.tell(pages, asked, as_json=as_json)


def merge(
    events: Annotated[
        Path,
        typer.Argument(
            metavar="EVENTS.jsonl", help="Lines as `read --json` prints them; - for standard input."
        ),
    ],
    as_json: Json = False,
    ask: Annotated[bool, typer.Option("--ask", help="Only the pairs that a person must decide.")] = False,
) -> int:
    """Say which events are one, and why.

    Takes lines as `read --json` prints them, with an "id" each (default: the line's number).

    \b
    bba-events merge events.jsonl --json
    bba-events merge events.jsonl --ask
    """
    from bba_events.cli import merging as command

    return command.tell(events, as_json=as_json, ask=ask)
