"""The proper names that a page's text uses: a capital and what belongs to it, and how often.

For pages whose headline is a sentence about a thing with a name of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from bba_events.address import site
from bba_events.page.caption import parts
from bba_events.page.document import Page
from bba_events.page.head import brand, is_site
from bba_events.page.sentences import sentences
from bba_events.text import fold

_CAPITAL = r"[A-ZÀ-Þ0-9]*[A-ZÀ-Þ][\w’'-]*"
_SMALL = r"(?:van|het|de|der|den|en|voor|op|’t|'t|du|des|la|le|les|et|aux|à|d’|d'|und|of|the|&)"
_NAME = re.compile(rf"(?<![\w’'-]){_CAPITAL}(?: (?:{_SMALL} ){{0,2}}{_CAPITAL})*")
_INSIDE = re.compile(r"[a-zà-ÿ0-9,’'(«“\"] ?$")
_FIRST = re.compile(rf"^\S+ (?:{_SMALL} )*")
_OF = re.compile(r" (?:van (?:de|het|den)|van|du|de la|des|de|of the|der|des) ")
_DATED = re.compile(r"\d")


def of_event(page: Page) -> str:
    """The name that headings or a label show and the text tells of, "" when there is none.

    A name stands in the middle of sentences with its capital.  The site's own name is none.
    """
    counts, dated = _told(page)
    heads = fold(" ".join(_heads(page)))
    shown = [name for name in counts if f" {fold(name)} " in f" {heads} "]
    heading = fold(page.heading)
    return max(
        shown,
        key=lambda name: (fold(name) in heading, dated[name], counts[name], len(name)),
        default="",
    )


def of_release(page: Page) -> str:
    """The name of what a press release tells of: as ``of_event``, else the one told beside a date.

    Else what a headline names before its colon.
    """
    counts, dated = _told(page)
    beside = [name for name in counts if dated[name]]
    told = max(beside, key=lambda name: (dated[name], counts[name], len(name)), default="")
    before = page.heading.partition(":")[0] if ":" in page.heading else ""
    return of_event(page) or told or (before if 0 < len(before.split()) < 5 else "")


def _told(page: Page) -> tuple[Counter[str], Counter[str]]:
    """How often the text tells of each name, and how often beside figures."""
    counts, dated = Counter[str](), Counter[str]()
    for line in page.outline.lines:
        for sentence in () if line.level else sentences(line.text):
            for name in _inside(sentence):
                if len(name) > 4 and not is_site(page, name):
                    counts[name] += 1
                    dated[name] += bool(_DATED.search(sentence))
    return counts, dated


def _inside(sentence: str) -> Iterable[str]:
    """The names in a sentence but for a word that is capital only because it comes first."""
    if sentence.isupper():
        return
    for found in _NAME.finditer(sentence):
        name = found[0]
        if not _INSIDE.search(sentence[: found.start()]):
            name = _FIRST.sub("", name) if " " in name else ("" if name.istitle() else name)
        if name:
            yield name
            yield from _OF.split(name, maxsplit=1)[:1] if _OF.search(name) else ()


def _heads(page: Page) -> list[str]:
    """Headings, title and the value of a label that names the event."""
    named = [one.value for one in page.labelled if one.name == "title"]
    top = min((line.level for line in page.outline.lines if line.level), default=1)
    return [
        *(part for part in parts(page.title) if not is_site(page, part)),
        *(line.text for line in page.outline.lines if line.level == top),
        *named,
    ]


def of_campaign(page: Page) -> str:
    """The name of the campaign to which a whole site belongs: what site, title and headings call it.

    What the site's address spells counts first, then what it calls itself, then what the text tells most.
    """
    heads = [line.text for line in page.outline.lines if line.level == 1]
    shown = brand(page)
    named = [name for name in (page.site_name, shown, *parts(page.title), *heads) if name]
    spelled = [name for name in named if is_site(page, name)] or _spelled(page)
    told = f" {fold(page.outline.text)} "
    called = spelled or [name for name in (page.site_name, shown) if name] or named
    return max(called, key=lambda name: told.count(f" {fold(name)} "), default="")


def _spelled(page: Page) -> list[str]:
    """What the page writes, with its spaces, of the name that the host spells without them."""
    host = site(page.url).split(".")[-2:][0]
    if page.kind != "html" or len(host) < 5 or not host.isalpha():
        return []
    body = page.tree.find("body")
    shown = " ".join(map(str, body.itertext())) if body is not None else ""
    told = Counter(re.findall(r"\b" + r"\s?".join(host) + r"\b", f"{page.title} {shown}", re.IGNORECASE))
    return [name for name, _ in told.most_common() if " " in name and name[:1].isupper()][:1]
