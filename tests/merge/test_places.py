"""Places as agendas write them: which town they mean, and which towns exclude each other."""

from datetime import date

import pytest

from bba_events.event import Event, Place
from bba_events.merge import cluster
from bba_events.merge.sketch import where
from bba_events.span import day

TOWNS = [
    (Place(name="De Vooruit, Sint-Pietersnieuwstraat 23, 9000 Gent"), "gent"),
    (Place(name="Flagey, Place Sainte-Croix, Ixelles"), "elsene"),
    (Place(name="Markt 1, B-8000 Brugge, België"), "brugge"),
    (Place(name="9000 Gent, Sint-Pietersplein"), "gent"),
    (Place(name="12224 Ventura Blvd., Studio City"), ""),
    (Place(name="Brucknerhaus Linz"), "linz"),
    (Place(name="Sporthal Boom"), ""),
    (Place(name="Zaal, Boom"), "boom"),
    (Place(town="Gand"), "gent"),
    (Place(town="1000 Bruxelles"), "brussel"),
    (Place(town="Ghent, Belgium"), "gent"),
    (Place(town="Brussels (Ixelles)"), "brussel"),
    (Place(town="Onbekend aan Zee"), "onbekend aan zee"),
    (Place(name="Cultuurcentrum"), ""),
    (Place(online=True), "online"),
    (Place(), ""),
]


@pytest.mark.parametrize(("place", "town"), TOWNS, ids=[place.line or "none" for place, _ in TOWNS])
def test_the_town_of_a_place(place, town):
    assert where(place.name, place.address, place.town, place.online).town == town


APART = [("Gent", "Leuven", True), ("Gent", "Gand", False), ("Elsene", "Bruxelles", False), ("Voeren", "Sint-Martens-Voeren", False),
         ("Frankfurt", "Frankfurt am Main", False), ("Aalst", "Halle", True)]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "apart"), APART)
def test_which_towns_exclude_each_other(one, other, apart):
    events = [
        Event(
            source,
            f"https://{source}.be",
            "Nacht van de vleermuizen",
            day(date(2026, 8, 29)),
            place=Place(town=town),
        )
        for source, town in (("a", one), ("b", other))
    ]
    found = cluster(events)
    assert (len(found.clusters) == 2 and not found.asks) is apart
