"""``record`` leaves a test behind: the page, and what was read on it, with the day frozen."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from partner_server import serving
from test_main_job import EDITION, configure

from bba_events.cli import recording

ON = date(2025, 11, 25)


def test_what_was_read_is_written_beside_the_page_once(tmp_path: Path) -> None:
    folder = tmp_path / "recorded"
    with serving(EDITION) as server:
        made = configure(tmp_path, server)
        code = recording.record(made.path, ["boomweekend"], folder=folder, note="a test", today=ON)
        assert code == 0
        (file,) = folder.glob("*.json")
        told = json.loads(file.read_text(encoding="utf-8"))
        assert (told["source"], told["on"], told["refused"]) == ("boomweekend", "2025-11-25", None)
        assert [(one["title"], one["start"], one["end"]) for one in told["events"]] == [
            ("BOOMweekend", "2025-11-28", "2025-11-30")
        ]
        assert file.with_suffix(".html").exists()

        file.write_text("{}", encoding="utf-8")
        recording.record(made.path, ["boomweekend"], folder=folder, note="again", today=date(2026, 5, 1))
        assert file.read_text(encoding="utf-8") == "{}"
