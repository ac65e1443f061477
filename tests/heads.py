"""The heads of the edition of November 2025, as its readers must see them."""

HEADS = {
    "nl": [
        "BOOMweekend - 28 t/m 30 november",
        "Het Goede Moment - Be Planet - 6 december t/m 1 februari",
        "Release van Le Chant des forêts in de Belgische bioscoop - 4 februari 2026",
    ],
    "fr": [
        "BOOMweekend - du 28 au 30 novembre",
        "Le Bon Moment - Be Planet - du 6 décembre au 1er février",
        "Sortie du film Le Chant des forêts dans les cinémas belges - 4 février 2026",
    ],
    "de": [
        "BOOMweekend - 28. bis 30. November",
        "Het Goede Moment - Be Planet - 6. Dezember bis 1. Februar",
        "Kinostart von Le Chant des forêts in Belgien - 4. Februar 2026",
    ],
    "en": [
        "BOOMweekend - 28 to 30 November",
        "Het Goede Moment - Be Planet - 6 December to 1 February",
        "Release of Le Chant des forêts in Belgian cinemas - 4 February 2026",
    ],
}
