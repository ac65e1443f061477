"""Answers that are no page of events: challenges, cookie walls, shells, error pages, garbage.

Judged by what such pages say to a visitor and by the little that stands around it.
"""

from __future__ import annotations

import re

from bba_events.errors import ReadError
from bba_events.page import Page
from bba_events.text import fold

_SHORT = 1500
"""Characters of visible text; a page with more has something of its own to say."""
_CHALLENGE = re.compile(
    r"just a moment|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|are you a robot|attention required"
    r"|enable javascript and cookies|access denied|ddos protection|security check|captcha|unusual traffic"
    r"|bewijs dat u geen robot|geen robot bent|controleren of u een mens|controle van uw browser"
    r"|toegang geweigerd"
    r"|verifions que vous etes|n etes pas un robot|verification de votre navigateur|acces refuse"
    r"|verification de securite"
    r"|kein roboter|sicherheitsuberprufung|zugriff verweigert|checking if the site connection is secure"
    r"|file d attente|temps d attente estime|in de wachtrij|virtual waiting room|warteschlange"
    r"|uw browser wordt gecontroleerd|een ogenblik geduld|un instant|veuillez patienter|einen moment"
)  # fmt: skip
_CHALLENGE_MARKUP = re.compile(
    r"cdn-cgi/challenge-platform|cf-challenge|_cf_chl|challenge-form|g-recaptcha|h-captcha"
    r"|geo\.captcha-delivery"
    r"|_Incapsula_Resource|px-captcha|datadome|sgcaptcha|distil_r_captcha|ak_bmsc_challenge",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"^(?:error |fout |erreur |fehler )?(?:40[0-9]|410|429|50[0-9])(?: |$)"
    r"|page (?:was )?not found|not found$"
    r"|pagina (?:werd |is |kon )?niet (?:gevonden|worden gevonden)|niet gevonden"
    r"|page (?:introuvable|non trouvee)|introuvable|n existe (?:plus|pas)|bestaat niet"
    r"|seite (?:wurde )?nicht gefunden"
    r"|service (?:temporarily )?unavailable|bad gateway|internal server error|gateway time ?out"
    r"|too many requests"
    r"|er is (?:iets|een fout) (?:misgegaan|opgetreden)|er ging iets (?:mis|fout)"
    r"|erreur (?:interne|est survenue|serveur)"
    r"|une erreur s est produite|something went wrong|onderhoud|en maintenance|maintenance|wartungsarbeiten"
    r"|database connection|databaseverbinding|tijdelijk niet (?:beschikbaar|bereikbaar)"
    r"|temporairement indisponible"
    r"|momenteel niet (?:beschikbaar|bereikbaar)|account suspended"
    r"|domain (?:is )?(?:for sale|parked)|unexpected error"
)  # fmt: skip
_WALL = re.compile(
    r"\bcookies?\b.{0,200}(?:accept|aanvaard|toestaan|toestemming|akkoord|zustimm|consent|consentement|continu|verder|doorgaan|refus|weiger"
    r")"
    r"|(?:accept|aanvaard|toestemming|akkoord|consent).{0,200}\bcookies?\b",
)
_EXCUSE = re.compile(
    r"onverwachte fout|fout ondervonden|probeer het (?:later|opnieuw)|(?:re)?essaye[rz] plus tard"
    r"|reessayer plus tard"
    r"|try again later|versuchen sie es (?:spater|erneut)|momentanement indisponible"
)
_ERROR_LENGTH = 700


def refuse(page: Page) -> None:
    """Raise ReadError when the page is none: what it is, where, what to do next."""
    if page.kind == "binary" or not page.text.strip():
        what = "an empty answer" if not page.text.strip() else "not text at all"
        raise ReadError(
            f"{page.url}: {what}; nothing can be read from it", advice="look in a browser what stands there"
        )
    if page.kind != "html":
        return
    fault = _fault(page)
    if fault:
        raise ReadError(
            f"{page.url}: {fault}", advice="the last good events stand, look at the page in a browser"
        )


def _fault(page: Page) -> str:
    """What is wrong with an HTML answer, "" when nothing is."""
    shown = page.outline.text
    told = fold(f"{page.title} {page.heading} {shown[:_SHORT]}")
    short = len(shown) < _SHORT
    if short and (_CHALLENGE.search(told) or _CHALLENGE_MARKUP.search(page.text)) and _no_data(page):
        return "a challenge page that wants to see a human"
    if _says_error(page, shown):
        return f"an error page ({(page.heading or page.title)[:60]!r})"
    if len(shown) < 200 and _WALL.search(fold(_everything(page))[:4000]) and _no_data(page):
        return "a cookie wall"
    if not shown.strip() and _no_data(page):
        return "an empty shell without text"
    return ""


def _says_error(page: Page, shown: str) -> bool:
    """Whether title or heading tell of an error, and little else stands there."""
    if len(shown) > _ERROR_LENGTH:
        return False
    heads = (page.title, page.heading, *(line.text for line in page.outline.lines if line.level == 1))
    return any(_ERROR.search(fold(head)) for head in heads if head) or (
        len(shown) < 300 and bool(_ERROR.search(fold(shown)) or _EXCUSE.search(fold(shown)))
    )


def _no_data(page: Page) -> bool:
    """Whether the page holds no machine-readable event that could be read in spite of its text."""
    return not re.search(r"ld\+json|itemtype=|BEGIN:VCALENDAR|h-event|vevent", page.text)


def _everything(page: Page) -> str:
    body = page.tree.find("body")
    return " ".join(map(str, (body if body is not None else page.tree).itertext()))[:20_000]
