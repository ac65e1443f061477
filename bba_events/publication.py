"""What the world gets to see: the store's entries as files, or as one block for the editor.

Knows which entries are shown where (picks), and on which day; how they are written is left to
``publish``.  Opens no connection and changes nothing in the store, so it is quick to import.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bba_events import picks
from bba_events.config import Config
from bba_events.publish import block as blocks
from bba_events.publish import files, outputs
from bba_events.publish.choice import HOUSE, Options
from bba_events.report import Report
from bba_events.store import Store


def publish(config: Config, store: Store, report: Report, *, hers: picks.Picks, today: date) -> Report:
    """Write every published file that changed; the report with their names and notes.

    Raises ConfigError when the output folder cannot be written; what was published then stands.
    """
    arranged = picks.arrange(hers, store.entries())
    made = outputs.make(
        arranged.feed, config=config, report=report, today=today, export=store.export(),
        block=arranged.block, options=_pinned(HOUSE, arranged),
    )  # fmt: skip
    changed = files.write(config.calendar.output, made.files)
    return replace(report, published=tuple(changed), notes=(*report.notes, *made.notes))


def block(config: Config, *, language: str, on: date, form: str = "md", asked: Options = HOUSE) -> str:
    """The block as the editor wants it, from the store alone.  Raises StoreError when there is none."""
    hers = load_picks(config)
    with Store.open_to_read(config.calendar.store) as store:
        arranged = picks.arrange(hers, store.entries())
    options = _pinned(asked, arranged)
    return blocks.render(
        arranged.block, language=language, on=on, calendar=config.calendar, form=form, options=options
    )


def load_picks(config: Config) -> picks.Picks:
    """The editor's file beside ``sources.toml``; ConfigError with every fault in it."""
    return picks.load(config.path.with_name(picks.DEFAULT_PATH.name))


def _pinned(asked: Options, arranged: picks.Arranged) -> Options:
    first = tuple(entry.uid for entry in arranged.block if entry.uid in arranged.pinned)
    return replace(asked, first=first)
