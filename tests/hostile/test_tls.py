"""Certificates: about the name, although the connection goes to a checked address; never unverified."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme
from fetch.doubles import PUBLIC_HOST, Connector, get
from hostile_server import PAGE, HostileServer

from bba_events.errors import FetchError
from bba_events.fetch import Settings
from bba_events.fetch.door import trust
from bba_events.fetch.replay import PUBLIC

URL = "https://partner.example/page"
"""The lookup gives PUBLIC, which the connector sends to the server here."""


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusting(authority: trustme.CA, tmp_path: Path) -> Settings:
    """Settings that take the test authority for good."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    return replace(PUBLIC_HOST, authorities=file)


@contextmanager
def serving(certificate: trustme.LeafCert) -> Iterator[tuple[HostileServer, list[str | None]]]:
    """A server with this certificate, and the names it was asked for (SNI)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    asked: list[str | None] = []
    context.sni_callback = lambda connection, name, _: asked.append(name)
    with HostileServer(tls=context) as server:
        yield server, asked


def test_host_sni_and_certificate_are_about_the_name(authority: trustme.CA, trusting: Settings) -> None:
    with serving(authority.issue_cert("partner.example")) as (server, asked):
        connector = Connector({PUBLIC: server.port})
        assert get(URL, trusting, connector=connector).body == PAGE
        assert connector.asked == [(PUBLIC, 443)]
        assert asked == ["partner.example"]
        assert {request.headers["host"] for request in server.requests} == {"partner.example"}


@pytest.mark.parametrize("path", ["gzip", "length-smaller"])
def test_lies_about_the_length_show_under_tls_too(
    authority: trustme.CA, trusting: Settings, path: str
) -> None:
    with serving(authority.issue_cert("partner.example")) as (server, _):
        url, connector = f"https://partner.example/{path}", Connector({PUBLIC: server.port})
        if path == "gzip":
            assert get(url, trusting, connector=connector).body == PAGE
        else:
            with pytest.raises(FetchError, match="Content-Length says 70 bytes and 80 came"):
                get(url, trusting, connector=connector)


def refused(certificate: trustme.LeafCert, settings: Settings, why: str) -> None:
    with serving(certificate) as (server, _):
        connector = Connector({PUBLIC: server.port})
        with pytest.raises(FetchError, match=why):
            get(URL, settings, connector=connector)
        assert server.requests == []
        assert len(connector.asked) == 1  # a bad certificate does not mend itself by asking again


def test_an_expired_certificate_is_refused(authority: trustme.CA, trusting: Settings) -> None:
    past = datetime(2020, 1, 1, tzinfo=UTC)
    expired = authority.issue_cert("partner.example", not_before=past, not_after=past.replace(year=2021))
    refused(
        expired, trusting, r"certificate of partner\.example cannot be trusted \(certificate has expired\)"
    )


def test_a_certificate_for_another_host_is_refused(authority: trustme.CA, trusting: Settings) -> None:
    refused(authority.issue_cert("other.example", PUBLIC), trusting, "Hostname mismatch")


def test_a_certificate_of_an_unknown_authority_is_refused(authority: trustme.CA) -> None:
    refused(authority.issue_cert("partner.example"), PUBLIC_HOST, "cannot be trusted")


def test_plain_text_where_tls_was_expected_is_refused() -> None:
    with HostileServer() as server, pytest.raises(FetchError, match="the connection failed"):
        get(URL, replace(PUBLIC_HOST, connect=0.2), connector=Connector({PUBLIC: server.port}))


def test_there_is_no_switch_that_turns_verification_off() -> None:
    context = trust()
    assert context.verify_mode is ssl.CERT_REQUIRED and context.check_hostname
    assert not {field.name for field in fields(Settings)} & {"verify", "insecure", "tls", "ssl"}


def test_a_connection_is_never_shared_between_names(authority: trustme.CA, trusting: Settings) -> None:
    """Two names at one address: each is asked over a connection of its own, under its own name."""
    from fetch.doubles import client

    async def run(connector: Connector) -> None:
        async with client(trusting, connector=connector) as one:
            await one.get("https://partner.example/page")
            await one.get("https://other.example/page")

    with serving(authority.issue_cert("partner.example", "other.example")) as (server, asked):
        connector = Connector({PUBLIC: server.port})
        asyncio.run(run(connector))
        assert asked == ["partner.example", "other.example"]
        assert len(connector.asked) == 2
