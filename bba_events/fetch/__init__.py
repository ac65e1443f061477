"""The only room with a door to the network: pages for URLs, politely, guarded, recorded or replayed.

What is on a page, and what stands in for one that fails, is left to others.  Recording is in
``bba_events.fetch.record``.
"""

from bba_events.fetch.client import Client
from bba_events.fetch.guard import Resolver
from bba_events.fetch.politeness import Clock
from bba_events.fetch.replay import Replay, replay_client, replay_transport
from bba_events.fetch.response import Response
from bba_events.fetch.robots import Book, Kept
from bba_events.fetch.settings import PRODUCT, Settings

__all__ = [
    "PRODUCT",
    "Book",
    "Client",
    "Clock",
    "Kept",
    "Replay",
    "Resolver",
    "Response",
    "Settings",
    "replay_client",
    "replay_transport",
]
