"""A proxy that was named: it is asked for tunnels to checked addresses, and for nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import trustme
from drills.drill import tls
from fetch.doubles import LOOPBACK, PUBLIC_HOST, Connector, get, names
from hostile_server import PAGE, HostileServer

from bba_events import config, manners
from bba_events.errors import ConfigError, FetchError
from bba_events.fetch.replay import PUBLIC


@dataclass
class Proxy:
    """Opens tunnels to this machine's ports whatever address it is asked for; ``refusal`` is said instead."""

    to: int
    refusal: bytes = b""
    port: int = 0
    asked: list[str] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            self.asked.append((await reader.readuntil(b"\r\n\r\n")).decode().splitlines()[0])
            if self.refusal:
                writer.write(self.refusal)
                writer.close()
                return
            there, back = await asyncio.open_connection("127.0.0.1", self.to)
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            try:
                await asyncio.gather(self.pass_on(reader, back), self.pass_on(there, writer))
            finally:
                back.close()
                writer.close()

    async def pass_on(self, source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(65_536):
                to.write(data)
                await to.drain()
            to.close()


@contextmanager
def running(proxy: Proxy) -> Iterator[str]:
    """The proxy's address while the block runs."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(proxy.serve, "127.0.0.1", 0))
    proxy.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{proxy.port}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        loop.run_until_complete(_end(asyncio.all_tasks(loop)))
        loop.close()


async def _end(tasks: set[asyncio.Task[object]]) -> None:
    """End the tunnels that are still open, so that none is left to the garbage collector."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0.05)  # for the closed ends to be let go


def test_all_goes_through_it_by_address_and_tls_to_the_site(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with HostileServer(tls=tls(authority, "partner.example")) as site:
        proxy = Proxy(site.port)
        with running(proxy) as address:
            settings = replace(PUBLIC_HOST, proxy=address, authorities=tmp_path / "ca.pem", delay=0)
            connector = Connector()
            got = get("https://partner.example/page", settings, connector=connector)
        assert got.body == PAGE
        assert {request.headers["host"] for request in site.requests} == {"partner.example"}
    assert set(connector.asked) == {("127.0.0.1", proxy.port)}, "nothing was asked directly"
    assert set(proxy.asked) == {f"CONNECT {PUBLIC}:443 HTTP/1.1"}, "never a name"


@pytest.mark.parametrize("address", ["10.0.0.1", "169.254.169.254", "127.0.0.1", "fd00::1"])
def test_it_is_not_asked_for_what_we_may_not_reach_ourselves(address: str) -> None:
    proxy = Proxy(1)
    with running(proxy) as at, pytest.raises(FetchError, match="not an address of the public internet"):
        get(
            "http://partner.example/",
            replace(PUBLIC_HOST, proxy=at),
            resolver=names(partner_example=[address]),
        )
    assert proxy.asked == []


@pytest.mark.parametrize(
    "refusal",
    [b"HTTP/1.1 403 Forbidden\r\n\r\n", b"HTTP/1.1 407 Who are you\r\n\r\n", b"x" * 20_000, b"\r\n\r\n"],
)
def test_a_proxy_that_refuses_is_told(refusal: bytes) -> None:
    proxy = Proxy(1, refusal=refusal)
    with running(proxy) as at, pytest.raises(FetchError, match=r"the proxy 127\.0\.0\.1|connection failed"):
        get("http://127.0.0.2:9/", replace(LOOPBACK, proxy=at, tries=1))


def test_a_proxy_that_is_not_there_is_told() -> None:
    settings = replace(LOOPBACK, proxy="http://127.0.0.1:9", tries=1)
    with pytest.raises(FetchError, match=r"the proxy 127\.0\.0\.1:9 does not answer"):
        get("http://127.0.0.2:9/", settings)


@pytest.mark.parametrize(
    "value", ["https://p.example:1", "socks5://p.example", "http://me:secret@p.example:1", "p.example:1",
              "http://p.example:1/path", "http://p.example?x=1", "http://"]
)  # fmt: skip
def test_what_is_no_proxy_is_refused_when_the_file_is_loaded(tmp_path: Path, value: str) -> None:
    with pytest.raises(ConfigError, match="proxy: expected an address") as caught:
        config.load(written(tmp_path, value))
    assert "secret" not in str(caught.value)


def test_the_key_reaches_the_settings(tmp_path: Path) -> None:
    made = config.load(written(tmp_path, "http://p.example:3128"))
    assert manners.settings(made.calendar).proxy == "http://p.example:3128"


def written(folder: Path, proxy: str) -> Path:
    text = f'[calendar]\nname = "A"\ndomain = "example.org"\ncontact = "a@example.org"\nproxy = "{proxy}"\n'
    row = '[[source]]\nid = "a"\nurl = "https://example.org/a"\npartner = "P"\n'
    (folder / "sources.toml").write_text(text + row, encoding="utf-8")
    return folder / "sources.toml"
