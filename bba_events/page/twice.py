"""Days that a block says twice: once in a box beside the name, once in words.

Which lines hold a day, and which day, is told by the caller.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from bba_events.page.outline import Outline

_YEAR = 4
"""Characters of a date, as written by machines, that are its year."""


def is_said(anchors: Sequence[int], days: Mapping[int, Hashable]) -> bool:
    """Whether two lines say the same day."""
    return len(anchors) == 2 and len({days.get(n, n) for n in anchors}) == 1


def is_tag(outline: Outline, anchors: Sequence[int], days: Mapping[int, Hashable]) -> bool:
    """Whether the first of the anchors is a day in a box of its own, of which another line says more.

    Such a box has no year of its own, so that it may have been read as of another.
    """
    first, lines = anchors[0], outline.lines
    own = str(days.get(first, ""))[_YEAR:]
    look = outline.boxes[lines[first].box].look
    others = [n for n in anchors[1:] if outline.boxes[lines[n].box].look != look]
    fuller = [n for n in others if own and str(days.get(n, ""))[_YEAR:] == own]
    return any(len(lines[n].text) > len(lines[first].text) for n in fuller)
