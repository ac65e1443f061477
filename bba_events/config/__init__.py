"""``sources.toml``: the calendar and its sources, checked as a whole before anything runs.

Every fault is reported at once, each with file, source, key, what was expected, what was found and
"did you mean".  What a key does is left to the room that uses it.  How it goes: ``file`` reads the
TOML, ``table`` describes every key once, ``values`` judges single values, ``keys`` compares a section
of the file with its keys, ``records`` is what comes out.
"""

from bba_events.config.file import load, parse
from bba_events.config.records import DEFAULT_PATH, Calendar, Config, FeedName, Source

__all__ = ["DEFAULT_PATH", "Calendar", "Config", "FeedName", "Source", "load", "parse"]
