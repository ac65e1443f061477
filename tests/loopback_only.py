"""A fixture that fails any test which looks up a name or opens a connection outside this machine."""

from __future__ import annotations

import socket
from typing import Any

import pytest


def _is_here(address: Any) -> bool:
    """Whether a socket address is a loopback one; sockets in files are no network."""
    return isinstance(address, str | bytes) or str(address[0]).startswith(("127.", "::1", "localhost"))


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wraps every way in which Python sends a first packet."""

    def guard(name: str) -> None:
        real = getattr(socket.socket, name)

        def guarded(self: socket.socket, *given: Any) -> Any:
            assert _is_here(given[-1]), f"a packet to {given[-1]} was about to be sent"
            return real(self, *given)

        monkeypatch.setattr(socket.socket, name, guarded, raising=False)

    for name in ("connect", "connect_ex", "sendto"):
        guard(name)
    look_up = socket.getaddrinfo

    def getaddrinfo(host: Any, *given: Any, **more: Any) -> Any:
        assert host is None or _is_here((host.decode() if isinstance(host, bytes) else host,)), (
            f"the name {host!r} was about to be looked up"
        )
        return look_up(host, *given, **more)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
