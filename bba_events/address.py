"""One canonical form of a URL, for telling whether two addresses are the same page.

This module never opens anything; what may be fetched is judged by ``fetch``, what may be printed as
a link by ``public``.  Sources: RFC 3986 §6.2 (normalisation), IDNA 2008 for host names.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

LONGEST = 2000
"""A link longer than this is refused: mail clients and calendars cut it."""

_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_eid|mc_cid|_hsenc|_hsmi|yclid|igshid|ref_src)$"
)
_PLAIN = re.compile(r"https?://(?:www\.)?(?!www\.)((?:[a-z0-9-]+\.)+[a-z]+)(/[A-Za-z0-9/._~-]*)", re.ASCII)
"""Most addresses: nothing in them needs parsing to be compared."""
_ORIGIN = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]+(?=[/?#]|$)", re.ASCII)
_ROOTED = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?", re.ASCII)
"""Most links of a page: such a path stands as it is behind the origin of a plain address."""
_PORTS = {"http": 80, "https": 443}
_SAFE = "/:@!$&'*+,;=~-._%"
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")


def host(url: str) -> str:
    """The host in lower-case ASCII (punycode), without a trailing dot; "" when there is none.

    Raises ValueError when the address is malformed.
    """
    name = (urlsplit(url).hostname or "").rstrip(".").lower()
    if name.isascii():
        return name
    import idna  # noqa: PLC0415 - only for the rare host that needs it

    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError as fault:
        raise ValueError(f"host {name!r} is no valid name: {fault}") from fault


def site(url: str) -> str:
    """The host without ``www.``: what people call the site."""
    return host(url).removeprefix("www.")


def public(url: str, base: str = "") -> str:
    """The address as it may be printed: absolute, http(s) or mailto, encoded, without tracking; else ""."""
    if base and _ROOTED.fullmatch(url) and (origin := _ORIGIN.match(base)) and len(url) < LONGEST // 2:
        return origin[0] + url
    try:
        whole = urljoin(base, url.strip()) if base else url.strip()
        if whole.lower().startswith("mailto:"):
            return "mailto:" + quote(whole[7:], safe="@?=&%+.-_") if "@" in whole else ""
        return _tidy(whole)
    except ValueError:
        return ""


def _tidy(url: str) -> str:
    parts = urlsplit(url)
    name = host(url)
    if parts.scheme.lower() not in _PORTS or not name or parts.username or _UNSAFE.search(parts.netloc):
        return ""
    scheme = parts.scheme.lower()
    shown = f"[{name}]" if ":" in name else name
    netloc = shown if parts.port in (None, _PORTS[scheme]) else f"{shown}:{parts.port}"
    kept = [
        (k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k.lower())
    ]
    changed = len(kept) != len(parse_qsl(parts.query, keep_blank_values=True))
    query = urlencode(kept) if changed else quote(parts.query, safe=_SAFE + "?")
    made = urlunsplit(
        (scheme, netloc, quote(parts.path or "/", safe=_SAFE), query, quote(parts.fragment, safe=_SAFE + "?"))
    )
    return made if len(made) <= LONGEST else ""


def canonical(url: str) -> str:
    """For comparison only: no scheme, no ``www.``, no trailing slash, no tracking, no fragment."""
    if plain := _PLAIN.fullmatch(url):
        return plain[1] + plain[2].rstrip("/")
    made = public(url)
    if not made or made.startswith("mailto:"):
        return made or url
    parts = urlsplit(made)
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    netloc = parts.netloc.removeprefix("www.")
    return f"{netloc}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")
