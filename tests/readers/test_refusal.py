"""Answers that are no page of events are refused with a word; a page that announces nothing is not."""

from datetime import date

import pytest

from bba_events import readers
from bba_events.errors import ReadError
from bba_events.page import make_page


def read(body: bytes) -> list[object]:
    return list(readers.read(make_page("https://www.bos.test/agenda", body, {}), reference=date(2026, 1, 5)))


REFUSED = [
    (b"", "empty"),
    (b"\x89PNG\x00\x01\x02\x03\x04\x05\x06\x07", "not text"),
    (b"%PDF-1.7 ...", "not text"),
    (b"<title>Just a moment...</title><h1>www.bos.test</h1><p>Verify you are human", "challenge"),
    (b"<title>Bos</title><div id=cf-challenge></div><p>Even geduld", "challenge"),
    (b"<title>404 Not Found</title><h1>Not Found</h1>", "error page"),
    (b"<title>Bos</title><h1>Pagina niet gevonden</h1><p>Probeer de zoekfunctie.", "error page"),
    (
        b"<title>Bos</title><h1>Oeps</h1><p>Er is een fout opgetreden. Probeer het later opnieuw.",
        "error page",
    ),
    (b"<title>Bos</title><div id=root></div><script src=app.js></script>", "shell"),
    (b"<title>Bos</title><h1>Privacy</h1><p>Wij gebruiken cookies. Aanvaard ze om verder te gaan.", "cookie"),
]


@pytest.mark.parametrize(("body", "why"), REFUSED, ids=[why for _, why in REFUSED])
def test_refused(body: bytes, why: str) -> None:
    with pytest.raises(ReadError, match=why):
        read(body)


QUIET = [
    b"<title>Agenda</title><h1>Agenda</h1><p>Er zijn op dit moment geen activiteiten gepland.",
    b"<h1>Over ons</h1><p>Wij zijn een vereniging van vrijwilligers die van bomen houden.",
    b"Een gewone tekst zonder datum.",
]


@pytest.mark.parametrize("body", QUIET, ids=range(len(QUIET)))
def test_readable_but_announcing_nothing(body: bytes) -> None:
    assert read(body) == []
