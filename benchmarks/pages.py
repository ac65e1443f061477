"""Pages for the benchmark of the readers: made up, of about any size, the same at every run.

``news`` has no date and no marker, ``marked`` an event in every way of marking one up; ``listing`` is full
of dates in four languages, ``dressed`` the same between menus, a sidebar, cookies and a footer, ``article``
a long text with few dates.  All bear running numbers from ``first`` on, so that no page gains from one that
was read before.
"""

from __future__ import annotations

from collections.abc import Callable

PLAIN = (
    "<section class='blok'><h2>Bericht {n}</h2><p>In de vallei telden vrijwilligers dit jaar {n}"
    " soorten libellen, meer dan ooit.</p><ul><li><a href='/bericht/{n}'>Lees verder</a></li>"
    "<li>Delen</li></ul></section>\n"
)
MARKED = (
    '<script type="application/ld+json">{{"@type":"Event","name":"A{n}","startDate":"2026-06-20T19:00+02:00",'
    '"location":{{"@type":"Place","name":"Zaal {n}"}}}}</script>'
    '<div itemscope itemtype="https://schema.org/Event"><b itemprop="name">B{n}</b>'
    '<time itemprop="startDate" datetime="2026-06-21">21 juni</time></div>'
    '<div vocab="https://schema.org/" typeof="Event"><b property="name">C{n}</b>'
    '<time property="startDate" datetime="2026-06-22">22 juni</time></div>'
    '<div class="h-event"><b class="p-name">D{n}</b>'
    '<time class="dt-start" datetime="2026-06-23">23 juni</time></div>\n'
)
CARD = (
    '<article class="agenda-item"><div class="agenda-item__image"><img src="/sites/default/files/styles/card/'
    'public/2026-05/beeld-{n}.jpg" alt="" width="480" height="320" loading="lazy"></div>'
    '<div class="agenda-item__body"><h3 class="agenda-item__title"><a href="/agenda/{n}">{title} {n}</a></h3>'
    '<p class="agenda-item__date"><span class="icon icon--calendar" aria-hidden="true"></span>{when}</p>'
    '<p class="agenda-item__place">{place}</p><p class="agenda-item__teaser">{teaser}</p>'
    '<a class="button button--small" href="/agenda/{n}">{more}</a></div></article>\n'
)
TITLES = (
    "Wandeling langs de Kleine Beek",
    "Balade au bois des Charmes",
    "Exkursion ins Hohe Moor",
    "Bat walk at the old mill",
)
PLACES = (
    "Bezoekerscentrum, Examplestad",
    "Maison du parc, Exempleville",
    "Naturhaus, Beispielheim",
    "The barn",
)
TEASERS = (
    "Een gids van de streek vertelt over de {n} soorten vlinders die we dit seizoen zagen.",
    "Un guide de la région raconte les {n} espèces de papillons observées cette saison.",
    "Ein Führer aus der Gegend erzählt von den {n} Arten, die wir in dieser Saison sahen.",
    "A guide from the area tells of the {n} species that we saw in this season.",
)
MORE = ("Lees meer", "Lire la suite", "Mehr erfahren", "Read more")
MONTHS = (
    ("juli", "augustus", "september", "oktober", "november"),
    ("juillet", "août", "septembre", "octobre", "novembre"),
    ("Juli", "August", "September", "Oktober", "November"),
    ("July", "August", "September", "October", "November"),
)
WHENS = (
    (
        "{d} {m} 2026",
        "{d} t/m {e} {m}",
        "van {d} tot en met {e} {m} 2026",
        "{d} {m} 2026, {h}u30",
        "{d} {m} van {h} tot {k} uur",
    ),
    ("{d} {m} 2026", "du {d} au {e} {m} 2026", "le {d} {m} à {h}h30", "{d} {m} 2026 de {h}h à {k}h"),
    ("{d}. {m} 2026", "{d}. bis {e}. {m} 2026", "{d}. {m} um {h}.30 Uhr", "{d}. {m} 2026, {h}–{k} Uhr"),
    ("{m} {d}, 2026", "{d} to {e} {m} 2026", "{d} {m} at {h}:30", "{d}–{e} {m} 2026, {h}:00–{k}:00"),
)
MENU = (
    "<header><a href='/' class='logo'>Natuurhuis</a><nav><ul>{items}</ul></nav></header><div id='cookies'>"
    "<p>Deze site gebruikt cookies.</p><button>Alles aanvaarden</button><button>Weigeren</button></div>"
)
SIDE = (
    "<aside><h2>Laatste nieuws</h2><ul>{items}</ul><h2>Openingsuren</h2><p>Dinsdag tot zondag van 10 tot 17"
    " uur</p></aside><footer><p>Natuurhuis vzw, Dorpsstraat 1, 9999 Examplestad. Tel. 09 999 99 99</p>"
    "<p>© 2026 Natuurhuis</p><ul>{items}</ul></footer>"
)
PARAGRAPHS = (
    "<p>In de {n}de week van het onderzoek liep de ploeg langs de oever, waar het water traag stroomt en de "
    "ijsvogel broedt. Wat vroeger een akker was, is nu een moeras van {n} hectare met riet, lisdodde en wilg;"
    " <em>niemand</em> had dat verwacht. De onderzoekers telden er <a href='/soort/{n}'>{n} soorten</a> en "
    "schreven alles op. “Wie geduld heeft, ziet hier elke dag iets nieuws”, zegt een van hen.</p>\n",
    "<p>Nummer {n} op de lijst is het porseleinhoen, dat zich in het dichte riet verbergt en alleen bij "
    "schemering roept. Vrijwilligers hingen er {n} kastjes op en maaiden een strook van honderd meter. Of "
    "dat helpt, weten ze pas na een paar jaar; de eerste tekenen zijn goed.</p>\n",
    "<p>Het geld komt van {n} gezinnen uit de buurt, die samen een perceel kochten. <strong>Zij beheren het "
    "zelf</strong>, met raad van een boswachter. In het najaar planten ze hagen, in de zomer halen ze het "
    "hooi van de weide. De koeien van een boer grazen het gras kort.</p>\n",
)


def news(size: int, first: int = 1) -> bytes:
    """News without a date and without a marker."""
    return _page(_filled(size, first, lambda n: PLAIN.format(n=n)))


def marked(size: int, first: int = 1) -> bytes:
    """The news with markers in every fortieth block."""
    return _page(_filled(size, first, lambda n: (MARKED if n % 40 == 1 else PLAIN).format(n=n)))


def listing(size: int, first: int = 1) -> bytes:
    """Cards of events, each with a name, its days in prose, a place and a teaser."""
    return _page(f"<main><h1>Agenda</h1>{_filled(size, first, _card)}</main>")


def dressed(size: int, first: int = 1) -> bytes:
    """A listing of half the size between what every site has round it."""
    links = _filled(size // 8, first, lambda n: f"<li><a href='/rubriek/{n}'>Rubriek {n}</a></li>")
    side = SIDE.format(items=_filled(size // 16, first, _news))
    promos = _filled(size // 8, first, lambda n: f"<div class='promo'><p>Met {n} leden sterker</p></div>\n")
    cards = _filled(size // 2, first, _card)
    return _page(f"{MENU.format(items=links)}<main><h1>Agenda</h1>{cards}</main>{promos}{side}")


def article(size: int, first: int = 1) -> bytes:
    """A long text with a heading now and then and a day in every tenth paragraph."""
    return _page(
        f"<article><h1>De terugkeer van de ijsvogel</h1>{_filled(size, first, _paragraph)}</article>"
    )


def _news(n: int) -> str:
    return f"<li><a href='/nieuws/{n}'>Bericht over {n} bomen</a> {n % 28 + 1} mei 2026</li>"


def _card(n: int) -> str:
    """The card of one event; its language, its day and the way it is written change with the number."""
    at = n % 4
    forms = WHENS[at]
    first = n * 7 % 24 + 1
    when = forms[n // 4 % len(forms)].format(
        d=first, e=first + n % 4 + 1, m=MONTHS[at][n // 24 % 5], h=9 + n % 8, k=18 + n % 4
    )
    teaser = TEASERS[at].format(n=n)
    return CARD.format(n=n, title=TITLES[at], when=when, place=PLACES[at], teaser=teaser, more=MORE[at])


def _paragraph(n: int) -> str:
    head = f"<h2>Deel {n}</h2>\n" if n % 6 == 0 else ""
    day = f"<p>Op {n % 28 + 1} september 2026 is er een lezing over deel {n}.</p>\n" if n % 10 == 0 else ""
    return head + PARAGRAPHS[n % 3].format(n=n) + day


def _filled(size: int, first: int, part: Callable[[int], str]) -> str:
    """Parts with running numbers from ``first`` on until they are ``size`` long."""
    parts, length = list[str](), 0
    while length < size:
        parts.append(part(first + len(parts)))
        length += len(parts[-1])
    return "".join(parts)


def _page(body: str) -> bytes:
    head = "<!DOCTYPE html><html lang='nl'><head><title>Nieuws</title></head>"
    return f"{head}<body>{body}</body></html>".encode()
