"""The days on which what a page is about can be seen, right below each other under its name.

What each of them says is left to ``listing``.
"""

from __future__ import annotations

from collections.abc import Sequence

from bba_events.dates import Mention
from bba_events.page import Page
from bba_events.page.hours import are_habitual, clock
from bba_events.page.phrases import names_a_list
from bba_events.readers import sessions
from bba_events.readers.lines import DatedLines
from bba_events.span import SpanKind

_NEAR = 6
"""Lines below the heading in which the days of what the page is about begin."""
_CREDITS = 16
"""Lines of credits that may stand between a work and its days."""
_REMARK = 16
"""Characters beside a day that are a remark on it and no name: "(scolaire)"."""
_BESIDE = 3
"""Lines between two days that belong to the first of them, and one more."""


def run(page: Page, seen: DatedLines) -> list[int]:
    """The lines of the days of what the page is about, when several stand right below each other under it."""
    lines = page.outline.lines
    heading = next((n for n, line in enumerate(lines) if line.text == page.heading), -1)
    first = next((n for n in sorted(seen.rest) if n > heading), -1)
    if heading < 0 or first < 0 or names_a_list(page.heading):
        return []
    runs = _runs(seen, first)
    several = [each for each in runs if len(each) > 1]
    stretch = several[0] if len(several) == 1 else runs[0]
    first = stretch[0]
    lone = len(several) == 1  # no other run: of another thing
    near = first - heading <= _NEAR or (len(stretch) > 2 and lone and first - heading <= _CREDITS)
    if len(stretch) < 2 or not near or not (_are_timed(stretch, seen) or _are_days(stretch, seen)):
        return []
    return stretch


def hours(page: Page, seen: DatedLines, days: Sequence[int]) -> str:
    """The hours of days that have none, told once between the name and the first of them."""
    if not days or _are_timed(days, seen):
        return ""
    heading = next((n for n, line in enumerate(page.outline.lines) if line.text == page.heading), -1)
    above = (line.text for line in reversed(page.outline.lines[heading + 1 : days[0]]))
    return next((told for text in above if not are_habitual(text) and (told := clock(text))), "")


def _runs(seen: DatedLines, first: int) -> list[list[int]]:
    """The stretches of days, from the ``first`` on, that stand right below each other.

    Between two of them may stand what the box of the one above says besides: a remark, a button.
    """
    lines = seen.page.outline.lines
    runs: list[list[int]] = [[first]]
    for n in sorted(seen.rest):
        last = runs[-1][-1]
        if n <= last:
            continue
        between = range(last + 1, n)
        most = _BESIDE if lines[n].tag != "text" else 1
        beside = len(between) < most and all(lines[m].box == lines[last].box for m in between)
        bare = all(len(seen.rest[m]) < _REMARK or sessions.is_number(seen.rest[m]) for m in (last, n))
        if beside and bare and lines[last].tag == lines[n].tag:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs


def _are_timed(numbers: Sequence[int], seen: DatedLines) -> bool:
    """Whether each line is of hours on one day."""
    return all(_are(seen.mentions[n], timed=True) for n in numbers)


def _are_days(numbers: Sequence[int], seen: DatedLines) -> bool:
    """Whether several lines each are a day or days, at most with a number, and the last is to come."""
    told = [seen.mentions[n] for n in numbers]
    bare = all(_is_bare(seen.rest[n]) for n in numbers) and all(_are(one, timed=False) for one in told)
    last = told[-1][-1].span.last if bare else None
    return len(numbers) > 2 and last is not None and last >= seen.dates.reference


def _is_bare(rest: str) -> bool:
    """Whether words beside a day are none, or only number it."""
    return not rest or sessions.is_number(rest)


def _are(found: Sequence[Mention], *, timed: bool) -> bool:
    kinds = (SpanKind.DAY,) if timed else (SpanKind.DAY, SpanKind.RANGE)
    return bool(found) and all(one.span.kind in kinds and one.span.timed == timed for one in found)
