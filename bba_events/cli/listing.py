"""The body of ``list``: entries of the store, a line each.  Imports nothing that reads or fetches pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bba_events import config as configuration
from bba_events import lines, words
from bba_events.cli.terminal import columns, say, show, show_json
from bba_events.config import Config
from bba_events.errors import ConfigError
from bba_events.event import Entry, Status
from bba_events.store import Edition, Store


def tell(path: Path, *, on: date, everything: bool, language: str, as_json: bool) -> int:
    """Print the entries that run or are to come on a day, or all of them."""
    made = configuration.load(path)
    if language and language not in words.languages():
        raise ConfigError(f"--lang: expected one of {', '.join(words.languages())}, found {language!r}")
    with Store.open_to_read(made.calendar.store) as store:
        entries = [entry for entry in store.entries() if not entry.replaced_by]
        editions = store.editions()
    chosen = sorted((entry for entry in entries if everything or _stands(entry, on)), key=_order)
    spoken = tuple(filter(None, (language, *made.calendar.languages)))
    hers = _with_editions(_picked(made, entries), editions)
    if as_json:
        for entry in chosen:
            show_json(_line(entry, spoken, hers))
    else:
        _print(chosen, spoken, hers)
    return 0


def _with_editions(picked: Mapping[str, list[str]], editions: Sequence[Edition]) -> Mapping[str, list[str]]:
    """What the editor said of entries, and the editions that showed them, by UID."""
    if not editions:
        return picked
    from bba_events import edition

    sent = edition.sent_in(editions)
    return {
        uid: [*picked.get(uid, ()), *(f"sent in {name}" for name in sent.get(uid, ()))]
        for uid in picked.keys() | sent.keys()
    }


def _picked(made: Config, entries: Sequence[Entry]) -> Mapping[str, list[str]]:
    """What the editor's file says of entries, by UID: "pinned", "skipped", "suppressed"."""
    path = made.path.with_name("picks.toml")
    if not path.exists():
        return {}
    from bba_events import picks

    told = picks.load(path)
    if not told.picks and not told.typed:
        return {}
    arranged = picks.arrange(told, entries)
    feed, block = ({entry.uid for entry in shown} for shown in (arranged.feed, arranged.block))
    return {
        entry.uid: ["pinned"] * (entry.uid in arranged.pinned)
        + (["suppressed"] if entry.uid not in feed else ["skipped"] * (entry.uid not in block))
        for entry in entries
    }


def _print(entries: Iterable[Entry], spoken: tuple[str, ...], hers: Mapping[str, list[str]]) -> None:
    rows = [_row(entry, spoken, hers) for entry in entries]
    if not rows:
        say("no entries; `bba-events list --all` shows past ones too")
    for line in columns([("id", "dates", "title", "partner", "sources", "marks"), *rows] if rows else []):
        show(line)


def _stands(entry: Entry, on: date) -> bool:
    """Whether it is not over: its last day is on or after ``on``, or none is known."""
    return entry.span.last is None or entry.span.last >= on


def _order(entry: Entry) -> tuple[bool, date, str, str]:
    """By first day, those without a date last."""
    first = entry.span.first
    return first is None, first or date.max, str(entry.span.start_time or ""), entry.uid


def _row(entry: Entry, spoken: tuple[str, ...], hers: Mapping[str, list[str]]) -> tuple[str, ...]:
    place = entry.place.town or entry.place.name or ("online" if entry.place.online else "")
    where = f" ({place})" if entry.part_of and place else ""
    title, sources = f"{entry.title(*spoken)}{where}", ", ".join(entry.sources)
    return (
        entry.id,
        dates_of(entry),
        title,
        entry.partner,
        sources,
        ", ".join([*hers.get(entry.uid, ()), *marks(entry)]),
    )


def dates_of(entry: Entry) -> str:
    """Start and end as people compare them in a column."""
    start, end = (value[:16].replace("T", " ") if value else "" for value in lines.ends(entry.span))
    if not start and not end:
        return entry.span.rule or "no date yet"
    if start[:10] == end[:10]:
        return start if start == end else f"{start}-{end[11:]}"
    return f"{start} to {end or '…'}" if start and (end or not entry.span.timed) else start or f"until {end}"


def marks(entry: Entry) -> list[str]:
    """What an editor must know before she uses it."""
    status = [] if entry.status is Status.CONFIRMED else [entry.status.value.replace("_", " ")]
    part = ["part of a campaign"] if entry.part_of else []
    gone = [f"not confirmed since {entry.confirmed.isoformat()}"] if entry.vanished else []
    doubt = [] if entry.certain else ["not certain"]
    return [*status, *part, *gone, *doubt, *entry.doubts]


def _line(entry: Entry, spoken: tuple[str, ...], hers: Mapping[str, list[str]]) -> dict[str, Any]:
    start, end = lines.ends(entry.span)
    return {
        "id": entry.id,
        "uid": entry.uid,
        "title": entry.title(*spoken),
        "start": start,
        "end": end,
        "all_day": not entry.span.timed,
        "kind": entry.kind.value,
        "status": entry.status.value,
        "partner": entry.partner,
        "location": lines.location(entry.place),
        "sources": list(entry.sources),
        "part_of": entry.part_of,
        "certain": entry.certain,
        "marks": [*hers.get(entry.uid, ()), *marks(entry)],
    }
