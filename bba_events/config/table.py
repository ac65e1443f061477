"""Every key of ``sources.toml``, described once: the loader and the test of the documentation read this.

Defaults are in ``records``, meanings in docs/adding-a-source.md and docs/maintainer.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bba_events import words
from bba_events.config import select, values
from bba_events.config.keys import Key
from bba_events.event import EventKind

SCRAPERS = Path(__file__).parent.parent / "scrapers"
"""A scraper is a module in this folder; nothing is imported to know that it is there."""

KINDS = tuple(kind.value for kind in EventKind)


@cache
def scrapers() -> tuple[str, ...]:
    """The names of the scrapers there are."""
    return tuple(sorted(path.stem for path in SCRAPERS.glob("*.py") if not path.stem.startswith("_")))


@cache
def zones() -> tuple[str, ...]:
    """The names of all time zones."""
    import zoneinfo  # noqa: PLC0415 - only a fault needs it

    return tuple(sorted(zoneinfo.available_timezones()))


BY_HAND = "picks-"
"""Ids that begin so are those of events typed by hand (``keys.HAND``)."""


def _source_id(value: object) -> str:
    found = values.source_id(value)
    if found.startswith(BY_HAND):
        raise ValueError(f'ids that begin with "{BY_HAND}" are kept for events typed by hand')
    return found


def _variable(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z][A-Z0-9_]{0,79}", value, re.ASCII):
        raise ValueError("capital letters, digits and underscores; the id itself never stands in the file")
    return value


def _scraper(value: object) -> str:
    found: str = values.one_of(("", *scrapers()))(value)
    return found


def _language(value: object) -> str:
    found: str = values.one_of(words.languages())(value)
    return found


def _kind(value: object) -> EventKind:
    return EventKind(values.one_of(KINDS)(value))


def _choice(name: str, *options: str) -> Key:
    listed = " or ".join(f'"{option}"' for option in options)
    return Key(name, listed, values.one_of(options), options=lambda: options)


_LANGUAGES = f"languages there are words for ({', '.join(words.languages())})"
_ZONE = 'a time zone such as "Europe/Brussels"'

CALENDAR = (
    Key("name", "the calendar's name, a text", values.text(200, empty=False), needed=True),
    Key("domain", 'a domain in lower case such as "example.org"', values.domain, needed=True),
    Key("contact", "a mail address or a web address", values.contact, needed=True),
    Key("time_zone", _ZONE, values.time_zone, options=zones),
    Key("languages", f"a list of {_LANGUAGES}", values.many(_language, least=1), options=words.languages),
    Key("description", "a text of at most 1000 characters", values.text(1000)),
    Key("url", 'an address that begins with "https://", or ""', values.public_address),
    Key("output", "the path of a folder", values.path),
    Key("store", "the path of a file", values.path),
    Key("stale_days", "a whole number of days from 1 to 3660", values.whole(1, 3660)),
    Key("keep_days", "a whole number of days from 1 to 3660", values.whole(1, 3660)),
    Key("forget_days", "a whole number of days from 30 to 3660", values.whole(30, 3660)),
    _choice("times", "zone", "utc"),
    _choice("cancelled", "status", "confirmed-with-prefix"),
    _choice("replaced", "cancelled", "leaves"),
    _choice("long_spans", "bar", "edges"),
    Key("delay", "a number of seconds from 0 to 3600", values.number(0, 3600)),
    Key("allow_private", "true or false", values.flag),
    Key("proxy", 'an address such as "http://proxy.example.org:3128", or ""', values.proxy),
    Key("plugins", "the name of a folder beside this file", values.folder),
)
"""The keys of ``[calendar]``."""

SOURCE = (
    Key(
        "id",
        f"lower-case letters, digits and single hyphens, at most {values.LONGEST_ID}",
        _source_id,
        needed=True,
    ),
    Key("url", 'a web address that begins with "https://" or "http://"', values.web_address, needed=True),
    Key("partner", "the partner's name, a text", values.text(200, empty=False), needed=True),
    Key("show_partner", "true or false", values.flag),
    Key("scraper", "the name of a module in bba_events/scrapers", _scraper, options=scrapers),
    Key(
        "language",
        f"one of the {_LANGUAGES}",
        lambda value: "" if value == "" else _language(value),
        options=words.languages,
    ),
    Key("kind", f"one of {', '.join(KINDS)}", _kind, options=lambda: KINDS),
    Key("place", "a text", values.text(300)),
    Key("topics", "a list of short texts", values.many(values.text(60, empty=False))),
    Key("trust", "a whole number from 0 to 100", values.whole(0, 100)),
    Key(
        "time_zone",
        f'{_ZONE}, or ""',
        lambda value: "" if value == "" else values.time_zone(value),
        options=zones,
    ),
    Key("enabled", "true or false", values.flag),
    Key("keep_contacts", "true or false", values.flag),
    Key("max_pages", "a whole number from 1 to 1000", values.whole(1, 1000)),
    Key("max_events", "a whole number from 1 to 100000", values.whole(1, 100_000)),
    Key("client_id", "the name of an environment variable, such as UITDATABANK_CLIENT_ID", _variable),
    Key("select", "a table of CSS selectors, at least title", select.check),
)
"""The keys of a ``[[source]]`` row."""


def source_keys(own: Mapping[str, Path]) -> tuple[Key, ...]:
    """The keys of a row where the scrapers ``own`` may be named too; theirs becomes the path of its file."""
    if not own:
        return SOURCE
    names = ("", *scrapers(), *own)

    def check(value: object) -> str:
        name: str = values.one_of(names)(value)
        return str(own.get(name, name))

    told = Key(
        "scraper", "the name of a module in bba_events/scrapers or in plugins", check, options=lambda: names
    )
    return tuple(told if key.name == "scraper" else key for key in SOURCE)
