"""A campaign and its sessions on one page, where a scraper says that it is one.

The campaign is the long range; the sessions are single days, often written without a year, that fall in
it.  Which page is a campaign's, and what the campaign is called, is left to the scraper: it gives a draft
of kind "campaign" and one that is ``part_of`` it, both without a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bba_events import dates
from bba_events.dates import Context, Mention
from bba_events.event import Draft
from bba_events.page import Page, is_link_word, labels, places
from bba_events.page.fragments import is_month
from bba_events.page.hours import clock, of_lines, tidy, without_clock
from bba_events.page.phrases import invites, past, sentences
from bba_events.page.records import split
from bba_events.span import Role, SpanKind
from bba_events.text import fold

_LONG = 14
"""Days; a session is shorter, a campaign longer."""
_ANY_YEAR = date(2000, 1, 1)
"""Which year is left open here: the words go on, and are dated with the campaign's frame."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A date with the line and the words around it."""

    line: int
    mention: Mention
    after: str


def asked(drafts: Sequence[Draft]) -> tuple[Draft, Draft] | None:
    """The campaign and the pattern of its sessions among a scraper's drafts; None where they are not."""
    bare = [draft for draft in drafts if not draft.when and not draft.start]
    whole = next((draft for draft in bare if draft.kind == "campaign"), None)
    part = next((draft for draft in bare if whole and draft.part_of == whole.title), None)
    return (whole, part) if whole and part else None


def read(page: Page, whole: Draft, part: Draft) -> Iterator[Draft]:
    """The campaign with its range, then each session after the pattern of ``part``."""
    told = list(_told(page))
    long = [one for one in told if one.mention.span.days > _LONG]
    vague = [one for one in told if one.mention.span.kind is SpanKind.VAGUE]
    range_ = max(long, key=_edition, default=vague[0] if vague else None)
    if range_:
        near = " ".join((page.outline.lines[range_.line].text, page.title, page.heading))
        yield replace(whole, when=range_.mention.text, status=dates.status_in(near, (page.language,)))
    days = [one for one in told if one.mention.span.kind is SpanKind.DAY and _falls_in(one, range_)]
    frame = range_.mention.text if range_ and long else ""
    for one in _sessions(page, days):
        yield replace(one, kind=part.kind, part_of=part.part_of, reader=part.reader, frame=frame)


def _falls_in(one: _Told, whole: _Told | None) -> bool:
    """Whether a day is one of the campaign's, whose range settles its year."""
    if whole is None or whole.mention.span.start is None:
        return True
    frame = whole.mention.span
    if "year" in whole.mention.inferred and "year" not in one.mention.inferred:
        return True
    found = dates.find(one.mention.text, reference=frame.start, context=Context(frame=frame))
    return any(
        frame.start <= m.span.start <= frame.end for m in found if m.span.start and frame.start and frame.end
    )


def _edition(one: _Told) -> date:
    """How new an edition is: by its written year, one without is the page's own."""
    return date.max if "year" in one.mention.inferred else one.mention.span.start or date.min


def _told(page: Page) -> Iterator[_Told]:
    """Every date that is not about the past: the first and the last day of a row are one range."""
    lines, skip = page.outline.lines, -1
    for number, line in enumerate(lines):
        text = line.text
        if number + 1 < len(lines) and (whole := _range(text, lines[number + 1].text)):
            text, skip = whole, number + 1
        elif number == skip:
            continue
        for part in sentences(text):
            over = past(part) and not invites(part) and not line.level
            found = [] if over else list({m.at: m for m in _find(page, part)}.values())
            for one, other in zip(found, [*found[1:], None], strict=False):
                yield _Told(number, one, part[one.at[1] : other.at[0] if other else None])


def _range(first: str, last: str) -> str:
    """Two lines that are a first and a last day, labelled as such or bare, as one range; else ""."""
    opening, closing = labels.pair(first), labels.pair(last)
    if opening[0] == "when" and closing[0] in ("until", "deadline"):
        first, last = opening[2], closing[2]
    return f"{first} – {last}" if _is_day(first) and _is_day(last) else ""


def _is_day(text: str) -> bool:
    """Whether a text is one day and nothing else."""
    found = dates.find(text, reference=_ANY_YEAR) if len(text) < 40 else []
    return len(found) == 1 and found[0].text == text and found[0].span.kind is SpanKind.DAY


def _find(page: Page, text: str) -> list[Mention]:
    found = dates.find(text, reference=_ANY_YEAR, languages=(page.language,))
    return [
        m for m in found if m.role is Role.EVENT or (m.span.kind is SpanKind.RANGE and m.span.days > _LONG)
    ]


def _sessions(page: Page, days: list[_Told]) -> Iterator[Draft]:
    """A session for each day, with the hour and place of its row, card or clause."""
    lines = page.outline.lines
    records = split(
        page.outline, {one.line: lines[one.line].text.replace(one.mention.text, "") for one in days}
    )
    own = {record.anchor: record.lines for record in records}
    first = min((numbers[0] for numbers in own.values()), default=0)
    section = next(
        (line.text for line in lines[max(first - 1, 0) :: -1] if line.level and not is_month(line.text)),
        page.heading,
    )
    for one in days:
        alone = sum(other.line == one.line for other in days) == 1
        around = own.get(one.line, (one.line,)) if alone else ()
        texts = [lines[n].text.replace(one.mention.text, " ") for n in around] or [one.after]
        hours = clock(one.after) or of_lines(texts)
        named = [
            lines[n].text for n in around if lines[n].level and fold(lines[n].text)[:5] == fold(section)[:5]
        ]
        yield Draft(
            title=named[0] if named else section,
            when=one.mention.text if one.mention.span.timed else f"{one.mention.text} {hours}".strip(),
            place=places.of(list(labels.of(page.outline, around)), texts, one.after) or _town(texts),
            status=dates.status_in(" ".join(texts), (page.language,)),
        )  # fmt: skip


_BRACKETS = re.compile(r"\([^()]*\)")


def _no_status(found: re.Match[str]) -> str:
    return "" if dates.status_in(found[0]) else found[0]


def _town(texts: Sequence[str]) -> str:
    """Sessions are listed by town: the first words of a session that are no date, hour or button."""
    kept = [_BRACKETS.sub(_no_status, without_clock(text)) for text in texts if not is_link_word(text)]
    parts = [part for text in kept for part in re.split(r"\s[–—|-]\s", text)]
    told = (tidy(part) for part in parts if not dates.status_in(part) or "," in part)
    return next((text for text in told if sum(map(str.isalpha, text)) > 2), "")
