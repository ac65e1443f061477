"""The partners of a drill, and no packet to another machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from drills.drill import ADDRESSES, Drill, set_up, tls
from hostile_server import HostileServer
from loopback_only import loopback_only

__all__ = ["loopback_only"]


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def drill(tmp_path: Path, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> Iterator[Drill]:
    context = tls(authority, *ADDRESSES)
    with HostileServer(tls=context) as hoeve, HostileServer(tls=context) as bos:
        yield set_up(tmp_path, authority, monkeypatch, hoeve, bos)
