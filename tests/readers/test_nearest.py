"""What comes nearest to a selector that finds nothing, and which selectors would find a page's events."""

from __future__ import annotations

import pytest

from bba_events.page import Page, make_page
from bba_events.readers.nearest import nearest
from bba_events.readers.proposal import propose

LISTS = {
    "cards": (
        '<div class="grid"><div class="card"><h3 class="card__title"><a href="/{n}">{t}</a></h3><span class="card__date">{d}</span>'
        '<span class="card__location">{p}</span></div></div>',
        {"each": "div.card", "title": "h3.card__title", "when": "span.card__date", "place": "span.card__location", "link": "a"},
    ),
    "list items": (
        "<ul><li><a href='/{n}'>{t}</a> <em>{d}</em></li></ul>",
        {"each": "li", "title": "a", "when": "em", "link": "a"},
    ),
    "table rows": (
        "<table><tr><td>{d}</td><td><b>{t}</b></td><td class='plaats'>{p}</td></tr></table>",
        {"each": "tr", "title": "b", "when": "td", "place": "td.plaats"},
    ),
    "time elements": (
        '<article class="node event"><h2>{t}</h2><p><time datetime="2026-04-0{n}">{d}</time></p></article>',
        {"each": "article.node", "title": "h2", "when": "time"},
    ),
    "definition lists": (
        '<section class="ev"><h4>{t}</h4><dl><dt>Wanneer</dt><dd class="wanneer">{d}</dd><dt>Waar</dt><dd class="lieu">{p}</dd></dl></section>',
        {"each": "section.ev", "title": "h4", "when": "dd.wanneer", "place": "dd.lieu"},
    ),
}  # fmt: skip
TITLES = ("Lentetocht", "Nachttocht", "Egeltocht")


def listed(template: str) -> Page:
    outer, _, rest = template.partition(">")
    inner, close = rest, ""
    if outer.startswith(("<ul", "<table", '<div class="grid"')):
        inner, _, close = rest.rpartition("</")
        close = f"</{close}"
    else:
        inner, outer = template, ""
    rows = "".join(
        inner.format(n=n, t=title, d=f"{n} april 2026", p="Ham") for n, title in enumerate(TITLES, 1)
    )
    head = f"{outer}>" if outer else ""
    body = f"<html lang=nl><body><nav><ul><li><a href=/>Start</a></li></ul></nav><main><h1>Agenda</h1>{head}{rows}{close}</main></body></html>"
    return make_page("https://hoeve.example/agenda", body.encode(), {"content-type": "text/html"})


@pytest.mark.parametrize("name", LISTS)
def test_selectors_are_proposed(name: str) -> None:
    template, select = LISTS[name]
    assert propose(listed(template), TITLES) == select


@pytest.mark.parametrize(
    ("titles", "body"),
    [
        (("Lentetocht",), "<article><h2>Lentetocht</h2><p>1 april 2026</p></article>"),
        (("Een", "Twee"), "<p>Een</p><p>Twee</p>"),
        ((), "<p>Niets</p>"),
    ],
)
def test_nothing_is_proposed_where_nothing_repeats(titles: tuple[str, ...], body: str) -> None:
    page = make_page("https://x.example/", f"<html><body>{body}</body></html>".encode(), {})
    assert propose(page, titles) == {}


@pytest.mark.parametrize(
    ("name", "key", "written", "each", "expected"),
    [
        ("cards", "each", "article.agenda", "", "div.card"),
        ("cards", "title", "h2.agenda-title", "div.card", "h3.card__title"),
        ("cards", "when", ".datum", "div.card", "span.card__date"),
        ("cards", "place", ".plaats", "div.card", "span.card__location"),
        ("cards", "link", "a.more", "div.card", "a"),
        ("list items", "each", ".views-row", "", "li"),
        ("table rows", "each", "li.row", "", "tr"),
        ("table rows", "place", ".place", "tr", "td.plaats"),
        ("time elements", "each", ".teaser", "", "article.event"),
        ("time elements", "start", "time.start", "article.node", "time"),
        ("definition lists", "when", ".when", "section.ev", "dd.wanneer"),
    ],
)
def test_the_nearest(name: str, key: str, written: str, each: str, expected: str) -> None:
    assert nearest(listed(LISTS[name][0]), key, written, each) == expected


@pytest.mark.parametrize(
    "body",
    ["<p>Er zijn geen activiteiten gepland.</p>", "<ul class=menu><li><a href=/>Start</a></li></ul>", ""],
)
def test_an_empty_list_has_nothing_near(body: str) -> None:
    page = make_page("https://x.example/", f"<html><body><main>{body}</main></body></html>".encode(), {})
    assert nearest(page, "each", "article.walk") == ""


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "body",
    [
        "<div class=a>" * 900 + "1 april 2026",
        "".join(f"<p class=c{n}>{n} april 2026</p>" for n in range(20_000)),
        "<li class=row><h2>x</h2>" + "1 april " * 200_000 + "</li>",
        "<i class='" + "a " * 50_000 + "'>1 april</i>",
        "<b>Lentetocht</b>" * 20_000,
    ],
    ids=lambda body: body[:16],
)
def test_hostile_pages_end(body: str) -> None:
    page = make_page("https://x.example/", f"<html><body>{body}</body></html>".encode(), {})
    for key in ("each", "title", "when", "place"):
        nearest(page, key, ".x")
    propose(page, ("Lentetocht", "1 april 2026"))
