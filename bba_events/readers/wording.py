"""What words look like: the traits of a text by itself, and of the line that it is.

What a line is, is told by ``page``; where it stands beside a date, by ``traits``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bba_events.page import Line, is_link_word
from bba_events.page.buttons import leads_on
from bba_events.page.fragments import is_month
from bba_events.page.hours import begins_timed, clock, is_hour
from bba_events.page.labels import name_of, pair
from bba_events.page.layout import looks_like_title, weight
from bba_events.page.phrases import is_aside, is_body, is_category, is_generic, is_report, names_a_kind, past
from bba_events.page.places import looks_like_place
from bba_events.page.states import is_status
from bba_events.text import fold

_MONEY = re.compile(r"€|\beuros?\b|\$|\bCHF\b|°C", re.IGNORECASE)
_WEB = re.compile(r"@|https?:|www\.|\.(?:fr|be|com|org|net|ch|nl|eu|de)\b")
_PHONE = re.compile(r"\b0\d{1,3}[ /.]|\+\d\d")
_NAME = r"[A-ZÀ-Þ][\w.'’-]{0,30}"
_PERSON = re.compile(
    rf"(?:(?:M|Mme|Dr|Pr|Prof|Mr|Ms|Ir)\.?\s)?{_NAME}(?:\s(?:de|du|van|von|der|den|la|le))?"
    rf"(?:\s{_NAME}){{1,2}}(?:\s\([^()]{{0,80}}\))?"
)
_BY = re.compile(
    r"(?:par|avec|by|with|door|met|von|mit|présentée?|organisée?|proposée?|animée?|orateurs?|oratrice|conférenci[eè]re?"
    r"|intervenante?s?|sprekers?|speakers?|mise en scène|direction|réalis\w+|texte)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[«“\"„‘][^«»“”\"„]{4,200}[»”\"’]")
_POSTAL = re.compile(r"\b\d{4,5}\b|\(\d{2,3}\)")
_LABEL = re.compile(r"[^:]{2,25}\s?: \S")
_CAPITALS = 0.7
"""Share of capitals from which a line is written in them."""
_RUNNING = 300
"""Characters from which a text is no name, and little of it counts."""
_OF_RUNNING = frozenset(("past", "aside", "timed", "by", "figure", "lower"))
_FEW = 5
"""Words of a line that are all looked at; of a longer one the first and the last."""


def step(number: float, edges: Sequence[float]) -> str:
    """Between which edges a number lies, as the number of the edge above it."""
    for n, edge in enumerate(edges):
        if number <= edge:
            return str(n)
    return str(len(edges))


def plain_words(text: str) -> list[str]:
    """The folded words of a text without those with figures."""
    return [word for word in fold(text).split() if not any(map(str.isdigit, word))]


def of_text(text: str) -> Iterator[str]:
    """What a text looks like, wherever it stands."""
    runs = len(text) > _RUNNING
    yield from (name for name, holds in _KINDS if (not runs or name in _OF_RUNNING) and holds(text))
    if runs:
        yield "runs"
        return
    told = name_of(text)
    label = pair(text)[0]
    if told:
        yield f"label:{told}"
    if label:
        yield f"pair:{label}"
    elif _LABEL.match(text):
        yield "colon"
    if text[-1:] in ".…!?:;,":
        yield f"ends{text[-1]}"
    letters = [char for char in text if char.isalpha()]
    if len(letters) > 3 and sum(map(str.isupper, letters)) > _CAPITALS * len(letters):
        yield "capitals"
    words = plain_words(text)
    yield f"long{step(len(text), (8, 16, 30, 50, 80, 120, 200))}"
    yield f"words{step(len(words), (0, 1, 2, 3, 5, 8, 14))}"
    yield from (f"first={word}" for word in words[:1])
    yield from (f"word={word}" for word in words[1:] if len(words) < _FEW)
    yield from (f"last={word}" for word in words[-1:] if len(words) > 1)


_KINDS = (
    ("link", is_link_word),
    ("leads", leads_on),
    ("generic", is_generic),
    ("category", is_category),
    ("kind", names_a_kind),
    ("status", is_status),
    ("place", looks_like_place),
    ("body", is_body),
    ("aside", is_aside),
    ("report", is_report),
    ("past", past),
    ("hour", is_hour),
    ("timed", begins_timed),
    ("clock", lambda text: bool(clock(text))),
    ("monthname", is_month),
    ("money", _MONEY.search),
    ("web", _WEB.search),
    ("phone", _PHONE.search),
    ("person", _PERSON.fullmatch),
    ("by", _BY.match),
    ("quoted", _QUOTED.search),
    ("postal", _POSTAL.search),
    ("lower", lambda text: text[:1].islower()),
    ("bracket", lambda text: text[:1] == "("),
    ("figure", lambda text: text[:1].isdigit()),
    ("comma", lambda text: ", " in text),
)
"""Name of a trait and what tells it of a text."""


def of_line(line: Line, times: int) -> Iterator[str]:
    """What a line looks like where it stands; ``times`` is how often the page says it."""
    if line.level:
        yield f"level{min(line.level, 4)}"
    if line.strong and fold(line.strong) == fold(line.text):
        yield "strong"
    if any(fold(link.text) == fold(line.text) for link in line.links):
        yield "linked"
    if looks_like_title(line):
        yield "title"
    if line.part:
        yield f"part:{line.part}"
    yield f"weight{weight(line):.1f}"
    yield f"times{step(times, (1, 2, 4))}"
    yield f"tag{line.tag}" if line.tag in ("li", "td", "text", "p", "dt", "dd") else "tag"
