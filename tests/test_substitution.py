"""Nothing is hard-coded: change days, months, years, towns or titles of a page, and what is read changes so.

One generated test over every fixture and every kind of substitution.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import fixture_pairs as fixtures
import fixture_substitution as substitution
import pytest

PAIRS = [pair for pair in fixtures.pairs() if not pair.told()["refused"]]
FRENCH = ("le-bon-moment", "le-chant-des-forets")
YEARS = 3
SHIFTS = (3, -3, 2, -2, 5, -5, 1, -1)


def _dates(told: Mapping[str, Any]) -> frozenset[date]:
    values = [event[key] for event in told["events"] for key in ("start", "end") if event[key]]
    return frozenset(date.fromisoformat(value[:10]) for value in values)


def _substituted(
    text: str, told: Mapping[str, Any], change: substitution.Change, years: int = 0
) -> tuple[str, dict[str, Any]]:
    """Page and expectation with every date changed; says which expected day the page does not show."""
    language = told.get("language", "fr" if told["source"] in FRENCH else "nl")
    known, reference = _dates(told), date.fromisoformat(told["on"])
    dates = substitution.Dates(change, reference, language, known, years)
    page = dates.page(text)
    unseen = sorted(day.isoformat() for day in known - dates.seen)
    assert not unseen, f"fixture_substitution.py does not find these days on the page: {unseen}"
    return page, {**told, "on": change(reference).isoformat(), "events": _moved(told, change)}


def _moved(told: Mapping[str, Any], change: substitution.Change) -> list[dict[str, Any]]:
    def moved(value: str | None) -> str | None:
        return value and change(date.fromisoformat(value[:10])).isoformat() + value[10:]

    return [{**event, "start": moved(event["start"]), "end": moved(event["end"])} for event in told["events"]]


def other_days(text: str, told: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """All days some days later or earlier, so many that every day that matters stays in its month."""
    matter = {*_dates(told), date.fromisoformat(told["on"])}
    changes = [substitution.later_days(shift) for shift in SHIFTS]
    change = next(one for one in changes if all(one(day) != day for day in matter))
    return _substituted(text, told, change)


def other_months(text: str, told: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """All days a month earlier."""
    return _substituted(text, told, substitution.earlier_month)


def other_years(text: str, told: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """All days some years later, the weekdays going with them."""
    return _substituted(text, told, substitution.later_years(YEARS), YEARS)


def other_towns(text: str, told: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Other towns everywhere."""
    return _reworded(text, told, substitution.TOWNS)


def other_titles(text: str, told: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Other titles everywhere."""
    return _reworded(text, told, substitution.TITLES)


def _reworded(text: str, told: Mapping[str, Any], table: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    events = [
        {key: substitution.words(value, table) if key in TEXTS else value for key, value in event.items()}
        for event in told["events"]
    ]
    return substitution.words(text, table), {**told, "events": events}


TEXTS = ("title", "title_has", "location", "part_of", "description", "organiser")
Substitution = Callable[[str, Mapping[str, Any]], tuple[str, dict[str, Any]]]
ALL: tuple[Substitution, ...] = (other_days, other_months, other_years, other_towns, other_titles)


@pytest.mark.parametrize("substitute", ALL, ids=lambda one: one.__name__)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_what_is_read_changes_with_the_page(pair: fixtures.Pair, substitute: Substitution) -> None:
    page, told = substitute(pair.page.read_text(encoding="utf-8"), pair.told())
    got = fixtures.read_or_refusal(page.encode(), told)
    assert not isinstance(got, str), f"was refused: {got}"
    found = fixtures.faults(got, told)
    assert not found, "\n".join(found)


NOVEMBER = frozenset({date(2025, 11, 28), date(2025, 11, 30), date(2026, 2, 1), date(2025, 12, 11)})


def _dated(change: substitution.Change, language: str, years: int = 0) -> substitution.Dates:
    return substitution.Dates(change, date(2025, 11, 25), language, NOVEMBER, years)


@pytest.mark.parametrize(
    ("text", "language", "earlier"),
    [
        ("28 t/m 30 november", "nl", "28 t/m 30 oktober"),
        ("vr&nbsp;28, za 29 en zo 30 november 2025", "nl", "di&nbsp;28, wo 29 en do 30 oktober 2025"),
        ("du 6 décembre 2025 au 1er février 2026", "fr", "du 6 novembre 2025 au 1er janvier 2026"),
        ("<b>11</b> <i>DÉC.</i>", "fr", "<b>11</b> <i>NOV.</i>"),
        ('datetime="2026-02-01T14:00"', "nl", 'datetime="2026-01-01T14:00"'),
        ("do 11/12", "nl", "di 11/11"),
        ("04-02-2026, 02/555.01.23, 9u-17u", "fr", "04-01-2026, 02/555.01.23, 9u-17u"),
        ("December 2025 <li>do 11: Gent", "nl", "November 2025 <li>di 11: Gent"),
        ("Release BE: september 2026", "fr", "Release BE: augustus 2026"),
    ],
)
def test_dates_are_found_however_written(text: str, language: str, earlier: str) -> None:
    assert _dated(substitution.earlier_month, language).page(text) == earlier


def test_bare_years_move_with_the_dates() -> None:
    later = _dated(substitution.later_years(1), "nl", 1)
    assert later.page("BOOMweekend 2025, vrijdag 28 november") == "BOOMweekend 2026, zaterdag 28 november"


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_changing_nothing_leaves_the_page_as_it_is(pair: fixtures.Pair) -> None:
    """Nothing is mangled, and every weekday on the page fits its date."""
    text = pair.page.read_text(encoding="utf-8")
    assert _substituted(text, pair.told(), lambda when: when) == (text, pair.told())
