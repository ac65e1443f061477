"""Every page under ``fixtures`` is read as its hand-written expectation says: no event more, none less.

``BBA_REWRITE=1 pytest tests/test_fixtures.py`` rewrites the rest of each expectation for review (see
fixtures/README.md), never its start, end, kind or status.
"""

from __future__ import annotations

import os
import tomllib
from datetime import date

import fixture_pairs as fixtures
import pytest

PAIRS = fixtures.pairs()
EDITIONS = ("2025-11", "2026-11")
REWRITE = bool(os.environ.get("BBA_REWRITE"))
SHORTEST_BLURB = 30


def _id(pair: fixtures.Pair) -> str:
    return pair.name


@pytest.mark.parametrize("pair", PAIRS, ids=_id)
def test_page_is_read_as_expected(pair: fixtures.Pair) -> None:
    told = pair.told()
    got = fixtures.read_or_refusal(pair.page.read_bytes(), told)
    if told["refused"]:
        assert isinstance(got, str), f"should be refused ({told['refused']}), but was read as {got}"
        assert got.strip(), "the refusal does not say why"
        return
    assert not isinstance(got, str), f"was refused: {got}"
    if REWRITE:
        pair.expectation.write_text(fixtures.rewritten(told, got), encoding="utf-8")
    found = fixtures.faults(got, told)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.name.startswith(EDITIONS)], ids=_id)
def test_blurb_is_the_pages_own_and_long_enough(pair: fixtures.Pair) -> None:
    body = pair.page.read_bytes()
    heads = [event for event in fixtures.read(body, pair.told()) if not event["part_of"]]
    assert heads
    visible = fixtures.fold(body.decode().replace("&nbsp;", " "))
    for event in heads:
        blurb = fixtures.fold(event["description"].rstrip("…"))
        assert len(blurb.split()) >= SHORTEST_BLURB
        assert blurb in visible, f"not the page's own words: {event['description']}"


@pytest.mark.parametrize("pair", PAIRS, ids=_id)
def test_page_says_that_it_is_a_reconstruction(pair: fixtures.Pair) -> None:
    head = pair.page.read_text(encoding="utf-8")[:1000]
    assert "RECONSTRUCTION made by hand" in head


@pytest.mark.parametrize("edition", EDITIONS)
def test_replay_folder_holds_every_source(edition: str) -> None:
    told = [tomllib.loads(path.read_text()) for path in (fixtures.FIXTURES / edition).glob("*.toml")]
    assert {source.url for source in fixtures.rows().values()} <= {one["url"] for one in told}
    for one in told:
        assert "reconstruction" in one["note"]
        assert isinstance(one["fetched_on"], date)
        assert (fixtures.FIXTURES / edition / one["body"]).is_file()


@pytest.mark.parametrize("edition", EDITIONS)
def test_both_languages_of_the_campaign_tell_of_the_same_days(edition: str) -> None:
    dutch, french = (_days(edition, source) for source in ("het-goede-moment", "le-bon-moment"))
    assert dutch == french


def _days(edition: str, source: str) -> list[tuple[str, str]]:
    told = [pair.told() for pair in PAIRS if pair.name.startswith(edition)]
    (page,) = [one for one in told if one["source"] == source]
    return sorted((event["start"], event["end"]) for event in page["events"])


def test_every_kind_of_page_is_there() -> None:
    for source in fixtures.rows():
        versions = [pair.told() for pair in PAIRS if pair.told()["source"] == source]
        assert len(versions) >= 9, f"{source}: {len(versions)} versions"
        assert any(told["refused"] for told in versions), f"{source}: no page that is no answer"
        assert any(not told["events"] and not told["refused"] for told in versions), f"{source}: none past"


def test_a_rewrite_keeps_what_a_person_decided() -> None:
    wanted = {"title": "X", "start": "2026-05-01", "end": None, "all_day": True, "kind": "event"}
    wanted["status"] = "confirmed"
    told = {"url": "https://example.org/", "events": [wanted], "refused": None}
    read_now = {**wanted, **dict.fromkeys(fixtures.LOOSE, ""), "title": "Y", "location": "Gent"}
    assert '"title": "Y"' in fixtures.rewritten(told, [read_now])
    assert '"location": "Gent"' in fixtures.rewritten(told, [read_now])
    moved = {**read_now, "start": "2026-05-02"}
    assert '"start": "2026-05-01"' in fixtures.rewritten(told, [moved])
    assert '"title": "X"' in fixtures.rewritten(told, [moved])


READ = {
    "title": "Infosessie",
    "start": "2025-12-16T19:00",
    "end": None,
    "all_day": False,
    "kind": "event",
    "status": "confirmed",
    "location": "Wijkhuis De Linde, 9000 Gent",
    "part_of": "Het Goede Moment",
}


@pytest.mark.parametrize(
    ("wanted", "right"),
    [
        ({}, True),
        ({"location": "Gent", "title": "INFOSESSIE"}, True),
        ({"start": "2025-12-16T19:00+01:00"}, True),
        ({"start": "2025-12-17T19:00"}, False),
        ({"end": "2025-12-16T20:00"}, False),
        ({"status": "cancelled"}, False),
        ({"location": "Luik"}, False),
        ({"part_of": "Le Bon Moment"}, False),
        ({"title_has": "sessie"}, True),
    ],
)
def test_comparison_is_firm_on_facts_and_mild_on_writing(wanted: dict[str, str], right: bool) -> None:
    told = {"events": [{**{key: READ[key] for key in fixtures.FIRM}, **wanted}]}
    assert bool(fixtures.faults([READ], told)) is not right


@pytest.mark.parametrize(
    ("more", "read_now", "right"),
    [
        ({"events": []}, [READ], False),
        ({"events": [{**READ, "optional": True}]}, [], True),
        ({"events": [READ]}, [], False),
        ({"events": [READ]}, [READ, READ], False),
        ({"events": [], "undated_ok": True}, [{**READ, "start": None}], True),
        ({"events": []}, [{**READ, "start": None}], False),
    ],
)
def test_nothing_is_missing_and_nothing_is_added(
    more: dict[str, object], read_now: list[dict[str, object]], right: bool
) -> None:
    assert bool(fixtures.faults(read_now, more)) is not right
