"""Personal data leave a description; days, hours, prices, years and codes stay as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bba_events.config import Source
from bba_events.event import Draft, Event, Place
from bba_events.normalise import events
from bba_events.personal import impersonal

TAKEN_OUT = [
    "jan.peeters@natuurpunt.be",
    "info+wandeling@bos-en.groep.vlaanderen",
    "mailto:jan@example.org",
    "jan [at] example.org",
    "jan(at)example(dot)org",
    "naam [at] voorbeeld.be",
    "naam {at} voorbeeld.be",
    "naam <at> voorbeeld.be",
    "naam(a)voorbeeld.be",
    "naam [a] voorbeeld [.] be",
    "naam (apestaartje) voorbeeld (punt) be",
    "naam AT voorbeeld.be",
    "naam at voorbeeld dot be",
    "naam @ voorbeeld.be",
    "naam\uff20voorbeeld.be",
    "jean arobase exemple point be",
    "jean.dupont [chez] exemple.be",
    "hans (ät) beispiel.de",
    "hans[at]beispiel[dot]de",
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
    "+32/475.12.34.56",
    "00 32 475 12 34 56",
    "32 475 12 34 56",
    "0475–12–34–56",
    "(0475) 12 34 56",
    "02 / 123 45 67",
    "09 123 45 67",
    "016 12 34 56",
    "016/12.34.56",
    "081 12 34 56",
    "0800 12 345",
    "0800/12.345",
    "+31 6 12345678",
    "06-12345678",
    "020-1234567",
    "+31 (0)20 123 45 67",
    "06 1234 5678",
    "06-12 34 56 78",
    "020 123 45 67",
    "020 - 123 45 67",
    "(020) 123 45 67",
    "0118 123 456",
    "0118-12 34 56",
    "+33 1 23 45 67 89",
    "01 23 45 67 89",
    "06.12.34.56.78",
    "+49 30 1234567",
    "+33 (0)1 23 45 67 89",
    "0123456789",
    "+49 (0)30 123456",
    "030 1234567",
    "030/1234567",
    "(030) 123 45 67",
    "0171 1234567",
    "0171/1234567",
    "02241 123456",
    "+352 26 12 34 56",
    "BE68 5390 0754 7034",
    "BE68539007547034",
    "be68 5390 0754 7034",
    "NL91 ABNA 0417 1643 00",
    "FR76 3000 6000 0112 3456 7890 189",
    "DE89 3704 0044 0532 0130 00",
    "LU28 0019 4006 4475 0000",
    "ES91 2100 0418 4502 0005 1332",
    "AT61 1904 3002 3457 3201",
    "123-1234567-12",
    "85.07.30-033.28",
    "85 07 30 033 28",
    "850730-033-28",
    "85073003328",
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
    "28.11.2026 en 29.11.2026",
    "02/05/26 - 09/05/26",
    "01/02, 08/02, 15/02, 22/02 en 01/03",
    "05 06 07 08 09 mei",
    "01-02-03-04-05 maart",
    "08 09 10 11 november",
    "04 05 2026 om 14 u",
    "07 03 2026 10 00",
    "20261128",
    "2025 2026 2027",
    "0800 tot 1200 uur",
    "van 0900 tot 1230",
    "10:00, 11:30, 13:00, 14:30",
    "ma-vr 09:00-12:00, 13:00-17:00",
    "ma 9.00 - 12.00 / 13.00 - 17.00",
    "van 10.00 tot 12.30 en van 13.30 tot 17.00 uur",
    "€ 1.250,00",
    "1 000 000 euro",
    "van 1 475 tot 2 345",
    "B-1000 Brussel",
    "Waversesteenweg 123-125, 1050 Elsene",
    "ISBN 90-209-1234-5",
    "ISBN 9789020912345",
    "ISSN 0028-0836",
    "EAN 5412345678908",
    "50.850346, 4.351721",
    "knooppunten 12-34-56-78",
    "knooppunt 01 02 03 04 05",
    "dossier 2026/0123",
    "GSM 2026 12 05",
    "mobile : 12.10.2026 - 14.10.2026",
    "deelname at the park",
    "start @ 14.30",
    "Info at www.example.be",
    "98765432101",
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


HIDDEN = "Kom op 28/11/2026 om 14.30 uur. Vragen: jan@example.be of 0475 12 34 56."


def made(row: Source, **facts: str | Place) -> Event:
    draft = Draft(**({"title": "Bosfeest", "when": "28 november", "reader": "prose"} | facts))  # type: ignore[arg-type]
    (event,) = events(
        draft, source=row, page=row.url, language="nl", reference_of=lambda words: date(2026, 11, 1)
    )
    return event


ROW = Source("hoeve", "https://www.example.org/agenda", "De Hoeve")


def test_neither_the_description_nor_its_evidence_keeps_them() -> None:
    event = made(ROW, description=HIDDEN)
    assert event.description == "Kom op 28/11/2026 om 14.30 uur. Vragen: … of …."
    assert event.evidence["description"].words == event.description


@pytest.mark.parametrize("place", [HIDDEN, Place(name=HIDDEN, address=HIDDEN, town="Ham")])
def test_nor_does_anything_else_that_is_printed(place: str | Place) -> None:
    """Row 53: not in the outputs, whichever fact a page puts them in."""
    event = made(ROW, title=f"Bosfeest {HIDDEN}", organiser=HIDDEN, place=place, part_of=HIDDEN)
    assert not {part for part in ("jan@example", "0475") if part in repr(event)}


def test_a_source_may_keep_its_contacts() -> None:
    assert made(replace(ROW, keep_contacts=True), description=HIDDEN).description == HIDDEN
