"""The outline: what a visitor reads, in which lines, without the furniture."""

import pytest

from bba_events.page import Page, make_page


def page(html: str) -> Page:
    return make_page("https://www.bosvrienden.test/agenda", html.encode(), {"content-type": "text/html"})


LINES = [
    ("nodes are joined with a space", "<p><span>28</span><span>mrt</span>", ["28 mrt"]),
    ("not inside a word", "<p>BOOM<b>weekend</b> op 1<sup>er</sup> mei<i>.</i>", ["BOOMweekend op 1er mei."]),
    ("a bold label stands apart", "<p><b>Waar</b>Gent", ["Waar Gent"]),
    ("line breaks end lines", "<p>a<br>b<br/><br>c", ["a", "b", "c"]),
    ("blocks end lines", "<div>a<p>b</p>c</div>", ["a", "b", "c"]),
    ("cells and terms", "<table><tr><th>a<td>b</table><dl><dt>c<dd>d</dl>", ["a", "b", "c", "d"]),
    ("narrow and soft characters", "<p>14&#8239;h&nbsp;30 for&shy;êt\u200b", ["14 h 30 forêt"]),
    ("custom elements are blocks or not, text stays", "<my-card>a<my-date>b</my-date></my-card>", ["a", "b"]),
    ("scripts, styles, templates", "<p>a<script>x</script><style>y</style><template>z</template>b", ["a b"]),
    ("hidden", "<p hidden>a<p style='display: none'>b<p aria-hidden=true>c<p>d", ["d"]),
    ("a date box not read aloud", "<time aria-hidden=true><b>07-11</b><abbr>Oct</abbr></time><p>c", ["07-11 Oct", "c"]),
    ("unless its month stands elsewhere", "<time aria-hidden=true>sat 8</time><p>8 November", ["8 November"]),
    ("a calendar to choose from", "<div class=date aria-hidden=true><b>May</b>" + "<i>1</i>" * 9 + "</div><p>c", ["c"]),
    ("an image as heading", "<h1><img alt='Plantdag'></h1>", ["Plantdag"]),
    ("menus", "<nav>a</nav><div role=navigation>b</div><ul class=main-menu><li>c</ul><p>d", ["d"]),
    ("links before the heading", "<ul><li><a href=/>Home</a><li><a href=/x>Ons</a></ul><h1>a</h1>", ["a"]),
    ("but not one with dates", "<ul><li><a href=/>3 mei Wandeling</a></ul><p>a", ["3 mei Wandeling", "a"]),
    ("the site's header, not the page's", "<header>a</header><header><h1>b</h1><p>c</header>", ["b", "c"]),
    ("footers and asides", "<footer>a</footer><aside><h2>Lees ook</h2>b</aside><aside>x</aside><p>c", ["c"]),
    ("an aside with the when", "<aside><p>Wanneer<p>3 mei</aside>", ["Wanneer", "3 mei"]),
    ("cookie text", "<div id=cookie-notice>a</div><p>Wij gebruiken cookies tot 3 mei<p>b", ["b"]),
    ("related section", "<h1>a</h1><h2>Lees ook</h2><p>b<h3>c</h3><p>d<h2>e</h2>", ["a", "e"]),
    ("related box", "<div><div><h3>Voir aussi</h3></div><p>b</div><p>c", ["b", "c"]),
    ("related box, whole", "<div><h3>Voir aussi</h3><p>b</div><p>c", ["c"]),
    ("past editions", "<h2>Vorige edities</h2><p>3 mei 2020<h2>Nu</h2><p>x", ["Nu", "x"]),
    ("comments", "<p>a<div id=comments>b</div><h2>Commentaires</h2><p>c", ["a"]),
    ("a form around everything", "<form><p>a<input value=x><select><option>y</select></form>", ["a"]),
    ("a button in a heading", "<h3><button>11 december</button></h3><button>Sluit</button>", ["11 december"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "html", "lines"), LINES, ids=[case[0] for case in LINES])
def test_lines(why: str, html: str, lines: list[str]) -> None:
    assert page(html).lines == lines, why


def test_levels_links_times_and_emphasis() -> None:
    heading, line = page(
        "<h2>Agenda</h2><p><b>Wanneer:</b> <time datetime=2026-05-03>3 mei</time> <a href=/x>meer</a>"
    ).outline.lines
    assert (heading.level, heading.tag) == (2, "h2")
    assert (line.strong, line.times[0].value, line.times[0].text) == ("Wanneer:", "2026-05-03", "3 mei")
    assert (line.links[0].text, line.links[0].href) == ("meer", "/x")


def test_boxes_tell_what_stands_together() -> None:
    outline = page("<ul><li class=e><p>a<p>b</li><li class=e><p>c</li></ul>").outline
    a, b, c = (list(outline.within(line.box)) for line in outline.lines)
    assert set(a) & set(b) > set(a) & set(c)
    assert [box.look for box in outline.boxes].count("li.e") == 2


def test_plain_text_has_boxes_between_blank_lines() -> None:
    outline = make_page("https://x.test/", b"Agenda\n\n3 mei\nWandeling\n \n4 mei\n", {}).outline
    assert [line.text for line in outline.lines] == ["Agenda", "3 mei", "Wandeling", "4 mei"]
    assert len({line.box for line in outline.lines}) == 3


NEXT = """<div id=__next></div><script id=__NEXT_DATA__ type=application/json>{"props": {"pageProps":
{"menu": [{"title": "Home"}], "page": {"date": "28 november", "slug": "a-b", "title": "Plantdag",
"body": "<p>Elk jaar</p><p>planten we</p>", "publishedAt": "2025-01-01",
"rows": [{"when": "3 mei", "title": "A"}, {"when": "4 mei", "title": "B"}]}}}, "buildId": "x"}</script>"""


def test_hydration_data_of_an_empty_shell() -> None:
    assert page(NEXT).lines == [
        "Plantdag", "28 november", "Elk jaar", "planten we", "A", "3 mei", "B", "4 mei",
    ]  # fmt: skip


def test_hydration_data_are_not_read_beside_text() -> None:
    assert page(NEXT + "<p>" + "Een pagina met haar eigen woorden. " * 10).lines[0].startswith("Een pagina")


NUXT = """<div id=__nuxt></div><script type=application/json id=__NUXT_DATA__>[{"data": 1}, ["Reactive", 2],
{"page": 3}, {"title": 4, "when": 5}, "Plantdag", "28 november"]</script>"""
OLD_NUXT = """<div id=__nuxt></div><script>window.__NUXT__=(function(a){return {data:[{t:"De plantdag",
w:"op 28 november"}]}}("x"));</script>"""


@pytest.mark.parametrize(("html", "lines"), [(NUXT, ["Plantdag", "28 november"]),
                                             (OLD_NUXT, ["De plantdag", "op 28 november"])])  # fmt: skip
def test_nuxt(html: str, lines: list[str]) -> None:
    assert page(html).lines == lines


WRAPPED = (
    "De werkgroep nodigt iedereen uit voor een wandeling door de vallei op\n"
    "zaterdag 14 maart 2026 om 14 uur. Daarna drinken we een glas in het\n"
    "oude station, en wie wil helpt de volgende dag bij het snoeien van de\n"
    "knotwilgen."
)
ROWS = (
    "Lezing over libellen en andere vliegende dieren in de Kempen\n"
    "14 maart 2026, 20 uur\n"
    "de Warande, zaal 2, Turnhout, met parkeerplaats en tramhalte"
)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (WRAPPED, [WRAPPED.replace("\n", " ")]),
        (ROWS, ROWS.split("\n")),
        (f"{ROWS}\n\n{WRAPPED}", [*ROWS.split("\n"), WRAPPED.replace("\n", " ")]),
        ("- een wandeling\n- 14 maart\n\n• de zaal", ["een wandeling", "14 maart", "de zaal"]),
    ],
)
def test_plain_text_that_was_cut_at_a_width_is_whole_again(text: str, lines: list[str]) -> None:
    assert make_page("https://x.test/", text.encode(), {"content-type": "text/plain"}).lines == lines
