"""A section of a TOML file against the keys it may have: every fault at once, with "did you mean".

Knows nothing of any particular file; ``table`` says which keys ``sources.toml`` has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bba_events.config.values import Check, shown


@dataclass(frozen=True, slots=True)
class Key:
    """One key that a section may have."""

    name: str
    expected: str
    """What belongs there, to follow "expected "."""
    check: Check
    needed: bool = False
    options: Callable[[], Sequence[str]] | None = None
    """The words it may be, for "did you mean"."""


class Faults(ValueError):
    """The faults of a table within a section, one an argument, each with its key."""


def read(section: Mapping[str, Any], keys: Sequence[Key], where: str) -> tuple[dict[str, Any], list[str]]:
    """The checked values of a section, and every fault of it; ``where`` begins each fault's line."""
    names = [key.name for key in keys]
    faults = [f"{where}: there is no key {shown(name)}{meant(name, names)}"
              for name in section if name not in names]  # fmt: skip
    values: dict[str, Any] = {}
    for key in keys:
        if key.name not in section:
            if key.needed:
                faults.append(f"{where}: {key.name} is missing: expected {key.expected}")
            continue
        try:
            values[key.name] = key.check(section[key.name])
        except Faults as inner:
            faults += [f"{where}: {key.name}: {fault}" for fault in inner.args]
        except ValueError as why:
            faults.append(f"{where}: {key.name}: {_unfit(key, section[key.name], str(why))}")
    return values, faults


def _unfit(key: Key, value: Any, why: str) -> str:
    detail = f" ({why})" if why else ""
    hint = meant(value, key.options()) if key.options else ""
    return f"expected {key.expected}, found {shown(value)}{detail}{hint}"


def meant(found: Any, options: Iterable[str]) -> str:
    """A "did you mean" for a text that is nearly one of ``options``, else ""."""
    import difflib  # noqa: PLC0415 - only a fault needs it

    words = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    known = list(options)
    for word in words:
        if isinstance(word, str) and word not in known:
            near = difflib.get_close_matches(word[:100].lower(), known, n=1)
            if near:
                return f'; did you mean "{near[0]}"?'
    return ""
