"""What the server answers, over a real socket."""

from __future__ import annotations

import asyncio
import gzip
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from publish.serving import serving

from bba_events import serve
from bba_events.errors import ConfigError

FEED = b"BEGIN:VCALENDAR\r\n" + b"X-A:1\r\n" * 200 + b"END:VCALENDAR\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    public = tmp_path / "public"
    public.mkdir()
    (public / "events.ics").write_bytes(FEED)
    (public / "index.html").write_bytes(b"<!doctype html><title>x</title>")
    (tmp_path / "secret.json").write_bytes(b"{}")
    (public / "link.json").symlink_to(tmp_path / "secret.json")
    (public / "store.sqlite").write_bytes(b"x")
    (public / ".hidden.json").write_bytes(b"x")
    return public


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with serving(folder) as told:
        yield told


def ask(address: str, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
    try:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=sent)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def test_a_feed_as_calendars_like_it(address: str) -> None:
    answer, body = ask(address, "/events.ics")
    assert (answer.status, body) == (200, FEED)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["ETag"].startswith('"')
    assert answer.headers["Last-Modified"].endswith("GMT")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "max-age" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] is None
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_head_tells_the_same_without_the_body(address: str) -> None:
    answer, _ = ask(address, "/events.ics")
    head, body = ask(address, "/events.ics", "HEAD")
    assert body == b""
    assert dict(head.headers) == dict(answer.headers)


def test_gzip_only_when_asked(address: str) -> None:
    answer, body = ask(address, "/events.ics", Accept_Encoding="br, gzip;q=0.8")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == FEED
    for refused in ("gzip;q=0", "gzip; q=0.000", "br", "*", "identity", ""):
        assert ask(address, "/events.ics", Accept_Encoding=refused)[0].headers["Content-Encoding"] is None


def test_who_has_it_already_gets_304(address: str, folder: Path) -> None:
    first, _ = ask(address, "/events.ics")
    packed, _ = ask(address, "/events.ics", Accept_Encoding="gzip")
    assert first.headers["ETag"] != packed.headers["ETag"]
    for tag in (first.headers["ETag"], packed.headers["ETag"], f'"x", W/{first.headers["ETag"]}', "*"):
        answer, body = ask(address, "/events.ics", If_None_Match=tag)
        assert (answer.status, body, answer.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert ask(address, "/events.ics", If_Modified_Since=first.headers["Last-Modified"])[0].status == 304
    assert ask(address, "/events.ics", If_None_Match='"other"')[0].status == 200
    stale = {"If_None_Match": '"other"', "If_Modified_Since": first.headers["Last-Modified"]}
    assert ask(address, "/events.ics", **stale)[0].status == 200
    (folder / "new").write_bytes(b"changed")
    (folder / "new").replace(folder / "events.ics")
    assert ask(address, "/events.ics", If_None_Match=first.headers["ETag"])[1] == b"changed"


def test_the_same_bytes_have_the_same_tag_after_a_restart(folder: Path) -> None:
    tags = set()
    for _ in range(2):
        with serving(folder) as told:
            tags.add(ask(told, "/events.ics")[0].headers["ETag"])
    assert len(tags) == 1


@pytest.mark.parametrize(
    "path",
    ["/none.ics", "/../secret.json", "/%2e%2e/secret.json", "/..%2fsecret.json", "/link.json",
     "/store.sqlite", "/.hidden.json", "*", "/a/b.ics", "//events.ics", "/events.ics/", "/%00.ics",
     "/..%5csecret.json"],
)  # fmt: skip
def test_nothing_else_is_handed_out_and_nothing_redirects(address: str, path: str) -> None:
    assert ask(address, path)[0].status == 404


def test_root_is_the_agenda_page_and_a_query_changes_nothing(address: str) -> None:
    assert ask(address, "/")[0].headers["Content-Type"] == "text/html; charset=utf-8"
    assert ask(address, "/events.ics?nocache=1")[1] == FEED


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "get"])
def test_other_methods_are_refused(address: str, method: str) -> None:
    answer, _ = ask(address, "/events.ics", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET / HTTP/2.0\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nno header\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nA: " + b"x" * 20_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.0\r\n\r\n", b"200"),
        (b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nGET / HTT", b"405"),
    ],
)
def test_broken_requests_end_cleanly(address: str, sent: bytes, status: bytes) -> None:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as client:
        client.sendall(sent)
        told = b""
        while more := client.recv(65536):
            told += more
    assert told.startswith(b"HTTP/1.1 " + status)
    assert told.count(b"HTTP/1.1") == 1


def test_a_thousand_clients_polling(address: str) -> None:
    parts = urlsplit(address)

    async def poll() -> bytes:
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        told = b""
        for _ in range(2):
            writer.write(b"GET /events.ics HTTP/1.1\r\nHost: x\r\n\r\n")
            head = await reader.readuntil(b"\r\n\r\n")
            told = head[:15] + await reader.readexactly(len(FEED))
        writer.close()
        await writer.wait_closed()
        return told

    async def everybody() -> list[bytes]:
        return await asyncio.gather(*(poll() for _ in range(1000)))

    assert set(asyncio.run(everybody())) == {b"HTTP/1.1 200 OK" + FEED}


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told_even_with_a_client_waiting(folder: Path, sign: signal.Signals) -> None:
    code = (
        "import sys; from pathlib import Path; from bba_events.serve import serve\n"
        "serve(Path(sys.argv[1]), port=0, on_ready=lambda told: print(told, flush=True))"
    )
    command = [sys.executable, "-c", code, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        parts = urlsplit(server.stdout.readline().strip())
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as client:
            client.sendall(b"GET / HT")
            time.sleep(0.1)
            server.send_signal(sign)
            assert server.wait(10) == 0
        assert server.stderr.read() == ""


def test_a_taken_port_and_a_missing_folder_are_faults_the_user_can_mend(folder: Path) -> None:
    with serving(folder) as told, pytest.raises(ConfigError, match="--port"):
        serve.serve(folder, port=urlsplit(told).port or 0)
    with pytest.raises(ConfigError, match="nothing published"):
        serve.serve(folder / "none")
