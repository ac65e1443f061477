"""The pages for people, as a parser and as a browser see them."""

from __future__ import annotations

import base64
import html
import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import icalendar
import lxml.etree
import lxml.html
import pytest
from publish.foreign_readers import FOREIGN, READERS, missing
from publish.made import CALENDAR, MOMENT, ON, entry
from publish.pages import CONFIG, REPORT, entries, published
from publish.serving import serving
from publish.test_block import HOSTILE
from publish.test_ics import HOSTILE as HOSTILE_FEED

from bba_events.config import FeedName
from bba_events.event import Place
from bba_events.publish import files, outputs, site
from bba_events.publish.feeds import plans
from bba_events.publish.site import MOST_ROWS
from bba_events.span import day

PUBLIC = published()
NAMES = {
    "events.ics", "events-nl.ics", "events-fr.ics", "events-en.ics", "events-de.ics", "events-edges.ics",
    "topic-bos.ics", "topic-oproep.ics", "topic-film.ics", "source-boomweekend.ics",
    "source-het-goede-moment.ics", "source-le-chant-des-forets.ics", "events.json", "events.schema.json",
    "status.json", "status.html", "index.html", "rss.xml",
    *(f"block.{code}.{form}" for code in CALENDAR.languages for form in ("md", "html")),
}  # fmt: skip


def page(name: str = "index.html", public: outputs.Outputs = PUBLIC) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(public.files[name].decode())


def test_every_file_is_made_and_the_same_again() -> None:
    assert set(PUBLIC.files) == NAMES
    assert PUBLIC.notes == ()
    assert published().files == PUBLIC.files


def test_the_next_day_and_another_run_change_status_json_only() -> None:
    later = replace(REPORT, moment=MOMENT + timedelta(days=1))
    again = published(today=ON + timedelta(days=1), report=later)
    assert [name for name in NAMES if again.files[name] != PUBLIC.files[name]] == ["status.json"]


def test_feeds_hold_what_their_name_says() -> None:
    def uids(name: str) -> set[str]:
        found = icalendar.Calendar.from_ical(PUBLIC.files[name]).walk("VEVENT")
        return {str(one["UID"]).split("@")[0] for one in found}

    assert uids("topic-oproep.ics") == {"moment", "gent", "online", "namen"}
    assert uids("topic-film.ics") == uids("source-le-chant-des-forets.ics") == {"forets"}
    assert {"moment-20251206", "moment-20260201", "boomweekend"} <= uids("events-edges.ics")
    assert uids("events-fr.ics") == uids("events.ics")
    assert b"NAME:Agenda Belgian Biodiversity Alliance (fran\xc3\xa7ais)" in PUBLIC.files[
        "events-fr.ics"
    ].replace(b"\r\n ", b"")


def test_feeds_have_the_names_and_titles_that_the_owner_gives_them() -> None:
    named = replace(
        CONFIG, feeds={"topic-bos": FeedName("Bos en bomen", "bos"), "events": FeedName("Onze agenda")}
    )
    told = {plan.key: (plan.file, plan.title) for plan in plans(named)}
    assert told["topic-bos"] == ("bos.ics", "Bos en bomen")
    assert told["events"] == ("events.ics", "Onze agenda")
    made = published(config=named)
    assert b"NAME:Bos en bomen" in made.files["bos.ics"]
    assert "topic-bos.ics" not in made.files


def test_a_feed_that_does_not_read_back_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bba_events.publish.ics.PRODID", "a\r\nb")
    monkeypatch.setattr("bba_events.publish.ics._safe", lambda text: text + "\u2028")
    made = published(config=replace(CONFIG, calendar=replace(CALENDAR, name="x")))
    assert not [name for name in made.files if name.endswith(".ics")]
    assert all("not replaced" in note for note in made.notes)
    assert b"not replaced" in made.files["status.json"]


def test_the_page_has_what_is_to_come_by_month() -> None:
    told = page()
    assert [one.text for one in told.iter("h2")] == [
        "Abonneren", "november 2025", "december 2025", "januari 2026", "februari 2026",
        "Aangekondigd, nog geen datum",
    ]  # fmt: skip
    running = page(public=published(today=ON + timedelta(days=20)))
    assert [one.text for one in running.iter("h2")][1] == "Nu bezig"
    assert told.get("lang") == "nl"
    heads = [one.text_content() for one in told.iter("h3")]
    assert "Release van Le Chant des forêts in de Belgische bioscoop" in heads
    assert "Misschien een lezing" not in heads


def test_nothing_is_asked_of_a_third_party() -> None:
    for name in (name for name in NAMES if name.endswith(".html")):
        told = page(name)
        for tag, key in (("script", "src"), ("img", "src"), ("iframe", "src"), ("link", "href")):
            for one in told.iter(tag):
                assert not (one.get(key) or "").startswith(("http", "//"))
        assert b"@import" not in PUBLIC.files[name]
        assert told.xpath("//meta[@http-equiv='Content-Security-Policy']")


def test_subscribe_links() -> None:
    links = {one.text_content(): one.get("href") for one in page().iter("a")}
    https = "https://agenda.example.org/events.ics"
    assert links["Adres van de agenda (https)"] == https
    assert links["Apple, Thunderbird (webcal)"] == "webcal://agenda.example.org/events.ics"
    google = parse_qs(urlsplit(page().xpath("//section//a[text()='Google']")[0].get("href")).query)
    assert google == {"cid": ["webcal://agenda.example.org/events.ics"]}
    outlook = parse_qs(urlsplit(page().xpath("//section//a[text()='Outlook']")[0].get("href")).query)
    assert (outlook["url"], outlook["name"]) == ([https], [CALENDAR.name])
    bare = page(public=published(config=replace(CONFIG, calendar=replace(CALENDAR, url=""))))
    assert [one.get("href") for one in bare.iter("a") if one.text == "Adres van de agenda (https)"] == [
        "events.ics"
    ]
    assert not bare.xpath("//section[@class='subscribe']//a[text()='Google']")


def test_one_event_can_be_added_alone() -> None:
    card = page().get_element_by_id("boomweek")
    (saved,) = card.xpath(".//a[@download]")
    data = base64.b64decode(saved.get("href").partition("base64,")[2])
    (one,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(one["SUMMARY"]) == "BOOMweekend"
    google = parse_qs(urlsplit(card.xpath(".//a[text()='Google']")[0].get("href")).query)
    assert google["dates"] == ["20251128/20251201"]


def test_linked_data_tells_the_same_days() -> None:
    (script,) = page().xpath("//script[@type='application/ld+json']")
    told = {one["@id"]: one for one in json.loads(script.text)["@graph"]}
    moment = told["urn:uid:moment@biodiversity-alliance.be"]
    assert (moment["startDate"], moment["endDate"]) == ("2025-12-06", "2026-02-01")
    gent = told["urn:uid:gent@biodiversity-alliance.be"]
    assert (gent["startDate"], gent["endDate"]) == ("2025-12-11T19:00+01:00", "2025-12-11T20:30+01:00")
    assert gent["location"]["name"] == "Gent"
    assert gent["superEvent"]["name"] == "Het Goede Moment"
    assert "endDate" not in told["urn:uid:avond@biodiversity-alliance.be"]
    assert "startDate" not in told["urn:uid:tot@biodiversity-alliance.be"]


@pytest.mark.parametrize(
    "text", [*HOSTILE, *HOSTILE_FEED, "</script><script>alert(1)</script>", "{{ 7*7 }}", "]]>"]
)
def test_hostile_text_is_only_text_on_every_page(text: str) -> None:
    evil = entry(
        "evil", titles={"nl": text}, descriptions={"nl": text}, place=Place(text), partner=text,
    )  # fmt: skip
    public = published(evil)
    for name in ("index.html", "block.nl.html"):
        told, usual = page(name, public), page(name)
        assert {one.tag for one in told.iter()} == {one.tag for one in usual.iter()}
        assert len(list(told.iter("script"))) == len(list(usual.iter("script")))
        assert {attribute for one in told.iter() for attribute in one.keys()} == {  # noqa: SIM118
            attribute
            for one in usual.iter()
            for attribute in one.keys()  # noqa: SIM118
        }
    lxml.etree.fromstring(public.files["rss.xml"])
    (script,) = page(public=public).xpath("//script[@type='application/ld+json']")
    assert json.loads(script.text)["@graph"]


def test_rss_tells_what_was_added_last_first() -> None:
    newer = entry("nieuw", titles={"nl": "Nieuw & anders"}, created=MOMENT + timedelta(days=2))
    root = lxml.etree.fromstring(published(newer).files["rss.xml"])
    items = root.findall(".//item")
    assert items[0].findtext("title") == "Nieuw & anders - 28 t/m 30 november 2025"
    assert items[0].findtext("guid") == "nieuw@biodiversity-alliance.be"
    assert items[0].findtext("pubDate") == "Thu, 27 Nov 2025 00:00:00 +0000"
    assert len(items) == len([one for one in entries() if one.certain and one.span.dated]) + 1


def test_the_editors_page_holds_the_block_as_rich_text_and_markdown() -> None:
    told = page("block.fr.html")
    assert told.get_element_by_id("markdown").text.strip() == PUBLIC.files["block.fr.md"].decode().strip()
    heads = [one.text_content() for one in told.get_element_by_id("block").iter("h3")]
    assert heads[0] == "BOOMweekend - du 28 au 30 novembre"
    assert len(told.xpath("//button[@hidden]")) == 2, "buttons appear only where scripts run"


def test_a_long_page_is_cut() -> None:
    many = [entry(f"e{at:04}", span=day(ON + timedelta(days=at))) for at in range(MOST_ROWS + 50)]
    told = lxml.html.fromstring(site.index(many, config=CONFIG, today=ON).decode())
    assert len(told.xpath("//ul[@class='entries']/li")) == MOST_ROWS


def test_schema_describes_what_is_published(tmp_path: Path) -> None:
    schema = json.loads(PUBLIC.files["events.schema.json"])
    record = dict.fromkeys(schema["$defs"]["entry"]["properties"], True)
    assert record.keys() == set(entry().__dataclass_fields__)
    assert schema["$defs"]["span"]["properties"].keys() == set(entry().span.__dataclass_fields__)
    assert schema["$defs"]["place"]["properties"].keys() == set(Place.__dataclass_fields__)
    assert set(json.loads(PUBLIC.files["events.json"])) == set(schema["required"])


# in a browser


def browse(address: str, *options: str) -> tuple[str, str]:
    """The page after its scripts ran, and what the browser's console said."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        missing("chromium")
    assert found
    done = subprocess.run(
        [found, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage",
         "--enable-logging=stderr", "--virtual-time-budget=8000", *options, address],
        capture_output=True, timeout=60, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    console = [line for line in done.stderr.decode().splitlines() if ":CONSOLE" in line]
    return done.stdout.decode(), "\n".join(console)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    public = tmp_path_factory.mktemp("public")
    files.write(public, dict(PUBLIC.files))
    axe = READERS / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.exists():
        missing("axe-core")
    script = axe.read_text() + (FOREIGN / "in_browser.js").read_text()
    for path in list(public.glob("*.html")):
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", path.read_text())
        (public / f"tried-{path.name}").write_text(
            text.replace("</body>", f"<script>{script}</script></body>")
        )
    return public


def test_filters_and_accessibility_in_a_browser(folder: Path) -> None:
    with serving(folder) as address:
        for width in (390, 1200):
            dom, console = browse(f"{address}tried-index.html", "--dump-dom", f"--window-size={width},900")
            found = re.search(r'<pre id="seen">(.*?)</pre>', dom, re.DOTALL)
            assert found, console
            seen = json.loads(html.unescape(found.group(1)))
            total = len(seen["all"])
            assert total == len(page().xpath("//ul[@class='entries']/li"))
            assert seen["count"] == f"{total} van {total} getoond"
            assert sorted(seen["topic"]) == sorted(["gent@bio", "moment@b", "namen@bi", "online@b"])
            assert seen["both"] == seen["topic"]
            assert seen["sections"] == 2
            assert (seen["source"], seen["reset"]) == (["boomweek"], total)
            assert seen["overflow"] is False
            assert seen["axe"] == []


@pytest.mark.parametrize("name", ["index.html", "block.nl.html", "status.html"])
def test_no_complaints_on_the_console_and_pictures_to_look_at(folder: Path, name: str) -> None:
    kept = Path(os.environ.get("BBA_SCREENSHOTS", folder / "pictures"))
    kept.mkdir(parents=True, exist_ok=True)
    with serving(folder) as address:
        for width in (390, 1200):
            picture = kept / f"{name}-{width}.png"
            dom, console = browse(address + name, f"--screenshot={picture}", f"--window-size={width},1600")
            assert console == ""
            assert picture.stat().st_size > 10_000
        dom, console = browse(address + name, "--dump-dom")
    assert console == ""
    if name == "status.html":
        assert "the server answered 500" in dom
        assert "&lt;b&gt;one&lt;/b&gt; page unread" in dom


@pytest.mark.parametrize("name", ["tried-block.nl.html", "tried-status.html"])
def test_other_pages_are_accessible_too(folder: Path, name: str) -> None:
    text = (folder / name).read_text()
    plain = text.replace('const form = document.getElementById("filters");', "const form = null;")
    (folder / name).write_text(plain)
    with serving(folder) as address:
        dom, console = browse(address + name, "--dump-dom")
    found = re.search(r'<pre id="seen">(.*?)</pre>', dom, re.DOTALL)
    assert found, console
    assert json.loads(html.unescape(found.group(1)))["axe"] == []


def test_the_documentation_names_every_key_of_feeds_and_every_file() -> None:
    from bba_events.config.feeds import FEED

    told = (FOREIGN.parent.parent.parent / "docs" / "publishing.md").read_text(encoding="utf-8")
    assert [key.name for key in FEED if f"| `{key.name}` |" not in told] == []
    patterns = {re.sub(r"(?<=block\.)\w\w|(?<=events-)(nl|fr|de|en)", "LANGUAGE", name) for name in NAMES}
    patterns = {
        re.sub(r"(topic|source)-.*\.ics", lambda one: f"{one[1]}-{one[1].upper()}.ics", name)
        for name in patterns
    }
    assert [name for name in patterns if f"`{name}`" not in told] == []
