"""The edition of November 2025: what two partners or two languages tell of one happening is one cluster."""

from datetime import date, time

from bba_events.config import Source
from bba_events.event import Event, EventKind, Place
from bba_events.merge import cluster
from bba_events.span import day, days

ROWS = {
    row.id: row
    for row in (
        Source("boom", "https://www.bosteller.be/boomweekend", "Bosalliantie", trust=80),
        Source("pers", "https://www.natuurenbos.be/persberichten/boom", "Natuur en Bos", trust=40),
        Source("moment", "https://www.hetgoedemoment.org/nl-NL/sessions", "Be Planet", trust=70),
        Source("bon", "https://www.lebonmoment.org/fr-FR/sessions", "Be Planet", trust=70),
    )
}
TWINS = {"nl": ROWS["moment"].url, "fr": ROWS["bon"].url}
HEADLINE = "Boom-shakalaka-boom! Scholen en jeugdbewegingen planten samen de toekomst tijdens het BOOMweekend"


def told(source, title, span, language="nl", **facts):
    url = ROWS[source].url
    return Event(source, url, title, span, url=url, language=language, **facts)


def groups(events, **options):
    clustering = cluster(events, rows=ROWS, **options)
    return [
        [(event.source, event.title) for event in found.members] for found in clustering.clusters
    ], clustering


def test_boomweekend_is_one_whatever_the_press_release_is_called():
    weekend = days(date(2025, 11, 28), date(2025, 11, 30))
    for headline in ("BOOMweekend", HEADLINE):
        found, clustering = groups([told("pers", headline, weekend), told("boom", "BOOMweekend", weekend)])
        assert found == [[("boom", "BOOMweekend"), ("pers", headline)]]
        assert clustering.clusters[0].reasons


def session(source, language, title, when, hour, town, campaign, twins=True):
    online = town in ("Online", "En ligne")
    place = Place(town="" if online else town, online=online)
    return told(
        source, title, day(when, start_time=time(hour)), language, place=place, part_of=campaign,
        alternates=TWINS if twins else {},
    )  # fmt: skip


def campaign(twins):
    span, links = days(date(2025, 12, 6), date(2026, 2, 1)), {"alternates": TWINS} if twins else {}
    yield told("moment", "Het Goede Moment", span, "nl", kind=EventKind.CAMPAIGN, **links)
    yield told("bon", "Le Bon Moment", span, "fr", kind=EventKind.CAMPAIGN, **links)
    for when, dutch, french in (
        (date(2025, 12, 11), "Gent", "Gand"),
        (date(2026, 1, 8), "Luik", "Liège"),
        (date(2026, 1, 13), "Online", "En ligne"),
    ):
        for hour in (14, 18):
            yield session("moment", "nl", f"Infosessie {dutch}", when, hour, dutch, "Het Goede Moment", twins)
            title = f"Session d'information à {french}"
            yield session("bon", "fr", title, when, hour, french, "Le Bon Moment", twins)


def test_each_session_of_two_languages_is_one_and_no_two_sessions_are():
    for twins in (True, False):
        found, clustering = groups(list(campaign(twins)))
        assert len(found) == 7, found
        assert all({source for source, _ in group} == {"moment", "bon"} for group in found), found
        assert not clustering.asks
        for cluster_ in clustering.clusters:
            assert len({event.span for event in cluster_.members}) == 1
