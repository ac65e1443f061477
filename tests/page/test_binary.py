"""What is no text at all is told apart from text with a stray character, however short it is."""

from datetime import date

import pytest

from bba_events.errors import ReadError
from bba_events.page import make_page
from bba_events.readers import read


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\x00\x01garbage\xff", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"BEGIN:VCALENDAR\x00\r\nEND:VCALENDAR", "ical"),
        (b"<html><body><p>28 november\x00 2026 in het bos</p></body></html>", "html"),
        (b"Wandeling op 28 november 2026", "text"),
        (b"", "text"),
    ],
)
def test_kind(body, kind):
    assert make_page("https://example.org/x", body, {}).kind == kind


def test_garbage_is_refused_aloud():
    with pytest.raises(ReadError):
        read(make_page("https://example.org/x", b"\x00\x01garbage\xff", {}), reference=date(2026, 1, 1))
