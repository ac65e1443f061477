"""A film's release as schema.org data tell it: in Belgium, or in a country they do not name.

A Movie's ``datePublished`` is often another country's first night, so it is taken with a doubt and only
on a page without events; a year alone is the year it was made.  Source: https://schema.org/Movie.
"""

from __future__ import annotations

from collections.abc import Iterator

from bba_events.event import Draft
from bba_events.readers import stamps
from bba_events.readers.item import Item
from bba_events.text import TITLE_CAP, fold

_HERE = frozenset({"be", "bel", "belgium", "belgie", "belgique", "belgien"})
_DAY = 10


def releases(item: Item, language: str) -> Iterator[Draft]:
    """The release of a Movie that is the page's own subject; nothing for anything else."""
    if not item.is_a("Movie"):
        return
    told = [
        (_country(event), _day(event, "startDate")) for event in item.items("releasedEvent", "publication")
    ]
    here = [day for country, day in told if country in _HERE and day]
    unsaid = [day for country, day in told if not country and day] or [_day(item, "datePublished")]
    day = (here or unsaid)[0] if here or not any(country for country, _ in told) else ""
    if day:
        doubt = () if here else ("the data do not say for which country the release is",)
        yield Draft(
            title=item.words("name", language=language, cap=TITLE_CAP),
            start=day, kind="release", url=item.string("url"), doubts=doubt,
            description=item.words("description", language=language),
        )  # fmt: skip


def _day(item: Item, name: str) -> str:
    stamp = stamps.tidy(item.string(name))
    return stamp[:_DAY]


def _country(event: Item) -> str:
    """The country of a publication event, folded, "" when it does not say."""
    for place in event.items("location"):
        for inner in (place, *place.items("address")):
            if said := inner.words("addressCountry", "name"):
                return fold(said)
    return fold(event.words("location"))
