"""Bytes to text: which charset a body really is in.

Order: byte-order mark, the charset of the header, the one in the document's head, strict UTF-8,
windows-1252.  A declared latin-1 or ASCII means windows-1252 (WHATWG Encoding §4.2), UTF-7 is never
believed, and a declared UTF-8 that is none falls through.  A calendar is UTF-8 before all that (RFC 5545
§3.1.4), and one whose bytes are not is told line by line.  What the text means is left to others.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4096
"""Bytes of a document in which a charset is looked for; browsers stop at 1,024, old sites are late."""
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_IN_DOCUMENT = re.compile(rb"(?:charset|encoding)\s*+=\s*+[\"']?\s*+([\w.:-]+)", re.IGNORECASE)
_CALENDAR = re.compile(rb"\s*BEGIN\s*:\s*V[A-Z]", re.IGNORECASE)
_CUT_LETTER = re.compile(rb"([\xc2-\xf4][\x80-\xbf]{0,2})\r?\n[ \t](?=[\x80-\xbf])")
"""A character of several bytes between which a line was folded (RFC 5545 §3.1 warns of it)."""
_MEANT = dict.fromkeys(("latin-1", "latin1", "iso-8859-1", "iso8859-1", "ascii", "us-ascii"), "windows-1252")
_NEVER = {"utf-7", "utf7", "csutf7", "unicode-1-1-utf-7", "idna", "punycode", "unicode_escape"}


def decode(body: bytes, content_type: str = "") -> str:
    """The text of ``body``; never fails, and never longer in characters than the body in bytes."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, errors="replace")
    if wide := _wide(body):
        return body.decode(wide, errors="replace")
    if "calendar" in content_type or _CALENDAR.match(body):
        return _calendar(body, content_type)
    for name in (*_declared(body, content_type), "utf-8"):
        try:
            return body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("windows-1252", errors="replace")


def _wide(body: bytes) -> str:
    """UTF-16 without its mark: every other byte of the first words is NUL."""
    head = body[:64]
    if len(head) > 7 and head[1::2].count(0) * 10 > len(head) * 4 and not head[::2].count(0):
        return "utf-16-le"
    if len(head) > 7 and head[::2].count(0) * 10 > len(head) * 4 and not head[1::2].count(0):
        return "utf-16-be"
    return ""


def _calendar(body: bytes, content_type: str) -> str:
    """A calendar's text; where several programs wrote into it, each line is in its own charset."""
    for whole in (body, _CUT_LETTER.sub(rb"\1", body)):
        try:
            return whole.decode("utf-8")
        except UnicodeDecodeError:
            continue
    told = next((name for name in _declared(body, content_type) if name not in ("utf-8", "utf8")), "")
    return "".join(_line(line, told or "windows-1252") for line in whole.splitlines(keepends=True))


def _line(line: bytes, otherwise: str) -> str:
    for name in ("utf-8", otherwise):
        try:
            return line.decode(name)
        except UnicodeDecodeError:
            continue
    return line.decode("windows-1252", errors="replace")


def _declared(body: bytes, content_type: str) -> list[str]:
    """The charsets that header and head name, as meant, in order of belief."""
    names = [found[1] for found in [_IN_HEADER.search(content_type)] if found]
    names += [found[1].decode("ascii") for found in [_IN_DOCUMENT.search(body[:_HEAD])] if found]
    return [_meant(name.lower()) for name in names if _text_codec(name.lower())]


def _meant(name: str) -> str:
    """A document whose head can be read as bytes is not in UTF-16, whatever it says."""
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else _MEANT.get(name, name)


def _text_codec(name: str) -> bool:
    """Whether ``name`` is a charset at all, and one that is believed."""
    if name in _NEVER:
        return False
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False
