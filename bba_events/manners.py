"""How the network may be used, as ``fetch`` takes it: the calendar's manners and the rows' client ids.

A client id stands in an environment variable, never in a file; ``sources.toml`` has the variable's name.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from bba_events.address import host
from bba_events.config import Calendar, Source
from bba_events.fetch import Settings


def settings(
    calendar: Calendar, sources: Iterable[Source] = (), environment: Mapping[str, str] = os.environ
) -> Settings:
    """The calendar's contact and manners, and the client id of each host that has one."""
    return Settings(
        contact=calendar.contact,
        delay=calendar.delay,
        allow_private=calendar.allow_private,
        client_ids={
            host(source.url): environment[source.client_id]
            for source in sources
            if source.client_id and environment.get(source.client_id)
        },
    )
