"""A whole published folder made of the entries of ``made``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from publish.made import CALENDAR, MOMENT, ON, every_kind

from bba_events.config import Config, Source
from bba_events.event import Entry, Event
from bba_events.publish import outputs
from bba_events.publish.outputs import Outputs
from bba_events.report import Report, SourceReport, SourceState

SOURCES = (
    Source("boomweekend", "https://www.bosteller.be/boomweekend", "Bosalliantie", topics=("bos",)),
    Source("het-goede-moment", "https://www.hetgoedemoment.org/", "Be Planet", topics=("oproep",)),
    Source("le-chant-des-forets", "https://www.cineart.be/", "Cinéart", topics=("film",)),
)
CONFIG = Config(Path("sources.toml"), CALENDAR, SOURCES)
REPORT = Report(
    MOMENT,
    (
        SourceReport("boomweekend", SOURCES[0].url, SourceState.READ, events=1, new=1),
        SourceReport(
            "het-goede-moment", SOURCES[1].url, SourceState.FAILED, events=4, age_days=2,
            message="the server answered 500", notes=("<b>one</b> page unread",),
        ),
    ),
)  # fmt: skip
EXPORT: dict[str, Any] = {"entries": [], "sources": {}, "words": [], "editions": []}


def told_by(entry: Entry, source: str) -> Entry:
    """The entry as a source told of it."""
    return replace(entry, members=(Event(source, "https://x.example/", "x", entry.span),))


def entries() -> list[Entry]:
    """Every kind of entry, each told of by the source that its topic belongs to."""
    by_topic = {source.topics[0]: source.id for source in SOURCES}
    return [told_by(one, by_topic[one.topics[0]]) if one.topics else one for one in every_kind()]


def published(*more: Entry, **told: Any) -> Outputs:
    """All files of a run over them."""
    facts = {"config": CONFIG, "report": REPORT, "today": ON, "export": EXPORT, **told}
    return outputs.make([*entries(), *more], **facts)
