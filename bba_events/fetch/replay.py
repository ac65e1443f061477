"""Recorded answers instead of the network: the same client above, no name looked up, nobody waited for.

What a recording looks like is known by ``recording``.  A replay never answers 304: what was recorded
is what is given, so that a changed recording is always seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import httpx

from bba_events.errors import FetchError
from bba_events.fetch.client import Client
from bba_events.fetch.recording import key, read_folder
from bba_events.fetch.settings import Settings

PUBLIC = "93.184.215.14"
"""Stands for every host in a replay: an address of the public internet that is never connected to."""


WRAPPING = {"connection", "content-encoding", "content-length", "transfer-encoding"}
"""Headers about how a body was sent; recorded bodies are unwrapped, so these would be untrue."""


class Replay(httpx.AsyncBaseTransport):
    """A transport that answers from a folder; a missing robots.txt is 404, another missing URL fails."""

    def __init__(self, folder: Path) -> None:
        """Read the folder; ConfigError names every fault in it."""
        self.folder = folder
        self.recordings = read_folder(folder)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The recorded answer to a request."""
        url = str(request.url)
        found = self.recordings.get(key(url))
        if found:
            return httpx.Response(
                found.status,
                headers={name: value for name, value in found.headers.items() if name not in WRAPPING},
                stream=httpx.ByteStream(found.read_body()),
                extensions={"fetched_on": found.fetched_on},
            )
        if request.url.path == "/robots.txt":
            return httpx.Response(404, stream=httpx.ByteStream(b""))
        raise FetchError(f"{url}: not among the {len(self.recordings)} recorded answers in {self.folder}")


class StillClock:
    """Time passes when it is slept through, and at once."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        """Seconds slept so far."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let this many seconds have passed."""
        self.now += seconds


def replay_transport(folder: Path) -> Replay:
    """The transport that answers from a folder of recordings."""
    return Replay(folder)


async def replay_resolver(host: str, port: int) -> Sequence[str]:
    """A public address for every host, without asking anyone."""
    return [PUBLIC]


def replay_client(folder: Path, settings: Settings, *, today: date) -> Client:
    """A client over recorded answers instead of the network; everything above the transport is the same."""
    return Client(
        settings, today=today, transport=Replay(folder), resolver=replay_resolver, clock=StillClock()
    )
