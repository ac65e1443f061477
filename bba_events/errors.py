"""The faults that bba-events tells people about, and nothing else.

Every message says what was found, where, what was expected and what to do next.  This module
leaves exit codes to ``cli`` and the question of what stands in for a failed source to ``pipeline``.
"""

from __future__ import annotations


class BbaError(Exception):
    """A fault with a message for people; the root of all others here."""


class ConfigError(BbaError):
    """The user can mend it: configuration, picks, arguments, an output that cannot be written.

    ``faults`` holds every fault found, one line each, so that all can be mended at once.
    """

    def __init__(self, *faults: str) -> None:
        """Join the faults, one a line."""
        self.faults = faults
        super().__init__("\n".join(faults))


class SourceError(BbaError):
    """A source gave nothing that can be used; its last good events stand.

    ``found`` is the message without ``advice``, which holds for the source's own page only.
    """

    def __init__(self, message: str, *, advice: str = "") -> None:
        """Join what was found and what to do next."""
        self.found = message
        super().__init__(f"{message}; {advice}" if advice else message)


class FetchError(SourceError):
    """No usable answer came: refused, unreachable, too large, too slow, or an error status.

    ``status`` is the HTTP status when a server answered with one that is no page, else 0.
    """

    def __init__(self, message: str, *, status: int = 0, advice: str = "") -> None:
        """Keep the status beside the message."""
        self.status = status
        super().__init__(message, advice=advice)


class ReadError(SourceError):
    """An answer came, but it is not a page of events (challenge, shell, error page, garbage)."""


class EventRefused(BbaError):
    """One draft could not become an event; the reason goes into the report, the others go on."""


class StoreError(BbaError):
    """The store is locked, truncated, foreign or newer than this program."""
