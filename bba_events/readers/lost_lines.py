r"""Calendar files whose lines were lost on their way: brought back before they are read.

Knows what a script does that writes "\r\n" between single quotes, a page that shows a calendar as HTML,
an editor that indents, a copy that leaves one long line.  A sound file comes back untouched.  What the lines
mean is left to ``content_lines``.
"""

from __future__ import annotations

import re

_NAMES = (
    "BEGIN|END|VERSION|PRODID|METHOD|CALSCALE|DTSTART|DTEND|DTSTAMP|DURATION|SUMMARY|DESCRIPTION|LOCATION|URL|UID"
    "|STATUS|GEO|ORGANIZER|CATEGORIES|RRULE|EXDATE|RDATE|RECURRENCE-ID|CLASS|SEQUENCE|TRANSP|PRIORITY|CREATED"
    "|LAST-MODIFIED|ATTENDEE|ATTACH|TZID|TZNAME|TZOFFSETFROM|TZOFFSETTO|TRIGGER|ACTION|X-[A-Z-]{1,40}"
)
_BEGUN = re.compile(r"^[ \t]*BEGIN[ \t]*:[ \t]*VEVENT", re.IGNORECASE | re.MULTILINE)
_INDENTED = re.compile(r"^[ \t]+BEGIN[ \t]*:[ \t]*VEVENT", re.IGNORECASE | re.MULTILINE)
_ANYWHERE = re.compile(r"BEGIN[ \t]*:[ \t]*VEVENT", re.IGNORECASE)
_WRITTEN_OUT = re.compile(rf"(?:\\r)?\\n(?=[ \t]|(?:{_NAMES})[;:]|$)")
_SPACED = re.compile(rf"[ \t](?=(?:{_NAMES})[;:])")
_INDENT = re.compile(rf"^[ \t]+(?=(?:{_NAMES})[ \t]*[;:])", re.IGNORECASE | re.MULTILINE)
_TAG = re.compile(r"<(?:br|/?p|/?div|/?pre)\b[^<>\n]{0,200}>", re.IGNORECASE)
_SHOWN = re.compile(r"(?:BEGIN|END):VEVENT<br[^<>\n]{0,20}>|<pre[^<>\n]{0,200}>\s?BEGIN:V", re.IGNORECASE)


def found(text: str) -> str:
    """The text with the line breaks it was meant to have."""
    text = text.replace("\x00", "").replace("\ufeff", "")
    if _SHOWN.search(text):
        text = _TAG.sub("\n", text)
    if not _BEGUN.search(text):
        if _ANYWHERE.search(text):
            return _broken_up(text)
    elif _INDENTED.search(text):
        return _INDENT.sub("", text)
    return text


def _broken_up(text: str) -> str:
    """One long line, with its breaks written out or become spaces."""
    broken = _WRITTEN_OUT.sub("\n", text)
    return broken if _BEGUN.search(broken) else _SPACED.sub("\n", text)
