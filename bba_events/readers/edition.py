"""Of which edition and of which day a page is: what settles the years that its dates leave out."""

from __future__ import annotations

import re
from datetime import date

from bba_events.dates import Context, Mention
from bba_events.page import Page
from bba_events.page.phrases import past
from bba_events.readers.mentions import Dates, years
from bba_events.span import Role, SpanKind
from bba_events.text import remembered

_OPENING = 8
"""Lines in which a day alone may be the day of writing."""
_DATELINE = 200
"""Characters at the beginning of a line in which it says that it tells when the page was written."""
_PUBLISHED = (
    *"publi geplaatst bijgewerkt gewijzigd update modifi actualis aangemaakt posted veröffentlicht".split(),
    *"stand aktualisiert created verstuurd bericht communiqué geschreven rédig verscheen".split(),
    *("verschenen", "paru", "erschienen", "mis à jour", "mis en ligne"),
)
"""What the beginning of a line holds that may say when the page was written, in lower case."""
_SIGNED = re.compile(
    r"(?:(?:geschreven|ingediend|geplaatst|soumis|écrit|submitted|posted|written|verfasst) )?"
    r"(?:door|par|by|von) \S",
    re.IGNORECASE,
)
"""How a line begins that says who wrote the page; the day in it is when."""
_OLD = 12
"""Years after which a year in a name is of what it treats: "Boum des années 2000"."""
_SEASON = re.compile(r"20\d\d\s?[-–/]\s?(?:20)?\d\d(?!\d)")
"""Two years: a season, which settles no year by itself."""
_EDITION = re.compile(r"(?:editie|édition|edition|ausgabe)\s*+:?\s*+20\d\d", re.IGNORECASE)


def dated(page: Page, reference: date) -> Dates:
    """The dates of a page, with what it says of its own edition or day to settle missing years."""
    plain = Dates(page, reference)
    words = edition(page, plain)
    if not words:
        return plain
    found = plain.of(words)
    day = found[0].span.start if len(found) == 1 and found[0].span.kind is SpanKind.DAY else None
    year = next(iter(years(words)), None) if day is None else None
    return Dates(page, reference, Context(edition=year, page_date=day), plain.datable)


def heads_line(mention: Mention, text: str) -> bool:
    """Whether a date heads its line as a dateline does, or stands there almost alone."""
    if is_signed(text):
        return True
    after = text[mention.at[1] :].lstrip()
    return mention.at[0] < 25 and (after[:1] in ("", "-", "–", "—", ":", "|", "•") or len(text) < 60)


def is_signed(text: str) -> bool:
    """Whether a short line says who wrote the page: "Door de persdienst op 15/11/2027"."""
    return len(text) < 80 and bool(_SIGNED.match(text))


def edition(page: Page, dates: Dates) -> str:
    """Words of a written edition on the page, or of the day on which it was written; "" when none."""
    for text in (page.heading, page.title):
        told = years(text)
        recent = len(told) == 1 and min(told) >= dates.reference.year - _OLD
        if recent and not _SEASON.search(text) and not dates.announced(text):
            return text
    for line in page.outline.lines[:60]:
        if _EDITION.search(line.text) and len(line.text) < 60 and not past(line.text):
            return line.text
    return _written_on(page, dates)


def _written_on(page: Page, dates: Dates) -> str:
    """The words of the day on which the page was written or changed, the newest that is not to come."""
    found: dict[date, str] = {}
    lines = page.outline.lines
    for number, line in enumerate(lines):
        late = number >= _OPENING
        if late and not (dates.may_be_in(line.text) and may_be_published(line.text)):
            continue
        for mention in dates.of(line.text):
            day = mention.span.start if mention.span.kind is SpanKind.DAY else None
            if day is None or day > dates.reference or "year" in mention.inferred:
                continue
            opens = number < _OPENING and not line.level and heads_line(mention, line.text)
            if mention.role is Role.PUBLISHED or (opens and not past(line.text)):
                found[day] = mention.text
    return found[max(found)] if found else ""


@remembered
def may_be_published(text: str) -> bool:
    """Whether a line may say when the page was written; a pattern of these words took ten times as long."""
    head = text[:_DATELINE].lower()
    return any(word in head for word in _PUBLISHED)


def may_be_dateline(mention: Mention, reference: date) -> bool:
    """Whether a bare date may be the day on which the page was written."""
    span = mention.span
    day = span.kind is SpanKind.DAY and span.start is not None
    return day and span.start <= reference and "year" not in mention.inferred and span.end_time is None  # type: ignore[operator]
