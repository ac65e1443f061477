"""Answers written down as they come, so that a run can be replayed and a reconstruction replaced.

    async with Client(settings, today=day, recorder=FolderRecorder(folder)) as client:
        await client.get(url)

Redirects and robots.txt are recorded too, under their own URLs.  A URL that is already recorded in the
folder keeps its file names.  Which pages are recorded is left to the caller.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import tomlkit

from bba_events import address
from bba_events.errors import ConfigError
from bba_events.fetch.recording import Recording, blank_secrets, key, read_folder
from bba_events.fetch.response import Answer

KEPT = (
    "cache-control",
    "content-language",
    "content-type",
    "etag",
    "last-modified",
    "link",
    "location",
    "retry-after",
    "x-robots-tag",
)
"""The headers that reading or replaying needs; all others (cookies, keys, server names) are left out."""

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/calendar": ".ics",
    "application/json": ".json",
    "application/ld+json": ".json",
    "text/plain": ".txt",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
}


class FolderRecorder:
    """Writes each answer it is given into one folder."""

    def __init__(self, folder: Path, note: str = "") -> None:
        """Make the folder, or read what is recorded in it already; ``note`` goes into every recording.

        Raises ConfigError when the folder cannot be made, or holds faulty recordings.
        """
        with _writable(folder):
            folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._note = note
        self._known = read_folder(folder)

    def keep(self, answer: Answer, today: date) -> None:
        """Write one answer; it replaces an older recording of its URL, but an error never does.

        Raises ConfigError when the folder cannot be written.
        """
        url = blank_secrets(answer.url)
        old = self._known.get(key(url))
        if old and answer.status >= 400:
            return
        file = old.file if old else self._free_file(url)
        body = file.with_suffix(_ending(answer)).name if answer.body else ""
        headers = {name: blank_secrets(answer.headers[name]) for name in KEPT if name in answer.headers}
        made = Recording(file, url, answer.status, answer.fetched_on or today, body, self._note, headers)
        self._known[key(url)] = made
        with _writable(self._folder):
            if body:
                (file.parent / body).write_bytes(answer.body)
            file.write_text(_toml(made), encoding="utf-8")
            if old and old.body and not self._uses(file.parent / old.body):
                (file.parent / old.body).unlink(missing_ok=True)

    def _uses(self, body: Path) -> bool:
        return any(one.body and one.file.parent / one.body == body for one in self._known.values())

    def _free_file(self, url: str) -> Path:
        """A file name that a person recognises, made longer when another URL has it."""
        name = _slug(url)
        if any(one.file == self._folder / f"{name}.toml" for one in self._known.values()):
            name += "-" + hashlib.sha256(key(url).encode()).hexdigest()[:8]
        return self._folder / f"{name}.toml"


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise ConfigError(f"{folder}: recordings cannot be written there ({fault}); name another") from fault


def _slug(url: str) -> str:
    parts = urlsplit(url)
    words = re.sub(r"[^a-z0-9.]+", "-", f"{address.host(url)}{unquote(parts.path)}-{parts.query}".lower())
    return words.replace("..", ".").strip("-.")[:100]


def _ending(answer: Answer) -> str:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return _ENDINGS.get(kind, ".bin")


def _toml(made: Recording) -> str:
    told: dict[str, object] = {"url": made.url, "status": made.status, "fetched_on": made.fetched_on}
    if made.body:
        told["body"] = made.body
    if made.note:
        told["note"] = made.note
    return tomlkit.dumps({**told, "headers": dict(made.headers)})
