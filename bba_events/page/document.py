"""A page: one fetched document, decoded, parsed when it is first looked at.

Knows its address, text, tree, outline, language, links.  It fetches nothing and judges nothing; what
it announces is left to the readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lxml import etree

from bba_events import address
from bba_events.errors import ReadError
from bba_events.event import More
from bba_events.page import blocks, charset, furniture, head, hydrated, items, labels, ld_scripts, size
from bba_events.page.fragments import joined
from bba_events.page.language import guess
from bba_events.page.outline import Outline
from bba_events.page.plain import of_text

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_ATTRIBUTES = 256
"""More attributes on one element cost the parser the square of their number; no page needs them."""
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{2000,}>?")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_SHELL = 200
"""Characters of visible text under which a page with hydration data is an empty shell."""
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_CALENDAR = re.compile(r"BEGIN\s*:\s*VCALENDAR", re.IGNORECASE)
_COMPONENT = re.compile(
    r"(?:^|>)[ \t]*(?:BEGIN[ \t]*:[ \t]*V[A-Z]{3}|DTSTART[;:])", re.IGNORECASE | re.MULTILINE
)
"""What a file that is sent as a calendar has somewhere near its top, be it after a server's warnings."""
_XML = re.compile(r"<\?xml|<(?:rss|feed|rdf:RDF)\b")
_HTML_IN_XML = re.compile(r"<!doctype html|<html\b", re.IGNORECASE)
_ANY_TAG = re.compile(r"<(?:!|[a-zA-Z/])[^<>]*>")


class Page:
    """One document.  ``url`` is its final address, ``text`` what its bytes say, ``headers`` lower-case."""

    def __init__(self, url: str, text: str, headers: Mapping[str, str] | None = None) -> None:
        self.url = url
        self.text = text
        self.headers = dict(headers or {})
        self._beyond = False
        """Whether something of it lies beyond the bounds of ``size``."""

    def __reduce__(self) -> tuple[type[Page], tuple[str, str, dict[str, str]]]:
        """Pickled without its trees."""
        return Page, (self.url, self.text, self.headers)

    @property
    def content_type(self) -> str:
        """The media type that the header declares, in lower case, "" when none."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @cached_property
    def kind(self) -> str:
        """What the content is, whatever is declared: html, text, ical, json, xml or binary."""
        start = self.text[:2000].lstrip("\ufeff \t\r\n\x00")
        if _CALENDAR.match(start):
            return "ical"
        if "calendar" in self.content_type and _COMPONENT.search(self.text, 0, 20_000):
            return "ical"
        odd = len(_BINARY.findall(start))
        if odd * 10 > len(start) or odd > max(2, len(start) // 20) or start.startswith(("%PDF", "PK\x03")):
            return "binary"
        if start.startswith(("{", "[")) and (self.content_type.endswith("json") or _is_json(self.text)):
            return "json"
        if _XML.match(start) and not _HTML_IN_XML.search(start):
            return "xml"
        plain = self.content_type == "text/plain" or not _ANY_TAG.search(self.text)
        return "text" if plain and not _HTML_IN_XML.search(start) else "html"

    @cached_property
    def tree(self) -> etree._Element:
        """The lxml tree, without comments.  Raises ReadError when it is nested too deep to be a page."""
        parser = etree.HTMLParser(
            encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
        )
        source = size.start(self.text)
        self._beyond |= len(source) < len(self.text)
        source = _LONG_TAG.sub(_fewer_attributes, ld_scripts.mended(source.replace("\x00", " ")))
        try:
            root = etree.fromstring(source.encode("utf-8", "replace"), parser)
        except etree.XMLSyntaxError:
            root = None
        fault = parser.error_log.last_error
        if fault is not None and fault.type_name == "ERR_RESOURCE_LIMIT":
            raise ReadError(f"{self.url}: refused, {fault.message}")
        if root is None:
            return etree.Element("html")
        self._beyond |= size.cut(root)
        return root

    @property
    def unread(self) -> str:
        """What is said of a page that is too large to be read to its end, "" when all of it was looked at."""
        if self.kind not in ("html", "text") or not (self.outline and self._beyond):
            return ""
        return f"{self.url} is too large to be read to its end; name pages with fewer events on them"

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The BeautifulSoup tree (on lxml), for scrapers."""
        from bs4 import BeautifulSoup  # noqa: PLC0415 - slow, and only scrapers want it

        return BeautifulSoup(etree.tostring(self.tree, encoding="unicode", method="html"), "lxml")

    @cached_property
    def outline(self) -> Outline:
        """The page as a visitor reads it, without furniture."""
        if self.kind == "text":
            self._beyond |= len(self.text) > size.CHARACTERS
            return items.boxed(self._tidied(of_text(self.text[: size.CHARACTERS])))
        if self.kind != "html":
            return Outline()
        whole = blocks.read(self.tree)
        if len(whole.text) < _SHELL:
            data = hydrated.read(self.tree)
            whole = data if len(data.text) > len(whole.text) else whole
        return self._tidied(whole)

    def _tidied(self, whole: Outline) -> Outline:
        within, more = size.bounded(whole)
        self._beyond |= more
        return joined(furniture.without(within))

    @property
    def lines(self) -> list[str]:
        """The texts of the outline's lines."""
        return [line.text for line in self.outline.lines]

    @cached_property
    def labelled(self) -> tuple[labels.Labelled, ...]:
        """Every value of the outline that a label tells the meaning of, in reading order."""
        return tuple(labels.of(self.outline))

    @cached_property
    def language(self) -> str:
        """Two-letter code of the language its text is in; "" when nothing tells."""
        return guess(self.outline.text or self.text, head.language_hints(self))

    @cached_property
    def title(self) -> str:
        """The words of ``<title>``, else of ``og:title``; with the site's name if it stands there."""
        return head.title(self)

    @cached_property
    def description(self) -> str:
        """The summary that the head offers, "" when none."""
        return head.meta(self, "og:description", "description", "twitter:description")

    @cached_property
    def heading(self) -> str:
        """The page's own name of its subject: its main heading, else its title without the site."""
        return head.heading(self)

    @cached_property
    def site_name(self) -> str:
        """What the site calls itself, "" when it does not say."""
        return head.meta(self, "og:site_name", "application-name")

    @cached_property
    def alternates(self) -> dict[str, str]:
        """Language to absolute address of the same page in that language (``hreflang``)."""
        return head.alternates(self)

    def link(self, what: str | Tag | etree._Element | None) -> str:
        """The absolute address of an href or of an element with (or around) one; "" when unusable."""
        href = _href(what)
        return address.public(href, self._base) if href and not href.startswith("#") else ""

    @cached_property
    def _base(self) -> str:
        """Where relative links start: the page, or what ``<base>`` says."""
        base = next(self.tree.iter("base"), None) if self.kind == "html" else None
        return address.public(base.get("href") or "", self.url) or self.url if base is not None else self.url

    def more(self, selector: str) -> Iterator[More]:
        """Further pages of the same list: links that the CSS selector finds, same site, none twice."""
        seen = {address.canonical(self.url)}
        for tag in self.soup.select(selector):
            url = self.link(tag)
            if url and address.site(url) == address.site(self.url) and address.canonical(url) not in seen:
                seen.add(address.canonical(url))
                yield More(url)


def make_page(url: str, body: bytes, headers: Mapping[str, str] | None = None) -> Page:
    """The page of a response: its final address, decoded body, header names in any case."""
    lower = {name.lower(): value for name, value in (headers or {}).items()}
    return Page(url, charset.decode(body, lower.get("content-type", "")), lower)


def _is_json(text: str) -> bool:
    """Whether a text that starts like JSON ends like it, too."""
    end = text.rstrip()[-1:]
    return end in ("}", "]") and bool(re.match(r"[\s\ufeff]*[\[{]\s*[\"\[{\]}\d\-tfn]", text))


def _fewer_attributes(found: re.Match[str]) -> str:
    """A tag with absurdly many attributes keeps none of them."""
    bare = _QUOTED.sub("", found[0])
    if len(bare.split()) <= _ATTRIBUTES:
        return found[0]
    return re.match(r"<[a-zA-Z][\w:-]{0,40}", found[0])[0] + ">"  # type: ignore[index]


def _href(what: Any) -> str:
    """The href of whatever was given."""
    if what is None or isinstance(what, str):
        return (what or "").strip()
    own = what.get("href") or what.get("data-href")
    if own:
        return str(own).strip()
    found = what.find("a", href=True) if hasattr(what, "select") else what.find(".//a[@href]")
    return str(found.get("href")).strip() if found is not None else ""
