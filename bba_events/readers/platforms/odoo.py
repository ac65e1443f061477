"""Odoo events: cards and pages whose machine dates are UTC without saying so.

Odoo keeps moments in UTC and prints them bare in ``content`` or ``datetime``; read as local clocks they
would be an hour or two early.  What its visitors see stays with the readers of visible words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bba_events.event import Draft, More
from bba_events.page import Page
from bba_events.readers import microdata, schema, stamps

NAME = "Odoo events"


def marks(text: str) -> bool:
    """Whether a page is made by Odoo's event module."""
    return microdata.odoo_made(text)


def read_page(page: Page) -> Iterator[Draft | More]:
    """The page's microdata with its clocks in the zone that they are in."""
    for draft in schema.drafts(microdata.items(page), reader="platform", link=page.link):
        yield replace(draft, start=_utc(draft.start), end=_utc(draft.end))


def _utc(stamp: str) -> str:
    return f"{stamp}Z" if len(stamp) == 19 and not stamps.zone_of(stamp) else stamp
