"""Bare days that head lines count where a column of them stands, and only there."""

import pytest

from bba_events.page import make_page
from bba_events.readers import columns


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("5/3 Lezing\n12/3 Wandeling\n26/3 Feest", ["5/3", "12/3", "26/3"]),
        ("28/11 Markt\n5/12 Lezing\n9/1 Wandeling", ["28/11", "5/12", "9/1"]),
        ("5/3 Lezing\n12/3 Wandeling", []),
        ("1/2 cup of butter\n3/4 cup of sugar\n2/3 cup of milk", []),
        ("26/3 Feest\n5/3 Lezing\n12/2 Wandeling\n3/1 Markt", []),
        ("5/3/2026 Lezing\n12/3/2026 Wandeling\n26/3/2026 Feest", []),
        ("5/3 % van de leden\n12/3 % van de rest\n26/3 % samen", []),
        ("13/20 Jan\n14/20 Piet\n15/20 An", []),
    ],
)
def test_heads(text: str, days: list[str]) -> None:
    page = make_page("https://x.test/", text.encode(), {"content-type": "text/plain; charset=utf-8"})
    assert list(columns.heads(page.outline.lines).values()) == days
