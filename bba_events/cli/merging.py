"""The body of ``merge``: lines of events in, clusters and open questions out.

What makes two events one is known by ``merge`` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bba_events import lines
from bba_events import merge as rooms
from bba_events.cli.faults import MENDABLE
from bba_events.cli.input import Records
from bba_events.cli.terminal import escaped, show, show_json
from bba_events.event import Event


def tell(path: Path, *, as_json: bool, ask: bool) -> int:
    """Print the clusters, then what a person must decide; a line that is no event is told (exit code 2)."""
    records = Records(path)
    given = list(_events(records))
    names = {id(event): name for name, event in given}
    clustering = rooms.cluster([event for _, event in given])
    answers = (
        [] if ask else [_cluster(number, one, names) for number, one in enumerate(clustering.clusters, 1)]
    )
    answers += [_question(one, names) for one in clustering.asks]
    titles = {name: event.title for name, event in given} if not as_json else {}
    for answer in answers:
        if as_json:
            show_json(answer)
        else:
            for line in _told(answer, titles):
                show(line)
    return MENDABLE if records.faults else 0


def _events(records: Records) -> Iterator[tuple[Any, Event]]:
    """Id and event of each line; a line without a title is known by its id, so that it is like no other."""
    for number, line in records:
        name = line.get("id", number)
        try:
            yield _hashable(name), lines.to_event({**line, "title": line.get("title") or f"event {name}"})
        except (ValueError, TypeError) as fault:
            records.refuse(number, f"not an event: {fault}")


def _hashable(name: Any) -> Any:
    if isinstance(name, str | int | float):
        return name
    raise ValueError(f"id: expected a text or a number, found {name!r:.60}")


def _cluster(number: int, cluster: rooms.Cluster, names: Mapping[int, Any]) -> dict[str, Any]:
    members = [names[id(event)] for event in cluster.members]
    return {"entry": number, "members": members, "reasons": list(cluster.reasons)}


def _question(ask: rooms.Ask, names: Mapping[int, Any]) -> dict[str, Any]:
    return {"ask": [names[id(ask.a)], names[id(ask.b)]], "reasons": list(ask.reasons)}


def _told(answer: Mapping[str, Any], titles: Mapping[Any, str]) -> Iterator[str]:
    """A cluster of several, or a question, in words; an event that stands alone needs none."""
    members = answer.get("members") or answer["ask"]
    if len(members) < 2:
        return
    yield "one event:" if "members" in answer else "one event or two?"
    yield from (f"  {escaped(f'{name}  {titles[name]}')}" for name in members)
    yield f"  because: {escaped('; '.join(answer['reasons']))}"
