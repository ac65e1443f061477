"""Exit codes of a run: a table."""

from datetime import UTC, datetime

import pytest

from bba_events.report import Report, SourceReport, SourceState

S = SourceState


def told(state: SourceState, age: int | None = None) -> SourceReport:
    return SourceReport(id="a", url="https://example.org", state=state, age_days=age)


@pytest.mark.parametrize(
    ("name", "sources", "plain", "strict"),
    [
        ("all read", [told(S.READ), told(S.UNCHANGED)], 0, 0),
        ("one failed, last good stands", [told(S.READ), told(S.FAILED, 3)], 0, 3),
        ("one failed, nothing stands", [told(S.READ), told(S.FAILED)], 3, 3),
        ("none answered", [told(S.FAILED, 1), told(S.FAILED, 1)], 3, 3),
        ("what stands is stale", [told(S.READ), told(S.FAILED, 15)], 3, 3),
        ("suspect counts as failed", [told(S.READ), told(S.SUSPECT, 1)], 0, 3),
        ("skipped do not count", [told(S.READ), told(S.SKIPPED, 40)], 0, 0),
        ("no sources", [], 0, 0),
    ],
)
def test_exit_code(name, sources, plain, strict):
    report = Report(moment=datetime(2026, 1, 1, tzinfo=UTC), sources=tuple(sources))
    assert report.exit_code(strict=False, stale_days=14) == plain
    assert report.exit_code(strict=True, stale_days=14) == strict
