"""Which of its first lines names the subject of a plain text, where no element says so.

Above it stand the site's name and its menu, below it bylines, dates, labels and running text.  The dates
in a caption are left to the readers.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from bba_events.page import slug
from bba_events.page.buttons import is_link_word
from bba_events.page.fragments import is_month
from bba_events.page.labels import name_of, pair
from bba_events.page.layout import looks_like_title
from bba_events.page.outline import Line
from bba_events.page.phrases import (
    is_body,
    is_byline,
    is_category,
    is_dateline,
    is_generic,
    is_list_name,
    is_time_word,
    is_trail,
    names_a_list,
)
from bba_events.page.places import looks_like_place
from bba_events.page.states import is_status
from bba_events.text import fold

_FIRST = 60
"""Lines in which a caption stands."""
_ARTICLE = 140
"""Characters from which a line is running text."""
_MENU = re.compile(r"(?<!\s)\s+[|·•/]\s+")
_ITEM = 30
"""Characters; the name of a page in a trail may have more."""
_SEPARATOR = re.compile(r"(?<!\s)\s+(?:[|–—·•:]+|-{1,2})\s+|(?:(?<!\s)\s+)?(?:\||::)\s*")
_DASHED = re.compile(r"(?<!\s)\s+[-–—:]\s+")
_YEAR_ONLY = re.compile(r"\D*20\d\d(?:\s?[-/–]\s?(?:20)?\d\d)?\W*")
_QUOTED = re.compile(r"[«“\"].+[»”\"]")
_SIGNED = re.compile(r"^(?>.*?20\d\d\b).*\b(?:von|par|door|by) |^(?:von|par|door|by) .*20\d\d", re.IGNORECASE)
"""A day with who wrote on it."""
_DATED = re.compile(r"^\d{1,2}[./-]\d{1,2}\b|\d[./-]\d{1,2}[./-]\d")
"""Figures that are a day; "Saison 26/27" and "N° 147" are none."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_NAMES = 4
"""Words that make more than a date with its weekday and month."""


def of_text(lines: Sequence[Line], is_site: Callable[[str], bool], url: str = "") -> str:
    """The caption of a plain text, "" when no line may be one; ``is_site`` knows the name of the site.

    The line that the address of the page spells, where it spells one.
    """
    if (spelled := _spelled(lines[:_FIRST], url)) is not None:
        return spelled.text
    head = list(_head(lines[:_FIRST]))
    if told := _titled(lines[:_FIRST], is_site):
        return told
    found = [n for n, line in enumerate(head) if _may_be(line.text) and looks_like_title(line)]
    lists = [n for n, line in enumerate(head) if is_list_name(line.text)]
    if lists and lists[-1] == len(head) - 1 and (not found or found[-1] < lists[-1]):
        return head[lists[-1]].text  # right above the rows of a list
    if not found:
        return head[lists[-1]].text if lists else ""
    return head[max(found, key=lambda n: (_weight(head, n, is_site), -n))].text


def _spelled(lines: Sequence[Line], url: str) -> Line | None:
    """The line that an address spells."""
    able = [line for line in lines if len(line.text) < _ARTICLE and _may_be_spelled(line.text)]
    at = slug.spelled(url, [line.text for line in able])
    return able[at] if at >= 0 else None


def _may_be_spelled(text: str) -> bool:
    """Whether words that an address spells are those of a name, and no trail, button or address."""
    return not (is_menu(text) or is_generic(text) or is_link_word(text) or name_of(text) or "www." in text)


def parts(words: str) -> list[str]:
    """The parts of a title that separators set apart."""
    return [part.strip() for part in _SEPARATOR.split(words) if part.strip()]


def _titled(lines: Sequence[Line], is_site: Callable[[str], bool]) -> str:
    """What the title of the page calls it, where the text begins with one: "Agenda - Ville de Rives".

    A line that says a part of it again is the heading; of a list its name is enough.
    """
    told = parts(lines[0].text) if lines else []
    named = [part for part in told if not is_site(part)]
    if len(told) < 2 or not named:
        return ""
    if _is_list(named[0]):
        return named[0]
    again = {fold(line.text): line.text for line in lines[1:] if _may_be(line.text)}
    return next((again[fold(part)] for part in named if fold(part) in again), "")


def _is_list(text: str) -> bool:
    """Whether part of a title calls the page a list."""
    return is_list_name(text) or (is_generic(text) and names_a_list(text))


def is_menu(text: str) -> bool:
    """Whether a line of plain text is a menu or a trail: three short parts or more, or arrows."""
    found = [part for part in _MENU.split(text) if part.strip()]
    if len(found) > 1 and all(map(names_a_list, found)):
        return True
    if is_trail(text) or ">" in text or "›" in text:
        return True
    if len(found) > 2 and (max(map(len, found)) < _ITEM or is_generic(found[0].strip())):
        return True
    words = [part.split() for part in _DASHED.split(text)]
    return len(words) > 2 and max(map(len, words)) < 3


def _head(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines above the first date, label or running text; the title of an article with its date in it.

    Datelines, bylines and numbers that are no date are passed over.
    """
    for line, after in itertools.zip_longest(lines, lines[1:]):
        text = line.text
        if is_dateline(text) or (len(text) < _ARTICLE and _SIGNED.search(text)):
            continue
        if _ends_head(text):
            return
        if any(char.isdigit() for char in text) and not _YEAR_ONLY.fullmatch(text):
            article = after is not None and (is_dateline(after.text) or len(after.text) > _ARTICLE)
            if article and len(_WORD.findall(text)) >= _NAMES:
                yield line
            if article or _DATED.search(text) or any(map(is_time_word, _WORD.findall(text))):
                return
            continue
        yield line


def _ends_head(text: str) -> bool:
    """Whether running text, a label or a month begins what the page says of its subject."""
    labelled = pair(text)[0] and not is_menu(text)
    return len(text) > _ARTICLE or is_month(text) or bool(labelled)


def _may_be(text: str) -> bool:
    """Whether words are a name, and not those of a menu, a status, a label or a day."""
    if is_generic(text) or is_link_word(text) or is_menu(text) or is_status(text) or name_of(text):
        return False
    return not names_a_list(text) and not all(map(is_time_word, _WORD.findall(text)))


def _weight(head: Sequence[Line], at: int, is_site: Callable[[str], bool]) -> float:
    """How surely a line is the caption."""
    text = head[at].text
    words = _WORD.findall(text)
    again = [line for line in head if fold(line.text) == fold(text) or line.text.endswith(f" {text}")]
    told = len(again) > 1  # in the trail, and as the heading
    menu = max((n for n, line in enumerate(head) if not _may_be(line.text)), default=-1)
    first = next((n for n in range(menu + 1, len(head)) if not is_category(head[n].text)), -1)
    weight = 1.0 + told + 0.1 * min(len(words), 6) + 0.3 * (text.isupper() or bool(_QUOTED.search(text)))
    weight += 0.3 * any(char.isdigit() for char in text) + 0.4 * (at > menu >= 0) + 0.15 * (at == first)
    weight -= 0.4 * (len(words) < 2) + 0.7 * looks_like_place(text) + 0.5 * is_category(text)
    weight -= 0.1 * sum(_may_be(line.text) for line in head[menu + 1 : at])  # names stand before credits
    return weight - 0.6 * is_byline(text) - 0.7 * is_body(text) - 0.2 * (at == 0) - 1.0 * is_site(text)
