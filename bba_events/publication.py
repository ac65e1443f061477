"""What the world gets to see: the store's entries as files, or as one block for the editor.

Knows which entries are shown where (picks), and on which day; how they are written is left to
``publish``.  Opens no connection, so it is quick to import; of the store it changes only the
editions that went out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bba_events import edition, merge, picks
from bba_events.config import Config
from bba_events.errors import ConfigError
from bba_events.event import Entry
from bba_events.publish import block as blocks
from bba_events.publish import files, outputs, suppressed
from bba_events.publish.choice import HOUSE, Options, choose
from bba_events.report import Report, SourceState
from bba_events.store import Edition, Store


def publish(config: Config, store: Store, report: Report, *, hers: picks.Picks, today: date) -> Report:
    """Write every published file that changed; the report with their names and notes.

    Raises ConfigError when the output folder cannot be written; what was published then stands.
    """
    entries = store.entries()
    arranged = picks.arrange(hers, entries, store.promised())
    shown = {entry.uid for entry in arranged.feed}
    out = [entry for entry in entries if entry.uid not in shown]
    made = outputs.make(
        arranged.feed, config=config, report=report, today=today,
        export=suppressed.leave_out(store.export(), out),
        block=arranged.block, options=_pinned(HOUSE, arranged),
    )  # fmt: skip
    changed = files.write(config.calendar.output, made.files)
    return replace(report, published=tuple(changed), notes=(*report.notes, *made.notes))


def block(
    config: Config, *, language: str, on: date, form: str = "md", asked: Options = HOUSE,
    since_last: bool = False, unread: bool = False, questions: bool = False,
) -> str:  # fmt: skip
    """The block as the editor wants it, from the store alone.

    ``since_last`` adds what is new, moved or cancelled since the last edition in that language, ``unread``
    the sources that the last run could not read, ``questions`` the pairs that may be one event.  Raises
    StoreError when there is no store, ConfigError when no edition was recorded.
    """
    hers = load_picks(config)
    with Store.open_to_read(config.calendar.store) as store:
        entries, editions, runs = store.entries(), store.editions(), store.runs(Report)
        arranged = picks.arrange(hers, entries, store.promised())
    options = _pinned(asked, arranged)
    if since_last:
        last = edition.latest(editions, language)
        if last is None:
            raise ConfigError(
                f"no edition in {language!r} was recorded yet; "
                "`bba-events sent EDITION` records what went out"
            )
        choice = choose(arranged.block, on=on, calendar=config.calendar, options=options)
        moment = datetime.combine(on, time(), UTC)
        changes = edition.since(last, choice, arranged.feed, moment)
        options = replace(options, changes=tuple(changes))
    if unread and runs:
        options = replace(options, unread=tuple(_unread(runs[0], config)))
    if questions:
        options = replace(options, asks=tuple(_asks(arranged.block, config, hers, on)))
    return blocks.render(
        arranged.block, language=language, on=on, calendar=config.calendar, form=form, options=options
    )


def _asks(
    entries: Sequence[Entry], config: Config, hers: picks.Picks, on: date
) -> Iterator[tuple[Entry, Entry]]:
    """Upcoming entries that merging could neither join nor tell apart, each pair once."""
    living = [entry for entry in entries if not entry.replaced_by and (entry.span.last or on) >= on]
    owner = {id(member): entry for entry in living for member in entry.members}
    events = [member for entry in living for member in entry.members]
    rows = {source.id: source for source in config.sources} | picks.by_hand(hers, config.calendar.time_zone)[
        1
    ]
    told = {at: owner[id(member)].uid for at, member in enumerate(events)}
    same, not_same = picks.pairs(hers, events, told, living)
    found = merge.cluster(events, rows=rows, same=same, not_same=not_same, zone=config.calendar.time_zone)
    pairs = ((owner[id(ask.a)], owner[id(ask.b)]) for ask in found.asks)
    yield from {frozenset((a.uid, b.uid)): (a, b) for a, b in pairs if a is not b}.values()


def _unread(report: Report, config: Config) -> Iterator[tuple[str, date | None]]:
    """Partners whose source could not be read in a run, with the day of what stands in."""
    partners = {source.id: source.partner for source in config.sources}
    for told in report.sources:
        if told.state in (SourceState.FAILED, SourceState.SUSPECT):
            age = None if told.age_days is None else report.moment.date() - timedelta(days=told.age_days)
            yield f"{partners.get(told.id, told.id)} ({told.id})", age


def send(config: Config, *, name: str, languages: Sequence[str], on: date) -> list[Edition]:
    """Record that the block of ``on`` went out as edition ``name`` in these languages."""
    hers = load_picks(config)
    with Store.open_to_read(config.calendar.store) as store:
        replayed = store.replayed
    with Store.open_for_run(config.calendar.store, replayed=replayed) as store:
        arranged = picks.arrange(hers, store.entries(), store.promised())
        choice = choose(arranged.block, on=on, calendar=config.calendar, options=_pinned(HOUSE, arranged))
        sent = [edition.made(name, language, on, choice) for language in languages]
        for one in sent:
            store.put_edition(one)
        store.commit()
    return sent


def load_picks(config: Config) -> picks.Picks:
    """The editor's file beside ``sources.toml``; ConfigError with every fault in it."""
    return picks.load(config.path.with_name(picks.DEFAULT_PATH.name))


def _pinned(asked: Options, arranged: picks.Arranged) -> Options:
    first = tuple(entry.uid for entry in arranged.block if entry.uid in arranged.pinned)
    return replace(asked, first=first)
