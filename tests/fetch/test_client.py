"""A page for a URL: redirects, conditions, tries, statuses, notes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import httpx
import pytest
from fetch.doubles import DAY, LOOPBACK, PUBLIC_HOST, Site, client, get
from hostile_server import PAGE, HostileServer, Request, answer

from bba_events.errors import FetchError
from bba_events.fetch import Response
from bba_events.fetch.replay import StillClock

URL = "https://www.example.org/agenda"


def site(**pages: httpx.Response | list[httpx.Response]) -> Site:
    """Answers by last path segment; a list gives one answer after another."""

    def answers(request: httpx.Request) -> httpx.Response:
        found = pages[request.url.path.rpartition("/")[2]]
        return found.pop(0) if isinstance(found, list) else found

    return Site(answers)


def test_a_page_comes_back_as_it_was_sent() -> None:
    partner = site(agenda=httpx.Response(200, headers={"ETag": '"1"', "X-Two": "a"}, content=PAGE))
    got = get(URL, transport=partner)
    assert got == Response(URL, URL, 200, {"etag": '"1"', "x-two": "a", "content-length": "80"}, PAGE, DAY)


def test_the_request_says_who_asks_and_nothing_more() -> None:
    partner = site(agenda=httpx.Response(200, content=PAGE))
    get(URL, transport=partner)
    sent = dict(partner.requests[-1].headers)
    assert sent.pop("accept").startswith("text/html")
    assert sent.pop("user-agent").startswith("bba-events/")
    assert sent == {"host": "www.example.org", "accept-encoding": "gzip"}
    assert "(+webmaster@example.org)" in partner.requests[-1].headers["user-agent"]


@pytest.mark.parametrize(
    ("known", "sent"),
    [
        ({"etag": '"1"'}, {"if-none-match": '"1"'}),
        ({"ETag": 'W/"1"', "Last-Modified": "soon"}, {"if-none-match": 'W/"1"', "if-modified-since": "soon"}),
        ({"etag": "unquoted"}, {"if-none-match": "unquoted"}),
        ({"etag": "x" * 1_000}, {"if-none-match": "x" * 1_000}),
        ({"etag": "x" * 1_001, "last-modified": "now"}, {"if-modified-since": "now"}),
        ({"etag": "caf\u00e9"}, {}),
        ({"etag": "a\r\nx: y"}, {}),
        ({"etag": "", "content-type": "text/html"}, {}),
    ],
)
def test_validators_are_sent_back_as_received_or_dropped(known: dict[str, str], sent: dict[str, str]) -> None:
    partner = site(agenda=httpx.Response(200, content=PAGE))
    get(URL, transport=partner, validators=known)
    headers = partner.requests[-1].headers
    assert {name: headers[name] for name in headers if name.startswith("if-")} == sent


def test_a_304_means_what_we_have() -> None:
    got = get(URL, transport=site(agenda=httpx.Response(304)), validators={"etag": '"1"'})
    assert (got.not_modified, got.status, got.body) == (True, 304, b"")


@pytest.mark.parametrize("known", [{}, {"etag": "x" * 2_000}])
def test_a_304_without_our_asking_is_a_fault(known: dict[str, str]) -> None:
    with pytest.raises(FetchError, match="304 Not Modified, which we did not ask for") as caught:
        get(URL, transport=site(agenda=httpx.Response(304)), validators=known)
    assert caught.value.status == 304


def to(location: str, status: int = 302) -> httpx.Response:
    return httpx.Response(status, headers={"location": location})


def test_redirects_are_followed_and_the_last_url_told() -> None:
    partner = site(agenda=to("b"), b=to("/x/c?d=1#e"), c=httpx.Response(200, content=PAGE))
    got = get(URL, transport=partner)
    assert (got.requested, got.url, got.notes) == (URL, "https://www.example.org/x/c?d=1", ())


@pytest.mark.parametrize("status", [301, 308])
def test_a_page_that_moved_for_good_is_noted(status: int) -> None:
    got = get(URL, transport=site(agenda=to("/b", status), b=httpx.Response(200)))
    assert got.notes == (f"{URL} moved for good to https://www.example.org/b; change the row's url",)


def test_another_site_is_noted() -> None:
    got = get(URL, transport=site(agenda=to("https://other.example/b"), b=httpx.Response(200)))
    assert got.url == "https://other.example/b"
    assert got.notes == (f"{URL} was answered by another site, https://other.example/b",)


def test_five_redirects_are_followed_and_no_sixth() -> None:
    with HostileServer() as server:
        assert get(server.url("/hops?5"), LOOPBACK).url == server.url("/hops?0")
        with pytest.raises(FetchError, match="more than 5 redirects"):
            get(server.url("/hops?6"), LOOPBACK)
        with pytest.raises(FetchError, match="more than 5 redirects"):
            get(server.url("/loop"), LOOPBACK)
        assert server.paths.count("/loop") == 1


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("http://www.example.org/b", "from https to http"),
        ("HTTP://www.example.org/b", "from https to http"),
        ("", "without saying where"),
        ("//[", "malformed"),
        ("ftp://www.example.org/b", "only http and https"),
        ("https://u:p@www.example.org/b", "user name"),
        ("file:///etc/passwd", "only http and https"),
    ],
)
def test_redirects_that_are_not_followed(location: str, why: str) -> None:
    partner = site(agenda=to(location))
    with pytest.raises(FetchError, match=why):
        get(URL, transport=partner)
    assert partner.pages == [URL]


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (204, "204 No Content"),
        (206, "206 Partial Content"),
        (401, "to 'bba-events/.*ask the partner to let us in"),
        (403, "to 'bba-events/.*ask the partner to let us in"),
        (404, "change the row's url"),
        (410, "change the row's url"),
        (418, "answered 418"),
        (429, "nothing more is asked"),
        (500, "500 Internal Server Error; asked 3 times"),
        (999, "answered 999"),
    ],
)
def test_a_status_that_is_no_page_is_told(status: int, why: str) -> None:
    with pytest.raises(FetchError, match=why) as caught:
        get(URL, transport=site(agenda=httpx.Response(status)))
    assert caught.value.status == status


def test_a_fault_that_passes_is_tried_three_times_with_growing_rests() -> None:
    clock = StillClock()
    partner = site(agenda=[httpx.Response(503), httpx.Response(500), httpx.Response(200, content=PAGE)])
    assert get(URL, PUBLIC_HOST, transport=partner, clock=clock).body == PAGE
    assert partner.pages == [URL] * 3
    assert clock.now == pytest.approx(1 + 1 + 1.5)  # after robots.txt, then the delay, then 2 * 0.75


def test_a_broken_connection_is_tried_three_times() -> None:
    with HostileServer() as server:
        with pytest.raises(FetchError, match=r"the connection failed .*; asked 3 times"):
            get(server.url("/hang-up"), LOOPBACK)
        # the first time over the connection that robots.txt came by, which is no try of its own
        assert server.paths.count("/hang-up") == 1 + 3


def test_cookies_are_not_kept() -> None:
    async def fetch_twice(server: HostileServer) -> None:
        async with client(LOOPBACK) as one:
            await one.get(server.url("/cookie"))
            await one.get(server.url("/page"))

    with HostileServer() as server:
        asyncio.run(fetch_twice(server))
        assert "cookie" not in server.requests[-1].headers


def test_a_page_over_a_real_connection() -> None:
    with HostileServer() as server:
        for path in ("/page", "/gzip", "/chunked", "/early-hints"):
            got = get(server.url(path), LOOPBACK)
            assert (got.status, got.body, got.fetched_on) == (200, PAGE, date(2026, 11, 23))
        first = get(server.url("/conditional"), LOOPBACK)
        again = get(server.url("/conditional"), LOOPBACK, validators=first.headers)
        assert (first.not_modified, again.not_modified) == (False, True)


@pytest.mark.parametrize(("closings", "asked"), [(1, 2), (2, 2)])
def test_a_kept_connection_that_is_just_closed_is_replaced_once(closings: int, asked: int) -> None:
    left = [closings]

    async def closing(request: Request) -> AsyncIterator[bytes]:
        left[0] -= 1
        if left[0] < 0:
            yield answer()

    with HostileServer(answers={"/closing": closing}) as server:
        once = replace(LOOPBACK, tries=1)  # robots.txt came before, over the same connection
        if closings == 1:
            assert get(server.url("/closing"), once).body == PAGE
        else:
            with pytest.raises(FetchError, match="the connection failed"):
                get(server.url("/closing"), once)
        assert server.paths.count("/closing") == asked
