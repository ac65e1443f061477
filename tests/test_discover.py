"""Partners are found in newsletters of every form; senders, networks and files are not partners."""

import pytest

from bba_events.discover import partners
from bba_events.page import make_page

NEWSLETTER = """Komende evenementen over biodiversiteit

BOOMweekend - 28 t/m 30 november (https://www.example-bos.be/boomweekend).
Zie ook https://www.example-bos.be/kaart?utm_source=nieuwsbrief, en "https://agenda.example.org/nl/".
https://www.linkedin.com/company/example/
https://drive.google.com/file/d/1AUBOT/view
mailto:bba@example.org https://example-bos.be/folder.pdf
"""
MARKDOWN = "- [BOOMweekend](https://www.example-bos.be/boomweekend) - 28 t/m 30 november\n- <https://agenda.example.org/>\n"
HTML = """<html><body><p><a href="/over-ons">Over ons</a> <a href="https://www.example-bos.be/boomweekend">Lees meer</a>
<a href="https://example.us1.list-manage.com/unsubscribe?u=1">Uitschrijven</a>
<a href="javascript:void(0)">x</a><a href="https://agenda.example.org/uitschrijven">y</a></p></body></html>"""


def found(text: str, kind: str) -> dict[str, tuple[str, ...]]:
    page = make_page("https://nieuwsbrief.example/2025-11", text.encode(), {"content-type": kind})
    return {partner.site: partner.urls for partner in partners(page)}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (NEWSLETTER, "text/plain", {
            "example-bos.be": ("https://www.example-bos.be/boomweekend", "https://www.example-bos.be/kaart"),
            "agenda.example.org": ("https://agenda.example.org/nl/",)}),
        (MARKDOWN, "text/plain", {
            "example-bos.be": ("https://www.example-bos.be/boomweekend",),
            "agenda.example.org": ("https://agenda.example.org/",)}),
        (HTML, "text/html", {"example-bos.be": ("https://www.example-bos.be/boomweekend",)}),
        ("niets te zien", "text/plain", {}),
    ],
)  # fmt: skip
def test_partners(text, kind, expected):
    assert found(text, kind) == expected
