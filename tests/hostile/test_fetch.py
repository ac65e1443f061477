"""Answers that are no use: each refused with a reason, in bounded time and memory, the rest going on."""

from __future__ import annotations

import asyncio
import gzip
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import httpcore
import httpx
import pytest
from fetch.doubles import LOOPBACK, PUBLIC_HOST, Connector, Site, client, get, impatient
from hostile_server import CHALLENGE, PAGE, HostileServer
from hypothesis import given, settings
from hypothesis import strategies as st

from bba_events.errors import FetchError

SCRIPT = Path(__file__).with_name("peak_memory.py")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/gzip-gzip", "'gzip, gzip', only gzip was asked for"),
        ("/brotli", "'br', only gzip was asked for"),
        ("/gzip-truncated", "gzip body ends in the middle"),
        ("/gzip-garbage", "7 bytes stand behind the end of the gzip body"),
        ("/gzip-lie", "says it is gzip and is not"),
        ("/bomb", "too large: the body is over 10,000,000 bytes once decoded"),
        ("/huge", "too large: the body is over 5,000,000 bytes as sent"),
        ("/endless-body", "too large: the body is over 5,000,000 bytes as sent"),
        ("/length-larger", "the connection failed .*without sending complete message body"),
        ("/half-page", "the connection failed .*without sending complete message body"),
        ("/length-smaller", "Content-Length says 70 bytes and 80 came"),
        ("/length-two", "not proper HTTP .*Content-Length"),
        ("/chunk-negative", "not proper HTTP"),
        ("/chunk-half", "the connection failed .*without sending complete message body"),
        ("/endless-headers", "not proper HTTP .*too long"),
        ("/long-header", "not proper HTTP .*too long"),
        ("/many-headers", "5002 header lines|too large: 5000 header lines"),
        ("/no-http", "not proper HTTP"),
        ("/hang-up", "the connection failed .*disconnected"),
        ("/loop", "more than 5 redirects"),
        ("/hops?6", "more than 5 redirects"),
        ("/nowhere", "redirects without saying where to"),
        ("/no-content", "204 No Content"),
        ("/partial", "206 Partial Content"),
        ("/not-modified", "304 Not Modified, which we did not ask for"),
        ("/challenge", "403 Forbidden to 'bba-events/.*ask the partner to let us in"),
        ("/busy?soon", "429 Too Many Requests"),
        ("/status?503", "503 Service Unavailable; asked 3 times"),
    ],
)
def test_refused(path: str, why: str) -> None:
    with HostileServer() as server:
        with pytest.raises(FetchError, match=why) as caught:
            get(server.url(path), LOOPBACK)
        assert str(caught.value).startswith(server.url(path.partition("?")[0]))
        assert str(caught.value).isprintable()
        assert get(server.url("/page"), LOOPBACK).body == PAGE


@pytest.mark.parametrize("path", ["/drip", "/hang"])
def test_the_wall_clock_ends_what_does_not_end(path: str) -> None:
    with HostileServer() as server:
        began = time.monotonic()
        with pytest.raises(FetchError, match=r"no whole answer within 2 seconds"):
            get(server.url(path), replace(LOOPBACK, deadline=2))
        assert time.monotonic() - began < 20
        assert server.paths.count(path) == 1


def test_redirects_share_one_wall_clock() -> None:
    async def slow(request: object) -> object:
        await asyncio.sleep(0.8)
        yield b"HTTP/1.1 302 Found\r\nlocation: /slow\r\ncontent-length: 0\r\n\r\n"

    with HostileServer(answers={"/slow": slow}) as server:
        with pytest.raises(FetchError, match="no whole answer within"):
            get(server.url("/slow"), replace(LOOPBACK, deadline=2))
        assert 1 <= server.paths.count("/slow") <= 3


@pytest.mark.parametrize(
    "path", ["/drip", "/hang", "/bomb", "/length-smaller", "/many-headers", "/challenge"]
)
def test_other_hosts_go_on_and_so_does_the_same_host(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    impatient(monkeypatch, "/drip", "/hang")

    async def run(bad: HostileServer, good: HostileServer) -> None:
        async with client(LOOPBACK) as one:
            urls = (bad.url(path), bad.url("/page"), good.url("/page"))
            fault, same, other = await asyncio.gather(*map(one.get, urls), return_exceptions=True)
            assert isinstance(fault, FetchError)
            assert getattr(same, "body", same) == getattr(other, "body", other) == PAGE

    with HostileServer() as bad, HostileServer("127.0.0.2") as good:
        asyncio.run(run(bad, good))


def test_hosts_that_hang_leave_no_connection_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """More of them than connections are allowed; afterwards as many honest hosts are asked."""
    impatient(monkeypatch, "/hang")
    with ExitStack() as stack:
        servers = [stack.enter_context(HostileServer(f"127.0.4.{n}")) for n in range(1, 25)]

        async def run() -> None:
            async with client(LOOPBACK) as one:
                bad = await asyncio.gather(
                    *(one.get(s.url("/hang")) for s in servers), return_exceptions=True
                )
                assert all(isinstance(fault, FetchError) for fault in bad)
                good = await asyncio.gather(*(one.get(s.url("/page")) for s in servers))
                assert [response.body for response in good] == [PAGE] * len(servers)

        asyncio.run(run())


STATUS = [
    b"HTTP/1.1 200 OK",
    b"HTTP/1.1 302 Found",
    b"HTTP/1.1 304 Not Modified",
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK",
    b"HTTP/1.1 999 \xff",
    b"HTTP/1.0 200",
]
HEADERS = [
    b"content-length: 5",
    b"content-length: 99999999999999999999",
    b"content-length: -1",
    b"transfer-encoding: chunked",
    b"content-encoding: gzip",
    b"location: /b",
    b"location: http://[",
    b"location: \xe9\x9b\x80 ",
    b"retry-after: \xff",
    b"x: \x80\xff",
    b" folded",
    b"connection: close",
]
BODIES = [
    b"5\r\nhello\r\n",
    b"0\r\n\r\n",
    b"hello",
    gzip.compress(b"hello", mtime=0),
    b"HTTP/1.1 200 OK\r\n\r\n",
]
JUNK = st.binary(max_size=9)
HEADS = st.builds(
    lambda status, headers, end: b"\r\n".join([status, *headers, end]),
    st.sampled_from(STATUS) | JUNK,
    st.lists(st.sampled_from(HEADERS) | JUNK, max_size=4),
    st.sampled_from([b"\r\n", b"\r\n", b"\n", b""]),
)
ANSWERS = st.builds(
    lambda head, body: [head, *body], HEADS, st.lists(st.sampled_from(BODIES) | JUNK, max_size=4)
)
CALM = b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


@settings(derandomize=True, deadline=None, max_examples=300)
@given(ANSWERS)
def test_any_bytes_are_an_answer_or_refused(parts: list[bytes]) -> None:
    """Straight into the connection, in any pieces: a page comes or a fault of ours, never another one."""
    connections = iter([[CALM], *[parts] * 6])  # robots.txt, the page, its redirects

    async def connector(address: str, port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
        return httpcore.AsyncMockStream([part for part in next(connections) if part])

    try:
        got = get("http://partner.example/a", replace(PUBLIC_HOST, tries=1), connector=connector)
    except FetchError as fault:
        assert str(fault).isprintable()
    else:
        assert got.status in (200, 203)


def test_what_is_left_of_a_lying_answer_is_never_taken_for_the_next() -> None:
    smuggled = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil"
    lie = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok" + smuggled

    async def run(server: HostileServer) -> None:
        async with client(LOOPBACK) as one:
            with pytest.raises(FetchError, match="Content-Length says 2 bytes"):
                await one.get(server.url("/lie"))
            assert (await one.get(server.url("/page"))).body == PAGE

    with HostileServer(answers={"/lie": lie}) as server:
        asyncio.run(run(server))


def test_a_redirect_body_is_not_read() -> None:
    with HostileServer() as server:
        assert get(server.url("/redirect-bomb"), LOOPBACK).body == PAGE


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/empty", b""),
        ("/unavailable", b"<h1>Temporarily unavailable</h1>"),
        ("/challenge-200", CHALLENGE),
    ],
)
def test_answers_that_only_a_reader_can_judge_are_passed_on(path: str, body: bytes) -> None:
    with HostileServer() as server:
        assert get(server.url(path), LOOPBACK).body == body


def test_bytes_and_their_charset_are_passed_on_as_they_came() -> None:
    with HostileServer() as server:
        got = get(server.url("/wrong-charset"), LOOPBACK)
    assert got.body == b"<meta charset=utf-8>Caf\xe9 \x96 d\xe9c."
    assert got.headers["content-type"] == "text/html; charset=iso-8859-1"


def measure(*urls: str) -> tuple[int, list[str]]:
    """Bytes of memory above idling that fetching these takes, and what came of each."""
    command = [sys.executable, str(SCRIPT), *urls]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    first, *told = run.stdout.splitlines()
    return int(first), told


@pytest.mark.parametrize(
    ("path", "told"),
    [("/bomb", "too large"), ("/redirect-bomb", "status=200"), ("/endless-body", "too large")],
)
def test_memory_stays_under_60_mb(path: str, told: str) -> None:
    with HostileServer() as server:
        above, (said,) = measure(server.url(path))
    assert told in said
    assert above < 60_000_000


def test_memory_stays_under_60_mb_for_a_dozen_bombs_at_once() -> None:
    with ExitStack() as stack:
        servers = [stack.enter_context(HostileServer(f"127.0.2.{n}")) for n in range(1, 13)]
        above, told = measure(*(server.url("/bomb") for server in servers))
    assert all("too large" in said for said in told)
    assert above < 60_000_000


def test_nothing_in_the_environment_leads_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n", encoding="ascii")
    (tmp_path / "none.pem").write_text("", encoding="ascii")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    with HostileServer() as server:
        connector = Connector()
        assert get(server.url("/page"), LOOPBACK, connector=connector).body == PAGE
        assert connector.asked == [("127.0.0.1", server.port)]
        assert not any("authorization" in request.headers for request in server.requests)
    assert not (tmp_path / "keys").exists()


def test_tracking_parameters_are_kept_for_asking() -> None:
    partner = Site(lambda request: httpx.Response(200))
    url = "https://partner.example/agenda?utm_source=nl&fbclid=1&mc_eid=2"
    assert get(url, PUBLIC_HOST, transport=partner).url == url
    assert partner.pages == [url]
