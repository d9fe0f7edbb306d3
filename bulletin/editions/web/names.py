"""Names in the web edition that are its own: the one list by which articles are refused.

In: nothing. Out: the names that no article and no place in one can have. A page is
`NAME.html`; an article's place in the issue's page is `#NAME`, beside the places of the page
itself, which the templates name (a test holds the list to them).
"""

import re

from bulletin.composition import ANNOUNCEMENT, IMPRINT, OPENING
from bulletin.source.values import is_device

PAGES = frozenset({"index", OPENING, IMPRINT, ANNOUNCEMENT})
"""Pages of the edition's own, and parts that composition adds to every issue."""

_PLACES = (
    "contents contents-title dates dates-title display downloads downloads-title found "
    "front inside inside-address inside-note inside-told issue-title landmarks "
    "landmarks-title main more-results newest-title page-list page-list-title page-now "
    "pager player player-progress player-rate player-sleep player-time player-title query "
    "reading renewed results save save-status search size-now toc toc-title"
)
PLACES = frozenset(_PLACES.split())
"""What the pages' own parts are called in addresses."""

_COUNTED = re.compile(r"(section|year)-\d+")
"""Places that are counted: sections in the PDF, years in the archive."""

_FOLDERS = (
    "404 assets audio contents documents embed hosting index pagefind pictures search "
    "sections topics"
)
FOLDERS = frozenset(_FOLDERS.split())
"""Folders and pages beside the issues in the hosted copy; many hosts call page.html page."""

TOPICS = "topics"
"""The folder of the topics' pages, beside the issues."""


def topic_page(slug: str) -> str:
    """The path of a topic's page from the archive."""
    return f"{TOPICS}/{slug}/index.html"


def is_own_folder(name: str) -> bool:
    """Whether no issue can have this name."""
    name = name.lower()
    return name in FOLDERS or is_device(name)


def is_own_place(name: str) -> bool:
    """Whether a place of the pages' own has this name."""
    return name in PLACES or bool(_COUNTED.fullmatch(name))


def is_own(name: str) -> bool:
    """Whether no article can have this name."""
    return name in PAGES or is_own_place(name) or is_device(name)
