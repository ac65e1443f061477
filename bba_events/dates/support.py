"""Whether what looks like a date is one: "1/3", "3.5" and "12 may" need support from around.

Laws, streets and births are known to ``roles``.
"""

from __future__ import annotations

from bba_events.dates.phrase import Item, Phrase
from bba_events.dates.reader import Reader
from bba_events.dates.roles import is_opening
from bba_events.dates.tokens import Token


def unsupported(reader: Reader, phrase: Phrase) -> bool:
    """Whether all that stands there is "1/3", "3.5" or "12 may" that may as well be something else."""
    ts = reader.ts
    points = phrase.points
    point = points[0]
    whole = phrase.first == 0 and ts[phrase.next].kind == "end"
    if all(point.weak for point in points) and not _supported(ts, phrase, whole):
        return True
    if not point.year and not point.slots and point.form in ("dm", "md") and not phrase.lead:
        after = ts[phrase.next]
        unit = {"measure", "day_units"} & after.senses.keys() and point.form == "md"
        if unit or ("address" in after.senses and point.month in (3, 5)):
            return True
    return _modal(reader, phrase) if point.month in (3, 5) and point.form in ("dm", "md") else False


def _supported(ts: list[Token], phrase: Phrase, whole: bool) -> bool:
    """What makes a date of two numbers: a weekday, a preposition, hours, a partner, nothing else around."""
    points, after = phrase.points, ts[phrase.next]
    point = next((one for one in points if not ts[one.next - 1].text.isdigit()), points[0])
    text = ts[point.next - 1].text
    if "measure" in after.senses:
        return False
    if text in ("24/7", "7/7") or after.text in ("%", "€", "$"):
        return False
    if any(point.weekdays or point.slots for point in points):
        return True
    fraction = "from" in after.senses or "of" in after.senses
    partner = len(phrase.items) == 1 and phrase.items[0].last is not None
    if partner or whole:
        return True
    if fraction or (after.kind == "word" and not after.senses and _decimal(text)):
        return False
    led = (
        bool(phrase.lead)
        or point.first < point.next - 1
        or (phrase.first and "on" in ts[phrase.first - 1].senses)
    )
    part_of = 0 < point.day < point.month <= 6  # "(1/3)" is a third, or the first of three
    bracketed = phrase.first and ts[phrase.first - 1].text == "(" and after.text == ")" and not part_of
    linked = (
        phrase.first
        and ts[phrase.first - 1].text in ("=", ":")
        and "counted" not in ts[phrase.first - 2].senses
    )
    begins = phrase.first == 0 and (after.text in (":", "-", ",", "|", ")") or _padded(text))
    return bool(led or bracketed or linked or begins) or (text.endswith(".") and len(text) == 6)


def _padded(text: str) -> bool:
    """Two figures each, "05/09", as no fraction is written."""
    return len(text) == 5 and text[2] == "/"


def _decimal(text: str) -> bool:
    """Reads "4.5" rather than "04.05."."""
    return "." in text and not text.endswith(".")


def _modal(reader: Reader, phrase: Phrase) -> bool:
    """English "12 may apply", "12 march on": lower case in a text that knows capitals."""
    point = phrase.points[0]
    read = reader.ts[point.first : point.next]
    token = next((token for token in read if "month" in token.senses), None)
    if token is None or token.text not in ("may", "march") or point.weekdays or point.year or point.slots:
        return False
    if phrase.first and "counted" in reader.ts[phrase.first - 1].senses:
        return True
    if reader.ts[phrase.next].kind != "word" or any("of" in part.senses for part in read):
        return False
    if not any(part.kind == "num" for part in read):
        return True
    return reader.text[token.start : token.end].islower() and not reader.text.islower() and len(read) == 2


def keep_new_day(ts: list[Token], phrase: Phrase) -> None:
    """Reads "moved from 4 to 11 April": only the new day counts."""
    item = phrase.items[0]
    before = phrase.first and "moved" in ts[phrase.first - 1].senses
    if len(phrase.items) != 1 or item.last is None or phrase.lead not in ("from", "since"):
        return
    if before or "moved" in ts[phrase.next].senses:
        phrase.items, phrase.lead = [Item(item.last)], ""


def weekdays_only(phrase: Phrase) -> bool:
    """Nothing but weekdays, as opening days are written."""
    return all(point.relative and point.relative[0] == "weekday" and not point.det for point in phrase.points)


def repeats(ts: list[Token], phrase: Phrase, around: list[Token]) -> bool:
    """Weekdays of something that recurs: "wekelijkse training op maandag", "un samedi par mois"."""
    return "of_month" in ts[phrase.next].senses or any("repeated" in token.senses for token in around)


def echoes(reader: Reader, phrase: Phrase, around: list[Token]) -> bool:
    """Weekdays that only repeat the date before them ("3–5 May (Friday–Sunday)"), or opening days."""
    before_it = reader.ts[phrase.first - 1] if phrase.first else None
    beside = bool(reader.found) and reader.floor == phrase.first - 1 and before_it is not None
    closing = "opening" in reader.ts[phrase.next].senses
    return (
        closing or is_opening(around) or (beside and before_it is not None and before_it.text in ("(", ","))
    )
