"""Whatever a partner's site does, what it announced stands, and the maintainer hears what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import trustme
from drills.drill import ADDRESSES, WALKS, Drill, Walk, feed_uids, lived_on, page, published, tls
from hostile_server import TRICKS, HostileServer, Trick, answer

from bba_events.report import SourceReport, SourceState

FAILED, SUSPECT, READ = SourceState.FAILED, SourceState.SUSPECT, SourceState.READ
ACCEPT = "`fetch --accept-drop hoeve`"

COOKIES = (
    "<html lang=nl><head><title>Cookies</title></head><body><h1>Wij gebruiken cookies</h1><p>Om verder te gaan naar "
    "deze website vragen wij je toestemming om cookies te plaatsen.</p><button>Alles aanvaarden</button></body></html>"
)
OTHERS = [Walk(f"Kortingsdag {number}", f"{number} april 2026", "Winkelcentrum") for number in range(1, 9)]
BARE = [Walk(walk.title, walk.when.partition(",")[0], "") for walk in WALKS]


def shown(body: bytes) -> Callable[[Drill], None]:
    return lambda drill: drill.answers(body)


def hanging(trick: Trick) -> Callable[[Drill], None]:
    def fault(drill: Drill) -> None:
        drill.answers(trick)
        drill.hangs = True

    return fault


def status(code: int) -> Callable[[Drill], None]:
    return shown(answer(code, b"", retry_after="0"))


FAULTS = {
    "timeout": (hanging(TRICKS["/hang"]), FAILED, "no whole answer within 0.4 seconds"),
    "drip": (hanging(TRICKS["/drip"]), FAILED, "no whole answer within"),
    "hang-up": (shown(TRICKS["/hang-up"]), FAILED, "asked 3 times"),
    "403": (status(403), FAILED, "ask the partner to let us in"),
    "404": (status(404), FAILED, "change the row's url"),
    "410": (status(410), FAILED, "change the row's url"),
    "429": (status(429), FAILED, "nothing more is asked of it in this run"),
    "500": (status(500), FAILED, "500 Internal Server Error; asked 3 times"),
    "no DNS": (lambda drill: drill.unknown.add("hoeve.example"), FAILED, "whether the site still exists"),
    "nobody listens": (
        lambda drill: drill.connector.stands_in.update({ADDRESSES["hoeve.example"]: 1}), FAILED,
        "the connection failed",
    ),
    "challenge, 403": (shown(TRICKS["/challenge"]), FAILED, "ask the partner to let us in"),
    "challenge, 200": (shown(TRICKS["/challenge-200"]), FAILED, "challenge"),
    "cookie wall": (shown(answer(body=COOKIES.encode())), FAILED, "cookie"),
    "empty answer": (shown(TRICKS["/empty"]), FAILED, ""),
    "half a page": (shown(TRICKS["/half-page"]), FAILED, "without sending complete message body"),
    "empty list": (lambda drill: drill.shows([]), SUSPECT, "6 of 6 upcoming events are missing"),
    "a third of the list": (lambda drill: drill.shows(WALKS[:2]), SUSPECT, "4 of 6 upcoming events"),
    "page of another site": (lambda drill: drill.shows(OTHERS, heading="Koopjes"), SUSPECT, ACCEPT),
    "redesign, nothing found": (
        shown(answer(body=page(WALKS).replace(b"<article>", b"<li class=card>"))), SUSPECT, ACCEPT,
    ),
    "redesign, facts lost": (lambda drill: drill.shows(BARE), SUSPECT, "events lost facts (hour 100% to 0%, place"),
}  # fmt: skip


def told(drill: Drill, days: int) -> tuple[SourceReport, int, int]:
    """De Hoeve's line of a run's report, and the exit code without and with ``--strict``."""
    report = drill.run(days)
    codes = [report.exit_code(strict=strict, stale_days=14) for strict in (False, True)]
    assert report.sources[1].state is not FAILED
    return report.sources[0], *codes


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_loses_nothing_and_is_told(name: str, drill: Drill) -> None:
    fault, state, words = FAULTS[name]
    assert drill.run().exit_code(strict=True, stale_days=14) == 0
    before, files = drill.entries(), published(drill.folder / "public")
    assert len(before) == 7
    fault(drill)
    for day in (1, 3):
        line, code, strict_code = told(drill, day)
        assert (line.state, line.events, line.age_days) == (state, 6, day)
        assert (code, strict_code) == (0, 3)
        assert words in line.message, line.message
        assert "fault of ours" not in line.message
        lived_on(before, drill.entries())
        assert published(drill.folder / "public") == files
    line, code, strict_code = told(drill, 20)
    assert (line.age_days, code, strict_code) == (20, 3, 3)  # what stands is stale


@pytest.mark.parametrize("name", [name for name, (_, state, _) in FAULTS.items() if state is FAILED])
def test_with_nothing_to_stand_in_the_others_are_still_published(name: str, drill: Drill) -> None:
    FAULTS[name][0](drill)
    line, code, _ = told(drill, 0)
    assert (line.state, line.events, line.age_days, code) == (FAILED, 0, None, 3)
    assert line.message
    assert len(feed_uids(drill.folder)) == 1


def test_when_it_is_over_all_is_as_before(drill: Drill) -> None:
    drill.run()
    before = drill.entries()
    for name in ("500", "challenge, 200", "empty list"):
        FAULTS[name][0](drill)
        drill.run(1)
    drill.shows()
    line, code, strict_code = told(drill, 2)
    assert (line.state, line.new, line.changed, line.gone, code, strict_code) == (READ, 0, 0, 0, 0, 0)
    lived_on(before, drill.entries())


def test_a_certificate_that_is_not_theirs(drill: Drill) -> None:
    drill.run()
    before = drill.entries()
    with HostileServer(tls=tls(trustme.CA(), "hoeve.example")) as impostor:
        impostor.answers["/agenda"] = answer(body=page(OTHERS))
        drill.connector.stands_in[ADDRESSES["hoeve.example"]] = impostor.port
        line, code, strict_code = told(drill, 1)
    assert "the certificate of hoeve.example cannot be trusted" in line.message
    assert (line.state, code, strict_code) == (FAILED, 0, 3)
    lived_on(before, drill.entries())


def test_a_drop_is_believed_when_it_is_accepted(drill: Drill) -> None:
    drill.run()
    before = drill.entries()
    drill.shows(WALKS[:2])
    drill.run(1)
    accepted = drill.run(2, accept_drop=["hoeve"]).sources[0]
    assert (accepted.state, accepted.events, accepted.gone) == (READ, 2, 4)
    now = drill.entries()
    assert set(now) == set(before)  # they stay until their day, not confirmed any more
    assert sum(entry.vanished for entry in now.values()) == 4
    assert feed_uids(drill.folder) == {*before}
    drill.shows()
    assert drill.run(3).sources[0].new == 0
    lived_on(before, drill.entries())


def test_half_a_list_is_read_and_the_other_half_stands_unconfirmed(drill: Drill) -> None:
    drill.run()
    before = drill.entries()
    drill.shows(WALKS[:3])
    line, code, _ = told(drill, 1)
    assert (line.state, line.events, line.gone, code) == (READ, 3, 3, 0)
    now = drill.entries()
    assert sum(entry.vanished for entry in now.values()) == 3
    assert feed_uids(drill.folder) == {*before} == {*now}
    drill.shows()
    assert told(drill, 2)[0].new == 0
    lived_on(before, drill.entries())


def test_a_partner_that_moved_is_followed_and_keeps_its_events(drill: Drill) -> None:
    """The new address gives the same yearless words: they are no new edition."""
    yearless = [Walk(walk.title, walk.when.replace(" 2026", "")) for walk in WALKS]
    drill.shows(yearless)
    drill.run()
    before = drill.entries()
    drill.answers(answer(301, b"", location="https://nieuw.example/kalender"))
    drill.hoeve.answers["/kalender"] = answer(body=page(yearless, aside=" Welkom op onze nieuwe site."))
    line, code, _ = told(drill, 45)  # on 16 April: half of the walks are over
    assert (line.state, code) == (READ, 0)
    assert any("moved for good" in note and "change the row's url" in note for note in line.notes)
    now = drill.entries()
    assert {uid: entry.span for uid, entry in now.items()} == {
        uid: entry.span for uid, entry in before.items()
    }
    rows = (drill.folder / "sources.toml").read_text("utf-8")
    rows = rows.replace("https://hoeve.example/agenda", "https://nieuw.example/kalender")
    (drill.folder / "sources.toml").write_text(rows, encoding="utf-8")
    assert told(drill, 50)[0].new == 0
    assert set(drill.entries()) == set(before)
