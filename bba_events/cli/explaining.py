"""The body of ``explain``: where every fact of an entry comes from, and why its sources tell of one event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bba_events import config as configuration
from bba_events import lines
from bba_events.cli.listing import marks
from bba_events.cli.terminal import columns, escaped, show, show_json
from bba_events.errors import ConfigError
from bba_events.event import Entry, Event
from bba_events.store import Store


def tell(path: Path, name: str, *, as_json: bool) -> int:
    """Print one entry with its evidence."""
    made = configuration.load(path)
    with Store.open_to_read(made.calendar.store) as store:
        entry = found(store.entries(), name)
    if as_json:
        import msgspec

        show_json(msgspec.to_builtins(entry))
        return 0
    for line in _told(entry, made.calendar.languages):
        show(escaped(line))
    return 0


def found(entries: Sequence[Entry], name: str) -> Entry:
    """The entry whose UID begins with ``name``; a tombstone leads to the entry that lives on."""
    asked = name.strip().lower()
    known = [entry for entry in entries if asked and entry.uid.lower().startswith(asked)]
    if not known:
        raise ConfigError(f"there is no entry {name!r}; `bba-events list --all` shows the ids there are")
    if len(known) > 1:
        raise ConfigError(f"{name!r} may be {', '.join(entry.id for entry in known)}; give more of the id")
    living = {entry.uid: entry for entry in entries}
    return living.get(known[0].replaced_by, known[0])


def _told(entry: Entry, languages: Sequence[str]) -> Iterator[str]:
    yield entry.title(*languages)
    yield from columns([("", *row) for row in _facts(entry)])
    for doubt in marks(entry):
        yield f"  note: {doubt}"
    for member in entry.members:
        yield ""
        yield from _member(member)
    if len(entry.members) > 1:
        yield ""
        yield "one event, because:"
        yield from (f"  {reason}" for reason in entry.reasons or ("they were one before",))


def _facts(entry: Entry) -> Iterator[tuple[str, str]]:
    start, end = lines.ends(entry.span)
    yield "uid", f"{entry.uid} (sequence {entry.sequence})"
    yield "when", f"{start or '…'} to {end or '…'} ({entry.span.kind.value.replace('_', ' ')})"
    if entry.span.rule:
        yield "rule", entry.span.rule
    yield "kind", entry.kind.value
    yield "status", entry.status.value
    yield "where", lines.location(entry.place) or "not said"
    yield "partner", entry.partner
    yield from ((f"title ({language})", title) for language, title in entry.titles.items())
    yield from ((f"link ({language})", url) for language, url in entry.urls.items())
    yield "seen", f"first {entry.created.date()}, changed {entry.modified.date()}, last {entry.confirmed}"


def _member(event: Event) -> Iterator[str]:
    """One source's telling: each fact, the words it came from, and who read them."""
    yield f"told by {event.source}: {event.page}"
    rows = [
        ("", fact, f"({evidence.reader})", f'"{evidence.words}"') for fact, evidence in event.evidence.items()
    ]
    yield from columns(rows or [("", "title", "", event.title)])
    yield from (f"  doubt: {doubt}" for doubt in event.doubts)
