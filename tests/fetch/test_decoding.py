"""Bodies out of their wrapping: bounded, whole, or not at all."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hostile_server import bomb
from hypothesis import given, settings
from hypothesis import strategies as st

from bba_events.fetch.decoding import DecodingFault, encoding, unwrap, unwrap_start

WHOLE = gzip.compress(b"boswandeling " * 100, mtime=0)


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("GZip ", "gzip"),
        ("x-gzip", "gzip"),
        ("gzip, identity", "gzip"),
    ],
)
def test_encodings_we_take(header: str, coding: str) -> None:
    assert encoding({"content-encoding": header}) == coding


@pytest.mark.parametrize(
    "header", ["br", "deflate", "zstd", "gzip, gzip", "gzip, br", "x-gzip,gzip", "gzip;q=1"]
)
def test_encodings_we_did_not_ask_for(header: str) -> None:
    with pytest.raises(DecodingFault, match="only gzip was asked for"):
        encoding({"content-encoding": header})


@pytest.mark.parametrize(
    ("wire", "why"),
    [
        (WHOLE[:-1], "ends in the middle"),
        (WHOLE[:20], "ends in the middle"),
        (WHOLE + b"x", "1 bytes stand behind"),
        (WHOLE + WHOLE, "stand behind"),
        (b"plain text", "is not"),
        (zlib.compress(b"x"), "is not"),
        (WHOLE[:-8] + bytes(8), "is not"),
        (bomb(20_000_000), "too large"),
    ],
)
def test_bodies_that_are_not_used(wire: bytes, why: str) -> None:
    with pytest.raises(DecodingFault, match=why):
        unwrap(wire, "gzip", 10_000_000)


def test_the_cap_is_exact() -> None:
    assert unwrap(WHOLE, "gzip", 1_300) == b"boswandeling " * 100
    assert unwrap(b"12345", "", 5) == b"12345"
    for wire, coding, cap in ((WHOLE, "gzip", 1_299), (b"12345", "", 4)):
        with pytest.raises(DecodingFault, match="too large"):
            unwrap(wire, coding, cap)


def test_an_empty_body_is_empty_however_it_is_wrapped() -> None:
    assert unwrap(b"", "gzip", 5) == unwrap(b"", "", 5) == b""


def test_the_start_of_a_body_is_enough_for_some() -> None:
    assert unwrap_start(WHOLE[:-9], "gzip", 12) == b"boswandeling"
    assert unwrap_start(b"boswandeling", "", 3) == b"bos"
    assert unwrap_start(bomb(20_000_000), "gzip", 500) == bytes(500)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.binary(max_size=200), st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)), st.integers(0, 2_000))
def test_any_bytes_are_a_bounded_body_or_refused(junk: bytes, start: int, end: int, cap: int) -> None:
    for wire in (junk, WHOLE[:start] + junk + WHOLE[end:]):
        assert len(unwrap_start(wire, "", cap)) <= cap
        try:
            assert len(unwrap(wire, "gzip", cap)) <= cap
        except DecodingFault:
            continue


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.binary(max_size=2_000))
def test_what_was_wrapped_comes_out_whole(body: bytes) -> None:
    assert unwrap(gzip.compress(body), "gzip", 2_000) == body
