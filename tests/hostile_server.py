"""A partner's site at its worst: a real server on a loopback address, one path for each trick.

    with HostileServer() as server:
        server.url("/bomb")

It keeps what it was asked (``requests``), counts connections, and stops when its context ends or after
``LIFETIME`` seconds.  ``answers`` gives a path another answer: bytes to send as they are, or a function
of the request that yields them.  As a program it prints its port and serves until its input closes.
"""

from __future__ import annotations

import asyncio
import gzip
import ssl
import sys
import threading
import time
import zlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from functools import cache
from types import TracebackType
from typing import Self

LIFETIME = 120.0

PAGE = b"<!doctype html><title>Agenda</title><h1>Boswandeling</h1><p>28 november 2026</p>"

CHALLENGE = (
    b"<!doctype html><title>Just a moment...</title><noscript>Enable JavaScript and cookies to continue"
    b"</noscript><div id=challenge-form></div>"
)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked, and how many connections of that client were open at the time."""

    path: str
    headers: dict[str, str]
    at: float
    connections: int


Trick = Callable[[Request], AsyncIterator[bytes]]


def answer(status: int = 200, body: bytes = PAGE, **headers: str) -> bytes:
    """A whole, honest answer; header names are written with underscores."""
    lines = {"content-type": "text/html; charset=utf-8", "content-length": str(len(body))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status} Status\r\n{head}\r\n".encode("latin-1") + body


@cache
def bomb(size: int) -> bytes:
    """A gzip body that unpacks to ``size`` zeros, made without holding them."""
    packer = zlib.compressobj(9, wbits=31)
    chunk = bytes(1_000_000)
    packed = [packer.compress(chunk) for _ in range(size // len(chunk))]
    return b"".join(packed) + packer.flush()


async def _drip(request: Request) -> AsyncIterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n"
    while True:
        yield b"."
        await asyncio.sleep(0.05)


async def _hang(request: Request) -> AsyncIterator[bytes]:
    await asyncio.sleep(LIFETIME)
    yield b""


async def _hang_up(request: Request) -> AsyncIterator[bytes]:
    return
    yield b""


async def _endless_headers(request: Request) -> AsyncIterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n"
    for number in range(10_000_000):
        yield f"x-{number}: {'y' * 200}\r\n".encode()


async def _bomb(request: Request) -> AsyncIterator[bytes]:
    yield answer(body=bomb(200_000_000), content_encoding="gzip")


async def _redirect_bomb(request: Request) -> AsyncIterator[bytes]:
    yield answer(302, bomb(200_000_000), content_encoding="gzip", location="/page")


async def _endless_body(request: Request) -> AsyncIterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n"
    while True:
        yield bytes(65_536)


async def _loop(request: Request) -> AsyncIterator[bytes]:
    step = int(request.path.partition("?")[2] or 0) + 1
    yield answer(302, b"", location=f"/loop?{step}")


async def _hops(request: Request) -> AsyncIterator[bytes]:
    """``/hops?N`` leads to the page in N redirects."""
    left = int(request.path.partition("?")[2])
    yield answer(302, b"", location=f"/hops?{left - 1}") if left else answer()


async def _conditional(request: Request) -> AsyncIterator[bytes]:
    tag = 'W/"v1"'
    fresh = request.headers.get("if-none-match") == tag
    yield answer(304, b"", etag=tag, content_length="") if fresh else answer(etag=tag)


async def _retry_after(request: Request) -> AsyncIterator[bytes]:
    """``/busy?VALUE`` answers 429 with ``Retry-After: VALUE``."""
    yield answer(429, b"", retry_after=request.path.partition("?")[2])


async def _status(request: Request) -> AsyncIterator[bytes]:
    yield answer(int(request.path.partition("?")[2]), b"")


_GZIPPED = gzip.compress(PAGE, mtime=0)
_CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"

TRICKS: dict[str, bytes | Trick] = {
    "/page": answer(),
    "/gzip": answer(body=_GZIPPED, content_encoding="gzip"),
    "/chunked": _CHUNKED + f"{len(PAGE):x}\r\n".encode() + PAGE + b"\r\n0\r\n\r\n",
    "/early-hints": b"HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\n" + answer(),
    "/drip": _drip,
    "/hang": _hang,
    "/hang-up": _hang_up,
    "/bomb": _bomb,
    "/redirect-bomb": _redirect_bomb,
    "/endless-body": _endless_body,
    "/huge": b"HTTP/1.1 200 OK\r\ncontent-length: 6000000\r\n\r\n" + bytes(6_000_000),
    "/gzip-gzip": answer(body=gzip.compress(_GZIPPED), content_encoding="gzip, gzip"),
    "/brotli": answer(body=b"\x8b\x03\x80abc\x03", content_encoding="br"),
    "/gzip-truncated": answer(body=_GZIPPED[:-9], content_encoding="gzip"),
    "/gzip-garbage": answer(body=_GZIPPED + b"garbage", content_encoding="gzip"),
    "/gzip-lie": answer(content_encoding="gzip"),
    "/length-larger": answer(content_length=str(len(PAGE) + 100)),
    "/length-smaller": answer(content_length=str(len(PAGE) - 10)),
    "/length-two": answer(content_length="10\r\ncontent-length: 20"),
    "/chunk-negative": _CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n",
    "/chunk-half": _CHUNKED + b"ff\r\nhello",
    "/endless-headers": _endless_headers,
    "/many-headers": b"HTTP/1.1 200 OK\r\n" + b"".join(b"x%d: y\r\n" % n for n in range(5_000)) + b"\r\n",
    "/long-header": answer(x_long="y" * 1_000_000),
    "/no-http": b"220 mail.example.org ESMTP\r\n\r\n",
    "/loop": _loop,
    "/hops": _hops,
    "/nowhere": answer(302, b""),
    "/empty": answer(body=b""),
    "/no-content": b"HTTP/1.1 204 No Content\r\n\r\n",
    "/partial": answer(206),
    "/unavailable": answer(body=b"<h1>Temporarily unavailable</h1>"),
    "/challenge": answer(403, CHALLENGE, server="cloudflare"),
    "/challenge-200": answer(200, CHALLENGE),
    "/half-page": b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n" + PAGE,
    "/wrong-charset": answer(
        body="<meta charset=utf-8>Caf\u00e9 \u2013 d\u00e9c.".encode("cp1252"),
        content_type="text/html; charset=iso-8859-1",
    ),
    "/not-modified": b"HTTP/1.1 304 Not Modified\r\n\r\n",
    "/conditional": _conditional,
    "/busy": _retry_after,
    "/status": _status,
    "/cookie": answer(set_cookie="session=secret; Path=/"),
}

HTML = b"<!doctype html><html><body>User-agent: *<br>Disallow: /</body></html>"
_CLOSED = "User-agent: *\nDisallow: /\n"

ROBOTS: dict[str, bytes | Trick] = {
    "404": answer(404, b""),
    "403": answer(403, b""),
    "500": answer(500, b""),
    "timeout": _hang,
    "html": answer(body=HTML),
    "5 MB": answer(
        body=b"User-agent: *\nDisallow: /early\n" + b"# filler\n" * 555_000 + b"Disallow: /late\n"
    ),
    "utf-16": answer(body=_CLOSED.encode("utf-16")),
    "utf-16 without mark": answer(body=_CLOSED.encode("utf-16-le")),
    "byte-order mark": answer(body=_CLOSED.encode("utf-8-sig")),
    "closed": answer(body=_CLOSED.encode()),
    "open": answer(body=b"User-agent: *\nDisallow:\n"),
    "not modified": b"HTTP/1.1 304 Not Modified\r\n\r\n",
    "redirected": answer(301, b"", location="/rules.txt"),
    "loop": answer(302, b"", location="/robots.txt"),
    "gzip": answer(body=gzip.compress(_CLOSED.encode(), mtime=0), content_encoding="gzip"),
    "bomb": answer(body=bomb(20_000_000), content_encoding="gzip"),
}


@dataclass
class HostileServer:
    """Listens on a loopback address, at a port of its own, in a thread of its own."""

    host: str = "127.0.0.1"
    port: int = 0
    answers: dict[str, bytes | Trick] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    tls: ssl.SSLContext | None = None
    connections: int = 0
    most_connections: int = 0

    def url(self, path: str) -> str:
        """The address of a path here."""
        return f"http://{self.host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked, in order."""
        return [request.path for request in self.requests]

    def __enter__(self) -> Self:
        if not self.host.startswith("127."):
            raise ValueError(f"{self.host} is no loopback address")
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connection, self.host, self.port, ssl=self.tls, limit=2**20)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        try:
            await asyncio.wait_for(self._stop.wait(), LIFETIME)
        except TimeoutError:
            pass
        finally:
            server.close()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.most_connections = max(self.most_connections, self.connections)
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            self.connections -= 1
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request, one answer; False when the connection is to be closed."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        fields = (line.partition(": ") for line in head[1:] if line)
        headers = {name.lower(): value for name, _, value in fields}
        request = Request(head[0].split(" ")[1], headers, time.monotonic(), self.connections)
        self.requests.append(request)
        trick = self._find(request)
        if isinstance(trick, bytes):
            writer.write(trick)
            await writer.drain()
            return _is_whole(trick)
        parts = 0
        async for part in trick(request):
            parts += 1
            writer.write(part)
            await writer.drain()
        # an honest answer in one piece leaves the connection open, else the next request races its end
        return parts == 1 and _is_whole(part)

    def _find(self, request: Request) -> bytes | Trick:
        bare = request.path.partition("?")[0]
        for known in (self.answers, TRICKS):
            for path in (request.path, bare):
                if path in known:
                    return known[path]
        return answer(404, b"")


def _is_whole(sent: bytes) -> bool:
    """Whether a client can tell where the answer ends."""
    head, _, body = sent.rpartition(b"HTTP/1.1 ")[2].partition(b"\r\n\r\n")
    if b"chunked" in head:
        return body.endswith(b"0\r\n\r\n")
    return f"content-length: {len(body)}".encode() in head or head[:3] in {b"304", b"204"}


if __name__ == "__main__":
    with HostileServer() as running:
        sys.stdout.write(f"{running.port}\n")
        sys.stdout.flush()
        sys.stdin.read()
