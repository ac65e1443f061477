"""The one door to the network: connects to checked addresses and to nothing else.

The URL keeps its host name, so that the Host header, SNI and the check of the certificate are about the
name, while the socket goes to the address that ``guard`` found fit.  Environment proxies, ``.netrc``
and ``SSL_CERT_FILE`` are not looked at.  What may be asked for is left to ``guard``.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import certifi
import httpcore
import httpx

from bba_events.errors import FetchError
from bba_events.fetch.settings import Settings

Connector = Callable[[str, int, float | None], Awaitable[httpcore.AsyncNetworkStream]]
"""Opens a TCP connection to an address, a port, within so many seconds."""

KEPT_ALIVE = 15.0
"""Seconds an unused connection is kept: longer than the usual delay, so that one serves a whole host."""


async def connect(address: str, port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
    """Open a TCP connection to an address; the only place where this package does so."""
    return await httpcore.AnyIOBackend().connect_tcp(address, port, timeout)


class PinnedBackend(httpcore.AsyncNetworkBackend):
    """Gives httpcore a connection to the pinned addresses of a host, the first that answers."""

    def __init__(self, pinned: Mapping[str, Sequence[str]], connector: Connector = connect) -> None:
        self._pinned = pinned
        self._connector = connector

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a host whose addresses were checked; a name that was not is refused."""
        addresses = self._pinned.get(host, ())
        fault: Exception = FetchError(f"{host}: refused, its addresses were never checked; a fault of ours")
        for one in addresses:
            try:
                return MeasuredStream(await self._connector(one, port, timeout))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as found:
                fault = found
        raise fault

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Never: no source lives in a file."""
        raise FetchError(f"{path}: refused, sockets in files are not fetched")

    async def sleep(self, seconds: float) -> None:
        """Wait, for httpcore's own use."""
        await asyncio.sleep(seconds)


class MeasuredStream(httpcore.AsyncNetworkStream):
    """A connection that counts the body bytes that arrived, so that a lie about the length shows.

    h11 stops reading where Content-Length says and would leave the rest of the page unmentioned.
    """

    _BLANK = re.compile(rb"\n\r?\n")

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self._head: bytearray | None = bytearray()
        self.body = 0
        """Bytes after the header lines of the current answer, chunk sizes included."""

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Pass on what came, counted."""
        data = await self._inner.read(max_bytes, timeout)
        self._count(data)
        return data

    def _count(self, data: bytes) -> None:
        if self._head is None:
            self.body += len(data)
            return
        self._head += data
        while end := self._BLANK.search(self._head):
            informational = self._head[9:10] == b"1"
            del self._head[: end.end()]
            if not informational:
                self.body, self._head = len(self._head), None
                return

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send; a new request starts a new count."""
        if buffer:
            self._head, self.body = bytearray(), 0
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._inner.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        """The same connection under TLS, verified against the host's name."""
        return MeasuredStream(await self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        """Whatever the connection beneath knows."""
        return self._inner.get_extra_info(info)


class PinnedTransport(httpx.AsyncBaseTransport):
    """httpx's requests over httpcore's pool, through the pinned door."""

    def __init__(
        self, settings: Settings, pinned: Mapping[str, Sequence[str]], connector: Connector = connect
    ) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=trust(settings.authorities),
            max_connections=settings.connections,
            keepalive_expiry=KEPT_ALIVE,
            network_backend=PinnedBackend(pinned, connector),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the body of the answer is read by the caller, or never."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(
            request.method, url, headers=request.headers.raw, extensions=request.extensions
        )
        with _faults_of_httpx():
            answer = await self._send(asked)
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    async def _send(self, request: httpcore.Request) -> httpcore.Response:
        """The answer's head; a kept connection that its server was just closing is replaced by a new one.

        Between two requests a server may close whenever it likes, and its word may cross our next
        request on the way: that is no failure of the page (RFC 9112 §9.3.1 and §9.5).
        """
        opened = []

        async def note(event: str, _: Mapping[str, Any]) -> None:
            if event == "connection.connect_tcp.started":
                opened.append(event)

        request.extensions = {**request.extensions, "trace": note}
        while True:
            try:
                return await self._pool.handle_async_request(request)
            except _CLOSED as fault:
                if opened or not _is_closing(fault):
                    raise

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()


_CLOSED = (httpcore.ReadError, httpcore.WriteError, httpcore.RemoteProtocolError)


def _is_closing(fault: Exception) -> bool:
    """Whether a connection ended, rather than brought something that is no HTTP (told in words only)."""
    return not isinstance(fault, httpcore.RemoteProtocolError) or "disconnected" in str(fault)


class _Body(httpx.AsyncByteStream):
    """The body as it arrives, undecoded."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _faults_of_httpx():
            async for part in self._answer.aiter_stream():
                yield part

    async def aclose(self) -> None:
        await self._answer.aclose()


@contextmanager
def _faults_of_httpx() -> Iterator[None]:
    """Raise httpx's class for httpcore's; they bear the same names."""
    try:
        yield
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as fault:
        raise getattr(httpx, type(fault).__name__)(str(fault)) from fault


@cache
def trust(authorities: Path | None = None) -> ssl.SSLContext:
    """Certificates verified against certifi's authorities (and those in a PEM file), always."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # verifies chain and host name by default
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(certifi.where())
    if authorities:
        context.load_verify_locations(authorities)
    return context
