"""``picks.toml`` read: every key, every fault at once, with what was expected."""

import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest

from bba_events.errors import ConfigError
from bba_events.event import EventKind, Status
from bba_events.picks import load
from bba_events.picks.file import EVENT, PICK

WHOLE = """
# mine
[[pick]]
entry = "abcdefgh"
pin = true
order = 2
title = { nl = "Titel", fr = "Titre" }
blurb.nl = "Tekst"
kind = "release"
start = 2026-03-01
end = 2026-03-02
same_as = ["bcdefghi"]
not_same_as = ["persbericht"]

[[event]]
id = "plantdag"
title = { nl = "Plantdag" }
start = 2026-03-14T13:30:00
partner = "Natuurclub"
url = "https://example.org/plantdag"
status = "cancelled"
"""


def written(tmp_path, text):
    path = tmp_path / "picks.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_file(tmp_path):
    picks = load(written(tmp_path, WHOLE))
    (pick,), (typed,) = picks.picks, picks.typed
    assert (pick.entry, pick.pin, pick.order, pick.kind) == ("abcdefgh", True, 2, EventKind.RELEASE)
    assert (dict(pick.title), dict(pick.blurb)) == ({"nl": "Titel", "fr": "Titre"}, {"nl": "Tekst"})
    assert (pick.start, pick.end) == (date(2026, 3, 1), date(2026, 3, 2))
    assert (pick.same_as, pick.not_same_as) == (("bcdefghi",), ("persbericht",))
    assert (typed.id, typed.start, typed.status) == (
        "plantdag",
        datetime.fromisoformat("2026-03-14T13:30"),
        Status.CANCELLED,
    )


def test_no_file_is_no_picks(tmp_path):
    assert load(tmp_path / "picks.toml").picks == ()


FAULTS = [
    ("[[pick]]\npin = true", "entry is missing"),
    ('[[pick]]\nentry = "a"\npni = true', 'did you mean "pin"'),
    ('[[pik]]\nentry = "a"', 'did you mean "pick"'),
    ('[[pick]]\nentry = "a"\npin = "yes"', "expected true or false"),
    ('[[pick]]\nentry = "a"\ntitle = "x"', "texts by language"),
    ('[[pick]]\nentry = "a"\ntitle = { nederlands = "x" }', "no language here"),
    ('[[pick]]\nentry = "a"\nstart = "2026-01-01"', "without quotes"),
    ('[[pick]]\nentry = "a"\nstart = 2026-01-02\nend = 2026-01-01', "is before"),
    ('[[pick]]\nentry = "a"\nend = 2026-01-01', "end without start"),
    ('[[pick]]\nentry = "a"\nkind = "relaese"', 'did you mean "release"'),
    ('[[pick]]\nentry = "a"\n[[pick]]\nentry = "a"', "more than once"),
    ('[[event]]\nid = "a"\ntitle = { nl = "x" }', "start is missing"),
    ('[[event]]\nid = "A b"\ntitle = { nl = "x" }\nstart = 2026-01-01', "lower-case letters"),
    ('[[event]]\nid = "a"\ntitle = { nl = "x" }\nstart = 2026-01-01\nurl = "javascript:x"', "web address"),
    ("pick = 3", "rows that begin with"),
    ("[[pick", "not valid TOML"),
]


@pytest.mark.parametrize(("text", "told"), FAULTS, ids=[told for _, told in FAULTS])
def test_each_fault_says_what_was_expected(tmp_path, text, told):
    with pytest.raises(ConfigError) as fault:
        load(written(tmp_path, text))
    assert told in str(fault.value)
    assert "picks.toml" in str(fault.value)


def test_all_faults_at_once(tmp_path):
    with pytest.raises(ConfigError) as fault:
        load(written(tmp_path, '[[pick]]\npni = 1\n[[pick]]\nentry = "a"\norder = 0\n[[event]]\nid = 3'))
    assert len(fault.value.faults) >= 5


def test_the_sample_shows_every_key_and_is_valid_when_taken_out_of_its_comments(tmp_path):
    sample = (Path(__file__).parents[2] / "picks.toml").read_text(encoding="utf-8")
    assert load(written(tmp_path, sample)).picks == ()
    lines = [
        line[2:] for line in sample.splitlines() if line.startswith("# ") and (" = " in line or "[[" in line)
    ]
    told = tomllib.loads("\n".join(lines))
    for section, keys in (("pick", PICK), ("event", EVENT)):
        missing = {key.name for key in keys} - {*told[section][0], "status", "kind", "pin", "skip", "order"}
        assert not missing
    assert load(written(tmp_path, "\n".join(lines))).typed
