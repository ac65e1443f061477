"""The word tables: every language has the same lists, and none says two things in one."""

import pytest

from bba_events import words
from bba_events.dates.vocabulary import PLAIN, as_list, vocabulary

LANGUAGES = ("de", "en", "fr", "nl")
MONTHS = {1: 1, 2: 2, 3: 3, 5: 5, 8: 8, 12: 12}


def test_there_are_four_languages():
    assert words.languages() == LANGUAGES
    with pytest.raises(KeyError, match="expected one of"):
        words.table("xx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists_whose_order_counts_are_whole(language):
    table = words.section(language, "dates")
    sizes = {
        key: len(table[key])
        for key in ("months", "weekdays", "weekdays_short", "weekdays_plural", "cardinals")
    }
    assert sizes == {"months": 12, "weekdays": 7, "weekdays_short": 7, "weekdays_plural": 7, "cardinals": 31}
    assert len(table["ordinals"]) >= 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_month_or_weekday_has_two_meanings_within_a_language(language):
    table = words.section(language, "dates")
    for key in ("months", "weekdays", "cardinals"):
        flat = [(name, place) for place, names in enumerate(table[key]) for name in set(as_list(names))]
        assert len({name for name, _ in flat}) == len(flat), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_is_one_that_the_grammar_knows(language):
    known = {*PLAIN, "months", "month_first", "weekdays", "weekdays_short", "weekdays_plural",
    "weekday_parts",
             "cardinals", "ordinals", "ordinal_endings", "suffixes", "own", "relative",
             "frequency", "role", "write",
             "feasts", "later", "weekday_habits", "ahead_days", "ahead_weeks", "ahead_after", "ago_after", "ago_before"}  # fmt: skip
    assert words.section(language, "dates").keys() <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_templates_for_writing_are_the_same_in_every_language(language):
    keys = words.section(language, "dates")["write"].keys()
    assert keys == words.section("nl", "dates")["write"].keys()
    assert words.section(language, "status").keys() >= {"cancelled", "postponed", "sold_out"}


def test_all_languages_count_at_once():
    phrases = vocabulary("").phrases
    for word in ("november", "novembre", "dezember", "december", "décembre".replace("é", "e")):
        assert word in phrases
