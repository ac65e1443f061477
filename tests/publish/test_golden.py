"""The edition of November 2025 as it goes out, in four languages and three forms, for people to read.

Made from the recorded pages by the whole program.  When it should change, look at what
``BBA_REWRITE=1 pytest tests/publish/test_golden.py`` changes in ``fixtures/golden``, and commit it.
"""

from __future__ import annotations

import os
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bba_events import config, pipeline, publication
from bba_events.publish.block import FORMS

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "fixtures" / "golden" / "2025-11"
ON = date(2025, 11, 25)
LANGUAGES = ("nl", "fr", "de", "en")


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> config.Config:
    """A store filled from the recorded pages."""
    folder = tmp_path_factory.mktemp("edition")
    shutil.copy(ROOT / "sources.toml", folder)
    made = config.load(folder / "sources.toml")
    pipeline.run(made, moment=datetime(2025, 11, 25, tzinfo=UTC), replay=ROOT / "fixtures" / "2025-11")
    return made


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_golden_edition(edition: config.Config, language: str, form: str) -> None:
    path = GOLDEN / f"block.{language}.{form}"
    text = publication.block(edition, language=language, on=ON, form=form)
    if os.environ.get("BBA_REWRITE"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
