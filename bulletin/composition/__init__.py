"""An issue made ready for every edition: sentences marked, opening and imprint written.

In: a checked `Issue` and its theme. Out: `Composition`.
"""

from dataclasses import dataclass

from bulletin.composition.frame import (
    ANNOUNCEMENT,
    IMPRINT,
    OPENING,
    announcement,
    capitalised,
    correction_lines,
    event_line,
    events_of,
    imprint,
    key_words,
    opening,
    with_corrections,
)
from bulletin.composition.loudspeaker import running_order
from bulletin.composition.sentences import with_sentences
from bulletin.document import Article
from bulletin.source.issue import Issue
from bulletin.theming.theme import Theme

__all__ = [
    "ANNOUNCEMENT",
    "IMPRINT",
    "OPENING",
    "Composition",
    "capitalised",
    "compose",
    "correction_lines",
    "event_line",
    "events_of",
    "key_words",
    "loudspeaker_items",
    "with_sentences",
]


@dataclass(frozen=True)
class Composition:
    """What editions are made from. Articles have `Sentence` nodes with fragment ids.

    `announcement` is for the village loudspeaker; it stands in no book.
    """

    issue: Issue
    theme: Theme
    opening: Article
    articles: tuple[Article, ...]
    imprint: Article
    announcement: Article

    @property
    def parts(self) -> tuple[Article, ...]:
        """All that is read, in order: the opening, the articles, the imprint."""
        return (self.opening, *self.articles, self.imprint)

    @property
    def title(self) -> str:
        """The issue's own title, or the publication's with the issue's number."""
        return self.issue.settings.title or self.theme.strings(
            "issue_named",
            publication=self.issue.publication.title,
            number=self.issue.settings.number,
        )


def loudspeaker_items(composition: Composition) -> tuple[Article, ...]:
    """What the loudspeaker says of the issue's articles, each item by itself."""
    language = composition.issue.publication.language
    items = running_order(composition.issue, composition.theme)
    return tuple(with_sentences(item, language) for item in items)


def compose(issue: Issue, credit: str = "") -> Composition:
    """The composition of an issue, in the words of its theme; `credit` names the voice."""
    theme = Theme(issue.publication, issue.root)
    language = issue.publication.language
    last = max((article.number for article in issue.articles), default=0)
    return Composition(
        issue=issue,
        theme=theme,
        opening=with_sentences(opening(issue, theme), language),
        articles=tuple(
            with_sentences(with_corrections(article, theme), language) for article in issue.articles
        ),
        imprint=with_sentences(imprint(issue, theme, last + 1, credit), language),
        announcement=with_sentences(announcement(issue, theme), language),
    )
