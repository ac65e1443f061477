"""How much our guards, decoding, robots and politeness cost over bare httpx, on the same pages.

    python benchmarks/fetch.py

1,000 gzipped pages over 50 loopback hosts, the delay at zero: pages a second, ours against a bare
httpx worker loop in the same run (aim: at least 0.7 of it; reading pages is not part of either).
Then a whole run with the delay on, against its slowest host alone (aim: at most 1.1 times).
"""

from __future__ import annotations

import asyncio
import gzip
import multiprocessing
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import contextmanager
from datetime import date

import httpx

from bba_events.fetch import Client, Settings

HOSTS = [f"127.0.{n // 10 + 3}.{n % 10 + 1}" for n in range(50)]
PAGES = 20
WORKERS = 20
ROUNDS = 5
DELAY = 0.5
PORT = 38_917
LINES = (f"<li><a href='/agenda/{n * n}'>Wandeling {n * 7919 % 1000}</a></li>" for n in range(600))
BODY = f"<!doctype html><title>Agenda</title><ul>{''.join(LINES)}</ul>".encode()
SETTINGS = Settings(contact="webmaster@example.org", delay=0, allow_private=True)


class Partner(asyncio.Protocol):
    """Answers every GET with the page, and robots.txt with 404, over a connection that stays open."""

    packed = gzip.compress(BODY, mtime=0)
    head = (
        b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-encoding: gzip\r\ncontent-length: %d\r\n\r\n"
    )
    page = head % len(packed) + packed
    missing = b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep where to answer."""
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.seen = transport, b""

    def data_received(self, data: bytes) -> None:
        """Answer each whole request."""
        self.seen += data
        while b"\r\n\r\n" in self.seen:
            asked, _, self.seen = self.seen.partition(b"\r\n\r\n")
            self.transport.write(self.missing if asked.startswith(b"GET /robots.txt") else self.page)


def serve(ready: multiprocessing.synchronize.Event) -> None:
    """Play all hosts, in a process of their own."""

    async def run() -> None:
        loop = asyncio.get_running_loop()
        servers = [await loop.create_server(Partner, host, PORT) for host in HOSTS]
        ready.set()
        await asyncio.gather(*(server.serve_forever() for server in servers))

    asyncio.run(run())


@contextmanager
def partners() -> object:
    """All hosts, while they are needed."""
    ready = multiprocessing.Event()
    process = multiprocessing.Process(target=serve, args=(ready,), daemon=True)
    process.start()
    assert ready.wait(20)
    yield
    process.terminate()
    process.join()


def urls(host: str, pages: int = PAGES) -> list[str]:
    """The pages of a host."""
    return [f"http://{host}:{PORT}/agenda/{n}" for n in range(pages)]


async def work(get: Callable[[str], Awaitable[object]]) -> None:
    """Workers that each take a host from a queue and fetch its pages one after the other."""
    queue = iter(HOSTS)

    async def worker() -> None:
        for host in queue:
            for url in urls(host):
                await get(url)

    await asyncio.gather(*(worker() for _ in range(WORKERS)))


async def bare() -> float:
    """Seconds the bare loop takes."""
    limits = httpx.Limits(max_connections=WORKERS)
    async with httpx.AsyncClient(limits=limits, trust_env=False, timeout=30) as client:

        async def get(url: str) -> None:
            response = await client.get(url)
            assert response.content == BODY

        began = time.perf_counter()
        await work(get)
        return time.perf_counter() - began


async def ours() -> float:
    """Seconds our client takes with the same workers."""
    async with Client(SETTINGS, today=date(2026, 11, 23)) as client:

        async def get(url: str) -> None:
            response = await client.get(url)
            assert response.body == BODY

        began = time.perf_counter()
        await work(get)
        return time.perf_counter() - began


async def ours_at_once() -> float:
    """Seconds our client takes when it is handed all pages at once."""
    async with Client(SETTINGS, today=date(2026, 11, 23)) as client:
        began = time.perf_counter()
        await asyncio.gather(*(client.get(url) for host in HOSTS for url in urls(host)))
        return time.perf_counter() - began


async def polite(hosts: Sequence[tuple[str, int]], delay: float) -> float:
    """Seconds a run takes with the delay on; a host and how many pages it has, for each."""
    settings = Settings(contact="webmaster@example.org", delay=delay, allow_private=True)
    async with Client(settings, today=date(2026, 11, 23)) as client:
        began = time.perf_counter()
        await asyncio.gather(*(client.get(url) for host, pages in hosts for url in urls(host, pages)))
        return time.perf_counter() - began


def main() -> None:
    """Measure in turns, keep the best of each, print ratios."""
    with partners():
        ways = {"bare httpx loop": bare, "ours, same workers": ours, "ours, all at once": ours_at_once}
        best = dict.fromkeys(ways, float("inf"))
        for _ in range(ROUNDS):
            for name, way in ways.items():
                best[name] = min(best[name], asyncio.run(way()))
        for name, seconds in best.items():
            rate = len(HOSTS) * PAGES / seconds
            print(f"{name:20} {rate:7,.0f} pages/s   {best['bare httpx loop'] / seconds:.2f} of bare")
        many = [(host, 1 + n % 10) for n, host in enumerate(HOSTS)]
        alone = asyncio.run(polite([max(many, key=lambda one: one[1])], DELAY))
        whole = asyncio.run(polite(many, DELAY))
        print(
            f"whole polite run     {whole:.2f} s, its slowest host alone {alone:.2f} s: {whole / alone:.2f}"
        )


if __name__ == "__main__":
    main()
