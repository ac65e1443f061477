"""Another page from a page: its days, months, years, towns or titles replaced wherever they stand.

Works on the raw text, so that prose, attributes and JSON change alike, and keeps weekday names
right.  Knows only the ways in which the fixtures write dates; it shares no code and no words with
the program, and says with ``seen`` which days it met.  What must then be read is left to the test.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.entities import codepoint2name

Forms = Mapping[str, tuple[str, ...]]

MONTHS: Forms = {
    "nl": (
        "januari februari maart april mei juni juli augustus september oktober november december",
        "jan feb mrt apr mei jun jul aug sep okt nov dec",
    ),
    "fr": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janvier f&eacute;vrier mars avril mai juin juillet ao&ucirc;t"
        " septembre octobre novembre d&eacute;cembre",
        "janv. févr. mars avr. mai juin juill. août sept. oct. nov. déc.",
        "jan fév mars avr mai jun jui aoû sep oct nov déc",
    ),
    "en": (
        "January February March April May June July August September October November December",
        "Jan Feb March Apr May Jun Jul Aug Sep Oct Nov Dec",
    ),
    "de": (
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    ),
}
WEEKDAYS: Forms = {
    "nl": ("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag", "ma di wo do vr za zo"),
    "fr": ("lundi mardi mercredi jeudi vendredi samedi dimanche", "lun. mar. mer. jeu. ven. sam. dim."),
    "en": ("Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "Mon Tue Wed Thu Fri Sat Sun"),
    "de": ("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",),
}
TOWNS = {
    "Gent": "Kortrijk",
    "Gand": "Courtrai",
    "Luik": "Doornik",
    "Liège": "Tournai",
    "Lüttich": "Dornick",
    "Namen": "Aarlen",
    "Namur": "Arlon",
    "Brussel": "Mechelen",
    "Bruxelles": "Malines",
    "Brussels": "Malines",
    "Antwerpen": "Hasselt",
    "Anvers": "Hasselt",
    "Bergen": "Eupen",
    "Mons": "Eupen",
    "Leuven": "Oostende",
    "Louvain": "Ostende",
}
TITLES = {
    "BOOMweekend": "KNOTweekend",
    "BOOMWEEKEND": "KNOTWEEKEND",
    "Het Goede Moment": "De Groene Winter",
    "Le Bon Moment": "La Belle Saison",
    "Le Chant des forêts": "Les Ombres du marais",
    "Le Murmure des tourbières": "Les Ombres du marais",
}

_TAG = r"<[^<>]{0,200}>"
_GAP = rf"(?:\s|&nbsp;|&#160;|{_TAG}|\\[nt])*"
_JOIN = (
    rf"{_GAP}(?:t/m|tot en met|t\.e\.m\.|tot|en|et|au|und|bis|and|to|of|ou|or|–|&ndash;|—|-|,|&amp;|&){_GAP}"
)
_ORDINAL = r"(?:(?:<sup>)?(?i:er|ste|th|nd|rd|st)(?:</sup>)?)?"
_NUMBER = r"(?<![\d:.,/])(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_YEAR = r"(?<!\d)20[123]\d(?!\d)"


def _any(forms: Forms) -> str:
    """Any of the words; digits may be glued to either side, letters not."""
    words = {word for lines in forms.values() for line in lines for word in line.split()}
    ranked = sorted((re.escape(word) for word in words), key=len, reverse=True)
    return rf"(?<![^\W\d_])(?:{'|'.join(ranked)})(?![^\W\d_])"


_MONTH, _WEEKDAY = f"(?i:{_any(MONTHS)})", f"(?i:{_any(WEEKDAYS)})"
_DAY = rf"(?:{_WEEKDAY}[.,]?{_GAP})?(?:(?:le|de|den){_GAP})?{_NUMBER}{_ORDINAL}\.?"
_DATES = re.compile(
    rf"(?P<machine>(?<!\d)20[123]\d(?P<dash>-?)\d\d(?P=dash)\d\d(?!\d))"
    rf"|(?P<numeric>(?:{_WEEKDAY}[.,]?{_GAP})?(?<![\d/.-])\d{{1,2}}(?P<mark>[-/.])\d{{1,2}}"
    rf"(?:(?P=mark)20[123]\d(?!\d)|(?<=\d/\d\d)(?![\d/])))"
    rf"|(?P<phrase>(?:{_DAY}(?:{_JOIN}{_DAY})*{_GAP}(?:de{_GAP})?)?{_MONTH}(?:,?{_GAP}(?:de{_GAP})?{_YEAR})?)"
    rf"|(?P<row>{_WEEKDAY}[.,]?{_GAP}{_NUMBER}(?![\d.,/]|:\d|\s*(?:u|h|uur|heures)\b))"
    rf"|(?P<bare>{_YEAR})"
)
_PARTS = re.compile(
    rf"(?P<day>{_NUMBER})(?P<ordinal>{_ORDINAL})"
    rf"|{_TAG}|(?P<weekday>{_WEEKDAY})|(?P<month>{_MONTH})|(?P<year>{_YEAR})"
)

Change = Callable[[date], date]


@dataclass(slots=True)
class Dates:
    """Replaces every date of a page by ``change`` of it.

    ``known`` are the days that the page is about: they tell the year of a day written without one,
    else the year that brings it nearest to ``reference``.  ``year_shift`` moves bare years.
    """

    change: Change
    reference: date
    language: str
    known: frozenset[date] = frozenset()
    year_shift: int = 0
    seen: set[date] = field(default_factory=set)
    _month: int = 0

    def page(self, text: str) -> str:
        """The page with all its dates changed."""
        return _DATES.sub(self._match, text)

    def _match(self, match: re.Match[str]) -> str:
        groups = match.groupdict()
        kind = next(name for name in ("machine", "numeric", "phrase", "row", "bare") if groups[name])
        handler: Callable[[str], str] = getattr(self, f"_{kind}")
        return handler(match.group())

    def _bare(self, text: str) -> str:
        return str(int(text) + self.year_shift)

    def _machine(self, text: str) -> str:
        digits = text.replace("-", "")
        new = self._changed(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        if new is None:
            return text
        return new.isoformat() if "-" in text else f"{new:%Y%m%d}"

    def _numeric(self, text: str) -> str:
        found = re.search(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}))?$", text)
        assert found is not None
        day, mark, month, year = found.groups()
        when = self._day(int(year) if year else None, int(month), int(day))
        new = self._change(when) if when else None
        if new is None:
            return text
        numbers = [
            f"{new.day:0{len(day)}d}",
            f"{new.month:0{len(month)}d}",
            *([str(new.year)] if year else []),
        ]
        return self._weekdays(text[: found.start()], new) + mark.join(numbers)

    def _phrase(self, text: str) -> str:
        parts = list(_PARTS.finditer(text))
        month = next(_index(part.group(), MONTHS) for part in parts if part["month"])
        self._month = month
        year = next((int(part.group()) for part in parts if part["year"]), None)
        whens = [self._day(year, month, int(part["day"])) for part in parts if part["day"]]
        news = [self._change(when) if when else None for when in whens]
        around = news[-1] if news else self._change(date(year or self.reference.year, month, 15))
        if around is None or None in news:
            return text
        return self._replaced(text, [new for new in news if new], around)

    def _row(self, text: str) -> str:
        (number,) = [part["day"] for part in _PARTS.finditer(text) if part["day"]]
        when = self._day(None, self._month, int(number)) if self._month else None
        new = self._change(when) if when else None
        return text if new is None else self._replaced(text, [new], new)

    def _replaced(self, text: str, days: list[date], around: date) -> str:
        """Weekdays and day numbers one by one from ``days``, month and year from ``around``."""
        ahead = list(days)

        def part(match: re.Match[str]) -> str:
            word = match.group()
            if match["weekday"]:
                return self._word(word, WEEKDAYS, (ahead or [around])[0].weekday())
            if match["month"]:
                return self._word(word, MONTHS, around.month - 1)
            if match["year"]:
                return str(around.year)
            return self._number(match, ahead.pop(0).day) if match["day"] else word

        return _PARTS.sub(part, text)

    def _number(self, match: re.Match[str], day: int) -> str:
        """A day number as wide as it was; an ordinal only stays with the first of a month."""
        ordinal = match["ordinal"] if match["ordinal"] and day == 1 else ""
        return f"{day:0{len(match['day'])}d}{ordinal}"

    def _weekdays(self, text: str, new: date) -> str:
        return re.sub(_WEEKDAY, lambda found: self._word(found.group(), WEEKDAYS, new.weekday()), text)

    def _word(self, word: str, forms: Forms, at: int) -> str:
        """The word of the same list, in the same case, at another place."""
        lines = [line.split() for name in (self.language, *forms) for line in forms[name]]
        line = next(line for line in lines if word.casefold() in [one.casefold() for one in line])
        new = line[at]
        if word.isupper():
            return new.upper()
        return new.capitalize() if word[0].isupper() else new.lower()

    def _day(self, year: int | None, month: int, day: int) -> date | None:
        """The date meant; None when there is none such."""
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(year or 2024, month)[1]:
            return None
        if year is not None:
            return date(year, month, day)
        same = [one for one in self.known if (one.month, one.day) == (month, day)]
        years = range(self.reference.year - 1, self.reference.year + 2)
        near = [replace_year(date(2024, month, day), one) for one in years]
        return same[0] if same else min(near, key=lambda one: abs(one - self.reference))

    def _changed(self, year: int, month: int, day: int) -> date | None:
        when = self._day(year, month, day)
        return self._change(when) if when else None

    def _change(self, when: date) -> date:
        self.seen.add(when)
        return self.change(when)


def _index(word: str, forms: Forms) -> int:
    """The number of a month, from 1."""
    for lines in forms.values():
        for line in lines:
            words = [one.casefold() for one in line.split()]
            if word.casefold() in words:
                return words.index(word.casefold()) + 1
    raise AssertionError(f"{word!r} is no month")


def later_days(days: int) -> Change:
    """So many days later; a day that would leave its month stays."""

    def change(when: date) -> date:
        moved = when + timedelta(days=days)
        return moved if moved.month == when.month else when

    return change


def earlier_month(when: date) -> date:
    """The month before, the same day, or the last one of a shorter month."""
    year, month = (when.year, when.month - 1) if when.month > 1 else (when.year - 1, 12)
    return date(year, month, min(when.day, monthrange(year, month)[1]))


def later_years(years: int) -> Change:
    """So many years later."""
    return lambda when: replace_year(when, when.year + years)


def replace_year(when: date, year: int) -> date:
    """The same day of another year; 29 February becomes the 28th."""
    return when.replace(year=year, day=min(when.day, monthrange(year, when.month)[1]))


def words(text: str, table: Mapping[str, str]) -> str:
    """The text with whole words replaced, in small letters, capitals or as they stand."""
    every = {**table, **{old.upper(): new.upper() for old, new in table.items()}}
    every |= {_as_entities(old): new for old, new in table.items()}
    ranked = sorted((re.escape(old) for old in every), key=len, reverse=True)
    return re.sub(rf"(?<![\w-])(?:{'|'.join(ranked)})(?!\w)", lambda found: every[found.group()], text)


def _as_entities(text: str) -> str:
    """The text as old editors write it in HTML, with named entities."""
    return "".join(f"&{codepoint2name[ord(char)]};" if ord(char) in codepoint2name else char for char in text)
