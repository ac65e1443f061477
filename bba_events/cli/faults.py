"""What goes wrong, as a message on standard error and an exit code.

The one table of exit codes: 0 done, 1 a fault of ours, 2 the user can mend it, 3 sources, 4 the store.
A traceback is shown only when ``BBA_DEBUG`` is set.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from types import TracebackType

from typer._click.exceptions import ClickException  # typer shows its own usage faults through it

from bba_events.cli.terminal import PipeClosed, say
from bba_events.errors import BbaError, ConfigError, SourceError, StoreError

OURS, MENDABLE, SOURCES, STORE, INTERRUPTED, PIPE_CLOSED = 1, 2, 3, 4, 130, 141

_CODES: tuple[tuple[type[BbaError], int], ...] = (
    (ConfigError, MENDABLE),
    (StoreError, STORE),
    (SourceError, SOURCES),
)


def guarded(command: Callable[[], int]) -> int:
    """Run ``command``; what it raises becomes a message for people and an exit code.

    Anything unexpected goes on to ``sys.excepthook``; Python then ends with 1, as it should.
    """
    try:
        return command()
    except ClickException as fault:
        fault.show()
        return fault.exit_code
    except PipeClosed:
        return PIPE_CLOSED
    except KeyboardInterrupt:
        say("interrupted; what was published stays as it was")
        return INTERRUPTED
    except BbaError as fault:
        return _told(fault)
    except OSError as fault:
        return _told(ConfigError(_file_fault(fault)))


def _told(fault: BbaError) -> int:
    """The fault's own words, one a line."""
    for line in str(fault).splitlines():
        say(line)
    if os.environ.get("BBA_DEBUG"):
        traceback.print_exc()
    return next((code for kind, code in _CODES if isinstance(fault, kind)), OURS)


def _file_fault(fault: OSError) -> str:
    """A fault of the file system in words: which file, what is wrong."""
    name = f"{fault.filename}: " if fault.filename else ""
    return f"{name}{fault.strerror or fault}; check the path, its permissions and the free space"


def tell_ours(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """A fault of this program, as ``sys.excepthook`` hands it over: short, and how to report it."""
    say(f"a fault of bba-events itself: {kind.__name__}: {fault}")
    if os.environ.get("BBA_DEBUG"):
        traceback.print_exception(kind, fault, trace)
    else:
        say("please report it with the command you gave; with BBA_DEBUG=1 it shows where it happened")
