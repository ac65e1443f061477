"""A document as an HTML fragment to paste as rich text: no classes, no scripts, every text escaped.

Sources: HTML living standard (heading order, ``lang``, ``time``).
"""

from __future__ import annotations

from html import escape
from itertools import groupby

from bba_events.publish.document import Bullets, Heading, Line, Paragraph, Part, Run


def write(parts: tuple[Part, ...], language: str) -> str:
    """The document as a ``div`` in its language."""
    inner = "\n".join(map(_part, parts))
    return f'<div lang="{escape(language)}">\n{inner}\n</div>\n'


def _part(part: Part) -> str:
    if isinstance(part, Heading):
        return f"<h{part.level}>{_line(part.line)}</h{part.level}>"
    if isinstance(part, Bullets):
        rows = "".join(f"\n<li>{_line(line)}</li>" for line in part.lines)
        return f"<ul>{rows}\n</ul>"
    assert isinstance(part, Paragraph)
    return f"<p>{_line(part.line)}</p>"


def _line(line: Line) -> str:
    made = ""
    for url, runs in groupby(line, key=lambda run: run.url):
        text = "".join(map(_run, runs))
        made += f'<a href="{escape(url)}">{text}</a>' if url else text
    return made


def _run(run: Run) -> str:
    made = escape(run.text)
    if run.day:
        made = f'<time datetime="{escape(run.day)}">{made}</time>'
    if run.strong:
        made = f"<strong>{made}</strong>"
    return f'<span lang="{escape(run.language)}">{made}</span>' if run.language else made
