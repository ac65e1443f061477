"""``check``: a source that changed since its last readings is told what it is, and nothing is kept of the look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from partner_server import PartnerServer, serving

CONFIG = """
[calendar]
name = "Agenda"
domain = "agenda.example"
contact = "agenda@agenda.example"
allow_private = true
delay = 0.0

[[source]]
id = "hoeve"
url = "{url}"
partner = "De Hoeve"

[source.select]
each = "article.walk"
title = "h2"
when = ".day"
place = ".spot"
link = "a"
status = ".label"
"""
TEXT = "Wandel mee door het bos met de gidsen van de hoeve, in elk seizoen een andere tocht. " * 3
NAMES = ("Lente", "Nacht", "Vogel", "Bomen", "Vlinder", "Egel")
DAYS = (4, 8, 11, 15, 18, 25)
ROW = "<article class=walk><h2><a href='/w/{0}'>{0}tocht</a></h2><p class=day>{1} {2}</p><p class=spot>{3}</p></article>"


def page(rows: Sequence[str]) -> bytes:
    return (
        f"<html lang=nl><body><main><h1>Wandelingen</h1><p>{TEXT}</p>{''.join(rows)}</main></body></html>"
    ).encode()


def walks(
    month: str = "april 2026", place: str = "Hoeve Ter Eike, Ham", names: Sequence[str] = NAMES
) -> bytes:
    return page([ROW.format(name, day, month, place) for name, day in zip(names, DAYS, strict=False)])


class Partner:
    """One partner's server, our configuration for it, and the commands on it."""

    def __init__(self, server: PartnerServer, folder: Path, bba: Any) -> None:
        self.server, self.bba, self.config = server, bba, folder / "sources.toml"
        self.config.write_text(
            CONFIG.format(url=f"http://127.0.0.1:{server.server_port}/w"), encoding="utf-8"
        )

    def shows(self, body: bytes, status: int = 200) -> None:
        self.server.answers["/w"] = (status, body)

    def fetch(self, on: str) -> Any:
        return self.bba("fetch", "--config", self.config, "--on", on, "--json").records[0]["sources"][0]

    def check(self, on: str = "2026-03-05", *more: str) -> tuple[int, dict[str, Any]]:
        ended = self.bba("check", "--config", self.config, "--on", on, "--json", *more)
        return ended.code, ended.records[0]


@pytest.fixture
def partner(tmp_path: Path, bba: Any) -> Iterator[Partner]:
    (tmp_path / "recorded").mkdir()
    with serving(tmp_path / "recorded") as server:
        yield Partner(server, tmp_path, bba)


def renamed(body: bytes, *changes: tuple[str, str]) -> bytes:
    for before, after in changes:
        body = body.replace(before.encode(), after.encode())
    return body


OTHERS = ("Bever", "Uil", "Kikker", "Mos", "Varen", "Libel")
SEEN = {
    "as before": (walks(), "well", ""),
    "one new": (walks(names=("Das", *NAMES)), "well", ""),
    "nothing announced": (page([]), "broken", "6 of 6 upcoming events are missing"),
    "half of them": (walks(names=NAMES[:2]), "broken", "4 of 6 upcoming events are missing"),
    "places gone": (walks(place=""), "redesigned", "place 100% to 0%"),
    "rows named otherwise": (
        renamed(walks(), ("article class=walk", "div class=card-item"), ("/article", "/div")), "broken",
        "each = 'article.walk' finds nothing; the nearest on the page is 'div.card-item'",
    ),
    "days named otherwise": (
        renamed(walks(), ("class=day", "class=moment")), "broken",
        "when = '.day' finds nothing; the nearest on the page is 'p.moment'",
    ),
    "titles in another heading": (
        renamed(walks(), ("h2", "h4")), "broken", "title = 'h2' finds nothing; the nearest on the page is 'h4'",
    ),
    "places named otherwise": (
        renamed(walks(), ("class=spot", "class=spots")), "redesigned",
        "place = '.spot' finds nothing; the nearest on the page is 'p.spots'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_how_a_source_is_and_why(partner: Partner, name: str) -> None:
    body, health, why = SEEN[name]
    partner.shows(walks())
    partner.fetch("2026-03-02")
    stood = partner.config.with_name(".bba-events.sqlite").read_bytes()
    partner.shows(body)
    code, told = partner.check()
    assert (told["health"], code) == (health, 0 if health == "well" else 3)
    assert why in told["why"]
    assert told["usual"] == 6
    assert told["fill_before"]["place"] == 1.0
    assert partner.config.with_name(".bba-events.sqlite").read_bytes() == stood


@pytest.mark.parametrize(
    ("body", "status", "health"),
    [(b"down", 503, "unreachable"), (b"gone", 404, "unreachable"), (b"", 200, "broken")],
)
def test_no_answer(partner: Partner, body: bytes, status: int, health: str) -> None:
    partner.shows(walks())
    partner.fetch("2026-03-02")
    partner.shows(body, status)
    code, told = partner.check()
    assert (code, told["health"], told["found"]) == (3, health, 0)
    assert told["why"]


def test_quiet_is_no_fault(partner: Partner) -> None:
    partner.shows(walks())
    partner.fetch("2026-03-02")
    partner.shows(page([]))
    code, told = partner.check("2026-06-01")
    assert (code, told["health"]) == (0, "quiet")
    partner.shows(walks("juli 2026", names=OTHERS[:2]))
    code, told = partner.check("2026-06-01")
    assert (code, told["health"]) == (0, "quiet")
    assert "2 of usually 6" in told["why"]


def test_before_the_first_run_there_is_nothing_usual(partner: Partner) -> None:
    partner.shows(walks())
    code, told = partner.check()
    assert (code, told["health"], told["found"], told["usual"], told["fill_before"]) == (
        0,
        "well",
        6,
        None,
        {},
    )
    assert not partner.config.with_name(".bba-events.sqlite").exists()


def test_words_are_as_old_as_the_store_says(partner: Partner) -> None:
    """Words that stood there a year ago ("4 april") are that year's, though nothing of it is to come."""
    partner.shows(walks("april"))
    assert partner.fetch("2025-03-02")["events"] == 6
    partner.shows(renamed(walks("april"), ("Wandelingen", "Onze wandelingen")))
    code, told = partner.check("2025-08-01")
    assert (code, told["health"], told["found"]) == (0, "quiet", 0)
    assert "no upcoming edition: the newest date on the page is 2025-04-25" in told["why"]


def test_what_is_usual_is_that_of_several_readings(partner: Partner) -> None:
    for day, count in enumerate((5, 6, 5, 6, 3), 1):
        partner.shows(walks(names=NAMES[:count]))
        partner.fetch(f"2026-03-0{day}")
    assert partner.check("2026-03-06")[1]["usual"] == 5


@pytest.mark.parametrize("command", ["check", "fetch"])
def test_a_list_of_others_that_tells_much_less_than_usual_is_redesigned(
    partner: Partner, command: str
) -> None:
    """No title is left of those before, all are past: what is usual tells that the places are lost."""
    for month in ("april 2026", "mei 2026", "juni 2026"):
        partner.shows(walks(month, names=[f"{month[:3]}{name}" for name in NAMES]))
        partner.fetch("2026-03-02" if month[0] == "a" else "2026-05-01" if month[0] == "m" else "2026-06-01")
    partner.shows(walks("juli 2026", place="", names=OTHERS))
    if command == "check":
        assert partner.check("2026-07-01")[1]["health"] == "redesigned"
        return
    told = partner.fetch("2026-07-01")
    assert (told["state"], told["events"]) == ("suspect", 6)
    assert "the page looks redesigned: events lost facts (place 100% to 0%)" in told["message"]
    partner.bba("fetch", "--config", partner.config, "--on", "2026-07-02", "--accept-drop", "hoeve")
    partner.shows(walks("augustus 2026", place="", names=[f"August{name}" for name in NAMES]))
    assert partner.fetch("2026-08-01")["state"] == "read"


def test_words_for_people(partner: Partner) -> None:
    partner.shows(walks())
    partner.fetch("2026-03-02")
    partner.shows(renamed(walks(place=""), ("h2", "h4")))
    ended = partner.bba("check", "hoeve", "--config", partner.config, "--on", "2026-03-05")
    assert ended.code == 3
    assert ended.out.startswith("hoeve  broken")
    assert "\x1b" not in ended.out
    assert "docs/maintainer.md" in ended.err
    unknown = partner.bba("check", "nobody", "--config", partner.config)
    assert (unknown.code, "there is no source 'nobody'" in unknown.err) == (2, True)
