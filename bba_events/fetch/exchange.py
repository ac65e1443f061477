"""One request, one answer: within its caps, whole or not at all.

Knows HTTP's ways of lying about a body.  Which requests are made, how often and when, is left to
``client``; where the bytes go is ``door``'s affair.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Mapping
from typing import TypeVar

import httpx

from bba_events.errors import FetchError
from bba_events.fetch.decoding import DecodingFault, encoding, unwrap, unwrap_start
from bba_events.fetch.door import MeasuredStream
from bba_events.fetch.guard import Target
from bba_events.fetch.response import Answer
from bba_events.fetch.settings import Settings

T = TypeVar("T")

HEADER_BYTES = 65_536
"""Most bytes of all header lines together."""

SHORT = 16_384
"""Most bytes of an error page that are read, and thrown away, to keep the connection."""

_WITH_BODY = {200, 203}


class TryAgain(FetchError):
    """A fault that may pass: worth asking again, after ``after`` seconds if the server said so."""

    def __init__(self, message: str, *, host: str, status: int = 0, after: float | None = None) -> None:
        self.host = host
        self.after = after
        super().__init__(message, status=status)


class TooSlow(FetchError):
    """The wall clock ran out; not asked again in this run."""


class Budget:
    """The wall clock of one page, its redirects included."""

    def __init__(self, seconds: float) -> None:
        self._whole = seconds
        self._left = seconds

    async def spend(self, url: str, job: Awaitable[T]) -> T:
        """What the job gives, if it ends before the budget does; TooSlow when it does not."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(self._left):
                return await job
        except TimeoutError:
            pass  # raised below, so that the frames with what was read so far are let go
        finally:
            self._left -= loop.time() - began
        raise TooSlow(
            f"{url}: no whole answer within {self._whole:g} seconds; the site is slow or down",
            advice="the next run will try again",
        )


async def exchange(
    transport: httpx.AsyncBaseTransport,
    target: Target,
    headers: Mapping[str, str],
    settings: Settings,
    *,
    start_only: bool = False,
) -> Answer:
    """Ask once and read the whole answer, or with ``start_only`` the start that robots.txt is read for.

    Raises TryAgain for a fault of the connection, FetchError for an answer that cannot be used.
    """
    request = httpx.Request(
        "GET", target.url, headers=headers, extensions={"timeout": {"connect": settings.connect}}
    )
    try:
        response = await transport.handle_async_request(request)
        try:
            return await _read(response, target, settings, start_only)
        finally:
            await _close(response)
    except DecodingFault as fault:
        raise FetchError(f"{target.url}: {fault}; nothing of it was used") from _light(fault)
    except (httpx.TransportError, OSError) as fault:
        raise _explain(fault, target) from _light(fault)


def _light(fault: Exception) -> Exception:
    """The fault without its frames: they would keep the body in memory as long as the report lives."""
    return fault.with_traceback(None)


async def _close(response: httpx.Response) -> None:
    if isinstance(response.stream, httpx.AsyncByteStream):
        await response.stream.aclose()


async def _read(response: httpx.Response, target: Target, settings: Settings, start_only: bool) -> Answer:
    headers = _headers(response, settings)
    body = b""
    if response.status_code in _WITH_BODY:
        coding = encoding(headers)
        if start_only:
            wire = await _wire(response, settings.robots, start_only=True)
            body = unwrap_start(wire, coding, settings.robots)
        else:
            wire = await _wire(response, settings.wire)
            await _check_length(response, headers, len(wire))
            body = unwrap(wire, coding, settings.body)
    elif _is_short(response.status_code, headers):
        await _wire(response, SHORT)
    return Answer(target.url, response.status_code, headers, body, response.extensions.get("fetched_on"))


def _is_short(status: int, headers: Mapping[str, str]) -> bool:
    """Whether an answer without a page is read to its end, so that the connection serves again.

    A redirect's body is never read; nor is one of unknown length.
    """
    length = "0" if status in {204, 304} else headers.get("content-length", "")
    return length.isdecimal() and int(length) <= (0 if 300 <= status < 400 else SHORT)


def _headers(response: httpx.Response, settings: Settings) -> dict[str, str]:
    raw = response.headers.raw
    size = sum(len(name) + len(value) for name, value in raw)
    if len(raw) > settings.headers or size > HEADER_BYTES:
        raise DecodingFault(f"too large: {len(raw)} header lines of {size:,} bytes")
    return {name.lower(): value for name, value in response.headers.items()}


async def _wire(response: httpx.Response, cap: int, *, start_only: bool = False) -> bytes:
    """The body's bytes as sent; at most ``cap``, or the first ``cap`` of them."""
    wire = bytearray()
    assert isinstance(response.stream, httpx.AsyncByteStream)
    async for part in response.stream:
        wire += part
        if len(wire) > cap:
            if start_only:
                break
            raise DecodingFault(f"too large: the body is over {cap:,} bytes as sent")
    return bytes(wire[:cap])


async def _check_length(response: httpx.Response, headers: Mapping[str, str], got: int) -> None:
    """A body longer or shorter than announced is half a page, or two answers in one: never used."""
    if "content-length" not in headers or "transfer-encoding" in headers:
        return
    stream = response.extensions.get("network_stream")
    if isinstance(stream, MeasuredStream):
        got = max(got, stream.body)
        if stream.body > int(headers["content-length"]):
            await stream.aclose()  # what is left in it would be taken for the next answer
    if got != int(headers["content-length"]):
        raise DecodingFault(f"Content-Length says {headers['content-length']} bytes and {got} came")


def _explain(fault: httpx.TransportError | OSError, target: Target) -> FetchError:
    """What a fault of the connection means for people, and whether asking again may help."""
    cause: BaseException | None = fault
    while cause and not isinstance(cause, ssl.SSLCertVerificationError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchError(
            f"{target.url}: the certificate of {target.host} cannot be trusted "
            f"({cause.verify_message}); its owner must mend it"
        )
    words = str(fault) or type(fault).__name__
    if isinstance(fault, httpx.LocalProtocolError):
        return FetchError(f"{target.url}: could not be asked for ({words}); a fault of ours")
    if isinstance(fault, httpx.RemoteProtocolError) and not _hung_up(words):
        return FetchError(
            f"{target.url}: the answer is not proper HTTP ({words[:200]}); nothing of it was used"
        )
    return TryAgain(f"{target.url}: the connection failed ({words[:200]})", host=target.host)


def _hung_up(words: str) -> bool:
    """Whether a protocol fault is a connection that ended early (httpcore and h11 say so in words only)."""
    return "disconnected" in words or "closed connection" in words
