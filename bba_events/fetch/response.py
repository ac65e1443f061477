"""What came back: ``Answer`` for one request, ``Response`` for a page with its redirects followed.

Bodies stay bytes: which characters they are is decided by ``page``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one request; a body is read for status 200 and 203 only."""

    url: str
    status: int
    headers: Mapping[str, str]
    """Lower-case names; a header sent twice is joined with ", "."""
    body: bytes = b""
    """Decoded from gzip, otherwise as sent."""
    fetched_on: date | None = None
    """The day of the recording; None for an answer of today."""


@dataclass(frozen=True, slots=True)
class Response:
    """One page as fetched, its redirects followed."""

    requested: str
    """The URL as the caller wrote it."""
    url: str
    """The URL that answered, in canonical host form."""
    status: int
    """200 or 203, or 304 when the caller's validators still hold."""
    headers: Mapping[str, str]
    """Of the last answer; lower-case names."""
    body: bytes
    """Decoded from gzip; empty when ``not_modified``."""
    fetched_on: date
    """The run's day, or the day of the recording."""
    not_modified: bool = False
    notes: tuple[str, ...] = ()
    """What a maintainer should hear of: moved for good, answered by another site."""
