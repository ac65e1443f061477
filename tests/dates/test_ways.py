"""The many ways people write a day or a range, made by a generator that shares no code with the reader.

Names and joining words are spelled out here again on purpose: a slip in the word tables shows.
"""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bba_events.dates import find
from bba_events.span import Span, SpanKind, day, days

REFERENCE = date(2026, 11, 25)
MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}
SHORT = {
    "nl": "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
WEEKDAYS = {
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
BRIEF = {
    "nl": "ma di wo do vr za zo",
    "fr": "lun. mar. mer. jeu. ven. sam. dim.",
    "de": "Mo., Di., Mi., Do., Fr., Sa., So.,",
    "en": "Mon Tue Wed Thu Fri Sat Sun",
}
JOINS = {
    "nl": [("", " t/m "), ("", " tot en met "), ("van ", " tot "), ("Van ", " t.e.m. "), ("", " - "), ("", "–"), ("van ", " tem ")],
    "fr": [("du ", " au "), ("Du ", " jusqu'au "), ("", " au "), ("", " - "), ("", " – "), ("du ", " au ")],
    "de": [("vom ", " bis "), ("", " bis "), ("vom ", " bis zum "), ("", " – "), ("", "–"), ("", " bis einschließlich ")],
    "en": [("from ", " to "), ("", " to "), ("", " - "), ("", "–"), ("", " until "), ("", " through "), ("from ", " till ")],
}  # fmt: skip
HOURS = {
    "nl": [("van {0} tot {1}", "{h}u{m:02}"), ("van {0} tot {1}", "{h}:{m:02}"), ("{0} - {1}", "{h}:{m:02} u."),
           ("van {0} tot {1} uur", "{h}.{m:02}"), ("{0}-{1}", "{h}u{m:02}"), ("tussen {0} en {1}", "{h}u{m:02}")],
    "fr": [("de {0} à {1}", "{h}h{m:02}"), ("de {0} à {1}", "{h} h {m:02}"), ("{0} - {1}", "{h}:{m:02}"), ("{0}-{1}", "{h}h{m:02}"),
           ("entre {0} et {1}", "{h}h{m:02}"), ("{0} > {1}", "{h}h{m:02}")],
    "de": [("von {0} bis {1} Uhr", "{h}:{m:02}"), ("{0} – {1} Uhr", "{h}.{m:02}"), ("{0}–{1} Uhr", "{h:02}:{m:02}"),
           ("von {0} Uhr bis {1} Uhr", "{h}.{m:02}"), ("zwischen {0} und {1} Uhr", "{h}:{m:02}")],
    "en": [("from {0} to {1}", "{h}:{m:02}"), ("{0} - {1}", "{h}:{m:02}"), ("from {0} until {1}", "{h}h{m:02}"),
           ("between {0} and {1}", "{h:02}:{m:02}")],
}  # fmt: skip
LANGUAGES = st.sampled_from(["nl", "fr", "de", "en"])
SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "  "])


def named(language: str, when: date, month: str, weekday: str, year: bool, lower: bool) -> str:
    """One day with its month's name, as this language writes it."""
    dot = "." if language == "de" else ("er" if language == "fr" and when.day == 1 else "")
    name = {"long": MONTHS, "short": SHORT}[month][language].split()[when.month - 1]
    head = {"": {language: " " * 7}, "long": WEEKDAYS, "short": BRIEF}[weekday][language].split(" ")[
        when.weekday()
    ]
    if weekday == "long" and language == "de":
        head += ","
    text = f"{head} {when.day}{dot} {name}".strip() + (f" {when.year}" if year else "")
    return text.lower() if lower else text


def numeric(when: date, mark: str, year: bool) -> str:
    """One day in numbers, day before month."""
    tail = f"{mark}{when.year}" if year else ("." if mark == "." else "")
    return f"{when.day:02}{mark}{when.month:02}{tail}"


@st.composite
def written(draw, language: str, when: date, year: bool) -> str:
    """One day in any of its forms."""
    if draw(st.integers(0, 3)) == 0:
        return numeric(when, draw(st.sampled_from("./" if not year else "./-")), year)
    weekday = draw(st.sampled_from(["", "long", "short"]))
    return named(language, when, draw(st.sampled_from(["long", "short"])), weekday, year, draw(st.booleans()))


def read(text: str, language: str) -> list[Span]:
    return [mention.span for mention in find(text, reference=REFERENCE, languages=(language,))]


@given(st.data(), LANGUAGES, st.dates(date(2025, 1, 1), date(2029, 12, 31)), SPACES)
@settings(max_examples=800, deadline=None, derandomize=True)
def test_a_day_with_its_year(data, language, when, space):
    text = data.draw(written(language, when, True)).replace(" ", space)
    assert read(text, language) == [day(when)], text


@given(st.data(), LANGUAGES, st.integers(0, 364))
@settings(max_examples=600, deadline=None, derandomize=True)
def test_a_day_of_the_coming_year_without_its_year(data, language, ahead):
    when = REFERENCE + timedelta(days=ahead)
    text = data.draw(written(language, when, False))
    assert read(text, language) == [day(when)], text


@given(st.data(), LANGUAGES, st.dates(date(2025, 1, 1), date(2029, 12, 31)), st.integers(1, 300), SPACES)
@settings(max_examples=1200, deadline=None, derandomize=True)
def test_a_range_with_its_years(data, language, first, length, space):
    last = first + timedelta(days=length)
    lead, join = data.draw(st.sampled_from(JOINS[language]))
    both = first.year != last.year or data.draw(st.booleans())
    head = data.draw(written(language, first, both))
    text = f"{lead}{head}{join}{data.draw(written(language, last, True))}".replace(" ", space)
    assert read(text, language) == [days(first, last)], text


@given(st.data(), LANGUAGES, st.integers(0, 300), st.integers(1, 27))
@settings(max_examples=600, deadline=None, derandomize=True)
def test_a_range_within_a_month(data, language, ahead, length):
    first = REFERENCE + timedelta(days=ahead)
    last = first + timedelta(days=length)
    if first.month != last.month:
        last = first.replace(day=first.day) + timedelta(days=1)
        if first.month != last.month:
            return
    lead, join = data.draw(st.sampled_from(JOINS[language]))
    dot = "." if language == "de" else ""
    tail = named(
        language, last, data.draw(st.sampled_from(["long", "short"])), "", data.draw(st.booleans()), False
    )
    text = f"{lead}{first.day}{dot}{join}{tail}"
    assert read(text, language) == [days(first, last)], text


@given(
    st.data(),
    LANGUAGES,
    st.integers(0, 300),
    st.integers(7, 23),
    st.integers(0, 23),
    st.sampled_from([0, 15, 30, 45]),
)
@settings(max_examples=800, deadline=None, derandomize=True)
def test_a_day_with_its_hours(data, language, ahead, begin, end, minute):
    when = REFERENCE + timedelta(days=ahead)
    if (begin, 0) == (end, minute):
        return
    pattern, clock = data.draw(st.sampled_from(HOURS[language]))
    hours = pattern.format(clock.format(h=begin, m=0), clock.format(h=end, m=minute))
    year = data.draw(st.booleans())
    mark = data.draw(st.sampled_from([" ", ", ", " | ", " (", ": "]))
    text = f"{named(language, when, 'long', 'long', year, False)}{mark}{hours}" + (")" if "(" in mark else "")
    assert read(text, language) == [day(when, start_time=time(begin), end_time=time(end, minute))], text


OPEN = {
    "nl": ("tot", "vanaf"),
    "fr": ("jusqu'au", "à partir du"),
    "de": ("bis", "ab"),
    "en": ("until", "from"),
}


@pytest.mark.parametrize("language", sorted(OPEN))
@given(st.data(), st.integers(0, 360))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_open_ends(language, data, ahead):
    when = REFERENCE + timedelta(days=ahead)
    until, since = OPEN[language]
    text = named(language, when, "long", data.draw(st.sampled_from(["", "long"])), False, False)
    assert read(f"{until} {text}", language) == [Span(SpanKind.OPEN_START, end=when)]
    assert read(f"{since} {text}", language) == [Span(SpanKind.OPEN_END, when)]
