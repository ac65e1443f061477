"""The editor's commands: ``list``, ``block``, ``explain``, ``changes`` and ``pick``.

They read the store and never the network.  Words and layout of the block are ``publish``'s.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
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
    start: Annotated[
        date | None,
        typer.Option("--from", parser=arguments.day, metavar="DATE", help="First day of the period."),
    ] = None,
    end: Annotated[
        date | None,
        typer.Option("--to", parser=arguments.day, metavar="DATE", help="Last day of the period."),
    ] = None,
    weeks: Annotated[int, typer.Option("--weeks", min=0, max=520, help="The period in weeks instead.")] = 0,
    limit: Annotated[
        int, typer.Option("--limit", min=0, help='Most cards; the others become "and n more".')
    ] = 0,
    heading: Annotated[
        int, typer.Option("--heading", min=0, max=5, help="Level of the block's heading; 0 for none.")
    ] = 2,
    as_list: Annotated[bool, typer.Option("--list", help="Heads only, as a list.")] = False,
    short: Annotated[bool, typer.Option("--short", help="Short names of months.")] = False,
    no_blurbs: Annotated[bool, typer.Option("--no-blurbs", help="Without descriptions.")] = False,
    no_doubts: Annotated[bool, typer.Option("--no-doubts", help="Without marks of doubt.")] = False,
    no_undated: Annotated[bool, typer.Option("--no-undated", help="Without what has no date yet.")] = False,
    no_recordings: Annotated[
        bool, typer.Option("--no-recordings", help="Without past events that can be watched.")
    ] = False,
    no_unread: Annotated[
        bool, typer.Option("--no-unread", help="Without the sources that could not be read.")
    ] = False,
    since_last: Annotated[
        bool,
        typer.Option("--since-last", help="With what changed since the last edition."),
    ] = False,
    subscribe: Annotated[bool, typer.Option("--subscribe", help="With the address of the feed.")] = False,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="FILE", help="Put it into this file, between its own markers."),
    ] = None,
    config: ConfigPath = arguments.CONFIG,
) -> int:
    """Print the block for the newsletter.

    Made from what the last run found; the network is not used.

    \b
    bba-events block --lang nl
    bba-events block --lang fr --format html --on 2025-11-25
    bba-events block --weeks 6 --no-doubts --into newsletter.md
    """
    from bba_events.cli import blocks
    from bba_events.publish.choice import Options

    options = Options(
        start=start,
        end=end,
        weeks=weeks,
        limit=limit,
        heading=heading,
        cards=not as_list,
        months="short" if short else "long",
        blurbs=not no_blurbs,
        doubts=not no_doubts,
        undated=not no_undated,
        recordings=not no_recordings,
        subscribe=subscribe,
    )
    asked = blocks.Asked(
        on or arguments.today(), lang, form.value, into, options, since_last=since_last, unread=not no_unread
    )
    blocks.tell(config, asked)
    return 0


def sent(
    edition: Annotated[str, typer.Argument(metavar="EDITION", help="Its name, such as 2025-11.")],
    lang: Annotated[
        list[str] | None,
        typer.Option("--lang", metavar="LANG", help="Only in this language; may be given several times."),
    ] = None,
    on: On = None,
    config: ConfigPath = arguments.CONFIG,
) -> int:
    """Record that a newsletter went out.

    Keeps what its block showed, so that `block --since-last`, `changes` and `list` can tell what readers
    know already. The same name again replaces the record.

    \b
    bba-events sent 2025-11
    bba-events sent 2025-11 --lang nl --on 2025-11-25
    """
    from bba_events.cli import blocks

    blocks.send(config, edition, lang or [], on or arguments.today())
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


def changes(
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="DATE|EDITION",
            help="A day or an edition; default: the last edition, else all.",
        ),
    ] = "",
    as_json: Json = False,
    config: ConfigPath = arguments.CONFIG,
) -> int:
    """List what changed: new, moved, cancelled, gone.

    A line for each thing that a run did to an entry, with the old day or title where there was one.

    \b
    bba-events changes
    bba-events changes --since 2025-11-01 --json
    """
    from bba_events.cli import changing

    return changing.tell(config, since=since, as_json=as_json)


def pick(
    entry: Annotated[
        str, typer.Argument(metavar="[ENTRY]", help="The short id that `bba-events list` shows.")
    ] = "",
    pin: Annotated[bool, typer.Option("--pin", help="First in the block.")] = False,
    skip: Annotated[bool, typer.Option("--skip", help="Not in the block.")] = False,
    suppress: Annotated[bool, typer.Option("--suppress", help="In nothing that is published.")] = False,
    order: Annotated[
        int, typer.Option("--order", min=0, help="Its place in the block, 1 for the first.")
    ] = 0,
    title: Annotated[
        list[str] | None, typer.Option("--title", metavar="LANG=TEXT", help="Your own title; repeatable.")
    ] = None,
    blurb: Annotated[
        list[str] | None, typer.Option("--blurb", metavar="LANG=TEXT", help="Your own text; repeatable.")
    ] = None,
    kind: Annotated[str, typer.Option("--kind", help="event, campaign, deadline or release.")] = "",
    start: Annotated[
        str, typer.Option("--start", metavar="DATE", help="First day, or 2026-03-14T14:00 with an hour.")
    ] = "",
    end: Annotated[str, typer.Option("--end", metavar="DATE", help="Last day; it counts.")] = "",
    same: Annotated[
        list[str] | None, typer.Option("--same", metavar="ENTRY", help="That entry is this one; repeatable.")
    ] = None,
    not_same: Annotated[
        list[str] | None,
        typer.Option("--not-same", metavar="ENTRY|SOURCE", help="They are not the same; repeatable."),
    ] = None,
    clear: Annotated[
        list[str] | None,
        typer.Option("--clear", metavar="KEY", help="Take back what was said, such as pin; repeatable."),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="A whole event typed by hand.")] = False,
    partner: Annotated[str, typer.Option("--partner", help="With --new: whose event it is.")] = "",
    place: Annotated[str, typer.Option("--place", help="With --new: the house or street.")] = "",
    town: Annotated[str, typer.Option("--town", help="With --new: the town.")] = "",
    url: Annotated[
        str, typer.Option("--url", metavar="URL", help="With --new: where more can be read.")
    ] = "",
    config: ConfigPath = arguments.CONFIG,
) -> int:
    """Pin, skip or correct an entry, or add your own.

    Writes your wishes into picks.toml beside sources.toml, where your own comments stay. They count from
    the next run on, and no run undoes them.

    \b
    bba-events pick mndvuh4s --pin --title nl="BOOMweekend 2025"
    bba-events pick mndvuh4s --clear pin --same bcti6jxu
    bba-events pick --new --title nl=Plantdag --start 2026-03-14T13:30 --town Gent
    """
    from bba_events.cli import picking

    said = {
        "pin": pin,
        "skip": skip,
        "order": order,
        "title": picking.texts("--title", title or ()),
        "blurb": picking.texts("--blurb", blurb or ()),
        "kind": kind,
        "start": picking.when("--start", start),
        "end": picking.when("--end", end),
    }
    about = {"suppress": suppress, "same_as": same, "not_same_as": not_same}
    own = {"partner": partner, "place": place, "town": town, "url": url}
    if bool(entry) == new or (new and (any(about.values()) or clear)) or (not new and any(own.values())):
        raise typer.BadParameter("expected either ENTRY with what to change, or --new with what it is")
    if new:
        return picking.add(config, {**said, **own})
    return picking.change(config, entry, {**said, **about}, clear=clear or ())
