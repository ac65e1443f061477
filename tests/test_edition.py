"""What went out, and what its readers do not know yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from partner_server import PartnerServer, serving
from test_main_job import EDITION, MOMENT, configure

from bba_events import edition, pipeline, publication
from bba_events.change import ChangeKind
from bba_events.errors import ConfigError
from bba_events.event import Entry, EventKind, Status
from bba_events.publish.choice import Choice
from bba_events.span import day
from bba_events.store import Store

ON = date(2025, 11, 25)
NOW = datetime(2025, 12, 1, tzinfo=UTC)
DOUBTFUL = "Boomplantweekend"


def entry(uid: str, on: date = date(2025, 12, 20)) -> Entry:
    return Entry(
        uid=f"{uid}@example.org", span=day(on), titles={"nl": f"Dag {uid}"}, created=NOW, modified=NOW,
        confirmed=ON, kind=EventKind.EVENT,
    )  # fmt: skip


A, B, C = entry("aaaaaaaa"), entry("bbbbbbbb"), entry("cccccccc")


def told(
    before: tuple[Entry, ...], now: tuple[Entry, ...], known: tuple[Entry, ...] = ()
) -> list[tuple[str, str]]:
    went_out = edition.made("2025-11", "nl", ON, Choice(before))
    changes = edition.since(went_out, Choice(now), known or now, NOW)
    return [(change.kind.value, change.uid[:8]) for change in changes]


@pytest.mark.parametrize(
    ("name", "before", "now", "known", "expected"),
    [
        ("nothing", (A, B), (A, B), (), []),
        ("new", (A,), (A, B), (), [("new", "bbbbbbbb")]),
        ("moved", (A, B), (A, replace(B, span=day(date(2025, 12, 21)))), (), [("moved", "bbbbbbbb")]),
        ("cancelled", (A, B), (A,), (A, replace(B, status=Status.CANCELLED)), [("cancelled", "bbbbbbbb")]),
        ("renamed is no news", (A,), (replace(A, titles={"nl": "Anders"}),), (), []),
        ("past and gone", (A, B), (A,), (A,), []),
        ("turned out to be another that moved", (A,), (C,), (replace(A, replaced_by=C.uid), replace(C, span=day(date(2026, 1, 3)))),
         [("new", "cccccccc"), ("moved", "cccccccc")]),
    ],
)  # fmt: skip
def test_since(name, before, now, known, expected):
    assert told(before, now, known) == expected


def test_the_old_day_is_kept():
    went_out = edition.made("2025-11", "nl", ON, Choice((A,)))
    moved = replace(A, span=day(date(2025, 12, 21)))
    (change,) = edition.since(went_out, Choice((moved,)), (moved,), NOW)
    assert (change.kind, change.old_span, change.span) == (ChangeKind.MOVED, A.span, moved.span)


def test_sent_in_names_each_edition_once():
    editions = [
        edition.made(name, language, ON, Choice((A,))) for name in ("10", "11") for language in ("nl", "fr")
    ]
    assert edition.sent_in(editions) == {A.uid: ["10", "11"]}


@pytest.fixture
def partners() -> Iterator[PartnerServer]:
    with serving(EDITION) as server:
        yield server


def test_from_one_edition_to_the_next(tmp_path: Path, partners: PartnerServer) -> None:
    made = configure(tmp_path, partners)
    pipeline.run(made, moment=MOMENT)
    with pytest.raises(ConfigError, match="bba-events sent"):
        publication.block(made, language="nl", on=ON, since_last=True)
    sent = publication.send(made, name="2025-11", languages=["nl", "fr"], on=ON)
    assert [len(one.entries) for one in sent] == [11, 11]
    assert "Gewijzigd" not in publication.block(made, language="nl", on=ON, since_last=True)

    path = f"/{made.sources[0].url.split('/', 3)[3]}"
    page = partners.recorded[path][2].replace(b"28 t/m 30 november", b"5 t/m 7 december")
    page = page.replace(b"vrijdag 28 november", b"vrijdag 5 december").replace(
        b"zaterdag 29 of zondag 30 november", b"zaterdag 6 of zondag 7 december"
    )
    partners.answers[path] = (200, page)
    pipeline.run(made, moment=MOMENT + timedelta(days=3), sources=["boomweekend"])
    with Store.open_to_read(made.calendar.store) as store:
        weekend = [one for one in store.entries() if one.title("nl") == "BOOMweekend"]
    text = publication.block(made, language="nl", on=date(2025, 11, 28), since_last=True)
    assert weekend
    assert "Gewijzigd sinds de vorige editie" in text


def test_sources_that_could_not_be_read_are_told_to_the_editor(
    tmp_path: Path, partners: PartnerServer
) -> None:
    made = configure(tmp_path, partners)
    pipeline.run(made, moment=MOMENT)
    partners.answers[f"/{made.sources[0].url.split('/', 3)[3]}"] = (500, b"down")
    pipeline.run(made, moment=MOMENT + timedelta(days=1))
    text = publication.block(made, language="nl", on=ON, unread=True)
    assert "Bronnen die niet gelezen konden worden" in text
    assert "Bosalliantie" in text
    assert "Bronnen die" not in publication.block(made, language="nl", on=ON)


def test_pairs_that_may_be_one_event_are_put_to_the_editor(tmp_path: Path, partners: PartnerServer) -> None:
    made = configure(tmp_path, partners)
    pipeline.run(made, moment=MOMENT)
    assert "Misschien hetzelfde" not in publication.block(made, language="nl", on=ON, questions=True)
    with Store.open_to_read(made.calendar.store) as store:
        entries = store.entries()
    weekend = next(one for one in entries if one.title("nl") == "BOOMweekend")
    # The same days and a title that shares but one word, told by a partner that has nothing to do with it.
    other = replace(
        weekend.members[0], source="x", title=DOUBTFUL, url="", page="https://x.example/a", description=""
    )
    twin = replace(weekend, uid="twin0000@example.org", titles={"nl": DOUBTFUL}, members=(other,))
    with Store.open_for_run(made.calendar.store) as store:
        store.put_entries([*entries, twin])
        store.commit()
    text = publication.block(made, language="nl", on=ON, questions=True)
    assert "Misschien hetzelfde" in text
    assert weekend.id in text
    assert "twin0000" in text
