"""Bytes to text: which charset a body really is in.

Order: byte-order mark, the charset of the header, the one in the document's head, strict UTF-8,
windows-1252.  A declared latin-1 or ASCII means windows-1252 (WHATWG Encoding §4.2), UTF-7 is never
believed, and a declared UTF-8 that is none falls through.  What the text means is left to others.
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
_IN_DOCUMENT = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_MEANT = dict.fromkeys(("latin-1", "latin1", "iso-8859-1", "iso8859-1", "ascii", "us-ascii"), "windows-1252")
_NEVER = {"utf-7", "utf7", "csutf7", "unicode-1-1-utf-7", "idna", "punycode", "unicode_escape"}


def decode(body: bytes, content_type: str = "") -> str:
    """The text of ``body``; never fails, and never longer in characters than the body in bytes."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, errors="replace")
    for name in (*_declared(body, content_type), "utf-8"):
        try:
            return body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("windows-1252", errors="replace")


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
