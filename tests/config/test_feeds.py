"""``[feeds]`` of ``sources.toml``: every fault at once, and what a calendar's owner may call its feeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from bba_events import config
from bba_events.config import FeedName
from bba_events.errors import ConfigError

BASE = """
[calendar]
name = "Agenda"
domain = "example.org"
contact = "info@example.org"
languages = ["nl", "fr"]
[[source]]
id = "een"
url = "https://www.example.org/agenda"
partner = "Een"
topics = ["bos", "Bos & water", "水"]
"""


def load(tmp_path: Path, feeds: str) -> config.Config:
    path = tmp_path / "sources.toml"
    path.write_text(BASE + feeds, encoding="utf-8")
    return config.load(path)


def test_titles_and_names(tmp_path: Path) -> None:
    made = load(tmp_path, '[feeds]\nevents = "Onze agenda"\ntopic-bos-water = { name = "water" }\n')
    assert made.feeds == {"events": FeedName("Onze agenda"), "topic-bos-water": FeedName("", "water")}
    assert load(tmp_path, "").feeds == {}


@pytest.mark.parametrize(
    ("feeds", "fault"),
    [
        ('feeds = "x"', "[feeds]: expected lines such as"),
        ('[feeds]\ntopic-bss = "x"', 'there is no feed "topic-bss"; did you mean "topic-bos"?'),
        ("[feeds]\nevents = 1", "[feeds]: events: title: expected the feed's title"),
        ('[feeds]\nevents = { title = "a", nam = "b" }', 'there is no key "nam"; did you mean "name"?'),
        ('[feeds]\nevents = { name = "../x" }', "[feeds]: events: name: expected a file name"),
        ('[feeds]\ntopic-bos = { name = "events" }', '"events" is the file name of events; choose another'),
    ],
)
def test_every_fault_says_where_and_what(tmp_path: Path, feeds: str, fault: str) -> None:
    path = tmp_path / "sources.toml"
    text = feeds + BASE if feeds.startswith("feeds =") else BASE + feeds
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        config.load(path)
    assert fault in str(told.value)


def test_topics_of_any_script_have_a_file_name_of_their_own(tmp_path: Path) -> None:
    from bba_events.config.feeds import keys, topics

    made = load(tmp_path, "")
    slugs = list(topics(made.sources).values())
    assert slugs[:2] == ["bos", "bos-water"]
    assert slugs[2].isascii()
    assert len(set(slugs)) == 3
    assert keys(made.calendar, made.sources)[:4] == ("events", "events-nl", "events-fr", "events-edges")
