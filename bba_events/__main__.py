"""``python -m bba_events``: the same as the command ``bba-events``."""

from bba_events.cli import main

if __name__ == "__main__":
    main()
