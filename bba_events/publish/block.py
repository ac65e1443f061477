r"""The block that the editor pastes: Markdown, HTML or plain text in one language (DESIGN §8).

Between stable markers, so that a rerun replaces only its own part of a file (``into``).  Which entries
are shown is known by ``choice``, their words by ``cards``, the three forms by ``markdown``, ``hypertext`` and
``plain``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bba_events.config import Calendar
from bba_events.errors import ConfigError
from bba_events.event import Entry
from bba_events.publish import hypertext, markdown, plain
from bba_events.publish.cards import Scribe
from bba_events.publish.choice import HOUSE, Options, choose
from bba_events.publish.document import Writer

WRITERS: Mapping[str, Writer] = {"md": markdown.write, "html": hypertext.write, "txt": plain.write}
MARKERS = {
    "md": "[//]: # (bba-events {place} {language})",
    "html": "<!-- bba-events {place} {language} -->",
    "txt": plain.GUARD + "bba-events {place} {language} ==",
}
"""Markdown's marker is a link reference that no renderer shows: the form has no raw HTML."""
FORMS = tuple(WRITERS)


def render(
    entries: Iterable[Entry],
    *,
    language: str,
    on: date,
    calendar: Calendar,
    languages: Sequence[str] = (),
    form: str = "md",
    options: Options = HOUSE,
) -> str:
    """The block between its markers, ending in a line end.

    ``on`` is the day of the edition, ``languages`` stand in for missing texts (the calendar's when empty),
    ``form`` is one of FORMS.
    """
    choice = choose(entries, on=on, calendar=calendar, options=options)
    scribe = Scribe(language, tuple(languages) or calendar.languages, on, calendar, options)
    begin, end = markers(form, language)
    return f"{begin}\n\n{WRITERS[form](scribe.document(choice), language)}\n{end}\n"


def markers(form: str, language: str) -> tuple[str, str]:
    """The lines before and after a block of that form and language."""
    begin, end = (MARKERS[form].format(place=place, language=language) for place in ("begin", "end"))
    return begin, end


def into(text: str, block: str) -> str:
    """A file's text with the part between the block's markers replaced, or the block added at its end.

    Everything else stays byte for byte.  Raises ConfigError when the markers in the text do not pair.
    """
    lines = block.splitlines()
    begin, end = lines[0], lines[-1]
    old = text.splitlines(keepends=True)
    starts = [at for at, line in enumerate(old) if line.rstrip("\r\n") == begin]
    ends = [at for at, line in enumerate(old) if line.rstrip("\r\n") == end]
    if not starts and not ends:
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        return text + gap + block
    if len(starts) != 1 or len(ends) != 1 or starts[0] > ends[0]:
        raise ConfigError(
            f"expected one line {begin!r} and one line {end!r} after it, found {len(starts)} and "
            f"{len(ends)}: mend or remove those lines, nothing was changed"
        )
    return "".join((*old[: starts[0]], block, *old[ends[0] + 1 :]))
