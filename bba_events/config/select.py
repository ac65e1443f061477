"""The ``[source.select]`` table of a row: where a page keeps what, in CSS instead of code.

Knows which keys there are and what may stand in them; what a selector finds is known by
``readers.selectors``.  There are no regular expressions in the configuration.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bba_events import words
from bba_events.config import values
from bba_events.config.keys import Faults, Key, read
from bba_events.event import EventKind

FACTS = ("title", "when", "start", "end", "place", "link", "description", "organiser", "status")
"""What a selector may point to, inside what repeats or on the page of one event."""
WORDS = ("cancelled", "postponed", "sold_out")
"""Lists of words that mean a status on this site."""


def _selector(written: Any) -> str:
    import soupsieve  # noqa: PLC0415 - only a row with selectors needs it

    if not isinstance(written, str):
        raise ValueError
    try:
        soupsieve.compile(split(written)[0] or "a")
    except soupsieve.SelectorSyntaxError as fault:
        raise ValueError(str(fault).splitlines()[0].rstrip(".:")) from fault
    return written


def _detail(told: Any) -> Any:
    return told if isinstance(told, bool) else _table(DETAIL)(told)


def _table(keys: tuple[Key, ...]) -> values.Check:
    """A table within the row: every fault of it, each with its key."""

    def check(told: Any) -> dict[str, Any]:
        if not isinstance(told, dict):
            raise ValueError
        made, faults = read(told, keys, "")
        if faults:
            raise Faults(*(fault.removeprefix(": ") for fault in faults))
        return made

    return check


def _facts(*needed: str) -> tuple[Key, ...]:
    expected = "a CSS selector, a text that may end in @attribute"
    return tuple(Key(name, expected, _selector, needed=name in needed) for name in FACTS)


_TEXT = values.text(300)
_STATUSES = tuple(Key(name, "a list of words", values.many(values.text(60, empty=False))) for name in WORDS)
_KINDS = tuple(kind.value for kind in EventKind)
DEFAULTS = (
    *(Key(name, "a text", _TEXT) for name in ("place", "organiser", "part_of", "frame", "edition")),
    Key("kind", f"one of {', '.join(_KINDS)}", values.one_of(_KINDS), options=lambda: _KINDS),
    Key(
        "language",
        f"one of the languages there are words for ({', '.join(words.languages())})",
        values.one_of(words.languages()),
        options=words.languages,
    ),
    Key("topics", "a list of short texts", values.many(values.text(60, empty=False))),
)
"""What may be said for every event of the list."""
DETAIL = (
    *_facts(),
    *_STATUSES,
    Key(
        "unless",
        f"a list of some of {', '.join(FACTS)}",
        values.many(values.one_of(FACTS), least=1),
        options=lambda: FACTS,
    ),
)
"""What is taken on the page of one event, and which facts in its row make opening it needless."""
SELECT = (
    Key("each", "a CSS selector of what repeats", _selector),
    *_facts("title"),
    Key("next", "a CSS selector of the links to further pages", _selector),
    Key("detail", "true, false or a table of selectors", _detail),
    *_STATUSES,
    Key("defaults", "a table", _table(DEFAULTS)),
)
"""The keys of the table."""


def check(told: Any) -> Mapping[str, Any]:
    """The table, checked; raises Faults with every fault in it, ValueError when it is no table."""
    made: Mapping[str, Any] = _table(SELECT)(told)
    return made


def split(written: str) -> tuple[str, str]:
    """The CSS and the attribute of a selector: "time@datetime" is ("time", "datetime")."""
    css, _, attribute = written.rpartition("@")
    return (css.strip(), attribute.strip()) if "@" in written else (written.strip(), "")
