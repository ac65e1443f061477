"""All files of a run: which there are and what each is called; every one made from the same entries.

The one call that a run needs.  How a file is made is known by the module named after it; where the files
go, by ``files``.  All but ``status.json`` are byte for byte the same when nothing changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bba_events.config import Config
from bba_events.event import Entry
from bba_events.publish import block as blocks
from bba_events.publish import data, feeds, site
from bba_events.publish.choice import HOUSE, Options
from bba_events.report import Report


@dataclass(frozen=True, slots=True)
class Outputs:
    """Finished files by name, and what the report should say of them."""

    files: Mapping[str, bytes]
    notes: tuple[str, ...] = ()


def make(
    entries: Sequence[Entry],
    *,
    config: Config,
    report: Report,
    today: date,
    export: Mapping[str, Any],
    block: Sequence[Entry] | None = None,
    options: Options = HOUSE,
) -> Outputs:
    """Every published file of a run.

    ``entries`` are all that belong in feeds, tombstones too; ``block`` those that the editor wants in the
    blocks, the same ones when None; ``export`` is what the store exports; ``options`` are
    for the blocks (what the editor pinned).  ``today`` is the run's day in the calendar's zone.
    """
    made = feeds.make(entries, config=config, today=today)
    files = dict(made.files)
    files |= _blocks(entries if block is None else block, config, today, options)
    files["index.html"] = site.index(entries, config=config, today=today)
    files["rss.xml"] = site.rss(entries, config=config)
    files["status.html"] = site.status(config)
    files["events.schema.json"] = data.schema()
    files["events.json"] = data.events(export, calendar=config.calendar)
    files["status.json"] = data.status(replace(report, notes=(*report.notes, *made.notes)))
    return Outputs(files, made.notes)


def _blocks(entries: Sequence[Entry], config: Config, today: date, options: Options) -> dict[str, bytes]:
    """The Markdown of each language, and the page from which the editor copies it as rich text."""
    files: dict[str, bytes] = {}
    for language in config.calendar.languages:
        markdown, fragment = (
            blocks.render(
                entries, language=language, on=today, calendar=config.calendar, form=form, options=options
            )
            for form in ("md", "html")
        )
        files[f"block.{language}.md"] = markdown.encode()
        files[f"block.{language}.html"] = site.editor(fragment, markdown, config=config, language=language)
    return files
