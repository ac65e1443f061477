"""Single values of a TOML file: a small function for each sort, giving the value as the program has it.

Each raises ValueError when the value is not of its sort; the message says what is wrong where "expected
…, found …" does not say it all.  Which key holds which sort is left to ``table``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bba_events.address import LONGEST, host

Check = Callable[[Any], Any]
"""From the value in the file to the value in the program; raises ValueError."""

LONGEST_ID = 64
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{at}" for port in ("com", "lpt") for at in range(10))]
)
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(\.{_LABEL})+")
_MAIL = re.compile(r"[^\s@<>()\[\],;:\\\"]+@[^\s@<>()\[\],;:\\\"]+\.[^\s@<>()\[\],;:\\\"]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def text(longest: int = 300, *, empty: bool = True) -> Check:
    """A text on one line of at most ``longest`` characters."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or not (empty or value.strip()):
            raise ValueError
        if _CONTROL.search(value):
            raise ValueError("it holds a control character or a line break")
        if len(value) > longest:
            raise ValueError(f"it has {len(value)} characters")
        return value.strip()

    return check


def whole(low: int, high: int) -> Check:
    """A whole number from ``low`` to ``high``; true and false are none."""

    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError
        return value

    return check


def number(low: float, high: float) -> Check:
    """A number from ``low`` to ``high``, with or without decimals."""

    def check(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError
        if not math.isfinite(value) or not low <= value <= high:
            raise ValueError
        return float(value)

    return check


def flag(value: Any) -> bool:
    """True or false, nothing that merely counts as such."""
    if not isinstance(value, bool):
        raise ValueError
    return value


def one_of(options: Sequence[str]) -> Check:
    """One of a few words."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or value not in options:
            raise ValueError
        return value

    return check


def many(check: Check, *, least: int = 0, most: int = 50) -> Check:
    """A list of different values, each of one sort, as a tuple."""

    def check_all(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or not least <= len(value) <= most:
            raise ValueError
        made = tuple(_each(check, item) for item in value)
        if len(set(made)) < len(made):
            raise ValueError("one of them stands there twice")
        return made

    return check_all


def _each(check: Check, item: Any) -> Any:
    try:
        return check(item)
    except ValueError as why:
        raise ValueError(f"{shown(item)} is not{_because(why)}") from why


def _because(why: ValueError) -> str:
    return f": {why}" if str(why) else ""


def source_id(value: Any) -> str:
    """An id that is safe as a file name on every system and alike in every case."""
    if not isinstance(value, str) or not _ID.fullmatch(value) or len(value) > LONGEST_ID:
        raise ValueError
    if value in _DEVICES:
        raise ValueError("Windows keeps this name for a device")
    return value


def web_address(value: Any, *, schemes: Sequence[str] = ("http", "https")) -> str:
    """A web address with a host, no user, no blanks; whether it may be fetched is judged by ``fetch``."""
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError
    parts = urlsplit(value)
    if parts.scheme.lower() not in schemes:
        raise ValueError(f"only {' and '.join(schemes)} are fetched")
    if parts.username is not None or parts.password is not None:
        raise ValueError("a user or password does not belong in it")
    if not host(value) or "\\" in value or re.search(r"[\s\x00-\x20\x7f]", value):
        raise ValueError("it has no proper host, or holds a blank or backslash")
    parts.port  # noqa: B018 - raises ValueError when it is no port
    return value


def public_address(value: Any) -> str:
    """An https address, or "" for none."""
    return "" if value == "" else web_address(value, schemes=("https",))


def proxy(value: Any) -> str:
    """A proxy's address, or "" for none: scheme http, host and port, nothing else."""
    if value == "":
        return ""
    told = web_address(value, schemes=("http",))
    if urlsplit(told).path.strip("/") or "?" in told or "#" in told:
        raise ValueError("only a host and a port belong in it")
    return told


def folder(value: Any) -> Path:
    """The name of a folder beside the file: no way out of there."""
    told = text(100, empty=False)(value)
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]*", told, re.ASCII) or told.endswith("."):
        raise ValueError("a plain name; it lies beside this file")
    return Path(told)


def contact(value: Any) -> str:
    """A mail address or a web address."""
    if isinstance(value, str) and _MAIL.fullmatch(value) and len(value) <= 254:
        return value
    return web_address(value)


def domain(value: Any) -> str:
    """A domain name in lower case, of at least two labels."""
    if not isinstance(value, str) or not _DOMAIN.fullmatch(value) or len(value) > 253:
        raise ValueError
    return value


def time_zone(value: Any) -> str:
    """A name of the IANA time zone database."""
    import zoneinfo  # noqa: PLC0415 - `--help` needs none

    if not isinstance(value, str) or ("/" not in value and value != "UTC"):
        raise ValueError
    try:
        return zoneinfo.ZoneInfo(value).key
    except (zoneinfo.ZoneInfoNotFoundError, OSError) as fault:
        raise ValueError("there is no such time zone") from fault


def path(value: Any) -> Path:
    """A path; a relative one is taken from the file's folder by the loader."""
    return Path(text(1000, empty=False)(value))


def shown(value: Any) -> str:
    """A value as it stands in the file, short and on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        value = re.sub(r"//[^/?#]{0,200}@", "//…@", value[:300])  # a password is not repeated anywhere
        whole_text = "".join(_escaped(char) for char in value[:61])
        return f'"{whole_text[:60]}…"' if len(value) > 60 else f'"{whole_text}"'
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return f"a list of {len(value)}" if len(value) > 3 else f"[{', '.join(shown(one) for one in value)}]"
    if isinstance(value, datetime | date | time):
        return f"the date or time {value.isoformat()}"
    return repr(value)[:60]


def _escaped(char: str) -> str:
    return char if char.isprintable() else char.encode("unicode_escape").decode()
