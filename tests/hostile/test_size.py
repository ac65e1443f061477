"""Documents as large as a fetch lets through, made to cost time: each is read within bounds, and told so.

The sizes are those of a page under 10 MB.  Before there were bounds most of these took minutes or had no
end; the guards are ten times what they take now.
"""

from __future__ import annotations

import json
from datetime import date
from itertools import islice

import pytest
from lxml import etree

from bba_events import pipeline
from bba_events.errors import BbaError
from bba_events.page import make_page, size

URL = "https://partner.example/agenda"
HTML, ICS = "text/html; charset=utf-8", "text/calendar; charset=utf-8"
CARD = "<article><h2>Tocht {n}</h2><p>{day} april 2026, 14u</p></article>"
TOO_LARGE = "too large to be read to its end"


def html(body: str) -> str:
    head = "<html lang=nl><head><title>Agenda</title></head><body><main><h1>Agenda</h1>"
    return f"{head}<p>Wandel mee met de gidsen van de hoeve.</p>{body}</main></body></html>"


def cards(count: int) -> str:
    return html("".join(CARD.format(n=n, day=n % 28 + 1) for n in range(count)))


def calendar(count: int, lines: str) -> str:
    event = "BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:A{n}\r\nDTSTART:20260403T100000Z\r\n{lines}\r\nEND:VEVENT\r\n"
    events = "".join(event.format(n=n, lines=lines) for n in range(count))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n"


def read(text: str, kind: str = HTML) -> tuple[int, list[str]]:
    """How many events, and what was said of the rest."""
    notes: list[str] = []
    body, headers = text.encode(), {"content-type": kind}
    assert len(body) < 10_000_000
    events = pipeline.read_page(
        body, url=URL, headers=headers, source=None, on=date(2026, 3, 1), on_note=notes.append
    )
    return len(events), notes


@pytest.mark.timeout(40)
@pytest.mark.parametrize(
    "text",
    [
        cards(80_000),
        html("<p>" + "3 april 2026 " * 700_000),
        html("<p>" + "3/4/26 " * 1_000_000),
        html("<p>a" * 2_400_000),
        html("3 april<br>" * 800_000),
        html("<table>" + "<tr><td>Tocht<td>3 april 2026<td>Ham" * 100_000),
        html("<a href='/e/3-april'>3 april 2026</a>" * 200_000),
        html("&#51; april 2026 " * 500_000),
        html("".join(f"<p>Op {n % 28 + 1} april 2026 wandelen we.</p>" for n in range(150_000))),
        "Agenda\n" + "Wandeling op 3 april 2026 om 14 uur in Ham. " * 200_000,
    ],
    ids=[
        "cards",
        "dates",
        "bare dates",
        "paragraphs",
        "breaks",
        "rows",
        "links",
        "entities",
        "sentences",
        "text",
    ],
)
def test_a_page_of_any_kind_ends_and_says_that_it_was_too_large(text: str) -> None:
    _, notes = read(text)
    assert any(TOO_LARGE in note for note in notes)


@pytest.mark.timeout(40)
@pytest.mark.parametrize(
    ("count", "lines"),
    [
        (3_000, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
        (1, "RRULE:" + "A" * 5_000_000),
        (1, "RRULE:" + "A=B;" * 1_000_000),
    ],
    ids=["never true", "one long word", "a million parts"],
)
def test_rules_of_a_calendar_end_and_are_told(count: int, lines: str) -> None:
    found, notes = read(calendar(count, lines), ICS)
    assert found
    assert any("not listed" in note for note in notes)


def test_what_is_within_the_bounds_is_read_whole() -> None:
    """As large as the largest list that a partner has."""
    found, notes = read(cards(2_000))
    assert (found, notes) == (2_000, [])


def test_the_bounds_leave_room_for_every_fixture() -> None:
    """No page that a person wrote comes near them."""
    page = make_page(URL, cards(2_000).encode(), {"content-type": HTML})
    assert not page.unread
    assert len(list(page.tree.iter())) * 5 < size.ELEMENTS
    assert len(page.outline.lines) * 2 < size.LINES


@pytest.mark.parametrize("most", [1, 2, 3, 7, 20, 21, 22, 500])
def test_a_tree_is_cut_in_reading_order(most: int) -> None:
    root = etree.fromstring("<a>" + "<b><c>x</c><d/>y</b>z" * 7 + "</a>")
    before = list(root.iter())
    assert size.cut(root, most) is (len(before) > most)
    assert list(root.iter()) == list(islice(before, most))


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "value", [float("inf"), float("nan"), 10**4000, 20260403, True, None, [], {}, "9" * 100_000, "2026-13-45"],
    ids=lambda value: str(value)[:12],
)  # fmt: skip
def test_odd_numbers_in_data_cost_their_own_event_only(value: object) -> None:
    """Row 31."""
    items = [{"@type": "Event", "name": "Vreemd", "startDate": value},
             {"@type": "Event", "name": "Goed", "startDate": "2026-04-03", "geo": {"latitude": value}}]  # fmt: skip
    blocks = "".join(f'<script type="application/ld+json">{json.dumps(item)}</script>' for item in items)
    try:
        found, _ = read(html(blocks))
    except BbaError as fault:
        pytest.fail(f"the page was lost: {fault}")
    assert found in (1, 2)
