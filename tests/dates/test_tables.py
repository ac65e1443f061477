"""Every line of the tables, every row of the real wordings, and the floors that must not sink."""

import csv
import json
import os
import tomllib
from datetime import date

import pytest
from dates.tables import HERE, reading, rows

from bba_events.dates import Context, find, record
from bba_events.span import Role

TABLES = [name.name for name in sorted(HERE.glob("*.txt"))]
FLOORS = HERE.parent / "quality.json"
REAL = list(csv.DictReader((HERE / "belgian-dates.csv").read_text(encoding="utf-8").splitlines()))
HELD_WRONG = tomllib.loads((HERE / "held-wrong.toml").read_text(encoding="utf-8"))
NOTHING = ("time-only", "not-a-date")
STATUS = {"cancelled": "cancelled", "soldout": "sold_out", "postponed": "postponed"}
ROLES = {"deadline": Role.DEADLINE, "dateline": Role.PUBLISHED, "range-registration": Role.REGISTRATION}


@pytest.mark.parametrize("table", TABLES)
def test_every_line_of_a_table(table):
    wrong = [
        f"{language} {text!r}: expected {expected}, read {found}"
        for language, reference, text, expected in rows(table)
        if (found := reading(text, language, reference)) != expected
    ]
    assert not wrong, "\n".join(wrong)


def expected_of(row):
    """Start and end of each span that a row of the real wordings asks for."""
    kind, start, end = row["kind"], row["start"], row["end"]
    if kind in NOTHING or (kind.startswith("time-multi") and not start):
        return []
    if kind in ("vague", "recurring"):
        return [(None, None)]
    if kind.startswith("multi:"):
        return [(day, day) for day in kind.removeprefix("multi:").split("|")]
    if kind.startswith("time-multi:"):
        return [(f"{start}T{clock}", None) for clock in kind.removeprefix("time-multi:").split("|")]
    begin = f"{start}T{row['start_time']}" if row["start_time"] else start or None
    finish = f"{end}T{row['end_time']}" if row["end_time"] else end or None
    return [(begin, None if row["start_time"] and not row["end_time"] and start == end else finish)]


def mentions_of(row):
    reference = date.fromisoformat(row["reference_date"]) if row["reference_date"] else None
    context = Context(hint=row["context"])
    return find(row["text"], reference=reference, languages=(row["lang"],), context=context)


def right(row):
    """Whether start and end of all spans of a row are exact; a habit in two parts is still a habit."""
    found = [(one["start"], one["end"]) for one in map(record, mentions_of(row))]
    return (list(dict.fromkeys(found)) if row["kind"] == "recurring" else found) == expected_of(row)


@pytest.mark.parametrize("row", REAL, ids=[row["text"] for row in REAL])
def test_every_real_wording(row):
    if row["text"] in HELD_WRONG:
        assert not right(row), "this row is read as it asks: take it out of held-wrong.toml"
        return
    assert right(row), [record(mention) for mention in mentions_of(row)]
    kind = row["kind"]
    suffix = kind.rsplit("-", 1)[-1]
    if suffix in STATUS:
        assert mentions_of(row)[0].status == STATUS[suffix]
    if kind in ROLES:
        assert mentions_of(row)[0].role is ROLES[kind]


def test_no_more_than_five_rows_are_held_wrong():
    assert len(HELD_WRONG) <= 5
    assert HELD_WRONG.keys() <= {row["text"] for row in REAL}


def measured():
    """Per cent of right readings in each language, and of negatives left alone."""
    marks: dict[str, list[bool]] = {}
    for language, reference, text, expected in rows(*TABLES):
        marks.setdefault(language, []).append(reading(text, language, reference) == expected)
        if expected == "none":
            marks.setdefault("negatives", []).append(reading(text, language, reference) == expected)
    for row in REAL:
        if row["text"] not in HELD_WRONG:
            marks.setdefault(row["lang"], []).append(right(row))
    return {name: round(100 * sum(found) / len(found), 2) for name, found in sorted(marks.items())}


def test_quality_does_not_sink_below_the_floors():
    """Set QUALITY_FLOORS=lower to write lower floors on purpose; it raises them too."""
    found = measured()
    if os.environ.get("QUALITY_FLOORS") == "lower":
        others = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
        FLOORS.write_text(json.dumps({**others, "dates": found}, indent=2) + "\n", encoding="utf-8")
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["dates"]
    assert floors.keys() == found.keys()
    assert all(found[name] >= floor for name, floor in floors.items()), (found, floors)
