"""One event that a page marks up twice in the same syntax: told once, with the facts of both.

Page builders, themes and plugins each write their own block.  Two drafts are twins when nothing that both
say differs.  Twins in different syntaxes are for ``combine``, events of different sources for ``merge``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

from bba_events.event import Draft, Place
from bba_events.readers import stamps
from bba_events.text import fold

_DAY, _MINUTE = len("2026-06-20"), len("2026-06-20T19:00")
_MOST = 50
"""Drafts of one name and day that a further one is compared with."""
_FIRST = frozenset({"start", "end", "reader", "readers", "doubts", "topics", "exceptions"})
_TEXTS = tuple(f.name for f in fields(Draft) if f.name not in _FIRST)


def joined(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts in order, each event once."""
    kept: list[Draft] = []
    places: dict[tuple[str, str], list[int]] = {}
    for draft in drafts:
        alike = places.setdefault((fold(draft.title), draft.start[:_DAY] or draft.when), [])
        at = next((place for place in alike[-_MOST:] if _twins(kept[place], draft)), None)
        if at is None:
            alike.append(len(kept))
            kept.append(draft)
        else:
            kept[at] = _filled(kept[at], draft)
    return kept


def _twins(one: Draft, other: Draft) -> bool:
    """Whether two drafts of one name and day say nothing different."""
    return (
        _agree(one.start, other.start)
        and _ends_agree(one, other)
        and one.rule == other.rule
        and _placed(_line(one.place), _line(other.place))
        and (one.url == other.url or not one.url or not other.url or bool(_line(one.place)))
    )


def _agree(one: str, other: str) -> bool:
    """Whether two stamps are of one moment, or one the day of the other."""
    if one == other or (_DAY in (len(one), len(other)) and one[:_DAY] == other[:_DAY]):
        return True
    if "" in (one, other) or _DAY in (len(one), len(other)):
        return False
    same_clock = one[:_MINUTE] == other[:_MINUTE]
    return (same_clock and "" in (stamps.zone_of(one), stamps.zone_of(other))) or stamps.same_moment(
        one, other
    )


def _ends_agree(one: Draft, other: Draft) -> bool:
    return not one.end or not other.end or _agree(one.end, other.end)


def _placed(one: str, other: str) -> bool:
    """Whether one place holds all words of the other, or says none."""
    left, right = set(fold(one).split()), set(fold(other).split())
    return left <= right or right <= left


def _line(place: Place | str) -> str:
    return place.line if isinstance(place, Place) else place


def _filled(one: Draft, other: Draft) -> Draft:
    """The first of two twins with what the second knows better."""
    taken = {name: getattr(other, name) for name in _TEXTS if not getattr(one, name)}
    if len(_line(other.place)) > len(_line(one.place)):
        taken["place"] = other.place
    if len(other.start) > len(one.start) or (not one.end and other.end):
        taken |= {"start": max(one.start, other.start, key=len), "end": max(one.end, other.end, key=len)}
    return replace(one, **taken, doubts=tuple(dict.fromkeys((*one.doubts, *other.doubts))))
