"""Pages for people: the agenda, the editor's page of each language, the status page, and RSS.

Self-contained files from the templates beside this module, autoescaped; nothing is asked of a third
party and everything works without JavaScript.  Wording of entries is known by ``cards`` and ``wording``; all
other strings stand in ``[site]`` of the word tables.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from bba_events import dates, words
from bba_events.config import Config
from bba_events.config.feeds import topics
from bba_events.event import Entry, EventKind, said
from bba_events.publish import blurb, ics, linked_data, subscribing
from bba_events.publish.choice import HOUSE, choose
from bba_events.publish.feeds import plans
from bba_events.publish.occurrences import occurrences
from bba_events.publish.wording import bare, call_alone, campaigns, link, where
from bba_events.span import Role, Span, day
from bba_events.text import DESCRIPTION_CAP, clean

TEMPLATES = Path(__file__).parent / "templates"
MOST_ROWS = 500
"""Beyond these a page is too long to read and too heavy for a phone; the feeds have all."""
NEWEST = 50
"""Items of the RSS feed."""


@dataclass(frozen=True, slots=True)
class Page:
    """What every page needs."""

    title: str
    language: str
    style: Markup
    script: Markup
    script_hash: str
    """SHA-256 of the script, for the page's own Content-Security-Policy."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as it stands on a page; every text is plain, the template escapes it."""

    uid: str
    id: str
    title: str
    when: str
    day: str
    title_language: str = ""
    note: str = ""
    place: str = ""
    partner: str = ""
    url: str = ""
    blurb: str = ""
    blurb_language: str = ""
    calendar: str = ""
    google: str = ""
    outlook: str = ""
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=jinja2.select_autoescape(["html", "xml"]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _page(title: str, language: str, script: str = "") -> Page:
    code = _part(script) if script else ""
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    return Page(title, language, Markup(_part("style.css")), Markup(code), digest if code else "")


@cache
def _part(name: str) -> str:
    """A file of ours that goes into a page as it is."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _render(template: str, **told: Any) -> bytes:
    return _templates().get_template(template).render(**told).encode()


def index(entries: Sequence[Entry], *, config: Config, today: date) -> bytes:
    """``index.html``: what runs now, what is to come by month, what has no date yet."""
    maker = Maker(config, today, campaigns(entries))
    chosen = choose(entries, on=today, calendar=config.calendar, options=HOUSE)
    sessions = [one for rows in chosen.sessions.values() for one in rows]
    coming = sorted((*chosen.cards, *sessions), key=lambda one: (one.span.first or date.max, one.uid))
    running = [one for one in coming if one.span.first and one.span.first < today]
    later = [one for one in coming if one not in running][:MOST_ROWS]
    return _render(
        "index.html",
        page=_page(config.calendar.name, maker.language, "index.js"),
        calendar=config.calendar,
        say=words.section(maker.language, "site"),
        feeds=subscribing.feed_links(plans(config), config.calendar),
        running=[maker.row(one) for one in running],
        months=list(maker.by_month(later)),
        undated=[maker.row(one) for one in chosen.undated],
        languages=_languages(config),
        topics=[(slug, topic) for topic, slug in topics(config.sources).items()],
        sources=[(source.id, source.partner) for source in config.sources],
        blocks=_languages(config),
        json_ld=Markup(linked_data.write([*running, *later], config.calendar, maker.language, maker.whole)),
    )


def _languages(config: Config) -> list[tuple[str, str]]:
    return [(code, str(words.table(code)["name"])) for code in config.calendar.languages]


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes rows in the calendar's first language."""

    config: Config
    today: date
    whole: Mapping[str, Entry]
    """Campaigns by UID."""

    @property
    def language(self) -> str:
        """The pages' language."""
        return self.config.calendar.languages[0]

    def row(self, entry: Entry) -> Row:
        """One entry."""
        calendar, language = self.config.calendar, self.language
        described, spoken = said(entry.descriptions, language, *calendar.languages)
        known = spoken if spoken in words.languages() else language
        title_language = said(entry.titles, language, *calendar.languages)[1]
        title = call_alone(entry, self.whole.get(entry.part_of), language, calendar.languages)
        alone = bare(entry, language, calendar.languages)
        first = entry.span.first
        return Row(
            uid=entry.uid,
            id=entry.id,
            title=title,
            title_language=title_language if title_language != language and title == alone else "",
            when=self.when(entry.span, entry.kind) if entry.span.dated else "",
            day=first.isoformat() if first else "",
            note=self._note(entry),
            place=where(entry, language),
            partner=clean(entry.partner),
            url=link(entry, language, calendar.languages),
            blurb=blurb.cut(clean(described, DESCRIPTION_CAP), known),
            blurb_language=spoken if spoken != language else "",
            languages=tuple(sorted(entry.titles)),
            topics=tuple(
                slug for topic, slug in topics(self.config.sources).items() if topic in entry.topics
            ),
            sources=entry.sources,
            **self._calendar(entry),
        )

    def when(self, span: Span, kind: EventKind = EventKind.EVENT) -> str:
        """The span in words, as a reader today needs them."""
        role = Role.DEADLINE if kind is EventKind.DEADLINE else Role.EVENT
        return dates.write(span, self.language, self.today, role=role)

    def _note(self, entry: Entry) -> str:
        if not entry.vanished:
            return ""
        since = self.when(day(entry.confirmed))
        return str(words.section(self.language, "site")["unconfirmed"]).format(date=since)

    def _calendar(self, entry: Entry) -> Mapping[str, str]:
        """Ways to add this one event."""
        calendar = self.config.calendar
        told = occurrences(entry, calendar.time_zone)
        items = ics.items(
            entry, calendar=calendar, language=self.language, today=self.today,
            campaign=self.whole.get(entry.part_of),
        )  # fmt: skip
        if not told or not items:
            return {}
        feed = ics.bind(items, calendar=calendar, today=self.today)
        title = call_alone(entry, self.whole.get(entry.part_of), self.language, calendar.languages)
        place, url = where(entry, self.language), link(entry, self.language, calendar.languages)
        return {
            "calendar": subscribing.file(feed.data),
            "google": subscribing.google(told[0], title, place, url),
            "outlook": subscribing.outlook(told[0], title, place, url),
        }

    def by_month(self, entries: Sequence[Entry]) -> Iterator[tuple[str, list[Row]]]:
        """Rows under the month of their first day, such as "december 2025"."""
        names = words.section(self.language, "dates")["write"]["months"]
        months: dict[tuple[int, int], list[Row]] = {}
        for entry in entries:
            first = entry.span.first or self.today
            months.setdefault((first.year, first.month), []).append(self.row(entry))
        for (year, month), rows in sorted(months.items()):
            yield f"{names[month - 1]} {year}", rows


def rss(entries: Sequence[Entry], *, config: Config) -> bytes:
    """``rss.xml``: what was added last, newest first.

    Only dated, certain entries stand in it; years are always written, it is read at any time.
    """
    maker = Maker(config, date.min, campaigns(entries))
    living = [one for one in entries if one.certain and one.span.dated and not one.replaced_by]
    ordered = sorted(living, key=lambda one: (one.span.first or date.max, one.uid))
    newest = sorted(ordered, key=lambda one: one.created, reverse=True)[:NEWEST]
    home = config.calendar.url.rstrip("/") + "/" if config.calendar.url else "index.html"
    return _render(
        "rss.xml",
        page=_page(config.calendar.name, maker.language),
        calendar=config.calendar,
        say=words.section(maker.language, "site"),
        home=home,
        newest=format_datetime(newest[0].created) if newest else "",
        rows=[(maker.row(one), format_datetime(one.created)) for one in newest],
    )


def editor(fragment: str, markdown: str, *, config: Config, language: str) -> bytes:
    """``block.{lang}.html``: the block to copy as rich text or Markdown, or to select by hand."""
    say = words.section(language, "site")
    return _render(
        "editor.html",
        page=_page(f"{say['block']}: {words.table(language)['name']}", language, "editor.js"),
        calendar=config.calendar,
        say=say,
        fragment=Markup(fragment),
        markdown=markdown,
        others=[(code, name) for code, name in _languages(config) if code != language],
    )


def status(config: Config) -> bytes:
    """``status.html``: shows ``status.json``, and so stays the same from run to run."""
    language = config.calendar.languages[0]
    say = words.section(language, "site")
    return _render(
        "status.html", page=_page(say["status"], language, "status.js"), calendar=config.calendar, say=say
    )
