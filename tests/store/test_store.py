"""The store keeps what it is given, is whole or refused, and is never written to when it is not ours."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from datetime import UTC, date, datetime, time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bba_events.change import Change, ChangeKind
from bba_events.config import Calendar, Source
from bba_events.errors import ConfigError, StoreError
from bba_events.event import Event, EventKind, Evidence, Place, Status
from bba_events.identity import identify
from bba_events.merge import cluster
from bba_events.span import Span, SpanKind, day, days
from bba_events.store import CachedPage, Edition, LastGood, Shown, Store, file

TODAY = date(2026, 3, 1)
PAGE = CachedPage("https://a.be/x", "https://a.be/y", 200, {"etag": '"1"'}, b"<html>\xff" * 100, TODAY, "v1")


def event(title="Wandeling", when=TODAY):
    return Event(
        "a", "https://a.be/x", title, day(when, start_time=time(14)), EventKind.CAMPAIGN, Status.SOLD_OUT,
        Place("Bos", "Weg 1", "Gent", "BE", 51.0, 3.7, True), "https://a.be/x/1", "nl", "Club", "Tekst", "u1",
        "Actie", {"fr": "https://a.be/fr"}, ("bos",), False, ("twijfel",),
        {"span": Evidence("1 maart", "prose")},
    )  # fmt: skip


def entries(*events):
    rows = {"a": Source("a", "https://a.be/x", "A")}
    calendar = Calendar("Agenda", "example.org", "post@example.org")
    clusters = cluster(events, rows=rows).clusters
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    return identify(clusters, [], moment=moment, calendar=calendar, rows=rows, read={"a"})


def filled(path, replayed=False):
    told = entries(event())
    with Store.open_for_run(path, replayed=replayed) as store:
        store.put_page("a", PAGE)
        store.first_seen("a", PAGE.url, "1 maart", TODAY)
        store.put_last_good("a", LastGood((event(),), TODAY, 3, "v1"))
        store.put_entries(told.entries)
        store.add_changes(told.changes)
        store.put_edition(Edition("maart", "nl", TODAY, (Shown("u", "Wandeling", day(TODAY)),)))
        store.add_run(datetime(2026, 3, 1, tzinfo=UTC), {"events": 1})
        store.commit()
    return told


def test_everything_comes_back_as_it_was(tmp_path):
    path = tmp_path / "deep" / "s.sqlite"
    told = filled(path)
    with Store.open_to_read(path) as store:
        assert store.page("a", PAGE.requested) == PAGE
        assert store.page("b", PAGE.requested) is None
        assert store.last_good("a") == LastGood((event(),), TODAY, 3, "v1")
        assert store.last_good("b") is None
        assert store.entries() == list(told.entries)
        assert store.changes() == list(told.changes)
        assert store.changes(datetime(2026, 3, 2, tzinfo=UTC)) == []
        assert store.editions()[0].entries[0].title == "Wandeling"
        assert store.runs(dict) == [{"events": 1}]
    assert {found.name.partition("-")[0] for found in path.parent.iterdir()} == {"s.sqlite"}


SPANS = st.one_of(
    st.builds(
        days, st.dates(date(2020, 1, 1), date(2024, 1, 1)), st.dates(date(2024, 1, 1), date(2028, 1, 1))
    ),
    st.builds(day, st.dates(date(2020, 1, 1), date(2028, 1, 1)), start_time=st.none() | st.just(time(9, 30))),
    st.just(Span(SpanKind.VAGUE)),
    st.just(Span(SpanKind.RECURRING, rule="FREQ=WEEKLY", exceptions=(date(2026, 1, 1),))),
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), SPANS)
def test_any_event_survives_the_way_through_json(title, span):
    told = Event("a", "https://a.be", title, span, description=title)
    change = Change(ChangeKind.MOVED, "u", datetime(2026, 1, 1, tzinfo=UTC), title, span, old_span=span)
    for record in (told, change):
        assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)) == record
        assert msgspec.convert(msgspec.to_builtins(record), type(record)) == record


def test_what_is_not_committed_is_undone(tmp_path):
    path = tmp_path / "s.sqlite"
    filled(path)
    with Store.open_for_run(path) as store:
        store.put_entries([])
        store.put_page("a", PAGE)
    with pytest.raises(RuntimeError), Store.open_for_run(path) as store:
        store.put_entries([])
        raise RuntimeError
    with Store.open_to_read(path) as store:
        assert len(store.entries()) == 1


def test_words_keep_the_day_they_were_first_seen(tmp_path):
    with Store.open_for_run(tmp_path / "s.sqlite") as store:
        assert store.first_seen("a", "p", "28 november", date(2025, 11, 1)) == date(2025, 11, 1)
        assert store.first_seen("a", "p", "28 november", date(2026, 2, 1)) == date(2025, 11, 1)
        assert store.first_seen("a", "p", "29 november", date(2026, 2, 1)) == date(2026, 2, 1)
        assert store.first_seen("b", "p", "28 november", date(2026, 2, 1)) == date(2026, 2, 1)
        assert store.first_seen("a", "p", "28 november", date(2025, 10, 1)) == date(2025, 10, 1)


def test_two_runs_at_once_are_refused_and_reading_is_not(tmp_path):
    path = tmp_path / "s.sqlite"
    filled(path)
    with Store.open_for_run(path) as first:
        first.put_entries([])
        with pytest.raises(StoreError, match="another run"), Store.open_for_run(path):
            pass
        with Store.open_to_read(path) as reader:
            assert len(reader.entries()) == 1
        first.commit()
    with Store.open_for_run(path) as store:
        assert store.entries() == []


def test_recorded_and_live_pages_are_not_mixed(tmp_path):
    for replayed in (True, False):
        path = tmp_path / f"{replayed}.sqlite"
        filled(path, replayed)
        with pytest.raises(ConfigError, match="refused"), Store.open_for_run(path, replayed=not replayed):
            pass
        with Store.open_to_read(path) as store:
            assert store.replayed is replayed
    empty = tmp_path / "empty.sqlite"
    with Store.open_for_run(empty) as store:
        store.commit()
    with Store.open_for_run(empty, replayed=True) as store:
        assert store.replayed


def broken(tmp_path, how):
    path = tmp_path / "s.sqlite"
    filled(path)
    whole = path.read_bytes()
    if how == "empty":
        path.write_bytes(b"")
    elif how == "half":
        path.write_bytes(whole[: len(whole) // 2])
    elif how == "one page short":
        path.write_bytes(whole[:-4096])
    elif how == "text":
        path.write_text("not a database, not at all", encoding="utf-8")
    elif how == "garbled":
        path.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    elif how == "foreign":
        path.unlink()
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE theirs (x)")
        other.close()
    elif how == "newer":
        with sqlite3.connect(path) as newer:
            newer.execute(f"PRAGMA user_version = {file.SCHEMA + 1}")
        newer.close()
    elif how == "folder":
        path.unlink()
        path.mkdir()
    return path


@pytest.mark.parametrize(
    "how", ["empty", "half", "one page short", "text", "garbled", "foreign", "newer", "folder"]
)
def test_a_file_that_cannot_be_trusted_is_refused_and_left_alone(tmp_path, how):
    path = broken(tmp_path, how)
    before = None if path.is_dir() else path.read_bytes()
    for opened in (Store.open_for_run, Store.open_to_read):
        with pytest.raises(StoreError) as fault, opened(path):
            pass
        assert str(path) in str(fault.value)
    if before is not None:
        assert path.read_bytes() == before


def test_a_missing_store_says_what_to_do(tmp_path):
    with pytest.raises(StoreError, match="fetch"), Store.open_to_read(tmp_path / "s.sqlite"):
        pass
    assert not list(tmp_path.iterdir())


def test_an_older_schema_is_brought_up_to_date(tmp_path, monkeypatch):
    path = tmp_path / "s.sqlite"
    told = filled(path)
    more = (*file.MIGRATIONS, "CREATE TABLE extra (x TEXT); INSERT INTO extra VALUES ('made')")
    monkeypatch.setattr(file, "MIGRATIONS", more)
    monkeypatch.setattr(file, "SCHEMA", len(more))
    with pytest.raises(StoreError, match="older version"), Store.open_to_read(path):
        pass
    with Store.open_for_run(path) as store:
        assert store.entries() == list(told.entries)
        store.commit()
    with Store.open_to_read(path) as store:
        assert store.entries() == list(told.entries)


RUN = """
    import sys, time
    from datetime import date
    from pathlib import Path
    sys.path.insert(0, "tests/store")
    from bba_events.store import CachedPage, Store
    path, wait = Path(sys.argv[1]), float(sys.argv[2])
    print("begun", flush=True)
    while True:
        with Store.open_for_run(path) as store:
            found = store.entries()
            for number in range(40):
                body = b"x" * 50_000
                url = f"https://a.be/{number}"
                store.put_page("a", CachedPage(url, url, 200, {}, body, date(2026, 1, 1)))
            store.put_entries(found)
            store.commit()
        print("run", flush=True)
"""


@pytest.mark.parametrize("wait", [0.0, 0.004, 0.011, 0.03, 0.07])
def test_a_run_that_is_killed_anywhere_leaves_a_whole_store(tmp_path, wait):
    path = tmp_path / "s.sqlite"
    told = filled(path) if wait else None
    code = textwrap.dedent(RUN)
    with subprocess.Popen([sys.executable, "-c", code, path, "0"], stdout=subprocess.PIPE, text=True) as run:
        run.stdout.readline()
        run.stdout.readline() if wait > 0.02 else None
        try:
            run.wait(wait)
        except subprocess.TimeoutExpired:
            os.kill(run.pid, signal.SIGKILL)
    if not path.exists():
        assert told is None
        return
    with Store.open_for_run(path) as store:
        assert store.entries() == (list(told.entries) if told else [])


def test_a_disk_without_room_says_so(tmp_path):
    path = tmp_path / "s.sqlite"
    filled(path)
    with pytest.raises(StoreError, match="full"), Store.open_for_run(path) as store:
        store._db.execute("PRAGMA max_page_count = 1")
        store.put_page("a", CachedPage("u", "u", 200, {}, os.urandom(200_000), TODAY))
    with Store.open_to_read(path) as store:
        assert len(store.entries()) == 1


def test_a_folder_that_may_not_be_written(tmp_path):
    path = tmp_path / "s.sqlite" / "below" / "s.sqlite"
    (tmp_path / "s.sqlite").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be made"), Store.open_for_run(path):
        pass


def test_restored_from_its_own_export_it_is_the_same(tmp_path):
    one, other = tmp_path / "one.sqlite", tmp_path / "other.sqlite"
    filled(one)
    with Store.open_to_read(one) as store:
        plain = msgspec.json.decode(msgspec.json.encode(store.export()))
    with Store.open_for_run(other) as store:
        store.restore(plain)
        store.commit()
    with Store.open_to_read(one) as first, Store.open_to_read(other) as second:
        assert second.export() == first.export()
        assert second.entries() == first.entries()
        assert second.last_good("a") == first.last_good("a")
    with Store.open_for_run(other) as store:
        assert store.first_seen("a", PAGE.url, "1 maart", date(2027, 1, 1)) == TODAY


@pytest.mark.parametrize(
    "plain", [{}, {"entries": 3, "sources": {}}, {"entries": [{"uid": 1}], "sources": {}}]
)
def test_what_cannot_be_restored_says_so(tmp_path, plain):
    with Store.open_for_run(tmp_path / "s.sqlite") as store, pytest.raises(StoreError, match="restored"):
        store.restore(plain)


def test_a_uid_that_stands_twice_is_named_and_nothing_is_restored(tmp_path):
    """The last one would win in silence, and the other would be gone."""
    one, other = tmp_path / "one.sqlite", tmp_path / "other.sqlite"
    (told,) = filled(one).entries
    with Store.open_to_read(one) as store:
        plain = msgspec.json.decode(msgspec.json.encode(store.export()))
    plain["entries"] *= 2
    words = rf"'{told.uid}'; take the events.json as it was published"
    with pytest.raises(StoreError, match=words), Store.open_for_run(other) as store:
        store.restore(plain)
        store.commit()
    with Store.open_to_read(other) as store:
        assert store.entries() == []


def said_as_another_user(path, mode):
    """What a user is told who may not use the file: nobody where these tests run as root, else its owner."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            file.connect(path, mode).close()
        except BaseException as fault:
            os.write(writing, f"{type(fault).__name__}: {fault}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read().decode()
    os.waitpid(child, 0)
    return told


@pytest.mark.parametrize(
    ("mode", "bits", "words"), [("rw", 0o444, "may not read and write it"), ("ro", 0o000, "may not read it")]
)
def test_a_store_of_another_user_is_told_as_one(mode, bits, words):
    """Row 48.  Readable to all it would open, and the first write would be taken for another run's lock."""
    with tempfile.TemporaryDirectory() as folder:  # the tests' own is closed to other users
        Path(folder).chmod(0o777)
        path = Path(folder) / "s.sqlite"
        filled(path)
        path.chmod(bits)
        before = path.read_bytes() if os.geteuid() == 0 else b""
        told = said_as_another_user(path, mode)
        assert told.startswith(f"StoreError: {path}: ")
        assert words in told
        assert "bba-events restore" in told
        assert "another run" not in told
        if os.geteuid() == 0:
            assert "belongs to root" in told
            assert path.read_bytes() == before


def test_copying_the_file_is_a_backup(tmp_path):
    path, copy = tmp_path / "s.sqlite", tmp_path / "copy.sqlite"
    told = filled(path)
    shutil.copy(path, copy)
    with Store.open_to_read(copy) as store:
        assert store.entries() == list(told.entries)
