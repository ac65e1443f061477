"""``picks.toml``: the editor's own file, read as a whole and applied as she says.

Pure functions but for ``load``.  Finding which event is which entry is left to ``identity``, what a pick
looks like in print to ``publish``.  How it goes: ``file`` reads, ``apply`` says what follows for events
and entries, ``review`` tells what no longer fits.  ``write`` changes the file and keeps her comments; it
is imported by name where it is needed, because tomlkit is heavy.
"""

from bba_events.picks.apply import Arranged, arrange, by_hand, editor, is_address, pairs
from bba_events.picks.file import load
from bba_events.picks.records import DEFAULT_PATH, Pick, Picks, Typed
from bba_events.picks.review import review

__all__ = [
    "DEFAULT_PATH",
    "Arranged",
    "Pick",
    "Picks",
    "Typed",
    "arrange",
    "by_hand",
    "editor",
    "is_address",
    "load",
    "pairs",
    "review",
]
