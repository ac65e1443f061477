"""Picks in a run: they win over every source, survive every run, and are reported when they no longer fit."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from bba_events.config import Calendar, Source
from bba_events.event import Event, EventKind, Place
from bba_events.identity import compose, identify, recognise
from bba_events.merge import cluster
from bba_events.picks import Pick, Picks, Typed, arrange, by_hand, editor, pairs, review
from bba_events.span import day, days

ZONE = "Europe/Brussels"
CALENDAR = Calendar("Agenda", "example.org", "post@example.org")
ROWS = {
    name: Source(name, f"https://{name}.example/agenda", name.upper(), trust=trust)
    for name, trust in (("a", 80), ("b", 60))
}


def told(source, title, when, **facts):
    page = f"https://{source}.example/agenda"
    return Event(source, page, title, when, language="nl", **facts)


WALK = told("a", "Paddenstoelenwandeling", day(date(2026, 10, 3)), place=Place(town="Gent"))
TALK = told("b", "Lezing over zwammen", day(date(2026, 10, 3)), place=Place(town="Gent"))


def run(events, known=(), picks=None, on=date(2026, 9, 1)):
    """One run with picks, as the pipeline makes it."""
    picks = picks or Picks()
    typed, rows = by_hand(picks, ZONE)
    rows = {**ROWS, **rows}
    every = [*events, *typed]
    same, not_same = pairs(picks, every, recognise(every, known, on), known)
    clusters = cluster(every, rows=rows, same=same, not_same=not_same).clusters
    moment = datetime.combine(on, time(), UTC)
    return identify(
        clusters, known, moment=moment, calendar=CALENDAR, rows=rows, read=set(rows),
        not_same=not_same, edit=editor(picks, known, ZONE),
    )  # fmt: skip


def named(result, title):
    return next(entry for entry in result.entries if title in entry.titles.values())


def test_her_words_win_and_count_as_one_change():
    first = run([WALK])
    pick = Pick(
        first.entries[0].id, title={"nl": "Zwammen!"}, start=date(2026, 10, 4), kind=EventKind.DEADLINE
    )
    second = run([WALK], first.entries, Picks(picks=(pick,)))
    entry = second.entries[0]
    assert (entry.titles["nl"], entry.span.start, entry.kind) == (
        "Zwammen!",
        date(2026, 10, 4),
        EventKind.DEADLINE,
    )
    assert entry.sequence == 1
    third = run([replace(WALK, title="Paddenstoelenwandeling 2026")], second.entries, Picks(picks=(pick,)))
    assert third.entries[0].titles["nl"] == "Zwammen!"
    assert (third.entries[0].sequence, third.changes) == (1, ())


def test_taking_a_pick_away_gives_the_page_its_word_back():
    first = run([WALK])
    pick = Picks(picks=(Pick(first.entries[0].id, title={"nl": "Zwammen!"}),))
    third = run([WALK], run([WALK], first.entries, pick).entries)
    assert third.entries[0].titles["nl"] == WALK.title


def test_taking_a_pick_away_does_so_for_what_vanished_too():
    first = run([WALK])
    pick = Picks(picks=(Pick(first.entries[0].id, title={"nl": "Zwammen!"}),))
    picked = run([], run([WALK], first.entries, pick).entries, pick)
    assert (picked.entries[0].titles["nl"], picked.entries[0].vanished) == ("Zwammen!", True)
    assert run([], picked.entries).entries[0].titles["nl"] == WALK.title


def test_same_as_joins_for_good_whatever_the_pages_do():
    first = run([WALK, TALK])
    assert len(first.entries) == 2
    walk, talk = named(first, WALK.title), named(first, TALK.title)
    picks = Picks(picks=(Pick(talk.id, same_as=(walk.id,)),))
    second = run([WALK, TALK], first.entries, picks)
    living = [entry for entry in second.entries if not entry.replaced_by]
    assert len(living) == 1
    elder = min((walk, talk), key=lambda entry: (entry.created, entry.uid))
    assert living[0].uid == elder.uid
    moved = replace(TALK, span=day(date(2026, 10, 9)))
    third = run([WALK, moved], second.entries, picks)
    assert [entry.uid for entry in third.entries if not entry.replaced_by] == [elder.uid]


def test_not_same_as_a_source_splits_what_was_merged():
    twin = replace(TALK, title=WALK.title)
    first = run([WALK, twin])
    assert len(first.entries) == 1
    picks = Picks(picks=(Pick(first.entries[0].id, not_same_as=("b",)),))
    second = run([WALK, twin], first.entries, picks)
    assert {entry.sources for entry in second.entries} == {("a",), ("b",)}
    assert next(e for e in second.entries if e.sources == ("a",)).uid == first.entries[0].uid
    third = run([WALK, twin], second.entries, picks)
    assert not third.changes


def test_an_event_typed_by_hand_is_an_entry_of_its_own_until_she_takes_it_out():
    typed = Typed(
        "feest",
        {"nl": "Feest", "fr": "Fête"},
        datetime.fromisoformat("2026-10-01T14:00"),
        partner="Club",
        town="Gent",
    )
    first = run([WALK], picks=Picks(typed=(typed,)))
    entry = named(first, "Feest")
    assert dict(entry.titles) == {"nl": "Feest", "fr": "Fête"}
    assert (entry.partner, entry.span.start_time, entry.span.zone) == ("Club", time(14), ZONE)
    again = run([WALK], first.entries, Picks(typed=(typed,)))
    assert not again.changes
    moved = replace(typed, start=datetime.fromisoformat("2026-10-02T14:00"))
    third = run([WALK], again.entries, Picks(typed=(moved,)))
    assert named(third, "Feest").uid == entry.uid
    assert [e.titles["nl"] for e in run([WALK], third.entries).entries] == [WALK.title]


def test_pin_order_skip_and_suppress():
    events = [
        told("a", f"Wandeling {n}", day(date(2026, 10, n)), place=Place(town=f"Stad{n}")) for n in range(1, 6)
    ]
    entries = run(events).entries
    ids = [entry.id for entry in entries]
    picks = Picks(picks=(Pick(ids[4], order=1), Pick(ids[3], pin=True), Pick(ids[0], skip=True),
                         Pick(ids[1], suppress=True)))  # fmt: skip
    shown = arrange(picks, entries)
    assert [entry.id for entry in shown.block] == [ids[4], ids[3], ids[2]]
    assert [entry.id for entry in shown.feed] == [ids[0], ids[2], ids[3], ids[4]]
    assert shown.pinned == {entries[4].uid, entries[3].uid}


def test_a_pick_follows_its_entry_into_the_one_it_turned_out_to_be():
    first = run([WALK, TALK])
    younger = max(first.entries, key=lambda entry: (entry.created, entry.uid))
    elder = min(first.entries, key=lambda entry: (entry.created, entry.uid))
    picks = Picks(
        picks=(Pick(elder.id, same_as=(younger.id,)), Pick(younger.id, title={"nl": "Eigen titel"}))
    )
    second = run([WALK, TALK], first.entries, picks)
    third = run([WALK, TALK], second.entries, picks)
    assert [e.titles["nl"] for e in third.entries if not e.replaced_by] == ["Eigen titel"]


def test_what_no_longer_fits_is_told():
    first = run([WALK, replace(TALK, span=days(date(2026, 10, 5), date(2026, 10, 6)))])
    walk, talk = named(first, WALK.title), named(first, TALK.title)
    picks = Picks(picks=(
        Pick("zzzzzzzz", pin=True),
        Pick(walk.id, title={"nl": WALK.title}, start=date(2026, 10, 3), kind=EventKind.EVENT),
        Pick(talk.id, start=date(2026, 10, 5), same_as=("yyyyyyyy",)),
    ))  # fmt: skip
    said = {entry.uid: compose(entry.members, CALENDAR, ROWS) for entry in first.entries}
    notes = review(picks, first.entries, said, ZONE)
    assert sum("no longer needed" in note for note in notes) == 3
    assert any("no such entry" in note for note in notes)
    assert any("yyyyyyyy" in note for note in notes)
    assert any("the page says 2026-10-05 to 2026-10-06" in note for note in notes)
