"""JSON that somebody wrote or mended by hand: one sign too few or too many costs no event and no name."""

from __future__ import annotations

import pytest

from bba_events.readers import jsonld, loose_json, schema

SOUND = """{
  "@type": "Event",
  "name": "Koor van Ham",
  "startDate": "2026-04-11T20:00",
  "location": {
    "@type": "Place",
    "name": "Kerk"
  },
  "organizer": "Kring"
}"""
BROKEN = [
    ('"name": "Koor', '"name":: "Koor'),
    ('"name": "Koor', '"name" "Koor'),
    ('"name": "Koor', '"name": Koor'),
    ('"name": "Koor', '""name": "Koor'),
    ('"name": "Koor', '"name": ""Koor'),
    ('van Ham",', "van Ham,"),
    ('van Ham",', 'van Ham"",'),
    ('van Ham",', 'van Ham"'),
    ('20:00",', "20:00,"),
    ('"location": {', '"location": '),
    ('"location": {', '"location" {'),
    ('Kerk"\n  },', 'Kerk"\n  '),
    ('"@type": "Event",', '"@type" "Event",'),
    ('"organizer": "Kring"\n}', '"organizer": "Kring'),
]


@pytest.mark.parametrize(("sound", "broken"), BROKEN)
@pytest.mark.parametrize("lines", ["\n", " "])
def test_one_sign_costs_no_event(sound: str, broken: str, lines: str) -> None:
    assert sound in SOUND
    values = loose_json.parse(SOUND.replace(sound, broken).replace("\n", lines) + ",")
    found = list(schema.drafts(jsonld.items(values), reader="json-ld"))
    assert [(one.title, one.start) for one in found] == [("Koor van Ham", "2026-04-11T20:00:00")]
