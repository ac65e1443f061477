"""What a site lets us read: RFC 9309 as a table, and robots.txt in every state."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from fetch.doubles import DAY, LOOPBACK, Connector, get, impatient
from hostile_server import PAGE, ROBOTS, HostileServer, Request, answer
from hypothesis import given, settings
from hypothesis import strategies as st

from bba_events.errors import FetchError
from bba_events.fetch import Kept
from bba_events.fetch.robots import parse

ALL = "User-agent: *\n"
OURS = "User-agent: bba-events\n"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        (ALL + "Disallow:", "/a", True),
        (ALL + "Disallow: /", "/a", False),
        (ALL + "Disallow: /", "/robots.txt", True),
        (ALL + "Disallow: /a", "/ab", False),
        (ALL + "Disallow: /a", "/b/a", True),
        (ALL + "Disallow: /A", "/a", True),
        # our group alone counts when there is one
        (ALL + "Disallow: /\n" + OURS + "Disallow: /b", "/a", True),
        (OURS + "Disallow: /a\n" + ALL + "Disallow:", "/a", False),
        (OURS + "Disallow:\n" + ALL + "Disallow: /", "/a", True),
        ("User-Agent: BBA-Events/0.1 (+x)\nDisallow: /a", "/a", False),
        ("User-agent: x\nUser-agent: bba-events\nDisallow: /a", "/a", False),
        (OURS + "Disallow: /a\n\nUser-agent: x\nDisallow: /b\n\n" + OURS + "Disallow: /c", "/c", False),
        # others' groups do not count, not even those that begin like us
        ("User-agent: bba\nDisallow: /", "/a", True),
        ("User-agent: bba-events-plus\nDisallow: /", "/a", True),
        ("User-agent: events\nDisallow: /", "/a", True),
        ("User-agent: x\nDisallow: /", "/a", True),
        # the longest match wins, Allow wins a tie
        (ALL + "Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        (ALL + "Allow: /a\nDisallow: /a/b", "/a/b/c", False),
        (ALL + "Disallow: /a\nAllow: /a", "/a", True),
        (ALL + "Disallow: /\nAllow: /$", "/", True),
        (ALL + "Disallow: /\nAllow: /$", "/a", False),
        # wildcards, ends and escapes
        (ALL + "Disallow: /*.pdf$", "/x/y.pdf", False),
        (ALL + "Disallow: /*.pdf$", "/x/y.pdf?z", True),
        (ALL + "Disallow: /a*c", "/abbbcd", False),
        (ALL + "Disallow: /*?", "/a?b", False),
        (ALL + "Disallow: /a%2Fb", "/a%2fb", False),
        (ALL + "Disallow: /a%2Fb", "/a/b", True),
        (ALL + "Disallow: /caf\u00e9", "/caf%C3%A9", False),
        (ALL + "Disallow: /caf%C3%A9", "/caf\u00e9", False),
        (ALL + "Disallow: /a # why", "/a", False),
        ("# x\r\n" + ALL + "\r\n  disallow :  /a\r\n", "/a", False),
        ("Disallow: /a", "/a", True),
        ("\ufeff" + ALL + "Disallow: /a", "/a", False),
        ("<html>" + ALL + "</html>", "/a", True),
    ],
)
def test_rules(text: str, path: str, allowed: bool) -> None:
    assert parse(text.encode()).allow(f"https://example.org{path}") is allowed


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("10", 10),
        ("0.5", 0.5),
        ("-1", 0),
        ("soon", 0),
        ("1e999", 0),
        ("nan", 0),
        ("99999999", 99999999),
        ("", 0),
    ],
)
def test_crawl_delay(said: str, seconds: float) -> None:
    assert parse(f"{ALL}Crawl-delay: {said}\n".encode()).crawl_delay == seconds


NOT_MODIFIED = b"HTTP/1.1 304 Not Modified\r\n\r\n"


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        ("404", True),
        ("403", True),
        ("500", False),
        ("timeout", False),
        ("html", True),
        ("utf-16", False),
        ("utf-16 without mark", True),
        ("byte-order mark", False),
        ("closed", False),
        ("open", True),
        ("not modified", False),
        ("loop", False),
        ("gzip", False),
        ("bomb", True),
    ],
)
def test_a_page_of_a_site_whose_robots_txt_is(
    state: str, allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if state == "timeout":
        impatient(monkeypatch, "/robots.txt")
    with HostileServer(answers={"/robots.txt": ROBOTS[state]}) as server:
        if allowed:
            assert get(server.url("/page"), LOOPBACK).body == PAGE
        else:
            with pytest.raises(FetchError, match=r"not fetched, its robots\.txt .*ask the partner"):
                get(server.url("/page"), LOOPBACK)
            assert "/page" not in server.paths


def test_only_the_first_half_megabyte_is_read() -> None:
    with HostileServer(answers={"/robots.txt": ROBOTS["5 MB"], "/late": answer()}) as server:
        assert get(server.url("/late"), LOOPBACK).status == 200
        with pytest.raises(FetchError, match=r"robots\.txt asks us not to"):
            get(server.url("/early"), LOOPBACK)


def test_a_rule_cut_in_half_is_no_rule() -> None:
    rules = ALL.encode() + b"#" * (512_000 - len(ALL) - 13) + b"\nDisallow: /private"
    with HostileServer(answers={"/robots.txt": answer(body=rules), "/pricing": answer()}) as server:
        assert get(server.url("/pricing"), LOOPBACK).status == 200


def test_a_robots_txt_that_moved_still_counts() -> None:
    moved = {"/robots.txt": ROBOTS["redirected"], "/rules.txt": ROBOTS["closed"]}
    with HostileServer(answers=moved) as server, pytest.raises(FetchError, match="asks us not to"):
        get(server.url("/page"), LOOPBACK)


def test_a_redirect_target_has_rules_of_its_own() -> None:
    with (
        HostileServer("127.0.0.2", answers={"/robots.txt": ROBOTS["closed"]}) as closed,
        HostileServer(answers={"/start": answer(302, b"", location=closed.url("/page"))}) as server,
    ):
        with pytest.raises(FetchError, match="asks us not to"):
            get(server.url("/start"), LOOPBACK, connector=Connector())
        assert closed.paths == ["/robots.txt"]


class Shelf:
    """A book that remembers from run to run."""

    def __init__(self) -> None:
        self.kept: dict[str, Kept] = {}

    def known(self, site: str) -> Kept | None:
        return self.kept.get(site)

    def keep(self, site: str, kept: Kept) -> None:
        self.kept[site] = kept


CLOSED = answer(body=b"User-agent: *\nDisallow: /closed\n", etag='"v1"')


def outcome(server: HostileServer, path: str, book: Shelf, days: int = 0) -> str:
    """Another run, so many days later: "came", or why not."""
    try:
        get(server.url(path), LOOPBACK, book=book, today=DAY + timedelta(days=days))
    except FetchError as fault:
        return str(fault)
    return "came"


def test_it_is_asked_for_once_a_run_and_on_condition_in_the_next() -> None:
    async def conditional(request: Request) -> AsyncIterator[bytes]:
        yield NOT_MODIFIED if request.headers.get("if-none-match") == '"v1"' else CLOSED

    book = Shelf()
    with HostileServer(answers={"/robots.txt": conditional}) as server:
        for day in range(3):
            assert outcome(server, "/page", book, day) == "came"
            assert "asks us not to read" in outcome(server, "/closed", book, day)
        asked = [request for request in server.requests if request.path == "/robots.txt"]
    assert [request.headers.get("if-none-match") for request in asked] == [None, *['"v1"'] * 5]
    (kept,) = book.kept.values()
    assert kept.checked == DAY + timedelta(days=2)


def test_what_changed_counts_from_the_next_run_on() -> None:
    book = Shelf()
    with HostileServer(answers={"/robots.txt": ROBOTS["open"]}) as server:
        assert outcome(server, "/page", book) == "came"
        server.answers["/robots.txt"] = ROBOTS["closed"]
        assert "asks us not to read" in outcome(server, "/page", book, 1)
        server.answers["/robots.txt"] = ROBOTS["404"]
        assert outcome(server, "/page", book, 2) == "came"


@pytest.mark.parametrize("state", ["500", "timeout", "loop"])
def test_the_last_known_one_stands_in_for_a_month(state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 9309 §2.4: a cached copy may be used for longer while the file cannot be reached."""
    book = Shelf()
    with HostileServer(answers={"/robots.txt": CLOSED}) as server:
        assert outcome(server, "/page", book) == "came"
        server.answers["/robots.txt"] = ROBOTS[state]
        if state == "timeout":
            impatient(monkeypatch, "/robots.txt")
        assert outcome(server, "/page", book, 30) == "came"
        assert "asks us not to read" in outcome(server, "/closed", book, 30)
        assert "could not be read" in outcome(server, "/page", book, 31)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.binary(max_size=300)
    | st.lists(st.sampled_from(["User-agent:", "*", "Allow:", "Disallow: /", "$", "%", "\n", "#", "\r", "é"]))
    .map("".join)
    .map(str.encode)
)
def test_any_bytes_give_rules(body: bytes) -> None:
    rules = parse(body)
    assert rules.allow("https://example.org/a") in (True, False)
    assert rules.crawl_delay >= 0
