"""Cinéart: a film's page, with its releases in several countries, previews and news.

Only the Belgian release counts: the one called Belgian, else the one that names no country.  A day with
an hour is a screening.  Several days that could each be meant are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bba_events import dates
from bba_events.event import Draft
from bba_events.page import Page, labels
from bba_events.page.films import country, says
from bba_events.span import Role, SpanKind

_CLAUSE = re.compile(r"(?:(?<!\s)\s+)?[|;•]\s*|(?<=[a-zé]{3}[.!?])\s+")
_LEAD = re.compile(r"^\D+(?=\d)")


def events(page: Page) -> Iterator[Draft]:
    """The release in Belgian cinemas, with the words of its day."""
    found = [*_labelled(page), *_told(page)]
    best = max((rank for rank, _ in found), default=0)
    days = {words.casefold(): words for rank, words in found if rank == best}
    if len(days) == 1 and page.heading:
        yield Draft(title=page.heading, when=days.popitem()[1], kind="release", reader="scraper:cineart")


def _labelled(page: Page) -> Iterator[tuple[int, str]]:
    """Labels of a release; a Belgian one counts most, whatever its value ("TBD")."""
    for one in labels.of(page.outline):
        whose = country(one.label.upper(), "")
        if (one.name != "release" and whose != "belgian") or whose == "foreign" or says("preview", one.label):
            continue
        days = list(_days(page, one.value))
        yield from ((4 if "belgian" in (whose, own) else 3, words) for own, words in days)
        if not days and whose == "belgian" and one.name == "release":
            yield 4, one.value


def _told(page: Page) -> Iterator[tuple[int, str]]:
    """Sentences that speak of a release, each date with the country beside it.

    Below a heading that speaks of releases, a Belgian date needs no such word of its own.
    """
    head = ""
    for line in page.outline.lines:
        heads = line.level or (line.text.rstrip().endswith(":") and says("release", line.text))
        head = line.text if heads else head
        below = says("release", head) and not says("preview", head)
        own = says("release", line.text)
        for text in _CLAUSE.split(line.text) if own or below else ():
            if not says("preview", text):
                found = ((whose, words) for whose, words in _days(page, text) if re.search(r"\d", words))
                yield from ((2 if whose else 1, words) for whose, words in found if own or whose)


def _days(page: Page, text: str) -> Iterator[tuple[str, str]]:
    """The days in a text that are no screenings and not another country's, with whose they are."""
    at = 0
    for found in dates.find(text, reference=None, languages=(page.language,)):
        lead = _LEAD.match(found.text)
        whose = country(text[at : found.at[0]] + (lead[0] if lead else ""), text[found.at[1] :])
        at = found.at[1]
        if found.role is Role.EVENT and not found.span.timed and whose != "foreign":
            opened = found.span.kind is SpanKind.OPEN_END
            status = text[found.at[1] :] if found.status else ""
            yield whose, (_LEAD.sub("", found.text) if opened else found.text) + status
