"""Hands out the published folder over HTTP, as calendars like it: strong ETags, 304, no redirects.

For a machine of one's own and for trying things out; static hosting is the normal way.  Files are read
from disk when they change and never followed out of the folder.  Sources: RFC 9110 (conditional requests,
HEAD, content coding), RFC 9112.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import hashlib
import os
import signal
import stat
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bba_events.errors import ConfigError

PORT = 8080
TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/rss+xml; charset=utf-8",
}
"""What is handed out; a file of another sort is not."""
INDEX = "index.html"
FRESH = "public, max-age=900, must-revalidate"
PATIENCE = 20.0
"""Seconds that a client may be silent."""
LONGEST_HEAD = 16_384
"""Octets of a request line and its headers together."""
MOST_CLIENTS = 2_000
"""Connections at once; more are answered 503."""
_PHRASES = {
    200: "OK", 304: "Not Modified", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed",
    431: "Request Header Fields Too Large", 503: "Service Unavailable",
}  # fmt: skip

Head = dict[str, str]


@dataclass(frozen=True, slots=True)
class Held:
    """A file as it was last read."""

    stamp: tuple[int, int, int]
    data: bytes
    packed: bytes
    etag: str
    modified: str


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked; header names in lower case."""

    method: str
    target: str
    headers: Head
    keep: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What it gets."""

    status: int
    headers: Head
    body: bytes = b""


class Folder:
    """The published folder, its files held in memory until they change on disk."""

    def __init__(self, path: Path) -> None:
        """Nothing is read yet."""
        self.path = path
        self._held: dict[str, Held] = {}

    def read(self, name: str) -> Held | None:
        """The file of that name, None when there is none to hand out."""
        if Path(name).suffix not in TYPES or "/" in name or "\\" in name or name.startswith("."):
            return None
        try:
            found = (self.path / name).lstat()
        except (OSError, ValueError):
            return None
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
        held = self._held.get(name)
        if not stat.S_ISREG(found.st_mode):
            return None
        if held is None or held.stamp != stamp:
            held = self._held[name] = _hold((self.path / name).read_bytes(), stamp)
        return held


def _hold(data: bytes, stamp: tuple[int, int, int]) -> Held:
    digest = hashlib.sha256(data).hexdigest()[:32]
    modified = formatdate(stamp[0] // 1_000_000_000, usegmt=True)
    return Held(stamp, data, gzip.compress(data, 6, mtime=0), digest, modified)


def answer(folder: Folder, request: Request) -> Answer:
    """The answer to one request; pure but for reading the folder."""
    if request.method not in ("GET", "HEAD"):
        return _plain(405, Allow="GET, HEAD")
    name = _name(request.target)
    held = folder.read(name)
    if held is None:
        return _plain(404)
    packed = _takes_gzip(request.headers.get("accept-encoding", ""))
    body = held.packed if packed else held.data
    etag = f'"{held.etag}-gz"' if packed else f'"{held.etag}"'
    common = {
        "ETag": etag, "Last-Modified": held.modified, "Cache-Control": FRESH, "Vary": "Accept-Encoding",
        "Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff",
    }  # fmt: skip
    if _is_known(request.headers, held):
        return Answer(304, common)
    coding = {"Content-Encoding": "gzip"} if packed else {}
    sort = {"Content-Type": TYPES[Path(name).suffix], "Content-Length": str(len(body))}
    return Answer(200, {**sort, **coding, **common}, body)


def _name(target: str) -> str:
    """The file that a target names; proxies send it with scheme and host in front."""
    whole = target.lower().startswith(("http://", "https://"))
    path = urlsplit(target).path if whole else target.partition("?")[0]
    return unquote(path).removeprefix("/") or INDEX


def _plain(status: int, **headers: str) -> Answer:
    body = f"{status} {_PHRASES[status]}\n".encode()
    told = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body))}
    return Answer(status, {**told, **headers, "Access-Control-Allow-Origin": "*"}, body)


def _takes_gzip(accepted: str) -> bool:
    """Whether gzip is asked for by name; a bare "*" asks for nothing in particular."""
    for part in accepted.lower().split(","):
        coding, _, weight = part.partition(";")
        if coding.strip() in ("gzip", "x-gzip"):
            return weight.replace(" ", "").rstrip("0").rstrip(".") not in ("q=", "q=0")
    return False


def _is_known(headers: Head, held: Held) -> bool:
    """Whether the client has these bytes already; a tag of either coding tells so."""
    if "if-none-match" in headers:
        tags = {tag.strip().removeprefix("W/").strip('"') for tag in headers["if-none-match"].split(",")}
        return bool(tags & {held.etag, f"{held.etag}-gz", "*"})
    return headers.get("if-modified-since", "") == held.modified


async def _converse(folder: Folder, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one client's requests until it leaves or falls silent."""
    async for request in _requests(reader, writer):
        told = answer(folder, request)
        writer.write(_bytes(told, head_only=request.method == "HEAD", keep=request.keep))
        await asyncio.wait_for(writer.drain(), PATIENCE)
        if not request.keep:
            return


async def _requests(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> AsyncIterator[Request]:
    while True:
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
            yield _parsed(head)
        except asyncio.LimitOverrunError:
            writer.write(_bytes(_plain(431), head_only=False, keep=False))
            return
        except ValueError:
            writer.write(_bytes(_plain(400), head_only=False, keep=False))
            return


def _parsed(head: bytes) -> Request:
    """The request; raises ValueError when it is none.  A body is never read: such a connection is closed."""
    first, *lines = head.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    method, target, version = first.split(" ")
    if not version.startswith("HTTP/1."):
        raise ValueError(f"not HTTP/1: {version!r}")
    headers: Head = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or not name or name != name.strip():
            raise ValueError(f"not a header: {name[:40]!r}")
        headers[name.lower()] = value.strip()
    has_body = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
    closes = headers.get("connection", "").lower() == "close" or version == "HTTP/1.0"
    return Request(method, target, headers, keep=not (has_body or closes))


def _bytes(told: Answer, *, head_only: bool, keep: bool) -> bytes:
    headers = {**told.headers, "Connection": "keep-alive" if keep else "close"}
    first = f"HTTP/1.1 {told.status} {_PHRASES[told.status]}"
    lines = [first, *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1") + (b"" if head_only else told.body)


class Server:
    """The folder behind a listening socket, and the conversations under way."""

    def __init__(self, path: Path) -> None:
        """Serve the folder at ``path``."""
        self.folder = Folder(path)
        self._under_way: set[asyncio.Task[None]] = set()

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._under_way.add(task)
        try:
            if len(self._under_way) > MOST_CLIENTS:
                writer.write(_bytes(_plain(503), head_only=False, keep=False))
            else:
                await _converse(self.folder, reader, writer)
        except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client left or fell silent, or we stop
        finally:
            self._under_way.discard(task)
            with contextlib.suppress(OSError, RuntimeError):
                writer.close()

    async def run(
        self, host: str, port: int, stop: asyncio.Event, on_ready: Callable[[str], None] | None = None
    ) -> None:
        """Serve until ``stop`` is set, then let go of every client.  ConfigError when the port is taken."""
        try:
            server = await asyncio.start_server(self._meet, host, port, limit=LONGEST_HEAD, backlog=1024)
        except OSError as fault:
            raise ConfigError(
                f"cannot serve on {host} port {port}: {fault.strerror or fault}; name another --port"
            ) from fault
        if on_ready:
            on_ready(f"http://{host}:{server.sockets[0].getsockname()[1]}/")
        await stop.wait()
        server.close()
        for task in list(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)


def serve(
    path: Path,
    *,
    host: str = "127.0.0.1",
    port: int = PORT,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the folder until Ctrl-C or a request to terminate.  ``on_ready`` is told the address."""
    if not path.is_dir():
        raise ConfigError(f"{path}: there is nothing published yet; run `bba-events fetch` first")

    async def until_told() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        if os.name == "posix":
            for sign in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(sign, stop.set)
        await Server(path).run(host, port, stop, on_ready)

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(until_told())
