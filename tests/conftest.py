"""What holds for every test: under CI nothing may be skipped.

With ``CI`` set in the environment a skipped test, or a file skipped while it is collected, is a failure;
on a developer's machine it stays a skip that ``-rs`` explains.  Expected failures are left alone.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any, TypeVar

import pytest

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def refuse_skip(report: Report) -> Report:
    """The report, a failure where it was a skip and ``CI`` is set."""
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and nothing may be skipped under CI: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, pytest.TestReport]:
    """Judge each phase of each test."""
    return refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, pytest.CollectReport]:
    """Judge each file, which may skip itself as a whole."""
    return refuse_skip((yield))
