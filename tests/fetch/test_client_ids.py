"""A client id goes to its own host, and to no other; it stands in no file and in no message."""

from __future__ import annotations

import asyncio
from datetime import date

import httpx
import pytest

from bba_events.config import Calendar, Source
from bba_events.fetch import Client, Settings
from bba_events.fetch.replay import StillClock, replay_resolver
from bba_events.manners import settings

CALENDAR = Calendar(name="A", domain="a.example", contact="a@a.example")
ROW = Source(id="uit", url="https://search.example/events", partner="U", client_id="UIT_ID")


@pytest.mark.parametrize(
    ("environment", "expected"), [({"UIT_ID": "s3cret"}, {"search.example": "s3cret"}), ({}, {})]
)
def test_the_environment_holds_it(environment, expected):
    made = settings(CALENDAR, [ROW], environment)
    assert made.client_ids == expected
    assert "s3cret" not in repr(made)


def test_it_is_sent_to_its_host_alone():
    seen: list[tuple[str, str | None]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append((f"{request.url.host}{request.url.path}", request.headers.get("x-client-id")))
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        if request.url.host == "search.example":
            return httpx.Response(302, headers={"location": "https://elsewhere.example/x"})
        return httpx.Response(200, content=b"{}")

    async def go() -> None:
        made = Settings(contact="a@a.example", client_ids={"search.example": "s3cret"})
        client = Client(
            made, today=date(2026, 1, 1), transport=httpx.MockTransport(answer), resolver=replay_resolver,
            clock=StillClock(),
        )  # fmt: skip
        async with client:
            await client.get("https://search.example/events")

    asyncio.run(go())
    assert dict(seen) == {
        "search.example/robots.txt": None, "search.example/events": "s3cret",
        "elsewhere.example/robots.txt": None, "elsewhere.example/x": None,
    }  # fmt: skip
