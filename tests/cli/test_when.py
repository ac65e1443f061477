"""``when``: texts from arguments, standard input and batches; the form of its lines."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bba_events import lines
from bba_events.span import Span, SpanKind, day

ON = ("--on", "2025-11-25")
KEYS = ["start", "end", "kind", "role", "certain", "doubts", "rule", "text"]


def test_a_line_for_each_text(bba: Any) -> None:
    ended = bba("when", "28 t/m 30 november", "niets", *ON, "--json")
    assert ended.code == 0
    assert [list(record) for record in ended.records] == [["id", "text", "spans"]] * 2
    found, none = ended.records
    assert list(found["spans"][0]) == KEYS
    assert (found["spans"][0]["start"], found["spans"][0]["end"]) == ("2025-11-28", "2025-11-30")
    assert none == {"id": 2, "text": "niets", "spans": []}


@pytest.mark.parametrize(
    "arguments",
    [
        ["- 28 november", *ON, "--json"],
        [*ON, "--json", "-28 november"],
        ["--28 november", "--json", *ON],
        ["-- 28 november", "--json", *ON],
        [*ON, "--json", "--", "--x 28 november"],
        ["– 28 november", *ON, "--json"],
        ["--lang", "nl", "-h 28 november", "--json", *ON],
    ],
    ids=str,
)
def test_a_text_may_start_with_a_dash(bba: Any, arguments: list[str]) -> None:
    ended = bba("when", *arguments)
    assert ended.code == 0
    assert [record["spans"][0]["start"] for record in ended.records] == ["2025-11-28"]
    assert ended.records[0]["text"] in arguments


def test_standard_input_is_a_text_a_line(bba: Any) -> None:
    text = "\ufeff28 november\r\n\n- 5 mei\n\xff".encode("utf-8") + b"\xff 6 mei"
    ended = bba("when", "-", *ON, "--json", stdin=text)
    assert [record["text"] for record in ended.records] == ["28 november", "- 5 mei", "ÿ\ufffd 6 mei"]
    assert [record["spans"][0]["start"] for record in ended.records] == [
        "2025-11-28",
        "2026-05-05",
        "2026-05-06",
    ]


def test_batch_answers_every_case_and_tells_of_bad_lines(bba: Any, tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text(
        '{"id": "a", "text": "5 mei", "lang": "nl", "reference": "2025-11-25"}\n'
        "not json\n"
        "[1]\n"
        '{"id": 7, "text": "le 5 mai", "lang": "fr", "reference": "2027-01-01", "more": true}\n\n'
        '{"text": "5 mei", "reference": "yesterday"}\n'
        '{"text": 5}\n'
        '{"text": "5 mei", "lang": "xx"}\n'
        '{"text": "5 mei", "lang": "nl-BE"}\n'
        '{"text": "5 mei", "reference": null, "lang": null}\n'
    )
    ended = bba("when", "--batch", cases, *ON)
    assert ended.code == 2
    assert [(record["id"], record["spans"][0]["start"]) for record in ended.records] == [
        ("a", "2026-05-05"), (7, "2027-05-05"), (9, "2026-05-05"), (10, "2026-05-05"),
    ]  # fmt: skip
    assert [line.split(": ")[1] for line in ended.err.splitlines()] == [
        "line 2",
        "line 3",
        "line 6",
        "line 7",
        "line 8",
    ]


def test_batch_from_standard_input(bba: Any) -> None:
    case = json.dumps({"id": "x", "text": "5 mei", "reference": "2025-11-25"})
    assert bba("when", "--batch", "-", stdin=case.encode()).records[0]["id"] == "x"


def test_words_for_people(bba: Any) -> None:
    ended = bba("when", "6 december t/m 1 februari", "niets \x1b[2J", *ON, "--explain")
    assert "2025-12-06 to 2026-02-01  (range, event)" in ended.out
    assert "the year is not written" in ended.out
    assert "no date found" in ended.out
    assert "\x1b" not in ended.out
    assert "\\x1b[2J" in ended.out


@pytest.mark.parametrize(
    ("span", "ends"),
    [
        (day(date(2025, 12, 11)), ("2025-12-11", "2025-12-11")),
        (day(date(2025, 12, 11), start_time=time(19)), ("2025-12-11T19:00", None)),
        (
            day(date(2025, 12, 11), start_time=time(19), end_time=time(21, 30)),
            ("2025-12-11T19:00", "2025-12-11T21:30"),
        ),
        (
            day(date(2025, 12, 11), start_time=time(21), end_time=time(3)),
            ("2025-12-11T21:00", "2025-12-12T03:00"),
        ),
        (
            day(date(2025, 12, 11), start_time=time(19), zone="Europe/Brussels"),
            ("2025-12-11T19:00+01:00", None),
        ),
        (day(date(2025, 7, 11), start_time=time(19), zone="UTC"), ("2025-07-11T19:00+00:00", None)),
        (Span(SpanKind.RANGE, date(2025, 11, 28), date(2025, 11, 30)), ("2025-11-28", "2025-11-30")),
        (
            Span(SpanKind.RANGE, date(2025, 11, 28), date(2025, 11, 30), start_time=time(10)),
            ("2025-11-28T10:00", "2025-11-30"),
        ),
        (Span(SpanKind.OPEN_START, end=date(2025, 2, 3), end_time=time(14)), (None, "2025-02-03T14:00")),
        (Span(SpanKind.OPEN_END, start=date(2025, 8, 8)), ("2025-08-08", None)),
        (Span(SpanKind.VAGUE), (None, None)),
    ],
)
def test_the_ends_of_a_line(span: Span, ends: tuple[str | None, str | None]) -> None:
    assert lines.ends(span) == ends
