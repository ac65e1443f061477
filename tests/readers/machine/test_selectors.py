"""Selectors of a row: which selector is blind, what a detail page adds; and how a platform is known."""

from __future__ import annotations

import pytest

from bba_events.page import make_page
from bba_events.readers import platforms, selectors

URL = "https://www.voorbeeld.be/agenda"
CARDS = "<article><h3><a href='/1'>Een</a></h3><p class='datum'>20 juni 2026</p></article>"


def page(body: str):
    return make_page(URL, f"<html><body>{body}</body></html>".encode())


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({"each": "article", "title": "h3", "when": ".datum"}, []),
        ({"each": "article", "title": "h3", "when": ".date", "place": ".waar"}, ["when", "place"]),
        ({"each": "li", "title": "h3"}, ["each"]),
    ],
)
def test_selectors_that_find_nothing_are_named(rules: dict[str, object], told: list[str]) -> None:
    assert selectors.blind(page(CARDS), rules) == told


def test_a_detail_page_adds_what_the_list_does_not_say() -> None:
    rules = {"each": "article", "title": "h3", "detail": {"when": ".wanneer", "place": ".waar"}}
    detail = page("<h1>Een</h1><p class='wanneer'>20 juni 2026, 19 u</p><p class='waar'>Gent</p>")
    (draft,) = selectors.read_detail(detail, rules)
    assert (draft.title, draft.when, draft.place) == ("Een", "20 juni 2026, 19 u", "Gent")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ('{"events":[],"rest_url":"x"}', "The Events Calendar"),
        ('{"member":[{"calendarType":"single"}]}', "UiTdatabank"),
        ('{"website":{},"items":[{"startDate":1781974800000}]}', "Squarespace"),
        ('{"a":[{"name":"X","start":"2026-01-01"}]}', "hydration data"),
        ('{"a":1}', ""),
    ],
)
def test_a_platform_is_known_by_its_answer(body: str, name: str) -> None:
    assert platforms.name_of(make_page(URL, body.encode(), {"content-type": "application/json"})) == name
