"""A real HTTP server on 127.0.0.1 that plays the partners from a folder of recorded responses.

``https://www.example.org/agenda`` is served as ``http://127.0.0.1:PORT/www.example.org/agenda`` with
the recorded status, headers and body; an ETag sent back gets a 304.  ``answers`` overrides an address
with (status, body), an ETag of its own where the status is 200; ``requests`` keeps what was asked: (path, status given).
"""

from __future__ import annotations

import threading
import tomllib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

LEFT_OUT = {"content-length", "content-encoding", "transfer-encoding", "connection", "date"}


class PartnerServer(ThreadingHTTPServer):
    """Serves one recorded folder; stops when its context ends."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.recorded = dict(_recorded(folder))
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.requests: list[tuple[str, int]] = []

    def local(self, url: str) -> str:
        """The address on this server that plays ``url``."""
        return f"http://127.0.0.1:{self.server_port}{_path(url)}"


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"/{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else "")


def _recorded(folder: Path) -> Iterator[tuple[str, tuple[int, dict[str, str], bytes]]]:
    for meta in sorted(folder.rglob("*.toml")):
        told = tomllib.loads(meta.read_text(encoding="utf-8"))
        if "url" in told:
            body = (meta.parent / told["body"]).read_bytes() if told.get("body") else b""
            yield _path(told["url"]), (told["status"], told.get("headers", {}), body)


class Handler(BaseHTTPRequestHandler):
    """Answers GET as recorded, conditionally."""

    server: PartnerServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        status, headers, body = self._answer()
        if headers.get("etag") and self.headers.get("If-None-Match") == headers["etag"]:
            status, body = 304, b""
        self.server.requests.append((self.path, status))
        self.send_response(status)
        for name, value in headers.items():
            if name not in LEFT_OUT:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _answer(self) -> tuple[int, dict[str, str], bytes]:
        if self.path in self.server.answers:
            status, body = self.server.answers[self.path]
            tag = {"etag": f'"{zlib.crc32(body):x}"'} if status == 200 else {}
            return status, {"content-type": "text/html; charset=utf-8", **tag}, body
        return self.server.recorded.get(self.path, (404, {"content-type": "text/plain"}, b"not here"))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: tests read ``requests``."""


@contextmanager
def serving(folder: Path) -> Iterator[PartnerServer]:
    """The server while the block runs."""
    server = PartnerServer(folder)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
