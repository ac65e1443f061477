"""Where we may go: URLs and addresses that are refused before anything is connected to."""

from __future__ import annotations

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address

import httpx
import pytest
from fetch.doubles import LOOPBACK, PUBLIC_HOST, Connector, Site, client, get, names
from hostile_server import PAGE, HostileServer
from hypothesis import given, settings
from hypothesis import strategies as st

from bba_events.errors import FetchError
from bba_events.fetch.guard import Guard, may_connect, read_target, resolve
from bba_events.fetch.replay import PUBLIC


def refused(url: str, why: str, **given: object) -> None:
    """Fetching this URL fails for this reason, with no connection and no request."""
    connector = Connector()
    with pytest.raises(FetchError, match=why):
        get(url, PUBLIC_HOST, connector=connector, **given)
    assert connector.asked == []


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://a.org/x", "gopher://a.org/", "data:text/html,x", "javascript:alert(1)"],
)
def test_other_schemes_are_refused(url: str) -> None:
    refused(url, "only http and https")


@pytest.mark.parametrize(
    "url",
    [
        "http://user:pw@example.org@127.0.0.1/",
        "http://user@example.org/",
        "http://:@example.org/",
        "http://example.org\\@127.0.0.1/",
        "http://exam\tple.org/",
        "http://exam\nple.org/",
        "http://example.org/a\r\nHost: b",
        "http://exam ple.org/",
        "http://%31%32%37.0.0.1/",
        "http:\\\\example.org/",
        "http:example.org",
        "http:///path",
        "//example.org/",
        "example.org",
        "",
        "http://",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://a..org/",
        "http://-a.org/",
        "http://a_b*.org/",
        "http://1.2.3.4.5/",
        "http://256.1.1.1/",
        "http://example.1/",
        "http://example.org:0/",
        "http://example.org:99999/",
        "http://example.org:x/",
        "http://" + "a" * 64 + ".org/",
        "http://" + "a." * 130 + "org/",
        "http://example.org/" + "a" * 8_000,
    ],
)
def test_malformed_urls_are_refused(url: str) -> None:
    refused(url, "malformed|user name")


@pytest.mark.parametrize("port", [21, 22, 25, 8080])
def test_other_ports_are_refused(port: int) -> None:
    refused(f"http://example.org:{port}/", f"port {port} is not one of 80, 443")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "[::1]",
        "0.0.0.0",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "0x7f000001",
        "127.0.0.1.",
        "１２７.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.2.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::1]",
        "[2002:7f00:1::]",
        "[2001:db8::1]",
        "[fd00::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff0e::1]",
    ],
)
def test_addresses_that_are_not_public_are_refused_however_they_are_written(host: str) -> None:
    async def nobody(host: str, port: int) -> list[str]:
        raise AssertionError("an address is not looked up")

    refused(f"http://{host}/", "not an address of the public internet", resolver=nobody)


@pytest.mark.parametrize(
    "found",
    [
        ["127.0.0.1"],
        ["169.254.169.254"],
        [PUBLIC, "10.0.0.1"],
        ["10.0.0.1", PUBLIC],
        ["2606:2800:220:1::1", "::ffff:10.0.0.1"],
        ["fe80::1%eth0"],
    ],
)
def test_a_name_is_refused_when_one_of_its_addresses_is_not_public(found: list[str]) -> None:
    refused("https://partner.example/", "partner.example stands for", resolver=names(partner_example=found))


def test_a_name_without_an_address_is_told() -> None:
    async def unknown(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    refused("https://nowhere.example/", "has no address .*check the spelling", resolver=unknown)
    refused("https://nowhere.example/", "has no address", resolver=names(nowhere_example=[]))


@pytest.mark.parametrize("host", ["169.254.169.254", "[fe80::1]", "224.0.0.1"])
def test_cloud_metadata_is_refused_even_where_private_networks_are_allowed(host: str) -> None:
    connector = Connector()
    with pytest.raises(FetchError, match="not an address"):
        get(f"http://{host}/", LOOPBACK, connector=connector)
    assert connector.asked == []


def test_a_redirect_to_a_private_address_is_refused_before_it_is_connected_to() -> None:
    partner = Site(lambda request: httpx.Response(302, headers={"location": "http://169.254.169.254/latest"}))
    with pytest.raises(FetchError, match=r"169\.254\.169\.254/latest: refused"):
        get("http://partner.example/", transport=partner)
    assert partner.pages == ["http://partner.example/"]


def test_the_checked_address_is_the_one_connected_to() -> None:
    """The name turns to a private address after the first question; nobody asks a second time."""
    told = iter([[PUBLIC], ["127.0.0.1"], ["10.0.0.1"]])
    asked = []

    async def turning(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(told)

    with HostileServer() as server:
        connector = Connector({PUBLIC: server.port})

        async def fetch_twice() -> None:
            async with client(PUBLIC_HOST, resolver=turning, connector=connector) as one:
                assert (await one.get("http://partner.example/page")).body == PAGE
                await one.get("http://PARTNER.example.:80/gzip")

        asyncio.run(fetch_twice())
        assert asked == ["partner.example"]
        assert {address for address, _ in connector.asked} == {PUBLIC}
        assert {request.headers["host"] for request in server.requests} == {"partner.example"}


def test_the_next_checked_address_is_tried_when_the_first_does_not_answer() -> None:
    with HostileServer() as server:
        connector = Connector({"2606:2800:220:1::1": 1, PUBLIC: server.port})
        found = names(partner_example=["2606:2800:220:1::1", PUBLIC])
        assert get("http://partner.example/page", resolver=found, connector=connector).body == PAGE


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://EXAMPLE.ORG", "http://example.org/"),
        ("https://example.org:443/a#b", "https://example.org/a"),
        ("https://example.org./a?b=1&utm_source=x", "https://example.org/a?b=1&utm_source=x"),
        ("https://b\u00fccher.example/\u00e9", "https://xn--bcher-kva.example/%C3%A9"),
        ("https://B\u00dcCHER\u3002example/", "https://xn--bcher-kva.example/"),
        (" https://example.org/a b ", "https://example.org/a%20b"),
        ("http://8.8.2056/", "http://8.8.8.8/"),
        ("http://[2606:2800:0220:1::1]:80/", "http://[2606:2800:220:1::1]/"),
    ],
)
def test_a_host_has_one_form(url: str, canonical: str) -> None:
    assert read_target(url, PUBLIC_HOST).url == canonical


def test_the_system_is_asked_for_addresses_without_a_packet() -> None:
    assert asyncio.run(resolve("127.0.0.1", 80)) == ["127.0.0.1"]
    assert "127.0.0.1" in asyncio.run(resolve("localhost", 80))


SCRAPS = [
    "http://",
    "https:",
    "//",
    "/",
    "\\",
    "@",
    ":",
    "[",
    "]",
    "127.0.0.1",
    "::1",
    "a.org",
    "%",
    "#",
    "?",
    ".",
]
TEXTS = st.text() | st.lists(st.sampled_from(SCRAPS) | st.text(max_size=3), max_size=9).map("".join)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(TEXTS)
def test_any_text_is_a_target_or_refused(text: str) -> None:
    try:
        target = read_target(text, PUBLIC_HOST)
    except FetchError as fault:
        assert str(fault).isprintable()
        return
    made = httpx.URL(target.url)
    assert (made.scheme, made.raw_host.decode(), made.userinfo) == (target.scheme, target.host, b"")
    assert target.port in (80, 443)
    assert read_target(target.url, PUBLIC_HOST) == target


@settings(derandomize=True, deadline=None, max_examples=500)
@given(st.integers(0, 2**32 - 1), st.integers(0, 2**80 - 1))
def test_an_ipv4_address_wrapped_in_ipv6_is_judged_as_itself(number: int, rest: int) -> None:
    plain = may_connect(str(IPv4Address(number)))
    assert may_connect(str(IPv6Address((0xFFFF << 32) | number))) == plain
    assert may_connect(str(IPv6Address((0x64FF9B << 96) | number))) == plain
    assert may_connect(str(IPv6Address((0x2002 << 112) | (number << 80) | rest))) == plain


def test_what_was_refused_is_not_pinned() -> None:
    guard = Guard(PUBLIC_HOST, names(partner_example=["10.0.0.1"]))
    with pytest.raises(FetchError):
        asyncio.run(guard.admit("http://partner.example/"))
    assert guard.pinned == {}


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80)])
def test_a_test_that_would_leave_this_machine_fails(address: tuple[str, int]) -> None:
    """The fixture watches; were it to fail, neither call would send a packet."""
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    refused = pytest.raises(AssertionError, match="was about to be sent")
    with socket.socket(family, socket.SOCK_DGRAM) as one, refused:
        one.connect(address)
    with pytest.raises(AssertionError, match="was about to be looked up"):
        asyncio.run(resolve(address[0], 80))
