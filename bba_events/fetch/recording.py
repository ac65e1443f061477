"""Recorded answers in a folder: for each a small TOML file, and a body in a file beside it.

    url = "https://www.example.org/agenda"
    status = 200
    fetched_on = 2025-11-25
    body = "agenda.html"                  # left out when there is none
    note = "reconstruction by hand"       # free text, for people

    [headers]                             # lower-case names
    content-type = "text/html; charset=utf-8"

Bodies are kept decoded, so nothing of how they were wrapped is.  Secrets never get in: few headers are
kept, and keys in a query are blanked; asking for a URL blanks them too, so that it is still found.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from bba_events import address
from bba_events.errors import ConfigError

_NEEDED: dict[str, type] = {"url": str, "status": int, "fetched_on": date}
_SECRET = re.compile(
    r"(?i)((?:^|&)[\w.-]*(?:key|token|secret|password|passwd|signature|client[_-]?id|auth)=)[^&]*"
)


@dataclass(frozen=True, slots=True)
class Recording:
    """One recorded answer."""

    file: Path
    """Its TOML file."""
    url: str
    status: int
    fetched_on: date
    body: str = ""
    """Name of the file in the same folder that holds the decoded body; "" for an empty one."""
    note: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def read_body(self) -> bytes:
        """The decoded body."""
        return (self.file.parent / self.body).read_bytes() if self.body else b""


def read_folder(folder: Path) -> dict[str, Recording]:
    """All recordings under a folder by the key of their URL; ConfigError names every fault at once."""
    if not folder.is_dir():
        raise ConfigError(f"{folder}: no such folder of recorded answers; make one with bba-events record")
    faults: list[str] = []
    found: dict[str, Recording] = {}
    for file in sorted(folder.rglob("*.toml")):
        for one in _read(file, faults):
            first = found.setdefault(key(one.url), one)
            if first is not one:
                faults.append(f"{file}: records {one.url}, which {first.file.name} does too; keep one")
    if faults:
        raise ConfigError(*faults)
    return found


def _read(file: Path, faults: list[str]) -> Iterator[Recording]:
    """The recording in a file; none when it is a TOML file about something else."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        faults.append(f"{file}: is not TOML ({fault})")
        return
    if not told.keys() & {"url", "fetched_on"}:
        return
    wrong = list(_faults(file, told))
    faults += wrong
    if not wrong:
        known = {name: told[name] for name in ("url", "status", "fetched_on", "body", "note") if name in told}
        yield Recording(file, headers=told.get("headers", {}), **known)


def _faults(file: Path, told: Mapping[str, Any]) -> Iterator[str]:
    for name, kind in _NEEDED.items():
        if type(told.get(name)) is not kind or isinstance(told[name], datetime):
            yield f"{file}: {name} = {told.get(name)!r}, expected a {kind.__name__}"
    for name in ("body", "note"):
        if not isinstance(told.get(name, ""), str):
            yield f"{file}: {name} = {told[name]!r}, expected a text"
    if isinstance(told.get("url"), str) and not _is_address(told["url"]):
        yield f"{file}: url = {told['url']!r}, expected an address that starts with http:// or https://"
    headers = told.get("headers", {})
    if not isinstance(headers, dict) or not all(isinstance(value, str) for value in headers.values()):
        yield f"{file}: [headers] holds names and texts only"
    body = told.get("body", "")
    if isinstance(body, str) and body and not _is_beside(file, body):
        yield f"{file}: body = {body!r}, expected the name of a file in the same folder"
    for name in told.keys() - {*_NEEDED, "body", "note", "headers"}:
        yield f"{file}: {name} is no key of a recording"


def _is_address(url: str) -> bool:
    try:
        return key(url).startswith(("http://", "https://"))
    except ValueError:
        return False


def _is_beside(file: Path, name: str) -> bool:
    return Path(name).name == name and (file.parent / name).is_file()


def key(url: str) -> str:
    """What a recording is found by: host in canonical form, no fragment, no secrets."""
    parts = urlsplit(blank_secrets(url).strip())
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    return urlunsplit((parts.scheme, f"{address.host(url)}:{port}", parts.path or "/", parts.query, ""))


def blank_secrets(url: str) -> str:
    """The URL with the values of keys, tokens and client ids in its query replaced by REDACTED."""
    before, mark, query = url.partition("?")
    return before + mark + _SECRET.sub(r"\1REDACTED", query)
