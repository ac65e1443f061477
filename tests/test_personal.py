"""Personal data leave a description; days, hours, prices, years and codes stay as they are."""

from __future__ import annotations

import time
from datetime import date

import pytest

from bba_events.config import Source
from bba_events.event import Draft
from bba_events.normalise import events
from bba_events.personal import impersonal

TAKEN_OUT = [
    "jan.peeters@natuurpunt.be",
    "info+wandeling@bos-en.groep.vlaanderen",
    "mailto:jan@example.org",
    "jan [at] example.org",
    "jan(at)example(dot)org",
    "+32 475 12 34 56",
    "+32475123456",
    "+32 (0)475 12 34 56",
    "+32(0)2 123 45 67",
    "0032 2 123 45 67",
    "0475 12 34 56",
    "0475/12.34.56",
    "0475/12 34 56",
    "0475-12 34 56",
    "0475 123 456",
    "0475123456",
    "02 123 45 67",
    "02/123.45.67",
    "(02) 123 45 67",
    "02-123 45 67",
    "021234567",
    "09 123 45 67",
    "016 12 34 56",
    "016/12.34.56",
    "081 12 34 56",
    "0800 12 345",
    "0800/12.345",
    "+31 6 12345678",
    "06-12345678",
    "020-1234567",
    "+33 1 23 45 67 89",
    "01 23 45 67 89",
    "06.12.34.56.78",
    "+49 30 1234567",
    "BE68 5390 0754 7034",
    "BE68539007547034",
    "be68 5390 0754 7034",
    "NL91 ABNA 0417 1643 00",
    "FR76 3000 6000 0112 3456 7890 189",
    "123-1234567-12",
    "85.07.30-033.28",
]

LEFT = [
    "28 t/m 30 november 2026",
    "28/11/2026",
    "01/02/2026 14.30 uur",
    "01.02.2026 - 03.04.2026",
    "02/04/2026, 03/04/2026 en 04/04/2026",
    "05-12-2025 10:00",
    "2026-03-28T14:00:00+01:00",
    "2026-03-28 10:00 - 2026-03-29 12:00",
    "van 09.30 tot 12.30 uur",
    "09.30-10.30-11.30",
    "10u00-12u00",
    "€ 12,50 of 0,50 euro",
    "1.250.000 bomen",
    "12 345 678 zaden",
    "prijs: 015,00 euro",
    "1000 Brussel, 9000 Gent, 3500 Hasselt",
    "sinds 1951 en 2012-2013",
    "65+ en 12-18 jaar",
    "een tocht van 04 km, 012 deelnemers",
    "COP30 en E40 afrit 12",
    "zaal 02, 120 plaatsen",
    "@natuurpunt op Mastodon",
    "ISBN 978-90-01-23456-7",
    "gsm uit vanaf 14 uur",
    "tel mee op 28 maart 2026",
    "Tel: 28 vogels",
]


@pytest.mark.parametrize("words", TAKEN_OUT)
@pytest.mark.parametrize("around", ["Vragen? {} (Jan)", "{}", "Bel of schrijf {}, dank u.", "Info: {}."])
def test_taken_out(words: str, around: str) -> None:
    assert impersonal(around.format(words)) == around.format("…")


@pytest.mark.parametrize("words", LEFT)
@pytest.mark.parametrize("around", ["{}", "Op {} in het bos, 20 deelnemers."])
def test_left_as_it_is(words: str, around: str) -> None:
    assert impersonal(around.format(words)) == around.format(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Tel. 12 34 56 78", "Tel. …"),
        ("GSM: 0475 / 12 34 56 of info@example.be", "GSM: … of …"),
        ("Tél. : 010/12.34.56", "Tél. : …"),
    ],
)
def test_a_label_stays_and_its_number_goes(words: str, expected: str) -> None:
    assert impersonal(words) == expected


@pytest.mark.parametrize("piece", ["0", "0475 ", "a.", "a@", "BE68 ", "+3 ", "tel ", "(at)"])
def test_no_text_takes_long(piece: str) -> None:
    began = time.process_time()
    impersonal(piece * (4_000 // len(piece)))
    assert time.process_time() - began < 2


def test_neither_the_description_nor_its_evidence_keeps_them() -> None:
    draft = Draft(title="Bosfeest", when="28 november", reader="prose",
                  description="Kom op 28/11/2026 om 14.30 uur. Vragen: jan@example.be of 0475 12 34 56.")  # fmt: skip
    row = Source("hoeve", "https://www.example.org/agenda", "De Hoeve")
    (event,) = events(
        draft, source=row, page=row.url, language="nl", reference_of=lambda words: date(2026, 11, 1)
    )
    assert event.description == "Kom op 28/11/2026 om 14.30 uur. Vragen: … of …."
    assert event.evidence["description"].words == event.description
