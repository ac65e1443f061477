"""The documentation names every command, option and configuration key there is."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import typer

from bba_events.cli import program
from bba_events.config.keys import Key
from bba_events.config.table import CALENDAR, SOURCE
from bba_events.picks.file import EVENT, PICK

ROOT = Path(__file__).parent.parent
GROUP = typer.main.get_group(program())
COMMANDS: dict[str, list[str]] = {
    name: [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
    for name, command in GROUP.commands.items()
}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(name: str) -> str:
    """What docs/commands.md says under a command's own heading."""
    found = re.search(rf"^## {name}\n(.*?)(?=^#|\Z)", text("docs/commands.md"), re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section '## {name}'"
    return found[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_its_options(name: str) -> None:
    told = section(name)
    assert f"    bba-events {name}" in told, "an example"
    assert [option for option in COMMANDS[name] if f"`{option}" not in told] == []


def test_no_command_that_does_not_exist() -> None:
    documented = re.findall(r"^## ([a-z-]+)$", text("docs/commands.md"), re.MULTILINE)
    assert sorted(documented) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_it_does_with_an_example(name: str) -> None:
    told = GROUP.commands[name].help or ""
    assert f"bba-events {name}" in told
    assert len(told.splitlines()[0]) <= 60, "the list of commands shows the first line whole"


@pytest.mark.parametrize(
    ("keys", "page"),
    [(CALENDAR, "docs/maintainer.md"), (SOURCE, "docs/adding-a-source.md")],
    ids=["calendar", "source"],
)
def test_every_configuration_key(keys: tuple[Key, ...], page: str) -> None:
    documented = re.findall(r"^\| `(\w+)` \|", text(page), re.MULTILINE)
    assert [key.name for key in keys if key.name not in documented] == []
    assert ["needed" for key in keys if key.needed and f"| `{key.name}` | needed |" not in text(page)] == []


@pytest.mark.parametrize(("section", "keys"), [("pick", PICK), ("event", EVENT)])
def test_every_key_of_the_editors_file_is_shown_in_its_sample(section: str, keys: tuple[Key, ...]) -> None:
    shown = text("picks.toml") + "".join(page.read_text("utf-8") for page in (ROOT / "docs").glob("*.md"))
    assert f"[[{section}]]" in shown
    named = set(re.findall(r"^# (\w+) =", shown, re.MULTILINE)) | set(re.findall(r"`(\w+)`", shown))
    assert [key.name for key in keys if key.name not in named] == []


def test_the_readme_has_one_line_for_the_demo_and_one_for_the_tests() -> None:
    lines = [line for line in text("README.md").splitlines() if line.startswith("python3 -m venv ")]
    assert [line.rsplit("/", 1)[1] for line in lines] == ["bba-events demo", "pytest"]


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_constraints_pin_everything_the_package_needs() -> None:
    import tomllib

    project = tomllib.loads(text("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pinned = re.findall(r"^([\w.-]+)==", text("constraints.txt"), re.MULTILINE)
    known = {name.lower().replace("_", "-") for name in pinned}
    names = {re.match(r"[\w.-]+", one)[0].lower().replace("_", "-") for one in wanted}
    assert names - known == set()


BEGIN, END = "<!-- the block of the demo: begin -->\n", "<!-- the block of the demo: end -->"


def test_the_readme_shows_the_block_that_the_demo_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``BBA_REWRITE=1 pytest tests/test_docs.py`` puts the demo's block into the README, for review."""
    from bba_events.cli import maintainer

    monkeypatch.chdir(tmp_path)
    assert maintainer.demo() == 0
    block = capsys.readouterr().out.split("\n\n", 1)[1].strip()
    before, rest = text("README.md").split(BEGIN)
    shown, after = rest.split(END)
    wanted = f"\n```markdown\n{block}\n```\n\n"
    if os.environ.get("BBA_REWRITE") and shown != wanted:
        (ROOT / "README.md").write_text(f"{before}{BEGIN}{wanted}{END}{after}", encoding="utf-8")
    else:
        assert shown == wanted
