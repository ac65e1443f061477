"""Fetches one URL of a hostile server and prints how many bytes of memory that took above idling.

python tests/hostile/peak_memory.py URL [HOW MANY AT ONCE]
"""

from __future__ import annotations

import asyncio
import resource
import sys
from datetime import date
from pathlib import Path

from bba_events.errors import FetchError
from bba_events.fetch import Client, Settings

SETTINGS = Settings(contact="webmaster@example.org", delay=0, tries=1, deadline=20, allow_private=True)


def resident() -> int:
    """Bytes held now, where the system says (Linux); else the most held so far."""
    return _of_linux("VmRSS") or peak()


def peak() -> int:
    """The most bytes held so far."""
    unit = 1 if sys.platform == "darwin" else 1024
    return _of_linux("VmHWM") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _of_linux(name: str) -> int:
    """Linux's own count; getrusage there starts with the parent's peak."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))


async def fetch(urls: list[str]) -> list[str]:
    """What each URL gave, or why not."""
    async with Client(SETTINGS, today=date(2026, 11, 23)) as client:
        got = await asyncio.gather(*map(client.get, urls), return_exceptions=True)
    return [str(one) if isinstance(one, FetchError) else repr(one)[:200] for one in got]


if __name__ == "__main__":
    url, calm = sys.argv[1], sys.argv[1].rpartition("/")[0] + "/page"
    asyncio.run(fetch([calm]))
    idle = resident()
    told = asyncio.run(fetch(sys.argv[1:]))
    sys.stdout.write(f"{peak() - idle}\n" + "\n".join(told))
