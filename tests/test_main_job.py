"""The main job, end to end: partner pages in over a real HTTP server, feed and block out.

Every run here goes through the real fetch code to ``partner_server`` on 127.0.0.1; the pages are the
reconstructions of the edition of November 2025.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import tomlkit
from heads import HEADS
from ical.calendar_stream import IcsCalendarStream
from partner_server import PartnerServer, serving

from bba_events import config, pipeline, publication
from bba_events.report import Report, SourceState

ROOT = Path(__file__).parent.parent
EDITION = ROOT / "fixtures" / "2025-11"
MOMENT = datetime(2025, 11, 25, tzinfo=UTC)


@pytest.fixture
def partners() -> Iterator[PartnerServer]:
    with serving(EDITION) as server:
        yield server


def configure(folder: Path, server: PartnerServer) -> config.Config:
    """The repository's own ``sources.toml`` with every address on the local server."""
    told = tomllib.loads((ROOT / "sources.toml").read_text(encoding="utf-8"))
    told["calendar"] |= {"allow_private": True, "delay": 0.0}
    for row in told["source"]:
        row["url"] = server.local(row["url"])
    path = folder / "sources.toml"
    path.write_text(tomlkit.dumps(told), encoding="utf-8")
    return config.load(path)


def fetch(made: config.Config, days_later: int = 0) -> Report:
    return pipeline.run(made, moment=MOMENT + timedelta(days=days_later))


def published(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "public").rglob("*")) if path.is_file()}


def test_second_run_asks_conditionally_and_changes_no_byte(tmp_path: Path, partners: PartnerServer) -> None:
    made = configure(tmp_path, partners)
    assert fetch(made).exit_code(strict=True, stale_days=14) == 0
    before = published(tmp_path)
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "public").iterdir()}
    partners.requests.clear()

    second = fetch(made, days_later=1)

    pages = [status for path, status in partners.requests if not path.endswith("robots.txt")]
    assert pages
    assert set(pages) == {304}
    assert {told.state for told in second.sources} == {SourceState.UNCHANGED}
    after = published(tmp_path)
    assert [name for name in before if before[name] != after[name]] in ([], ["status.json"])
    assert all(
        path.stat().st_mtime_ns == stamp for path, stamp in stamps.items() if path.name != "status.json"
    )


def test_a_partner_that_answers_500_loses_nothing(tmp_path: Path, partners: PartnerServer) -> None:
    made = configure(tmp_path, partners)
    fetch(made)
    before = published(tmp_path)
    for row in made.sources[:1]:
        partners.answers[row.url.removeprefix(f"http://127.0.0.1:{partners.server_port}")] = (500, b"down")

    third = fetch(made, days_later=2)

    told = third.sources[0]
    assert (told.state, told.age_days, told.events) == (SourceState.FAILED, 2, 1)
    assert "500" in told.message
    assert published(tmp_path)["events.ics"] == before["events.ics"]
    assert third.exit_code(strict=False, stale_days=14) == 0
    assert third.exit_code(strict=True, stale_days=14) == 3


def heads(markdown: str) -> list[str]:
    """The text of every card's head, links and escapes gone."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt().parse(markdown)
    inline = [tokens[at + 1] for at, token in enumerate(tokens) if token.type == "heading_open"]
    texts = ["".join(part.content for part in token.children or []) for token in inline]
    return [text for text in texts if " - " in text]


@pytest.mark.parametrize("language", list(HEADS))
def test_the_edition_of_november_2025(tmp_path: Path, partners: PartnerServer, language: str) -> None:
    made = configure(tmp_path, partners)
    fetch(made)
    text = (tmp_path / "public" / f"block.{language}.md").read_text(encoding="utf-8")
    assert heads(text) == HEADS[language]
    for row in (made.sources[0], made.sources[4]):
        assert row.url in text


def test_each_card_has_its_own_words_and_sessions_stand_under_their_campaign(
    tmp_path: Path, partners: PartnerServer
) -> None:
    made = configure(tmp_path, partners)
    fetch(made)
    text = (tmp_path / "public" / "block.nl.md").read_text(encoding="utf-8")
    cards = text.split("\n### ")[1:]
    assert len(cards) == len(HEADS["nl"])
    for card in cards:
        blurb = card.split("\n\n")[1].removesuffix(" (in het Frans)")
        assert 30 <= len(blurb.split()) <= 70, blurb
        assert "[Lees meer over" in card
    sessions = [line for line in cards[1].splitlines() if line.startswith("- ")]
    assert len(sessions) == 8
    assert all("van " in line and " uur" in line for line in sessions)


def test_a_running_campaign_stays_and_a_past_weekend_leaves(tmp_path: Path, partners: PartnerServer) -> None:
    made = configure(tmp_path, partners)
    fetch(made)
    text = publication.block(made, language="nl", on=date(2025, 12, 7))
    assert [head.split(" - ")[0] for head in heads(text)] == [
        "Het Goede Moment",
        "Release van Le Chant des forêts in de Belgische bioscoop",
    ]


def test_the_feed_is_the_same_to_two_readers(tmp_path: Path, partners: PartnerServer) -> None:
    made = configure(tmp_path, partners)
    fetch(made)
    data = (tmp_path / "public" / "events.ics").read_bytes()
    one = {
        str(item["UID"]): (
            str(item["SUMMARY"]),
            item["DTSTART"].dt,
            item["DTEND"].dt if "DTEND" in item else None,
        )
        for item in icalendar.Calendar.from_ical(data).walk("VEVENT")
    }
    other = {
        item.uid: (item.summary, item.dtstart, item.dtend)
        for item in IcsCalendarStream.calendar_from_ics(data.decode()).events
    }
    assert {uid: told[:2] for uid, told in one.items()} == {uid: told[:2] for uid, told in other.items()}
    days = {told[0]: told[1:] for told in one.values()}
    assert days["BOOMweekend"] == (date(2025, 11, 28), date(2025, 12, 1))
    assert days["Het Goede Moment"] == (date(2025, 12, 6), date(2026, 2, 2))
    assert (date(2026, 2, 4), date(2026, 2, 5)) in days.values()
    timed = [told for told in one.values() if isinstance(told[1], datetime)]
    assert len(timed) >= 3
    assert {str(told[1].tzinfo) for told in timed} == {"Europe/Brussels"}
