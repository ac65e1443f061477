"""What the words around a date say of it: event, deadline, registration, published; or no date at all.

Laws, births, streets, versions and opening hours bear dates and numbers that announce nothing.
"""

from __future__ import annotations

from bba_events.dates.mention import Context
from bba_events.dates.phrase import Phrase
from bba_events.dates.tokens import Token
from bba_events.span import Role

WINDOW = 14
"""So many tokens before a date are looked at."""
NEAR = 3
_ENDS = (".", "!", "?", ";", "\n", "|", "•", "(", ")")
"""Behind these begins another clause."""


def before(ts: list[Token], first: int, floor: int) -> list[Token]:
    """The tokens before a date in its sentence, the nearest first; not beyond the date before it."""
    found: list[Token] = []
    for at in range(first - 1, max(floor, first - WINDOW) - 1, -1):
        token = ts[at]
        if token.text in ("!", "?", "\n", "|", "•") or (
            token.text == "." and ts[at + 1].gap and len(ts[at - 1].text) > 3
        ):
            break
        found.append(token)
    return found


def role_of(ts: list[Token], phrase: Phrase, around: list[Token], context: Context) -> Role:
    """The role by the words before the date, by its own lead, else by the context's hint."""
    lead = phrase.lead
    senses = {sense for token in around for sense in token.senses}
    applying = "apply" in senses or context.hint in ("apply", "registration")
    single = len(phrase.items) == 1 and phrase.items[0].last is None
    if lead == "before" or (lead == "before_weak" and applying):
        return Role.DEADLINE
    labelled = bool(around) and around[0].text == ":"  # "Date limite de dépôt des dossiers : 29 janvier"
    near = {sense for token in around[: 4 * NEAR if labelled else NEAR + 2] for sense in token.senses}
    if single and ("deadline" in near or _deadline_behind(ts, phrase.next)):
        return Role.DEADLINE
    latest = ts[phrase.next]
    if single and "before" in latest.senses and (ts[phrase.next + 1].kind in ("end", "punct", "word")):
        return Role.DEADLINE
    if lead == "until" and applying:
        return Role.DEADLINE
    if context.hint == "published" or "published" in near:
        return Role.PUBLISHED
    ranged = not single or lead in ("since", "ago")
    if ("apply" in senses and ranged and len(phrase.items) == 1) or context.hint == "registration":
        return Role.REGISTRATION
    return Role.EVENT


def _deadline_behind(ts: list[Token], i: int) -> bool:
    """Reads "30 november (deadline)"."""
    return ts[i].text in ("(", ":", "-") and "deadline" in ts[i + 1].senses


def announces_nothing(around: list[Token], phrase: Phrase, old: bool) -> bool:
    """A law's date, a birth, a street's name, a version: a date that is no event."""
    if not around:
        return False
    if _counted_from(around, phrase) or any("formerly" in token.senses for token in around[:2]):
        return True
    linked = phrase.lead in ("from", "since") or (
        around and bool({"of", "on", "from"} & around[0].senses.keys())
    )
    named = next((token for token in around if not _in_reference(token)), None)
    if linked and named is not None and "legal" in named.senses:
        return True
    for distance, token in enumerate(around[:6]):
        if token.kind == "punct" and token.text in (",", ";", ":", ")"):
            break
        if "legal" in token.senses and ((linked and distance <= NEAR) or distance == 0 or old):
            return True
        if "address" in token.senses and linked and distance <= 2:
            return True
        if "counted" in token.senses and distance == 0 and any(point.weak for point in phrase.points):
            return True
    return False


def _in_reference(token: Token) -> bool:
    """A part of a law's number: "(EU) nr. 1143/2014"."""
    short = token.kind == "word" and not token.senses and len(token.text) <= 3
    number = token.kind in ("num", "dm", "dmy", "other") or "counted" in token.senses
    return short or number or token.text in ("/", "(", ")", "-", "°", ".")


def _counted_from(around: list[Token], phrase: Phrase) -> bool:
    """Reads "two days before 3 April", "drie weken na 3 maart": another day than the one written."""
    units = {"day_units", "week_units", "month_units"}
    led = phrase.lead in ("before", "before_weak", "since")
    behind = around[1:2] if around and "after" in around[0].senses else around[:1] if led else []
    return any(units & token.senses.keys() for token in behind)


_FARMS = frozenset("la une de en cette notre sa chaque".split())
"""Words before "ferme" that make a farm of it."""


def is_closure(ts: list[Token], first: int) -> bool:
    """Reads "Fermé les lundis, 1er novembre et 25 décembre": what the words before say of a house."""
    others = 0
    for at in range(first - 1, max(0, first - WINDOW) - 1, -1):
        token = ts[at]
        if token.text in _ENDS or "month" in token.senses or others > 1 or (others and token.text == "-"):
            return False  # "Inscriptions fermées - conférence le 3 mai"
        others += token.kind == "word" and not token.senses
        if token.text == "ferme" and ts[at - 1].text.split(" ")[-1] in _FARMS:
            continue  # "à la ferme de Bonnerive": the farm, not what is shut
        if "closing" in token.senses or "opening" in token.senses:
            return "closing" in token.senses
    return False


def is_opening(around: list[Token]) -> bool:
    """Whether weekdays and hours behind these words are opening hours."""
    return any("opening" in token.senses for token in around[:5])
