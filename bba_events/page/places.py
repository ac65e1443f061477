"""Where, as the lines of an event write it: a label's value, a postal code, the town behind an hour."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from bba_events import words
from bba_events.event import Place
from bba_events.page.hours import clock, tidy, without_clock
from bba_events.page.labels import Labelled, name_of
from bba_events.page.phrases import is_category
from bba_events.page.sentences import sentences
from bba_events.text import PLACE_CAP, fold, remembered, shorten

_WORD = r"[A-ZÀ-Þ][\w’'.-]*+"
_BETWEEN = r"(?:[ -]|-(?:lez|la|le|les|sur|en|aan|sous|au)-|[ ](?:de|den|der|du|la|le|les|sur|aan|van)[ ])"
_NAME = rf"{_WORD}(?:{_BETWEEN}{_WORD}){{0,4}}"
_POSTAL = re.compile(rf"(?:^|[,(\s–-])(?:B-)?([1-9]\d{{3}})\s+({_NAME})")
_CODE = re.compile(r"[1-9]\d{3}\s")
"""What every line with a postal code has; to look for it alone takes a third of the time."""
_ONLINE = re.compile(
    r"\b(?:on ?line|en ligne|webinar|webinaire|zoom|teams|virtueel|virtuel|visioconf\w*|livestream)\b",
    re.IGNORECASE,
)
_LONGEST = 160
_LONGEST_LINE = 100
_ONLINE_LINE = 60
_COMPOUND = 5
"""Letters of a kind of venue alone; a compound has more."""
_SHUT = re.compile(r"fermé|©|\(c\)", re.IGNORECASE)
"""How lines begin that say nowhere to go: "fermé" is told apart from a farm by nothing but its accent."""
_TOWN_NAME = 30
_SHORT = 12
"""Spaces of a name behind which a place stands; a sentence has more."""


@cache
def _behind() -> re.Pattern[str]:
    """A town or venue behind a preposition at the start of what follows a date."""
    each = {word for lang in words.languages() for word in words.section(lang, "prose").get("places", ())}
    return re.compile(rf"^[\s,:–—(|-]*(?:{_any(each)})\s+({_NAME})")


@cache
def _before() -> re.Pattern[str]:
    """A town behind a preposition at the end of what stands before a date ("in Gent op", "à Liège le")."""
    each = {word for lang in words.languages() for word in words.section(lang, "prose").get("places", ())}
    on = {word for lang in words.languages() for word in words.section(lang, "dates").get("on", ())}
    return re.compile(rf"(?:^|\s)(?:{_any(each)})\s+({_NAME})[\s,]*(?:(?:{_any(on)})\s*)?$")


def _any(each: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, each), key=len, reverse=True))


def ahead(before: str) -> str:
    """The town that stands right before a date ("in Gent op dinsdag 15 december"), "" when none."""
    found = _before().search(before)
    return found[1].strip(" .-") if found else ""


_PAIR = re.compile(rf"{_NAME},\s*{_NAME}")
"""A venue and its town: "Ferme du Hayon, Sommethonne"."""


@remembered
def looks_like_place(text: str) -> bool:
    """Whether a short line by itself says where: an address, a venue with its town, a kind of venue first."""
    if len(text) > _LONGEST_LINE or "!" in text or "?" in text or _SHUT.match(text):
        return False
    if _code(text) or is_online(text) or _PAIR.fullmatch(text):
        return True
    return f"{fold(text)} ".startswith(_venues())


@remembered
def names_a_venue(text: str) -> bool:
    """Whether a line that may say where does: by a kind of venue, a postal code, "online"."""
    if len(text) > _LONGEST_LINE or "!" in text or "?" in text or _SHUT.match(text):
        return False
    if _code(text) or (is_online(text) and len(text) < _ONLINE_LINE):
        return True
    bare = fold(text)
    first, _, rest = bare.partition(" ")
    if f"{bare} ".startswith((*_venues(), *_sites())):
        return True
    if first in _articles() and f"{rest} ".startswith((*_venues(), *_sites())):
        return True
    return len(first) > _COMPOUND and first.endswith(_kinds())


_TOWNLY = re.compile(
    r"(?:Saint|Sainte|St|Ste|Sint|Sankt)-[A-ZÀ-Þ]"
    r"|[\wà-ÿ]-(?:sur|le|la|les|lès|en|sous|aux|du|de|aan|op)-(?:l['’])?[A-ZÀ-Þ]"
)


def has_town(text: str) -> bool:
    """Whether words have what only names of towns have: "Beaulieu-la-Tour", "Saint-Just"."""
    return bool(_TOWNLY.search(text))


def is_name(text: str) -> bool:
    """Whether words are proper names and nothing else: "Vernois-le-Haut (07), Lignac"."""
    return all(_NAMED.fullmatch(part) for part in text.split(", "))


def is_pair(text: str) -> bool:
    """Whether words are two proper names, as of a venue and its town: "Ferme du Hayon, Sommethonne"."""
    return bool(_PAIR.fullmatch(text))


@cache
def _articles() -> frozenset[str]:
    """Small words and adjectives before a kind of venue: "de", "grande"."""
    return frozenset(
        fold(word)
        for lang in words.languages()
        for word in words.section(lang, "prose").get("before_venues", ())
    )


@cache
def _kinds() -> tuple[str, ...]:
    """How Dutch and German compounds end that are venues: "Stadthalle", "dorpshuis"."""
    each = {word for lang in words.languages() for word in words.section(lang, "prose").get("compounds", ())}
    return tuple(map(fold, each))


_NAMED = re.compile(rf"{_NAME}(?:\s\([\w ]{{1,20}}\))?")
_TOWN = re.compile(rf"({_NAME})\s*:\s+(?=\S)")
_ASIDE = re.compile(r"(?:(?<!\s)\s+)?\(([^()]{3,80})\)\s*$")


def headed(text: str) -> tuple[str, str]:
    """A name without the town that heads it, as agencies write ("Namur : séance plénière"); and the town."""
    found = _TOWN.match(text)
    if found is None or len(found[1]) > _TOWN_NAME or is_category(found[1]) or name_of(found[1]):
        return text, ""
    return text[found.end() :], found[1]


def apart(text: str) -> tuple[str, str]:
    """A name without the place behind it, in brackets or after a comma; and that place."""
    if (aside := _ASIDE.search(text)) and _is_place(aside[1]):
        return text[: aside.start()], aside[1]
    name, comma, tail = text.rpartition(", ")
    return (name, tail) if comma and _is_place(tail) and name.count(" ") < _SHORT else (text, "")


def _is_place(text: str) -> bool:
    return names_a_venue(text) or looks_like_place(text)


def shown(texts: Iterable[str]) -> Place | str:
    """The place that the first line says which only says where, hours aside; "" when none does."""
    each = (without_clock(sentence) for text in texts for sentence in sentences(text)[:1])
    return next((written(text) for text in each if names_a_venue(text) and not is_category(text)), "")


def written(told: str) -> Place:
    """A place by the words that are known to say where."""
    return _place(told)


@cache
def _sites() -> tuple[str, ...]:
    """As ``_venues``: those with which the name of an event may begin too."""
    each = {word for lang in words.languages() for word in words.section(lang, "prose").get("sites", ())}
    return tuple(f"{fold(word)} " for word in each)


@cache
def _venues() -> tuple[str, ...]:
    """Kinds of venue and of address, folded, a space behind each."""
    each = {word for lang in words.languages() for word in words.section(lang, "prose").get("venues", ())}
    return tuple(f"{fold(word)} " for word in each)


@remembered
def is_online(text: str) -> bool:
    """Whether the words say that it takes place on the net."""
    return bool(_ONLINE.search(text))


def labelled(each: Sequence[Labelled]) -> Place | str:
    """The place that a label tells, "" when none does."""
    values = (tidy(without_clock(one.value)) for one in each if one.name == "where")
    return next((_place(told) for told in values if told), "")


def coded(texts: Sequence[str]) -> str:
    """The first line with a postal code and its town, "" when none has."""
    found = (text for text in texts if len(text) <= _LONGEST and _code(text) and not _SHUT.match(text))
    return next(found, "")


_NET = 30
"""Characters of a line that says that something is on the net, and nothing else."""


def on_the_net(texts: Iterable[str]) -> Place | str:
    """That it takes place on the net, where a line says so and little else; else ""."""
    told = any(len(text) <= _NET and _ONLINE.match(text) for text in texts)
    return Place(online=True) if told else ""


def of(told: Sequence[Labelled], texts: Sequence[str], after: str = "") -> Place | str:
    """The place of an event: from its labels, from what follows its date, from a line with an address."""
    if place := labelled(told):
        return place
    if found := behind(after):
        return Place(town=found)
    if line := coded(texts):
        return _place(line)
    for text in texts:
        if len(text) <= 60 and is_online(text):
            return Place(online=True)
    return ""


def _code(text: str) -> re.Match[str] | None:
    """A postal code with its town; what may be a year is one only at the start or behind a comma."""
    for found in _POSTAL.finditer(text) if _CODE.search(text) else ():
        before = text[: found.start(1)].rstrip()
        if not 1990 < int(found[1]) < 2100 or not before or before.endswith(","):
            return found
    return None


def behind(after: str) -> str:
    """The town that stands behind a date or hour ("le 14 septembre à 14h à Hastière"), "" when none."""
    hours = clock(after)
    if hours and after.find(hours) < 12:
        after = after[after.find(hours) + len(hours) :]
    found = _behind().match(after)
    return found[1].strip(" .-") if found else ""


def _place(told: str) -> Place:
    """The parts of a place as far as a postal code tells them apart."""
    told = shorten(told, PLACE_CAP)
    found = _code(told)
    if not found:
        return Place(name="" if fold(told) in ("online", "en ligne") else told, online=is_online(told))
    head, _, street = told[: found.start()].strip(" ,–-").rpartition(", ")
    name, street = (head, street) if head else (("", street) if re.search(r"\d", street) else (street, ""))
    address = f"{street}, {found[1]}" if street else found[1]
    return Place(name=name, address=address, town=found[2].strip(" .-"), online=is_online(told))
