"""``pick`` writes: comments, order and spelling stay; a faulty file is never written."""

from datetime import date

import pytest

from bba_events.errors import ConfigError
from bba_events.picks import load
from bba_events.picks.write import add_event, change

HERS = """# Mijn keuzes

[[pick]]
entry = "abcdefgh"   # het bomenweekend
title = { nl = "Bomen" }  # korter

[[pick]]
entry = "bcdefghi"
skip = true
"""


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "picks.toml"
    made.write_text(HERS, encoding="utf-8")
    return made


def test_comments_and_order_stay(path):
    change(path, "abcdefgh", {"pin": True, "title": {"fr": "Arbres"}})
    text = path.read_text(encoding="utf-8")
    assert "# Mijn keuzes" in text
    assert "# het bomenweekend" in text
    assert "# korter" in text
    assert text.index("abcdefgh") < text.index("bcdefghi")
    pick = load(path).picks[0]
    assert pick.pin
    assert dict(pick.title) == {"nl": "Bomen", "fr": "Arbres"}


def test_a_new_pick_comes_last_with_a_note(path):
    change(path, "cdefghij", {"start": date(2026, 5, 1), "same_as": ("abcdefgh",)}, note="Plantdag - 1 mei")
    assert "# Plantdag - 1 mei" in path.read_text(encoding="utf-8")
    assert load(path).picks[-1].start == date(2026, 5, 1)


def test_lists_are_added_to_and_keys_taken_away(path):
    change(path, "abcdefgh", {"same_as": ("one",)})
    change(path, "abcdefgh", {"same_as": ("two", "one")})
    assert load(path).picks[0].same_as == ("one", "two")
    change(path, "abcdefgh", {"same_as": None, "title": None})
    change(path, "bcdefghi", {"skip": False})
    assert [pick.entry for pick in load(path).picks] == []


def test_a_whole_uid_finds_the_pick_by_its_short_id(path):
    change(path, "abcdefghijkl@example.org", {"pin": True})
    assert len(load(path).picks) == 2
    assert load(path).picks[0].pin


def test_the_first_pick_makes_the_file(tmp_path):
    made = tmp_path / "new" / "picks.toml"
    change(made, "abcdefgh", {"pin": True})
    assert load(made).picks[0].pin


def test_what_would_be_a_fault_is_not_written(path):
    before = path.read_bytes()
    for values in ({"kind": "nonsense"}, {"start": date(2026, 1, 2), "end": date(2026, 1, 1)}, {"order": -1}):
        with pytest.raises(ConfigError):
            change(path, "abcdefgh", values)
    with pytest.raises(ConfigError):
        add_event(path, {"id": "x"})
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.tmp"))


def test_a_faulty_file_is_not_touched(path):
    path.write_text("[[pick]]\npni = true\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="pni"):
        change(path, "abcdefgh", {"pin": True})
    assert path.read_text(encoding="utf-8") == "[[pick]]\npni = true\n"


def test_an_event_typed_by_hand(path):
    add_event(path, {"id": "feest", "title": {"nl": "Feest"}, "start": date(2026, 6, 1), "partner": "Club"})
    typed = load(path).typed[0]
    assert (typed.id, typed.start, typed.partner) == ("feest", date(2026, 6, 1), "Club")
    assert "# Mijn keuzes" in path.read_text(encoding="utf-8")
