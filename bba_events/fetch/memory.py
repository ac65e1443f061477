"""What was fetched in this run, so that no page is asked for twice, whoever asks.

Bounded: beyond the cap the pages that came first are forgotten.  What is kept from one
run to the next is left to ``store``.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Awaitable, Callable, Mapping

from bba_events.errors import FetchError
from bba_events.fetch.response import Response

CAP = 20_000_000
"""Most bytes of bodies kept."""


class Memory:
    """Responses and failures by URL."""

    def __init__(self, cap: int = CAP) -> None:
        self._cap = cap
        self._size = 0
        self._pages: OrderedDict[str, tuple[Mapping[str, str], Response]] = OrderedDict()
        self._failed: dict[str, tuple[str, int]] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def once(
        self, url: str, conditions: Mapping[str, str], ask: Callable[[], Awaitable[Response]]
    ) -> Response:
        """The page at a URL (in canonical form): as remembered, or as ``ask`` gives it.

        A failure is remembered too.  A 304 answers only those who asked the same question.
        """
        async with self._locks[url]:
            if url in self._failed:
                message, status = self._failed[url]
                raise FetchError(message, status=status)
            if url in self._pages:
                asked, known = self._pages[url]
                if not known.not_modified or asked == conditions:
                    return known
            try:
                response = await ask()
            except FetchError as fault:
                self._failed[url] = (str(fault), fault.status)
                raise
            self._keep(url, conditions, response)
            return response

    def _keep(self, url: str, conditions: Mapping[str, str], response: Response) -> None:
        old = self._pages.pop(url, None)
        self._size += len(response.body) - (len(old[1].body) if old else 0)
        self._pages[url] = conditions, response
        while self._size > self._cap:
            _, (_, forgotten) = self._pages.popitem(last=False)
            self._size -= len(forgotten.body)
