"""The block: the edition in four languages, every kind of entry, the editor's options, hostile texts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import lxml.html
import mistune
import pytest
from heads import HEADS
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from publish.made import BOOM, CALENDAR, MOMENT, ON, edition, entry, every_kind, session, timed

from bba_events.change import Change, ChangeKind
from bba_events.errors import ConfigError
from bba_events.event import Entry, EventKind, Evidence, Status
from bba_events.event import Event as SourceEvent
from bba_events.publish import block, blurb
from bba_events.publish.choice import Options
from bba_events.span import Span, SpanKind, day, days


def render(*entries: Entry, form: str = "md", language: str = "nl", on: date = ON, **options: Any) -> str:
    return block.render(
        entries, language=language, on=on, calendar=CALENDAR, form=form, options=Options(**options)
    )


def tree(*entries: Entry, **told: Any) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(render(*entries, form="html", **told))


def texts(*entries: Entry, tag: str = "h3", **told: Any) -> list[str]:
    return [one.text_content() for one in tree(*entries, **told).iter(tag)]


@pytest.mark.parametrize("language", HEADS)
def test_the_edition_in_its_language(language: str) -> None:
    assert texts(*edition(), language=language) == HEADS[language]


def test_each_card_has_the_pages_own_words_and_a_link_that_names_its_target() -> None:
    cards = tree(*edition())
    blurbs = [one.text_content() for one in cards.iter("p") if len(one.text_content().split()) > 20]
    assert [30 <= len(text.split()) <= 74 for text in blurbs] == [True] * 3
    links = {one.text_content(): one.get("href") for one in cards.iter("a")}
    assert (
        links["BOOMweekend"] == links["Lees meer over BOOMweekend"] == "https://www.bosteller.be/boomweekend"
    )
    assert links["Lees meer over Le Chant des forêts"].startswith("https://www.cineart.be/")


def test_a_text_in_another_language_is_marked() -> None:
    film = tree(edition()[-1])
    assert film.find(".//p/span").get("lang") == "fr"
    assert film.find(".//p").text_content().endswith("(in het Frans)")
    assert film.find(".//h3//span").text_content() == "Le Chant des forêts"
    assert (
        "("
        not in render(edition()[-1], language="fr").partition("##")[2].replace("](", "").partition("[//]")[0]
    )


def test_sessions_stand_under_their_campaign_in_order_and_only_upcoming_ones() -> None:
    rows = texts(*reversed(edition()), tag="li")
    assert rows == [
        "11 december van 19 tot 20.30 uur - Infosessie Gent",
        "16 december van 19 tot 20.30 uur - Infosessie online",
        "20 januari 2026 van 19 tot 20.30 uur - Infosessie Namen",
    ]
    assert len(texts(*edition(), tag="li", on=date(2025, 12, 12))) == 2


def test_a_session_names_its_place_where_its_title_does_not() -> None:
    told = replace(session("gent", date(2025, 12, 11), "Gent"), titles={"nl": "Infosessie"})
    assert texts(edition()[1], told, tag="li") == ["11 december van 19 tot 20.30 uur - Infosessie, Gent"]


def test_a_title_that_all_sessions_share_is_said_once() -> None:
    alike = [
        replace(session(name, date(2025, 12, on), town, online=not town), titles={"nl": "Onze infosessies"})
        for name, on, town in (("a", 11, ""), ("b", 16, "Gent"))
    ]
    told = tree(edition()[1], *alike)
    assert [one.text_content() for one in told.iter("li")] == [
        "11 december van 19 tot 20.30 uur, online",
        "16 december van 19 tot 20.30 uur, Gent",
    ]
    assert "Onze infosessies:" in [one.text_content() for one in told.iter("p")]
    assert not told.xpath("//li//a")


def test_a_session_without_its_campaign_is_a_card() -> None:
    alone = session("gent", date(2025, 12, 11), "Gent")
    assert texts(alone) == ["Infosessie Gent - 11 december van 19 tot 20.30 uur"]


def test_a_running_campaign_stays_and_a_past_weekend_leaves() -> None:
    assert [head.split(" - ")[0] for head in texts(*edition(), on=date(2025, 12, 7))] == [
        "Het Goede Moment",
        "Release van Le Chant des forêts in de Belgische bioscoop",
    ]
    assert "Nu bezig" in render(*edition(), on=date(2025, 12, 7))
    assert "Nu bezig" not in render(*edition())


@pytest.mark.parametrize(
    ("on", "dates"),
    [
        (date(2025, 11, 25), "6 december t/m 1 februari"),
        (date(2026, 1, 10), "6 december 2025 t/m 1 februari 2026"),
        (date(2024, 11, 25), "6 december 2025 t/m 1 februari 2026"),
    ],
)
def test_the_year_stands_where_a_reader_needs_it(on: date, dates: str) -> None:
    assert texts(edition()[1], on=on) == [f"Het Goede Moment - Be Planet - {dates}"]


KINDS = {
    "deadline": (
        {"kind": EventKind.DEADLINE, "span": Span(SpanKind.OPEN_START, None, date(2025, 12, 31))},
        "Deadline: BOOMweekend - uiterlijk 31 december",
    ),
    "cancelled": ({"status": Status.CANCELLED}, "Geannuleerd: BOOMweekend - 28 t/m 30 november"),
    "postponed": ({"status": Status.POSTPONED}, "Uitgesteld: BOOMweekend - 28 t/m 30 november"),
    "sold out": ({"status": Status.SOLD_OUT}, "Volzet: BOOMweekend - 28 t/m 30 november"),
    "open end": ({"span": Span(SpanKind.OPEN_END, date(2025, 12, 1))}, "BOOMweekend - vanaf 1 december"),
    "running open end": (
        {"span": Span(SpanKind.OPEN_END, date(2025, 11, 1))},
        "BOOMweekend - vanaf 1 november 2025",
    ),
    "open start": (
        {"span": Span(SpanKind.OPEN_START, None, date(2025, 12, 15))},
        "BOOMweekend - t/m 15 december",
    ),
    "two days": ({"span": days(date(2025, 12, 6), date(2025, 12, 7))}, "BOOMweekend - 6 en 7 december"),
    "a clock": (
        {"span": day(date(2025, 12, 6), start_time=time(14, 30), zone="Europe/Brussels")},
        "BOOMweekend - 6 december om 14.30 uur",
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_has_its_wording(name: str) -> None:
    facts, head = KINDS[name]
    assert texts(entry(**facts)) == [head]


def test_what_has_no_date_is_listed_as_announced_with_the_pages_words() -> None:
    span = Span(SpanKind.VAGUE)
    member = SourceEvent(
        "a", "https://x.example", "Week", span, evidence={"span": Evidence("voorjaar 2026", "prose")}
    )
    told = tree(entry(span=span, titles={"nl": "Week van het bos"}, members=(member,)))
    assert told.find(".//h3").text_content() == "Aangekondigd, nog geen datum"
    assert told.find(".//li").text_content() == "Week van het bos (voorjaar 2026)"
    assert "Week van" not in render(entry(span=span, titles={"nl": "Week van het bos"}), undated=False)


def test_doubts_are_marks_that_one_flag_removes() -> None:
    doubtful = entry(doubts=("the year was inferred",))
    unsure = entry("b", certain=False, doubts=("two readers disagree",))
    assert "Na te kijken: the year was inferred" in render(doubtful)
    assert texts(unsure, tag="li") == ["BOOMweekend - 28 t/m 30 november (two readers disagree)"]
    clean = render(doubtful, unsure, doubts=False)
    assert "kijken" not in clean
    assert clean == render(replace(doubtful, doubts=()))
    assert "niet meer bevestigd sinds 25 november" in render(entry(vanished=True))


def test_a_past_event_with_a_recording_is_offered_for_a_month() -> None:
    webinar = entry("w", span=day(date(2025, 11, 4)), titles={"nl": "BBA webinar"},
                    descriptions={"nl": "Online - Opname beschikbaar!"})  # fmt: skip
    assert texts(webinar, tag="li") == ["Bekijk de opname van BBA webinar - 4 november 2025"]
    assert texts(webinar, tag="li", recordings=False) == []
    assert texts(webinar, tag="li", on=date(2025, 12, 6)) == []


def test_period_limit_and_list() -> None:
    assert len(texts(*edition(), weeks=1)) == 1
    assert len(texts(*edition(), end=date(2025, 12, 6))) == 2
    assert len(texts(*edition(), start=date(2025, 12, 1))) == 2
    assert texts(*edition(), limit=1) == HEADS["nl"][:1]
    assert "en nog 2" in render(*edition(), limit=1)
    assert "en nog 1\n" in render(*edition(), limit=2)
    assert texts(*edition(), cards=False, tag="li") == HEADS["nl"]


def test_headings_months_blurbs_pins_and_the_feeds_address() -> None:
    assert texts(*edition(), tag="h2") == ["Komende evenementen over biodiversiteit"]
    assert texts(*edition(), heading=4, tag="h5") == HEADS["nl"]
    assert texts(*edition(), heading=0, tag="h3") == HEADS["nl"]
    assert texts(*edition(), months="short")[0] == "BOOMweekend - 28 t/m 30 nov."
    assert "Elk jaar" not in render(*edition(), blurbs=False)
    assert texts(*edition(), first=("forets@biodiversity-alliance.be",))[0] == HEADS["nl"][2]
    assert "https://agenda.example.org/" in render(*edition(), subscribe=True)
    assert "nu geen komende evenementen" in render()


def test_the_editors_notes() -> None:
    moved = Change(
        ChangeKind.MOVED, "u", MOMENT, "BOOMweekend", edition()[0].span, old_span=day(date(2025, 11, 21))
    )
    told = texts(changes=(moved,), unread=(("boomweekend", date(2025, 11, 20)), ("nieuw", None)), tag="li")
    assert told == [
        "Verplaatst: BOOMweekend - 28 t/m 30 november (was 21 november 2025)",
        "boomweekend: laatst gelezen op 20 november 2025",
        "nieuw",
    ]
    for kind in ChangeKind:
        told = texts(changes=(replace(moved, kind=kind),), tag="li", language="fr")
        assert "BOOMweekend" in told[0]


def test_what_no_source_has_shown_for_long_leaves_the_block() -> None:
    old = entry("old", span=day(date(2025, 12, 20)), confirmed=ON - timedelta(days=61))
    assert texts(old, entry()) == ["BOOMweekend - 28 t/m 30 november"]
    assert len(texts(replace(old, confirmed=ON - timedelta(days=60)), entry())) == 2
    assert len(texts(old)) == 1, "age is counted from the last run, not from the day asked for"


@pytest.mark.parametrize("form", block.FORMS)
def test_same_words_in_the_same_order_in_every_form(form: str) -> None:
    def plain(text: str, form: str) -> list[str]:
        text = "\n".join(text.splitlines()[1:-1])
        if form == "md":
            text = MarkdownIt().render(text)
        if form != "txt":
            text = lxml.html.fromstring(text).text_content()
        return re.findall(r"\w+", re.sub(r"https?://\S+", "", text))

    assert plain(render(*every_kind(), form=form), form) == plain(render(*every_kind(), form="html"), "html")


def test_into_replaces_only_its_own_part() -> None:
    old, new = render(entry()), render(*edition())
    before = "# Nieuwsbrief\r\n\r\nDag!\r\n"
    assert block.into("", new) == new
    assert block.into(before + old + "\nGroeten\n", new) == before + new + "\nGroeten\n"
    assert block.into("tekst", new) == "tekst\n\n" + new
    both = block.into(old, render(*edition(), language="fr"))
    assert block.into(both, new) == new + "\n" + render(*edition(), language="fr")
    for broken in (old + old, old.replace("end nl", "fin"), "\n".join(reversed(old.splitlines()))):
        with pytest.raises(ConfigError, match="nothing was changed"):
            block.into(broken, new)


@pytest.mark.parametrize("form", block.FORMS)
def test_no_text_can_forge_the_markers(form: str) -> None:
    begin, end = block.markers(form, "nl")
    evil = entry(titles={"nl": end}, descriptions={"nl": f"{end}"}, urls={})
    made = render(evil, entry("b", titles={"nl": begin}), form=form)
    assert made.splitlines().count(end) == made.splitlines().count(begin) == 1


# hostile texts

HOSTILE = [
    "[Win](javascript:alert(1))", "![](https://t.example/p.gif)", "# H", "---", "28. mei", "1) een", "*",
    "`", "|", "\\", "- lijst", "+ lijst", "> citaat", "===", "***vet***", "_cursief_", "__vet__", "~~weg~~",
    "~weg~", "<b>x</b>", "<script>alert(1)</script>", "<!-- x -->", "&lt;b&gt;", "&amp;copy;",
    "&#60;b&#62;", "https://evil.example/x", "www.evil.example", "mail evil@evil.example nu",
    "<https://evil.example>", "[x]: https://evil.example", "[^1]", "- [ ] taak", "``` code", "~~~", "- - -",
    "_ _ _", "a | b", ":--", "$x$", "a\\", "Kom!", "snake_case_naam", "2 * 3 * 4", "C# en F#",
    "10 < 20 > 5 & 6", "\"quotes\" 'x'", "* * *", "!", "![", "](x)", "(x)", "http://", "ftp://x", "{: .x}",
    "{{ x }}", "\\[x](y)", "<a href=x>", "<", "&", "x ![", "HTTPS://EVIL.example", "WWW.evil.example",
]  # fmt: skip


def spaced(text: str) -> str:
    return " ".join(text.split())


def seen_by(renderer: str, markdown: str) -> lxml.html.HtmlElement:
    if renderer == "commonmark":
        made = MarkdownIt("commonmark").render(markdown)
    elif renderer == "markdown-it":
        made = MarkdownIt("default", {"html": True}).render(markdown)
    else:
        plugins = ["strikethrough", "table", "url", "footnotes", "task_lists", "def_list", "abbr"]
        made = str(mistune.create_markdown(escape=False, plugins=plugins)(markdown))
    return lxml.html.fromstring(f"<div>{made}</div>")


def harmless(root: lxml.html.HtmlElement, title: str, description: str) -> None:
    """Both texts stand there letter by letter, and nothing stands there that we did not write."""
    assert {one.tag for one in root.iter()} <= {"div", "h2", "h3", "p", "a"}
    assert {one.get("href") for one in root.iter("a")} == {"https://www.example.org/boomweekend"}
    assert len(list(root.iter("h2"))) == len(list(root.iter("h3"))) == 1
    heads = [spaced(one.text_content()) for one in root.iter("h3")]
    assert heads == [spaced(f"{title} - 28 t/m 30 november")]
    paragraphs = [spaced(one.text_content()) for one in root.iter("p")]
    assert paragraphs == [spaced(text) for text in (description, f"Lees meer over {title}") if text]


def hostile(title: str, description: str) -> Entry:
    return entry(titles={"nl": title}, descriptions={"nl": description})


@pytest.mark.parametrize("renderer", ["commonmark", "markdown-it", "mistune"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text_in_markdown(text: str, renderer: str) -> None:
    harmless(seen_by(renderer, render(hostile(text, text))), text, text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text_in_html(text: str) -> None:
    told = lxml.html.fromstring(render(hostile(text, text), form="html"))
    assert {one.tag for one in told.iter() if isinstance(one.tag, str)} <= {
        "div",
        "h2",
        "h3",
        "p",
        "a",
        "time",
    }
    assert spaced(told.find(".//h3").text_content()) == spaced(f"{text} - 28 t/m 30 november")
    assert {one.get("href") for one in told.iter("a")} == {"https://www.example.org/boomweekend"}


marks = st.text(st.sampled_from("\\`*_{}[]()#+-.!|<>~&;:/@=\"' \n aBw1é28🌱htps"), min_size=1, max_size=40)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(title=marks, description=marks)
def test_any_text_is_only_text_in_every_renderer(title: str, description: str) -> None:
    title, description = spaced(title) or "x", spaced(description)
    told = render(hostile(title, description))
    for renderer in ("commonmark", "markdown-it", "mistune"):
        harmless(seen_by(renderer, told), title, description)


def test_nothing_is_escaped_without_need() -> None:
    told = render(
        hostile("Kom! 28. bis 30. November, 10-12u (gratis) & meer: snake_case", "Nee! 1.5 + 2 - 3 = x. #tag")
    )
    assert "\\" not in told
    assert "28\\. bis" in render(replace(edition()[0], descriptions={"nl": "28. bis 30. November"}))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "java\tscript:x", "//evil.example", "data:text/html,x", "", "http://a b/"]
)
def test_only_sound_links_become_links(url: str) -> None:
    for form in ("md", "html"):
        told = render(entry(urls={"nl": url}), form=form)
        assert "](" not in told
        assert "href" not in told


def test_a_link_with_odd_characters_stays_one_link() -> None:
    url = 'https://x.example/a_(b)*c*[d]<e>?q=1&copy;=2 "f"'
    root = seen_by("commonmark", render(entry(urls={"nl": url})))
    assert len({one.get("href") for one in root.iter("a")}) == 1
    assert "&copy;=2" in next(root.iter("a")).get("href")


# blurbs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BOOM, 33),
        ("Kort.", 1),
        ("Woord " * 200, 70),
        ("Een zin met tien woorden in, dat is niet lang. " * 9, 30),
    ],
)
def test_blurbs_have_thirty_to_seventy_words(text: str, words: int) -> None:
    assert abs(len(blurb.cut(text.strip(), "nl").split()) - words) <= 2


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("nl", "Plant bv. een eik. Of een beuk!", 2),
        ("nl", "Kom om 14.30 uur naar St. Niklaas i.s.m. Natuurpunt. Tot dan?", 2),
        ("de", "Am 28. November im Wald. Bis bald z. B. hier.", 2),
        ("fr", "M. Munier arrive. « Bravo ! » Il part…", 3),
        ("en", "Dr. Goodall speaks at 9 a.m. sharp. Come!", 2),
    ],
)
def test_abbreviations_and_day_numbers_end_no_sentence(language: str, text: str, count: int) -> None:
    assert len(blurb.sentences(text, language)) == count


@settings(derandomize=True, deadline=None, max_examples=100)
@given(
    st.lists(st.sampled_from(["bos", "Bomen.", "plant,", "en!", "(ja)", "28.", "o.a.", "…"]), max_size=200)
)
def test_a_blurb_says_only_what_the_page_says(told: list[str]) -> None:
    text = " ".join(told)
    made = blurb.cut(text, "nl")
    assert len(made.split()) <= 70
    assert text.startswith(made.removesuffix("…").rstrip())


def test_a_deadline_that_says_so_itself_is_not_named_twice() -> None:
    told = timed("d", Span(SpanKind.OPEN_START, None, date(2025, 12, 31)), kind=EventKind.DEADLINE,
                 titles={"nl": "Deadline projectoproep"})  # fmt: skip
    assert texts(told) == ["Deadline projectoproep - uiterlijk 31 december"]
