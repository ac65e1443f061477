"""Several events on one page: each date that something is announced for, with its name, its place, its hours.

What a date is called is told by ``ranking``, which lines belong to it by ``extents``; what they say, here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bba_events import dates as grammar
from bba_events.event import Draft
from bba_events.page import Line, Page, places
from bba_events.page.hours import are_of_a_house, is_hour, of_lines
from bba_events.page.labels import Labelled
from bba_events.page.labels import of as labels_of
from bba_events.page.phrases import (
    is_aside,
    is_generic,
    is_idle,
    is_report,
    is_shut,
)
from bba_events.readers import (
    again,
    habit,
    moments,
    naming,
    order,
    ranking,
    series,
    showings,
    texts,
    titles,
    whereabouts,
)
from bba_events.readers.edition import is_signed
from bba_events.readers.extents import Extent, announce_little, extents
from bba_events.readers.lines import DatedLines
from bba_events.readers.mentions import Dates, days, years
from bba_events.readers.occasions import Name
from bba_events.readers.ranking import Choice
from bba_events.readers.usual_spots import Lines
from bba_events.readers.whereabouts import Told

_AS_OF = re.compile(r"\s(?:au|per|zum|as of|effective|met ingang van)$", re.IGNORECASE)
"""How words end that lead to the day from which something holds: "barème d'aides au 1er janvier"."""
_SURE = 0.8
"""Share of naming nothing from which a date surely is none of an event's."""
_EVEN = 0.5
"""The same where no day of the page has a name of its own."""
_HARDLY = 0.25
"""The same on a page that announces little."""
_WORD = 3
"""Letters that make a word beside a day."""
_STATED = 160
"""Characters; a longer line tells more than a state."""
_TEXT = 140
"""Characters from which a line that ends in a full stop is not looked at."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a page lists."""

    drafts: list[Draft]
    idle: frozenset[tuple[date | None, date | None]] = frozenset()
    """First and last days in its dated lines for which nothing is announced."""


def read(page: Page, dates: Dates) -> Listed:
    """The events of a listing, none when the page lists none.

    Several days without a name of their own are those of what the page is about.
    """
    seen = DatedLines(page, dates).gather()
    if shown := showings.run(page, seen):
        name = Name("head", 0, ranking.heading(page), page.heading)
        found = whereabouts.fill(list(_each([Extent(n, (n,), name) for n in shown], seen, page)), seen)
        hours = showings.hours(page, seen, shown) or _hours(page, seen)
        return Listed([_with_hours(draft, hours, dates) for draft in found])
    choices = ranking.choose(seen, ranking.heading(page))
    parts = extents(choices, seen)
    drafts = whereabouts.fill(series.lend(list(_each(parts, seen, page)), dates), seen)
    if parts:
        drafts = habit.with_hours(drafts, page.outline.lines[: parts[0].anchor], dates)
    drafts = again.with_hours(drafts, seen, {extent.anchor for extent in parts})
    drafts = _telling(order.settled(drafts, dates), parts, seen)
    if len({draft.title for draft in drafts}) == 1:
        hours = _hours(page, seen)
        drafts = [_with_hours(draft, hours, dates) for draft in drafts]
    return Listed(drafts, frozenset(_idle(choices, seen, listed=bool(parts))))


def _hours(page: Page, seen: DatedLines) -> str:
    """The hours told on a line without a day, for all days of a page about one thing."""
    lines = (line.text for n, line in enumerate(page.outline.lines) if n not in seen.mentions)
    return of_lines(text for text in lines if len(text) < _TEXT and not are_of_a_house(text))


def _idle(
    choices: Sequence[Choice], seen: DatedLines, *, listed: bool
) -> Iterator[tuple[date | None, date | None]]:
    """First and last days of the dates that surely name nothing; of all on a page that announces little."""
    enough = _HARDLY if announce_little(choices) else _SURE if listed else _EVEN
    for choice in choices:
        if choice.shares[-1] > enough:
            yield from ((one.span.start, one.span.end) for one in seen.mentions[choice.occasion.day])


def _telling(drafts: list[Draft], parts: Sequence[Extent], seen: DatedLines) -> list[Draft]:
    """The drafts, unless more of the list is of closures, holidays or prices than of anything to go to.

    Nor are days without a year that most likely are just past.
    """
    asides = sum(is_aside(seen.rest[extent.anchor]) or is_idle(seen.rest[extent.anchor]) for extent in parts)
    idle = sum(is_idle(draft.title) for draft in drafts)
    if asides and max(asides, idle) * 2 > len(parts):
        return []
    pushed = [draft for draft in drafts if _is_pushed(draft, seen.dates)]
    return [draft for draft in drafts if draft not in pushed] if len(pushed) * 2 > len(drafts) else drafts


def _is_pushed(draft: Draft, dates: Dates) -> bool:
    """Whether all days of a draft are likelier past than next year's."""
    found = dates.announced(draft.when)
    return bool(found) and not draft.frame and not draft.edition and all(map(dates.is_pushed, found))


def _each(parts: Sequence[Extent], seen: DatedLines, page: Page) -> Iterator[Told]:
    """The drafts of the extents; a day to which the one before was moved takes the place of its own."""
    last: Told | None = None
    for extent in parts:
        if extent.anchor in seen.moved and last is not None:
            when = _when(extent, (), seen)
            last = replace(last, draft=replace(last.draft, when=when))
            continue
        if last is not None:
            yield last
        last = _told(extent, seen, page)
    if last is not None:
        yield last


def _with_hours(draft: Draft, hours: str, dates: Dates) -> Draft:
    """The draft with the hours that hold on all days of the page, when it has none."""
    alone = hours and not any(mention.span.timed for mention in dates.of(draft.when))
    return replace(draft, when=f"{draft.when} {hours}") if alone else draft


_NAMES_NOTHING = (is_generic, is_report, is_aside, is_shut)
"""What tells of a name that there is nothing to go to."""


def _told(extent: Extent, seen: DatedLines, page: Page) -> Told | None:
    """One extent as a draft, None when what names it is no name after all."""
    if _is_written(extent.anchor, seen) or _AS_OF.search(seen.rest[extent.anchor]):
        return None
    outline, anchor = page.outline, extent.anchor
    numbers, at = extent.lines, extent.name.line
    labelled = list(labels_of(outline, numbers))
    name, aside = naming.name(extent.name, labelled, seen, page, anchor)
    if not name or any(says(name) for says in _NAMES_NOTHING) or _is_day(name, seen.dates):
        return None
    after = outline.lines[extent.hour].text if extent.hour else moments.after(anchor, seen)
    lines = [outline.lines[n] for n in numbers]
    link = _link(lines, name, page)
    taken = {n for one in labelled if one.name for n in one.lines} | {at}
    line = outline.lines[anchor]
    made = seen.mentions[anchor]
    free = [outline.lines[n].text for n in numbers if n not in taken]
    below = {n: outline.lines[n].text for n in numbers if n > at and n not in taken and n not in seen.rest}
    when = moments.fullest(numbers, seen, anchor)
    beside = seen.rest[when] if at != when and when in numbers else ""
    draft = Draft(
        title=name,
        when=_when(extent, labelled, seen),
        start=line.times[0].value if not made and line.times else "",
        end=line.times[1].value if not made and len(line.times) > 1 else "",
        place=places.labelled(labelled) or places.on_the_net(free),
        url=link,
        detail=link,
        description=texts.description(lines, seen.dates),
        organiser=next((one.value for one in labelled if one.name == "organiser"), ""),
        status=_status(numbers, anchor, seen),
        language=page.language,
        frame=seen.frames[anchor],
        edition=seen.editions.get(anchor, "") or str(seen.dates.context.edition or ""),
        reader="time" if not made else ("label" if any(one.name == "when" for one in labelled) else "prose"),
    )  # fmt: skip
    said = Lines(free, below, beside, _last_when(numbers, anchor, seen))
    behind = places.behind(after)
    proposals = {"aside": aside, "line": behind or places.coded(free)}
    return Told(draft, numbers, anchor, at, extent.hour, said, proposals, behind)


def _status(numbers: Sequence[int], anchor: int, seen: DatedLines) -> str:
    """What the lines of an extent say of its state; a line with another day speaks of that."""
    own = [days(mention) for mention in seen.mentions[anchor]]
    for number in numbers:
        text, told = seen.page.outline.lines[number].text, seen.mentions.get(number, ())
        other = any(days(mention) not in own for mention in told)
        if other and number > anchor:
            break
        if not other and len(text) < _STATED and (found := grammar.status_in(text)):
            return found
    return ""


def _is_day(name: str, dates: Dates) -> bool:
    """Whether a name says a day and nothing else."""
    return bool(dates.announced(name)) and sum(map(str.isalpha, dates.rest(name))) < _WORD


def _last_when(numbers: Sequence[int], anchor: int, seen: DatedLines) -> int:
    """Number of the line in which an extent has said when: that of its date, or of hours below it."""
    hours = (n for n in numbers if n > anchor and is_hour(seen.page.outline.lines[n].text))
    return max(anchor if anchor in numbers else numbers[0], next(hours, -1))


def _is_written(anchor: int, seen: DatedLines) -> bool:
    """Whether a line says who wrote something, and when."""
    found, text = seen.mentions[anchor], seen.words[anchor]
    if not found or not is_signed(text) or not years(text):
        return False
    return found[0].span.start is not None and found[0].span.start <= seen.dates.reference


def _when(extent: Extent, labelled: Sequence[Labelled], seen: DatedLines) -> str:
    """The words of an extent's date, with an end and hours that stand on lines of their own."""
    if not extent.hour:
        return moments.when(extent.lines, labelled, seen, extent.anchor)
    below = [n for n in (extent.hour, extent.hour + 1) if n in extent.lines]
    hours = of_lines(seen.page.outline.lines[n].text for n in below)
    return f"{seen.mentions[extent.anchor][0].text} {hours}"


def _link(lines: Sequence[Line], name: str, page: Page) -> str:
    """The address of an extent's own page: the link that bears its name, else its first."""
    links = [link for line in lines for link in line.links if link.href]
    named = [link for link in links if titles.alike(link.text, name)]
    for link in (*named, *links):
        url = page.link(link.href)
        if url and not url.startswith("mailto:"):
            return url
    return ""
