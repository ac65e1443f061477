"""Chosen entries to a document: heads, blurbs, sessions and the editor's notes, in one language.

Knows DESIGN §8: the head is "title - partner - dates", the year only where needed (``dates.write``
decides).  Which entries, is known by ``choice``; what it is written in, by the writers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bba_events import dates, words
from bba_events.change import Change, ChangeKind
from bba_events.config import Calendar
from bba_events.event import Entry, EventKind, Status, said
from bba_events.publish import blurb
from bba_events.publish.choice import Choice, Options
from bba_events.publish.document import Bullets, Heading, Line, Paragraph, Part, Run, linked
from bba_events.publish.wording import bare, call, link, say
from bba_events.span import Role, Span, day
from bba_events.text import DESCRIPTION_CAP, PLACE_CAP, clean

BETWEEN = " - "


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes for one language and day."""

    language: str
    languages: tuple[str, ...]
    """Where a text is missing, in this order."""
    on: date
    calendar: Calendar
    options: Options

    def document(self, choice: Choice) -> tuple[Part, ...]:
        """The whole block."""
        return tuple(self._parts(choice))

    def _parts(self, choice: Choice) -> Iterator[Part]:
        if self.options.heading:
            yield Heading(self.options.heading, self._own("heading"))
        shown = choice.cards[: self.options.limit or None]
        if not shown:
            yield Paragraph(self._own("empty"))
        yield from self._cards(shown, choice) if self.options.cards else self._list(shown)
        if left := len(choice.cards) - len(shown):
            yield Paragraph(
                (Run(self.say("one_more") if left == 1 else self.say("several", count=str(left))),)
            )
        yield from self._others(choice)
        yield from self._notes(choice)
        if self.options.subscribe and self.calendar.url:
            yield Paragraph(linked(self._own("subscribe"), f"{self.calendar.url.rstrip('/')}/"))

    def _cards(self, entries: Sequence[Entry], choice: Choice) -> Iterator[Part]:
        for entry in entries:
            yield Heading(self._level, self.head(entry))
            yield from self._body(entry, choice.sessions.get(entry.uid, ()))

    def _body(self, entry: Entry, sessions: Sequence[Entry]) -> Iterator[Part]:
        if self._runs_now(entry):
            yield Paragraph((Run(self.say("running"), strong=True),))
        if self.options.doubts and (doubts := self._doubts(entry)):
            yield Paragraph((Run(self.say("doubt", doubts=doubts), strong=True),))
        if self.options.blurbs and (words_of_page := self._blurb(entry)):
            yield Paragraph(words_of_page)
        if sessions:
            yield from self._sessions(entry, sessions)
        yield from self._more(entry, "more")

    def _list(self, entries: Sequence[Entry]) -> Iterator[Part]:
        if entries:
            yield Bullets(tuple(map(self.head, entries)))

    def _others(self, choice: Choice) -> Iterator[Part]:
        """What can be watched, and what has no date yet."""
        if choice.recordings:
            yield Heading(self._level, self._own("recordings"))
            yield Bullets(tuple(map(self._recording, choice.recordings)))
        if choice.undated:
            yield Heading(self._level, self._own("undated"))
            yield Bullets(tuple(map(self._undated, choice.undated)))

    def _notes(self, choice: Choice) -> Iterator[Part]:
        """For the editor: what is uncertain, what changed, what could not be read."""
        sections: tuple[tuple[str, tuple[Line, ...]], ...] = (
            ("doubts", tuple(map(self._doubtful, choice.doubtful))),
            ("asks", tuple(self._ask(*pair) for pair in self.options.asks)),
            ("changes", tuple(map(self._change, self.options.changes))),
            ("unread", tuple(self._unread(*told) for told in self.options.unread)),
        )
        for key, lines in sections:
            if lines:
                yield Heading(self._level, self._own(key))
                yield Bullets(lines)

    # single lines

    def head(self, entry: Entry) -> Line:
        """Title - partner - dates, the title being the link."""
        partner = clean(entry.partner) if entry.show_partner else ""
        rest = f"{BETWEEN}{partner}{BETWEEN}" if partner else BETWEEN
        return (*linked(self._named(entry), self._url(entry)), Run(rest), self._when(entry.span, entry.kind))

    def _named(self, entry: Entry) -> Line:
        """The title as it is worded, what is in another language marked as such."""
        strange = self._strange(said(entry.titles, *self._order)[1])
        title = bare(entry, self.language, self.languages)
        before, _, after = self.title(entry).partition(title)
        runs = (Run(before), Run(title, language=strange), Run(after))
        return tuple(run for run in runs if run.text) if strange else (Run(self.title(entry)),)

    def title(self, entry: Entry) -> str:
        """The title as its kind and status are worded."""
        return call(entry, self.language, self.languages)

    def when(self, span: Span, kind: EventKind = EventKind.EVENT, *, months: str = "") -> str:
        """The words of a span as a reader on the reference day needs them."""
        role = Role.DEADLINE if kind is EventKind.DEADLINE else Role.EVENT
        return dates.write(span, self.language, self.on, months=months or self.options.months, role=role)

    def _when(self, span: Span, kind: EventKind) -> Run:
        return Run(self.when(span, kind), day=span.first.isoformat() if span.first else "")

    def _sessions(self, campaign: Entry, sessions: Sequence[Entry]) -> Iterator[Part]:
        """What belongs to a campaign.  A title and link that all share are not said again in every row."""
        titles = {self.title(entry) for entry in sessions}
        alike = len(sessions) > 1 and len(titles) == 1
        alike = alike and all(self._url(entry) in ("", self._url(campaign)) for entry in sessions)
        yield Paragraph((*self._named(sessions[0]), Run(":")) if alike else self._own("sessions"))
        yield Bullets(tuple(self._session(entry, named=not alike) for entry in sessions))

    def _session(self, entry: Entry, *, named: bool) -> Line:
        told = entry.where(self.language)
        place = "" if told.online and told.nowhere else clean(told.town or told.name, PLACE_CAP)
        where = place or (self.say("online") if entry.place.online else "")
        title = (Run(BETWEEN), *linked(self._named(entry), self._url(entry))) if named else ()
        says_where = not where or (named and where.casefold() in self.title(entry).casefold())
        tail = () if says_where else (Run(f", {where}"),)
        return (self._when(entry.span, entry.kind), *title, *tail)

    def _recording(self, entry: Entry) -> Line:
        text = self.say("watch", title=bare(entry, self.language, self.languages))
        when = Run(self.when(entry.span), day=(entry.span.first or self.on).isoformat())
        return (*linked((Run(text),), self._url(entry)), Run(BETWEEN), when)

    def _undated(self, entry: Entry) -> Line:
        """The title, and the page's own words for when."""
        told = next(
            (member.evidence["span"].words for member in entry.members if "span" in member.evidence), ""
        )
        tail = (Run(f" ({clean(told, 100)})"),) if told else ()
        return (*linked(self._named(entry), self._url(entry)), *tail)

    def _doubtful(self, entry: Entry) -> Line:
        return (*self.head(entry), Run(f" ({self._doubts(entry) or '?'})"))

    def _doubts(self, entry: Entry) -> str:
        """What is not sure of it, in the words of whoever doubted."""
        since = dates.write(day(entry.confirmed), self.language, self.on)
        gone = (self.say("unconfirmed", date=since),) if entry.vanished else ()
        return "; ".join(clean(doubt, 300) for doubt in (*gone, *entry.doubts))

    def _ask(self, a: Entry, b: Entry) -> Line:
        dates_of = (self.when(one.span) if one.span.dated else "" for one in (a, b))
        a_date, b_date = dates_of
        told = self.say(
            "ask", a=self.title(a), a_id=a.id, a_date=a_date, b=self.title(b), b_id=b.id, b_date=b_date
        )
        return (Run(told),)

    def _change(self, change: Change) -> Line:
        was = change.old_span if change.kind is ChangeKind.MOVED else None
        old = self.when(was) if was else clean(change.old_title)
        told = self.say(
            f"change_{change.kind}", title=clean(change.title), date=self.when(change.span), old=old
        )
        return (Run(told),)

    def _unread(self, source: str, since: date | None) -> Line:
        if since is None:
            return (Run(clean(source)),)
        when = dates.write(day(since), self.language, self.on)
        return (Run(self.say("unread_since", source=clean(source), date=when)),)

    def _blurb(self, entry: Entry) -> Line:
        """The page's own description, marked with its language where that is not the block's."""
        told, language = said(entry.descriptions, *self._order)
        known = language if language in words.languages() else self.language
        text = blurb.cut(clean(told, DESCRIPTION_CAP), known)
        strange = self._strange(language)
        mark = (Run(f" ({self._name_of(strange)})"),) if strange else ()
        return (Run(text, language=strange), *mark) if text else ()

    def _more(self, entry: Entry, key: str) -> Iterator[Part]:
        url = self._url(entry)
        if url:
            title = bare(entry, self.language, self.languages)
            yield Paragraph(linked((Run(self.say(key, title=title)),), url))

    # small facts

    @property
    def _order(self) -> tuple[str, ...]:
        return (self.language, *self.languages)

    @property
    def _level(self) -> int:
        return min((self.options.heading or 2) + 1, 6)

    def say(self, key: str, **values: str) -> str:
        """A text of ``[block]``, see ``wording.say``."""
        return say(self.language, key, **values)

    def _own(self, key: str) -> Line:
        return (Run(self.say(key)),)

    def _url(self, entry: Entry) -> str:
        return link(entry, self.language, self.languages)

    def _strange(self, language: str) -> str:
        """The language of a text where it is not the block's."""
        return language if language and language != self.language else ""

    def _name_of(self, language: str) -> str:
        names: dict[str, str] = words.section(self.language, "block")["language"]
        return names.get(language, language)

    def _runs_now(self, entry: Entry) -> bool:
        """It began before the reference day and goes on."""
        start, last = entry.span.start, entry.span.last
        off = entry.status in (Status.CANCELLED, Status.POSTPONED)
        return not off and start is not None and last is not None and start < self.on and entry.span.days != 1
