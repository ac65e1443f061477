"""One form of an address for comparison, one for printing."""

import pytest

from bba_events.address import canonical, host, public

SAME = [
    ("http://www.example.org/a/", "https://example.org/a"),
    ("https://EXAMPLE.org:443/a?utm_source=x&b=1&a=2#top", "http://example.org./a?a=2&b=1"),
    ("https://münchen.example/", "https://xn--mnchen-3ya.example"),
    ("https://example.org/a?fbclid=1", "https://example.org/a"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_same_page(a, b):
    assert canonical(a) == canonical(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/A", "https://example.org/a"),
    ],
)
def test_other_page(a, b):
    assert canonical(a) != canonical(b)


@pytest.mark.parametrize(
    ("url", "base", "printed"),
    [
        ("/agenda/1", "https://example.org/x", "https://example.org/agenda/1"),
        ("//evil.example/x", "https://example.org/", "https://evil.example/x"),
        ("javascript:alert(1)", "https://example.org/", ""),
        ("JaVaScRiPt:alert(1)", "", ""),
        ("java\tscript:alert(1)", "", ""),
        ("https://x.example/(y) z\"'", "", "https://x.example/%28y%29%20z%22'"),
        ("https://user:pw@example.org/", "", ""),
        ("ftp://example.org/", "", ""),
        ("data:text/html,x", "", ""),
        ("mailto:bba@biodiversity-alliance.be", "", "mailto:bba@biodiversity-alliance.be"),
        ("https://example.org/?utm_campaign=a&q=é", "", "https://example.org/?q=%C3%A9"),
        ("https://example.org/" + "a" * 5000, "", ""),
        ("https://[broken/", "", ""),
        ("https://example.org\\@evil.example/", "", ""),
    ],
)
def test_public(url, base, printed):
    assert public(url, base) == printed


def test_host_in_one_form():
    assert host("https://Example.ORG.:443/") == "example.org"
