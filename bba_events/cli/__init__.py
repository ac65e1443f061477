"""The command line: commands, options, exit codes and words for people.

``app`` puts the commands together, ``editor``, ``maintainer`` and ``stages`` hold them, ``faults``
turns what goes wrong into a message and an exit code.  Nothing heavy is imported before a command's
body runs, so that ``--help`` and ``list`` cost no more than they do.
"""

from bba_events.cli.app import COMMANDS, main, program

__all__ = ["COMMANDS", "main", "program"]
