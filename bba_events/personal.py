"""What a text tells of people that a public agenda need not repeat: mail addresses, phones, accounts.

The one place for the rule.  A number is taken out only when its form is one of a phone, an account
(IBAN, SWIFT registry: length by country) or a Belgian national register number, or when a label such
as "Tel." names it; days, hours, prices, years, postal codes and book numbers keep standing.  Which
texts it is used on is left to ``normalise``.
"""

from __future__ import annotations

import re

GONE = "…"
"""Stands where something was taken out, so that a reader sees that the page says more."""

_GAP = "[ \u00a0\u202f./\u2010-\u2013-]"
_ALONE = r"(?<![\w+€$£])(?<!\w[.,:/-])"
"""Not in the middle of a word or a longer number, nor behind a sign of money."""
_ENDED = rf"(?!\d|{_GAP}\d|[,:]\d)"

# every repetition has a bound, so that no text takes long; a mail address has 64 characters before its sign
_SIGNS = "at|ät|a|@|apenstaartje|apestaartje|aapje|arobase|chez|bei"
_POINTS = r"dot|punt|point|punkt|\."
_AT = rf"(?:\s?[@\uff20]\s?|\s?[\[({{<](?:{_SIGNS})[\])}}>]\s?|(?-i:\sAT\s))"
_DOT = rf"(?:\.|\s?[\[({{<](?:{_POINTS})[\])}}>]\s?)"
_LOCAL, _PART = r"(?:mailto:)?[\w.!#$%&'*+/=?^{|}~-]{1,64}", r"[^\W_](?:[\w-]{0,62})"
_MAIL = rf"{_LOCAL}{_AT}(?:{_PART}{_DOT}){{1,8}}[a-z]{{2,24}}(?![\w-])"
_SPELT = (
    rf"{_LOCAL}\s(?:at|apenstaartje|apestaartje|arobase)\s"
    rf"{_PART}(?:\s(?:dot|punt|point|punkt)\s{_PART}){{1,4}}"
)

_LENGTHS = {
    "AT": 20,
    "BE": 16,
    "CH": 21,
    "DE": 22,
    "ES": 24,
    "FR": 27,
    "GB": 22,
    "IT": 27,
    "LU": 20,
    "NL": 18,
}
_IBAN = "|".join(
    rf"{country}\d\d(?:[ \u00a0.-]?[A-Z0-9]){{{length - 4}}}" for country, length in _LENGTHS.items()
)
_ACCOUNT = rf"\b(?:{_IBAN})\b|{_ALONE}\d{{3}}-\d{{7}}-\d\d{_ENDED}"
_REGISTER = (
    rf"{_ALONE}(?:\d\d\.\d\d\.\d\d-\d{{3}}[.-]\d\d"
    rf"|(?P<register>\d\d[ .-]?\d\d[ .-]?\d\d[ .-]?\d{{3}}[ .-]?\d\d)){_ENDED}"
)

_MOBILE, _ZONE, _FAR = r"4\d\d", r"[2349]", r"[15678]\d"
_PREFIX = rf"(?:(?:\+|00 ?)32{_GAP}?(?:\(0\) ?)?|\(0|0)"


def _belgian(zone: str, digits: int, *shapes: str) -> str:
    """A number of that zone: its ``digits`` in one run, or in groups ("3 2 2": three, two and two)."""
    grouped = "|".join(_GAP.join(r"\d" * int(size) for size in shape.split()) for shape in shapes)
    run = rf"\d{{{digits}}}"
    return rf"{_ALONE}{_PREFIX}{zone}\)?(?:{_GAP}{{1,3}}(?:{grouped}|{run})|{run}){_ENDED}"


_PHONES = (
    _belgian(_MOBILE, 6, "2 2 2", "3 3", "2 4"),
    _belgian(_ZONE, 7, "3 2 2", "3 4", "2 2 3"),
    _belgian(_FAR, 6, "2 2 2", "3 3", "2 4"),
    rf"{_ALONE}32 4\d\d(?: \d\d){{3}}{_ENDED}",  # its plus sign forgotten
    rf"{_ALONE}0[89]0\d{_GAP}{{1,2}}(?:\d\d{_GAP}?\d{{3}}|\d{{3}}{_GAP}?\d\d){_ENDED}",  # service numbers
    # France, the Dutch mobile ones
    rf"{_ALONE}(?P<pairs>0[1-9](?P<gap>[ .-]?)\d\d(?:(?P=gap)\d\d){{3}}){_ENDED}",
    rf"{_ALONE}06[ -]{{1,3}}(?:\d{{8}}|\d{{4}} ?\d{{4}}|\d\d(?: \d\d){{3}}){_ENDED}",  # Dutch mobile ones
    rf"{_ALONE}\(?0\d\d\)?(?: ?- ?| )\d{{3}} ?\d\d ?\d\d{_ENDED}",  # the Netherlands, Berlin
    rf"{_ALONE}\(?0\d{{3}}\)?(?: ?- ?| )(?:\d{{3}} ?\d{{3}}|\d\d \d\d \d\d){_ENDED}",  # the Netherlands
    rf"{_ALONE}\(?0\d{{2,4}}\)?(?: ?[/-] ?| )\d{{5,8}}{_ENDED}",  # Germany
    rf"(?<![\w+])(?:\+|00)[1-9]\d{{0,2}}(?:[ .-]?\(0\))?(?:[ .-]?\d){{7,12}}{_ENDED}",  # any country
)
_LABEL = (
    r"\b(?:tel(?:efoon|efoonnummer|efon|ephone)?|tél(?:éphone)?|gsm|mobiel|mobile|portable|handy|phone|whatsapp"
    r"|fax)\b\.?\s{0,2}(?:nr\.?|n°)?\s{0,2}:?\s{0,2}"
)
_DAY = r"(?:19|20)\d\d\b|\d{1,2}[ ./-]\d{1,2}[ ./-](?:19|20)\d\d\b"
_LABELLED = rf"(?P<label>{_LABEL})(?!{_DAY})\+?\(?\d(?:[ ./()-]{{0,2}}\d){{5,13}}{_ENDED}"
_PERSONAL = re.compile("|".join((_MAIL, _SPELT, _ACCOUNT, _LABELLED, *_PHONES, _REGISTER)), re.IGNORECASE)


def impersonal(text: str) -> str:
    """The text with ``GONE`` in the place of each mail address, phone, account or register number."""
    return _PERSONAL.sub(_without, text)


def _without(found: re.Match[str]) -> str:
    if (found["pairs"] and _are_days(found["pairs"])) or (
        found["register"] and not _is_register(found["register"])
    ):
        return found[0]
    return f"{found['label'] or ''}{GONE}"


def _are_days(pairs: str) -> bool:
    """Whether the pairs of a number are days or way-marks that follow each other ("05 06 07 08 09 mei")."""
    digits = re.sub(r"\D", "", pairs)
    told = [int(digits[at : at + 2]) for at in range(0, len(digits), 2)]
    return told == sorted(set(told)) and told[-1] <= 31


def _is_register(written: str) -> bool:
    """Whether eleven digits are a national register number: the last two check the others."""
    digits = re.sub(r"\D", "", written)
    check = 97 - int(digits[9:])
    return int(digits[:9]) % 97 == check or int(f"2{digits[:9]}") % 97 == check
