"""``detect`` and ``discover`` as typed in a shell, against partners on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from partner_server import PartnerServer, serving

from bba_events import config

SOURCES = """# kept by hand
[calendar]
name = "Agenda"            # what subscribers see
domain = "agenda.example"
contact = "agenda@agenda.example"
allow_private = true
delay = 0.0

[[source]] # the first
id = "hoeve"
url = "{url}"
partner = "De Hoeve"
"""
WALKS = """<html lang=nl><head><title>Agenda - {site}</title><meta property="og:site_name" content="{site}"></head><body><main>
<h1>Agenda</h1><article><h2>Lentewandeling</h2><p>zondag 29 maart 2026 om 14u</p><p>Samen op pad door het bos.</p></article>
<article><h2>Nachttocht</h2><p>vrijdag 3 april 2026 om 21u</p><p>Luisteren naar de bosuil.</p></article></main></body></html>"""
ON = ("--on", "2026-03-01")


class Partners:
    """Partners' sites as folders of one server, and our configuration for the first of them."""

    def __init__(self, server: PartnerServer, folder: Path, bba: Any) -> None:
        self.server, self.bba, self.folder, self.path = server, bba, folder, folder / "sources.toml"
        self.path.write_text(SOURCES.format(url=self.url("/hoeve/")), encoding="utf-8")
        for name in ("hoeve", "bos"):
            server.answers[f"/{name}"] = (200, WALKS.format(site=f"De {name.title()}").encode())

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.server_port}{path}"

    def run(self, command: str, *more: object) -> Any:
        return self.bba(command, *more, *ON, "--config", self.path)

    def document(self, name: str, text: str) -> Path:
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.folder / name


@pytest.fixture
def partners(tmp_path: Path, bba: Any) -> Iterator[Partners]:
    (tmp_path / "recorded").mkdir()
    with serving(tmp_path / "recorded") as server:
        yield Partners(server, tmp_path, bba)


def test_detect_shows_counts_examples_and_a_row(partners: Partners) -> None:
    ended = partners.run("detect", partners.url("/bos"))
    assert ended.code == 0
    assert f"1. {partners.url('/bos')}: 2 to come, 0 past; read by prose 2" in ended.out
    assert "29 maart 2026 om 14 uur - Lentewandeling" in ended.out
    assert f'[[source]]\nid = "de-bos"\nurl = "{partners.url("/bos")}"\npartner = "De Bos"\n' in ended.out
    assert '[source.select]\neach = "article"\ntitle = "h2"\nwhen = "p"\n' in ended.out


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_add_appends_a_row_and_touches_nothing_else(partners: Partners, end: str) -> None:
    before = partners.path.read_bytes().replace(b"\n", end.encode())
    partners.path.write_bytes(before)
    ended = partners.run("detect", partners.url("/bos"), "--add")
    after = partners.path.read_bytes()
    assert ended.code == 0
    assert after.startswith(before)
    assert after.count(b"\r\n") == (after.count(b"\n") if end == "\r\n" else 0)
    assert [row.id for row in config.load(partners.path).sources] == ["hoeve", "de-bos"]


@pytest.mark.parametrize("path", ["/hoeve", "/hoeve#agenda", "/hoeve?utm_source=x"])
def test_an_address_is_not_added_twice(partners: Partners, path: str) -> None:
    partners.server.answers["/hoeve?utm_source=x"] = partners.server.answers["/hoeve"]
    before = partners.path.read_bytes()
    ended = partners.run("detect", partners.url(path), "--add")
    assert (ended.code, partners.path.read_bytes()) == (0, before)
    assert "source 'hoeve' has this address already" in ended.err


def test_an_id_is_not_given_twice(partners: Partners) -> None:
    for path in ("/a", "/b"):
        partners.server.answers[path] = (200, WALKS.format(site="Hoeve").encode())
        assert partners.run("detect", partners.url(path), "--add").code == 0
    assert [row.id for row in config.load(partners.path).sources] == ["hoeve", "hoeve-2", "hoeve-3"]


@pytest.mark.parametrize(
    ("page", "code", "words"),
    [
        ("/nowhere", 3, "404 Not Found"),
        ("/empty", 3, "no way to read it was found"),
        ("/hoeve-file.html", 2, "/hoeve-file.html"),
    ],
)
def test_what_cannot_be_read_is_told(partners: Partners, page: str, code: int, words: str) -> None:
    partners.server.answers["/empty"] = (
        200,
        b"<html lang=nl><body><p>Welkom op de boerderij.</p></body></html>",
    )
    name = page if page.endswith(".html") else partners.url(page)
    ended = partners.run("detect", name)
    assert (ended.code, words in ended.err) == (code, True)


def test_a_client_id_comes_from_the_environment(partners: Partners, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = partners.run("detect", partners.url("/bos"), "--client-id", "UIT_ID")
    assert (ended.code, "the environment variable UIT_ID is not set" in ended.err) == (2, True)
    monkeypatch.setenv("UIT_ID", "geheim")
    ended = partners.run("detect", partners.url("/bos"), "--client-id", "UIT_ID", "--json")
    assert ended.records[0]["row"]["client_id"] == "UIT_ID"
    assert "geheim" not in ended.out + ended.err


NEWSLETTERS = {
    "brief.txt": "Wandelingen\n\nMeer op {bos} en https://www.facebook.com/x.\nVragen? mailto:x@voorbeeld.be\n"
    "https://drive.google.com/file/d/1/view\n{down}\n",
    "brief.md": "# Nieuwsbrief\n\n- [De tochten]({bos})\n- [weg][1]\n\n[1]: {down}\n<https://www.instagram.com/x/>\n",
    "brief.html": "<html><body><h1>Nieuwsbrief</h1><a href='{bos}'>Lees meer</a> <a href='{down}'>x</a>"
    "<a href='https://www.linkedin.com/company/x'>in</a><a href='mailto:x@voorbeeld.be'>mail</a></body></html>",
    "gemaild.html": "<html><body><a href='https://www.google.com/url?q={bos_quoted}&sa=D'>Lees meer</a>"
    "<a href='https://eur02.safelinks.protection.outlook.com/?url={down_quoted}&data=1'>x</a></body></html>",
}  # fmt: skip


@pytest.mark.parametrize("name", NEWSLETTERS)
def test_discover_reads_newsletters_of_every_form(
    partners: Partners, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bos, down = partners.url("/bos"), f"http://localhost:{partners.server.server_port}/weg"
    quoted = {
        f"{key}_quoted": url.replace(":", "%3A").replace("/", "%2F")
        for key, url in (("bos", bos), ("down", down))
    }
    written = partners.document(name, NEWSLETTERS[name].format(bos=bos, down=down, **quoted))
    told = partners.run("discover", written, "--json")
    assert told.code == 0
    assert [(one["site"], one["events"]) for one in told.records] == [("127.0.0.1", 2), ("localhost", None)]
    assert told.records[0]["row"]["url"] == bos
    assert "404" in " ".join(told.records[1]["notes"])
    shown = partners.run("discover", written)
    assert "127.0.0.1: 2 to come" in shown.out
    assert "localhost: not reached" in shown.out
    assert "[[source]]" in shown.out


def test_discover_follows_counted_links_and_knows_its_own_rows(partners: Partners) -> None:
    partners.server.answers["/mk/cl/f/abc"] = partners.server.answers["/hoeve"]
    text = f"<html><body><a href='{partners.url('/mk/cl/f/abc')}'>x</a><a href='{partners.url('/hoeve')}'>y</a></body></html>"
    told = partners.run("discover", partners.document("mail.html", text), "--json").records[0]
    assert (told["source"], told["row"]) == ("hoeve", None)
    offline = partners.run("discover", partners.document("mail.html", text), "--offline", "--json").records[0]
    assert (offline["source"], offline["events"]) == ("hoeve", None)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("%PDF-1.7 x", 2, "pdftotext"),
        ("Geen enkele link.", 3, "no partner is linked to there"),
        ("https://www.facebook.com/x https://youtu.be/1", 3, "no partner is linked to there"),
        ("http://localhost:1/x", 3, "not reached"),
    ],
)
def test_documents_without_a_partner(partners: Partners, text: str, code: int, words: str) -> None:
    ended = partners.run("discover", partners.document("brief.txt", text))
    assert (ended.code, words in ended.out + ended.err) == (code, True)
