"""Stamps in UTC on a page whose words tell what they mean: one program wrote them all the same way.

Where a visitor is shown the hour of some events, the others of the same markup follow: on the wall clock of
central Europe, or with the figures as they stand.  A lone stamp that no words explain stays as written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bba_events.event import Draft
from bba_events.readers import combine, stamps
from bba_events.readers.mentions import Dates
from bba_events.readers.shown import days

_ZONE = "Europe/Brussels"
_MOVED, _WRITTEN = "moved", "written"
_DOUBT = "its data say UTC; of other events the page shows the same figures as local hours"


def explained(drafts: Sequence[Draft], dates: Dates) -> list[Draft]:
    """The drafts of a page, those in UTC of which it shows no hour read as those of which it does."""
    hows = [_how(draft, dates) if stamps.zone_of(draft.start) == "Z" else None for draft in drafts]
    told: dict[str, set[str]] = {}
    for draft, how in zip(drafts, hows, strict=True):
        told.setdefault(draft.reader, set()).update([how] if how else [])
    return [
        _read(draft, *told[draft.reader]) if how == "" and len(told[draft.reader]) == 1 else draft
        for draft, how in zip(drafts, hows, strict=True)
    ]


def _how(draft: Draft, dates: Dates) -> str | None:
    """What the hour that is shown makes of the stamp: "" when none is shown, None when it is another one."""
    stated, seen = combine.days_of(draft, dates), days(draft, draft, dates) if draft.when else None
    if stated is None or seen is None or seen.start_time is None:
        return ""
    if stated.within(_ZONE).start_time == seen.start_time:
        return _MOVED
    return _WRITTEN if stated.start_time == seen.start_time else None


def _read(draft: Draft, how: str) -> Draft:
    if how == _MOVED:
        return replace(draft, start=_local(draft.start), end=_local(draft.end))
    start, end = (stamp.removesuffix("Z") for stamp in (draft.start, draft.end))
    return replace(draft, start=start, end=end, doubts=(*draft.doubts, _DOUBT))


def _local(stamp: str) -> str:
    """A stamp in UTC on the wall clock of the zone; others as they are."""
    if stamps.zone_of(stamp) != "Z":
        return stamp
    moment = datetime.fromisoformat(stamp[:19]).replace(tzinfo=UTC).astimezone(ZoneInfo(_ZONE))
    return f"{moment:%Y-%m-%dT%H:%M:%S}[{_ZONE}]"
