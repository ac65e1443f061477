"""find: all date spans of a text, in the order of writing.

It walks over the tokens once, asks the grammar at each place, settles years and days, and adds
role and doubts.  HTML, the clock on the wall and what an event is are left to others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bba_events import words
from bba_events.dates.counting import Settled
from bba_events.dates.folding import fold
from bba_events.dates.habits import Habit, parse_habit
from bba_events.dates.late import late_hours
from bba_events.dates.mention import Context, Mention
from bba_events.dates.mentions import mentions
from bba_events.dates.phrase import Phrase, bare_weekday
from bba_events.dates.phrases import parse_phrase
from bba_events.dates.reader import Found, Reader
from bba_events.dates.roles import announces_nothing, before, is_closure, is_opening, role_of
from bba_events.dates.sifting import may_hold, stretches
from bba_events.dates.spans import Piece, pieces
from bba_events.dates.support import echoes, keep_new_day, repeats, unsupported, weekdays_only
from bba_events.dates.timetable import parse_timetable
from bba_events.dates.tokens import Token, tokens
from bba_events.dates.vague import parse_vague
from bba_events.dates.vocabulary import vocabulary
from bba_events.dates.years import settle
from bba_events.span import Role, Span, SpanKind

REACH = 8
"""So many words may stand before the first number or name of a day in one phrase."""
WORDS = ("word", "punct", "other", "end")
_HEAD_YEAR = re.compile(r"\W{0,3}(?:[Éé]dition\s+|[Ee]diti(?:e|on)\s+)?(20\d\d)\s*[:–—]\s")
"""The year that heads a text and holds for its days: "2025 : Namur, 14 et 15 juin"."""
MOVED = 6
"""Tokens from a day to the one it was moved to, at most ("werd uitgesteld naar")."""
BESIDE = 2
"""So near to the last mention, the same days are an echo of it."""
RUN = 15
"""A range of more days in which something happens every day is a season."""


def find(
    text: str,
    *,
    reference: date | None,
    languages: Sequence[str] = (),
    context: Context = Context(),  # noqa: B008 (frozen)
    folder: Path = words.FOLDER,
) -> list[Mention]:
    """All spans that ``text`` tells of, in the order of writing; [] when it tells of none.

    ``reference`` is the day on which the words were written or first seen; without it years are
    not inferred and relative days not read.  ``languages`` only order the interpretation, the most
    likely first.  Offsets in the answer are those of the NFC form of the text.
    """
    text = unicodedata.normalize("NFC", text)
    known = vocabulary(languages[0] if languages else "", folder)
    flat = fold(text)
    if not may_hold(flat, known):
        return []
    ts = tokens(text, known, flat)
    headed = _HEAD_YEAR.match(text) if context.edition is None else None
    if headed:
        context = replace(context, edition=int(headed[1]))
    told = frozenset().union(*[token.senses for token in ts if token.senses])
    reader = Reader(text, ts, reference, context, known.month_first, told)
    if "opening" in told and (end := parse_timetable(ts)):
        reader.found.append(Found(Span(SpanKind.RECURRING), Role.EVENT, 0, end))
    else:
        walk(reader)
    return mentions(reader, languages)


def walk(reader: Reader) -> None:
    """Ask the grammar at every token that can begin a date."""
    ts, i, near = reader.ts, 0, 0
    for first, end in stretches(ts, doors="doors" in reader.told):
        i = max(i, first)
        while i < end:
            near = _next_trigger(ts, max(i, near))
            i = max(i, near - REACH)
            if i < end:
                i = _step(reader, i) if ts[i].senses or ts[i].kind not in WORDS else i + 1


def _next_trigger(ts: list[Token], i: int) -> int:
    """The place of the next token that a date needs near its beginning, from ``i`` on."""
    while i < len(ts) and not ("trigger" in ts[i].senses or ts[i].kind not in WORDS):
        i += 1
    return i if i < len(ts) else i + REACH


def _step(reader: Reader, i: int) -> int:
    """Read what begins at ``i``; the place where to look on."""
    ts = reader.ts
    if (ts[i].senses or ts[i].ordinal) and reader.habitual and (habit := parse_habit(ts, i)):
        return _keep_habit(reader, habit, None)
    phrase, after = parse_phrase(ts, i)
    if phrase is not None:
        return _keep_phrase(reader, phrase)
    if (ts[i].senses or ts[i].kind == "num") and (end := parse_vague(ts, i)):
        reader.found.append(Found(Span(SpanKind.VAGUE), Role.EVENT, i, end))
        reader.floor = end
        return end
    return after


def _keep_phrase(reader: Reader, phrase: Phrase) -> int:
    """Settle and keep a phrase, unless the words around say that it announces nothing."""
    ts = reader.ts
    around = before(ts, phrase.first, reader.floor)
    weekdays = reader.habitual and weekdays_only(phrase)
    if unsupported(reader, phrase) or (weekdays and echoes(reader, phrase, around)):
        return phrase.next
    if weekdays and repeats(ts, phrase, around):
        return _keep_habit(reader, Habit(phrase.first, phrase.next), None)
    context = reader.context
    if phrase.lead == "ago" and not any(item.last for item in phrase.items):
        context = replace(context, hint="past")
        point = phrase.points[0]
        point.det = point.det or ("last" if bare_weekday(point) else "")
    keep_new_day(ts, phrase)
    settled = settle(phrase.points, reader.reference, context, month_first=reader.month_first)
    if settled.unknown:
        return _keep(reader, [Piece(Span(SpanKind.VAGUE), phrase.first, phrase.next)], Role.EVENT, settled)
    shut = "closing" in reader.told and is_closure(ts, phrase.first)
    if not settled.days or shut or announces_nothing(around, phrase, _old(reader, settled)):
        reader.floor = phrase.next
        return phrase.next
    if phrase.lead == "ago" and _old(reader, settled) and not any(item.last for item in phrase.items):
        return phrase.next
    if not any(point.slots for point in phrase.points):
        late_hours(ts, phrase)
    habit = _habit_behind(ts, phrase) if reader.habitual else None
    if habit is not None and _daily(phrase, habit, settled):
        habit = None
    if habit is not None:
        habit.bounds, habit.first = phrase, phrase.first
        return _keep_habit(reader, habit, settled)
    role = role_of(ts, phrase, around, reader.context)
    found = _visits(reader, phrase, pieces(phrase, settled))
    if role is Role.DEADLINE:
        found = [Piece(_deadline(piece.span), piece.first, piece.next) for piece in found]
    return _keep(reader, found, role, settled, phrase.next)


def _visits(reader: Reader, phrase: Phrase, found: list[Piece]) -> list[Piece]:
    """Hours that are said to hold on each of several days are those of one visit, on any of them."""
    words = reader.ts[phrase.first : phrase.next] if "each_day" in reader.told else []
    if not any("each_day" in token.senses for token in words):
        return found
    return [replace(piece, each=piece.each and piece.span.end_time is None) for piece in found]


def _deadline(span: Span) -> Span:
    """A deadline is a last day without a first."""
    if span.kind is SpanKind.DAY:
        return Span(SpanKind.OPEN_START, end=span.start, end_time=span.start_time)
    return span


def _keep(reader: Reader, found: list[Piece], role: Role, settled: Settled, after: int = 0) -> int:
    """Add the pieces of one phrase."""
    after = after or (found[-1].next if found else reader.floor)
    if found and reader.found and len(found) == 1 and found[0].first - reader.floor <= BESIDE:
        _drop_echo(reader, found[0])
    if found and reader.found and _moved(reader, found[0].first):
        found[0].first = reader.found.pop().first
    reader.found.extend(
        Found(piece.span, role, piece.first, piece.next, settled, piece.each) for piece in found
    )
    if found:
        reader.found[-1].next = after
    reader.floor = after
    return after


def _moved(reader: Reader, first: int) -> bool:
    """Reads "28 mars (reporté au 4 avril)": what begins at ``first`` takes the place of the day before it."""
    between = reader.ts[reader.floor : first + 1]
    at = next((n for n, token in enumerate(between) if "moved" in token.senses), -1)
    return at >= 0 and len(between) <= MOVED and all(token.kind == "word" for token in between[at:-1])


def _drop_echo(reader: Reader, piece: Piece) -> None:
    """Drop the first of "vandaag, 15 juni om 20 u" and "week 26 (22-28 juni)": both say one thing."""
    last = reader.found[-1]
    one, other = last.span, piece.span
    if (
        "day" in last.settled.inferred
        and (one.start, one.last) == (other.start, other.last)
        and not one.timed
    ):
        reader.found.pop()
        piece.first = last.first


def _old(reader: Reader, settled: Settled) -> bool:
    """Whether all its days lie more than a year back."""
    return (
        reader.reference is not None
        and bool(settled.ends)
        and (reader.reference - settled.ends[-1]).days > 366
    )


def _habit_behind(ts: list[Token], phrase: Phrase) -> Habit | None:
    """Reads "van 3 maart tot 30 juni, elke dinsdag": the phrase bounds a series."""
    single = len(phrase.items) == 1
    if single and phrase.items[0].last is None and phrase.lead not in ("since", "until"):
        return None
    j = phrase.next
    while ts[j].text in (",", "(", ":", "-", "\n", ";") or (
        "at" in ts[j].senses and "on" in ts[j + 1].senses
    ):
        j += 1
    habit = parse_habit(ts, j) if ts[j].senses else None
    return habit if single or (habit and habit.rule == "FREQ=DAILY") else None


def _daily(phrase: Phrase, habit: Habit, settled: Settled) -> bool:
    """Reads "van 24 tot 28 augustus, elke dag van 9 tot 16u": a range with its hours; whether it is."""
    last = phrase.points[-1]
    run = habit.rule == "FREQ=DAILY" and habit.bounds is None and habit.exceptions is None
    length = (settled.ends[-1] - settled.days[0]).days
    if not run or not 0 < length <= RUN or (habit.slots and last.slots):
        return False
    last.slots, phrase.next = last.slots or habit.slots, habit.next
    last.next = habit.next
    return True


def _keep_habit(reader: Reader, habit: Habit, settled: Settled | None) -> int:
    """Keep a recurring span with its bounds; opening hours announce nothing."""
    if settled is None and is_opening(before(reader.ts, habit.first, reader.floor)):
        reader.floor = habit.next
        return habit.next
    reader.floor = habit.next
    try:
        span, inner = _recurring(reader, habit, settled)
    except ValueError:  # bounds further apart than anything announced
        return habit.next
    reader.found.append(Found(span, Role.EVENT, habit.first, habit.next, inner))
    return habit.next


def _recurring(reader: Reader, habit: Habit, settled: Settled | None) -> tuple[Span, Settled]:
    """The span of a habit: rule, bounds, hours, exceptions."""
    first = last = None
    inner = settled or Settled()
    if habit.bounds is not None:
        inner = settled or settle(habit.bounds.points, reader.reference, reader.context)
        first, last = _limits(habit.bounds, inner)
    if habit.opening and first is not None and last is not None and first < last:
        return Span(SpanKind.RANGE, first, last), inner
    rule = habit.rule + (f";UNTIL={last:%Y%m%d}" if habit.rule and last else "")
    out = settle(habit.exceptions.points, reader.reference, reader.context).days if habit.exceptions else []
    start, end = habit.slots[0] if habit.slots else (None, None)
    return Span(SpanKind.RECURRING, first, last, start, end, rule=rule, exceptions=tuple(out)), inner


def _limits(bounds: Phrase, settled: Settled) -> tuple[date | None, date | None]:
    """First and last day of a series."""
    if not settled.days:
        return None, None
    if bounds.items[0].last is not None:
        first, last = settled.days[0], settled.ends[-1]
        return (first, last) if first <= last else (None, None)
    return (settled.days[0], None) if bounds.lead == "since" else (None, settled.ends[-1])


def is_vague(text: str, languages: Sequence[str] = ()) -> bool:
    """Whether a text announces something without a day ("voorjaar 2026", "TBD") and names no day."""
    found = find(text, reference=None, languages=languages)
    return bool(found) and all(mention.span.kind is SpanKind.VAGUE for mention in found)
