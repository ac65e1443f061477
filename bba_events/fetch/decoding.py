"""Bodies out of their wrapping, within bounds: the bytes a server sent, and the bytes they stand for.

Nothing is decoded while it arrives: the wire bytes are few by their own cap, so a bomb costs its
compressed size and, for a moment, the cap.  Characters are left to ``page``.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

_GZIP = 31  # zlib's number for "a gzip header and its checksum"


class DecodingFault(Exception):
    """A body that cannot be unwrapped, or is too large once it is; the message says which."""


def encoding(headers: Mapping[str, str]) -> str:
    """Either "gzip", all that we ask for (RFC 9110 §8.4), or ""; anything else or twice is refused."""
    named = [word.strip().lower() for word in headers.get("content-encoding", "").split(",")]
    wrapped = [word for word in named if word not in {"", "identity"}]
    if not wrapped:
        return ""
    if len(wrapped) == 1 and wrapped[0] in {"gzip", "x-gzip"}:
        return "gzip"
    raise DecodingFault(f"came in Content-Encoding {', '.join(wrapped)[:80]!r}, only gzip was asked for")


def unwrap(wire: bytes, coding: str, cap: int) -> bytes:
    """The body that the wire bytes stand for; DecodingFault when broken or over ``cap`` bytes."""
    if not coding or not wire:
        body, fault = wire, ""
    else:
        body, state = _inflate(wire, cap + 1)
        fault = "" if state.eof else "the gzip body ends in the middle"
        if state.unused_data:
            fault = f"{len(state.unused_data)} bytes stand behind the end of the gzip body"
    if len(body) > cap:
        fault = f"too large: the body is over {cap:,} bytes once decoded"
    if fault:
        del body  # a fault keeps its frames for a while, and a dozen bombs may come at once
        raise DecodingFault(fault)
    return body


def unwrap_start(wire: bytes, coding: str, cap: int) -> bytes:
    """The first ``cap`` bytes of the body, for a text of which the start is enough (robots.txt)."""
    return (_inflate(wire, cap)[0] if coding and wire else wire)[:cap]


def _inflate(wire: bytes, cap: int) -> tuple[bytes, zlib._Decompress]:
    state = zlib.decompressobj(_GZIP)
    try:
        return state.decompress(wire, cap), state
    except zlib.error as fault:
        raise DecodingFault(f"the body says it is gzip and is not ({fault})") from fault
