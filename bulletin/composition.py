"""An issue made ready for every edition: sentences marked, opening and imprint written.

In: a checked `Issue` and its theme. Out: `Composition`. The opening and the imprint are
articles of the same tree, made from the theme's strings, so that page, book and voice have
the same words.
"""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.document import Article
from bulletin.source.issue import Issue
from bulletin.theme import Theme


@dataclass(frozen=True)
class Composition:
    """What editions are made from. Articles have `Sentence` nodes with fragment ids."""

    issue: Issue
    theme: Theme
    opening: Article
    articles: tuple[Article, ...]
    imprint: Article
