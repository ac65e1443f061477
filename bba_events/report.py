"""What a run says of itself: a line for each source, what was published, what to do next.

Plain records that ``pipeline`` fills, ``store`` keeps and ``cli`` prints; no wording for people beyond
the messages of the faults themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SourceState(StrEnum):
    """How reading one source went."""

    READ = "read"
    UNCHANGED = "unchanged"
    """The partner answered that nothing changed; last good events stand as confirmed."""
    FAILED = "failed"
    """No usable answer; last good events stand in."""
    SUSPECT = "suspect"
    """It answered, but too many of its upcoming events are missing; last good events stand in."""
    SKIPPED = "skipped"
    """Not asked for in this run, or switched off; last good events stand."""


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One source in one run."""

    id: str
    url: str
    state: SourceState
    events: int = 0
    """Events that stand for it now, fresh or last good."""
    new: int = 0
    changed: int = 0
    gone: int = 0
    unread: int = 0
    """Drafts and pages that could not be read as events."""
    age_days: int | None = None
    """Age of what stands in, None when it was read in this run or nothing stands in."""
    message: str = ""
    """What went wrong and what to do; "" when nothing did."""
    notes: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether something is there for it: fresh, or last good events."""
        return self.state not in (SourceState.FAILED, SourceState.SUSPECT) or self.age_days is not None


@dataclass(frozen=True, slots=True)
class Report:
    """One run.  ``moment`` is in UTC."""

    moment: datetime
    sources: tuple[SourceReport, ...]
    entries: int = 0
    """Upcoming and running entries after the run."""
    published: tuple[str, ...] = ()
    """Names of the published files that changed."""
    notes: tuple[str, ...] = ()

    def exit_code(self, *, strict: bool, stale_days: int) -> int:
        """0, or 3 when a source has nothing to stand in for it, none answered, or what stands is stale."""
        asked = [told for told in self.sources if told.state is not SourceState.SKIPPED]
        failed = [told for told in asked if told.state in (SourceState.FAILED, SourceState.SUSPECT)]
        if failed and (strict or len(failed) == len(asked)):
            return 3
        bare = any(not told.stands for told in failed)
        stale = any(told.age_days is not None and told.age_days > stale_days for told in failed)
        return 3 if bare or stale else 0
