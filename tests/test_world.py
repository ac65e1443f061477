"""Thirty-six months of a changing world: one entry for each happening, one UID for its life."""

import random
from dataclasses import replace
from datetime import UTC, datetime, time

import msgspec
import pytest
from world import CALENDAR, World, mark

from bba_events.identity import identify, remembered, suspicion
from bba_events.identity.identify import PUBLISHED
from bba_events.merge import cluster
from bba_events.store import LastGood, Store

MONTHS = 36


def run(world, store, order=None):
    """One run as the pipeline makes it; ``order`` shuffles the sources."""
    moment = datetime.combine(world.today, time(6), UTC)
    events, read, lists = [], set(), world.lists()
    names = sorted(world.rows)
    if order is not None:
        random.Random(order).shuffle(names)
    for name in names:
        good = store.last_good(name)
        fresh = lists.get(name)
        if fresh is not None and not (good and suspicion(good.events, fresh, today=world.today)):
            store.put_last_good(name, LastGood(tuple(fresh), world.today, len(fresh)))
            events += fresh
            read.add(name)
        elif good:
            events += good.events
    known = store.entries()
    ghosts = remembered(events, known, world.today)
    clusters = cluster([*events, *ghosts], rows=world.rows).clusters
    told = identify(
        clusters, known, moment=moment, calendar=CALENDAR, rows=world.rows, read=read, ghosts=ghosts
    )
    store.put_entries(told.entries)
    store.add_changes(told.changes)
    return told


@pytest.mark.parametrize("seed", range(8))
def test_every_happening_keeps_one_uid_for_life(seed, tmp_path):
    world, path = World(seed), tmp_path / "store.sqlite"
    uids, truth, before = {}, {}, {}
    for _ in range(MONTHS):
        truth |= world.truth_of()
        with Store.open_for_run(path) as store:
            told = run(world, store)
            again = run(world, store, order=seed)
            store.commit()
        assert again.entries == told.entries
        assert not again.changes
        living = [entry for entry in told.entries if not entry.replaced_by]
        check_truth(living, truth, uids, world)
        for entry in told.entries:
            check_history(entry, before.get(entry.uid))
        check_nothing_lost(before, told.entries, world)
        before = {entry.uid: entry for entry in told.entries}
        world.seen = {(truth[mark(event)], event.source) for entry in living for event in entry.members}
        world.month()
    assert len(uids) > 60


def check_truth(living, truth, uids, world):
    """No entry mixes happenings, no happening has two entries, and its UID is the one it always had."""
    seen = {}
    for entry in living:
        happenings = {truth[mark(event)] for event in entry.members}
        assert len(happenings) == 1, (entry.titles, [mark(event) for event in entry.members])
        seen.setdefault(happenings.pop(), []).append(entry)
    for happening, entries in seen.items():
        assert len(entries) == 1, (
            world.today,
            happening,
            [(e.uid, [mark(m) for m in e.members]) for e in entries],
        )
        assert uids.setdefault(happening, entries[0].uid) == entries[0].uid, (world.today, happening)


def check_history(entry, was):
    """SEQUENCE and ``modified`` move only with a published fact, and only forward."""
    if was is None:
        assert entry.sequence == 0
        assert entry.created == entry.modified
        return
    moved = any(getattr(entry, name) != getattr(was, name) for name in PUBLISHED)
    assert entry.sequence == was.sequence + moved
    assert (entry.modified > was.modified) is moved
    assert entry.created == was.created
    assert not was.replaced_by or entry.replaced_by


def check_nothing_lost(before, entries, world):
    """What is still to come is there, whatever its sources do."""
    kept = {entry.uid for entry in entries}
    for entry in before.values():
        if entry.span.last >= world.today:
            assert entry.uid in kept, entry


@pytest.mark.parametrize("month", [3, 11, 23])
def test_a_lost_disk_loses_nothing(month, tmp_path):
    """Restored from what was published, with one source down, the next run is the same run."""
    world, path, other = World(5), tmp_path / "store.sqlite", tmp_path / "restored.sqlite"
    truth = {}
    for _ in range(month):
        truth |= world.truth_of()
        with Store.open_for_run(path) as store:
            told = run(world, store)
            store.commit()
        living = [entry for entry in told.entries if not entry.replaced_by]
        world.seen = {(truth[mark(event)], event.source) for entry in living for event in entry.members}
        world.month()
    with Store.open_to_read(path) as store:
        published = msgspec.json.encode(store.export())
    with Store.open_for_run(other) as store:
        store.restore(msgspec.json.decode(published))
        store.commit()
    world.down = {"a"}
    with Store.open_for_run(path) as kept, Store.open_for_run(other) as restored:
        assert run(world, restored) == run(world, kept)


def test_a_clock_set_back_moves_nothing_backwards(tmp_path):
    world = World(1)
    with Store.open_for_run(tmp_path / "s.sqlite") as store:
        first = run(world, store)
        world.tellings = [replace(told, title=told.title + " en meer") for told in world.tellings]
        moment = datetime(2020, 1, 1, tzinfo=UTC)
        events = [event for shown in world.lists().values() for event in shown]
        clusters = cluster(events, rows=world.rows).clusters
        told = identify(
            clusters, first.entries, moment=moment, calendar=CALENDAR, rows=world.rows, read=set("abcdef")
        )
    for was, now in zip(
        sorted(first.entries, key=lambda e: e.uid), sorted(told.entries, key=lambda e: e.uid), strict=True
    ):
        assert now.uid == was.uid
        assert now.sequence == was.sequence + 1
        assert now.modified >= was.modified
        assert now.confirmed >= was.confirmed
