"""What the classes of elements tell: that their words are a place, a day, a name, a status.

Builders name boxes after what stands in them ("event-location", "card-lieu", "field--name-field-uur"), and
their style sheets set such boxes apart where the text does not.  Only names that any builder may choose are
known here, in English and the four languages; what the words in them are is left to the readers.
"""

from __future__ import annotations

import re

from lxml import etree

from bba_events.text import remembered

_USUAL = {
    "where": (
        "location locations venue place lieu locatie plaats ort veranstaltungsort spielort adresse adres"
        " address where locality city ville stad gemeente salle zaal localisation emplacement"
    ),
    "when": (
        "date dates datum datetime when quand wanneer wann jour dag day days weekday daynum month year mois"
        " annee mon dow sep separator divider maand jaar monat jahr dtstart dtend startdate enddate"
        " startdatum einddatum"
    ),
    "hours": "time times hour hours uur uren tijd tijdstip heure heures horaire horaires zeit uhrzeit",
    "title": "title titel titre headline heading naam nom name summary kop",
    "status": "status label badge flag state sticker",
    "kind": (
        "category categories categorie cat genre type types rubriek rubrique tag tags theme thema kind"
        " discipline"
    ),
    "text": (
        "text texte tekst excerpt teaser description desc intro body info subtitle sub subtitel lead chapo"
        " details omschrijving beschreibung resume artist performer"
    ),
    "published": "created changed modified submitted",
    "organiser": "organizer organiser organisator organisateur veranstalter",
    "price": "price prices prijs prix tarif preis cost",
}
_FIELDS = {word: field for field, words in _USUAL.items() for word in words.split()}
_OF = frozenset(
    (
        "title titel titre name naam nom text label tag badge value wrapper container inner outer content"
        " item items block link icon field start end info list row col full line meta details data wrap"
        " box holder"
    ).split()
)
"""Words that say no more than which part of a box something is: "venue-title", "date-wrapper"."""
_TEMPORAL = frozenset(("when", "hours"))
_ICONS = {
    "where": "pin marker location locatie map geo place venue lieu building home ort house",
    "when": "calendar calendrier agenda date kalender",
    "hours": "clock time horloge klok uhr hour heure",
    "": (
        "euro eur tag tags user users ticket phone envelope mail price money coins credit folder link globe"
        " info share"
    ),
}
_ICON = {word: field for field, words in _ICONS.items() for word in words.split()}
_ICONIC = frozenset(
    "icon icons ico fa fas far fal fab bi glyphicon dashicons ti mdi icomoon material symbols".split()
)
_SIGNS = {
    sign: field
    for field, signs in (("where", "📍📌🗺🏠🏛"), ("when", "📅📆🗓"), ("hours", "⏰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛🕢🕰"))
    for sign in signs
}
_LAST_LETTER = "\u2300"
"""Little pictures stand behind it."""
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_DRUPAL = re.compile(r"field--name-(\S+)|views-field-(?:field-)?(\S+)")
_MODIFIER = re.compile(r"--\S*")
_NAMES = 160
"""Characters; longer classes are of frameworks that name nothing."""
_SHORT = 40
_HOUR = re.compile(r"\d{1,2}(?:[:.]\d\d|\s?[hu](?:\s?\d\d)?\b|\s?(?:uur|uhr|[ap]\.?m)\b)", re.IGNORECASE)
_SPOKEN = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader\S*|visual-?hide|a11y\S*)(?:\s|$)", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W_]")


_NAMED = ("data-hook", "data-testid", "data-test", "data-qa", "data-field")
"""Where else builders name what an element holds, when their classes are made by a machine."""


def names_of(element: etree._Element) -> str:
    """The classes of an element and the other names that its builder gave it."""
    names = element.get("class") or ""
    if len(element.attrib) > (1 if names else 0):
        for name in _NAMED:
            if told := element.get(name):
                return f"{names} {told}".lstrip()
    return names


@remembered
def field_of(names: str) -> str:
    """What a ``class`` says that its element holds: "where", "when", "title", …; "" when nothing."""
    if not names or len(names) > _NAMES:
        return ""
    told = [each[1] or each[2] for each in _DRUPAL.finditer(names)]
    found = list[str]()
    for name in (*told, *names.split()):
        found.append(_field(_PARTS.findall(_MODIFIER.sub("", name))))
    known = list(filter(None, found))
    return next((one for one in known if one != "text"), known[0] if known else "")


def _field(parts: list[str]) -> str:
    """The field that the last telling word of a name is of."""
    usual, unknown = "", False
    for part in reversed(parts):
        word = part.lower()
        found = _FIELDS.get(word, "")
        if unknown:  # "time-localized": what says how it is shown may stand behind
            return found if found in _TEMPORAL else usual
        if word not in _OF and (found or usual):
            return found if found in ("where", "when", "hours", "price") or not usual else usual
        usual, unknown = usual or found, word not in _OF
    return usual


def icon_of(element: etree._Element, tag: str) -> str | None:
    """What an icon stands before: "where", "when", "hours", "" for another thing; None: it is no icon."""
    names = _shown_by(element, tag)
    if not names or len(names) > _NAMES:
        return None
    return _icon(names)


def _shown_by(element: etree._Element, tag: str) -> str:
    """The words by which an element without text may be known as an icon."""
    names = element.get("class") or ""
    if tag == "svg":
        uses = [
            use.get("href") or use.get("{http://www.w3.org/1999/xlink}href") or use.get("xlink:href") or ""
            for use in element.iter("use")
        ]
        return f"icon {names} {' '.join(use.rpartition('#')[2] for use in uses)}"
    if tag == "img":
        source = (element.get("src") or "").rpartition("/")[2]
        return f"{names} {source.rpartition('.')[0]}" if source.endswith(".svg") or "icon" in source else ""
    if tag not in ("i", "span", "em") or not names or len(element):
        return ""
    told = (element.text or "").strip()
    return (
        names
        if not told
        else f"{names} {told}"
        if "material" in names and told.replace("_", "").isalpha()
        else ""
    )


@remembered
def _icon(names: str) -> str | None:
    parts = [part.lower() for part in _PARTS.findall(names)]
    if _ICONIC.isdisjoint(parts) and not {"pin", "marker"}.intersection(parts):
        return None
    return next((_ICON[part] for part in parts if part in _ICON), "")


def of(element: etree._Element, tag: str) -> str:
    """The field of an element within a line: by its class, its tag, or because it is an hour."""
    told = field_of(names_of(element))
    if told or tag == "time":
        return told or "when"
    text = element.text or ""
    return "hours" if len(text) < _SHORT and _HOUR.search(text) else ""


def is_spoken(names: str) -> bool:
    """Whether a class hides words from the eye that are read aloud with what stands beside them."""
    return bool(_SPOKEN.search(names))


def signed(words: str) -> tuple[str, str]:
    """A line without the little picture that heads it, and what it stands before: pin, clock, calendar."""
    told = _SIGNS.get(words[:1], "") if words[:1] > _LAST_LETTER else ""
    return (words[1:].lstrip("\ufe0f "), told) if told else (words, "")


def apart(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two neighbours, each a field and a class, are things of their own: not a day and its hour."""
    if _TEMPORAL.issuperset((one[0], other[0])) or not (one[0] or other[0]):
        return False
    return one != other


def speaks(element: etree._Element) -> bool:
    """Whether an element has words of its own between those of its children."""
    texts = (element.text, *(child.tail for child in element))
    return any(text and not text.isspace() and _WORDS.search(text) for text in texts)


def holds_fields(element: etree._Element) -> bool:
    """Whether a link's words are those of several elements, one of them with a name that tells."""
    if len(element) < 2 or speaks(element):
        return False
    return any(field_of(names_of(child)) for child in element if isinstance(child.tag, str))
