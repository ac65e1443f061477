"""The published folder behind a real socket on this machine, in a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

from bba_events.serve import Server


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server for the folder; it is gone afterwards."""
    ready, told = threading.Event(), []
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    def on_ready(address: str) -> None:
        told.append(address)
        ready.set()

    thread = threading.Thread(
        target=loop.run_until_complete, args=(Server(folder).run("127.0.0.1", 0, stop, on_ready),)
    )
    thread.start()
    try:
        assert ready.wait(10)
        yield told[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()
        assert not thread.is_alive()
