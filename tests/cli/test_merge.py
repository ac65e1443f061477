"""``merge`` and the way back from a line to an event."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bba_events import lines
from bba_events.event import Event, EventKind, Place, Status
from bba_events.span import Span, SpanKind, day, days

BOOM = {"title": "BOOMweekend", "start": "2025-11-28", "end": "2025-11-30", "language": "nl"}


def written(folder: Path, *records: object) -> Path:
    path = folder / "events.jsonl"
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def test_every_id_stands_in_one_entry(bba: Any, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {**BOOM, "id": "a", "source": "one", "url": "https://www.example.org/boom?utm_source=x"},
        {**BOOM, "id": "b", "source": "two", "url": "http://example.org/boom/"},
        {**BOOM, "id": 3, "start": "2026-11-28", "end": "2026-11-30", "source": "two"},
        {"title": "Nachtvlinders tellen", "start": "2025-11-28T19:00+01:00"},
        {"start": "2025-11-28"},
    )
    ended = bba("merge", path, "--json")
    assert ended.code == 0
    entries = [record for record in ended.records if "entry" in record]
    assert all(list(record) == ["entry", "members", "reasons"] for record in entries)
    assert sorted(sorted(map(str, record["members"])) for record in entries) == [
        ["3"],
        ["4"],
        ["5"],
        ["a", "b"],
    ]
    assert next(record for record in entries if len(record["members"]) == 2)["reasons"]


def test_lines_that_are_no_events_are_told(bba: Any, tmp_path: Path) -> None:
    path = written(
        tmp_path, BOOM, 5, {"title": "x", "start": "soon"}, {"id": [], "title": "x"}, {"title": ["x"]}
    )
    ended = bba("merge", path, "--json")
    assert ended.code == 2
    assert [record["members"] for record in ended.records] == [[1]]
    assert [line.split(": ")[1] for line in ended.err.splitlines()] == [
        "line 2",
        "line 3",
        "line 4",
        "line 5",
    ]


def test_words_for_people(bba: Any, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {**BOOM, "source": "a", "url": "https://e.org/b"},
        {**BOOM, "source": "b", "url": "https://e.org/b"},
    )
    ended = bba("merge", path)
    assert ended.out.splitlines()[0] == "one event:"
    assert "because: " in ended.out


@pytest.mark.parametrize(
    ("line", "span"),
    [
        ({"start": "2025-11-28"}, day(date(2025, 11, 28))),
        ({"start": "2025-11-28", "end": None}, day(date(2025, 11, 28))),
        ({"start": "2025-11-28", "end": "2025-11-30"}, days(date(2025, 11, 28), date(2025, 11, 30))),
        ({"start": "2025-11-28T00:00", "end": "2025-11-28T23:59", "all_day": True}, day(date(2025, 11, 28))),
        ({"start": "2025-11-28T19:00", "all_day": False}, day(date(2025, 11, 28), start_time=time(19))),
        ({"end": "2025-11-30"}, Span(SpanKind.OPEN_START, end=date(2025, 11, 30))),
        ({}, Span(SpanKind.VAGUE)),
        ({"rule": "FREQ=DAILY"}, Span(SpanKind.RECURRING, rule="FREQ=DAILY")),
    ],
    ids=str,
)
def test_the_span_of_a_line(line: dict[str, Any], span: Span) -> None:
    assert lines.to_event({"title": "x", **line}).span == span


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(TEXTS, TEXTS, st.sampled_from(EventKind), st.sampled_from(Status), st.booleans())
def test_a_line_is_read_back_to_the_same_line(
    title: str, text: str, kind: EventKind, status: Status, online: bool
) -> None:
    place = Place(name=text.strip(" ,"), online=online)
    event = Event(
        "s", "https://example.org", f"x{title}", days(date(2025, 11, 28), date(2025, 11, 30)), kind, status, place,
        description=text, part_of=title, alternates={"fr": "https://example.org/fr"},
    )  # fmt: skip
    line = json.loads(json.dumps(lines.of_event(event)))
    assert lines.of_event(lines.to_event(line)) == line
