"""One module a partner, with what generic readers cannot know about that site.

A scraper is a function ``events(page)`` that yields drafts of the page's own words, and further pages
of the same list.  What it does not find, the generic readers may; it adds nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from bba_events.errors import ConfigError
from bba_events.event import Draft, More
from bba_events.page import Page

Scraper = Callable[[Page], Iterator[Draft | More]]


def load(name: str) -> Scraper:
    """The scraper of a module in this folder; raises ConfigError when there is none of that name."""
    try:
        module = import_module(f"{__name__}.{name}") if name.isidentifier() else None
        found: Scraper = getattr(module, "events")  # noqa: B009 - a module may lack it
    except (ImportError, AttributeError) as fault:
        raise ConfigError(f"scraper {name!r}: no module with a function events(page) of that name") from fault
    return found
