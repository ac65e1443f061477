"""In which spot of its records a listing tells where they take place.

A listing says so in one place: on the line below each name, behind the hours, at the end.  Where several
records have there what is a place by its own words, what the others have there is one too.  Which words are a
place is known to ``page.places``; what is believed is left to ``whereabouts``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bba_events.dates import status_in
from bba_events.event import Place
from bba_events.page import is_link_word, places
from bba_events.page.hours import clock, tidy, without_clock
from bba_events.page.phrases import is_aside, is_category, is_generic, tells_to_meet
from bba_events.page.sentences import sentences
from bba_events.readers.mentions import Dates
from bba_events.text import fold, remembered

_FEWEST = 2
"""Records that say by their words where they are, from which the others are believed."""
_DEEP = 3
"""Lines below a name in which its place stands, at most."""
_LONGEST = 90
_STATUS = 20
"""Characters of a line that says little else than a status."""
_SMALL = 4
"""Letters from which a word of a proper name has a capital."""
_PLAIN = ("line 0", "hours")
"""Where a record may tell a place that is one by its words, in a listing that has no place for them."""
_ENDS = (".", "!", "?", ":", "…")
_NOT_OF = frozenset("€$@!?:")


@dataclass(frozen=True, slots=True)
class Lines:
    """What one record of a listing says where its place may be told."""

    free: Sequence[str] = ()
    """All its lines but its name and labels."""
    texts: Mapping[int, str] = field(default_factory=dict)
    """The plain lines below its name by their numbers."""
    beside: str = ""
    """What stands beside its date."""
    after: int = -1
    """Number of the line that says when."""

    def where(self) -> dict[str, str]:
        """What it says in each spot."""
        lines = {n: text for n, text in self.texts.items() if not _is_button(text)}
        told = {n: said for n, text in lines.items() if (said := _of_parts(next(iter(sentences(text)), "")))}
        found = {f"line {n}": text for n, text in enumerate(list(told.values())[:_DEEP])}
        if told:
            found["last line"] = told[max(told)]
        if below := next((text for n, text in told.items() if n > self.after), ""):
            found["below when"] = below
        if hours := next((text for text in lines.values() if "|" in text and clock(text)), ""):
            found["hours"] = _of_parts(hours)
        if said := _of_parts(self.beside):
            found["date"] = said
        return found


def _is_button(text: str) -> bool:
    """Whether a line says nothing of the thing itself: a button, a status, a sort, an hour."""
    if is_link_word(text) or is_category(text) or is_generic(text) or is_aside(text):
        return True
    return (len(text) < _STATUS and bool(status_in(text))) or not without_clock(text)


def _of_parts(text: str) -> str:
    """The part of a line that may say where, of several set apart by bars: the one that does by its words."""
    parts = [part for one in text.split("|") if (part := tidy(without_clock(one))) and not _is_button(part)]
    return next(filter(_is_by_words, parts), parts[-1] if parts else "")


def proposed(records: Sequence[Lines], dates: Dates) -> list[str]:
    """For each record the words of the first spot that has any, else of a line that is a place, or ""."""
    said = [one.where() for one in records]
    spots = _spots(said) or _PLAIN
    return [_proposed(one, where, spots, dates) for one, where in zip(records, said, strict=True)]


def _proposed(one: Lines, where: Mapping[str, str], spots: Sequence[str], dates: Dates) -> str:
    for spot in spots:
        said = where.get(spot, "")
        if said and (_is_by_words(said) if spots is _PLAIN else _may_name(said)):
            return said
    shown = places.shown(text for text in one.free if not dates.of(text))
    return shown.name if isinstance(shown, Place) else shown


def _spots(records: Sequence[Mapping[str, str]]) -> list[str]:
    """Where this listing tells places, the surest first."""
    sure: dict[str, tuple[bool, float]] = {}
    for spot in {spot for where in records for spot in where}:
        said = [where[spot] for where in records if where.get(spot)]
        strong = _strong(said)
        if len(strong) >= _FEWEST and len(strong) * 2 >= len(said):
            sure[spot] = (len(set(said)) > 1, len(strong) / len(said))
    return sorted(sorted(sure), key=lambda spot: sure[spot], reverse=True)


@remembered
def _is_by_words(text: str) -> bool:
    """Whether words are a place by themselves, as sure as a whole list is judged by."""
    return (
        places.names_a_venue(text)
        or places.is_pair(text)
        or (bool(places.has_town(text)) and places.is_name(text))
    )


def _strong(said: Sequence[str]) -> Collection[str]:
    """What is a place by its words, and what is told several times beside such."""
    said = [text for text in said if not tells_to_meet(text)]
    worded = [text for text in said if _is_by_words(text)]
    counts = Counter(map(fold, said))
    again = [text for text in said if counts[fold(text)] > 1 and text not in worded and _may_name(text)]
    return worded + again if worded else worded


def _may_name(text: str) -> bool:
    """Whether words may be the name of a place: a place by its words, or mostly capitals and no sentence."""
    return _is_by_words(text) or _is_proper(text)


def _is_proper(text: str) -> bool:
    """Whether words may be a proper name: mostly capitals, and no sentence."""
    if len(text) > _LONGEST or text.endswith(_ENDS) or not _NOT_OF.isdisjoint(text):
        return False
    words = text.replace("(", " ").replace("'", " ").replace("’", " ").split()
    long = [word for word in words if len(word) >= _SMALL and word[0].isalpha()]
    capital = sum(word[0].isupper() for word in long)
    return bool(long) and capital * 2 > len(long) and not text[0].islower()
