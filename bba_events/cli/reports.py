"""A run's report and the state of the sources, in words for people or as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bba_events import config as configuration
from bba_events.cli.terminal import BAD, DOUBTFUL, GOOD, columns, escaped, say, show, show_json
from bba_events.config import Config, Source
from bba_events.report import Report, SourceReport, SourceState
from bba_events.store import LastGood, Store

NAMED = 6
"""How many of the changed files are named."""
LOOKED_BACK = 50
"""How many runs are looked through for the last one that asked a source."""


def tell(report: Report, made: Config, *, as_json: bool) -> None:
    """Print what a run did: a line for each source, what is wrong, what was published."""
    if as_json:
        show_json(_plain(report))
        return
    for line in columns([_row(told) for told in report.sources], [_shade(told) for told in report.sources]):
        show(line)
    for line in _remarks(report):
        say(line)
    say(f"{report.entries} entries to come; changed in {made.calendar.output}: {_names(report.published)}")


def _names(files: Sequence[str]) -> str:
    """The files' names, the first few of many."""
    if not files:
        return "nothing, all is as it was"
    more = len(files) - NAMED
    return ", ".join(files) if more <= 1 else f"{', '.join(files[:NAMED])} and {more} more"


def _row(told: SourceReport) -> tuple[str, ...]:
    counts = {"new": told.new, "changed": told.changed, "gone": told.gone, "unread": told.unread}
    more = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    age = "" if told.age_days is None else f"last good {_ago(told.age_days)}"
    return told.id, told.state.value, _events(told.events), ", ".join(filter(None, (more, age)))


def _shade(told: SourceReport) -> str:
    if told.state in (SourceState.FAILED, SourceState.SUSPECT):
        return BAD
    return DOUBTFUL if told.state is SourceState.SKIPPED else GOOD


def _events(count: int) -> str:
    return "1 event" if count == 1 else f"{count} events"


def _ago(days: int) -> str:
    return {0: "today", 1: "1 day old"}.get(days, f"{days} days old")


def _remarks(report: Report) -> Iterator[str]:
    """What went wrong and what deserves a look, each with its source."""
    for told in report.sources:
        if told.message:
            yield f"{told.id}: {told.message}"
        yield from (f"{told.id}: {note}" for note in told.notes)
    yield from report.notes


def _plain(record: object) -> Any:
    """A record as plain JSON values."""
    import msgspec

    return msgspec.to_builtins(record)


def sources(path: Path, *, on: date, as_json: bool) -> int:
    """Print the state of every source as of the last run that asked it."""
    made = configuration.load(path)
    with Store.open_to_read(made.calendar.store) as store:
        last = _last_told(store.runs(Report, LOOKED_BACK))
        states = [_state(row, last.get(row.id), store.last_good(row.id), on) for row in made.sources]
    if as_json:
        for state in states:
            show_json(state)
        return 0
    for line in columns([_state_row(state) for state in states], [_colour(state) for state in states]):
        show(line)
    for state in states:
        if state["message"]:
            show(f"{state['id']}: {escaped(state['message'])}")
    return 0


def _last_told(reports: list[Report]) -> Mapping[str, tuple[date, SourceReport]]:
    """For each source the newest report that asked it, and its day."""
    found: dict[str, tuple[date, SourceReport]] = {}
    for report in reports:
        for told in report.sources:
            if told.state is not SourceState.SKIPPED:
                found.setdefault(told.id, (report.moment.date(), told))
    return found


def _state(
    row: Source, last: tuple[date, SourceReport] | None, good: LastGood | None, on: date
) -> dict[str, Any]:
    told = last[1] if last else None
    return {
        "id": row.id,
        "url": row.url,
        "enabled": row.enabled,
        "state": told.state.value if told else "never read",
        "asked": last[0].isoformat() if last else None,
        "last_success": good.day.isoformat() if good else None,
        "age_days": (on - good.day).days if good else None,
        "events": len(good.events) if good else 0,
        "usual": good.usual if good else 0,
        "message": told.message if told else "",
    }


def _colour(state: Mapping[str, Any]) -> str:
    """Red for what has no answer, yellow for what is off or was never asked, green for the rest."""
    if not state["enabled"] or state["state"] == "never read":
        return DOUBTFUL
    failed = state["state"] in (SourceState.FAILED, SourceState.SUSPECT)
    return BAD if failed else GOOD


def _state_row(state: Mapping[str, Any]) -> tuple[str, ...]:
    age = "" if state["age_days"] is None else f" ({_ago(max(state['age_days'], 0))})"
    success = f"last success {state['last_success']}{age}" if state["last_success"] else "no success yet"
    shown = state["state"] if state["enabled"] else "switched off"
    usual = f" (usually {state['usual']})" if state["last_success"] else ""
    return state["id"], shown, f"{_events(state['events'])}{usual}", success, state["url"]
