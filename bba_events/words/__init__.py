"""The word tables: one TOML file a language, used for reading and for writing.

This room knows where the files are and how to load them.  What a section means is known by the
room that uses it: ``[dates]`` and ``[status]`` by ``dates``, ``[labels]`` by ``readers``,
``[block]``, ``[feed]`` and ``[site]`` by ``publish``.  A new language is one more file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
"""Where the tables of this package live."""


@cache
def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """The two-letter codes of the languages there is a table for, sorted."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


@cache
def table(language: str, folder: Path = FOLDER) -> Mapping[str, Any]:
    """The whole table of one language; raises KeyError when there is no such file."""
    path = folder / f"{language}.toml"
    if language not in languages(folder):
        raise KeyError(f"no words for language {language!r}: expected one of {', '.join(languages(folder))}")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def section(language: str, name: str, folder: Path = FOLDER) -> Mapping[str, Any]:
    """One section of a language's table, or an empty one where the file has none."""
    found: Mapping[str, Any] = table(language, folder).get(name, {})
    return found
