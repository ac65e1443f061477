"""One event, once, for life: what happens to a telling, and what must happen to its entry."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bba_events.change import ChangeKind
from bba_events.config import Calendar, Source
from bba_events.event import Event, EventKind, Place, Status
from bba_events.identity import identify, remembered
from bba_events.merge import cluster
from bba_events.span import Span, SpanKind, day, days

CALENDAR = Calendar("Agenda", "example.org", "post@example.org", languages=("nl", "fr"))
ROWS = {
    "a": Source("a", "https://a.be/agenda", "A", trust=80, show_partner=True),
    "b": Source("b", "https://b.be/agenda", "B", trust=60),
    "c": Source("c", "https://c.be/agenda", "A", trust=40),
}
SOON = date(2026, 3, 1)
LATER = date(2026, 4, 1)
PLACE = Place(name="Natuurhuis", town="Gent")


def told(source="a", title="Vleermuizen kijken", when=None, number="1", **facts):
    when = when or day(date(2026, 5, 20), start_time=time(20))
    base = {"place": PLACE, "language": "nl", "url": f"https://{source}.be/agenda/{number}"} | facts
    return Event(source, f"https://{source}.be/agenda", title, when, **base)


def run(events, known=(), on=SOON, read=None, rows=ROWS):
    ghosts = remembered(events, known, on)
    clusters = cluster([*events, *ghosts], rows=rows).clusters
    return identify(
        clusters, known, moment=datetime.combine(on, time(5), UTC), calendar=CALENDAR, rows=rows,
        read=set(rows) if read is None else read, ghosts=ghosts,
    )  # fmt: skip


def living(result):
    return [entry for entry in result.entries if not entry.replaced_by]


FIRST = told()
BECOMES = {
    "renamed": (replace(FIRST, title="Nacht van de vleermuis"), {ChangeKind.RENAMED}),
    "rescheduled": (replace(FIRST, span=day(date(2026, 6, 3), start_time=time(20))), {ChangeKind.MOVED}),
    "another hour": (replace(FIRST, span=day(date(2026, 5, 20), start_time=time(21))), {ChangeKind.MOVED}),
    "moved": (replace(FIRST, place=Place(name="Bos", town="Aalst")), {ChangeKind.EDITED}),
    "new address": (replace(FIRST, url="https://a.be/nieuw/vleermuizen"), {ChangeKind.EDITED}),
    "another language": (
        replace(FIRST, title="Observer les chauves-souris", language="fr", url="https://a.be/fr/1"),
        {ChangeKind.EDITED},
    ),
    "cancelled": (replace(FIRST, status=Status.CANCELLED), {ChangeKind.CANCELLED}),
    "postponed": (replace(FIRST, status=Status.POSTPONED), {ChangeKind.CANCELLED}),
    "sold out": (replace(FIRST, status=Status.SOLD_OUT), {ChangeKind.EDITED}),
    "a date at last": (replace(FIRST, span=day(date(2026, 5, 21))), {ChangeKind.MOVED}),
    "nothing": (FIRST, set()),
}


@pytest.mark.parametrize("name", BECOMES)
def test_whatever_a_telling_becomes_its_entry_keeps_its_uid(name):
    after, expected = BECOMES[name]
    first = run([FIRST])
    second = run([after], first.entries, LATER)
    (was,), (now,) = first.entries, second.entries
    assert now.uid == was.uid
    assert {change.kind for change in second.changes} == expected
    assert now.sequence == was.sequence + bool(expected)
    assert now.modified == (datetime.combine(LATER, time(5), UTC) if expected else was.modified)
    assert now.confirmed == LATER


def test_an_undated_event_gets_its_date_and_keeps_its_uid():
    vague = replace(FIRST, span=Span(SpanKind.VAGUE))
    first = run([vague])
    second = run([FIRST], first.entries, LATER)
    assert [entry.uid for entry in second.entries] == [first.entries[0].uid]
    assert second.changes[0].old_span == Span(SpanKind.VAGUE)


def test_a_change_tells_what_it_was():
    first = run([FIRST])
    second = run(
        [replace(FIRST, span=day(date(2026, 6, 3)), title="Nacht van de vleermuis")], first.entries, LATER
    )
    moved = next(change for change in second.changes if change.kind is ChangeKind.MOVED)
    assert (moved.old_span.start, moved.span.start) == (date(2026, 5, 20), date(2026, 6, 3))
    assert moved.old_title == "Vleermuizen kijken"


def test_a_second_source_joins_and_the_first_may_leave():
    first = run([FIRST])
    both = run([FIRST, told("b")], first.entries, LATER)
    assert both.entries[0].sources == ("a", "b")
    left = run([told("b")], both.entries, LATER, rows={"b": ROWS["b"]})
    back = run([told("b"), replace(FIRST, title="Vleermuizen tellen")], left.entries, LATER)
    assert {e.uid for result in (both, left, back) for e in result.entries} == {first.entries[0].uid}


def test_an_event_that_vanished_is_marked_and_comes_back():
    first = run([FIRST])
    gone = run([], first.entries, LATER)
    assert (gone.entries[0].vanished, [c.kind for c in gone.changes]) == (True, [ChangeKind.GONE])
    assert (gone.entries[0].confirmed, gone.entries[0].sequence) == (SOON, 0)
    still = run([], gone.entries, LATER)
    assert not still.changes
    back = run([FIRST], still.entries, LATER)
    assert (back.entries[0].vanished, [c.kind for c in back.changes]) == (False, [ChangeKind.BACK])


def test_a_source_that_was_not_read_makes_nothing_vanish():
    first = run([FIRST])
    assert not run([], first.entries, LATER, read={"b"}).entries[0].vanished
    stood = run([FIRST], first.entries, LATER, read={"b"})
    assert stood.entries[0].confirmed == SOON


def test_what_vanished_here_and_is_told_there_is_one():
    first = run([FIRST])
    gone = run([], first.entries, LATER)
    french = told("c", "Observer les chauves-souris", language="fr")
    found = run([french], gone.entries, LATER)
    assert [entry.uid for entry in found.entries] == [first.entries[0].uid]


def test_past_events_stay_a_while_and_leave():
    first = run([FIRST])
    kept = run([], first.entries, date(2026, 12, 1))
    assert not kept.entries[0].vanished
    assert not kept.changes
    assert run([], kept.entries, date(2028, 1, 1)).entries == ()


def test_two_that_turn_out_to_be_one_leave_the_elder_alive():
    one, other = FIRST, told("b", "Excursie in de schemering", url="")
    first = run([one])
    second = run([one, other], first.entries, LATER)
    assert len(second.entries) == 2
    alike = replace(other, title="Vleermuizen kijken")
    third = run([one, alike], second.entries, date(2026, 4, 2))
    assert [entry.uid for entry in living(third)] == [first.entries[0].uid]
    tomb = next(entry for entry in third.entries if entry.replaced_by)
    assert (tomb.replaced_by, tomb.sequence) == (first.entries[0].uid, 1)
    assert [c.kind for c in third.changes if c.uid == tomb.uid] == [ChangeKind.REPLACED]
    fourth = run([one, other], third.entries, date(2026, 4, 3))
    assert all(entry.uid != tomb.uid for entry in living(fourth))
    assert next(entry for entry in fourth.entries if entry.uid == tomb.uid).replaced_by


def test_the_next_edition_at_the_same_address_is_another_event():
    weekend = told(title="BOOMweekend", when=days(date(2025, 11, 28), date(2025, 11, 30)))
    first = run([weekend], on=date(2025, 11, 1))
    after = replace(weekend, span=days(date(2026, 11, 27), date(2026, 11, 29)))
    second = run([after], first.entries, date(2026, 9, 1))
    assert len(living(second)) == 2
    assert first.entries[0] in second.entries


def test_a_series_keeps_a_uid_for_each_of_its_days():
    series = [told("b", "Yogales", day(date(2026, 5, n), start_time=time(19)), url="") for n in (5, 12, 19)]
    first = run(series)
    moved = [series[0], replace(series[1], span=day(date(2026, 5, 13), start_time=time(19))), series[2]]
    second = run(moved, first.entries, LATER)
    assert {e.uid for e in second.entries} == {e.uid for e in first.entries}
    assert [c.kind for c in second.changes] == [ChangeKind.MOVED]
    rolled = run([*moved[1:], told("b", "Yogales", day(date(2026, 5, 26), start_time=time(19)), url="")],
                 second.entries, date(2026, 5, 8))  # fmt: skip
    assert {e.uid for e in second.entries} < {e.uid for e in rolled.entries}
    assert [c.kind for c in rolled.changes] == [ChangeKind.NEW]


def test_ids_that_are_mere_positions_in_a_list_prove_nothing():
    events = [
        told("b", title, day(date(2026, 5, n)), url="", uid=f"item-{n - 1}")
        for n, title in enumerate(("Bomen planten", "Vogels kijken", "Egels tellen", "Heide maaien"), 1)
    ]
    first = run(events)
    shorter = [replace(event, uid=f"item-{at}") for at, event in enumerate(events[1:])]
    second = run(shorter, first.entries, LATER)
    names = {entry.uid: entry.titles["nl"] for entry in first.entries}
    assert {entry.uid: entry.titles["nl"] for entry in second.entries} == names


def test_sessions_hang_under_their_campaign():
    campaign = told(
        title="Het Goede Moment", when=days(date(2026, 5, 1), date(2026, 7, 1)), kind=EventKind.CAMPAIGN
    )
    session = told(title="Infosessie Gent", number="2", part_of="Het Goede Moment")
    result = run([campaign, session])
    by_title = {entry.titles["nl"]: entry for entry in result.entries}
    assert by_title["Infosessie Gent"].part_of == by_title["Het Goede Moment"].uid
    assert by_title["Het Goede Moment"].part_of == ""
    again = run([replace(campaign, title="Het Goede Moment 2026"), session], result.entries, LATER)
    assert {e.uid for e in again.entries} == {e.uid for e in result.entries}


def test_uids_look_as_promised_and_do_not_depend_on_order():
    events = [told(number=str(n), title=f"Wandeling {n}", when=day(date(2026, 5, n))) for n in range(1, 9)]
    one, other = run(events), run(list(reversed(events)))
    assert one.entries == other.entries
    for entry in one.entries:
        local, _, domain = entry.uid.partition("@")
        assert domain == "example.org"
        assert local.isalnum()
        assert local == local.lower()
        assert local.isascii()
    assert len({entry.id for entry in one.entries}) == 8


def test_a_wrong_merge_of_last_month_ends_when_towns_differ():
    first = run([replace(FIRST, place=Place()), told("b", place=Place())])
    assert len(first.entries) == 1
    second = run([FIRST, told("b", place=Place(town="Aalst"))], first.entries, LATER)
    assert len(living(second)) == 2
    assert first.entries[0].uid in {entry.uid for entry in living(second)}


def test_a_title_of_a_thousand_days_is_followed_without_comparing_all_with_all():
    many = [told("b", "Vrij zwemmen", day(date(2026, 5, 1) + timedelta(n)), url="") for n in range(1000)]
    first = run(many)
    other = [replace(event, url=f"https://b.be/{event.span.start}") for event in many]
    second = run(other, first.entries, LATER)
    assert {e.uid: e.span for e in second.entries} == {e.uid: e.span for e in first.entries}
