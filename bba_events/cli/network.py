"""How a command may use the network: as the calendar says, else as the sample configuration says."""

from __future__ import annotations

from pathlib import Path

from bba_events import config as configuration
from bba_events import manners
from bba_events.cli import samples
from bba_events.fetch import Settings


def settings_beside(path: Path) -> Settings:
    """Those of the configuration at ``path``, or of the sample where there is none."""
    made = configuration.load(path if path.exists() else samples.sample("sources.toml"))
    return manners.settings(made.calendar, made.sources)
