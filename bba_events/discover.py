"""Which partners a newsletter or a page of links names: their addresses, site by site.

Reads HTML, Markdown, plain text and the text of a PDF.  Whether a partner's page can be read is left
to ``detect``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import parse_qsl, urlsplit

from bba_events.address import canonical, public, site
from bba_events.page import Page

_URL = re.compile(r"(?:https?://|(?<![\w/.@-])www\.(?=[\w-]+\.))[^\s<>\"'`|\\^{}\[\]]+", re.IGNORECASE)
_WRAPPED = re.compile(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/url|[\w.-]{1,60}\.safelinks\.protection\.outlook\.com/|lm?\.facebook\.com/l\.php)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"https?://[^/]{1,100}(?:list-manage\.com/track/click|/(?:mk|tr)/(?:cl|un)/|sendib\w{1,4}\.com/|/ls/click|/lt\.php\?)",
    re.IGNORECASE,
)
"""Links of Mailchimp, Brevo, SendGrid and phpList, which go on to the partner."""
_MOST_COUNTED = 40
_ENDS = ".,;:!?…»”’"
_ELSEWHERE = (
    "facebook.com", "instagram.com", "linkedin.com", "twitter.com", "x.com", "youtube.com", "youtu.be",
    "tiktok.com", "vimeo.com", "whatsapp.com", "wa.me", "t.me", "bsky.app", "pinterest.com", "flickr.com",
    "google.com", "goo.gl", "apple.com", "microsoft.com", "live.com", "office.com", "dropbox.com",
    "wetransfer.com", "mailchimp.com", "mailchi.mp", "list-manage.com", "campaign-archive.com", "brevo.com",
    "sendinblue.com", "eepurl.com", "w3.org", "schema.org", "gravatar.com", "wordpress.org",
    "wikipedia.org", "creativecommons.org", "threads.net", "mastodon.social", "issuu.com", "sharepoint.com",
    "icloud.com", "zoom.us", "openstreetmap.org", "outlook.com",
)  # fmt: skip
"""Sites that are nobody's agenda: networks, file shelves, senders of mail, standards."""
_NO_PAGE = re.compile(r"\.(?:pdf|jpe?g|png|gif|svg|webp|docx?|xlsx?|pptx?|zip|mp[34]|css|js)$", re.IGNORECASE)
_HOUSEHOLD = re.compile(
    r"/(?:unsubscribe|uitschrijven|desinscription|privacy|cookies?|login|wp-admin|profile)\b|preferences",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Partner:
    """One site that is named, with its addresses in the order in which they stand."""

    site: str
    urls: tuple[str, ...]


def partners(page: Page, resolved: Mapping[str, str] = MappingProxyType({})) -> list[Partner]:
    """The sites that a document links to, but for its own and those that are nobody's agenda.

    ``resolved`` tells where the links lead that a sender of mail counts (``tracked``).
    """
    own = site(page.url) if urlsplit(page.url).netloc else ""
    found: dict[str, dict[str, str]] = {}
    for link in _links(page):
        url = _unwrapped(resolved.get(link, link))
        home = site(url)
        if home and home != own and not _is_elsewhere(home) and not _is_no_page(url):
            found.setdefault(home, {}).setdefault(canonical(url), url)
    return [Partner(home, tuple(urls.values())) for home, urls in found.items()]


def _links(page: Page) -> Iterator[str]:
    """Every address in a document, in order, fit to print."""
    if page.kind == "html":
        yield from filter(None, (page.link(anchor.get("href")) for anchor in page.tree.iter("a")))
        return
    for found in _URL.finditer(page.text):
        written = _trimmed(found[0])
        if url := public(written if "://" in written[:9] else f"https://{written}"):
            yield url


def tracked(page: Page) -> list[str]:
    """The links that only their sender knows the end of, since it counts who follows them."""
    found = dict.fromkeys(_links(page))
    return [url for url in found if _COUNTED.search(url)][:_MOST_COUNTED]


def _unwrapped(url: str) -> str:
    """The address within an address: Google's and Outlook's way of sending visitors on."""
    if not _WRAPPED.match(url):
        return url
    inner = [value for _, value in parse_qsl(urlsplit(url).query) if re.match("https?://", value)]
    return next((made for value in inner if (made := public(value))), url)


def _trimmed(url: str) -> str:
    """Without the punctuation of the sentence, and without a bracket that was opened before it."""
    while url and (
        url[-1] in _ENDS or (url[-1] == ")" and url.count("(") < url.count(")")) or url[-1] in "*_"
    ):
        url = url[:-1]
    return url


def _is_elsewhere(home: str) -> bool:
    return any(home == one or home.endswith("." + one) for one in _ELSEWHERE)


def _is_no_page(url: str) -> bool:
    return bool(_NO_PAGE.search(urlsplit(url).path) or _HOUSEHOLD.search(url))
