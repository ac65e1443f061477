"""What a text tells of people that a public agenda need not repeat: mail addresses, phones, accounts.

The one place for the rule.  A number is taken out only when its form is one of a phone, an account
(IBAN, SWIFT registry: length by country) or a Belgian national register number, or when a label such
as "Tel." names it; days, hours, prices, years and postal codes keep standing.  Which texts it is
used on is left to ``normalise``.
"""

from __future__ import annotations

import re

GONE = "…"
"""Stands where something was taken out, so that a reader sees that the page says more."""

_GAP = r"[ \u00a0\u202f./-]"
_ALONE = r"(?<![\w+€$£])(?<!\w[.,:/-])"
"""Not in the middle of a word or a longer number, nor behind a sign of money."""
_ENDED = rf"(?!\d|{_GAP}\d|[,:]\d)"

_AT = r"(?:@|\s?[\[(](?:at|apenstaartje|arobase|@)[\])]\s?)"
_DOT = r"(?:\.|\s?[\[(](?:dot|punt|point|\.)[\])]\s?)"
_MAIL = rf"(?:mailto:)?[\w.!#$%&'*+/=?^{{|}}~-]+{_AT}[\w-]+(?:{_DOT}[\w-]+)+"

_LENGTHS = {"BE": 16, "NL": 18, "FR": 27, "DE": 22, "LU": 20, "GB": 22}
_IBAN = "|".join(
    rf"{country}\d\d(?:[ \u00a0.-]?[A-Z0-9]){{{length - 4}}}" for country, length in _LENGTHS.items()
)
_ACCOUNT = rf"\b(?:{_IBAN})\b|{_ALONE}\d{{3}}-\d{{7}}-\d\d{_ENDED}"
_REGISTER = rf"{_ALONE}\d\d\.\d\d\.\d\d-\d{{3}}[.-]\d\d{_ENDED}"


_MOBILE, _ZONE, _FAR = r"4\d\d", r"[2349]", r"[15678]\d"
_PREFIX = r"(?:(?:\+|00)32 ?(?:\(0\) ?)?|\(0|0)"


def _belgian(zone: str, digits: int, *shapes: str) -> str:
    """A number of that zone: its ``digits`` in one run, or in groups ("3 2 2": three, two and two)."""
    grouped = "|".join(_GAP.join(r"\d" * int(size) for size in shape.split()) for shape in shapes)
    run = rf"\d{{{digits}}}"
    return rf"{_ALONE}{_PREFIX}{zone}\)?(?:{_GAP}{{1,3}}(?:{grouped}|{run})|{run}){_ENDED}"


_PHONES = (
    _belgian(_MOBILE, 6, "2 2 2", "3 3", "2 4"),
    _belgian(_ZONE, 7, "3 2 2", "3 4", "2 2 3"),
    _belgian(_FAR, 6, "2 2 2", "3 3", "2 4"),
    rf"{_ALONE}0[89]0\d{_GAP}{{1,2}}(?:\d\d{_GAP}?\d{{3}}|\d{{3}}{_GAP}?\d\d){_ENDED}",  # service numbers
    rf"{_ALONE}0[1-9](?P<gap>[ .-]?)\d\d(?:(?P=gap)\d\d){{3}}{_ENDED}",  # France, the Dutch mobile ones
    rf"{_ALONE}0(?:6-\d{{8}}|\d\d-\d{{7}}|\d{{3}}-\d{{6}}){_ENDED}",  # the Netherlands
    rf"(?<![\w+])(?:\+|00)[1-9]\d{{0,2}}(?:[ .-]?\(0\))?(?:[ .-]?\d){{7,12}}{_ENDED}",  # any country
)
_LABEL = (
    r"\b(?:tel(?:efoon|efoonnummer|efon|ephone)?|tél(?:éphone)?|gsm|mobiel|mobile|portable|handy|phone|whatsapp"
    r"|fax)\b\.?\s{0,2}(?:nr\.?|n°)?\s{0,2}:?\s{0,2}"
)
_LABELLED = rf"(?P<label>{_LABEL})\+?\(?\d(?:[ ./()-]{{0,2}}\d){{5,13}}{_ENDED}"
_PERSONAL = re.compile("|".join((_MAIL, _ACCOUNT, _REGISTER, _LABELLED, *_PHONES)), re.IGNORECASE)


def impersonal(text: str) -> str:
    """The text with ``GONE`` in the place of each mail address, phone, account or register number."""
    return _PERSONAL.sub(lambda found: f"{found['label'] or ''}{GONE}", text)
