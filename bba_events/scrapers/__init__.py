"""One module a partner, with what generic readers cannot know about that site.

A scraper is a function ``events(page)`` that yields drafts of the page's own words, and further pages
of the same list.  What it does not find, the generic readers may; it adds nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from bba_events.errors import ConfigError
from bba_events.event import Draft, More
from bba_events.page import Page

Scraper = Callable[[Page], Iterator[Draft | More]]


def load(name: str) -> Scraper:
    """The scraper of a module in this folder; raises ConfigError when there is none of that name.

    ``name`` is the path of a file where ``config`` found it in the folder of plugins; nothing else is.
    """
    try:
        module = import_module(f"{__name__}.{name}") if name.isidentifier() else _plugin(name)
        found: Scraper = getattr(module, "events")  # noqa: B009 - a module may lack it
    except (ImportError, AttributeError) as fault:
        raise ConfigError(f"scraper {name!r}: no module with a function events(page) of that name") from fault
    return found


@cache
def _plugin(path: str) -> ModuleType | None:
    """The module in a file of the owner's, loaded once; faults in it are told with its path."""
    if not path.endswith(".py"):
        return None
    spec = spec_from_file_location(f"bba_events_plugin_{Path(path).stem}", path)
    if spec is None or spec.loader is None:
        return None
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (ImportError, SyntaxError, NameError, AttributeError, TypeError, ValueError, OSError) as fault:
        raise ConfigError(f"{path}: cannot be loaded: {fault!r}") from fault
    return module
