"""Recorded answers: read with every fault told, answered through the same client, written to be read."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import date
from pathlib import Path

import httpx
import pytest
from fetch.doubles import DAY, PUBLIC_HOST, Site, get
from hypothesis import given, settings
from hypothesis import strategies as st

from bba_events.errors import ConfigError, FetchError
from bba_events.fetch import Client, Response, replay_client
from bba_events.fetch.record import FolderRecorder
from bba_events.fetch.recording import Recording, key, read_folder
from bba_events.fetch.response import Answer

URL = "https://www.example.org/agenda?page=2"


def write(folder: Path, name: str, text: str, body: bytes = b"") -> Path:
    file = folder / f"{name}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    if body:
        (file.parent / f"{name}.html").write_bytes(body)
    return file


def told(url: str = URL, status: int = 200, more: str = "") -> str:
    return f'url = "{url}"\nstatus = {status}\nfetched_on = 2025-11-25\n{more}\n'


def replay(folder: Path, *urls: str) -> list[Response]:
    async def fetch() -> list[Response]:
        async with replay_client(folder, PUBLIC_HOST, today=DAY) as one:
            return [await one.get(url) for url in urls]

    return asyncio.run(fetch())


def test_a_recording_is_given_with_its_own_day(tmp_path: Path) -> None:
    text = told(more='body = "page.html"\nnote = "by hand"\n[headers]\ncontent-type = "text/html"')
    write(tmp_path / "deep", "page", text, b"<h1>Bos")
    (got,) = replay(tmp_path, URL)
    assert got == Response(URL, URL, 200, {"content-type": "text/html"}, b"<h1>Bos", date(2025, 11, 25))


def test_headers_about_the_wrapping_of_a_body_are_not_replayed(tmp_path: Path) -> None:
    headers = '[headers]\ncontent-encoding = "gzip"\ncontent-length = "9"\ntransfer-encoding = "chunked"'
    write(tmp_path, "page", told(more=f'body = "page.html"\n{headers}'), b"<h1>Bos")
    (got,) = replay(tmp_path, URL)
    assert (got.body, got.headers) == (b"<h1>Bos", {})


def test_a_missing_page_fails_and_a_missing_robots_txt_does_not(tmp_path: Path) -> None:
    write(tmp_path, "page", told())
    with pytest.raises(FetchError, match=r"/other: not among the 1 recorded answers"):
        replay(tmp_path, "https://www.example.org/other")


def test_a_recorded_robots_txt_is_obeyed_and_nobody_waits(tmp_path: Path) -> None:
    write(
        tmp_path,
        "robots",
        told("https://a.org/robots.txt", more='body = "robots.html"'),
        b"User-agent: *\nCrawl-delay: 500\nDisallow: /no",
    )
    write(tmp_path, "yes", told("https://a.org/yes"))
    write(tmp_path, "no", told("https://a.org/no"))
    assert len(replay(tmp_path, *["https://a.org/yes"] * 3)) == 3
    with pytest.raises(FetchError, match=r"robots.txt asks us not to read"):
        replay(tmp_path, "https://a.org/no")


def test_recorded_redirects_and_errors_are_what_they_were(tmp_path: Path) -> None:
    write(tmp_path, "a", told("https://a.org/a", 301, '[headers]\nlocation = "/b"'))
    write(tmp_path, "b", told("https://a.org/b"))
    write(tmp_path, "c", told("https://a.org/c", 503))
    (got,) = replay(tmp_path, "https://a.org/a")
    assert got.url == "https://a.org/b"
    assert "moved for good" in got.notes[0]
    with pytest.raises(FetchError, match="503"):
        replay(tmp_path, "https://a.org/c")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://A.org/x", "https://a.org./x#top", True),
        ("https://a.org", "https://a.org:443/", True),
        ("https://b\u00fccher.example/", "https://xn--bcher-kva.example/", True),
        ("https://a.org/x?k=1", "https://a.org/x?k=2", False),
        ("https://a.org/x", "http://a.org/x", False),
        ("https://a.org/x", "https://www.a.org/x", False),
        ("https://a.org/x?api_key=1", "https://a.org/x?api_key=2", True),
    ],
)
def test_which_urls_are_one_recording(one: str, other: str, same: bool) -> None:
    assert (key(one) == key(other)) is same


def test_every_fault_in_a_folder_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, "a", "url = ")
    write(tmp_path, "b", 'url = "https://a.org/"\nstatus = "200"')
    write(tmp_path, "c", told(more='body = "../../etc/passwd"\nbodi = 1'))
    write(tmp_path, "d", told("no address"))
    write(tmp_path, "e", told())
    write(tmp_path, "f", told())
    write(tmp_path, "sources", "[calendar]\nname = 'not a recording'")
    with pytest.raises(ConfigError) as caught:
        read_folder(tmp_path)
    wanted = (
        "a.toml: is not TOML",
        "b.toml: status = '200', expected a int",
        "b.toml: fetched_on = None, expected a date",
        "c.toml: body = '../../etc/passwd', expected the name of a file",
        "c.toml: bodi is no key",
        "d.toml: url = 'no address', expected an address",
        f"f.toml: records {URL}, which e.toml does too",
    )
    assert len(caught.value.faults) == len(wanted)
    for fault, part in zip(caught.value.faults, wanted, strict=True):
        assert fault.startswith(f"{tmp_path}/{part}")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder"):
        read_folder(tmp_path / "none")


def record(folder: Path, answers: Site, *urls: str) -> None:
    for url in urls:
        try:
            get(url, transport=answers, recorder=FolderRecorder(folder, "seen live"))
        except FetchError:
            continue


def partner(request: httpx.Request) -> httpx.Response:
    secrets = {"set-cookie": "session=secret", "x-api-key": "secret", "etag": '"1"', "server": "secret"}
    if request.url.path == "/robots.txt":
        return httpx.Response(200, headers={"content-type": "text/plain"}, content=b"User-agent: *\nAllow: /")
    if request.url.path == "/old":
        return httpx.Response(301, headers={"location": "/agenda?token=secret"} | secrets)
    if request.url.path == "/gone":
        return httpx.Response(410, headers=secrets)
    kind = {"content-type": "text/html; charset=utf-8"}
    return httpx.Response(200, headers=kind | secrets, content=f"<h1>{request.url.path}".encode())


def test_what_was_recorded_is_replayed_alike(tmp_path: Path) -> None:
    urls = ("https://a.org/old", "https://a.org/b/c%C3%A9?x=1")
    live = [get(url, transport=Site(partner, robots=True)) for url in urls]
    record(tmp_path, Site(partner, robots=True), *urls, "https://a.org/gone")
    again = replay(tmp_path, *urls)
    assert [(one.body, one.status, one.fetched_on) for one in again] == [(one.body, 200, DAY) for one in live]
    assert again[0].notes and again[0].url == "https://a.org/agenda?token=REDACTED"
    with pytest.raises(FetchError, match="410"):
        replay(tmp_path, "https://a.org/gone")


def test_recordings_have_readable_names_and_no_secrets(tmp_path: Path) -> None:
    record(
        tmp_path,
        Site(partner, robots=True),
        "https://a.org/old",
        "https://a.org/b/c%C3%A9?x=1&client_id=secret",
    )
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "a.org-agenda-token-redacted.html",
        "a.org-agenda-token-redacted.toml",
        "a.org-b-c-x-1-client-id-redacted.html",
        "a.org-b-c-x-1-client-id-redacted.toml",
        "a.org-old.toml",
        "a.org-robots.txt.toml",
        "a.org-robots.txt.txt",
    ]
    assert not any(b"secret" in file.read_bytes() for file in tmp_path.iterdir())


def test_a_reconstruction_is_replaced_under_its_own_name_but_not_by_an_error(tmp_path: Path) -> None:
    write(tmp_path, "mine", told("https://a.org/page", more='body = "mine.html"\nnote = "by hand"'), b"old")
    write(tmp_path, "kept", told("https://a.org/gone", more='body = "kept.html"'), b"kept")
    record(tmp_path, Site(partner, robots=True), "https://a.org/page", "https://a.org/gone")
    found = read_folder(tmp_path)
    mine = found[key("https://a.org/page")]
    assert (mine.file.name, mine.read_body(), mine.note) == ("mine.toml", b"<h1>/page", "seen live")
    assert found[key("https://a.org/gone")].read_body() == b"kept"


def test_two_urls_never_share_a_file(tmp_path: Path) -> None:
    record(
        tmp_path, Site(partner, robots=True), "https://a.org/x/y", "https://a.org/x-y", "https://a.org/x_y"
    )
    bodies = {one.read_body() for one in read_folder(tmp_path).values() if one.body.startswith("a.org-x")}
    assert bodies == {b"<h1>/x/y", b"<h1>/x-y", b"<h1>/x_y"}


def test_a_body_that_two_recordings_share_is_not_lost(tmp_path: Path) -> None:
    write(tmp_path, "one", told("https://a.org/one", more='body = "both.html"'))
    (tmp_path / "both.html").write_bytes(b"both")
    write(tmp_path, "two", told("https://a.org/two", more='body = "both.html"'))
    record(tmp_path, Site(partner, robots=True), "https://a.org/one")
    found = read_folder(tmp_path)
    assert found[key("https://a.org/one")].read_body() == b"<h1>/one"
    assert found[key("https://a.org/two")].read_body() == b"both"
    record(tmp_path, Site(partner, robots=True), "https://a.org/two")
    assert not (tmp_path / "both.html").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="ascii")
    with pytest.raises(ConfigError, match="cannot be written"):
        FolderRecorder(tmp_path / "file")
    recorder = FolderRecorder(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(ConfigError, match="cannot be written"):
        get("https://a.org/one", transport=Site(partner, robots=True), recorder=recorder)


ODD = st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]) | st.sampled_from("\x80\x9b\"'\\#="))


@settings(derandomize=True, deadline=None, max_examples=100)
@given(ODD, ODD, st.binary(max_size=50), st.sampled_from(["text/html", "text/calendar", "x", ""]))
def test_whatever_was_recorded_is_read_back(path: str, header: str, body: bytes, kind: str) -> None:
    url = str(httpx.URL("https://a.org/", params={"p": path}))
    answer = Answer(url, 200, {"etag": header, "content-type": kind}, body)
    with tempfile.TemporaryDirectory() as name:
        FolderRecorder(Path(name)).keep(answer, DAY)
        (found,) = read_folder(Path(name)).values()
        assert (found.read_body(), found.headers["etag"], found.url) == (body, header, url)


def test_a_recording_is_one_plain_record(tmp_path: Path) -> None:
    file = write(tmp_path, "page", told())
    assert read_folder(tmp_path)[key(URL)] == Recording(file, URL, 200, date(2025, 11, 25))


def test_a_client_closes_its_transport(tmp_path: Path) -> None:
    class Closing(Site):
        closed = False

        async def aclose(self) -> None:
            self.closed = True

    transport = Closing(partner)

    async def open_and_leave() -> None:
        async with Client(PUBLIC_HOST, today=DAY, transport=transport):
            pass

    asyncio.run(open_and_leave())
    assert transport.closed
