"""What a partner's webmaster sees of us: measured at servers that count, by a clock that stands still."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from itertools import pairwise

import httpcore
import httpx
import pytest
from fetch.doubles import DAY as TODAY
from fetch.doubles import LOOPBACK, PUBLIC_HOST, Connector, Site, client
from hostile_server import HostileServer, answer
from hypothesis import given, settings
from hypothesis import strategies as st

from bba_events.errors import FetchError
from bba_events.fetch import Client, Response, Settings
from bba_events.fetch.memory import Memory
from bba_events.fetch.politeness import DAY, retry_after
from bba_events.fetch.replay import StillClock


class Counting(Connector):
    """Counts the connections that are open at one time."""

    def __init__(self) -> None:
        super().__init__()
        self.open = self.most = 0

    async def __call__(self, address: str, port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
        stream = await super().__call__(address, port, timeout)
        self.open += 1
        self.most = max(self.most, self.open)
        close = stream.aclose

        async def counted() -> None:
            self.open -= 1
            await close()

        stream.aclose = counted  # type: ignore[method-assign]
        return stream


DATE = "Mon, 23 Nov 2026 20:00:00 GMT"


@pytest.mark.parametrize(
    ("value", "date", "seconds"),
    [
        ("120", "", 120),
        ("0", "", 0),
        ("-1", "", 0),
        ("99999999", "", DAY),
        ("9" * 300, "", DAY),
        ("9" * 5_000, "", None),
        ("soon", DATE, None),
        ("", DATE, None),
        ("1.5", DATE, None),
        ("Mon, 23 Nov 2026 20:02:00 GMT", DATE, 120),
        ("Mon, 23 Nov 2026 19:00:00 GMT", DATE, 0),
        ("Fri, 23 Nov 2035 19:00:00 GMT", DATE, DAY),
        ("Mon, 23 Nov 2026 20:02:00 GMT", "", None),
        ("Mon, 99 Nov 2026 20:02:00 GMT", DATE, None),
    ],
)
def test_retry_after(value: str, date: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": value, "date": date}) == seconds


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.text(max_size=40) | st.integers().map(str), st.sampled_from(["", DATE]))
def test_no_server_makes_us_wait_less_than_nothing_or_more_than_a_day(value: str, date: str) -> None:
    seconds = retry_after({"retry-after": value, "date": date})
    assert seconds is None or 0 <= seconds <= DAY


class Timed(Site):
    """Partners that note when each request came, by a clock that stands still."""

    def __init__(self, clock: StillClock, robots: str = "", **pages: list[httpx.Response]) -> None:
        self.times: list[tuple[str, float]] = []

        def answers(request: httpx.Request) -> httpx.Response:
            self.times.append((str(request.url), clock.now))
            queue = pages.get(request.url.path.strip("/"), [])
            if queue:
                return queue.pop(0)
            if request.url.path == "/robots.txt":
                return httpx.Response(200 if robots else 404, text=robots)
            return httpx.Response(200)

        super().__init__(answers, robots=True)

    def gaps(self, host: str) -> list[float]:
        """Seconds between one request to a host and the next."""
        return [later - earlier for earlier, later in pairwise(t for url, t in self.times if host in url)]


def fetch_all(partners: Timed, clock: StillClock, *urls: str, settings: Settings = PUBLIC_HOST) -> list[str]:
    """Ask for all at once; what came, or why not."""

    async def run() -> list[str]:
        async with client(settings, transport=partners, clock=clock) as one:
            got = await asyncio.gather(*map(one.get, urls), return_exceptions=True)
        for fault in got:
            assert isinstance(fault, Response | FetchError), fault
        return [str(fault) if isinstance(fault, FetchError) else "" for fault in got]

    return asyncio.run(run())


def test_a_host_is_asked_for_robots_txt_once_and_rests_between_requests() -> None:
    clock = StillClock()
    partners = Timed(clock)
    assert not any(fetch_all(partners, clock, *(f"https://a.org/{n}" for n in range(4))))
    assert [url for url, _ in partners.times] == [f"https://a.org/{n}" for n in ("robots.txt", 0, 1, 2, 3)]
    assert partners.gaps("a.org") == [1, 1, 1, 1]


def test_all_forms_of_a_host_are_one_host() -> None:
    clock = StillClock()
    partners = Timed(clock)
    fetch_all(
        partners, clock, "https://a.org/1", "https://A.ORG/2", "https://a.org./3", "https://a.org:443/4"
    )
    assert partners.gaps("a.org") == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("rule", "gaps"),
    [("Crawl-delay: 5", [1, 5, 5]), ("Crawl-delay: 0.2", [1, 1, 1]), ("Crawl-delay: -7", [1, 1, 1])],
)
def test_crawl_delay_is_obeyed_between_pages(rule: str, gaps: list[float]) -> None:
    clock = StillClock()
    partners = Timed(clock, f"User-agent: *\n{rule}\n")
    fetch_all(partners, clock, "https://a.org/1", "https://a.org/2", "https://a.org/3")
    assert partners.gaps("a.org") == pytest.approx(gaps)


def test_a_host_that_wants_hours_between_pages_gives_one_page_a_run() -> None:
    clock = StillClock()
    partners = Timed(clock, "User-agent: *\nCrawl-delay: 99999999\n")
    first, second = fetch_all(partners, clock, "https://a.org/1", "https://a.org/2")
    assert first == ""
    assert "left for this run, it wants us to wait another 86,400 seconds" in second
    assert clock.now < 5


def test_no_host_keeps_a_run_busy_for_more_than_an_hour() -> None:
    clock = StillClock()
    partners = Timed(clock, "User-agent: *\nCrawl-delay: 500\n")
    got = fetch_all(partners, clock, *(f"https://a.org/{page}" for page in range(20)))
    assert got[:8] == [""] * 8
    assert all("left for this run, it has taken 3,501 seconds" in fault for fault in got[8:])
    assert clock.now < 3_600


@pytest.mark.parametrize(("value", "gap"), [("120", 120), ("-1", 1), ("soon", 1), (DATE, 1)])
def test_retry_after_is_obeyed_for_all_pages_of_the_host(value: str, gap: float) -> None:
    clock = StillClock()
    busy = httpx.Response(503, headers={"retry-after": value, "date": DATE})
    partners = Timed(clock, **{"1": [busy]})
    assert fetch_all(partners, clock, "https://a.org/1", "https://a.org/2") == ["", ""]
    assert partners.gaps("a.org")[1] == pytest.approx(gap)


def test_a_host_that_wants_us_back_tomorrow_is_left_for_this_run() -> None:
    clock = StillClock()
    partners = Timed(clock, **{"1": [httpx.Response(503, headers={"retry-after": "99999999"})]})
    got = fetch_all(partners, clock, "https://a.org/1", "https://a.org/2")
    assert all("left for this run" in fault for fault in got)
    assert len(partners.times) == 2
    assert clock.now < 5


@pytest.mark.parametrize("value", ["-1", "0", "99999999", DATE, "soon"])
def test_after_a_429_nothing_more_is_asked_whatever_retry_after_says(value: str) -> None:
    clock = StillClock()
    many = httpx.Response(429, headers={"retry-after": value})
    partners = Timed(clock, **{"1": [many]})
    got = fetch_all(partners, clock, "https://a.org/1", "https://a.org/2", "https://b.org/1")
    assert "429 Too Many Requests; nothing more is asked" in got[0]
    assert "a.org: not asked again in this run, it answered 429" in got[1]
    assert got[2] == ""
    assert [url for url, _ in partners.times if "a.org" in url] == [
        "https://a.org/robots.txt",
        "https://a.org/1",
    ]


def test_a_429_for_robots_txt_ends_the_host_too() -> None:
    clock = StillClock()
    partners = Timed(clock, **{"robots.txt": [httpx.Response(429)]})
    got = fetch_all(partners, clock, "https://a.org/1", "https://a.org/2")
    assert all("429" in fault for fault in got)
    assert [url for url, _ in partners.times] == ["https://a.org/robots.txt"]


def test_a_host_that_is_down_is_not_asked_for_every_page() -> None:
    clock = StillClock()
    down = {str(page): [httpx.Response(500)] * 3 for page in range(9)}
    partners = Timed(clock, **down)
    got = fetch_all(partners, clock, *(f"https://a.org/{page}" for page in range(9)))
    assert sum("asked 3 times" in fault for fault in got) == 3
    assert sum("3 of its pages in a row gave no answer" in fault for fault in got) == 6
    assert len(partners.times) == 1 + 3 * 3


def test_rests_between_tries_grow_and_differ_by_chance() -> None:
    rests = []
    for chance in (0.0, 0.999):
        clock = StillClock()
        partners = Timed(clock, **{"1": [httpx.Response(500)] * 3})

        async def run(partners: Timed = partners, clock: StillClock = clock, chance: float = chance) -> None:
            settings = Settings(contact="x", delay=0)
            async with client(settings, transport=partners, clock=clock, random=lambda: chance) as one:
                with pytest.raises(FetchError, match="asked 3 times"):
                    await one.get("https://a.org/1")

        asyncio.run(run())
        rests.append(partners.gaps("a.org")[1:])
    assert rests == [[0.5, 1.0], pytest.approx([1.0, 2.0], rel=0.01)]


def test_one_connection_a_host_twenty_in_all_none_twice() -> None:
    """30 hosts of three pages each, all asked for at once, each page taking a while."""

    async def slow(request: object) -> object:
        await asyncio.sleep(0.01)
        yield answer()

    pages = {f"/{n}": slow for n in range(3)}
    with ExitStack() as stack:
        servers = [
            stack.enter_context(HostileServer(f"127.0.1.{n}", answers=dict(pages))) for n in range(1, 31)
        ]
        connector = Counting()

        async def run() -> None:
            async with Client(LOOPBACK, today=TODAY, connector=connector) as one:
                await asyncio.gather(*(one.get(server.url(path)) for server in servers for path in pages))

        asyncio.run(run())
        assert 10 < connector.most <= 20
        for server in servers:
            assert server.paths == ["/robots.txt", *pages]
            assert server.most_connections == 1


def test_the_delay_is_kept_by_a_real_clock() -> None:
    settings = Settings(contact="x", delay=0.05, allow_private=True)

    async def run(server: HostileServer) -> None:
        async with Client(settings, today=TODAY) as one:
            await asyncio.gather(*(one.get(server.url(f"/page?{n}")) for n in range(5)))

    with HostileServer() as server:
        asyncio.run(run(server))
        assert len(server.requests) == 6
        assert all(b.at - a.at >= 0.049 for a, b in pairwise(server.requests))
        assert server.most_connections == 1


def test_a_second_run_asks_only_whether_pages_changed() -> None:
    async def run(server: HostileServer, known: dict[str, Response]) -> dict[str, Response]:
        async with Client(LOOPBACK, today=TODAY) as one:
            urls = [server.url(f"/conditional?{n}") for n in range(5)]
            headers = [known[url].headers if url in known else {} for url in urls]
            got = await asyncio.gather(*map(one.get, urls, headers))
            return dict(zip(urls, got, strict=True))

    with HostileServer() as server:
        first = asyncio.run(run(server, {}))
        server.requests.clear()
        again = asyncio.run(run(server, first))
        assert all(response.not_modified for response in again.values())
        asked = [request for request in server.requests if request.path != "/robots.txt"]
        assert [request.headers.get("if-none-match") for request in asked] == ['W/"v1"'] * 5


def test_what_robots_txt_forbids_is_not_asked_for() -> None:
    clock = StillClock()
    partners = Timed(clock, "User-agent: *\nDisallow: /private\n")
    got = fetch_all(partners, clock, "https://a.org/1", "https://a.org/private/2", "https://a.org/3")
    assert [bool(fault) for fault in got] == [False, True, False]
    assert not any("private" in url for url, _ in partners.times)


def test_a_page_is_not_asked_for_twice_in_a_run_whoever_asks_and_however_it_is_written() -> None:
    clock = StillClock()
    partners = Timed(clock, **{"gone": [httpx.Response(404)]})
    pages = ["https://a.org/1", "https://A.org:443/1#top", "https://a.org/1"]
    gone = ["https://a.org/gone", "https://a.org/gone"]
    got = fetch_all(partners, clock, *pages, *gone)
    assert [bool(fault) for fault in got] == [False] * 3 + [True] * 2
    assert got[3] == got[4]
    assert [url for url, _ in partners.times] == [
        "https://a.org/robots.txt",
        "https://a.org/1",
        "https://a.org/gone",
    ]


def test_a_304_answers_only_those_who_asked_the_same() -> None:
    partner = Site(
        lambda request: httpx.Response(304 if request.headers.get("if-none-match") == "1" else 200)
    )

    async def run() -> list[Response]:
        async with client(PUBLIC_HOST, transport=partner) as one:
            known = ({"etag": "1"}, {"etag": "1"}, {}, {"etag": "1"})
            return [await one.get("https://a.org/1", validators) for validators in known]

    assert [response.not_modified for response in asyncio.run(run())] == [True, True, False, False]
    assert len(partner.pages) == 2


def test_the_pages_that_came_first_are_forgotten_beyond_the_cap() -> None:
    asked: list[str] = []

    async def run() -> None:
        memory = Memory(cap=25)
        for url in ("a", "b", "a", "c", "b", "a"):

            async def ask(url: str = url) -> Response:
                asked.append(url)
                return Response(url, url, 200, {}, bytes(10), TODAY)

            await memory.once(url, {}, ask)

    asyncio.run(run())
    assert asked == ["a", "b", "c", "a"]
