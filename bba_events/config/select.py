"""The ``[source.select]`` table of a row: where a page keeps what, in CSS instead of code.

Knows which keys there are and what may stand in them; what a selector finds is known by
``readers.selectors``.  There are no regular expressions in the configuration.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

FACTS = ("title", "when", "start", "end", "place", "link", "description", "organiser", "status")
"""What a selector may point to, inside what repeats or on the page of one event."""
WORDS = ("cancelled", "postponed", "sold_out")
"""Lists of words that mean a status on this site."""
DEFAULTS = ("place", "kind", "organiser", "part_of", "frame", "edition")
"""What may be said for every event of the list, in a ``defaults`` table."""
KEYS = ("each", *FACTS, "next", "detail", *WORDS, "defaults")


def check(value: Any) -> Mapping[str, Any]:
    """The table itself; raises ValueError with every fault in it."""
    faults = list(_faults(value)) if isinstance(value, dict) else ["it is no table"]
    if faults:
        raise ValueError("; ".join(faults))
    told: Mapping[str, Any] = value
    return told


def _faults(rules: Mapping[str, Any]) -> Iterator[str]:
    yield from (
        f"there is no key {key!r}: expected one of {', '.join(KEYS)}" for key in rules if key not in KEYS
    )
    if not rules.get("title"):
        yield "'title' is missing"
    for key in ("each", *FACTS, "next"):
        yield from _selector_faults(key, rules.get(key, "a"))
    yield from (f"{key!r} must be a list of words" for key in WORDS if not _is_words(rules.get(key, [])))
    yield from _inner_faults("detail", rules.get("detail", {}), (*FACTS, *WORDS))
    yield from _inner_faults("defaults", rules.get("defaults", {}), DEFAULTS)


def _inner_faults(name: str, inner: Any, known: tuple[str, ...]) -> Iterator[str]:
    if name == "detail" and isinstance(inner, bool):
        return
    if not isinstance(inner, dict):
        yield f"{name!r} must be a table"
        return
    yield from (f"{name}: there is no key {key!r}" for key in inner if key not in known)
    for key in FACTS if name == "detail" else ():
        yield from _selector_faults(f"{name}.{key}", inner.get(key, "a"))


def _selector_faults(key: str, written: Any) -> Iterator[str]:
    import soupsieve  # noqa: PLC0415 - only a row with selectors needs it

    if not isinstance(written, str):
        yield f"{key!r} must be a text"
        return
    try:
        soupsieve.compile(split(written)[0] or "a")
    except soupsieve.SelectorSyntaxError as fault:
        yield f"{key!r} is no CSS selector: {str(fault).splitlines()[0]}"


def split(written: str) -> tuple[str, str]:
    """The CSS and the attribute of a selector: "time@datetime" is ("time", "datetime")."""
    css, _, attribute = written.rpartition("@")
    return (css.strip(), attribute.strip()) if "@" in written else (written.strip(), "")


def _is_words(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(word, str) for word in value)
