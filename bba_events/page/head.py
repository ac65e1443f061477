"""What the head of a document says of it: title, description, site, languages.

And the one rule for the page's own name of its subject, from heading and title.  Stripping dates from
that name is left to the readers, who know dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bba_events import address
from bba_events.page import caption
from bba_events.page.buttons import is_link_word
from bba_events.page.phrases import is_generic
from bba_events.text import TITLE_CAP, clean, fold

if TYPE_CHECKING:
    from bba_events.page.document import Page

_HOME = re.compile(r"/?(?:[a-z]{2}(?:[-_][A-Za-z]{2})?/?)?(?:index\.\w+|home)?")
_ITEMS = 3
"""First-level headings from which none of them is the page's."""


def meta(page: Page, *names: str) -> str:
    """The content of the first of these ``<meta>`` names or properties that says something."""
    if page.kind != "html":
        return ""
    found: dict[str, str] = {}
    for tag in page.tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or "").lower()
        if name in names and name not in found and (content := clean(tag.get("content") or "")):
            found[name] = content
    return next((found[name] for name in names if name in found), "")


def title(page: Page) -> str:
    """The words of ``<title>`` in the head, else of ``og:title``."""
    if page.kind != "html":
        return ""
    element = next(page.tree.iter("title"), None)
    words = clean(" ".join(map(str, element.itertext())), TITLE_CAP) if element is not None else ""
    return words or meta(page, "og:title")


def language_hints(page: Page) -> Iterator[str]:
    """What the page declares: ``lang``, locale of its head, locale in its path."""
    if page.kind == "html":
        yield (page.tree.get("lang") or "")[:2].lower()
        yield meta(page, "og:locale")[:2].lower()
    found = re.match(r"/([a-z]{2})(?:[-_][A-Za-z]{2})?(?:/|$)", urlsplit(page.url).path)
    if found:
        yield found[1]


def heading(page: Page) -> str:
    """The main heading: a first-level one that the title repeats, else the first, else the title.

    In plain text without a first-level one: what ``caption`` finds.
    """
    if page.kind == "text" and not any(line.level == 1 for line in page.outline.lines):
        return caption.of_text(page.outline.lines, lambda words: is_site(page, words), page.url)
    lines = page.outline.lines
    tops = [line.text for line in lines if line.level == 1]
    named = without_site(page, page.title)
    site = fold(page.site_name)
    own = [top for top in tops if fold(top) not in ("", site)]
    told = [top for top in own if named and (fold(top) in fold(named) or fold(named) in fold(top))]
    if len(set(own)) >= _ITEMS and named and not told:
        return named  # each item of a list under a first-level heading of its own
    first = next((line.text for line in lines if line.level), "")
    return (told or own or tops or [without_site(page, meta(page, "og:title"))])[0] or named or first


def without_site(page: Page, words: str) -> str:
    """A title without the name of the site before or behind it."""
    each = caption.parts(words)
    if len(each) < 2:
        return words
    own = [part for part in each if not is_site(page, part)]
    if not own or len(own) == len(each):
        return words
    first, last = words.find(own[0]), words.rfind(own[-1]) + len(own[-1])
    return words[first:last].strip()


def is_site(page: Page, words: str) -> bool:
    """Whether words are the site's name, as it says itself or as its host spells it."""
    folded = fold(words)
    if not folded:
        return True
    if folded == fold(page.site_name):
        return True
    try:
        name = address.site(page.url).rsplit(".", 1)[0]
    except ValueError:
        return False
    return folded.replace(" ", "") in (
        fold(name).replace(" ", ""),
        fold(name.split(".")[-1]).replace(" ", ""),
    )


def brand(page: Page) -> str:
    """What the link to the first page shows of the site's name, in two words or more; "" when none."""
    for link in page.tree.iter("a") if page.kind == "html" else ():
        path = urlsplit(link.get("href") or link.get("routerlink") or "-").path
        if not _HOME.fullmatch(path):
            continue
        pictures = [picture.get("alt") or "" for picture in link.iter("img")]
        words = clean(" ".join([*map(str, link.itertext()), *pictures]), TITLE_CAP)
        if " " in words and len(words) < 60 and not is_link_word(words) and not is_generic(words):
            return words
    return ""


def alternates(page: Page) -> dict[str, str]:
    """Language to address of the same page in that language."""
    found: dict[str, str] = {}
    if page.kind != "html":
        return found
    for tag in page.tree.iter("link"):
        code = (tag.get("hreflang") or "")[:2].lower()
        if code and code != "x-" and "alternate" in (tag.get("rel") or "").lower():
            url = page.link(tag.get("href") or "")
            if url:
                found.setdefault(code, url)
    return found
