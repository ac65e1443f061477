"""What the calendar makes of time: a clock that is wrong, words without a year, events grown old."""

from __future__ import annotations

from datetime import date

import pytest
from drills.drill import TREES, WALKS, Drill, Walk, feed_uids, lived_on, page
from hostile_server import answer

from bba_events.report import SourceState

YEARLESS = [Walk(walk.title, walk.when.replace(" 2026", "")) for walk in WALKS]
NEWS = " Nieuw: een kortere lus voor kinderen."


@pytest.mark.parametrize("days", [-365, -2, 365])
@pytest.mark.parametrize("walks", [WALKS, YEARLESS], ids=["with years", "without years"])
def test_a_clock_that_was_wrong_for_one_run(drill: Drill, days: int, walks: list[Walk]) -> None:
    """The list changes for that very run, so that all of it is read under the wrong date."""
    drill.shows(walks)
    drill.run()
    before = drill.entries()
    drill.shows(walks, aside=NEWS)
    wrong = drill.run(days)
    assert (wrong.sources[0].age_days or 0) >= 0
    assert any("dated" in note and "clock" in note for note in wrong.notes) is (days < 0)
    assert wrong.exit_code(strict=False, stale_days=14) == 0
    drill.shows(walks)
    right = drill.run(1)
    assert right.sources[0].state is SourceState.READ
    assert any("clock" in note for note in right.notes) is (days > 0)
    lived_on(before, drill.entries())
    assert set(drill.entries()) == set(before)
    assert feed_uids(drill.folder) == set(before)
    assert (drill.folder / "public" / "block.nl.md").read_text("utf-8").count("\n### ") == 7


def test_what_is_announced_after_a_clock_ran_ahead_is_in_the_block(drill: Drill) -> None:
    drill.run()
    drill.run(365)
    drill.shows([*WALKS, Walk("Uilentocht", "2 mei 2026, van 21u tot 23u")])
    drill.run(1)
    assert "Uilentocht" in (drill.folder / "public" / "block.nl.md").read_text("utf-8")


def test_words_keep_their_year_while_they_stand_there(drill: Drill) -> None:
    """Two years of small changes to a page that never took its old walks off."""
    drill.shows(YEARLESS)
    drill.run()
    starts = drill.starts()
    for month in range(1, 25):
        drill.shows(YEARLESS, aside=f" Bijgewerkt: {month}.")
        report = drill.run(30 * month)
        assert all(starts[title] == day for title, day in drill.starts().items())
    assert any("no upcoming edition" in note for note in report.sources[0].notes)


def test_words_that_come_back_a_year_later_are_the_next_edition(drill: Drill) -> None:
    """Taken off when they were over, announced again in the next spring in the same words."""
    drill.shows(YEARLESS)
    drill.run()
    before = drill.entries()
    drill.shows([], aside=" Tot volgend voorjaar!")
    drill.run(90)
    drill.shows(YEARLESS)
    report = drill.run(330)
    assert (report.sources[0].state, report.sources[0].new) == (SourceState.READ, 6)
    new = {uid: entry for uid, entry in drill.entries().items() if uid not in before}
    assert {entry.span.start for entry in new.values()} == {
        date(2027, 4, day) for day in (4, 8, 11, 15, 18, 25)
    }


def test_words_that_were_off_the_page_for_a_week_are_not(drill: Drill) -> None:
    drill.shows(YEARLESS)
    drill.run()
    before = drill.entries()
    drill.shows(YEARLESS[3:])
    drill.run(40)
    drill.shows(YEARLESS)
    drill.run(47)
    assert {uid: entry.span for uid, entry in drill.entries().items()} == {
        uid: entry.span for uid, entry in before.items()
    }


def test_what_a_silent_source_told_long_ago_leaves_the_block_and_not_the_feed(drill: Drill) -> None:
    late = [Walk(walk.title, walk.when.replace("april", "september")) for walk in WALKS]
    drill.shows(late)
    drill.run()
    before = drill.entries()
    drill.answers(answer(500, b""))
    drill.bos.answers["/agenda"] = answer(body=page(TREES, heading="Het Bos", aside=NEWS))
    for days, stays in ((59, True), (61, False)):
        report = drill.run(days)
        block = (drill.folder / "public" / "block.nl.md").read_text("utf-8")
        assert all((walk.title in block) is stays for walk in late)
        assert ("they have left the block, not the feed" in report.sources[0].message) is not stays
        assert report.exit_code(strict=False, stale_days=14) == 3
        assert feed_uids(drill.folder) == set(before)
        lived_on(before, drill.entries())


def test_a_new_event_that_tells_less_is_no_redesign(drill: Drill) -> None:
    drill.run()
    drill.shows([*WALKS, *(Walk(f"Feest {number}", f"{number} mei 2026", "") for number in range(1, 5))])
    report = drill.run(1)
    assert (report.sources[0].state, report.sources[0].new) == (SourceState.READ, 4)
