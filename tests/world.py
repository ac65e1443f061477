"""A small world of partners whose agendas change month by month, with the truth kept beside it.

``World`` makes happenings and tells them through sources that rename, move, reschedule, double, cancel,
forget, come back, change their addresses, switch language, break down or come up empty.  It knows which
telling belongs to which happening; the rooms under test are never told.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

from bba_events.config import Calendar, Source
from bba_events.event import Event, Place, Status
from bba_events.span import Span, day, days

CALENDAR = Calendar("Agenda", "example.org", "post@example.org", languages=("nl", "fr"))
TOWNS = ("Gent", "Leuven", "Namur", "Hasselt", "Mons", "Brugge", "Arlon", "Turnhout")
TOPICS = (
    ("Vleermuizennacht", "Nuit des chauves-souris"),
    ("Boomplantdag", "Journée de plantation"),
    ("Paddenstoelen zoeken", "Cueillette de champignons"),
    ("Bijenhotel timmeren", "Fabriquer un hôtel à abeilles"),
    ("Vogels kijken", "Observation des oiseaux"),
    ("Zaden ruilen", "Échange de graines"),
    ("Heide maaien", "Faucher la lande"),
    ("Egels tellen", "Compter les hérissons"),
    ("Poelen graven", "Creuser des mares"),
    ("Compost leren", "Apprendre à composter"),
    ("Bosbad nemen", "Bain de forêt"),
    ("Vlinders inventariseren", "Inventaire des papillons"),
)
EXTRA = ("voor iedereen", "met gids", "in de herfst", "in het park", "voor beginners", "samen met de buren")


@dataclass(frozen=True, slots=True)
class Telling:
    """How one source tells one happening now."""

    truth: int
    source: str
    title: str
    span: Span
    town: str
    url: str
    uid: str
    language: str = "nl"
    status: Status = Status.CONFIRMED
    shown: bool = True

    def event(self) -> Event:
        page = f"https://{self.source}.example/agenda"
        place, text = Place(name="Natuurhuis", town=self.town), f"{self.title} in {self.town}."
        return Event(
            self.source, page, self.title, self.span, place=place, url=self.url, uid=self.uid,
            language=self.language, status=self.status, description=text,
        )  # fmt: skip


@dataclass
class World:
    """Sources a to f; a and b share happenings, f is French for what c tells in Dutch."""

    seed: int
    today: date = date(2026, 1, 5)
    tellings: list[Telling] = field(default_factory=list)
    down: set[str] = field(default_factory=set)
    empty: set[str] = field(default_factory=set)
    made: int = 0
    seen: set[tuple[int, str]] = field(default_factory=set)
    """Happening and source of what the last run knew; set by whoever runs.

    A telling only changes when all tellings of it were seen together before: else nobody could know that
    they are one.
    """

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.rows = {
            name: Source(name, f"https://{name}.example/agenda", f"Partner {partner}", trust=90 - 10 * at)
            for at, (name, partner) in enumerate(zip("abcdef", "abcdec", strict=True))
        }
        for _ in range(12):
            self.announce()

    def announce(self) -> None:
        """A new happening within the coming months, told by one source or two."""
        at, chance = self.made, self.chance
        self.made += 1
        dutch, french = TOPICS[at % len(TOPICS)]
        town = TOWNS[(at // len(TOPICS) + at) % len(TOWNS)]
        first = self.today + timedelta(days=chance.randint(20, 150))
        span = (
            days(first, first + timedelta(days=2))
            if at % 5 == 0
            else day(first, start_time=time(9 + at % 11))
        )
        sources = chance.choice([("a", "b"), ("a",), ("b",), ("c", "f"), ("d", "e"), ("e",), ("a", "d")])
        for source in sources:
            title, language = (french, "fr") if source == "f" else (dutch, "nl")
            self.tellings.append(self._tell(at, source, f"{title} {town}", span, town, language))

    def _tell(self, truth: int, source: str, title: str, span: Span, town: str, language: str) -> Telling:
        url = f"https://{source}.example/agenda/{truth}-{title.partition(' ')[0].lower()}"
        return Telling(
            truth, source, title, span, town, url if source != "e" else "", f"{source}{truth}", language
        )

    def month(self) -> None:
        """Four weeks later: old ones leave the lists, new ones come, some change, some sources fail."""
        self.today += timedelta(days=28)
        self.changed: set[int] = set()
        self.down = {name for name in "abcdef" if self.chance.random() < 0.15}
        self.empty = {name for name in "abcdef" if name not in self.down and self.chance.random() < 0.05}
        self.tellings = [told for told in self.tellings if told.span.last and told.span.last >= self.today]
        for _ in range(self.chance.randint(1, 4)):
            self.announce()
        if self.chance.random() < 0.1:
            self._redesign(self.chance.choice("abcdf"))
        self.tellings = [self._change(told) if self.chance.random() < 0.3 else told for told in self.tellings]
        if self.chance.random() < 0.4:
            self._second_source()

    def _redesign(self, source: str) -> None:
        """Every address and every id of a source becomes another."""
        stamp = f"{self.today:%y%m}"
        self.tellings = [
            replace(told, url=f"https://{source}.example/{stamp}/{told.truth}", uid=f"{stamp}-{told.truth}")
            if told.source == source
            else told
            for told in self.tellings
        ]

    def _change(self, told: Telling) -> Telling:
        """One thing becomes another, once all tellings of it were seen together."""
        others = {(told.truth, other.source) for other in self.tellings if other.truth == told.truth}
        if not others <= self.seen or (told.span.first and told.span.first <= self.today):
            return told
        change = self.chance.choice(
            (self._rename, self._postpone, self._move, self._readdress, self._cancel, self._hide)
        )
        self.changed.add(told.truth)
        return change(told)

    def _rename(self, told: Telling) -> Telling:
        return replace(told, title=f"{told.title} {self.chance.choice(EXTRA)}")

    def _postpone(self, told: Telling) -> Telling:
        if not told.span.first or told.span.first < self.today + timedelta(days=60):
            return told  # were it seen only after its old day, it would be the next edition
        by = timedelta(days=self.chance.choice((7, 14, 1)))
        span = told.span
        assert span.start and span.end
        return replace(told, span=replace(span, start=span.start + by, end=span.end + by))

    def _move(self, told: Telling) -> Telling:
        alone = sum(other.truth == told.truth for other in self.tellings) == 1
        return replace(told, town=self.chance.choice(TOWNS)) if alone and told.url else told

    def _readdress(self, told: Telling) -> Telling:
        return replace(told, url=told.url + "-nieuw") if told.url else told

    def _cancel(self, told: Telling) -> Telling:
        return replace(told, status=Status.CANCELLED)

    def _hide(self, told: Telling) -> Telling:
        return replace(told, shown=not told.shown)

    def _second_source(self) -> None:
        """Another source starts to tell a happening, as the first tells it now."""
        first = self.chance.choice(self.tellings)
        tellers = {told.source for told in self.tellings if told.truth == first.truth}
        others = [name for name in "abde" if name not in tellers]
        if others and first.shown and first.truth not in self.changed and not tellers & {"c", "f"}:
            source = others[0]
            made = self._tell(first.truth, source, first.title, first.span, first.town, "nl")
            self.tellings.append(replace(made, status=first.status))

    def lists(self) -> dict[str, list[Event]]:
        """What each source that answers shows now."""
        return {
            name: []
            if name in self.empty
            else [told.event() for told in self.tellings if told.source == name and told.shown]
            for name in "abcdef"
            if name not in self.down
        }

    def truth_of(self) -> dict[tuple[str, str, str, str], int]:
        """Which happening a telling belongs to, by source, title, span and place."""
        return {mark(told.event()): told.truth for told in self.tellings}


def mark(event: Event) -> tuple[str, str, str, str]:
    """What tells one telling from another in the truth."""
    return event.source, event.title, str(event.span), event.place.town
