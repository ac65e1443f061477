"""From what was found to mentions: exact words, status, language.

The walk over the text is left to ``reading``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bba_events.dates.mention import Mention
from bba_events.dates.reader import Reader
from bba_events.dates.status import status_in
from bba_events.dates.tokens import Token

_LEADS_ON = re.compile(r"\b(?:naar|au|auf|to|to the|op|le)\s*$")
"""Words before a date that say where something was moved to."""


def mentions(reader: Reader, languages: Sequence[str]) -> list[Mention]:
    """The mentions with words, status, language."""
    ts, text = reader.ts, reader.text
    found = []
    for number, one in enumerate(reader.found):
        start, end = ts[one.first].start, ts[one.next - 1].end
        after = ts[reader.found[number + 1].first].start if number + 1 < len(reader.found) else len(text)
        status = _status(text, 0 if number == 0 else start, start, end, after)
        found.append(
            Mention(
                span=one.span,
                role=one.role,
                text=text[start:end],
                at=(start, end),
                certain=not one.settled.doubts,
                doubts=tuple(one.settled.doubts),
                inferred=tuple(dict.fromkeys(one.settled.inferred)),
                status=status,
                language=_language(ts[one.first : one.next], languages),
                each=one.each,
            )
        )
    return found


def _status(text: str, begin: int, start: int, end: int, after: int) -> str:
    """Status words behind a date up to the next one; for the first date those before it too."""
    behind = text[end : min(after, end + 200)]
    ahead = text[max(begin, start - 200) : start]
    if ahead and _LEADS_ON.search(ahead.lower()):
        ahead = ""
    return status_in(behind) or (status_in(ahead) if ahead else "")


def _language(ts: list[Token], languages: Sequence[str]) -> str:
    """The language most of the words are of; the first that was asked for wins ties."""
    votes: dict[str, int] = {}
    for token in ts:
        for language in token.senses.get("languages", ()) if token.kind == "word" else ():
            votes[language] = votes.get(language, 0) + 1
    if not votes:
        return languages[0] if languages else ""
    most = max(votes.values())
    best = [language for language in (*languages, *sorted(votes)) if votes.get(language) == most]
    return best[0]
