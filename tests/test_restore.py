"""A lost disk, or a runner that keeps nothing: the published ``events.json`` is enough to go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from partner_server import PartnerServer, serving
from test_main_job import EDITION, MOMENT, configure, published

from bba_events import pipeline, publication
from bba_events.cli import restoring
from bba_events.config import Config
from bba_events.errors import ConfigError
from bba_events.report import SourceState
from bba_events.store import Store


@pytest.fixture
def partners() -> Iterator[PartnerServer]:
    with serving(EDITION) as server:
        yield server


def lose_and_restore(made: Config) -> None:
    """The store goes; only what was published is left."""
    for file in made.path.parent.glob(".bba-events.sqlite*"):
        file.unlink()
    place = made.calendar.output / "events.json"
    restoring.tell(made.path, str(place), on=None, today=MOMENT.date())


def test_the_feed_has_the_same_bytes_though_a_partner_is_down(
    tmp_path: Path, partners: PartnerServer
) -> None:
    made = configure(tmp_path, partners)
    pipeline.run(made, moment=MOMENT)
    publication.send(made, name="2025-11", languages=["nl"], on=MOMENT.date())
    before = published(tmp_path)

    lose_and_restore(made)
    down = made.sources[0]
    partners.answers["/" + down.url.split("/", 3)[3]] = (500, b"down")
    report = pipeline.run(made, moment=MOMENT + timedelta(days=1))

    assert report.sources[0].state is SourceState.FAILED
    assert report.sources[0].events == 1
    after = published(tmp_path)
    assert [name for name in before if name.endswith(".ics") and before[name] != after[name]] == []
    assert before["block.nl.md"] == after["block.nl.md"]


def test_uids_and_sequence_go_on_where_they_were(tmp_path: Path, partners: PartnerServer) -> None:
    made = configure(tmp_path, partners)
    pipeline.run(made, moment=MOMENT)
    with Store.open_to_read(made.calendar.store) as store:
        before = {entry.uid: (entry.sequence, entry.modified, entry.span) for entry in store.entries()}
    lose_and_restore(made)
    pipeline.run(made, moment=MOMENT + timedelta(days=30))
    with Store.open_to_read(made.calendar.store) as store:
        after = {entry.uid: (entry.sequence, entry.modified, entry.span) for entry in store.entries()}
    assert after == before


def test_a_store_with_entries_is_never_overwritten(tmp_path: Path, partners: PartnerServer) -> None:
    made = configure(tmp_path, partners)
    pipeline.run(made, moment=MOMENT)
    with pytest.raises(ConfigError, match="holds entries already"):
        restoring.tell(made.path, str(made.calendar.output / "events.json"), on=None, today=MOMENT.date())
