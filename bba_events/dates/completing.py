"""What the points of one phrase share: months written once, weekdays that stand before their days.

Years are left to ``years``.
"""

from __future__ import annotations

from bba_events.dates.phrase import Item, Phrase, bare_weekday
from bba_events.dates.point import Point


def complete(phrase: Phrase) -> bool:
    """Drop what cannot become a day; hand months to the points that lack one."""
    _drop_weekday_heads(phrase)
    _forward(phrase)
    while phrase.items and not phrase.items[-1].points[-1].dated:
        item = phrase.items[-1]
        if item.last is not None and item.first.dated:
            item.last = None
        else:
            phrase.items.pop()
    if not phrase.items:
        return False
    phrase.next = phrase.items[-1].points[-1].next
    _backward(phrase)
    _drop_strangers(phrase)
    return bool(phrase.items)


def _drop_weekday_heads(phrase: Phrase) -> None:
    """Reads "samedi et dimanche 7 et 8 mars": the weekdays stand before the days they belong to."""
    points = phrase.points
    heads = next((at for at, point in enumerate(points) if not bare_weekday(point)), len(points))
    rest = points[heads:]
    if not heads or not rest or any(point.relative for point in rest):
        return
    days = [point.weekdays for point in points[:heads]] + [rest[0].weekdays]
    kept = [item for item in phrase.items if not any(point in points[:heads] for point in item.points)]
    if not kept and phrase.items[0].last is not None:
        kept = [Item(phrase.items[0].last), *phrase.items[1:]]
    phrase.items = kept
    left = phrase.points
    if len(left) >= len(days):
        for point, weekdays in zip(left, days, strict=False):
            point.weekdays = weekdays


def inherit(phrase: Phrase, point: Point) -> None:
    """A bare number behind a month-first date is a day of that month: "May 3, 5 and 7"."""
    before = phrase.points[-1] if phrase.items else None
    if before and before.form == "md" and point.day and not point.month and not point.relative:
        point.month, point.form = before.month, "md"


def _forward(phrase: Phrase) -> None:
    """Reads "May 3, 5 and 7": bare numbers behind a month-first date are days of it."""
    month, form = 0, ""
    for point in phrase.points:
        if point.month:
            month, form = point.month, point.form
        elif month and form == "md" and point.day and not point.relative:
            point.month, point.form = month, "md"


def _backward(phrase: Phrase) -> None:
    """Reads "28, 29 en 30 november": a bare number is a day of the month that follows."""
    month, form, weak = 0, "", False
    for point in reversed(phrase.points):
        if point.month:
            month, form, weak = point.month, "dm" if point.form == "nth" else point.form, point.weak
        elif point.day and month:
            point.month, point.form, point.weak = month, form, weak


def _drop_strangers(phrase: Phrase) -> None:
    """Leave out leading numbers that do not run up to the first full date ("zaal 5, 3 mei")."""
    while len(phrase.items) > 1:
        first, second = phrase.items[0].points[-1], phrase.items[1].first
        if first.relative or not first.day or first.month != second.month or first.day < second.day:
            return
        if phrase.items[1].joined != "comma" or first.weekdays or first.next - first.first > 1:
            return
        phrase.items.pop(0)
        phrase.first = phrase.items[0].first.first
