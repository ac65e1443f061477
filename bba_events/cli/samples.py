"""The files that come with the program: the sample ``sources.toml`` and ``picks.toml``, the demo's answers.

They lie at the root of a checkout, or inside the package where it was installed from a wheel.
"""

from __future__ import annotations

from pathlib import Path

from bba_events.errors import ConfigError

PACKAGED = Path(__file__).parent.parent / "demo"
CHECKOUT = Path(__file__).parent.parent.parent
EDITION = "2025-11"


def sample(name: str) -> Path:
    """Where the sample of this name lies."""
    return _found(PACKAGED / name, CHECKOUT / name)


def recorded_edition() -> Path:
    """The folder of recorded answers of November 2025."""
    return _found(PACKAGED / EDITION, CHECKOUT / "fixtures" / EDITION)


def _found(*places: Path) -> Path:
    for place in places:
        if place.exists():
            return place
    raise ConfigError(f"{places[0]}: this file of the program is missing; install bba-events again")


def copy(name: str, folder: Path) -> bool:
    """Write the sample into ``folder`` unless a file of that name is there; whether it was written."""
    made, text = folder / name, sample(name).read_bytes()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with made.open("xb") as file:
            file.write(text)
    except FileExistsError:
        if not made.is_file():
            raise ConfigError(f"{made}: is in the way and is no file; move it away") from None
        return False
    return True
