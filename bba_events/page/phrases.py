"""What the words around a date tell: an invitation, something past, a heading that names nothing.

The words stand in ``[prose]`` of the word tables, all languages at once.
"""

from __future__ import annotations

import re
from functools import cache

from bba_events import words
from bba_events.text import fold, remembered


@cache
def _pattern(name: str) -> re.Pattern[str]:
    told = (word for lang in words.languages() for word in words.section(lang, "prose").get(name, ()))
    found = {"*".join(map(fold, word.split("*"))) for word in told}
    return re.compile(r"\b(?:" + "|".join(map(_spelled, sorted(found, key=len, reverse=True))) + r")\b")


@cache
def _all(name: str) -> frozenset[str]:
    return frozenset(
        fold(word) for lang in words.languages() for word in words.section(lang, "prose").get(name, ())
    )


def _spelled(phrase: str) -> str:
    """A phrase as a pattern; "*" stands for a few words between."""
    return r"\b.{1,60}?\b".join(map(re.escape, phrase.split("*")))


@remembered
def announces(text: str) -> bool:
    """Whether the words say outright that something will take place, or call to it."""
    return bool(_pattern("held").search(fold(text)))


@remembered
def invites(text: str) -> bool:
    """Whether the words speak of taking part, or of something that will take place."""
    return bool(_pattern("invite").search(fold(text)))


@remembered
def past(text: str) -> bool:
    """Whether the words tell of what has been."""
    return bool(_pattern("past").search(fold(text)))


def is_generic(text: str) -> bool:
    """Whether a heading names no event of its own ("Agenda", "Infos pratiques")."""
    return fold(text) in _all("generic")


@remembered
def takes_effect(text: str) -> bool:
    """Whether the words tell from when a rule, a price or a closure holds: nothing to go to."""
    return bool(_pattern("effect").search(fold(text)))


def introduces_a_comment(text: str) -> bool:
    """Whether a line stands above what a visitor wrote: "Momo dit :", "Momo says:"."""
    return text.endswith(":") and len(text) < 60 and fold(text).rpartition(" ")[2] in _all("speaks")


@remembered
def is_report(text: str) -> bool:
    """Whether a name is that of what tells of something past: "Foto's van de plantdag"."""
    return _begins(fold(text), "report")


@remembered
def is_aside(text: str) -> bool:
    """Whether a name is that of a price, a closure, a holiday or a time to register: "Tarif réduit"."""
    folded = fold(text)
    return _begins(folded, "asides") or _is_break(folded)


def _is_break(folded: str) -> bool:
    """Whether folded words are a holiday and at most a closure: what is held in it has a name of its own."""
    found = _pattern("breaks").match(folded)
    rest = folded[found.end() :].split() if found else ()
    return bool(found) and all(word.isdigit() or word in _all("shut") or word in _times() for word in rest)


def tells_to_meet(text: str) -> bool:
    """Whether words say where people meet rather than what the place is called."""
    return _begins(fold(text), "meets")


def tells_of_all(text: str) -> bool:
    """Whether a sentence tells of all things of a list: "Les concerts ont lieu à 19h30", "Chaque jour …"."""
    folded = fold(text)
    if folded.startswith(_each()) and _pattern("usual_of_each").search(folded):
        return True
    verb = _pattern("usual").search(folded)
    return bool(verb) and not _plurals().isdisjoint(folded[: verb.start()].split())  # type: ignore[union-attr]


@cache
def _each() -> tuple[str, ...]:
    """The words for each of several things, with the space behind them."""
    tables = (words.section(lang, "dates")["every"] for lang in words.languages())
    return tuple(f"{fold(word)} " for table in tables for word in table)


@cache
def _plurals() -> frozenset[str]:
    """The names of lists that are one word in the plural."""
    return frozenset(word for word in _all("lists") if " " not in word and word.endswith(("s", "n", "e")))


def says_an_end(text: str) -> bool:
    """Whether words begin as those do that say when something ends: "Retour vers", "Einduur"."""
    return _begins(fold(text), "ending")


@remembered
def is_pause(text: str) -> bool:
    """Whether words are of a part that every meeting has, and nobody comes for: "Accueil café", "Lunch"."""
    told = [word for word in fold(text).split() if len(word) > _SMALL]
    return bool(told) and _pauses().issuperset(told)


@cache
def _pauses() -> frozenset[str]:
    """The words of such parts, other than small ones."""
    return frozenset(word for phrase in _all("pauses") for word in phrase.split() if len(word) > _SMALL)


@remembered
def is_idle(text: str) -> bool:
    """Whether words only say that a day is free or a door closed or open: "Armistice", "gesloten"."""
    return fold(text) in _all("idle")


_BRACKETED = re.compile(r"\([^()]{0,60}\)")
_OF_A_DOOR = 5
"""Words of a name that only says what is shut."""


def is_shut(text: str) -> bool:
    """Whether a name only says that a house is shut: "Magasin fermé", "Museum gesloten (Koningsdag)".

    Accents count: a "ferme" is a farm.
    """
    told = _BRACKETED.sub(" ", text).lower().split()
    return 1 < len(told) <= _OF_A_DOOR and told[-1].strip(".!") in _closings()


@cache
def _closings() -> frozenset[str]:
    each = (words.section(lang, "dates").get("closing", ()) for lang in words.languages())
    return frozenset(word for found in each for word in found)


def is_notice(text: str) -> bool:
    """Whether a heading is of a page that announces nothing to go to: a vacancy, terms, opening hours."""
    folded = fold(text)
    if takes_effect(text):
        return True
    return _begins(folded, "notice") and not any(word in _all("categories") for word in folded.split())


@remembered
def treats_no_event(text: str) -> bool:
    """Whether a heading treats of what nobody goes to: a strike, a trial, a tender, a timetable."""
    return bool(_pattern("topics").search(fold(text)))


def is_body(text: str) -> bool:
    """Whether a line is the name of an organisation rather than of what it organises."""
    return _begins(fold(text), "bodies")


def is_byline(text: str) -> bool:
    """Whether a line only says whose the thing above it is: "Un film de Josselin Kerbrat"."""
    return _begins(fold(text), "bylines")


_TOWN = r"[A-ZÀ-Þ][\w'’-]+(?:[ -][A-ZÀ-Þ][\w'’-]+)?"
_LETTER = re.compile(rf"(?:^|[-–—:] ){_TOWN}, (?:le |den |the )?\d{{1,2}}(?:er)?\.? [^\W\d_]+ 20\d\d$")
"""Place and day as a letter bears them: "Paris, le 12 juin 2023"."""


def is_trail(text: str) -> bool:
    """Whether a line is the trail of links to the page: "Vous êtes ici : Accueil / Agenda"."""
    return _begins(fold(text), "trail")


@cache
def _published() -> tuple[str, ...]:
    tables = [words.section(lang, "dates") for lang in words.languages()]
    return tuple(f"{fold(word)} " for table in tables for word in table["role"]["published"])


_SMALL = 3
"""Letters of the words between others: "Ende mit dem Mittagessen"."""
_DATELINE = 110
"""Characters; a longer line says more than when the page was written and changed."""


def is_dateline(text: str) -> bool:
    """Whether a short line says when the page was published: "Publié le 01.04.2025"."""
    if len(text) > _DATELINE:
        return False
    return bool(_LETTER.search(text)) or f"{fold(text)} ".startswith(_published())


def _begins(folded: str, name: str) -> bool:
    """Whether folded words begin with a phrase of the list."""
    return bool(_pattern(name).match(folded))


def names_a_list(text: str) -> bool:
    """Whether a heading names no event but a list of them: "Agenda", "Nos stages de printemps 2026"."""
    return is_generic(text) or is_list_name(text)


def lists_by_day(text: str) -> bool:
    """Whether under such a heading days and hours are things of their own, and no programme of one."""
    return names_a_list(text) or fold(text).split(" ", 1)[0] in _all("diaries")


@remembered
def is_list_name(text: str) -> bool:
    """Whether a heading is made of words for lists, and of the small words and times around them."""
    folded = fold(text)
    for phrase in (phrase for phrase in _all("lists") if " " in phrase):
        folded = folded.replace(phrase, phrase.replace(" ", "_"))
    told = folded.split()
    lists = [word for word in told if word.replace("_", " ") in _all("lists")]
    rest = [word for word in told if word not in lists and not word.isdigit()]
    return bool(lists) and (_all("around") | _times()).issuperset(rest)


@cache
def _times() -> frozenset[str]:
    """Months, seasons and weekdays."""
    tables = [words.section(lang, "dates") for lang in words.languages()]
    each = [
        name for table in tables for key in ("months", "season", "weekdays") for name in table.get(key, ())
    ]
    return frozenset(fold(word) for name in each for word in ([name] if isinstance(name, str) else name))


def is_over(folded: str) -> bool:
    """Whether a folded heading names a list of what has been: "afgelopen activiteiten"."""
    told = folded.split()
    rest = [word for word in told if word not in _all("gone")]
    return 0 < len(rest) < len(told) and (is_list_name(" ".join(rest)) or is_generic(" ".join(rest)))


def names_a_kind(text: str) -> bool:
    """Whether a kind of event is named among the words: "haar lezing over bijen"."""
    return not _kinds().isdisjoint(fold(text).split())


@cache
def _kinds() -> frozenset[str]:
    """Kinds of event: categories that say more than for whom or how."""
    return _all("categories") - _all("attributes")


@remembered
def calls_a_kind(text: str) -> bool:
    """Whether a name is one of a kind of event, be it at the end of a word: "Sommerfest", "Loto du club"."""
    told = fold(text).split()
    if names_a_kind(text) or _pattern("kinds").search(" ".join(told)):
        return True
    return any(len(word) > _COMPOUND and word.endswith(_endings()) for word in told)


_COMPOUND = 6
"""Letters from which a word may end in another."""


@cache
def _endings() -> tuple[str, ...]:
    """Kinds of event that end a word in the languages that write them as one."""
    return tuple(fold(word) for lang in ("nl", "de") for word in words.section(lang, "prose")["endings"])


@remembered
def holds_list_word(text: str) -> bool:
    """Whether a word for a list of events stands among the words, other than one for news."""
    told = set(fold(text).split())
    return not (_all("lists") - _all("news")).isdisjoint(told)


def is_time_word(word: str) -> bool:
    """Whether a word is a month, a season or a weekday."""
    return fold(word) in _times()


def is_category(text: str) -> bool:
    """Whether words only say what sort of event it is ("Balade", "Lezing")."""
    return fold(text) in _all("categories")
