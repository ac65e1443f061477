"""JSON as pages really hold it: read strictly first, else as far as sense allows.

Forgiven: comments, CDATA, trailing, doubled and missing commas, raw control characters, bad escapes,
quotes inside texts, single quotes, bare keys, several values after each other, a missing end.  What a
half-read value was about is dropped, never completed.  What the values mean is left to others.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

DEPTH = 100
"""Deeper nesting is refused: no page means it."""
LONGEST = 2_000_000
"""Characters of one block that are read; more is no description of events."""

_OPENING = re.compile(r"<!--|(?://|/\*)?[ \t]*<!\[CDATA\[(?:[ \t]*\*/)?")
_CLOSING = re.compile(r"(?:(?://)?[ \t]*-->|(?://|/\*)?[ \t]*\]\]>(?:[ \t]*\*/)?)\Z")
_SPACE = re.compile(r"[\s\ufeff\x00-\x20]+|//[^\n]*|/\*(?:.*?\*/|.*)|<!--(?:.*?-->|.*)", re.DOTALL)
_PLAIN = re.compile(r"[^\s,:\[\]{}\"']+")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": ""}
_GOES_ON = r"""\s*(?:["'{}\[\],<\d-]|//|/\*|true\b|false\b|null\b|[@\w]{1,40}\s*:|\Z)"""
"""What follows a comma between values; anything else is a comma of the text."""
_CLOSES = re.compile(
    rf"""\s*(?:,{_GOES_ON}|[}}\]]|\Z|//|/\*)|[ \t\r]*\n\s*["'{{}}\[\]]|\s+"[@\w]{{1,40}}"\s*:"""
)
_CLOSES_KEY = re.compile(r"""\s*(?:[:,}\]]|\Z)|[ \t]["{\[]""")
_TYPESET = re.compile(r"(?:\s|</?(?:br|p)\s*/?>)*[\[{](?:\s|</?(?:br|p)\s*/?>)*[“”„″]")
"""JSON that went through an editor of running text: curly quotes, and tags for the line ends."""
_TYPESETTING = re.compile(r"</?(?:br|p)\s*/?>", re.IGNORECASE)
_CURLY = str.maketrans(dict.fromkeys("“”„″", '"'))
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?(?:[eE][+-]?\d{1,3})?")
_ESCAPED = re.compile(
    r"(?:\s|</?(?:br|p)\s*/?>)*[\[{](?:\s|</?(?:br|p)\s*/?>)*&(?:quot|#34|#x22|ldquo|rdquo|#8220|#8221);"
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?=\s*[,}\]])")
"""A date without its quotes."""


_VALUE = re.compile(r"""[{\[]|"[^"\n]{0,500}"\s*[,}\]]""")
"""A value whose colon is missing."""
_KEY = re.compile(r"""[@\w]{1,40}"\s*:\s*["{\[\d]""")
"""Behind a quote in a text: the next name of an object, so that the text lacks its end."""
_BEGUN = re.compile(r"""([^\W\d_][^"{}\[\]:,\n]{0,300})"(?=\s*[,}\]])""")
"""A text whose first quote is missing."""


class NotJson(ValueError):
    """The text is no JSON, not even loosely; says why."""


def parse(text: str) -> list[Any]:
    """The values that stand in ``text``, usually one.  Raises NotJson when there are none.

    Numbers too long to be numbers, NaN and Infinity become None.
    """
    if len(text) > LONGEST:
        raise NotJson(f"{len(text)} characters of JSON, more than {LONGEST}")
    bare = html.unescape(text) if _ESCAPED.match(text) else text
    if _TYPESET.match(bare):
        bare = _TYPESETTING.sub(" ", bare).translate(_CURLY)
    try:
        value = json.loads(bare, strict=False, parse_int=_number, parse_constant=lambda _: None)
        return parse(value) if isinstance(value, str) and len(value) < len(text) else [value]
    except RecursionError as fault:
        raise NotJson(f"nested deeper than {DEPTH} levels") from fault
    except ValueError:
        return _Loose(_unwrapped(bare)).values()


def _number(digits: str) -> int | None:
    return int(digits) if len(digits) < 19 else None


def _unwrapped(text: str) -> str:
    """Without the comment or CDATA marks that old pages put round a script."""
    for _ in range(3):
        text = text.strip(" \t\r\n\ufeff;")
        found = _OPENING.match(text)
        text = text[found.end() :] if found else text
        tail = _CLOSING.search(text[-40:])
        text = text[: len(text) - len(tail[0])] if tail else text
    return text


class _Loose:
    """A forgiving reader of one text, linear in its length."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def values(self) -> list[Any]:
        """All values one after the other, commas between them or not."""
        found = []
        while self._skip(",;"):
            before = self.at
            if self.text[self.at] in "{[":
                found.append(self._value(0))
            self.at = max(self.at, before + 1)
            if not found and self.at > 200:
                break
        if not found:
            raise NotJson(f"starts with {self.text[:40]!r}")
        return found

    def _skip(self, also: str = "") -> bool:
        """Go on to the next character that says something; False at the end."""
        while self.at < len(self.text):
            if space := _SPACE.match(self.text, self.at):
                self.at = space.end()
            elif self.text[self.at] in also:
                self.at += 1
            else:
                return True
        return False

    def _value(self, depth: int) -> Any:
        if depth > DEPTH:
            raise NotJson(f"nested deeper than {DEPTH} levels")
        char = self.text[self.at]
        if char == "{":
            return self._object(depth)
        if char == "[":
            return self._array(depth)
        return self._string() if char in "\"'" else self._plain()

    def _object(self, depth: int) -> dict[str, Any]:
        self.at += 1
        made: dict[str, Any] = {}
        while self._skip(",") and self.text[self.at] not in "}]":
            key = self._string(_CLOSES_KEY) if self.text[self.at] in "\"'" else self._word()
            if not self._skip() or not (self.text[self.at] == ":" or _VALUE.match(self.text, self.at)):
                continue
            if not self._skip(":") or self.text[self.at] in ",}]":
                continue
            value = self._value(depth + 1)
            if value is not None and key is not None:  # what comes twice is most often of an inner object
                made[key.strip('"')] = made.get(key.strip('"')) or value
        self._close("}")
        return made

    def _array(self, depth: int) -> list[Any]:
        self.at += 1
        made: list[Any] = []
        while self._skip(",:") and self.text[self.at] not in "]}":
            made.append(self._value(depth + 1))
        self._close("]")
        return [each for each in made if each is not None]

    def _close(self, mark: str) -> None:
        """Past the closing mark; another one is left for the level that it closes."""
        if self.at < len(self.text) and self.text[self.at] == mark:
            self.at += 1

    def _string(self, closes: re.Pattern[str] = _CLOSES) -> str | None:
        """A quoted text, None when its end is missing; a quote closes it only where a text may end."""
        quote = self.text[self.at]
        self.at += 1
        parts: list[str] = []
        stray, last = 0, ""
        while self.at < len(self.text):
            char = self.text[self.at]
            self.at += 1
            if char == "\\":
                parts.append(self._escape())
            elif char == quote and closes.match(self.text, self.at):
                said = "".join(parts)
                return said.strip(quote) if stray == 1 else said  # one that was written twice
            elif char == '"' and last == "," and _KEY.match(self.text, self.at):
                self.at -= 1  # the quote of the next name
                return "".join(parts).rstrip()[:-1]
            else:
                stray += char == quote
                last = last if char.isspace() else char
                parts.append(char)
        return None

    def _escape(self) -> str:
        char = self.text[self.at : self.at + 1]
        self.at += 1
        if char == "u" and re.fullmatch("[0-9a-fA-F]{4}", self.text[self.at : self.at + 4]):
            self.at += 4
            code = int(self.text[self.at - 4 : self.at], 16)
            if 0xD800 <= code < 0xDC00:
                return self._pair(code)
            return chr(code) if not 0xDC00 <= code < 0xE000 else ""
        return _ESCAPES.get(char, char)

    def _pair(self, high: int) -> str:
        """The character of two surrogates; nothing for a lone one."""
        low = re.compile(r"\\u([dD][c-fC-F][0-9a-fA-F]{2})").match(self.text, self.at)
        if low is None:
            return ""
        self.at = low.end()
        return chr(0x10000 + (high - 0xD800) * 0x400 + int(low[1], 16) - 0xDC00)

    def _word(self) -> str | None:
        found = _PLAIN.match(self.text, self.at)
        self.at = found.end() if found else self.at + 1
        return found[0] if found else None

    def _plain(self) -> Any:
        """A bare word: true, false, a number, a date; anything else is nothing."""
        if date := _DATE.match(self.text, self.at):
            self.at = date.end()
            return date[0]
        if begun := _BEGUN.match(self.text, self.at):
            self.at = begun.end()
            return begun[1]
        word = self._word()
        if word in ("true", "false"):
            return word == "true"
        if word and _NUMBER.fullmatch(word):
            return float(word) if re.search("[.eE]", word) else int(word)
        return None
