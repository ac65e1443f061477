"""Be Planet: a campaign and its information sessions on one page, in Dutch or French, on two domains."""

from collections.abc import Iterator

from bba_events.event import Draft
from bba_events.page import Page
from bba_events.page.names import of_campaign

_READER = "scraper:be_planet"


def events(page: Page) -> Iterator[Draft]:
    """The campaign by its own name, and what each of its sessions is; their days are left to the readers."""
    name = of_campaign(page)
    yield Draft(title=name, kind="campaign", reader=_READER)
    yield Draft(part_of=name, kind="event", reader=_READER)
