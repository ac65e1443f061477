"""The maintainer's commands for finding and watching partners: ``detect``, ``discover`` and ``check``.

What is found and judged is known by the modules of those names; the bodies are in ``detecting``,
``discovering`` and ``checking``.
"""

from __future__ import annotations

from typing import Annotated

import typer

from bba_events.cli import arguments
from bba_events.cli.arguments import ConfigPath, Json, On, Replay


def detect(
    page: Annotated[str, typer.Argument(metavar="URL|FILE", help="A partner's page.")],
    url: Annotated[str, typer.Option("--url", metavar="URL", help="Where the FILE was found.")] = "",
    add: Annotated[bool, typer.Option("--add", help="Append the surest row to sources.toml.")] = False,
    client_id: Annotated[
        str,
        typer.Option(
            "--client-id",
            metavar="VARIABLE",
            help="Environment variable with the client id that an API asks for.",
        ),
    ] = "",
    on: On = None,
    replay: Replay = None,
    as_json: Json = False,
    config: ConfigPath = arguments.CONFIG,
) -> int:
    """Find out how a partner's page can be read.

    Tries the page, the feeds it names and its platform's interfaces, and prints what each gives, the
    surest first, with the row to paste into sources.toml.

    \b
    bba-events detect https://www.example.org/agenda
    bba-events detect https://www.example.org/agenda --add
    """
    from bba_events.cli import detecting

    day = on or arguments.today()
    asked = detecting.Asked(day, config, replay=replay, as_json=as_json, client_id=client_id)
    return detecting.detect(page, asked, url=url, add=add)


def discover(
    document: Annotated[str, typer.Argument(metavar="FILE|URL", help="A newsletter or a page of links.")],
    offline: Annotated[bool, typer.Option("--offline", help="List the partners; open nothing.")] = False,
    on: On = None,
    replay: Replay = None,
    as_json: Json = False,
    config: ConfigPath = arguments.CONFIG,
) -> int:
    """List the partners that a newsletter links to.

    Reads HTML, Markdown, plain text and the text of a PDF, then looks at each partner as `detect` does
    and proposes rows for sources.toml.

    \b
    bba-events discover newsletter-2025-11.txt
    bba-events discover https://www.example.org/partners --json
    """
    from bba_events.cli import detecting, discovering

    asked = detecting.Asked(on or arguments.today(), config, replay=replay, as_json=as_json)
    return discovering.discover(document, asked, offline=offline)


def check(
    source: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]", help="Only these sources.")
    ] = None,
    on: On = None,
    replay: Replay = None,
    as_json: Json = False,
    config: ConfigPath = arguments.CONFIG,
) -> int:
    """Look whether sources are well, without publishing anything.

    Says well, quiet, redesigned, broken or unreachable, and why; ends with 3 when one needs you.

    \b
    bba-events check
    bba-events check boomweekend --json
    """
    from bba_events.cli import checking

    return checking.check(config, source or [], today=on or arguments.today(), replay=replay, as_json=as_json)
