"""The name of an event without what only stands beside it: dates, hours, site, status, labels.

One general rule for headings, links and cells.  A year stays where it is part of a name, and goes
where it only says which edition this is.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from bba_events import words
from bba_events.page import Page
from bba_events.page.head import is_site
from bba_events.page.hours import tidy, without_clock
from bba_events.page.labels import pair
from bba_events.page.phrases import is_category, is_generic
from bba_events.readers.mentions import Dates
from bba_events.text import clean_markup, fold, remembered

_EDGE_YEAR = re.compile(
    r"^(20\d\d)(?:\s*[-–/]\s*(?:20)?\d\d)?\b\s*|(?:(?<!\s)\s+)?(?:[-–,:|(]\s*+)?\b(20\d\d)(?:\s*+[-–/]\s*+(?:20)?\d\d)?\)?$"
)
_EDITION = re.compile(
    r"(?:[-–,:(|]\s*+|(?<!\s)\s+)?\b(?:\d{1,3}\s?(?:e|de|ste|ème|eme|è|er|ère|th|st|nd|rd|\.)\s+)?(?:editie|édition|edition|ausgabe)\b\s*:"
    r"?"
    r"\s*(?:20\d\d)?(?:\s*[-–/]\s*(?:20)?\d\d)?\)?",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_SPACED_OUT = re.compile(r"\s+([,.])(?=\s|$)")
_QUOTED = re.compile(r"«[^«»]+»|“[^“”]+”|„[^„“”]+[“”]|\"[^\"]+\"")
"""A name that stands in quotation marks as a whole."""
_BEGUN_LATE = re.compile(r"\s*\(\s*,.*?\)")
"""Brackets that lost the first of what stood in them."""
_NUMBER = re.compile(r"^\d{1,2}[.)]\s+(?=\D)")
_SEPARATED = re.compile(r"\s+[-–—|·•:]+\s+|\s*\|\s*|\s*•\s*")
_SEPARATORS = frozenset("-–—|·•:")
_LEFT_OVER = re.compile(
    r"(?:^|\s)(?:op|van|vanaf|tot|t/m|tot en met|le|les|du|de|au|dès|à partir du|jusqu'au|am|vom|ab|bis"
    r"|on|from|until|to|en|et|und|and|om|à|um|at|ce|zo|za|om|il y a|dit|deze|dieses|this)\s*[,:]?\s*$",
    re.IGNORECASE,
)


def bare(title: str, page: Page, dates: Dates, years: Collection[int] = ()) -> str:
    """The title alone.  ``years`` are those of the event's own days: at an edge they are the edition."""
    name = clean_markup(title, 300)
    name = pair(name)[2] or name if pair(name)[0] == "title" else name
    name = _without_site(name, page)
    name = _without_status(name)
    name = _without_dates(name, dates)
    name = _without_edition(name, years)
    return _ordinal(name, page) + tidy_title(name) or tidy_title(clean_markup(title, 300))


def _ordinal(name: str, page: Page) -> str:
    """The number at the head of a name that tells which one it is ("12. Tagung"), "" when it only counts.

    Where items are numbered, one bears "1." and another "2.".
    """
    found = _NUMBER.match(name) if page.kind == "html" else None
    if not found or found[0].strip() in ("1.", "2.") or ")" in found[0]:
        return ""
    first = {line.text[:3] for line in page.outline.lines if line.text[:1] in "12"}
    return "" if {"1. ", "2. "} <= first else found[0]


def _without_site(name: str, page: Page) -> str:
    """Without the site's name behind (or before) a separator."""
    parts = [] if _SEPARATORS.isdisjoint(name) else [part for part in _SEPARATED.split(name) if part.strip()]
    if len(parts) < 2:
        return name
    if is_site(page, parts[-1]):
        return name[: name.rfind(parts[-1])].rstrip(" -–—|·•»:")
    return (
        name[name.find(parts[0]) + len(parts[0]) :].lstrip(" -–—|·•»:") if is_site(page, parts[0]) else name
    )


def _without_dates(name: str, dates: Dates) -> str:
    """Without the dates and hours, and the small words that led to them."""
    found = [m for m in dates.of(name) if any(char.isdigit() for char in m.text)]
    if not found:
        return name
    left, at = "", 0
    for mention in sorted(found, key=lambda m: m.at):
        left = _LEFT_OVER.sub(" ", left + name[at : mention.at[0]]) + " "
        at = max(at, mention.at[1])
    kept = without_clock(left + name[at:])
    return kept if sum(char.isalpha() for char in kept) > 2 else name


def _without_edition(name: str, years: Collection[int]) -> str:
    """Without the words and the year of an edition at an edge."""
    name = _without_edition_words(name)
    found = _EDGE_YEAR.search(name) if "20" in name else None
    if found and int(found[1] or found[2]) in years:
        rest = (name[: found.start()] + " " + name[found.end() :]).strip()
        return rest if any(char.isalpha() for char in rest) else name
    return name


@remembered
def _without_edition_words(name: str) -> str:
    low = name.lower()
    cut = _EDITION.sub(" ", name) if "dit" in low or "ausgabe" in low else name
    return cut if tidy(cut) else name


@cache
def _status() -> re.Pattern[str]:
    """Status words at an edge of a title, set apart by punctuation, brackets or capitals."""
    found = {word for lang in words.languages() for word in _status_words(lang)}
    each = _any(found)
    # in these languages no adjective stands behind a name
    last = _any({word for lang in ("nl", "de") for word in _status_words(lang) if len(word) > len("vol")})
    return re.compile(
        rf"^[\s\[(*!]*+(?:{each})[\s\])*!]*(?:[:–—|!-]+|(?<=[\])])|\s(?-i:(?=[A-ZÀ-Þ])))\s*"
        rf"|\s*+(?:[-–—|:,!]++\s*+|[\[(*]++\s*+)(?:c['’]est )?"
        rf"(?:{each})(?: (?:au|à|op|naar|auf|to))?[\s\])*!.]*$"
        rf"|\s*+\((?:{each})[,;: ][^()]*\)$"
        rf"|\s(?:{last})[\s!.]*$|\s(?:{each})\s?!+$",
        re.IGNORECASE,
    )


def _any(found: Collection[str]) -> str:
    return "|".join(sorted(map(re.escape, found), key=len, reverse=True))


def _status_words(language: str) -> list[str]:
    table = words.section(language, "status")
    return [word for name in ("cancelled", "postponed", "sold_out") for word in table.get(name, ())]


@cache
def _shouted() -> re.Pattern[str]:
    """Status words in capitals at the end of a title, and why: "Excursie AFGELAST wegens jacht!"."""
    tables = [words.section(lang, "status") for lang in words.languages()]
    found = {word.upper() for lang in words.languages() for word in _status_words(lang)}
    each = _any(found)
    why = "|".join(re.escape(word) for table in tables for word in table.get("because", ()))
    return re.compile(rf"\s(?:{each})(?:\s?!+)?(?:\s(?i:{why})\b[^!?:]{{1,60}}!?)?$")


@remembered
def _without_status(name: str) -> str:
    cut = _status().sub("", _without_lead(name))
    if not cut.isupper():
        cut = _shouted().sub("", cut)
    return cut if tidy(cut) else name


def _without_lead(name: str) -> str:
    """Without what says of what sort or state a thing is, before a bar or with its state before a dash.

    "Save the date | Fête du lavoir", "CONCERT REPORTÉ – Duo Orval"; "Conférence : …" is a part of the name.
    """
    found = None if _SEPARATORS.isdisjoint(name) else _SEPARATED.search(name)
    if found is None or not tidy(rest := name[found.end() :]):
        return name
    lead = name[: found.start()].strip()
    bare = _shouted().sub("", _status().sub("", lead))
    sort = is_category(lead) or is_generic(lead)
    return rest if (sort and "|" in found[0]) or (bare != lead and is_category(bare)) else name


@remembered
def tidy_title(name: str) -> str:
    """Without stray punctuation at the edges and empty brackets."""
    name = " ".join(_EMPTY.sub("", name).split())
    if " ," in name or " ." in name:
        name = _SPACED_OUT.sub(r"\1", name)
    name = _NUMBER.sub("", name.strip(" \t,;:|–—-•·>/→*~").strip())
    name = _BEGUN_LATE.sub("", name) if "(" in name else name
    if _QUOTED.fullmatch(name):
        return name[1:-1].strip()
    return name.strip("«» ") if name.count("«") != name.count("»") else name


def alike(one: str, other: str) -> bool:
    """Whether two names are of the same thing: equal, or one within the other."""
    left, right = fold(one), fold(other)
    return bool(left and right) and (
        left == right or f" {left} " in f" {right} " or f" {right} " in f" {left} "
    )
