"""One source over several runs: what is asked for, what is kept, what stands in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from partner_server import PartnerServer, serving

from bba_events import config, pipeline, scrapers
from bba_events.event import Draft, Entry, More
from bba_events.page import Page
from bba_events.report import SourceReport, SourceState
from bba_events.store import Store

MOMENT = datetime(2026, 3, 2, 6, tzinfo=UTC)
CONFIG = """
[calendar]
name = "Agenda"
domain = "agenda.example"
contact = "agenda@agenda.example"
languages = ["nl"]
allow_private = true
delay = 0.0

[[source]]
id = "hoeve"
url = "{url}"
partner = "De Hoeve"
scraper = "bosteller"
max_pages = 3
"""


def list_page(*rows: tuple[str, str], further: str = "", aside: str = "") -> bytes:
    """A list: a row is (title, date words)."""
    items = "".join(
        f'<article><h2><a href="/w/{title.lower()}">{title}</a></h2><p class="d">{when}</p></article>'
        for title, when in rows
    )
    more = f'<a class="next" href="{further}">Volgende</a>' if further else ""
    text = "Wandel mee door het bos met de gidsen van de hoeve, in elk seizoen een andere tocht. " * 3
    return f"<html lang=nl><body><main><h1>Wandelingen</h1><p>{text}{aside}</p>{items}{more}</main></body></html>".encode()


def detail_page(title: str, when: str, place: str = "Hoeve Ter Eike, Ham") -> bytes:
    text = "Trek stevige schoenen aan, want het pad door het natte bos is modderig en lang. " * 3
    return (
        f"<html lang=nl><body><main><h1>{title}</h1><p>Wanneer: {when}</p><p>Waar: {place}</p>"
        f"<p>{text}</p></main></body></html>"
    ).encode()


def read_list(page: Page) -> Iterator[Draft | More]:
    """A scraper of this list, and of its detail pages: there it leaves all to the readers."""
    for card in page.soup.select("article"):
        title, link = card.h2, card.a
        assert title is not None
        yield Draft(title=title.get_text(), when=card.select_one(".d").get_text(), url=page.link(link),
                    detail=page.link(link))  # fmt: skip
    yield from page.more("a.next")


class World:
    """One partner's server and our runs on it."""

    def __init__(self, server: PartnerServer, folder: Path) -> None:
        self.server, self.folder = server, folder
        path = folder / "sources.toml"
        path.write_text(CONFIG.format(url=self.url("/w")), encoding="utf-8")
        self.config = config.load(path)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.server_port}{path}"

    def shows(self, path: str, body: bytes, status: int = 200) -> None:
        self.server.answers[path] = (status, body)

    def run(self, days: int = 0, *, accept: bool = False) -> SourceReport:
        self.server.requests.clear()
        report = pipeline.run(
            self.config, moment=MOMENT + timedelta(days=days), accept_drop=["hoeve"] if accept else []
        )
        return report.sources[0]

    @property
    def asked(self) -> list[tuple[str, int]]:
        return [(path, status) for path, status in self.server.requests if path != "/robots.txt"]

    def entries(self) -> dict[str, Entry]:
        with Store.open_to_read(self.config.calendar.store) as store:
            return {entry.title("nl"): entry for entry in store.entries() if not entry.replaced_by}


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(scrapers, "load", lambda name: read_list)
    empty = tmp_path / "recorded"
    empty.mkdir()
    with serving(empty) as server:
        yield World(server, tmp_path)


def test_rows_take_hours_and_place_from_their_own_pages(world: World) -> None:
    world.shows("/w", list_page(("Lentetocht", "zondag 29 maart")))
    world.shows("/w/lentetocht", detail_page("Lentetocht", "zondag 29 maart 2026 van 14u tot 17u"))
    assert world.run().state is SourceState.READ
    span = world.entries()["Lentetocht"].span
    assert (span.start, span.start_time and span.start_time.hour, span.end_time and span.end_time.hour) == (
        date(2026, 3, 29), 14, 17,
    )  # fmt: skip
    assert "Ham" in world.entries()["Lentetocht"].place.line


def test_an_unchanged_list_opens_nothing_else(world: World) -> None:
    world.shows("/w", list_page(("Lentetocht", "zondag 29 maart")))
    world.shows("/w/lentetocht", detail_page("Lentetocht", "zondag 29 maart 2026 om 14u"))
    world.run()
    assert world.run(1).state is SourceState.UNCHANGED
    assert world.asked == [("/w", 304)]


def test_a_detail_page_is_opened_again_only_when_its_row_changes(world: World) -> None:
    rows = [("Lentetocht", "zondag 29 maart"), ("Nachttocht", "vrijdag 3 april")]
    world.shows("/w", list_page(*rows))
    world.shows("/w/lentetocht", detail_page("Lentetocht", "zondag 29 maart 2026 om 14u"))
    world.shows("/w/nachttocht", detail_page("Nachttocht", "vrijdag 3 april 2026 om 21u"))
    world.run()
    world.shows("/w", list_page(rows[0], ("Nachttocht", "zaterdag 4 april")))
    world.shows("/w/nachttocht", detail_page("Nachttocht", "zaterdag 4 april 2026 om 21u"))
    told = world.run(1)
    assert sorted(world.asked) == [("/w", 200), ("/w/nachttocht", 200)]
    assert (told.new, told.changed, told.gone) == (0, 1, 0)
    assert world.entries()["Lentetocht"].span.start_time is not None


def test_a_detail_page_that_fails_keeps_what_was_known(world: World) -> None:
    world.shows("/w", list_page(("Lentetocht", "zondag 29 maart")))
    world.shows("/w/lentetocht", detail_page("Lentetocht", "zondag 29 maart 2026 om 14u"))
    world.run()
    before = world.entries()
    world.shows("/w", list_page(("Lentetocht", "zondag 29 maart 2026")))
    world.shows("/w/lentetocht", b"gone", status=404)
    assert world.run(1).state is SourceState.READ
    assert world.entries()["Lentetocht"].span == before["Lentetocht"].span


@pytest.mark.parametrize(
    ("status", "words", "asked"),
    [
        (404, "tell the partner that its list leads nowhere", []),
        (410, "tell the partner that its list leads nowhere", []),
        (403, "look at that page in a browser", [("/w/lentetocht", 200)]),
    ],
)
def test_what_is_said_of_a_failing_page_of_an_event_is_about_that_page(
    world: World, status: int, words: str, asked: list[tuple[str, int]]
) -> None:
    """The row is in order and the last good events are not in question; what may pass is tried again."""
    world.shows("/w", list_page(("Lentetocht", "zondag 29 maart")))
    world.shows("/w/lentetocht", b"", status)
    line = world.run()
    assert (line.state, line.events, line.unread) == (SourceState.READ, 1, 1)
    (note,) = [note for note in line.notes if "own page" in note]
    assert f"/w/lentetocht: answered {status}" in note
    assert words in note
    assert not [advice for advice in ("row's url", "last good", "let us in") if advice in note]
    world.shows("/w/lentetocht", detail_page("Lentetocht", "zondag 29 maart 2026 van 14u tot 17u"))
    world.run(1)
    assert world.asked == [("/w", 304), *asked]
    assert bool(world.entries()["Lentetocht"].span.start_time) is bool(asked)
    assert world.run(2).state is SourceState.UNCHANGED


def test_an_error_page_in_place_of_an_event_is_told_as_one(world: World) -> None:
    world.shows("/w", list_page(("Lentetocht", "zondag 29 maart")))
    world.shows(
        "/w/lentetocht", b"<html><title>Pagina niet gevonden</title><h1>Pagina niet gevonden</h1></html>"
    )
    (note,) = [note for note in world.run().notes if "own page" in note]
    assert "an error page" in note
    assert "what its list says stands" in note
    assert "last good events" not in note


def test_beyond_the_cap_of_events_nothing_is_kept_or_asked_for(world: World) -> None:
    """Row 52: the first ones on the page stand, in every run, and the report says so."""
    rows = [(f"Tocht{number}", f"zondag 29 maart om {number}u") for number in range(8, 20)]
    world.shows("/w", list_page(*rows, further="/w2"))
    world.shows("/w2", list_page(("Verder", "vrijdag 3 april")))
    for title, when in rows:
        world.shows(f"/w/{title.lower()}", detail_page(title, when.replace("maart", "maart 2026")))
    path = world.folder / "sources.toml"
    path.write_text(path.read_text("utf-8") + "max_events = 5\n", encoding="utf-8")
    world.config = config.load(path)
    line = world.run()
    assert line.events == 5
    assert any("13 events, the first 5 kept; see max_events" in note for note in line.notes)
    assert set(world.entries()) == {title for title, _ in rows[:5]}
    assert [path for path, _ in world.asked] == [
        "/w",
        *(f"/w/{title.lower()}" for title, _ in rows[:5]),
        "/w2",
    ]
    feed = (world.folder / "public" / "events.ics").read_bytes()
    assert feed.count(b"\nBEGIN:VEVENT\r\n") == 5
    world.shows("/w", list_page(*rows, further="/w2", aside=" Tot dan!"))
    assert (world.run(1).state, len(world.entries())) == (SourceState.READ, 5)


def test_as_many_events_as_a_source_may_have_unasked(world: World) -> None:
    """Row 52: a page of 2,100 cards without links, by the default of max_events."""
    world.shows(
        "/w",
        list_page(*((f"Tocht {number}", "zondag 29 maart") for number in range(2_100))).replace(
            b"<a ", b"<b "
        ),
    )
    line = world.run()
    assert line.events == 2_000
    assert any("2100 events, the first 2000 kept; see max_events" in note for note in line.notes)


def test_further_pages_are_followed_to_the_cap_and_never_twice(world: World) -> None:
    for number in range(1, 6):
        path = "/w" if number == 1 else f"/w?p={number}"
        world.shows(path, list_page((f"Tocht{number}", f"{number} april 2026"), further=f"/w?p={number + 1}"))
        world.shows(f"/w/tocht{number}", detail_page(f"Tocht{number}", f"{number} april 2026"))
    told = world.run()
    assert set(world.entries()) == {"Tocht1", "Tocht2", "Tocht3"}
    assert len(world.asked) == len(set(world.asked)) == 6
    assert any("max_pages" in note for note in told.notes)
    assert world.run(1).state is SourceState.UNCHANGED
    assert [status for _, status in world.asked] == [304] * 3


PAGES = {"/w": (("Lentetocht", "29 maart 2026"), "?p=2"), "/w?p=2": (("Nachttocht", "3 april 2026"), "?p=3"),
         "/w?p=3": (("Egeltocht", "25 april 2026"), "")}  # fmt: skip
CHALLENGE = (
    b"<html><head><title>Just a moment...</title></head><body><div id=cf-challenge></div></body></html>"
)


def show_pages(world: World) -> None:
    for path, (row, further) in PAGES.items():
        world.shows(path, list_page(row, further=further))
        world.shows(f"/w/{row[0].lower()}", detail_page(row[0], row[1]))


@pytest.mark.parametrize(
    ("body", "status"), [(b"down", 500), (b"busy", 429), (b"gone", 404), (CHALLENGE, 200), (b"", 200)]
)
def test_a_further_page_that_fails_loses_no_event_and_no_other_page(
    world: World, body: bytes, status: int
) -> None:
    show_pages(world)
    assert world.run().events == 3
    world.shows("/w", list_page(("Lentetocht", "30 maart 2026"), further="?p=2"))
    world.shows("/w?p=2", body, status)
    told = world.run(1)
    assert (told.state, told.events, told.changed, told.gone) == (SourceState.READ, 3, 1, 0)
    assert any("a further page of the list was not read" in note and "/w?p=2" in note for note in told.notes)
    assert [entry.vanished for entry in world.entries().values()] == [False, False, False]
    show_pages(world)
    assert (world.run(2).gone, len(world.entries())) == (0, 3)


def test_what_moved_to_a_further_page_that_fails_stays(world: World) -> None:
    rows = [("Lentetocht", "29 maart 2026"), ("Nachttocht", "3 april 2026"), ("Egeltocht", "25 april 2026")]
    for row in rows:
        world.shows(f"/w/{row[0].lower()}", detail_page(*row))
    world.shows("/w", list_page(*rows[1:]))
    world.run()
    world.shows("/w", list_page(*rows[:2], further="?p=2"))
    world.shows("/w?p=2", b"down", 503)
    told = world.run(1)
    assert (told.events, told.new, told.gone) == (3, 1, 0)
    assert not any(entry.vanished for entry in world.entries().values())


def test_a_failing_further_page_does_not_hide_that_nothing_changed_elsewhere(world: World) -> None:
    show_pages(world)
    world.run()
    world.shows("/w?p=2", b"down", 503)
    told = world.run(1)
    assert (told.state, told.events, told.changed, told.gone) == (SourceState.READ, 3, 0, 0)


def test_words_keep_the_year_in_which_they_were_first_seen(world: World) -> None:
    world.shows("/w", list_page(("Lentetocht", "29 maart")))
    world.shows("/w/lentetocht", detail_page("Lentetocht", "29 maart"))
    world.run()
    world.shows("/w", list_page(("Lentetocht", "29 maart"), aside=" Nieuw: een kortere lus voor kinderen."))
    told = world.run(60)
    assert told.state is SourceState.READ
    assert told.events == 0
    assert world.entries()["Lentetocht"].span.start == date(2026, 3, 29)
    assert any("no upcoming edition" in note and "2026-03-29" in note for note in told.notes)


def test_a_challenge_page_is_no_answer_and_its_validators_are_not_kept(world: World) -> None:
    world.shows("/w", list_page(("Lentetocht", "29 maart 2026")))
    world.shows("/w/lentetocht", detail_page("Lentetocht", "29 maart 2026"))
    world.run()
    wall = b"<html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1></body></html>"
    world.shows("/w", wall)
    told = world.run(1)
    assert (told.state, told.events, told.age_days) == (SourceState.FAILED, 1, 1)
    assert world.run(2).state is SourceState.FAILED
    assert world.asked == [("/w", 200)]
    assert not world.entries()["Lentetocht"].vanished


def test_a_sudden_drop_is_doubted_until_it_is_accepted(world: World) -> None:
    rows = [(f"Tocht{number}", f"{number} april 2026") for number in range(1, 7)]
    for title, when in rows:
        world.shows(f"/w/{title.lower()}", detail_page(title, when))
    world.shows("/w", list_page(*rows))
    world.run()
    world.shows("/w", list_page(*rows[:2]))
    told = world.run(1)
    assert (told.state, told.events) == (SourceState.SUSPECT, 6)
    assert "--accept-drop hoeve" in told.message
    accepted = world.run(2, accept=True)
    assert (accepted.state, accepted.events, accepted.gone) == (SourceState.READ, 2, 4)


def test_another_scraper_reads_the_kept_page_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.shows("/w", list_page(("Lentetocht", "29 maart")))
    world.shows("/w/lentetocht", detail_page("Lentetocht", "29 maart"))
    world.run()
    monkeypatch.setattr("bba_events.harvested.__version__", "9.9.9")
    told = world.run(20)
    assert told.state is SourceState.READ
    assert world.asked[0] == ("/w", 304)
    assert world.entries()["Lentetocht"].span.start == date(2026, 3, 29)
