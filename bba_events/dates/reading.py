"""find: all date spans of a text, in the order of writing.

It walks over the tokens once, asks the grammar at each place, settles years and days, and adds
role, status and doubts.  HTML, the clock on the wall and what an event is are left to others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from bba_events import words
from bba_events.dates.clocks import parse_slots
from bba_events.dates.habits import Habit, parse_habit
from bba_events.dates.mention import Context, Mention
from bba_events.dates.phrases import Phrase, parse_phrase
from bba_events.dates.roles import announces_nothing, before, is_opening, role_of
from bba_events.dates.spans import Piece, pieces
from bba_events.dates.status import status_in
from bba_events.dates.tokens import Token, Vocabulary, tokens
from bba_events.dates.vague import parse_vague
from bba_events.dates.vocabulary import vocabulary
from bba_events.dates.years import Settled, settle
from bba_events.span import Role, Span, SpanKind

FAR = 14
"""An hour so many tokens behind its day still belongs to it ("op 4 mei is er een wandeling om 14 uur")."""
REACH = 8
"""So many words may stand before the first number or name of a day in one phrase."""
WORDS = ("word", "punct", "other", "end")
STOPS = (".", "!", "?", ";", "\n", "|", "•")


@dataclass(slots=True)
class Found:
    """One mention in the making."""

    span: Span
    role: Role
    first: int
    next: int
    settled: Settled = field(default_factory=Settled)


@dataclass(slots=True)
class Reader:
    """The state of one walk over a text."""

    text: str
    ts: list[Token]
    reference: date | None
    context: Context
    found: list[Found] = field(default_factory=list)
    floor: int = 0
    """The token behind the last mention."""


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
    ts = tokens(text, known)
    reader = Reader(text, ts, reference, context)
    walk(reader)
    return _mentions(reader, languages, known)


def walk(reader: Reader) -> None:
    """Ask the grammar at every token that can begin a date."""
    ts, i, next_ = reader.ts, 0, -1
    triggers = iter(
        [at for at, token in enumerate(ts) if "trigger" in token.senses or token.kind not in WORDS]
        + [len(ts) + REACH]
    )
    while i < len(ts) - 4:
        while next_ < i:
            next_ = next(triggers)
        i = max(i, next_ - REACH)
        if i < len(ts) - 4 and (ts[i].senses or ts[i].kind not in WORDS):
            i = _step(reader, i)
        else:
            i += 1


def _step(reader: Reader, i: int) -> int:
    """Read what begins at ``i``; the place where to look on."""
    ts = reader.ts
    if (ts[i].senses or ts[i].ordinal) and (habit := parse_habit(ts, i)):
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
    if _unsupported(reader, phrase) or (_weekdays_only(phrase) and _echoes(reader, phrase, around)):
        return phrase.next
    context = reader.context
    if phrase.lead == "ago" and not any(item.last for item in phrase.items):
        context = replace(context, hint="past")
    settled = settle(phrase.points, reader.reference, context)
    if settled.unknown:
        return _keep(reader, [Piece(Span(SpanKind.VAGUE), phrase.first, phrase.next)], Role.EVENT, settled)
    if not settled.days or announces_nothing(around, phrase, _old(reader, settled)):
        reader.floor = phrase.next
        return phrase.next
    if phrase.lead == "ago" and _old(reader, settled) and not any(item.last for item in phrase.items):
        return phrase.next
    if not any(point.slots for point in phrase.points):
        _late_hours(ts, phrase)
    habit = _habit_behind(ts, phrase)
    if habit is not None:
        habit.bounds, habit.first = phrase, phrase.first
        return _keep_habit(reader, habit, settled)
    role = role_of(ts, phrase, around, reader.context)
    found = pieces(phrase, settled)
    if role is Role.DEADLINE:
        found = [replace_span(piece, _deadline(piece.span)) for piece in found]
    return _keep(reader, found, role, settled, phrase.next)


def replace_span(piece: Piece, span: Span) -> Piece:
    """The same words with another span."""
    return Piece(span, piece.first, piece.next)


def _deadline(span: Span) -> Span:
    """A deadline is a last day without a first."""
    if span.kind is SpanKind.DAY:
        return Span(SpanKind.OPEN_START, end=span.start, end_time=span.start_time)
    return span


def _keep(reader: Reader, found: list[Piece], role: Role, settled: Settled, after: int = 0) -> int:
    """Add the pieces of one phrase."""
    after = after or found[-1].next
    reader.found.extend(Found(piece.span, role, piece.first, piece.next, settled) for piece in found)
    if found:
        reader.found[-1].next = after
    reader.floor = after
    return after


def _old(reader: Reader, settled: Settled) -> bool:
    """Whether all its days lie more than a year back."""
    return (
        reader.reference is not None
        and bool(settled.ends)
        and (reader.reference - settled.ends[-1]).days > 366
    )


def _unsupported(reader: Reader, phrase: Phrase) -> bool:
    """Whether all that stands there is "1/3", "3.5" or "12 may" that may as well be something else."""
    ts = reader.ts
    points = phrase.points
    point = points[0]
    whole = phrase.first == 0 and ts[phrase.next].kind == "end"
    if all(point.weak for point in points) and not _supported(ts, phrase, whole):
        return True
    return _modal(reader, phrase) if point.month in (3, 5) and point.form in ("dm", "md") else False


def _supported(ts: list[Token], phrase: Phrase, whole: bool) -> bool:
    """What makes a date of two numbers: a weekday, a preposition, hours, a partner, nothing else around."""
    points, after = phrase.points, ts[phrase.next]
    text = ts[points[0].next - 1].text
    if text in ("24/7", "7/7") or after.text in ("%", "€", "$"):
        return False
    if any(point.weekdays or point.slots for point in points):
        return True
    fraction = "from" in after.senses or "of" in after.senses
    partner = len(phrase.items) == 1 and phrase.items[0].last is not None
    if partner or whole:
        return True
    if fraction or (after.kind == "word" and not after.senses and point_is_decimal(text)):
        return False
    led = (
        bool(phrase.lead)
        or points[0].first < points[0].next - 1
        or (phrase.first and "on" in ts[phrase.first - 1].senses)
    )
    bracketed = phrase.first and ts[phrase.first - 1].text == "(" and after.text == ")"
    linked = (
        phrase.first
        and ts[phrase.first - 1].text in ("=", ":")
        and "counted" not in ts[phrase.first - 2].senses
    )
    begins = phrase.first == 0 and after.text in (":", "-", ",", "|", ")")
    return bool(led or bracketed or linked or begins) or (text.endswith(".") and len(text) == 6)


def _weekdays_only(phrase: Phrase) -> bool:
    """Nothing but weekdays, as opening days are written."""
    return all(point.relative and point.relative[0] == "weekday" and not point.det for point in phrase.points)


def _echoes(reader: Reader, phrase: Phrase, around: list[Token]) -> bool:
    """Weekdays that only repeat the date before them ("3–5 May (Friday–Sunday)"), or opening days."""
    before_it = reader.ts[phrase.first - 1] if phrase.first else None
    beside = bool(reader.found) and reader.floor == phrase.first - 1 and before_it is not None
    closing = "opening" in reader.ts[phrase.next].senses
    return (
        closing or is_opening(around) or (beside and before_it is not None and before_it.text in ("(", ","))
    )


def point_is_decimal(text: str) -> bool:
    """Reads "4.5" rather than "04.05."."""
    return "." in text and not text.endswith(".")


def _modal(reader: Reader, phrase: Phrase) -> bool:
    """English "12 may apply", "12 march on": lower case in a text that knows capitals."""
    point = phrase.points[0]
    read = reader.ts[point.first : point.next]
    token = next((token for token in read if "month" in token.senses), None)
    if token is None or token.text not in ("may", "march") or point.weekdays or point.year or point.slots:
        return False
    if reader.ts[phrase.next].kind != "word" or any("of" in part.senses for part in read):
        return False
    if not any(part.kind == "num" for part in read):
        return True
    return reader.text[token.start : token.end].islower() and not reader.text.islower() and len(read) == 2


def _late_hours(ts: list[Token], phrase: Phrase) -> None:
    """Hours further on in the sentence belong to its single day."""
    if (
        len(phrase.items) != 1
        or phrase.items[0].last is not None
        or phrase.lead in ("until", "before", "since")
    ):
        return
    for j in range(phrase.next, phrase.next + FAR):
        token = ts[j]
        if (
            token.kind == "end"
            or token.text in STOPS
            or (
                {
                    "month",
                    "weekday",
                    "apply",
                    "deadline",
                    "doors",
                    "opening",
                    "duration",
                    "relative",
                    "until",
                    "published",
                }
                & token.senses.keys()
                and "at" not in token.senses
            )
        ):
            return
        if token.kind in ("dmy", "iso", "ymd"):
            return
        leads = {"at", "clock_from", "between"} & token.senses.keys()
        punctuated = token.kind == "clock" and ts[j - 1].text in (",", "-", "(", ":")
        if (leads or punctuated) and (found := parse_slots(ts, j)):
            phrase.points[0].slots, phrase.next = found
            phrase.points[0].next = phrase.next
            return


def _habit_behind(ts: list[Token], phrase: Phrase) -> Habit | None:
    """Reads "van 3 maart tot 30 juni, elke dinsdag": the phrase bounds a series."""
    if len(phrase.items) != 1 or (phrase.items[0].last is None and phrase.lead not in ("since", "until")):
        return None
    j = phrase.next
    while ts[j].text in (",", "(", ":", "-", "\n", ";"):
        j += 1
    return parse_habit(ts, j) if ts[j].senses else None


def _keep_habit(reader: Reader, habit: Habit, settled: Settled | None) -> int:
    """Keep a recurring span with its bounds; opening hours announce nothing."""
    if settled is None and is_opening(before(reader.ts, habit.first, reader.floor)):
        reader.floor = habit.next
        return habit.next
    span, inner = _recurring(reader, habit, settled)
    reader.found.append(Found(span, Role.EVENT, habit.first, habit.next, inner))
    reader.floor = habit.next
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


def _mentions(reader: Reader, languages: Sequence[str], known: Vocabulary) -> list[Mention]:
    """The mentions with words, status, language."""
    ts, text = reader.ts, reader.text
    found = []
    for number, one in enumerate(reader.found):
        start, end = ts[one.first].start, ts[one.next - 1].end
        after = ts[reader.found[number + 1].first].start if number + 1 < len(reader.found) else len(text)
        status = _status(text, 0 if number == 0 else start, start, end, after)
        found.append(
            Mention(
                span=one.span,
                role=one.role,
                text=text[start:end],
                at=(start, end),
                certain=not one.settled.doubts,
                doubts=tuple(one.settled.doubts),
                inferred=tuple(dict.fromkeys(one.settled.inferred)),
                status=status,
                language=_language(ts[one.first : one.next], languages),
            )
        )
    return found


def _status(text: str, begin: int, start: int, end: int, after: int) -> str:
    """Status words behind a date up to the next one; for the first date those before it too."""
    behind = text[end : min(after, end + 200)]
    ahead = text[max(begin, start - 200) : start]
    if ahead and re.search(r"(?:\b(?:naar|au|auf|to|to the|op|le)\s*)$", ahead.lower()):
        ahead = ""
    return status_in(behind) or (status_in(ahead) if ahead else "")


def _language(ts: list[Token], languages: Sequence[str]) -> str:
    """The language most of the words are of; the first that was asked for wins ties."""
    votes: dict[str, int] = {}
    for token in ts:
        for language in token.senses.get("languages", ()) if token.kind == "word" else ():
            votes[language] = votes.get(language, 0) + 1
    if not votes:
        return languages[0] if languages else ""
    most = max(votes.values())
    best = [language for language in (*languages, *sorted(votes)) if votes.get(language) == most]
    return best[0]


def is_vague(text: str, languages: Sequence[str] = ()) -> bool:
    """Whether a text announces something without a day ("voorjaar 2026", "TBD") and names no day."""
    found = find(text, reference=None, languages=languages)
    return bool(found) and all(mention.span.kind is SpanKind.VAGUE for mention in found)
