"""The body of ``restore``: a store made again from a published ``events.json``.

What stands in that file is known by ``publish.data``, how it becomes a store by ``store``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urljoin

from bba_events import config as configuration
from bba_events.cli import pages
from bba_events.cli.input import content
from bba_events.cli.terminal import say
from bba_events.errors import ConfigError, SourceError
from bba_events.publish import data
from bba_events.store import Store

STATUS = "status.json"
"""Published beside ``events.json``; tells the day of the run."""


def tell(path: Path, place: str, *, on: date | None, today: date) -> int:
    """Make the store from ``place``, a file or an address; an existing one with entries is never touched."""
    made = configuration.load(path)
    told = data.restored(_body(place, path), confirmed=on or _published_on(place, path) or today)
    with Store.open_for_run(made.calendar.store) as store:
        if store.entries():
            raise ConfigError(
                f"{made.calendar.store}: holds entries already; move it away if it is to be made again"
            )
        store.restore(told)
        store.commit()
    say(f"{made.calendar.store}: made again, entries: {len(told['entries'])}; next: bba-events fetch")
    return 0


def _body(place: str, path: Path) -> bytes:
    return pages.fetched(place, path).body if pages.is_address(place) else content(place)


def _published_on(place: str, path: Path) -> date | None:
    """The day of the run that published it, from the ``status.json`` beside it; None when there is none."""
    try:
        if pages.is_address(place):
            return data.run_day(pages.fetched(urljoin(place, STATUS), path).body)
        beside = Path(place).with_name(STATUS)
        return data.run_day(beside.read_bytes()) if beside.is_file() else None
    except SourceError as fault:
        say(f"{fault}; its day is taken to be today, --on names another")
        return None
