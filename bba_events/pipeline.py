"""The run, readable on one page: fetch > read > normalise > merge > identify > publish.

Each step is a room of its own; here is only their order, and what stands in for a source that failed.
The run's moment is an argument.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bba_events import fetch, fill, identity, manners, merge, picks, reading, usual
from bba_events.change import ChangeKind
from bba_events.config import Config, Source
from bba_events.errors import BbaError, ConfigError, StoreError
from bba_events.event import Entry, Event
from bba_events.harvest import Harvester
from bba_events.harvested import Harvest, fingerprint
from bba_events.outcome import Outcome, told_of
from bba_events.page import make_page
from bba_events.publication import load_picks, publish
from bba_events.report import Report, SourceState
from bba_events.store import LastGood, Store
from bba_events.store.forgetting import is_over
from bba_events.usual import Tally

Progress = Callable[[str, str], None]
"""Called with a source's id and what is happening to it."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What the maintainer asked of this run."""

    moment: datetime
    today: date
    replay: Path | None = None
    sources: frozenset[str] = frozenset()
    """Ids to read; empty means all."""
    accept_drop: frozenset[str] = frozenset()
    forgotten: date = date.min
    """What was over before this day is not remembered."""
    on_progress: Progress | None = None

    def wants(self, source: Source) -> bool:
        """Whether the source is read in this run."""
        return source.enabled and (not self.sources or source.id in self.sources)

    def tell(self, source: Source, what: str) -> None:
        """Progress, where somebody watches."""
        if self.on_progress:
            self.on_progress(source.id, what)


def run(
    config: Config,
    *,
    moment: datetime,
    replay: Path | None = None,
    sources: Sequence[str] = (),
    accept_drop: Sequence[str] = (),
    on_progress: Progress | None = None,
) -> Report:
    """Read all sources (or those named), merge, identify and publish.  ``moment`` is aware, in UTC.

    Raises ConfigError for unknown source ids or an output that cannot be written, StoreError when the
    store cannot be used; a source's own faults are in the report.
    """
    _refuse_unknown(config, (*sources, *accept_drop))
    today = moment.astimezone(ZoneInfo(config.calendar.time_zone)).date()
    hers = load_picks(config)
    with Store.open_for_run(config.calendar.store, replayed=replay is not None) as store:
        forgotten = _forgotten(config, store, today)
        orders = Orders(
            moment, today, replay, frozenset(sources), frozenset(accept_drop), forgotten, on_progress
        )
        outcomes = asyncio.run(_harvest(config, orders, store))
        _keep(outcomes, store, orders)
        identified = _identify(config, orders, store, outcomes, hers)
        store.forget(forgotten)
        store.commit()  # before publishing: what is published can always be made again from the store
        report = _report(config, orders, outcomes, identified, hers)
        report = replace(report, notes=(*_clock(store, moment), *report.notes))
        report = publish(config, store, report, hers=hers, today=today)
        store.add_run(moment, report)
        store.commit()
    return report


def _forgotten(config: Config, store: Store, today: date) -> date:
    """The day before which what was over is forgotten; one run with a wrong clock forgets nothing."""
    last = next(iter(store.runs(Report)), None)
    return min(today, last.moment.date() if last else today) - timedelta(days=config.calendar.forget_days)


def _clock(store: Store, moment: datetime) -> list[str]:
    """A word when this run is dated before the last one: then a clock was wrong, then or now."""
    last = next(iter(store.runs(Report)), None)
    if last is None or store.replayed or moment >= last.moment:
        return []
    return [
        f"this run is dated {moment.date()}, before the last one of {last.moment.date()}; nothing was dated "
        "back; if that is not meant, set this machine's clock right"
    ]


def _refuse_unknown(config: Config, named: Sequence[str]) -> None:
    ids = [source.id for source in config.sources]
    faults = [f"{config.path}: there is no source {name!r}; there are: {', '.join(ids)}"
              for name in named if name not in ids]  # fmt: skip
    if faults:
        raise ConfigError(*faults)


async def _harvest(config: Config, orders: Orders, store: Store) -> list[Outcome]:
    """All sources at once; ``fetch`` sees to one request at a time for each host."""
    async with _client(config, orders, store) as client:
        return await asyncio.gather(*(_outcome(row, client, store, orders) for row in config.sources))


def _client(config: Config, orders: Orders, store: Store) -> fetch.Client:
    settings = manners.settings(config.calendar, config.sources)
    if orders.replay is not None:
        return fetch.replay_client(orders.replay, settings, today=orders.today)
    return fetch.Client(settings, today=orders.today, book=manners.Rulebook(store))


async def _outcome(source: Source, client: fetch.Client, store: Store, orders: Orders) -> Outcome:
    """What stands for one source, whatever it did; a store that cannot be used ends the run."""
    good = store.last_good(source.id)
    if not orders.wants(source):
        return _stand_in(source, SourceState.SKIPPED, good, "")
    orders.tell(source, "reading")
    try:
        harvest = await Harvester(source, client=client, store=store, today=orders.today).harvest()
    except StoreError:
        raise
    except BbaError as fault:
        return _stand_in(source, SourceState.FAILED, good, str(fault))
    finally:
        orders.tell(source, "done")
    judged = _judged(source, harvest, good, orders)
    return replace(judged, events=tuple(e for e in judged.events if not is_over(e, orders.forgotten)))


def _judged(source: Source, harvest: Harvest, good: LastGood | None, orders: Orders) -> Outcome:
    """Fresh events are believed unless too many of the last good ones, or of their facts, are missing."""
    if harvest.unchanged:
        return Outcome(source, SourceState.UNCHANGED, harvest.events, harvest)
    before = good.events if good else ()
    why = identity.suspicion(before, harvest.events, today=orders.today) or fill.told(
        before, harvest.events, good.history if good else ()
    )
    if why and source.id not in orders.accept_drop:
        told = "; ".join((why, *harvest.notes))
        advice = f"the last good ones stand; if the page is right, run `fetch --accept-drop {source.id}`"
        return _stand_in(source, SourceState.SUSPECT, good, f"{told}; {advice}")
    return Outcome(source, SourceState.READ, harvest.events, harvest)


def _stand_in(source: Source, state: SourceState, good: LastGood | None, message: str) -> Outcome:
    events = good.events if good and source.enabled else ()
    return Outcome(source, state, events, stood=good, message=message)


def _keep(outcomes: Sequence[Outcome], store: Store, orders: Orders) -> None:
    """Remember the pages and events of the sources that were read; an accepted drop is the new usual."""
    for told in outcomes:
        if told.harvest is None:
            continue
        for page in told.harvest.pages:
            store.put_page(told.source.id, page)
        accepted = told.source.id in orders.accept_drop
        before = () if accepted else _history(store.last_good(told.source.id))
        history = usual.remembered(before, fill.tally(told.events))
        good = LastGood(
            told.events,
            orders.today,
            usual.events(history),
            "" if told.harvest.again else fingerprint(told.source),
            told.harvest.listed,
            history,
        )
        store.put_last_good(told.source.id, good)


def _history(good: LastGood | None) -> tuple[Tally, ...]:
    """What is remembered of a source's readings; of one that was restored at least how many it gave."""
    if good is None:
        return ()
    return good.history or (fill.tally(good.events),)


def _identify(
    config: Config, orders: Orders, store: Store, outcomes: Sequence[Outcome], hers: picks.Picks
) -> identity.Identified:
    """All that stands, merged, and given the UIDs it has for life; the editor's picks win."""
    zone, known = config.calendar.time_zone, store.entries()
    typed, typed_rows = picks.by_hand(hers, zone)
    rows = {source.id: source for source in config.sources} | typed_rows
    events = [*(event for told in outcomes for event in told.events), *typed]
    recognised = identity.recognise(events, known, orders.today)
    same, not_same = picks.pairs(hers, events, recognised, known)
    ghosts = identity.remembered(events, known, orders.today)
    clustering = merge.cluster([*events, *ghosts], rows=rows, same=same, not_same=not_same, zone=zone)
    read = {told.source.id for told in outcomes if told.harvest is not None} | set(typed_rows)
    identified = identity.identify(
        clustering.clusters, known, moment=orders.moment, calendar=config.calendar, rows=rows, read=read,
        not_same=not_same, ghosts=ghosts, edit=picks.editor(hers, known, zone), promised=store.promised(),
    )  # fmt: skip
    store.put_entries(identified.entries)
    store.add_changes(identified.changes)
    return identified


def _report(
    config: Config, orders: Orders, outcomes: Sequence[Outcome], identified: identity.Identified,
    hers: picks.Picks,
) -> Report:  # fmt: skip
    entries = {entry.uid: entry for entry in identified.entries}
    by_source: dict[str, list[ChangeKind]] = {}
    for change in identified.changes:
        for source in entries[change.uid].sources if change.uid in entries else ():
            by_source.setdefault(source, []).append(change.kind)
    upcoming = [
        entry for entry in identified.entries if not entry.replaced_by and is_upcoming(entry, orders.today)
    ]
    newest = max((entry.confirmed for entry in identified.entries), default=orders.today)
    kept_from = min(newest, orders.today) - timedelta(days=config.calendar.keep_days)
    told = tuple(told_of(one, by_source.get(one.source.id, []), orders.today, kept_from) for one in outcomes)
    notes = _review(config, hers, identified.entries, upcoming) if hers.picks else []
    return Report(orders.moment, told, entries=len(upcoming), notes=tuple(notes))


def _review(
    config: Config, hers: picks.Picks, entries: Sequence[Entry], upcoming: Sequence[Entry]
) -> list[str]:
    """What the editor must hear of her picks, now that the sources say what they say."""
    calendar = config.calendar
    rows = {source.id: source for source in config.sources} | picks.by_hand(hers, calendar.time_zone)[1]
    said = {entry.uid: identity.compose(entry.members, calendar, rows) for entry in upcoming}
    return list(picks.review(hers, entries, said, calendar.time_zone))


def is_upcoming(entry: Entry, today: date) -> bool:
    """Whether it ends on or after ``today`` (DESIGN: a running campaign stays)."""
    return entry.span.dated and entry.span.last is not None and entry.span.last >= today


def read_page(
    body: bytes,
    *,
    url: str,
    headers: Mapping[str, str],
    source: Source | None,
    on: date,
    expand: bool = True,
    on_note: Callable[[str], None] | None = None,
) -> list[Event]:
    """The events of one document as read on that day, without store or network; see ``reading.read``.

    ``on_note`` is called with what of the document could not be read.
    """
    row = source or Source(id="page", url=url, partner="")
    page = make_page(url, body, headers)
    made = reading.read(page, source=row, today=on, reference_of=lambda words: on, expand=expand)
    if on_note:
        for note in (*made.refused, *made.notes):
            on_note(note)
    return made.events
