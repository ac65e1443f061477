"""How the network may be used, as ``fetch`` takes it: the calendar's manners and the rows' client ids.

Also what sites let us read, kept from run to run.  A client id stands in an environment
variable, never in a file; ``sources.toml`` has the variable's name.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from bba_events.address import host
from bba_events.config import Calendar, Source
from bba_events.fetch import Kept, Settings
from bba_events.store import CachedPage, Store

_VALIDATORS = ("etag", "last-modified")


def settings(
    calendar: Calendar, sources: Iterable[Source] = (), environment: Mapping[str, str] = os.environ
) -> Settings:
    """The calendar's contact and manners, and the client id of each host that has one."""
    return Settings(
        contact=calendar.contact,
        delay=calendar.delay,
        allow_private=calendar.allow_private,
        proxy=calendar.proxy,
        client_ids={
            host(source.url): environment[source.client_id]
            for source in sources
            if source.client_id and environment.get(source.client_id)
        },
    )


class Rulebook:
    """Each site's robots.txt, kept in the store among the pages, of no source's."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def known(self, site: str) -> Kept | None:
        """What the site said last, None when it was never asked."""
        page = self._store.page("", f"{site}/robots.txt")
        return Kept(page.body, page.fetched_on, page.headers) if page else None

    def keep(self, site: str, kept: Kept) -> None:
        """Remember what the site says now."""
        url = f"{site}/robots.txt"
        headers = {name: kept.headers[name] for name in _VALIDATORS if name in kept.headers}
        self._store.put_page("", CachedPage(url, url, 200, headers, kept.body, kept.checked))
