"""Dates: text to spans and spans to text, in every language there is a word table for.

``find`` reads, ``write`` writes, ``read_machine`` reads what machines wrote.  This room knows
languages and a reference day; HTML, the clock on the wall and what an event is are left to others.
"""

from bba_events.dates.explain import explain
from bba_events.dates.machine import read_machine
from bba_events.dates.mention import Context, Mention
from bba_events.dates.reading import find, is_vague
from bba_events.dates.record import ends, record
from bba_events.dates.sessions import sessions
from bba_events.dates.status import status_in
from bba_events.dates.writing import write

__all__ = [
    "Context",
    "Mention",
    "ends",
    "explain",
    "find",
    "is_vague",
    "read_machine",
    "record",
    "sessions",
    "status_in",
    "write",
]
