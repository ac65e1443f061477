"""What holds for any list of events: order does not matter, nothing is lost, clusters hang together."""

from datetime import date, time
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from labelled import scenes

from bba_events.config import Source
from bba_events.event import Event, EventKind, Place
from bba_events.merge import cluster, compare
from bba_events.merge.sketch import Sketches
from bba_events.span import Span, SpanKind, day, days

ROWS = {
    name: Source(name, f"https://{name}.be/agenda", "P", trust=trust)
    for name, trust in zip("abc", (9, 5, 5), strict=True)
}
WORDS = (
    "Vleermuizen",
    "Wandeling",
    "Nacht",
    "Infosessie",
    "Deel 1",
    "Deel 2",
    "Bomen planten",
    "Nuit",
    "Gent",
    "Café",
)
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
DAYS = st.integers(1, 4).map(lambda number: date(2026, 5, number))
CLOCKS = st.none() | st.sampled_from([time(14), time(15), time(19, 30), time(20)])
SPANS = st.one_of(
    st.builds(lambda when, clock: day(when, start_time=clock), DAYS, CLOCKS),
    st.builds(lambda a, b: days(min(a, b), max(a, b)), DAYS, DAYS),
    st.just(Span(SpanKind.VAGUE)),
    st.builds(lambda when: Span(SpanKind.OPEN_START, None, when), DAYS),
)
PLACES = st.sampled_from(
    [
        Place(),
        Place(town="Gent"),
        Place(town="Gand"),
        Place(name="Zaal Apollo", town="Leuven"),
        Place(name="Apollo"),
        Place(online=True),
    ]
)


@st.composite
def told(draw):
    source = draw(st.sampled_from("abc"))
    page = f"https://{source}.be/agenda"
    url = draw(st.sampled_from(["", page, f"{page}/1", f"{page}/2", "https://c.be/agenda/1"]))
    twins = draw(st.sampled_from([{}, {}, {"fr": "https://c.be/agenda/1"}]))
    return Event(
        source, page, draw(TITLES), draw(SPANS), url=url, place=draw(PLACES), alternates=twins,
        language=draw(st.sampled_from(["nl", "fr", ""])), kind=draw(st.sampled_from(list(EventKind))),
    )  # fmt: skip


LISTS = st.lists(told(), max_size=9)


def groups(clustering):
    return sorted(sorted(map(repr, found.members)) for found in clustering.clusters)


def questions(clustering):
    return sorted(sorted((repr(ask.a), repr(ask.b))) for ask in clustering.asks)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(LISTS, st.randoms())
def test_the_order_of_events_does_not_matter(events, chance):
    shuffled = list(events)
    chance.shuffle(shuffled)
    one, other = cluster(events, rows=ROWS), cluster(shuffled, rows=ROWS)
    assert groups(one) == groups(other)
    assert questions(one) == questions(other)
    assert [found.members for found in one.clusters] == [found.members for found in other.clusters]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(LISTS)
def test_every_event_is_in_exactly_one_cluster_and_no_cluster_holds_a_contradiction(events):
    clustering = cluster(events, rows=ROWS)
    kept = [id(event) for found in clustering.clusters for event in found.members]
    assert sorted(kept) == sorted(map(id, events))
    for found in clustering.clusters:
        assert bool(found.reasons) is (len(found.members) > 1)
        sketches = Sketches(found.members, ROWS, "Europe/Brussels")
        runs = [event for event in found.members if event.span.days > 1]
        for a, b in combinations(range(len(sketches)), 2):
            assert not compare(sketches[a], sketches[b]).vetoed or runs


@settings(max_examples=200, deadline=None, derandomize=True)
@given(told(), told())
def test_a_verdict_is_the_same_both_ways(a, b):
    sketches = Sketches([a, b], ROWS, "Europe/Brussels")
    there, back = compare(sketches[0], sketches[1]), compare(sketches[1], sketches[0])
    assert (there.answer, there.points, set(there.reasons)) == (back.answer, back.points, set(back.reasons))
    assert there.reasons


def test_all_scenes_at_once_give_what_each_gives_alone():
    """Blocking by day loses no pair that a small list would find."""
    alone = sorted(group for scene in scenes() for group in groups(cluster([event for _, event in scene])))
    assert groups(cluster([event for scene in scenes() for _, event in scene])) == alone


def test_merging_again_changes_nothing():
    events = [event for scene in scenes() for _, event in scene]
    once = cluster(events)
    again = cluster([event for found in once.clusters for event in found.members])
    assert groups(once) == groups(again)


def test_a_line_repeated_two_thousand_times_is_one_event():
    """Would hang for minutes if copies were compared with each other."""
    when = day(date(2026, 5, 1))
    events = [Event("a", "https://a.be", "Vrij zwemmen", when, description=str(n)) for n in range(2000)]
    assert len(cluster(events).clusters) == 1
