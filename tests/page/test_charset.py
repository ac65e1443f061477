"""Which charset a body is in: byte-order mark, header, head, strict UTF-8, windows-1252."""

import pytest

from bba_events.page import charset, make_page

CASES = [
    # what decides, header, body, text
    ("mark over header", "text/html; charset=iso-8859-1", "\ufeffforêt".encode(), "forêt"),
    ("mark of UTF-16", "", "forêt".encode("utf-16"), "forêt"),
    ("header over head", "text/html; charset=windows-1252", b"<meta charset=utf-8>\xea", "ê"),
    ("header in quotes", 'text/html; charset="utf-8"', "ê".encode(), "ê"),
    ("head", "text/html", b'<meta http-equiv=x content="text/html; charset=iso-8859-15">\xa4', "€"),
    ("latin-1 means windows-1252", "text/html; charset=ISO-8859-1", b"d\x92hiver \x80", "d’hiver €"),
    ("a lying header falls through to what the bytes are", "text/html; charset=utf-8", b"for\xeat", "forêt"),
    ("an unknown name is ignored", "text/html; charset=klingon", "ê".encode(), "ê"),
    ("UTF-7 is never believed", "text/html; charset=utf-7", b"+ADw-script+AD4-", "+ADw-script+AD4-"),
    ("a codec that is no charset is ignored", "text/html; charset=zip", b"abc", "abc"),
    ("a head in readable bytes is not UTF-16", "text/html; charset=utf-16", b"abcd", "abcd"),
    ("nothing said: UTF-8", "", "ê".encode(), "ê"),
    ("nothing said, not UTF-8: windows-1252", "", b"for\xeat", "forêt"),
]


@pytest.mark.parametrize(("why", "header", "body", "text"), CASES, ids=[case[0] for case in CASES])
def test_decode(why: str, header: str, body: bytes, text: str) -> None:
    assert charset.decode(body, header).endswith(text), why


def test_page_takes_the_header_in_any_case() -> None:
    assert make_page("https://x.test/", b"\x80", {"Content-TYPE": "text/html; charset=latin1"}).text == "€"
