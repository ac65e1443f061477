"""bba-events: partner pages in, calendar feed and newsletter block out.

This package root knows only its version; every room is imported by whoever needs it,
so that a command pays for nothing it does not use.
"""

__version__ = "0.1.0"
