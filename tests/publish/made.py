"""Entries and a calendar as they come out of a real edition, made by hand for the tests of publishing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from bba_events.config import Calendar
from bba_events.event import Entry, EventKind, Place
from bba_events.span import Span, SpanKind, day, days

ON = date(2025, 11, 25)
"""The reference day of the edition."""
MOMENT = datetime(2025, 11, 25, tzinfo=UTC)
ZONE = "Europe/Brussels"

CALENDAR = Calendar(
    name="Agenda Belgian Biodiversity Alliance",
    domain="biodiversity-alliance.be",
    contact="bba@biodiversity-alliance.be",
    languages=("nl", "fr", "en", "de"),
    description="Komende evenementen over biodiversiteit",
    url="https://agenda.example.org",
)

BOOM = (
    "Elk jaar organiseert de Bosalliantie een weekend vol boomplantacties met jeugdgroepen uit heel België. "
    "Het BOOMweekend van dit jaar nodigt scholen en bewegingen uit om de bossen van morgen te planten. "
    "Doe mee, steek je handen uit de mouwen, plant bomen en help mee om de groene ruimte voor toekomstige "
    "generaties uit te breiden! Inschrijven kan op de website. Iedereen is welkom, "
    "ook wie nog nooit een boom plantte."
)
MOMENT_NL = (
    "Op 6 december start een unieke oproep voor natuur- en klimaatprojecten in België. "
    "Vanaf 11 december vinden er in heel België infosessies plaats. U komt er alles te weten over de "
    "projectoproep: de selectiecriteria, hoe de jury werkt, de zichtbaarheid die u krijgt, "
    "toekomstige opleidingen over fondsenwerving, enz. "
    "Dit is ook een unieke kans om van gedachten te wisselen met andere burgers!"
)
MOMENT_FR = (
    "Le 6 décembre, un appel à projets unique pour la nature et le climat démarre en Belgique. "
    "À partir du 11 décembre, des séances d’information ont lieu partout dans le pays. Vous y apprendrez "
    "tout sur les critères de sélection, le travail du jury, la visibilité et les formations à venir."
)
FILM = (
    "Après La Panthère des neiges, Vincent Munier nous invite au cœur des forêts des Vosges. C’est ici "
    "qu’il a tout appris grâce à son père Michel, naturaliste, ayant passé sa vie à l’affût dans les bois. "
    "Il est l’heure pour eux de transmettre ce savoir à Simon, le fils de Vincent."
)


def entry(name: str = "boomweekend", **facts: Any) -> Entry:
    """An entry of the edition with other facts where given; ``name`` is the local part of its UID."""
    told: dict[str, Any] = {
        "uid": f"{name}@biodiversity-alliance.be",
        "span": days(date(2025, 11, 28), date(2025, 11, 30)),
        "titles": {"nl": "BOOMweekend"},
        "created": MOMENT,
        "modified": MOMENT,
        "confirmed": ON,
        "urls": {"nl": f"https://www.example.org/{name}"},
    }
    return Entry(**{**told, **facts})


def timed(name: str, span: Span, **facts: Any) -> Entry:
    """An entry with hours in the calendar's zone."""
    return entry(name, span=replace(span, zone=ZONE), **facts)


def session(name: str, when: date, town: str, *, online: bool = False) -> Entry:
    """An information session of the campaign, from 19.00 to 20.30."""
    return timed(
        name,
        day(when, start_time=time(19), end_time=time(20, 30)),
        titles={"nl": f"Infosessie {town or 'online'}", "fr": f"Séance d’information {town or 'en ligne'}"},
        place=Place(town=town, online=online),
        part_of="moment@biodiversity-alliance.be",
        topics=("oproep",),
        urls={
            "nl": "https://www.hetgoedemoment.org/nl-NL/inscrivez-vous-aux-sessions-d-information",
            "fr": "https://www.lebonmoment.org/fr-FR/inscrivez-vous-aux-sessions-d-information",
        },
    )


def edition() -> tuple[Entry, ...]:
    """The edition of November 2025: a weekend, a campaign with three sessions, a film."""
    return (
        entry(
            "boomweekend",
            descriptions={"nl": BOOM},
            partner="Bosalliantie",
            topics=("bos",),
            urls={"nl": "https://www.bosteller.be/boomweekend"},
        ),
        entry(
            "moment",
            span=days(date(2025, 12, 6), date(2026, 2, 1)),
            titles={"nl": "Het Goede Moment", "fr": "Le Bon Moment"},
            descriptions={"nl": MOMENT_NL, "fr": MOMENT_FR},
            kind=EventKind.CAMPAIGN,
            partner="Be Planet",
            show_partner=True,
            topics=("oproep",),
            urls={
                "nl": "https://www.hetgoedemoment.org/nl-NL/inscrivez-vous-aux-sessions-d-information",
                "fr": "https://www.lebonmoment.org/fr-FR/inscrivez-vous-aux-sessions-d-information",
            },
        ),
        session("gent", date(2025, 12, 11), "Gent"),
        session("online", date(2025, 12, 16), "", online=True),
        session("namen", date(2026, 1, 20), "Namen"),
        entry(
            "forets",
            span=day(date(2026, 2, 4)),
            titles={"fr": "Le Chant des forêts"},
            descriptions={"fr": FILM},
            kind=EventKind.RELEASE,
            partner="Cinéart",
            topics=("film",),
            urls={"fr": "https://www.cineart.be/fr/presse/le-chant-des-forets"},
        ),
    )


def every_kind() -> tuple[Entry, ...]:
    """One entry of each kind of span, status and kind, the edition's own among them."""
    return (
        *edition(),
        timed("avond", day(date(2025, 12, 3), start_time=time(20)), titles={"nl": "Lezing over de otter"}),
        timed(
            "nacht",
            day(date(2025, 12, 5), start_time=time(20), end_time=time(1)),
            titles={"nl": "Nacht van de duisternis"},
        ),
        timed(
            "cursus",
            Span(SpanKind.RANGE, date(2025, 12, 12), date(2025, 12, 14), time(10), time(17), daily=True),
            titles={"nl": "Cursus heggen leggen"},
        ),
        timed(
            "kamp",
            Span(SpanKind.RANGE, date(2025, 12, 19), date(2025, 12, 21), time(18), time(12)),
            titles={"nl": "Winterkamp"},
        ),
        entry("vanaf", span=Span(SpanKind.OPEN_END, date(2025, 12, 1)), titles={"nl": "Winterwandelingen"}),
        entry(
            "tot",
            span=Span(SpanKind.OPEN_START, None, date(2026, 1, 15)),
            titles={"nl": "Fototentoonstelling"},
        ),
        entry(
            "oproep",
            span=Span(SpanKind.OPEN_START, None, date(2025, 12, 31)),
            titles={"nl": "Projectoproep bosuitbreiding"},
            kind=EventKind.DEADLINE,
        ),
        entry("vaag", span=Span(SpanKind.VAGUE), titles={"nl": "Week van het bos"}),
        entry(
            "elke",
            span=Span(SpanKind.RECURRING, rule="FREQ=MONTHLY;BYDAY=1SU"),
            titles={"nl": "Elke eerste zondag in het park"},
        ),
        entry(
            "misschien",
            span=day(date(2025, 12, 9)),
            titles={"nl": "Misschien een lezing"},
            certain=False,
            doubts=("two readers disagree",),
        ),
    )
