"""Whatever happens to our own machine, what is published is whole and no entry is lost."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from drills.drill import WALKS, Walk, check_published, lived_on
from drills.machine import Machine, forked, killed_at, without_privileges

from bba_events import pipeline
from bba_events.cli import main
from bba_events.publish import files
from bba_events.store import Store, file

STEPS = [
    *((Store, name) for name in ("first_seen", "put_page", "put_last_good", "put_entries", "add_changes")),
    *((Store, name) for name in ("commit", "export", "add_run", "_close")),
    *((pipeline, name) for name in ("_harvest", "_keep", "_identify", "publish")),
    *((file, name) for name in ("create", "check", "migrate")),
    *((files, name) for name in ("_sweep", "_sync")),
    *((os, name) for name in ("fsync", "link")),
    (Path, "replace"),
]  # fmt: skip
CHANGED = (
    Walk("Lentetocht", "5 april 2026, van 14u tot 17u"),
    *WALKS[1:],
    Walk("Uilentocht", "2 mei 2026, van 21u tot 23u"),
)


def whole(machine: Machine) -> dict[str, bytes]:
    """The published files by name, but for the one that tells of the run itself."""
    return {one.name: one.read_bytes() for one in machine.public.iterdir() if one.name != "status.json"}


@pytest.fixture(scope="module", autouse=True)
def warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Load all that a run loads, so that the children need not, each for itself."""
    made = Machine(tmp_path_factory.mktemp("warm") / "calendar")
    made.set_up()
    with pytest.raises(SystemExit):
        main(made.command())


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path / "calendar")
    made.set_up()
    return made


@pytest.mark.parametrize("started", [False, True], ids=["first run", "second run"])
def test_killed_between_any_two_steps(machine: Machine, tmp_path: Path, started: bool) -> None:
    """From the state before the run, kill at each step in turn; what is left is whole, and the next run goes on from it."""
    if started:
        assert machine.fetch().code == 0
        machine.shows("hoeve", CHANGED, day="2026-03-03")
    before = tmp_path / "before"
    shutil.copytree(machine.folder, before)
    assert machine.fetch(on="2026-03-03").code == 0
    reached, uids = whole(machine), set(machine.entries())
    for step in range(300):
        shutil.rmtree(machine.folder)
        shutil.copytree(before, machine.folder)
        ended = machine.fetch(on="2026-03-03", before=killed_at(step, STEPS))
        if ended.code == 0:
            break
        assert ended.code == -signal.SIGKILL, ended.said
        left_whole(machine, before, reached)
        if step % 5 == 0:  # all of them would take a minute
            assert machine.fetch(on="2026-03-03").code == 0
            assert whole(machine) == reached
            assert set(machine.entries()) == uids
    assert step > 40, "hardly anything was killed"
    assert whole(machine) == reached


def left_whole(machine: Machine, before: Path, reached: dict[str, bytes]) -> None:
    """After a kill each published file is the one before or the one to come, never half of either."""
    for path in machine.public.iterdir() if machine.public.exists() else ():
        if path.name.startswith(files.PREFIX) or path.name == "status.json":
            continue  # half a file has a name that no web server hands out, and the next run removes it
        old = before / "public" / path.name
        assert path.read_bytes() in ([old.read_bytes()] if old.exists() else []) + [reached[path.name]], (
            path.name
        )
    if machine.store.exists():
        with Store.open_to_read(machine.store) as store:
            assert len(store.entries()) in (0, 7, 8)


@pytest.mark.parametrize("limit", [0, 2_000, 9_000, 20_000, 40_000, 80_000])
@pytest.mark.parametrize("started", [False, True], ids=["first run", "second run"])
def test_the_disk_is_full(machine: Machine, limit: int, started: bool) -> None:
    """No file may grow beyond the limit: the store's, or a published one."""
    before, said = {}, {}
    if started:
        assert machine.fetch().code == 0
        before, said = machine.entries(), whole(machine)
        more = [Walk(f"Tocht {number}", f"{number} mei 2026, 14u", "Ham " * 40) for number in range(1, 29)]
        machine.shows("hoeve", (*WALKS, *more), day="2026-03-03")

    ended = machine.fetch(
        on="2026-03-03", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    )

    assert ended.code in (2, 4), ended.said
    assert "make room" in ended.said or "free space" in ended.said, ended.said
    if started:
        assert set(said) <= set(whole(machine))
        lived_on(before, machine.entries())
    assert machine.fetch(on="2026-03-04").code == 0
    lived_on(before, machine.entries())
    assert len(machine.entries()) == (35 if started else 7)


def test_a_disk_that_fills_while_a_file_is_written(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second file cannot be synced: what was there stays, and no trace of the new one is left."""
    machine.fetch()
    before = whole(machine)
    machine.shows("hoeve", CHANGED, day="2026-03-03")
    synced = iter(range(100))

    def full(handle: int) -> None:
        if next(synced) == 1:
            raise OSError(28, "No space left on device")

    ended = machine.fetch(on="2026-03-03", before=lambda: monkeypatch.setattr(os, "fsync", full))
    assert (ended.code, "No space left on device" in ended.said, "make room" in ended.said) == (2, True, True)
    assert sum(data != before[name] for name, data in whole(machine).items() if name in before) == 1
    assert machine.fetch(on="2026-03-03").code == 0
    assert len(machine.entries()) == 8


def test_a_run_while_another_runs(machine: Machine) -> None:
    machine.fetch()
    before, said = machine.entries(), whole(machine)
    with Store.open_for_run(machine.store, replayed=True):
        ended = machine.fetch(on="2026-03-03")
        assert (ended.code, "another run holds it" in ended.said, "wait until it ends" in ended.said) == (
            4,
            True,
            True,
        )
        assert whole(machine) == said
        assert machine.entries() == before
    assert machine.fetch(on="2026-03-03").code == 0


def test_two_runs_started_together(machine: Machine) -> None:
    """One of them works and the other waits its turn or gives way; never both, and nothing is mixed."""
    first = os.fork()
    if first == 0:
        os._exit(forked(machine.command()).code)
    second = forked(machine.command())
    codes = {os.waitstatus_to_exitcode(os.waitpid(first, 0)[1]), second.code}
    assert codes in ({0}, {0, 4}), second.said
    check_published(machine.public)
    assert len(machine.entries()) == 7
    assert machine.fetch(on="2026-03-03").code == 0


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100])


def foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()


def newer(path: Path) -> None:
    with sqlite3.connect(path) as store:
        store.execute("PRAGMA user_version = 99")
    store.close()


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "bba-events restore"),
    "cut in half": (cut, "bba-events restore"),
    "no database": (lambda path: path.write_text("hello " * 2_000), "bba-events restore"),
    "another program's": (foreign, "name another `store`"),
    "of a newer version": (newer, "update bba-events"),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_store_that_cannot_be_used(machine: Machine, name: str, tmp_path: Path) -> None:
    """It is refused, left as it is, and made again from what is published, with every UID."""
    breaking, advice = BROKEN[name]
    machine.fetch()
    before, said = machine.entries(), whole(machine)
    for left in machine.folder.glob(".bba-events.sqlite-*"):
        left.unlink()
    breaking(machine.store)
    kept = machine.store.read_bytes() if machine.store.is_file() else b""
    ended = machine.fetch(on="2026-03-03")
    assert (ended.code, advice in ended.said) == (4, True), ended.said
    assert whole(machine) == said
    assert not machine.store.is_file() or machine.store.read_bytes() == kept
    machine.store.rename(tmp_path / "broken")
    restore = [
        "restore",
        str(machine.public / "events.json"),
        "--config",
        str(machine.folder / "sources.toml"),
    ]
    ended = forked(restore)
    assert ended.code == 0, ended.said
    lived_on(before, machine.entries())


def test_a_file_in_the_place_of_the_output_folder(machine: Machine) -> None:
    machine.fetch()
    before = machine.entries()
    machine.public.rename(machine.folder / "published")
    machine.public.write_text("mine")
    ended = machine.fetch(on="2026-03-03")
    assert (ended.code, "name another output folder" in ended.said) == (2, True), ended.said
    assert machine.public.read_text() == "mine"
    lived_on(before, machine.entries())
    machine.public.unlink()
    assert machine.fetch(on="2026-03-04").code == 0
    lived_on(before, machine.entries())


def test_an_output_folder_that_may_only_be_read(machine: Machine) -> None:
    machine.fetch()
    before, said = machine.entries(), whole(machine)
    machine.shows("hoeve", CHANGED, day="2026-03-03")
    machine.public.chmod(0o555)
    ended = machine.fetch(on="2026-03-03", before=without_privileges)
    machine.public.chmod(0o755)
    assert (ended.code, "name another output folder" in ended.said) == (2, True), ended.said
    assert whole(machine) == said
    assert set(before) <= set(machine.entries())
    assert machine.fetch(on="2026-03-04").code == 0
    assert set(before) <= set(machine.entries())
    assert whole(machine) != said


def test_a_store_of_another_user(machine: Machine) -> None:
    """Row 48; nobody's where the tests run as root, else one that its owner closed."""
    machine.fetch()
    before, said = machine.entries(), whole(machine)
    machine.store.chmod(0o400)
    if os.geteuid() == 0:
        os.chown(machine.store, 65534, 65534)
    ended = machine.fetch(on="2026-03-03", before=without_privileges)
    assert (ended.code, "may not read and write it" in ended.said) == (4, True), ended.said
    assert "restore" in ended.said
    assert whole(machine) == said
    machine.store.chmod(0o600)
    if os.geteuid() == 0:
        os.chown(machine.store, 0, 0)
    assert machine.fetch(on="2026-03-04").code == 0
    lived_on(before, machine.entries())
