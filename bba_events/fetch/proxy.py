"""A proxy that the owner of the calendar named: it opens the connection to an address that was checked here.

Only tunnels are asked for (CONNECT, RFC 9110 §9.3.6), and by address, never by name: which addresses a
name has is looked up and judged on this side, so a proxy leads nowhere that ``guard`` refuses.  TLS goes
through to the site.  Proxies of the environment are not looked at.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import httpcore

from bba_events.fetch.door import Connector, connect

LONGEST = 8_192
"""Bytes of a proxy's answer at most."""


def through(proxy: str, connector: Connector = connect) -> Connector:
    """A connector that reaches every address by way of a proxy, such as "http://proxy.example.org:3128"."""
    parts = urlsplit(proxy)
    host, port = parts.hostname or "", parts.port or 80

    async def by_way(address: str, at: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
        try:
            stream = await connector(host, port, timeout)
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as fault:
            raise httpcore.ConnectError(f"the proxy {host}:{port} does not answer ({fault})") from fault
        target = f"[{address}]:{at}" if ":" in address else f"{address}:{at}"
        try:
            await stream.write(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode(), timeout)
            said = await _answer(stream, timeout)
        except (httpcore.NetworkError, httpcore.TimeoutException) as fault:
            await stream.aclose()
            raise httpcore.ConnectError(f"the proxy {host}:{port} gave no answer ({fault})") from fault
        if not said[9:].startswith(b"2"):
            await stream.aclose()
            line = said.partition(b"\r\n")[0][:100].decode("ascii", "replace")
            raise httpcore.ConnectError(f"the proxy {host}:{port} refused a tunnel to {target}: {line}")
        return stream

    return by_way


async def _answer(stream: httpcore.AsyncNetworkStream, timeout: float | None) -> bytes:
    """The proxy's header lines, read byte by byte so that nothing of the site's answer is taken."""
    said = bytearray()
    while not said.endswith(b"\r\n\r\n") and len(said) < LONGEST:
        part = await stream.read(1, timeout)
        if not part:
            break
        said += part
    return bytes(said)
