"""What a partner's server counts over whole runs: no more requests than needed, none that it forbade."""

from __future__ import annotations

from collections.abc import AsyncIterator

from drills.drill import WALKS, Drill, lived_on, page
from hostile_server import Request, Trick, answer

from bba_events.report import SourceState

NEEDED = ["/robots.txt", "/agenda", *(f"/w/{walk.title.lower()}" for walk in WALKS)]
"""robots.txt, the list, and once the page of each event that is new."""
CLOSED = b"User-agent: bba-events\nDisallow: /agenda\n"


def conditional(body: bytes, tag: str) -> Trick:
    """An answer that is given again only to who does not have it."""

    async def give(request: Request) -> AsyncIterator[bytes]:
        known = request.headers.get("if-none-match") == tag
        yield b"HTTP/1.1 304 Not Modified\r\n\r\n" if known else answer(body=body, etag=tag)

    return give


def asked(drill: Drill) -> list[tuple[str, str]]:
    """What De Hoeve's server was asked in the last run: path and validator."""
    told = [(one.path, one.headers.get("if-none-match", "")) for one in drill.hoeve.requests]
    drill.hoeve.requests.clear()
    return told


def test_a_second_run_asks_each_page_once_and_on_condition(drill: Drill) -> None:
    drill.hoeve.answers["/robots.txt"] = conditional(b"User-agent: *\nDisallow: /closed\n", '"r"')
    drill.answers(conditional(page(WALKS), '"a"'))
    drill.run()
    assert asked(drill) == [(path, "") for path in NEEDED]
    for day in (1, 2):
        assert drill.run(day).sources[0].state is SourceState.UNCHANGED
        assert asked(drill) == [("/robots.txt", '"r"'), ("/agenda", '"a"')]
    assert drill.hoeve.most_connections == 1


def test_who_closes_is_asked_for_nothing_from_the_next_run_on(drill: Drill) -> None:
    drill.hoeve.answers["/robots.txt"] = answer(404, b"")
    drill.run()
    before = drill.entries()
    asked(drill)
    drill.hoeve.answers["/robots.txt"] = answer(body=CLOSED)
    line = drill.run(1).sources[0]
    assert (line.state, [path for path, _ in asked(drill)]) == (SourceState.FAILED, ["/robots.txt"])
    assert "its robots.txt asks us not to read this page" in line.message
    lived_on(before, drill.entries())
    drill.hoeve.answers["/robots.txt"] = answer(500, b"", retry_after="0")
    line = drill.run(2).sources[0]  # it is down, and what it said last still holds
    assert "asks us not to read" in line.message
    assert "/agenda" not in dict(asked(drill))


def test_a_robots_txt_that_is_down_for_a_day_stops_nothing(drill: Drill) -> None:
    drill.hoeve.answers["/robots.txt"] = answer(404, b"")
    drill.run()
    drill.hoeve.answers["/robots.txt"] = answer(500, b"", retry_after="0")
    assert drill.run(1).sources[0].state is SourceState.READ
    assert drill.run(40).sources[0].state is SourceState.FAILED
