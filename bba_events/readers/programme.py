"""A campaign and its sessions on one page, where a scraper says that it is one.

The campaign is the long range; the sessions are single days, often written without a year, that fall in
it.  Which page is a campaign's, and what the campaign is called, is left to the scraper: it gives a draft
of kind "campaign" and one that is ``part_of`` it, both without a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bba_events import dates
from bba_events.dates import Context, Mention
from bba_events.event import Draft, Place
from bba_events.page import Page, is_link_word, labels, places
from bba_events.page.fragments import is_month
from bba_events.page.hours import clock, of_lines, tidy, without_clock
from bba_events.page.phrases import invites, is_category, is_generic, past
from bba_events.page.records import split
from bba_events.page.sentences import sentences
from bba_events.span import Role, Span, SpanKind
from bba_events.text import fold

_LONG = 14
"""Days; a session is shorter, a campaign longer."""
_ANY_YEAR = date(2000, 1, 1)
"""Which year is left open here: the words go on, and are dated with the campaign's frame."""
_WORDS = 2
"""Words beside a date from which a line that ends like a sentence is one."""
_CLOSES = re.compile(
    r"cl[oô]tur|\btermin|\bprend fin|\b(?:se|il|elle) ferme|sluit|eindig|\bloopt|endet|schließt"
    r"|\bcloses|\bends\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\bopen|van start|\bstart|\bbegint|\bouvr|\blanc|\bdébut|\bcommence|\böffnet|\bbeginnt", re.IGNORECASE
)
_CALL = re.compile(
    r"oproep|project|dossier|indien|appel|candidat|dépos|introdui|einreich|aufruf", re.IGNORECASE
)
_PART = re.compile(r"sess|séance|webin|sitzung", re.IGNORECASE)
_LEAD = re.compile(r"^\D+(?=\d)")
_BRACKETS = re.compile(r"\([^()]*\)")
_EDITION = re.compile(
    r"\W*+(?:(?:editie|édition|edition|ausgabe)\W*+)?20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?\W*", re.IGNORECASE
)
"""A heading that only says which edition this is."""
_IN_BRACKETS = re.compile(r"(?:(?<!\s)\s+)?\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class _Told:
    """A date with the line it stands in and the words behind it."""

    line: int
    mention: Mention
    after: str
    town: str = ""
    """The town before it, in a sentence that names towns before their days."""


def asked(drafts: Sequence[Draft]) -> tuple[Draft, Draft] | None:
    """The campaign and the pattern of its sessions among a scraper's drafts; None where they are not."""
    bare = [draft for draft in drafts if not draft.when and not draft.start]
    whole = next((draft for draft in bare if draft.kind == "campaign"), None)
    part = next((draft for draft in bare if whole and draft.part_of == whole.title), None)
    return (whole, part) if whole and part else None


def read(page: Page, whole: Draft, part: Draft) -> Iterator[Draft]:
    """The campaign with its range, then each session after the pattern of ``part``."""
    told = list(_each(page))
    if not any(one.mention.span.days > _LONG for one in told):
        told += _edges(page)
    campaign = _campaign(told)
    frame = campaign.mention.text if campaign else ""
    if campaign and campaign.mention.span.end and "year" not in campaign.mention.inferred:
        told = list(_each(page, campaign.mention.span))
    if campaign:
        yield replace(whole, when=frame, status=_status(page, campaign))
    for one in _sessions(page, told, campaign):
        yield replace(one, kind=part.kind, part_of=part.part_of, reader=part.reader, frame=frame)


def _campaign(found: Sequence[_Told]) -> _Told | None:
    """The campaign: the long range of the newest edition, else an announcement without a date."""
    long = [one for one in found if one.mention.span.days > _LONG]
    if not long:
        return next((one for one in found if one.mention.span.kind is SpanKind.VAGUE), None)
    newest = max(long, key=_edition)
    around = [one for one in long if _holds(one.mention.span, newest.mention.span)]
    return max(around, key=lambda one: one.mention.span.days, default=newest)


def _edges(page: Page) -> Iterator[_Told]:
    """The campaign whose first and last day are told in a sentence each, when there is but one of each."""
    first, last = dict[str, _Told](), dict[str, _Told]()
    for number, line in enumerate(page.outline.lines):
        for part in sentences(line.text):
            found = dates.find(part, reference=_ANY_YEAR, languages=(page.language,))
            if len(found) != 1 or past(part) or _PART.search(part) or not _CALL.search(part):
                continue
            kind, told = found[0].span.kind, _LEAD.sub("", found[0].text)
            if kind is SpanKind.OPEN_START:
                last[told] = _Told(number, found[0], "")
            elif kind in (SpanKind.DAY, SpanKind.OPEN_END) and _OPENS.search(part):
                first[told] = _Told(number, found[0], "")
    if len(first) == len(last) == 1:
        (opening, one), (closing,) = first.popitem(), last
        whole = _find(page, f"{opening} – {closing}")
        yield from (replace(one, mention=range_) for range_ in whole if range_.span.days > _LONG)


def _holds(whole: Span, part: Span) -> bool:
    """Whether a range holds another: a window to sign up for sessions is within the campaign."""
    if not (whole.start and whole.end and part.start and part.end):
        return False
    return whole.start <= part.start and part.end <= whole.end


def _edition(one: _Told) -> date:
    """How new an edition is: by its written year, one without is the page's own."""
    return date.max if "year" in one.mention.inferred else one.mention.span.start or date.min


def _status(page: Page, campaign: _Told) -> str:
    """What the page says of the campaign as a whole."""
    near = " ".join((page.outline.lines[campaign.line].text, page.title, page.heading))
    return dates.status_in(near, (page.language,))


def _sessions(page: Page, found: Sequence[_Told], campaign: _Told | None) -> Iterator[Draft]:
    """A session for each day within the campaign, with the hour and place of its row, card or clause."""
    single = [one for one in found if one.mention.span.kind is SpanKind.DAY and _listed(page, one)]
    days = [one for one in single if _falls_in(one, campaign)]
    lines = page.outline.lines
    records = split(page.outline, {one.line: _rest(page, one) for one in days})
    own = {record.anchor: list(record.lines) for record in records}
    section = _section(page, min((numbers[0] for numbers in own.values()), default=0))
    for one in days:
        alone = sum(other.line == one.line for other in days) == 1
        around = own.get(one.line, [one.line]) if alone else []
        rest = _rest(page, one) if alone else "".join(_IN_BRACKETS.findall(one.mention.text)) or one.after
        texts = [rest, *(lines[n].text for n in around if n != one.line)]
        hours = clock(one.after) or of_lines(texts) or clock(lines[one.line].text)
        place = (
            Place(town=one.town)
            if one.town
            else places.of(list(labels.of(page.outline, around)), texts, one.after) or _town(texts)
        )
        if not (hours or place):
            continue
        heads = [lines[n].text for n in around if lines[n].level]
        yield Draft(
            title=next((head for head in heads if fold(head)[:5] == fold(section)[:5]), section),
            when=one.mention.text if one.mention.span.timed else f"{one.mention.text} {hours}".strip(),
            place=place,
            status=next((said for text in texts if (said := dates.status_in(text, (page.language,)))), ""),
            kind="event",
        )


def _listed(page: Page, one: _Told) -> bool:
    """Whether a day is told as sessions are: in a list, or in a sentence that has an hour or place for it."""
    text = page.outline.lines[one.line].text
    told = text.endswith((".", "!", "?")) and len(_rest(page, one).split()) > _WORDS
    return not told or bool(
        one.town or clock(text) or _IN_BRACKETS.match(one.after) or places.behind(one.after)
    )


def _section(page: Page, first: int) -> str:
    """The heading under which the sessions stand."""
    heads = (line.text for line in page.outline.lines[max(first - 1, 0) :: -1] if line.level)
    return next((text for text in heads if not (is_month(text) or _EDITION.fullmatch(text))), page.heading)


def _rest(page: Page, one: _Told) -> str:
    return page.outline.lines[one.line].text.replace(one.mention.text, " ")


def _falls_in(one: _Told, campaign: _Told | None) -> bool:
    """Whether a day is one of the campaign's, whose range settles its year."""
    if campaign is None or campaign.mention.span.start is None:
        return True
    frame = campaign.mention.span
    if "year" in campaign.mention.inferred and "year" not in one.mention.inferred:
        return True
    found = dates.find(one.mention.text, reference=frame.start, context=Context(frame=frame))
    return any(
        frame.start <= mention.span.start <= frame.end
        for mention in found
        if mention.span.start and frame.start and frame.end
    )


def _each(page: Page, frame: Span | None = None) -> Iterator[_Told]:
    """Every date; the first and the last day of a row, or of a sentence about both, are one range.

    Within a ``frame`` also those days of which only the weekday tells the month ("do 9").
    """
    lines, skip = page.outline.lines, -1
    for number, line in enumerate(lines):
        text = line.text
        if number + 1 < len(lines) and (joined := _range(text, lines[number + 1].text)):
            text, skip = joined, number + 1
        elif number == skip:
            continue
        for part in sentences(text):
            over = past(part) and not invites(part) and not line.level
            found = (
                []
                if over and not _CLOSES.search(part)
                else list({m.at: m for m in _find(page, part) or _framed(page, part, frame)}.values())
            )
            leads = bool(found) and bool(places.ahead(part[: found[0].at[0]]))
            at = 0
            for one, other in zip(_span(page, part, found), [*found[1:], None], strict=False):
                town = places.ahead(part[at : one.at[0]]) if leads else ""
                at = one.at[1]
                yield _Told(number, one, part[at : other.at[0] if other else None], town)


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
    return [m for m in found if m.role is Role.EVENT or m.span.days > _LONG or _opens_and_closes(text, found)]


def _framed(page: Page, text: str, frame: Span | None) -> list[Mention]:
    """The days of a text without months that a campaign has only once."""
    if frame is None or frame.start is None or frame.end is None:
        return []
    context, every = Context(frame=frame), range((frame.end - frame.start).days + 1)
    found = dates.find(text, reference=frame.start, languages=(page.language,), context=context)
    days = [frame.start + timedelta(days=n) for n in every]
    framed = [(day.day, day.weekday()) for day in days]
    once = [
        m for m in found if m.span.start and framed.count((m.span.start.day, m.span.start.weekday())) == 1
    ]
    return [m for m in once if m.role is Role.EVENT and m.span.kind is SpanKind.DAY]


def _opens_and_closes(text: str, found: Sequence[Mention]) -> bool:
    """Whether a sentence has two dates and says that something lasts from the one to the other."""
    if len(found) != 2:
        return False
    opens = [one.span.kind for one in found] == [SpanKind.OPEN_END, SpanKind.OPEN_START]
    return opens or bool(_CLOSES.search(text, found[0].at[1]))


def _span(page: Page, text: str, found: list[Mention]) -> list[Mention]:
    """The dates of a sentence; of one that says when something opens and closes, their range."""
    if _opens_and_closes(text, found):
        ends = " – ".join(_LEAD.sub("", one.text) for one in found)
        return [one for one in _find(page, ends) if one.span.days > _LONG] or found
    return found


def _town(texts: Sequence[str]) -> str:
    """Sessions are listed by town: the first words of a session that are no date, hour or button."""
    if texts and (found := _IN_BRACKETS.match(texts[0])):
        return found[1]
    said = [text for text in texts if not (is_link_word(text) or is_generic(text) or is_category(text))]
    kept = [_BRACKETS.sub(_no_status, without_clock(text)) for text in said]
    parts = [part for text in kept for part in re.split(r"\s[–—|-]\s", text) if not _PART.match(part.strip())]
    named = [tidy(part) for part in parts if not dates.status_in(part) or "," in part]
    return next((text for text in named if sum(map(str.isalpha, text)) > 2), "")


def _no_status(found: re.Match[str]) -> str:
    return "" if dates.status_in(found[0]) else found[0]
