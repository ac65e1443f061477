"""A fetched document and its outline: the page as a visitor reads it.

``make_page`` decodes; everything else is made on first use.  Fetching is left to ``fetch``, finding
events to ``readers`` and ``scrapers``.
"""

from bba_events.page.buttons import is_link_word
from bba_events.page.document import Page, make_page
from bba_events.page.furniture import section_of
from bba_events.page.language import guess
from bba_events.page.outline import Box, Line, Link, Outline, Time

__all__ = [
    "Box",
    "Line",
    "Link",
    "Outline",
    "Page",
    "Time",
    "guess",
    "is_link_word",
    "make_page",
    "section_of",
]
