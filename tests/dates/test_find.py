"""What find says beside the days: roles, status, doubts, inferences, rules, words; and how it scales."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bba_events.dates import Context, explain, find, is_vague, status_in
from bba_events.span import Role, Span, SpanKind, days

D = date
NOW = D(2026, 11, 25)


def one(text, **more):
    found = find(text, **{"reference": NOW, **more})
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Inschrijven kan tot 30 november", Role.DEADLINE),
        ("Inschrijvingen van 1 tot 15 december", Role.REGISTRATION),
        ("vóór 10 december", Role.DEADLINE),
        ("uiterlijk op 10 december", Role.DEADLINE),
        ("Date limite : 10 décembre", Role.DEADLINE),
        ("Réservation obligatoire avant le 10 décembre", Role.DEADLINE),
        ("Anmeldeschluss: 10. Dezember", Role.DEADLINE),
        ("Bewerbungen bis 10. Dezember", Role.DEADLINE),
        ("Register by 10 December", Role.DEADLINE),
        ("Published on 10 November 2026", Role.PUBLISHED),
        ("Publié le 10 novembre 2026", Role.PUBLISHED),
        ("tot 10 december", Role.EVENT),
        ("De tentoonstelling loopt tot 10 december", Role.EVENT),
    ],
)
def test_roles_by_the_words_around(text, role):
    found = one(text)
    assert found.role is role
    if role is Role.DEADLINE:
        assert found.span.kind is SpanKind.OPEN_START


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Za 28 november (geannuleerd)", "cancelled"),
        ("GEANNULEERD: wandeling op 28 november", "cancelled"),
        ("28 novembre (complet)", "sold_out"),
        ("28 novembre - COMPLET", "sold_out"),
        ("28 novembre, programme complet sur le site", ""),
        ("28. November: abgesagt", "cancelled"),
        ("28 November - sold out", "sold_out"),
        ("28 november, bijna volzet", ""),
        ("28 november is niet geannuleerd", ""),
        ("28 november (uitgesteld)", "postponed"),
        ("De wandeling is uitgesteld naar 28 november", ""),
        ("La fête est reportée au 28 novembre", ""),
        ("28 november", ""),
    ],
)
def test_status_in_or_beside_the_date(text, status):
    assert one(text).status == status


def test_status_of_one_date_is_not_that_of_the_next():
    first, second = find("Za 28 november (geannuleerd), za 5 december om 14u", reference=NOW)
    assert (first.status, second.status) == ("cancelled", "")


@pytest.mark.parametrize(("text", "status"), [("Volzet", "sold_out"), ("Annulé !", "cancelled"), ("", "")])
def test_status_alone(text, status):
    assert status_in(text) == status


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("elke eerste zondag van de maand", "FREQ=MONTHLY;BYDAY=1SU"),
        ("tous les mercredis de 19h à 20h", "FREQ=WEEKLY;BYDAY=WE"),
        ("jeden Samstag", "FREQ=WEEKLY;BYDAY=SA"),
        ("every Tuesday until 15 December", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261215"),
        ("elke 2de en 4de donderdag van de maand", "FREQ=MONTHLY;BYDAY=2TH,4TH"),
        ("every other Friday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("iedere laatste vrijdag van de maand", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("dagelijks", "FREQ=DAILY"),
        ("tweemaal per maand", ""),
    ],
)
def test_recurring_text_is_a_rule_where_it_is_plain(text, rule):
    assert one(text).span.rule == rule


def test_exceptions_of_a_series():
    found = one("elke dinsdag tot 15 december (behalve 8 december)").span
    assert (found.end, found.exceptions) == (D(2026, 12, 15), (D(2026, 12, 8),))


def test_a_year_that_is_written_is_certain_and_one_that_is_not_is_inferred():
    assert one("5 december 2026").inferred == ()
    assert one("5 december").inferred == ("year",)


def test_last_years_reading_that_is_only_just_past_is_a_doubt():
    found = one("4 november")
    assert (found.span.start, found.certain) == (D(2027, 11, 4), False)
    assert one("4 mei").certain


def test_a_weekday_decides_the_year_and_contradicts_a_date():
    assert one("zaterdag 14 november").span.start == D(2026, 11, 14)
    assert one("zaterdag 14 november").certain
    assert not one("maandag 28 november 2026").certain
    assert not one("maandag 29 februari 2028").certain  # a Tuesday


@pytest.mark.parametrize(
    ("context", "start"),
    [
        (Context(hint="past"), D(2026, 11, 4)),
        (Context(edition=2025), D(2025, 11, 4)),
        (Context(page_date=D(2024, 10, 1)), D(2024, 11, 4)),
        (Context(frame=days(D(2023, 10, 1), D(2024, 2, 1))), D(2023, 11, 4)),
        (Context(previous=D(2027, 12, 1)), D(2028, 11, 4)),
    ],
)
def test_context_settles_the_year(context, start):
    found = one("4 november", context=context)
    assert (found.span.start, found.certain) == (start, True)


def test_without_a_reference_day_nothing_is_inferred():
    found = one("4 november", reference=None)
    assert (found.span.kind, found.certain) == (SpanKind.VAGUE, False)
    assert one("4 november 2026", reference=None).span.start == D(2026, 11, 4)
    assert find("overmorgen", reference=None)[0].span.kind is SpanKind.VAGUE


def test_the_exact_words_and_their_place():
    text = "Kom naar Ham op zaterdag 28 november om 14u, het wordt fijn"
    found = one(text)
    assert found.text == "op zaterdag 28 november om 14u"
    assert text[slice(*found.at)] == found.text


def test_the_pages_language_comes_first_where_a_word_means_two_days():
    assert one("ma 8 december", languages=("fr",)).span.start == D(2026, 12, 8)  # mardi
    assert one("ma 7 december", languages=("nl",)).span.start == D(2026, 12, 7)  # maandag


@pytest.mark.parametrize(
    ("text", "vague"), [("TBD", True), ("voorjaar 2027", True), ("5 mei 2027", False), ("", False)]
)
def test_vague(text, vague):
    assert is_vague(text) is vague


def test_explain_tells_tokens_rule_and_inference():
    told = "\n".join(explain("za 28 t/m 30 november", reference=NOW, languages=("nl",)))
    for words in ("token '28': a number", "2026-11-28 to 2026-11-30", "both included", "year is not written"):
        assert words in told
    assert "no date" in explain("hallo", reference=NOW)[-1]


def test_a_language_is_one_file(tmp_path: Path):
    months = ["genar", "favrer", "mars", "avrigl", "matg", "zercladur", "fanadur", "avust", "settember",
              "october", "november", "december"]  # fmt: skip
    table = (
        f'language = "rm"\nname = "Rumantsch"\n[dates]\nmonths = {months}\nto = ["fin"]\nfrom = ["dals"]\n'
    )
    (tmp_path / "rm.toml").write_text(table, encoding="utf-8")
    found = find("dals 3 fin 5 zercladur 2027", reference=NOW, languages=("rm",), folder=tmp_path)
    assert [mention.span for mention in found] == [days(D(2027, 6, 3), D(2027, 6, 5))]


HOSTILE = ["1", "-", "1-", "1 ", "1, ", "1.", "12:", "mei ", "12 mei ", "12 mei, ", "van ",
         "elke ", "ma ", "1 t/m ",
           "1-1 - ", "10u - ", "eerste ", "week van ", "zaterdag ", "half ", "(",
                    "december 2026 - ", "' "]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear_in_the_length(unit):
    """A hang guard: eight times the text takes nowhere near sixty-four times as long."""
    small, large = (unit * (size // len(unit)) for size in (4_000, 32_000))
    find(small, reference=NOW)
    began = time.perf_counter()
    find(small, reference=NOW)
    middle = time.perf_counter()
    find(large, reference=NOW)
    assert time.perf_counter() - middle < 10 * 8 * (middle - began) + 1


SCRAPS = [
    *"0123456789 .,-/:–hu'()€",
    "12",
    "30",
    "2026",
    "mei ",
    " nov.",
    "tot ",
    "za ",
    "van ",
    "elke ",
    "du ",
    "à ",
]


@given(st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join) | st.text(max_size=60))
@settings(max_examples=1500, deadline=None, derandomize=True)
def test_no_text_breaks_it_and_the_words_are_in_the_text(text):
    at = 0
    for mention in find(text, reference=NOW):
        assert text[slice(*mention.at)] == mention.text
        assert mention.at[0] >= at
        assert isinstance(mention.span, Span)
        at = mention.at[0]
