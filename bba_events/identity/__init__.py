"""Clusters and known entries into entries and changes: who is who, for life.

Pure functions: the run's moment, the calendar and the known entries are arguments.  Which events
are one happening is left to ``merge``, keeping entries to ``store``.  How it goes: each source's
events are followed from the last run to this one (``continuity``), clusters find the entries they
were (``assign``), facts are put together (``compose``), and what changed is told (``identify``).
``guard`` judges whether a source that suddenly shows much less is to be believed.
"""

from bba_events.identity.assign import recognise, remembered
from bba_events.identity.compose import compose
from bba_events.identity.guard import suspicion
from bba_events.identity.identify import Identified, identify, new_uid

__all__ = ["Identified", "compose", "identify", "new_uid", "recognise", "remembered", "suspicion"]
