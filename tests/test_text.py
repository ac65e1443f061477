"""Text is cleaned once, at the border."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bba_events.text import clean, clean_markup, fold, shorten


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("x\r\nEND:VEVENT\r\nSUMMARY:evil", "x END:VEVENT SUMMARY:evil"),
        ("a\u2028b\u2029c\u0085d\x0be\x0cf\x00g", "a b c d e fg"),
        ("\ud800lone", "lone"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("\ufeffTitle", "Title"),
        ("e\u0301te\u0301", "été"),
        ("\x1b[2Jcleared", "[2Jcleared"),
        ("14\u202fh\u00a030", "14 h 30"),
    ],
)
def test_clean(given_text, expected):
    assert clean(given_text) == expected


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("<p>Le <b>Bon</b> Moment</p>", "Le Bon Moment"),
        ("&lt;script&gt;", "<script>"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("3 < 4 en 5 > 2", "3 < 4 en 5 > 2"),
        ("<!-- weg --> blijft", "blijft"),
        ("Caf&eacute; &amp; thee", "Café & thee"),
    ],
)
def test_clean_markup_decodes_once(given_text, expected):
    assert clean_markup(given_text) == expected


@pytest.mark.parametrize(
    ("a", "b"),
    [("Le Chant des forêts", "LE CHANT DES FORETS"), ("Straße", "strasse"), ("cœur-à-cœur", "Coeur a coeur")],
)
def test_fold_makes_them_equal(a, b):
    assert fold(a) == fold(b)


@settings(deadline=None, derandomize=True)
@given(st.text(st.characters(exclude_categories=()), max_size=400), st.integers(2, 50))
def test_cleaned_text_is_one_harmless_line_and_stays_so(raw, cap):
    cleaned = clean(raw, cap)
    assert len(cleaned) <= cap
    assert clean(cleaned, cap) == cleaned
    assert all(unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp") for char in cleaned)
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def test_a_cut_never_falls_inside_a_character_as_people_see_it():
    family = "👨\u200d👩\u200d👧"
    assert shorten("a" + family * 2, 8) == "a" + family + "…"
    assert shorten("abcde\u0301fgh", 6) == "abcd…"
