"""Links by which people put a feed, or one event, in their own calendar.

Each service's own form of address; nothing is asked of any service here.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from bba_events.config import Calendar
from bba_events.publish.feeds import FeedPlan
from bba_events.publish.occurrences import Occurrence

GOOGLE = "https://calendar.google.com/calendar/"
OUTLOOK = "https://outlook.live.com/calendar/0/"


@dataclass(frozen=True, slots=True)
class FeedLinks:
    """The ways to subscribe to one feed; all but ``https`` are "" where the calendar has no address yet."""

    file: str
    title: str
    https: str
    webcal: str = ""
    google: str = ""
    outlook: str = ""


def feed_links(plans: Sequence[FeedPlan], calendar: Calendar) -> list[FeedLinks]:
    """The links of each feed, in order."""
    return [_links(plan, calendar.url.rstrip("/")) for plan in plans]


def _links(plan: FeedPlan, home: str) -> FeedLinks:
    if not home:
        return FeedLinks(plan.file, plan.title, plan.file)
    address = f"{home}/{quote(plan.file)}"
    webcal = "webcal:" + address.partition(":")[2]
    return FeedLinks(
        file=plan.file,
        title=plan.title,
        https=address,
        webcal=webcal,
        google=f"{GOOGLE}r?{urlencode({'cid': webcal})}",
        outlook=f"{OUTLOOK}addfromweb?{urlencode({'url': address, 'name': plan.title})}",
    )


def google(told: Occurrence, title: str, place: str, url: str) -> str:
    """Google's form for one event."""
    if isinstance(told.start, datetime):
        end = told.end if isinstance(told.end, datetime) else told.start
        dates = "/".join(f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" for moment in (told.start, end))
    else:
        dates = f"{told.start:%Y%m%d}/{told.end:%Y%m%d}"
    query = {"action": "TEMPLATE", "text": title, "dates": dates, "location": place, "details": url}
    return f"{GOOGLE}render?{urlencode(query)}"


def outlook(told: Occurrence, title: str, place: str, url: str) -> str:
    """Outlook's form for one event."""
    end = told.end or told.start
    whole = {} if isinstance(told.start, datetime) else {"allday": "true"}
    query = {
        "rru": "addevent", "subject": title, "startdt": told.start.isoformat(), "enddt": end.isoformat(),
        "location": place, "body": url, **whole,
    }  # fmt: skip
    return f"{OUTLOOK}deeplink/compose?{urlencode(query)}"


def file(data: bytes) -> str:
    """A small calendar as an address of its own, so that one event can be saved without a request."""
    return "data:text/calendar;charset=utf-8;base64," + base64.b64encode(data).decode("ascii")
